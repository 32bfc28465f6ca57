"""Sources: the text of footnotes, and the page that lists them all."""

from handbook import bodies, model
from handbook.library import Library
from handbook.markup import plain

# What a page cites stands on the page of sources; repeated, it would swell the search index.
FOOTNOTES = "## Sources { data-search-exclude }\n\n///Footnotes Go Here///"


def with_footnotes(library: Library, page: str) -> str:
    """The page with a section of sources, when it cites any; the build writes their text."""
    cited = {match["id"]: None for match in bodies.CITATION.finditer(page)}
    notes = [f"[^{id}]: {footnote(library.sources[id])}" for id in cited if id in library.sources]
    return "\n\n".join([page, FOOTNOTES, *notes]) if notes else page


def footnote(source: model.Source) -> str:
    """A source in one line, with a link to what the handbook knows of it."""
    published = f", {source.published}" if source.published else ""
    title = f"[{plain(source.title)}](/sources.md#{source.id})"
    return f"{title}. {plain(source.publisher)}{published}. {reading(source)}"


def sources(library: Library) -> str:
    """Every source with what is known of it."""
    entries = "\n\n".join(
        f"## {plain(source.title)} {{ #{source.id} }}\n\n{about(source)}"
        for source in library.by_title["sources"]
    )
    return f'<div class="hb-sources" data-search-exclude markdown="1">\n\n{entries}\n\n</div>'


def about(source: model.Source) -> str:
    """Publisher, date, address and reading of a source in one paragraph."""
    address = f" <{source.address}>" if source.address else ""
    published = f", {source.published}" if source.published else ""
    note = f" {source.note}" if source.note else ""
    return f"{plain(source.publisher)}{published} ({source.kind}).{address} {reading(source)}{note}"


def reading(evidence: model.Evidence) -> str:
    """When the publisher's page was read, or which copy was."""
    if evidence.checked:
        return f"Publisher's page read on {evidence.checked.isoformat()}."
    return f"{evidence.seen}."
