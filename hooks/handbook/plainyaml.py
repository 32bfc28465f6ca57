"""Reads YAML into plain data that remembers its lines. Scalars stay text; the model types them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from handbook.problems import Key, Problem, Unreadable, dotted
from handbook.reading import HIDDEN, named

MAX_DEPTH = 20
MAX_ITEMS = 500
OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[dict[str, Any], dict[Key, int]]:
    """A mapping of texts, lists and mappings, with the line of every key and item."""
    node = _compose(text, path, first_line)
    if node is None:
        raise Unreadable(Problem(path, first_line, "", "has no fields; add at least a title"))
    if not isinstance(node, yaml.MappingNode):
        message = "must be lines of the form `field: value`"
        raise Unreadable(Problem(path, first_line, "", message))
    lines: dict[Key, int] = {}
    problems: list[Problem] = []
    meta = _Plain(path, first_line, lines, problems).data(node, ())
    if problems:
        raise Unreadable(*problems)
    return meta, lines


def _compose(text: str, path: str, first_line: int) -> yaml.Node | None:
    """The tree of nodes; tricks are refused before a tree is made of them."""
    if problems := list(_odd_lines(text, path, first_line)):
        raise Unreadable(*problems)
    try:
        problems = list(_tricks(text, path, first_line))
        if problems:
            raise Unreadable(*problems)
        return yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        number = first_line + (mark.line if mark else 0)
        said = error.problem or error.context or ""
        message = f"is not YAML: {said}; check colons, quotes and indents"
        raise Unreadable(Problem(path, number, "", message)) from None
    except yaml.YAMLError:
        raise Unreadable(Problem(path, first_line, "", "is not YAML; retype it")) from None


def _odd_lines(text: str, path: str, first_line: int) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=first_line):
        if re.match(r"(\.\.\.|---)( |$)", line):
            yield Problem(path, number, "", "begins a second document; delete the line")
        if "\t" in line[: len(line) - len(line.lstrip())]:
            yield Problem(path, number, "", "is indented with a tab; use spaces")


def _tricks(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """Anchors, aliases, tags and towers of brackets: none is needed, each can blow up a build."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        depth += isinstance(event, OPENING) - isinstance(event, CLOSING)
        if depth > MAX_DEPTH:
            message = f"is nested more than {MAX_DEPTH} levels deep; flatten it"
            yield Problem(path, line, "", message)
            return
        if trick := _trick(event):
            yield Problem(path, line, "", trick)


def _trick(event: yaml.Event) -> str:
    tag = getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return "uses & or * as YAML anchors; write the value out, or put it in quotes"
    if tag is not None and tag != "!":
        return f"uses the YAML tag {tag}; put the value in quotes"
    return ""


@dataclass
class _Plain:
    """Turns YAML nodes into plain data and notes the line of each."""

    path: str
    first_line: int
    lines: dict[Key, int]
    problems: list[Problem]

    def data(self, node: yaml.Node, key: Key) -> Any:
        self.lines[key] = max(self.lines.get(key, 0), self._line(node))
        if not isinstance(node, yaml.ScalarNode) and len(node.value) > MAX_ITEMS and key:
            self._complain(node, key, f"has {len(node.value)} items; the most is {MAX_ITEMS}")
            return ""
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, key)
        if isinstance(node, yaml.SequenceNode):
            return [self.data(item, (*key, number)) for number, item in enumerate(node.value)]
        return self._text(node.value, node, key)

    def _mapping(self, node: yaml.MappingNode, key: Key) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name_node, value in node.value:
            if not isinstance(name_node, yaml.ScalarNode):
                self._complain(name_node, key, "a field name must be a plain word")
                continue
            name = self._text(name_node.value, name_node, key)
            if name in found:
                first = self.lines[(*key, name)]
                message = f"stands twice, first in line {first}; keep one"
                self._complain(name_node, (*key, name), message)
                continue
            found[name] = self.data(value, (*key, name))
            self.lines[(*key, name)] = self._line(name_node)
        return found

    def _text(self, text: str, node: yaml.Node, key: Key) -> str:
        """The text of a scalar; an escape such as `\\u202e` has become its character by now."""
        if found := HIDDEN.search(text):
            self._complain(node, key, f"holds {named(found[0])}; delete it")
        return text

    def _line(self, node: yaml.Node) -> int:
        return self.first_line + int(node.start_mark.line)

    def _complain(self, node: yaml.Node, key: Key, message: str) -> None:
        self.problems.append(Problem(self.path, self._line(node), dotted(key), message))
