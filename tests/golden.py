"""Where the fictional site and the golden cases are, and how a case file is read."""

from collections.abc import Callable, Mapping
from pathlib import Path

TESTS = Path(__file__).parent
FICTIONAL = TESTS / "fictional" / "docs"
CASES = TESTS / "cases"

Laying = Callable[[Mapping[str, str]], Path]


def read_case(file: Path) -> dict[str, str]:
    """The parts of a case file; each begins with a line `=== name`."""
    parts: dict[str, str] = {}
    name = ""
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("=== ") and not line.startswith('=== "'):  # a tab of Markdown
            name = line.removeprefix("=== ").strip()
            parts[name] = ""
        else:
            parts[name] += line
    return parts
