"""Links the terms of a page: a Python-Markdown extension that needs no hook and no MkDocs."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from handbook.mentions import Finder, Mention, Page, Run
from handbook.terms import Glossary

PRIORITY = 4  # after inline text (20), attribute lists (8) and headings' ids (5), before paths (0)


class TermLinks(Extension):
    """Turns the first mention of each term into a link; set `page` before each rendering."""

    def __init__(
        self,
        glossary: Glossary,
        titles: Mapping[str, str],
        href: Callable[[str], str],
        areas: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """By term: `titles` are definitions, `href` gives addresses, `areas` decide on senses."""
        super().__init__()
        self.titles = titles
        self.href = href
        self.page = Page()
        terms = {href(term): term for term in titles}
        self.finder = Finder(glossary, areas or {}, terms.get)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the tree processor with the parser of one page."""
        md.treeprocessors.register(_Linker(self, md), "terms", PRIORITY)


class _Linker(Treeprocessor):
    def __init__(self, terms: TermLinks, md: Markdown) -> None:
        super().__init__(md)
        self.terms = terms
        self.page = terms.page

    def run(self, root: Element) -> None:
        if not self.page.enabled:
            return
        stash = [str(html) for html in self.md.htmlStash.rawHtmlBlocks]
        chosen = self.terms.finder.chosen(root, self.page, stash)
        self.page.linked += [mention.term for mention in chosen]
        by_run: dict[int, list[Mention]] = {}
        for mention in chosen:
            by_run.setdefault(id(mention.run), []).append(mention)
        for mentions in by_run.values():
            self._link(mentions[0].run, sorted(mentions, key=lambda one: one.match.start))

    def _link(self, run: Run, mentions: list[Mention]) -> None:
        links = []
        for mention, following in zip(mentions, [*mentions[1:], None], strict=True):
            match = mention.match
            link = Element("a", self._attributes(mention.term))
            link.text = run.text[match.start : match.end]
            link.tail = run.text[match.end : following.match.start if following else None]
            links.append(link)
        _replace(run, run.text[: mentions[0].match.start], links)

    def _attributes(self, term: str) -> dict[str, str]:
        return {"class": "hb-term", "href": self.terms.href(term), "title": self.terms.titles[term]}


def _replace(run: Run, before: str, links: list[Element]) -> None:
    """Put text and links in the place of a run's text."""
    if run.tail_of is None:
        run.element.text, place = before, 0
    else:
        run.tail_of.tail = before
        place = list(run.element).index(run.tail_of) + 1
    for offset, link in enumerate(links):
        run.element.insert(place + offset, link)
