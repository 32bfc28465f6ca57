"""Charts of pay as inline SVG: drawn in percent of the width, so letters stay readable on a phone.

Colors come from the style sheet, so one drawing serves both schemes. The numbers stand below it.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from itertools import pairwise

from handbook import pay
from handbook.library import Library
from handbook.model import ChartKind, Observation

STEPS = (1, 2, 2.5, 5, 10)
MOST_TICKS = 5
HEIGHT = 150  # of a series, in pixels
ROOM = 26  # above its highest and below its lowest value


def chart(library: Library, id: str) -> str:
    """A chart with its title, a description of what it shows, and the same numbers in a table."""
    wanted = library.charts[id]
    found = [library.observations[one] for one in wanted.observations]
    ordered = ORDERS[wanted.shows](found)
    drawing = "\n".join(DRAWINGS[wanted.shows](library, ordered))
    unit = f"{found[0].currency} a {found[0].period}, {found[0].gross}"
    says = SAYINGS[wanted.shows](ordered)
    return (
        f'<figure class="hb-chart hb-chart--{wanted.shows}" aria-labelledby="chart-{id}">\n'
        f'<figcaption id="chart-{id}">{escape(wanted.title)} '
        f"<small>{escape(unit)}</small></figcaption>\n{drawing}\n</figure>\n\n"
        f"{says}\n{{ .hb-chart__says }}\n\n{pay.plain_table(library, wanted.title, found)}"
    )


def label(one: Observation) -> str:
    """What a group is called in a chart: the occupation as its source names it, and the place."""
    return f"{one.occupation}, {one.region}" if one.region else one.occupation


def _by_median(found: Sequence[Observation]) -> list[Observation]:
    return sorted(found, key=lambda one: (-_median(one), one.id))


def _by_year(found: Sequence[Observation]) -> list[Observation]:
    return sorted(found, key=_months)


def _median(one: Observation) -> Decimal:
    return one.median or Decimal(0)


def _ranges(library: Library, found: Sequence[Observation]) -> Iterator[str]:
    """A row for each group: a line from the lower to the upper quartile, a dot at the median."""
    top, ticks = scale(max(one.p75 or _median(one) for one in found))
    yield '<div class="hb-chart__rows">'
    for one in found:
        dot = f'<circle cx="{_share(_median(one), top)}" cy="10" r="5"/>'
        names = " ".join(pay.labels(one, library.observations))
        drawn = f"{_grid(ticks, top)}{_quartiles(one, top)}{dot}"
        yield _row(f"{escape(label(one))} <small>{_numbers(one)}</small>", drawn, names)
    yield _row("", "".join(_tick(tick, top) for tick in ticks))
    yield "</div>"


def _row(text: str, drawn: str, labels: str = "") -> str:
    marks = f' data-labels="{labels}"' if labels else ""
    svg = f'<svg width="100%" height="20" aria-hidden="true">{drawn}</svg>'
    return f'<div class="hb-chart__row"{marks}><span>{text}</span>{svg}</div>'


def _numbers(one: Observation) -> str:
    """The numbers of a row, which the drawing shows."""
    quartiles = f", {one.p25:,} to {one.p75:,}" if one.p25 and one.p75 else ""
    counted = f", {one.n:,} counted" if one.n else ""
    return f"median {one.median:,}{quartiles}{counted}, {pay.spoken(one.as_of)}"


def _quartiles(one: Observation, top: Decimal) -> str:
    if one.p25 is None or one.p75 is None:
        return ""
    return f'<line x1="{_share(one.p25, top)}" x2="{_share(one.p75, top)}" y1="10" y2="10"/>'


def _grid(ticks: Sequence[Decimal], top: Decimal) -> str:
    return "".join(
        f'<line class="hb-chart__tick" x1="{_share(tick, top)}" x2="{_share(tick, top)}" '
        'y1="0" y2="20"/>'
        for tick in ticks
    )


def _tick(tick: Decimal, top: Decimal) -> str:
    """A number of the axis; the first and the last stay inside the drawing."""
    anchor = "start" if tick == 0 else "end" if tick == top else "middle"
    return (
        f'<text x="{_share(tick, top)}" y="14" text-anchor="{anchor}">{tick.normalize():,f}</text>'
    )


def _series(library: Library, found: Sequence[Observation]) -> Iterator[str]:
    """A point for each edition, at its distance in time, tied by lines."""
    top, _ = scale(max(map(_median, found)))
    points = [(_place(one, found), _height(_median(one), top), one) for one in found]
    yield f'<svg width="100%" height="{HEIGHT}" aria-hidden="true">'
    for (x1, y1, _), (x2, y2, _) in pairwise(points):
        yield f'<line x1="{x1}%" y1="{y1}" x2="{x2}%" y2="{y2}"/>'
    for x, y, one in points:
        yield f'<circle cx="{x}%" cy="{y}" r="4"/>'
        yield f'<text x="{x}%" y="{y - 10:.1f}" text-anchor="middle">{one.median:,}</text>'
        year = one.as_of[:4]
        yield f'<text x="{x}%" y="{HEIGHT - 4}" text-anchor="middle">{year}</text>'
    yield "</svg>"


def _place(one: Observation, found: Sequence[Observation]) -> float:
    """Percent from the left, with room for the letters at both ends."""
    first, last = _months(found[0]), _months(found[-1])
    return round(8 + 84 * (_months(one) - first) / max(last - first, 1), 2)


def _months(one: Observation) -> int:
    year, month, *_ = (int(part) for part in f"{one.as_of}-12".split("-"))
    return year * 12 + month


def _height(value: Decimal, top: Decimal) -> float:
    return round(HEIGHT - ROOM - float(value / top) * (HEIGHT - 2 * ROOM), 1)


def scale(most: Decimal) -> tuple[Decimal, Sequence[Decimal]]:
    """The end of an axis that begins at 0, and its ticks: round numbers, five or six of them."""
    rough = most / MOST_TICKS
    power = Decimal(10) ** rough.adjusted()
    step = next(power * Decimal(str(one)) for one in STEPS if power * Decimal(str(one)) >= rough)
    count = math.ceil(most / step)
    return step * count, [step * number for number in range(count + 1)]


def _share(value: Decimal, top: Decimal) -> str:
    return f"{float(value / top * 100):.2f}%"


def _ranges_say(found: Sequence[Observation]) -> str:
    first, last = found[0], found[-1]
    text = (
        f"Of these {len(found)} groups the highest median is {first.median:,} "
        f"({label(first)}) and the lowest {last.median:,} ({label(last)})."
    )
    wide = [one for one in found if one.p25 is not None and one.p75 is not None]
    if wide:
        widest = max(wide, key=lambda one: (one.p75 or 0) - (one.p25 or 0))
        text += (
            f" The middle half is widest for {label(widest)}: "
            f"from {widest.p25:,} to {widest.p75:,}."
        )
    return text


def _series_say(found: Sequence[Observation]) -> str:
    first, last = found[0], found[-1]
    return (
        f"{label(first)}: the published median was {first.median:,} in "
        f"{pay.spoken(first.as_of)} and {last.median:,} in {pay.spoken(last.as_of)}, "
        f"in {len(found)} editions. Each edition counts other people, so the difference is no "
        "measured raise."
    )


ORDERS: Mapping[ChartKind, Callable[[Sequence[Observation]], list[Observation]]] = {
    ChartKind.RANGES: _by_median,
    ChartKind.SERIES: _by_year,
}
DRAWINGS: Mapping[ChartKind, Callable[[Library, Sequence[Observation]], Iterator[str]]] = {
    ChartKind.RANGES: _ranges,
    ChartKind.SERIES: _series,
}
SAYINGS: Mapping[ChartKind, Callable[[Sequence[Observation]], str]] = {
    ChartKind.RANGES: _ranges_say,
    ChartKind.SERIES: _series_say,
}
