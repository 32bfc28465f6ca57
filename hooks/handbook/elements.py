"""Rules on the HTML and the attributes in bodies: a few plain elements, none of them with a will.

They read the text as strictly as it can be written, not as tolerantly as Markdown reads it: what
could be taken for two things is refused, so nothing hides in a corner of the syntax.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook import bodies
from handbook.frontmatter import Document
from handbook.library import Library
from handbook.problems import Problem, short

# The only HTML of bodies. What stands in a block is read as Markdown, so a block says `markdown`.
BLOCKS = frozenset(("div", "li", "ol", "p", "ul"))
LISTS = frozenset(("ol", "ul"))
INLINE = frozenset(("kbd", "small", "span", "sub", "sup"))
EMPTY = frozenset(("br",))
ATTRIBUTES = frozenset(("class", "id", "lang", "markdown"))
MAX_DEPTH = 10

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z]+)(?P<attributes>(?: [a-z]+(?:=\"[\w -]*\")?)*) ?/?>", re.ASCII
)
BEGIN = re.compile(r"<(?P<close>/?)(?P<name>[a-z]+)\b")
ATTRIBUTE = re.compile(r" (?P<name>[a-z]+)(?:=\"[^\"]*\")?")
HTML = re.compile(r"<(?=[a-zA-Z/!?])[^>]*>?")
BRACES = re.compile(r"\{:?(?: *(?:[.#][\w-]+|lang=\"?[a-z-]+\"?))+ *\}", re.ASCII)
EXPLICIT_ID = re.compile(r"\{[^{}#]*#(?P<brace>[\w-]+)|<[a-z][^<>]* id=\"(?P<tag>[^\"]*)\"")


@dataclass
class Element:
    """An element that is still open."""

    name: str
    line: int
    has_items: bool = False


Opened = list[Element]


def html_is_plain(library: Library) -> Iterator[Problem]:
    """HTML in a body is one of a few plain elements, and each is closed."""
    for _, document in library.pages():
        opened: Opened = []
        for line in bodies.all_lines(document):
            for found in _tags(line):
                for wrong in (_wrong_with_tag(found), _wrong_with_order(found, line.line, opened)):
                    if wrong:
                        yield document.problem_in_body(line.line, wrong)
        for element in opened:
            message = f"opens <{element.name}> and leaves it open; add </{element.name}>"
            yield document.problem_in_body(element.line, message)


def attributes_are_plain(library: Library) -> Iterator[Problem]:
    """Braces behind a text give it classes, an id or a language, nothing else."""
    for _, document in library.pages():
        for line in bodies.lines(document):
            if "{" not in line.text and "}" not in line.text:
                continue
            rest = re.sub(r"\\[{}]", "", BRACES.sub("", line.text))
            if match := re.search(r"[{}][^{}]{,40}}?", rest):
                message = (
                    f'"{match[0]}" would be read as attributes, which may be {{ .class }} or '
                    "{ #id }; if it is text, put it between two `"
                )
                yield document.problem_in_body(line.line, message)


def ids_are_unique(library: Library) -> Iterator[Problem]:
    """No two places of a page have the same id."""
    for _, document in library.pages():
        yield from _ids_of(document)


def _ids_of(document: Document) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for line in bodies.lines(document):
        for match in EXPLICIT_ID.finditer(line.text):
            id = match["brace"] or match["tag"]
            if id in first:
                message = f'the id "{short(id)}" stands in line {first[id]} too; choose another'
                yield document.problem_in_body(line.line, message)
            first.setdefault(id, line.line)


def _tags(line: bodies.Line) -> Iterator[re.Match[str]]:
    """What a browser could take for HTML; beside the tag of a block nothing counts as code."""
    if line.fence or "<" not in line.text or bodies.INSERT.match(line.text):
        return
    text = bodies.CODE_SPAN.sub("``", line.text)
    if any(match["name"] in BLOCKS for match in TAG.finditer(text)):
        text = line.text
    for found in HTML.finditer(text):
        if not bodies.AUTOLINK.fullmatch(found[0]):
            yield found


def _wrong_with_tag(found: re.Match[str]) -> str:
    tag = found[0]
    match = TAG.fullmatch(tag)
    if tag.startswith("<!--"):
        return f'"{short(tag)}" is no insert; delete it, or write <!-- insert: name --> alone'
    if not match or match["name"] not in BLOCKS | INLINE | EMPTY:
        return f'"{short(tag)}" is not allowed; write Markdown, or &lt; where a sign is meant'
    names = {attribute["name"] for attribute in ATTRIBUTE.finditer(match["attributes"])}
    if strange := sorted(names - ATTRIBUTES):
        allowed = ", ".join(sorted(ATTRIBUTES))
        return f'<{match["name"]}> may not have "{strange[0]}"; it may have {allowed}'
    if match["name"] not in BLOCKS or match["close"]:
        return ""
    if "markdown" not in names:
        return f"{short(tag)} is no Markdown inside; add the attribute markdown"
    return "" if found.start() == 0 else f"{short(tag)} must begin its line, without spaces"


def _wrong_with_order(found: re.Match[str], line: int, opened: Opened) -> str:
    match = BEGIN.match(found[0])
    if not match or match["name"] not in BLOCKS | INLINE:
        return ""
    if not match["close"]:
        if opened and match["name"] == "li":
            opened[-1].has_items = True
        opened.append(Element(match["name"], line))
        return f"opens more than {MAX_DEPTH} elements at once" if len(opened) > MAX_DEPTH else ""
    if not opened or opened[-1].name != match["name"]:
        return f"{found[0]} closes what is not open; the element opened last is closed first"
    last = opened.pop()
    if last.name in LISTS and not last.has_items:
        return f"{found[0]} ends an empty list; put its items in <li markdown>"
    return ""
