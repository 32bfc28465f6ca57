"""Prints every problem in `docs`, one line each, without building; exit code 1 if there is any."""

import argparse
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from environment import hand_over

if TYPE_CHECKING:
    from handbook.library import Library

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Check the folder given, or the handbook's own `docs`."""
    hand_over()
    from handbook.loading import load
    from handbook.problems import report
    from handbook.rules import check
    from handbook.stale import due

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", nargs="?", type=Path, default=ROOT / "docs", help="folder to check")
    parser.add_argument("--sample", type=int, metavar="N", help="draw N pages to be read by hand")
    parser.add_argument("--seed", default="", help="text that decides the draw, such as a commit")
    parser.add_argument("--stale", action="store_true", help="list what is due to be read again")
    given = parser.parse_args()
    library = load(given.docs)
    if given.sample:
        print("\n".join(drawn(library, given.sample, given.seed)))
    if given.stale:
        found = sorted(due(library))
        print("\n".join([*map(str, found), f"{len(found)} due"]))
    problems = check(library)
    print(report(problems))
    return 1 if problems else 0


def drawn(library: "Library", count: int, seed: str) -> list[str]:
    """The paths of that many pages, the same for the same seed; all when there are fewer."""
    paths = sorted(document.path for _, document in library.pages())
    return sorted(random.Random(seed).sample(paths, min(count, len(paths))))


if __name__ == "__main__":
    sys.exit(main())
