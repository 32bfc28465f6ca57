"""Rules between fields: what names itself, goes in a circle, lies ahead or cannot be compared."""

import datetime
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from handbook import model
from handbook.dates import today
from handbook.library import Library, references
from handbook.problems import Key, Problem

Steps = Mapping[str, str]


def nothing_names_itself(library: Library) -> Iterator[Problem]:
    """No field of a record names the record itself."""
    for entry in library.entries():
        kinds = (entry.KIND, "party") if entry.KIND == "role" else (entry.KIND,)
        for reference in references(entry):
            if reference.kind in kinds and reference.id == entry.id:
                message = f'names "{entry.id}" itself; name another or leave it out'
                yield library.document(entry).problem(reference.key, message)


def nothing_goes_in_circles(library: Library) -> Iterator[Problem]:
    """Who reports to whom, and which figure replaces which, comes to an end."""
    for setting in library.settings.values():
        bosses = {party: seat.reports_to for party, seat in setting.people.items()}
        for circle in _circles({party: boss for party, boss in bosses.items() if boss}):
            key: Key = ("people", circle[0], "reports_to")
            yield library.document(setting).problem(key, _round(circle))
    newer = {one.id: one.superseded_by for one in library.observations.values()}
    for circle in _circles({id: next_id for id, next_id in newer.items() if next_id}):
        document = library.document(library.observations[circle[0]])
        if len(circle) > 1:
            yield document.problem(("superseded_by",), _round(circle))


def dates_have_come(library: Library) -> Iterator[Problem]:
    """Nothing was read, published or observed in the future."""
    # A day more than the build's, since the day begins earlier east of Greenwich.
    last = today() + datetime.timedelta(days=1)
    for entry in library.entries():
        for name in ("checked", "published", "as_of"):
            date = getattr(entry, name, None)
            if date is not None and str(date) > last.isoformat()[: len(str(date))]:
                message = f"{date} lies in the future; write a date that has come"
                yield library.document(entry).problem((name,), message)


def old_ids_are_free(library: Library) -> Iterator[Problem]:
    """An id that a record had before is no record's now, and was no other record's."""
    taken = {document.path: document.path for document in library.documents.values()}
    records = [entry for entry in library.entries() if isinstance(entry, model.Record)]
    for record in records:
        document = library.document(record)
        for number, id in enumerate(record.formerly):
            path = f"docs/{record.FOLDER}/{id}.md"
            if path in taken:
                message = f'"{id}" is taken by {taken[path]}; an old id leads to one record only'
                yield document.problem(("formerly", number), message)
            taken.setdefault(path, document.path)


def names_differ(library: Library) -> Iterator[Problem]:
    """No two records of a folder share a title or an alias; terms answer for all their forms."""
    first: dict[tuple[str, str], str] = {}
    for entry in library.entries():
        if not isinstance(entry, model.Record) or isinstance(entry, model.Term | model.Senses):
            continue
        document = library.document(entry)
        aliases = enumerate(getattr(entry, "aliases", ()))
        for key, name in [(("title",), entry.title), *((("aliases", n), a) for n, a in aliases)]:
            same = (entry.FOLDER, unicodedata.normalize("NFKC", name).casefold())
            if same in first:
                message = f'"{name}" is a name in {first[same]} too; choose another'
                yield document.problem(key, message)
            first.setdefault(same, document.path)


def figures_stand_once(library: Library) -> Iterator[Problem]:
    """No two rows hold the same figure: one group, place, day and source counted in one way."""
    first: dict[tuple[object, ...], model.Observation] = {}
    for one in library.observations.values():
        same = one.model_dump(exclude={"id", "note", "superseded_by", "role"})
        known = first.setdefault(tuple(same.values()), one)
        if known is not one:
            message = f'holds the same as "{known.id}"; delete one of the rows'
            yield library.document(one).problem((), message)


def charts_compare_like(library: Library) -> Iterator[Problem]:
    """A chart holds figures of one country, currency, period, kind and way with tax; no claims."""
    for wanted in library.charts.values():
        known = [library.observations.get(id) for id in wanted.observations]
        found = [one for one in known if one]
        if len(found) < len(known):
            continue  # Unknown ids are reported elsewhere.
        document = library.document(wanted)
        for number, one in enumerate(found):
            if wrong := _wrong_beside(found[0], one, wanted):
                yield document.problem(("observations", number), f'"{one.id}" {wrong}')


def _wrong_beside(first: model.Observation, one: model.Observation, wanted: model.Chart) -> str:
    if one.kind is model.ObservationKind.CLAIM:
        return "is a claim, and a claim has no chart; take it out"
    if one.median is None:
        return "has no median to be drawn; take it out"
    for name in ("country", "currency", "period", "gross", "kind"):
        own, other = getattr(one, name), getattr(first, name)
        if own != other:
            return f'has the {name} "{own}" and the first has "{other}"; draw two charts'
    if wanted.shows is model.ChartKind.SERIES and one.occupation != first.occupation:
        return f'counts "{one.occupation}", and the series is of "{first.occupation}"; draw two'
    return ""


RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    nothing_names_itself,
    nothing_goes_in_circles,
    dates_have_come,
    figures_stand_once,
    charts_compare_like,
    old_ids_are_free,
    names_differ,
)


def _circles(steps: Steps) -> Iterator[list[str]]:
    """Each circle once, from its first id on."""
    done: set[str] = set()
    for start in sorted(steps):
        way: list[str] = []
        here: str | None = start
        while here is not None and here not in done:
            done.add(here)
            way.append(here)
            here = steps.get(here)
        if here in way:
            circle = way[way.index(here) :]
            first = circle.index(min(circle))
            yield circle[first:] + circle[:first]


def _round(circle: list[str]) -> str:
    way = " → ".join([*circle, circle[0]])
    return f"goes round in a circle: {way}; end it somewhere"
