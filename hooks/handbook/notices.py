"""What is worth a look: undecided forms, pages full of links, idle terms and sources."""

from collections.abc import Iterator, Mapping

from handbook import bodies, model
from handbook.library import Entry, Library
from handbook.mentions import Page
from handbook.problems import Problem

WORDS_TO_A_LINK = 25


def notices(library: Library, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """All notices; `pages` holds what the linker noted, by the path of the page's file."""
    for entry in library.entries():
        document = library.document(entry)
        page = pages.get(document.path)
        if page and isinstance(entry, model.Record | model.Article):
            yield from _undecided(library, entry, page)
            yield from _dense(library, entry, page)
    yield from _idle_terms(library, pages)
    yield from _idle_sources(library)
    yield from _without_practice(library)


def _undecided(library: Library, entry: Entry, page: Page) -> Iterator[Problem]:
    document = library.document(entry)
    for form in dict.fromkeys(page.undecided):
        message = f'"{form}" has several meanings here and stays plain; link the one you mean'
        yield Problem(document.path, _line_with(form, library, entry), "notice", message)


def _line_with(form: str, library: Library, entry: Entry) -> int:
    document = library.document(entry)
    return next((line.line for line in bodies.lines(document) if form in line.text), 1)


def _without_practice(library: Library) -> Iterator[Problem]:
    """A skill has a task for each level up to practitioner."""
    wanted = [one for one in model.Level if one is not model.Level.EXPERT]
    for skill in library.skills.values():
        for missing in (one for one in wanted if one not in skill.practice):
            message = f'has no task for the level "{missing}"; paths say that none is known'
            document = library.document(skill)
            yield Problem(document.path, document.line_of(("practice",)), "notice", message)


def _dense(library: Library, entry: Entry, page: Page) -> Iterator[Problem]:
    if len(page.linked) * WORDS_TO_A_LINK > page.words:
        message = (
            f"{len(page.linked)} term links in {page.words} words, more than one in "
            f"{WORDS_TO_A_LINK}; switch some off with {{ .no-terms }} or `term_links: off`"
        )
        yield Problem(library.document(entry).path, 1, "notice", message)


def _idle_terms(library: Library, pages: Mapping[str, Page]) -> Iterator[Problem]:
    linked = {term for page in pages.values() for term in page.linked}
    for term in library.terminology.values():
        if term.id not in linked and ("term", term.id) not in library.referrers:
            message = "nothing leads to this term; mention it, or name it in a `see_also`"
            yield Problem(library.document(term).path, 1, "notice", message)


def _idle_sources(library: Library) -> Iterator[Problem]:
    cited = {
        citation.text
        for entry in library.entries()
        for citation in bodies.citations(library.document(entry))
    }
    for source in library.sources.values():
        if source.id not in cited and ("source", source.id) not in library.referrers:
            document = library.document(source)
            message = "nobody cites this source; cite it or delete it"
            yield Problem(document.path, document.line_of(()), f"notice: {source.id}", message)
