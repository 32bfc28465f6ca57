"""What is wrong with the content, as values."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it is, what is wrong and the way out."""

    path: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """`docs/roles/seo.md:4: skills.dta-analysis: what is wrong; the way out`."""
        field = f" {self.field}:" if self.field else ""
        return f"{self.path}:{self.line}:{field} {self.message}"


def nearest(wrong: str, known: Iterable[str]) -> str:
    """The way out for an unknown name: the closest known one, else some of those there are."""
    names = sorted(known)
    if close := difflib.get_close_matches(wrong, names, n=1, cutoff=0.5):
        return f'did you mean "{close[0]}"?'
    if not names:
        return "there is none yet"
    shown = ", ".join(names[:8])
    return f"known are {shown}" + (" and others" if len(names) > 8 else "")


def report(problems: Iterable[Problem]) -> str:
    """All problems, a line each, sorted by place, with their count as the last line."""
    lines = [str(problem) for problem in sorted(set(problems))]
    count = f"{len(lines)} problem" + ("s" if len(lines) != 1 else "")
    return "\n".join([*lines, count])
