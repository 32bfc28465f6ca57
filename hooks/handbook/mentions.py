"""Which mentions of terms on a page become links: works on Python-Markdown's tree of elements."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import accumulate
from typing import NamedTuple
from xml.etree.ElementTree import Element

from handbook.terms import SOFT_HYPHEN, Glossary, Match

AGAIN_AFTER_WORDS = 600
NEVER_INSIDE = frozenset(
    (
        *("a", "abbr", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label"),
        *("math", "pre", "samp", "script", "style", "summary", "sup", "svg", "th"),
    )
)
NEVER_IN_CLASS = frozenset(("admonition-title", "arithmatex", "footnote", "no-terms", "toc"))
BLOCKS = frozenset(("blockquote", "dd", "div", "dt", "li", "p", "section", "td"))
HIDDEN = "\u0000"
PLACEHOLDER = re.compile("\u0002(?:wzxhzdk:(?P<number>\\d+)|(?P<amp>amp)|[^\u0003]*)\u0003")
OPENING_TAG = re.compile(r"<(?!br\b|hr\b|img\b|input\b|wbr\b)[a-z][^<>]*(?<!/)>", re.IGNORECASE)

Senses = Mapping[str, frozenset[str]]


@dataclass
class Page:
    """The page being rendered: what decides on it, and, afterward, what was found."""

    own: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    enabled: bool = True
    linked: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    words: int = 0


class Run(NamedTuple):
    """A stretch of text in the tree: an element's text, or the tail behind a child of it."""

    element: Element
    tail_of: Element | None
    text: str
    in_table: bool


@dataclass(frozen=True)
class Mention:
    """A term in a run, with the count of words that stand before it on the page."""

    run: Run
    match: Match
    term: str
    words_before: int


@dataclass(frozen=True)
class ExplicitLink:
    """A link that the author set to a term's page."""

    term: str
    words_before: int


@dataclass(frozen=True)
class Finder:
    """Finds what to link; `areas_of` gives a term's areas, `term_at` the term of an address."""

    glossary: Glossary
    areas_of: Mapping[str, frozenset[str]]
    term_at: Callable[[str], str | None]

    def chosen(self, root: Element, page: Page, stash: list[str]) -> list[Mention]:
        """The mentions to link, in the order of the page; notes words and undecided forms."""
        raw = RawHtml(stash)
        runs: list[tuple[Run, str, int]] = []
        links: list[ExplicitLink] = []
        for part in _parts(root):
            if isinstance(part, Element):
                if term := self.term_at(part.get("href", "")):
                    links.append(ExplicitLink(term, page.words))
                page.words += len("".join(part.itertext()).split())
                continue
            if raw.open or not part.text.isspace():
                runs.append((part, raw.hidden(part), page.words))
            page.words += len(part.text.split())
        found = [*self._found(runs)]
        explicit = {link.term for link in links}
        mentions = [
            Mention(run, match, term, before)
            for run, match, before in found
            if (term := self._meant(match, page, explicit, run))
        ]
        return _first_ones(mentions, links)

    def _found(self, runs: list[tuple[Run, str, int]]) -> Iterator[tuple[Run, Match, int]]:
        """The matches in runs given with what of them may match; all at once, which is quicker."""
        starts = [*accumulate((len(text) + 1 for _, text, _ in runs), initial=0)]
        for match in self.glossary.matches(HIDDEN.join(text for _, text, _ in runs)):
            number = bisect_right(starts, match.start) - 1
            run, _, words_before = runs[number]
            start, end = match.start - starts[number], match.end - starts[number]
            before = words_before + len(run.text[:start].split())
            yield run, Match(start, end, match.terms), before

    def _meant(self, match: Match, page: Page, explicit: set[str], run: Run) -> str | None:
        """The one term that a form stands for on this page, if that is certain."""
        if page.own.intersection(match.terms):
            return None
        if len(match.terms) == 1:
            return match.terms[0]
        here = [term for term in match.terms if page.areas & self.areas_of.get(term, frozenset())]
        linked = [term for term in match.terms if term in explicit]
        for candidates in (here, linked):
            if len(candidates) == 1:
                return candidates[0]
        page.undecided.append(run.text[match.start : match.end])
        return None


