"""Prints every problem in `docs`, one line each, without building; exit code 1 if there is any."""

import argparse
import sys
from pathlib import Path

from environment import hand_over

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Check the folder given, or the handbook's own `docs`."""
    hand_over()
    from handbook.loading import load
    from handbook.problems import report
    from handbook.rules import check

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", nargs="?", type=Path, default=ROOT / "docs", help="folder to check")
    problems = check(load(parser.parse_args().docs))
    print(report(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
