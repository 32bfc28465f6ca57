"""Pay figures in tables, and how old a figure is or whether a newer one replaces it."""

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from handbook import model
from handbook.choosing import chooser
from handbook.dates import months_since
from handbook.files import EXPLORER, GENERATED
from handbook.library import Library
from handbook.markup import Cell, Row, capital, table
from handbook.model import Observation, ObservationKind

OLD_AFTER_MONTHS = 24
SMALL = 30

FIGURES: Mapping[str, str] = {
    "min": "Lowest",
    "p10": "10% earn less",
    "p25": "25% earn less",
    "median": "Middle (median)",
    "p75": "75% earn less",
    "p90": "90% earn less",
    "max": "Highest",
    "mean": "Average (mean)",
}


# What schema.org calls them in a MonetaryAmountDistribution.
SCHEMA: Mapping[str, str] = {
    "p10": "percentile10",
    "p25": "percentile25",
    "median": "median",
    "p75": "percentile75",
    "p90": "percentile90",
}


def pay(library: Library, place: str = "") -> str:
    """The observations of a place, or all: one table for each unit, kinds apart, newest first."""
    found = [one for one in library.observations.values() if place in ("", one.place)]
    return tables(library, found)


def of_role(library: Library, role: model.Role) -> str:
    """What is known of the pay in a role itself, without wider groups."""
    return tables(library, [one for one in library.observations.values() if one.role == role.id])


def tables(library: Library, found: Iterable[Observation]) -> str:
    """A table for each unit and kind, under a heading of its own."""
    rows = sorted(found, key=_group)
    groups = [list(group) for _, group in groupby(rows, key=_group)]
    return "\n\n".join(f"### {_name(group)}\n\n{_table(library, group)}" for group in groups)


def _group(one: Observation) -> tuple[str, int]:
    return _unit(one), list(ObservationKind).index(one.kind)


def _unit(one: Observation) -> str:
    gross = "gross or net not stated" if one.gross == "not stated" else one.gross
    return f"{one.country}: {one.currency} a {one.period}, {gross}"


def _name(group: Sequence[Observation]) -> str:
    return f"{_unit(group[0])}, {KIND_NAMES[group[0].kind]}"


KIND_NAMES: Mapping[ObservationKind, str] = {
    ObservationKind.OFFICIAL: "official figures",
    ObservationKind.SURVEY: "surveys",
    ObservationKind.OFFERS: "offers in adverts",
    ObservationKind.CLAIM: "claims",
}


def _table(library: Library, group: list[Observation]) -> str:
    name = _name(group)
    tools = f"pay-{re.sub('[^a-z]+', '-', name.lower())} sort csv"
    return plain_table(library, f"Pay in {name}", group, tools)


def plain_table(
    library: Library, caption: str, group: Iterable[Observation], tools: str = ""
) -> str:
    """Figures of one unit in a table, the newest first."""
    found = sorted(group, key=lambda one: (one.as_of, one.occupation), reverse=True)
    columns = [name for name in FIGURES if any(getattr(one, name) is not None for one in found)]
    head = ["Who was counted", *(FIGURES[name] for name in columns)]
    rows: list[Row] = [
        [
            f"{who(one)}<br>{pay_label(one, library.observations)}",
            *(_figure(getattr(one, name)) for name in columns),
        ]
        for one in found
    ]
    return table(caption, head, rows, "hb-table--pay", tools)


EXPLORED = "hb-table--pay hb-table--explorer"


