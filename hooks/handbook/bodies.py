"""What a body of Markdown says: its sections, links and citations, with their lines."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from handbook.frontmatter import Document

SECTIONS: dict[str, tuple[str, ...]] = {
    "role": (
        "A week in the role",
        "Getting in and moving on",
        "Not to be confused with",
        "Interview questions",
    ),
    "duty": ("How it is done", "What comes out", "How it is measured", "Mistakes to avoid"),
    "skill": ("How to show it", "How to learn it"),
}

HEADING = re.compile(r"^## +(?P<text>.+?)(?: *\{[^}]*\})? *$")
PAGE_LINK = re.compile(r"\]\((?P<path>/[^)\s#]*\.md)(?P<anchor>#[^)\s]*)?\)")
CITATION = re.compile(r"\[\^(?P<id>[^\]\s]+)\]")
INSERT = re.compile(r"^<!-- insert: (?P<name>[a-z-]+)(?: (?P<what>[a-z0-9-]+))? -->$")
FENCE = re.compile(r"^(?P<indent> *)(?P<marks>`{3,}|~{3,})(?P<language>.*)$")
CODE_SPAN = re.compile(r"(?<![\\`])(?P<marks>`++)(?P<code>.+?)(?<!`)(?P=marks)(?!`)")
BRACKET = re.compile(r"\\.|!?\[|\]\(?|\n", re.DOTALL)
AUTOLINK = re.compile(r"<(?P<address>[A-Za-z][\w+.-]*:[^<>\s]*|[^<>\s@:/]+@[^<>\s@:/]+)>")
TARGET = re.compile(r"(?P<address>[^\s()<>]+)(?: +\"[^\"\n]*\")?\)")


T = TypeVar("T")


@dataclass(frozen=True)
class Found:
    """Something in a body, and the line of the file it stands on."""

    text: str
    line: int


@dataclass(frozen=True)
class Line(Found):
    """A line of a body: a mark or content of a code block (`fence` is its first line), or text."""

    fence: "Line | None" = None
    closes: bool = False


@dataclass(frozen=True)
class Block:
    """Lines between blank lines, outside code; `example` when it stands in an example box."""

    text: str
    line: int
    example: bool


@dataclass(frozen=True)
class Target(Found):
    """What a link or a picture leads to; not `is_whole` when spaces or brackets break it off."""

    is_picture: bool
    is_whole: bool


def remembered(parts: Callable[[Document], Iterator[T]]) -> Callable[[Document], Sequence[T]]:
    """The parts of a document, worked out once however many rules ask for them."""
    known: WeakKeyDictionary[Document, Sequence[T]] = WeakKeyDictionary()

    @wraps(parts)
    def recall(document: Document) -> Sequence[T]:
        if document not in known:
            known[document] = tuple(parts(document))
        return known[document]

    return recall


@remembered
def all_lines(document: Document) -> Iterator[Line]:
    """Every line of the body, those of code blocks with their fence."""
    fence: Line | None = None
    for number, text in enumerate(document.body.split("\n"), start=document.body_line):
        line = Line(text.expandtabs(4), number)
        if fence is None and FENCE.match(line.text):
            fence = line
            yield Line(line.text, number, fence)
        elif fence is None:
            yield line
        else:
            closes = line.text.rstrip() == _closing(fence)
            yield Line(line.text, number, fence, closes)
            fence = None if closes else fence


def open_fence(document: Document) -> Line | None:
    """The first line of a code block that is still open at the end of the body."""
    last = all_lines(document)[-1]
    return None if last.closes else last.fence


def _closing(fence: Line) -> str:
    match = FENCE.match(fence.text)
    return f"{match['indent']}{match['marks']}" if match else ""


@remembered
def lines(document: Document) -> Iterator[Found]:
    """The body's lines outside code blocks, code spans emptied."""
    for line in all_lines(document):
        if line.fence is None:
            has_code = "`" in line.text
            yield Found(CODE_SPAN.sub("``", line.text) if has_code else line.text, line.line)


def headings(document: Document) -> list[Found]:
    """The headings of the second level."""
    found = ((HEADING.match(line.text), line.line) for line in lines(document))
    return [Found(match["text"], number) for match, number in found if match]


def page_links(document: Document) -> Iterator[Found]:
    """Links to other pages of the handbook, written from its root: `/roles/seo.md`."""
    yield from _all(PAGE_LINK, "path", document)


def targets(document: Document) -> Iterator[Target]:
    """What the links and pictures of the body lead to."""
    for block in blocks(document):
        line, opened = block.line, [""]
        for found in BRACKET.finditer(block.text):
            if "\n" in found[0]:
                line += 1
            elif found[0].endswith("["):
                opened.append(found[0])
            elif found[0] == "](":
                is_picture = (opened.pop() if len(opened) > 1 else "[").startswith("!")
                yield _target(block.text, found.end(), line, is_picture)
            elif found[0] == "]" and len(opened) > 1:
                opened.pop()


def _target(text: str, start: int, line: int, is_picture: bool) -> Target:
    if match := TARGET.match(text, start):
        return Target(match["address"], line, is_picture, is_whole=True)
    rest = re.split(r"[\n)]", text[start:], maxsplit=1)[0]
    return Target(rest, line, is_picture, is_whole=False)


def autolinks(document: Document) -> Iterator[Found]:
    """Addresses between < and >, those of mail with their scheme."""
    for link in _all(AUTOLINK, "address", document):
        yield link if ":" in link.text else Found(f"mailto:{link.text}", link.line)


def citations(document: Document) -> Iterator[Found]:
    """The ids of sources cited in the body."""
    yield from _all(CITATION, "id", document)


def inserts(document: Document) -> Iterator[tuple[re.Match[str], int]]:
    """The places where the build puts a generated part."""
    for line in lines(document):
        if match := INSERT.match(line.text):
            yield match, line.line


@remembered
def blocks(document: Document) -> Iterator[Block]:
    """The paragraphs, lists and tables of the body."""
    gathered: list[Found] = []
    example = False
    for line in [*lines(document), Found("", 0)]:
        if line.text.strip():
            gathered.append(line)
        elif gathered:
            indented = all(part.text.startswith("    ") for part in gathered)
            opens = gathered[0].text.lstrip().startswith(("!!! example", "??? example"))
            example = opens or (example and indented)
            yield Block("\n".join(part.text for part in gathered), gathered[0].line, example)
            gathered = []


def sections(body: str) -> dict[str, str]:
    """The body cut at its headings of the second level; what stands before the first under ""."""
    found = {"": ""}
    current = ""
    for line in all_lines(Document("", {}, body, 1)):
        if line.fence is None and (match := HEADING.match(line.text)):
            current = match["text"]
            found[current] = ""
        else:
            found[current] += line.text + "\n"
    return {heading: text.strip("\n") for heading, text in found.items()}


def _all(pattern: re.Pattern[str], group: str, document: Document) -> Iterator[Found]:
    for line in lines(document):
        for match in pattern.finditer(line.text):
            yield Found(match[group], line.line)
