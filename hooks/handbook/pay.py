"""The table of pay figures, and how old a figure is or whether a newer one replaces it."""

import calendar
import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby

from handbook.dates import today
from handbook.library import Library
from handbook.markup import Cell, capital, table
from handbook.model import Observation, ObservationKind

OLD_AFTER_MONTHS = 24

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


def pay(library: Library) -> str:
    """All pay observations, one table for each currency, period and way of counting."""
    rows = sorted(library.observations.values(), key=_unit)
    tables = [_pay_table(library, unit, list(group)) for unit, group in groupby(rows, key=_unit)]
    return "\n\n".join(tables)


def _unit(one: Observation) -> str:
    gross = "gross or net not stated" if one.gross == "not stated" else one.gross
    return f"{one.country}: {one.currency} a {one.period}, {gross}"


def _pay_table(library: Library, unit: str, group: list[Observation]) -> str:
    group.sort(key=lambda one: one.as_of, reverse=True)
    columns = [name for name in FIGURES if any(getattr(one, name) is not None for one in group)]
    head = ["Who was counted", *(FIGURES[name] for name in columns)]
    rows: list[list[Cell | str]] = [
        [
            f"{_who(one)}<br>{pay_label(one, library.observations)}",
            *(_figure(getattr(one, name)) for name in columns),
        ]
        for one in group
    ]
    tools = f"pay-{re.sub('[^a-z]+', '-', unit.lower())} sort csv"
    return f"### {unit}\n\n{table(f'Pay in {unit}', head, rows, 'hb-table--pay', tools)}"


def _who(one: Observation) -> str:
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


def pay_label(one: Observation, others: Mapping[str, Observation]) -> str:
    """`latest known, of May 2024`, `superseded` or `history`, and `old` when it is that."""
    if one.superseded_by and one.superseded_by in others:
        status = _status("superseded", f"superseded by {spoken(others[one.superseded_by].as_of)}")
    elif one.kind is ObservationKind.CLAIM:
        status = _status("history", "history")
    else:
        status = _status("latest", f"latest known, of {spoken(one.as_of)}")
    old = one.kind is not ObservationKind.OFFICIAL and months_since(one.as_of) > OLD_AFTER_MONTHS
    return f"{status} {_status('old', 'old')}" if old else status


def months_since(as_of: str) -> int:
    """Whole months from a date that may lack its day or month until today."""
    year, month, *_ = (int(part) for part in f"{as_of}-12".split("-"))
    now = today()
    return (now.year - year) * 12 + now.month - month


def spoken(as_of: str) -> str:
    """`2024-05` as `May 2024`, `2024-05-31` as `31 May 2024`."""
    year, *rest = as_of.split("-")
    month = [calendar.month_name[int(rest[0])]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def _status(name: str, words: str) -> str:
    return f'<span class="hb-status hb-status--{name}">{words}</span>'