def explorer(library: Library) -> str:
    """All observations in one table, to be filtered by place, role, kind and period."""
    found = sorted(library.observations.values(), key=lambda one: (one.country, one.occupation))
    roles = {one.role: capital(library.roles[one.role].title) for one in found if one.role}
    choices = {
        "country": {one.place: one.country for one in found},
        "role": dict(sorted(roles.items(), key=lambda item: item[1])),
        "kind": {str(kind): capital(KIND_NAMES[kind]) for kind in ObservationKind},
        "period": {period: f"By the {period}" for period in ("hour", "month", "year")},
    }
    held = {period for period in choices["period"] if any(one.period == period for one in found)}
    choices["period"] = {name: text for name, text in choices["period"].items() if name in held}
    parts = [
        chooser(name, capital(name), {"": "All", **known}, "", "No figure fits these choices.")
        for name, known in choices.items()
    ]
    columns = [name for name in FIGURES if any(getattr(one, name) is not None for one in found)]
    head = ["Who was counted", "Place", "Unit", *(FIGURES[name] for name in columns)]
    rows = [_explored(library, one, columns) for one in found]
    shown = table("All pay figures", head, rows, EXPLORED, "pay filter sort csv")
    return "\n\n".join(
        [
            f"# {GENERATED[EXPLORER]}",
            "Every pay figure of this handbook as its source published it, to be narrowed down by "
            "country, role, kind and period.\n{ .hb-summary }",
            "Nothing is converted. Compare only rows of one country, unit and kind: gross with "
            "gross, months with months, surveys with surveys. [What is known about pay]"
            "(/salaries/index.md) says how far each kind can be trusted.",
            *parts,
            shown,
        ]
    )


def _explored(library: Library, one: Observation, columns: Iterable[str]) -> Row:
    marks = {"country": one.place, "role": one.role or "-", "kind": one.kind}
    first = Cell(
        f"{who(one)}<br>{pay_label(one, library.observations)}",
        data={**marks, "period": one.period},
    )
    gross = "" if one.gross == "not stated" else f", {one.gross}"
    place = f"{one.country}, {one.region}" if one.region else one.country
    unit = f"{one.currency} a {one.period}{gross}"
    return [first, place, unit, *(_figure(getattr(one, name)) for name in columns)]


def who(one: Observation) -> str:
    """Whom an observation counts, where it comes from and how it came about."""
    place = f", {one.region}" if one.region else ""
    details = [f"{capital(one.kind)} figure, {spoken(one.as_of)}", _counted(one), one.note]
    small = ". ".join(part.rstrip(".") for part in details if part)
    return f"{one.occupation}{place}[^{one.source}]<br><small>{small}.</small>"


def _figure(value: Decimal | None) -> Cell:
    if value is None:
        return Cell("–", "hb-number", data={"sort": "0"})
    return Cell(f"{value:,}", "hb-number", data={"sort": str(value)})


def _counted(one: Observation) -> str:
    counted = f"{one.n:,} " if one.n else ""
    return f"Counted: {counted}{one.n_counts}" if one.n_counts else ""


def labels(one: Observation, others: Mapping[str, Observation]) -> Mapping[str, str]:
    """What is said of a figure's age and size: `latest`, `superseded` or `history`, `old`, `small`.

    Old is what is over 24 months and not official; small what fewer than 30 have answered.
    """
    found = {}
    if one.superseded_by and one.superseded_by in others:
        found["superseded"] = f"superseded by {spoken(others[one.superseded_by].as_of)}"
    elif one.kind is ObservationKind.CLAIM:
        found["history"] = "history"
    else:
        found["latest"] = f"latest known, of {spoken(one.as_of)}"
    if one.kind is not ObservationKind.OFFICIAL and months_since(one.as_of) > OLD_AFTER_MONTHS:
        found["old"] = "old"
    if one.n is not None and one.n < SMALL:
        found["small"] = "small sample"
    return found


def pay_label(one: Observation, others: Mapping[str, Observation]) -> str:
    """The labels of a figure, to stand below it."""
    return " ".join(
        f'<span class="hb-status hb-status--{name}">{words}</span>'
        for name, words in labels(one, others).items()
    )


def spoken(as_of: str) -> str:
    """`2024-05` as `May 2024`, `2024-05-31` as `31 May 2024`."""
    year, *rest = as_of.split("-")
    month = [calendar.month_name[int(rest[0])]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])