def _first_ones(mentions: list[Mention], links: Iterable[ExplicitLink]) -> list[Mention]:
    """First mentions, prose before tables, and again where a long stretch lies between."""
    stops: dict[str, list[int]] = {}
    for link in links:
        stops.setdefault(link.term, []).append(link.words_before)
    chosen = []
    for mention in mentions:
        if not mention.run.in_table and _is_far(mention, stops.get(mention.term, ())):
            stops.setdefault(mention.term, []).append(mention.words_before)
            chosen.append(mention)
    for mention in mentions:
        if mention.run.in_table and mention.term not in stops:
            stops[mention.term] = [mention.words_before]
            chosen.append(mention)
    return chosen


def _is_far(mention: Mention, stops: Iterable[int]) -> bool:
    """Whether no link to the term stands in the stretch before a mention."""
    return not any(0 <= mention.words_before - stop <= AGAIN_AFTER_WORDS for stop in stops)


def _parts(element: Element, in_table: bool = False) -> list[Run | Element]:
    """What a reader meets, in order: texts in which a term may link, and links set by authors."""
    found: list[Run | Element] = []
    _gather(element, in_table, found)
    return found


def _gather(element: Element, in_table: bool, found: list[Run | Element]) -> None:
    """Add the parts of an element to those found; a list, since generators in a row are slow."""
    if element.tag == "a":
        found.append(element)
    if not _may_link_in(element):
        return
    in_table = in_table or element.tag == "table"
    if element.text:
        found.append(Run(element, None, element.text, in_table))
    for child in element:
        _gather(child, in_table, found)
        if child.tail:
            found.append(Run(element, child, child.tail, in_table))


def _may_link_in(element: Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in NEVER_INSIDE:
        return False
    classes = element.get("class")
    return not classes or NEVER_IN_CLASS.isdisjoint(classes.split())


class RawHtml:
    """Hides from the matcher what Python-Markdown put aside, and all text inside raw HTML."""

    def __init__(self, stash: list[str]) -> None:
        """`stash` is what Python-Markdown put aside, by number."""
        self.stash = stash
        self.open = 0

    def hidden(self, run: Run) -> str:
        """The run's text, as long as before, with NUL characters for what is hidden."""
        if run.tail_of is None and run.element.tag in BLOCKS:
            self.open = 0
        if "\u0002" not in run.text:
            return self._shown(run.text)
        parts = []
        end = 0
        for found in PLACEHOLDER.finditer(run.text):
            html = self._html(found)
            parts += [self._shown(run.text[end : found.start()]), _stand_in(html, found[0])]
            self._enter_or_leave(html)
            end = found.end()
        return "".join([*parts, self._shown(run.text[end:])])

    def _shown(self, text: str) -> str:
        return HIDDEN * len(text) if self.open else text

    def _html(self, found: re.Match[str]) -> str:
        if found["amp"]:
            return "&amp;"
        number = int(found["number"] or len(self.stash))
        return self.stash[number] if number < len(self.stash) else ""

    def _enter_or_leave(self, html: str) -> None:
        if html.startswith("</"):
            self.open = max(0, self.open - 1)
        elif OPENING_TAG.fullmatch(html):
            self.open += 1


def _stand_in(html: str, placeholder: str) -> str:
    """What the matcher sees for a placeholder, as long: an entity's character, or nothing."""
    character = unescape(html) if html.startswith("&") else ""
    if len(character) != 1:
        return HIDDEN * len(placeholder)
    return character + SOFT_HYPHEN * (len(placeholder) - 1)
