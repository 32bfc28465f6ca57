"""Reads one file into plain data that remembers its lines. Scalars stay text; the model types them.

MkDocs prints broken front matter as page text and says nothing, so every file is read here first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from handbook.problems import Problem

FENCE = "---"
MAX_BYTES = 256 * 1024
MAX_DEPTH = 20

Key = tuple[str | int, ...]
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unreadable(Exception):
    """Carries the problems that keep a file from being read."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems in the order in which they were found."""
        super().__init__(*problems)
        self.problems = problems


@dataclass(frozen=True)
class Document:
    """A file as read: its front matter as text values, the body, and where each field stands."""

    path: str
    meta: dict[str, Any]
    body: str
    body_line: int
    lines: dict[Key, int] = field(default_factory=dict)

    def line_of(self, key: Key) -> int:
        """The line of a field, or of the nearest field around it that has one."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)


def read_text(file: Path, path: str, most: int = MAX_BYTES) -> str:
    """The file's text with plain line ends; refuses what is too large or not UTF-8."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise Unreadable(Problem(path, 1, "", f"cannot be read: {error.strerror}")) from None
    if len(raw) > most:
        message = f"has {len(raw)} bytes, more than {most}; split it"
        raise Unreadable(Problem(path, 1, "", message))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} is not UTF-8; save the file with the encoding UTF-8"
        raise Unreadable(Problem(path, line, "", message)) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if problems := list(_hidden_characters(text, path)):
        raise Unreadable(*problems)
    return text


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
    meta, lines = read_yaml("\n".join(rest[:end]), path, first_line=2)
    return Document(path, meta, "\n".join(rest[end + 1 :]).strip("\n"), end + 3, lines)


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[dict[str, Any], dict[Key, int]]:
    """A mapping of texts, lists and mappings, with the line of every key and item."""
    node = _compose(text, path, first_line)
    if node is None:
        raise Unreadable(Problem(path, first_line, "", "has no fields; add at least a title"))
    if not isinstance(node, yaml.MappingNode):
        message = "must be a list of `field: value` lines"
        raise Unreadable(Problem(path, first_line, "", message))
    lines: dict[Key, int] = {}
    problems: list[Problem] = []
    meta = _Plain(path, first_line, lines, problems).data(node, ())
    if problems:
        raise Unreadable(*problems)
    return meta, lines


def _compose(text: str, path: str, first_line: int) -> yaml.Node | None:
    for number, line in enumerate(text.split("\n")):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            message = "is indented with a tab; use spaces"
            raise Unreadable(Problem(path, first_line + number, "", message))
    try:
        for event in yaml.parse(text, Loader=Loader):
            _refuse_tricks(event, path, first_line)
        return yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        number = first_line + (mark.line if mark else 0)
        message = f"is not YAML: {error.problem or error.context}; check colons, quotes and indents"
        raise Unreadable(Problem(path, number, "", message)) from None
    except yaml.YAMLError:
        raise Unreadable(Problem(path, first_line, "", "is not YAML")) from None
    except RecursionError:
        raise Unreadable(Problem(path, first_line, "", "is nested too deeply")) from None


def _refuse_tricks(event: yaml.Event, path: str, first_line: int) -> None:
    """Anchors, aliases and tags can blow up or change what the author sees; none is needed."""
    tag = getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        message = "uses & or * as YAML anchors; write the value out, or put it in quotes"
    elif tag is not None and tag != "!":
        message = f"uses the YAML tag {tag}; put the value in quotes"
    else:
        return
    mark = event.start_mark
    raise Unreadable(Problem(path, first_line + (mark.line if mark else 0), "", message))


@dataclass
class _Plain:
    """Turns YAML nodes into plain data and notes the line of each."""

    path: str
    first_line: int
    lines: dict[Key, int]
    problems: list[Problem]

    def data(self, node: yaml.Node, key: Key) -> Any:
        self.lines[key] = max(self.lines.get(key, 0), self._line(node))
        if len(key) > MAX_DEPTH:
            self._complain(node, key, "is nested too deeply")
            return ""
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, key)
        if isinstance(node, yaml.SequenceNode):
            return [self.data(item, (*key, number)) for number, item in enumerate(node.value)]
        return node.value

    def _mapping(self, node: yaml.MappingNode, key: Key) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name_node, value in node.value:
            if not isinstance(name_node, yaml.ScalarNode):
                self._complain(name_node, key, "a field name must be a plain word")
                continue
            name = str(name_node.value)
            if name in found:
                first = self.lines[(*key, name)]
                message = f"stands twice, first in line {first}; keep one"
                self._complain(name_node, (*key, name), message)
                continue
            found[name] = self.data(value, (*key, name))
            self.lines[(*key, name)] = self._line(name_node)
        return found

    def _line(self, node: yaml.Node) -> int:
        return self.first_line + int(node.start_mark.line)

    def _complain(self, node: yaml.Node, key: Key, message: str) -> None:
        self.problems.append(Problem(self.path, self._line(node), dotted(key), message))


def dotted(key: Key) -> str:
    """A field's name as an author writes it; items of lists count from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in key)


def _hidden_characters(text: str, path: str) -> Iterator[Problem]:
    """Control and direction characters can hide text from a reviewer; none is needed."""
    for number, line in enumerate(text.split("\n"), start=1):
        for column, character in enumerate(line, start=1):
            if _is_hidden(ord(character)):
                code = f"U+{ord(character):04X}"
                message = f"column {column} holds the invisible character {code}; delete it"
                yield Problem(path, number, "", message)
                break


def _is_hidden(code: int) -> bool:
    control = (code < 0x20 and code != 0x09) or 0x7F <= code < 0xA0
    direction = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    return control or direction or code in (0x200B, 0xFEFF, 0x2028, 0x2029)
