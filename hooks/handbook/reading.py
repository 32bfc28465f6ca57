"""Reads one file into clean text: UTF-8, plain line ends, nothing invisible, not too large."""

import re
from collections.abc import Iterator
from pathlib import Path

from handbook.problems import Problem, Unreadable

MAX_BYTES = 256 * 1024
MAX_LINE = 10_000

# Controls, what hides or turns text around, and what is no character at all.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u2028-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def read_text(file: Path, path: str, most: int = MAX_BYTES) -> str:
    """The file's text with plain line ends; `path` is what problems call the file."""
    raw = _read_bytes(file, path, most)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_not_utf8(raw, error.start, path)) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if problems := list(_bad_lines(text, path)):
        raise Unreadable(*problems)
    return text


def _read_bytes(file: Path, path: str, most: int) -> bytes:
    try:
        with file.open("rb") as stream:
            raw = stream.read(most + 1)
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        message = f"cannot be read ({reason}); put a plain file here that everybody may read"
        raise Unreadable(Problem(path, 1, "", message)) from None
    if len(raw) > most:
        message = f"has more than {most // 1024} KB; split it"
        raise Unreadable(Problem(path, 1, "", message))
    return raw


def _not_utf8(raw: bytes, place: int, path: str) -> Problem:
    line = len(re.findall(rb"\r\n|\r|\n", raw[:place])) + 1
    message = f"byte {place} is not UTF-8; save the file with the encoding UTF-8"
    return Problem(path, line, "", message)


def _bad_lines(text: str, path: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        if found := HIDDEN.search(line):
            message = f"column {found.start() + 1} holds {named(found[0])}; delete it"
            yield Problem(path, number, "", message)
        elif len(line) > MAX_LINE:
            message = f"has {len(line):,} characters; break the line, the most is {MAX_LINE:,}"
            yield Problem(path, number, "", message)


def named(character: str) -> str:
    """An invisible character by its code point."""
    return f"the invisible character U+{ord(character):04X}"
