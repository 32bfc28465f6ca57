"""Sources: the text of footnotes, and the page that lists them all."""

from collections.abc import Iterable, Mapping, Sequence

from handbook import bodies, model
from handbook.choosing import chooser
from handbook.dates import months_since
from handbook.library import Entry, Library
from handbook.markup import heading, link, path_of, plain

Sourced = model.Observation | model.Framework | model.PayNote

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


# How long ago a source was published, in years, newest first.
AGES: Mapping[str, tuple[str, float]] = {
    "year": ("Within a year", 1),
    "few": ("One to three years ago", 3),
    "ten": ("Three to ten years ago", 10),
    "older": ("Longer ago", float("inf")),
    "undated": ("Not dated", 0),
}


def sources(library: Library) -> str:
    """Every source with what is known of it and what rests on it, to be chosen by kind and age."""
    kinds = {str(kind): f"{kind.capitalize()}" for kind in model.SourceKind}
    ages = {name: text for name, (text, _) in AGES.items()}
    resting = _resting(library)
    entries = "\n\n".join(
        _entry(source, resting.get(source.id, ())) for source in library.by_title["sources"]
    )
    none = "No source fits these choices."
    return "\n\n".join(
        [
            chooser("kind", "Kind", {"": "All", **kinds}, "", none),
            chooser("age", "Published", {"": "All", **ages}, "", none),
            f'<div class="hb-sources" data-search-exclude markdown="1">\n\n{entries}\n\n</div>',
        ]
    )


def _entry(source: model.Source, resting: Iterable[Entry]) -> str:
    marks = f'data-kind="{source.kind}" data-age="{age(source)}"'
    users = ", ".join(link(one, _name(one)) for one in resting)
    rests = f"Rests on it: {users}." if users else "Nothing rests on it at present."
    return (
        f'<section {marks} markdown="1">\n\n## {plain(source.title)} {{ #{source.id} }}\n\n'
        f"{about(source)}\n\n{rests}\n\n</section>"
    )


def _name(entry: Entry) -> str:
    """What rests on a source, as a link says it; rows of lists go by their page."""
    match entry:
        case model.Observation():
            return "pay figures"
        case model.PayNote():
            return "pay in job adverts"
        case _:
            return heading(entry)


def age(source: model.Source) -> str:
    """How long ago a source was published, as a name of `AGES`."""
    if source.published is None:
        return "undated"
    years = months_since(source.published) / 12
    return next(name for name, (_, most) in AGES.items() if years < most)


def _resting(library: Library) -> Mapping[str, Sequence[Entry]]:
    """For each source the pages that cite it, those that show a pay figure from it included."""
    found: dict[str, dict[str, Entry]] = {}
    for entry in library.entries():
        cited = {one.source for one in (entry,) if isinstance(one, Sourced)}
        if isinstance(entry, model.Record | model.Article):
            cited |= {one.text for one in bodies.citations(library.document(entry))}
        for id in cited:
            found.setdefault(id, {})[path_of(entry)] = entry
    return {id: sorted(users.values(), key=heading) for id, users in found.items()}


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
