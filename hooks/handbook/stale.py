"""What is due to be looked at again: what was read long ago, and figures without a newer one."""

import calendar
import re
from collections.abc import Iterator

from handbook import model
from handbook.dates import months_since
from handbook.library import Library
from handbook.pay import OLD_AFTER_MONTHS
from handbook.problems import Problem

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
DAY = re.compile(rf"\b(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (\d{{4}})")
# How many months a reading holds, by kind of source; laws and help pages change fastest.
HOLDS = {model.SourceKind.LAW: 12, model.SourceKind.DOCUMENTATION: 12}
OTHERS_HOLD = 24
RESOURCES_HOLD = 12


def due(library: Library) -> Iterator[Problem]:
    """A line for everything whose last reading, or whose figure, is older than it may be."""
    for source in library.sources.values():
        yield from _reading(library, source, HOLDS.get(source.kind, OTHERS_HOLD))
    for resource in library.training.values():
        yield from _reading(library, resource, RESOURCES_HOLD)
    for one in library.observations.values():
        months = months_since(one.as_of)
        is_last = one.superseded_by is None and one.kind is not model.ObservationKind.CLAIM
        if is_last and months > OLD_AFTER_MONTHS:
            message = f"is of {one.as_of}, {months} months ago; look for a newer edition"
            yield library.document(one).problem(("as_of",), message)


def _reading(
    library: Library, entry: model.Source | model.Resource, holds: int
) -> Iterator[Problem]:
    read = last_read(entry)
    if read and (months := months_since(read)) > holds:
        name = "checked" if entry.checked else "seen"
        message = f"was read on {read}, {months} months ago; read it again and write the new day"
        yield library.document(entry).problem((name,), message)


def last_read(evidence: model.Evidence) -> str:
    """The day on which something was last read, as `2026-11-24`; nothing when none is told."""
    if evidence.checked:
        return evidence.checked.isoformat()
    found = [
        f"{year}-{MONTHS[month]:02}-{int(day or 1):02}"
        for day, month, year in DAY.findall(evidence.seen or "")
    ]
    return max(found, default="")
