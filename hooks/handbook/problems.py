"""What is wrong with the content, as values."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_GUESS = 100
SHOWN = 60

Key = tuple[str | int, ...]


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
        return visible(f"{self.path}:{self.line}:{field} {self.message}")


class Unreadable(Exception):
    """Carries the problems that keep a file from being read."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems in the order in which they were found."""
        super().__init__(*problems)
        self.problems = problems


def nearest(wrong: str, known: Iterable[str]) -> str:
    """The way out for an unknown name: the closest known one, else some of those there are."""
    names = sorted(known)
    if close := difflib.get_close_matches(wrong[:LONGEST_GUESS], names, n=1, cutoff=0.5):
        return f'did you mean "{close[0]}"?'
    if not names:
        return "there is none yet"
    shown = ", ".join(names[:8])
    return f"known are {shown}" + (" and others" if len(names) > 8 else "")


def dotted(key: Key) -> str:
    """A field's name as an author writes it; items of lists count from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else short(part) for part in key)


def short(value: object) -> str:
    """A value as it is quoted in a message."""
    text = str(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def visible(text: str) -> str:
    """The text on one line, with everything that a terminal could obey or hide written out."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


def report(problems: Iterable[Problem]) -> str:
    """All problems, a line each, sorted by place, with their count as the last line."""
    lines = [str(problem) for problem in sorted(set(problems))]
    count = f"{len(lines)} problem" + ("s" if len(lines) != 1 else "")
    return "\n".join([*lines, count])
