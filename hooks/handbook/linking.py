"""Links the terms of a page: a Python-Markdown extension that needs no hook and no MkDocs."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from handbook.terms import Glossary, Match

AGAIN_AFTER_WORDS = 600
PRIORITY = 4  # after inline text (20), attribute lists (8) and headings' ids (5), before paths (0)
NEVER_INSIDE = frozenset(
    [
        "a",
        "abbr",
        "button",
        "code",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "kbd",
        "label",
        "math",
        "pre",
        "samp",
        "script",
        "style",
        "summary",
        "sup",
        "svg",
        "th",
    ]
)
NEVER_IN_CLASS = frozenset(("admonition-title", "arithmatex", "footnote", "no-terms", "toc"))
BLOCKS = frozenset(["blockquote", "dd", "div", "dt", "li", "p", "section", "td"])
HIDDEN = "\u0000"
PLACEHOLDER = re.compile("\u0002(?:wzxhzdk:(?P<number>\\d+)|[^\u0003]*)\u0003")
OPENING_TAG = re.compile(r"<(?!br\b|hr\b|img\b|input\b|wbr\b)[a-z][^<>]*(?<!/)>", re.IGNORECASE)


@dataclass
class Page:
    """The page being rendered: whose own terms stay plain, and, afterwards, what was linked."""

    own: frozenset[str] = frozenset()
    linked: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Run:
    """A stretch of text in the tree: an element's text, or the tail behind it."""

    element: Element
    tail_of: Element | None
    text: str
    in_table: bool


@dataclass(frozen=True)
class Mention:
    """A term in a run, with the count of words that stand before it on the page."""

    run: Run
    match: Match
    words_before: int


class TermLinks(Extension):
    """Turns the first mention of each term into a link; set `page` before each rendering."""

    def __init__(
        self, glossary: Glossary, titles: Mapping[str, str], href: Callable[[str], str]
    ) -> None:
        """`titles` are the definitions by term, `href` gives the address of a term's page."""
        super().__init__()
        self.glossary = glossary
        self.titles = titles
        self.href = href
        self.page = Page()

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the tree processor with the parser of one page."""
        md.treeprocessors.register(_Linker(self, md), "terms", PRIORITY)


class _Linker(Treeprocessor):
    def __init__(self, terms: TermLinks, md: Markdown) -> None:
        super().__init__(md)
        self.terms = terms
        self.page = terms.page

    def run(self, root: Element) -> None:
        chosen = _chosen(self._mentions(root))
        self.page.linked += [mention.match.term for mention in chosen]
        by_run: dict[int, list[Mention]] = {}
        for mention in chosen:
            by_run.setdefault(id(mention.run), []).append(mention)
        for mentions in by_run.values():
            self._link(mentions[0].run, sorted(mentions, key=lambda one: one.match.start))

    def _mentions(self, root: Element) -> list[Mention]:
        mentions = []
        words = 0
        stash = [str(html) for html in self.md.htmlStash.rawHtmlBlocks]
        raw = _RawHtml(stash)
        for run in list(_runs(root)):
            for match in self.terms.glossary.matches(raw.hidden(run)):
                if match.term not in self.page.own:
                    before = words + len(run.text[: match.start].split())
                    mentions.append(Mention(run, match, before))
            words += len(run.text.split())
        return mentions

    def _link(self, run: Run, mentions: list[Mention]) -> None:
        text, links = run.text, []
        for number, mention in enumerate(mentions):
            match = mention.match
            following = mentions[number + 1].match.start if number + 1 < len(mentions) else None
            link = Element("a", self._attributes(match.term))
            link.text = text[match.start : match.end]
            link.tail = text[match.end : following]
            links.append(link)
        before = text[: mentions[0].match.start]
        if run.tail_of is None:
            run.element.text, place = before, 0
        else:
            run.tail_of.tail = before
            place = list(run.element).index(run.tail_of) + 1
        for offset, link in enumerate(links):
            run.element.insert(place + offset, link)

    def _attributes(self, term: str) -> dict[str, str]:
        return {"class": "hb-term", "href": self.terms.href(term), "title": self.terms.titles[term]}


def _runs(element: Element, in_table: bool = False) -> Iterator[Run]:
    """The stretches of text in which a term may link, in the order a reader meets them."""
    if not _may_link_in(element):
        return
    in_table = in_table or element.tag == "table"
    if element.text:
        yield Run(element, None, element.text, in_table)
    for child in element:
        yield from _runs(child, in_table)
        if child.tail:
            yield Run(element, child, child.tail, in_table)


def _may_link_in(element: Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in NEVER_INSIDE:
        return False
    return not NEVER_IN_CLASS.intersection(element.get("class", "").split())


class _RawHtml:
    """Hides from the matcher what Python-Markdown put aside, and all text inside raw HTML."""

    def __init__(self, stash: list[str]) -> None:
        self.stash = stash
        self.open = 0

    def hidden(self, run: Run) -> str:
        """The run's text with the same length, hidden parts as NUL characters."""
        if run.tail_of is None and run.element.tag in BLOCKS:
            self.open = 0
        parts = []
        end = 0
        for found in PLACEHOLDER.finditer(run.text):
            parts += [self._shown(run.text[end : found.start()]), HIDDEN * len(found[0])]
            self._enter_or_leave(found)
            end = found.end()
        return "".join([*parts, self._shown(run.text[end:])])

    def _shown(self, text: str) -> str:
        return HIDDEN * len(text) if self.open else text

    def _enter_or_leave(self, found: re.Match[str]) -> None:
        if not found["number"] or int(found["number"]) >= len(self.stash):
            return
        html = self.stash[int(found["number"])]
        if html.startswith("</"):
            self.open = max(0, self.open - 1)
        elif OPENING_TAG.fullmatch(html):
            self.open += 1


def _chosen(mentions: list[Mention]) -> list[Mention]:
    """First mentions, prose before tables, and again where a long stretch lies between."""
    last: dict[str, int] = {}
    chosen = []
    for mention in mentions:
        term, words = mention.match.term, mention.words_before
        if mention.run.in_table or words - last.get(term, -AGAIN_AFTER_WORDS) < AGAIN_AFTER_WORDS:
            continue
        last[term] = words
        chosen.append(mention)
    for mention in mentions:
        if mention.run.in_table and mention.match.term not in last:
            last[mention.match.term] = mention.words_before
            chosen.append(mention)
    return chosen
