"""Rules that keep bodies harmless: where links lead, where code ends, how deep a text is nested."""

import re
from collections.abc import Callable, Iterator

from handbook import bodies, elements
from handbook.addresses import wrong_with_link, wrong_with_picture
from handbook.library import Library
from handbook.problems import Problem, nearest, short

REFERENCE = re.compile(r"\[(?!\^)[^\[\]]*\]:")
FOOTNOTE = re.compile(r"^[ >]*\[\^[^\]]*\]:", re.MULTILINE)
LANGUAGE = re.compile(r" ?[a-z0-9+-]* *")
LONE_TICK = re.compile(r"\\\\`|(?<!\\)`")
MARKERS = re.compile(r"(?: *(?:>|(?:[-+*]|\d+[.)]) ))+")

MAX_DEPTH = 10
MAX_INDENT = 4 * MAX_DEPTH
MAX_BLOCK = 10_000


def addresses_are_safe(library: Library) -> Iterator[Problem]:
    """A link leads to https, to mail or into the handbook; a picture lies in `docs/assets`."""
    for _, document in library.pages():
        for target in bodies.targets(document):
            if wrong := _wrong_with_target(target, library.files):
                yield document.problem_in_body(target.line, wrong)
        for link in bodies.autolinks(document):
            if wrong := wrong_with_link(link.text):
                message = f'links to "{short(link.text)}", which {wrong}'
                yield document.problem_in_body(link.line, message)


def addresses_stand_in_links(library: Library) -> Iterator[Problem]:
    """An address stands in its link, and the build writes the footnotes."""
    for _, document in library.pages():
        for block in bodies.blocks(document):
            for pattern, message in (
                (REFERENCE, "keeps an address apart from its link; write [text](address)"),
                (FOOTNOTE, "writes a footnote; the build does, from docs/sources.yml"),
            ):
                if match := pattern.search(block.text):
                    line = block.line + block.text.count("\n", 0, match.start())
                    yield document.problem_in_body(line, message)


def code_ends(library: Library) -> Iterator[Problem]:
    """A code block has a first and a last line of its own, code in a line ends in that line."""
    for _, document in library.pages():
        for line in bodies.all_lines(document):
            if wrong := _wrong_with_code(line):
                yield document.problem_in_body(line.line, wrong)
        if fence := bodies.open_fence(document):
            message = "begins a code block that does not end; close it with the same marks"
            yield document.problem_in_body(fence.line, message)


def nesting_is_shallow(library: Library) -> Iterator[Problem]:
    """Lists, quotations and brackets are at most ten deep, and a paragraph has an end."""
    for _, document in library.pages():
        for line in bodies.lines(document):
            if wrong := _wrong_with_depth(line.text):
                yield document.problem_in_body(line.line, wrong)
        for block in bodies.blocks(document):
            if wrong := _wrong_with_block(block.text):
                yield document.problem_in_body(block.line, wrong)


RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    addresses_are_safe,
    addresses_stand_in_links,
    elements.html_is_plain,
    elements.attributes_are_plain,
    elements.ids_are_unique,
    code_ends,
    nesting_is_shallow,
)


def _wrong_with_target(target: bodies.Target, files: frozenset[str]) -> str:
    wrong = wrong_with_picture if target.is_picture else wrong_with_link
    leads = "shows" if target.is_picture else "links to"
    if not target.is_whole:
        return f'{leads} "{short(target.text)}", which holds a space or bracket; encode it with %'
    if message := wrong(target.text):
        return f'{leads} "{short(target.text)}", which {message}'
    if target.text.startswith("/assets/") and target.text.removeprefix("/") not in files:
        way_out = nearest(target.text, {f"/{path}" for path in files})
        return f'{leads} "{short(target.text)}", which does not exist; {way_out}'
    return ""


def _wrong_with_code(line: bodies.Line) -> str:
    if line.fence is None:
        if "`" in line.text and LONE_TICK.search(bodies.CODE_SPAN.sub("", line.text)):
            return "has a ` without its partner; code ends in its line, a mere sign is \\`"
        return ""
    fence = bodies.FENCE.match(line.fence.text)
    if not fence:
        return ""
    if line.line == line.fence.line and not LANGUAGE.fullmatch(fence["language"]):
        return f"begins a code block with more than a language; write {fence['marks']}yaml"
    if line.text.strip() and not line.text.startswith(fence["indent"]):
        return "stands further left than the first line of its code block; indent it"
    return ""


def _wrong_with_depth(text: str) -> str:
    if len(text) - len(text.lstrip()) > MAX_INDENT:
        return f"is indented by more than {MAX_INDENT} spaces; nest less deeply"
    markers = MARKERS.match(text)
    depth = len(re.findall(r">|[^ >]+", markers[0])) if markers else 0
    if depth > MAX_DEPTH:
        return f"opens {depth} lists or quotations in one another; nest less deeply"
    return ""


def _wrong_with_block(text: str) -> str:
    if len(text) > MAX_BLOCK:
        return f"has {len(text):,} characters without an empty line; insert some"
    depth = deepest = 0
    for found in bodies.BRACKET.finditer(text):
        depth = max(0, depth + found[0].endswith("[") - found[0].startswith("]"))
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        return f"opens {deepest} brackets in one another; write \\[ where a sign is meant"
    return ""
