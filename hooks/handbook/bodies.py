"""What a body of Markdown says: its sections, links and citations, with their lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
FENCE = re.compile(r"^ *(```|~~~)")
CODE_SPAN = re.compile(r"`[^`]*`")


@dataclass(frozen=True)
class Found:
    """Something in a body, and the line of the file it stands on."""

    text: str
    line: int


@dataclass(frozen=True)
class Block:
    """Lines between blank lines, outside code; `example` when it stands in an example box."""

    text: str
    line: int
    example: bool


def lines(document: Document) -> Iterator[Found]:
    """The body's lines outside code blocks, code spans emptied."""
    in_code = False
    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        if FENCE.match(line):
            in_code = not in_code
        elif not in_code:
            yield Found(CODE_SPAN.sub("``", line), number)


def headings(document: Document) -> list[Found]:
    """The headings of the second level."""
    found = ((HEADING.match(line.text), line.line) for line in lines(document))
    return [Found(match["text"], number) for match, number in found if match]


def page_links(document: Document) -> Iterator[Found]:
    """Links to other pages of the handbook, written from its root: `/roles/seo.md`."""
    yield from _all(PAGE_LINK, "path", document)


def citations(document: Document) -> Iterator[Found]:
    """The ids of sources cited in the body."""
    yield from _all(CITATION, "id", document)


def inserts(document: Document) -> Iterator[tuple[re.Match[str], int]]:
    """The places where the build puts a generated part."""
    for line in lines(document):
        if match := INSERT.match(line.text):
            yield match, line.line


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
    current, in_code = "", False
    for line in body.split("\n"):
        in_code ^= bool(FENCE.match(line))
        if not in_code and (match := HEADING.match(line)):
            current = match["text"]
            found[current] = ""
        else:
            found[current] += line + "\n"
    return {heading: text.strip("\n") for heading, text in found.items()}


def _all(pattern: re.Pattern[str], group: str, document: Document) -> Iterator[Found]:
    for line in lines(document):
        for match in pattern.finditer(line.text):
            yield Found(match[group], line.line)
