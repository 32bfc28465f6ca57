"""A document as a list of blocks, from which every form of it is made: page, text and Word file.

Blocks carry no numbers: Word counts by itself, the other forms count while they are written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

EMPTY = "_" * 16


@dataclass(frozen=True)
class Blank:
    """A place to be filled in: a line to write on until it has a text; `name` says which it is."""

    name: str = ""
    text: str = ""


Run = str | Blank


@dataclass(frozen=True)
class Point:
    """An item below a clause; with duties, it names their work and stands while one of them does.

    Each duty is its id and its title.
    """

    runs: tuple[Run, ...]
    duties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Title:
    """What the document is, above everything else."""

    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Fact:
    """A line of the document's head: what is asked, and the place for the answer."""

    label: str
    blank: Blank


@dataclass(frozen=True)
class Heading:
    """The title of a part."""

    text: str


@dataclass(frozen=True)
class Clause:
    """A sentence of the document, with the points below it; `duty` when it states one."""

    id: str
    runs: tuple[Run, ...]
    points: tuple[Point, ...] = ()
    duty: str = ""


@dataclass(frozen=True)
class Grid:
    """A table with a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Signature:
    """A person who signs: who it is, with room for name, signature and date."""

    text: str


Block = Title | Fact | Heading | Clause | Grid | Signature


@dataclass(frozen=True)
class Description:
    """A whole document; `numbered` when its parts and clauses are counted."""

    name: str
    numbered: bool
    blocks: tuple[Block, ...]


SIGNATURE_HEAD = ("Who", "Name", "Signature", "Date")


def said(runs: tuple[Run, ...]) -> str:
    """Runs as plain text, empty blanks as a line to write on."""
    return "".join(run if isinstance(run, str) else run.text or EMPTY for run in runs)


def whole(point: Point) -> tuple[Run, ...]:
    """A point with the duties that it names behind its own text."""
    if not point.duties:
        return point.runs
    return (*point.runs, ": ", "; ".join(title for _, title in point.duties))


def numbers(description: Description) -> Iterator[tuple[str, Block]]:
    """Each block with its number: `2` for a part, `2.1` for a clause, nothing for the others."""
    part = clause = 0
    for block in description.blocks:
        number = ""
        if isinstance(block, Heading):
            part, clause = part + 1, 0
            number = str(part)
        elif isinstance(block, Clause):
            clause += 1
            number = f"{part}.{clause}"
        yield number if description.numbered else "", block


def plain_data(block: Block) -> dict[str, Any]:
    """A block as JSON knows it: blanks are objects, texts are strings."""
    data: dict[str, Any] = {"kind": type(block).__name__.lower()}
    match block:
        case Title(runs):
            return data | {"runs": _runs(runs)}
        case Fact(label, blank):
            return data | {"label": label, "blank": blank.name, "text": blank.text}
        case Clause(id, runs, points, duty):
            listed = [_point(point) for point in points]
            return data | {"id": id, "runs": _runs(runs), "points": listed, "duty": duty}
        case Grid(head, rows):
            return data | {"head": head, "rows": rows}
        case Heading(text) | Signature(text):
            return data | {"text": text}


def _point(point: Point) -> dict[str, Any]:
    """A point; the titles of its duties are known by their ids."""
    return {"runs": _runs(point.runs), "duties": [id for id, _ in point.duties]}


def _runs(runs: tuple[Run, ...]) -> list[str | dict[str, str]]:
    return [run if isinstance(run, str) else {"blank": run.name, "text": run.text} for run in runs]
