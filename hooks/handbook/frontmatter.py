"""A Markdown file as front matter and body, with the line of every field.

MkDocs prints broken front matter as page text and says nothing, so every file is read here first.
"""

from dataclasses import dataclass, field
from typing import Any

from handbook.plainyaml import read_yaml
from handbook.problems import Key, Problem, Unreadable, dotted

FENCE = "---"
MAX_FRONT_MATTER = 64 * 1024
MAX_LINES = 10_000
# What one page may hold: beyond this, composing it would take longer than anyone waits.
MOST = {"](": ("links", 1_000), "[^": ("citations", 1_000), "<!--": ("inserts", 50)}


@dataclass(frozen=True, eq=False)
class Document:
    """A file as read: its front matter as text values, the body, and where each field stands.

    `within` is where the fields lie in a file that holds many entries. Equal to itself alone, so
    that what is worked out of it can be remembered.
    """

    path: str
    meta: dict[str, Any]
    body: str
    body_line: int
    lines: dict[Key, int] = field(default_factory=dict)
    within: Key = ()

    def line_of(self, key: Key) -> int:
        """The line of a field, or of the nearest field around it that has one."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)

    def problem(self, key: Key, message: str) -> Problem:
        """What is wrong with a field."""
        return Problem(self.path, self.line_of(key), dotted((*self.within, *key)), message)

    def problem_in_body(self, line: int, message: str) -> Problem:
        """What is wrong in the text below the fields."""
        return Problem(self.path, line, "", message)


def read_document(text: str, path: str) -> Document:
    """Front matter and body of a Markdown file's text."""
    if not text.strip():
        raise Unreadable(Problem(path, 1, "", "is empty; write it or delete the file"))
    first, *rest = text.split("\n")
    if first.rstrip() != FENCE:
        message = f"front matter is missing; the first line must be {FENCE}"
        raise Unreadable(Problem(path, 1, "", message))
    try:
        end = next(number for number, line in enumerate(rest) if line.rstrip() == FENCE)
    except StopIteration:
        message = f"front matter does not end; close it with a line of {FENCE}"
        raise Unreadable(Problem(path, 1, "", message)) from None
    _refuse_too_much(text, "\n".join(rest[:end]), path)
    meta, lines = read_yaml("\n".join(rest[:end]), path, first_line=2)
    blank = next((number for number, line in enumerate(rest[end + 1 :]) if line.strip()), 0)
    body = "\n".join(rest[end + 1 + blank :]).rstrip("\n")
    return Document(path, meta, body, end + 3 + blank, lines)


def _refuse_too_much(text: str, front_matter: str, path: str) -> None:
    if len(front_matter.encode()) > MAX_FRONT_MATTER:
        message = f"has more than {MAX_FRONT_MATTER // 1024} KB of front matter; shorten it"
        raise Unreadable(Problem(path, 1, "", message))
    if (count := text.count("\n")) >= MAX_LINES:
        message = f"has {count + 1:,} lines, the most is {MAX_LINES:,}; split it"
        raise Unreadable(Problem(path, 1, "", message))
    for sign, (name, most) in MOST.items():
        if (count := text.count(sign)) > most:
            message = f"has {count:,} {name}, the most is {most:,}; split it"
            raise Unreadable(Problem(path, 1, "", message))
