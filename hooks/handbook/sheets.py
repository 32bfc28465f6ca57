"""A description as Markdown, for a page to show."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from handbook.blocks import (
    SIGNATURE_HEAD,
    Block,
    Clause,
    Description,
    Fact,
    Grid,
    Heading,
    Run,
    Signature,
    Title,
    numbers,
    whole,
)
from handbook.markup import bullets, plain, table

LINE = '<span class="hb-blank"></span>'


def sheet(description: Description) -> str:
    """The whole document in a frame; its titles are no headings of the page around it."""
    parts = [
        part
        for kind, pairs in groupby(numbers(description), key=lambda pair: type(pair[1]))
        for part in _parts(kind, list(pairs))
    ]
    text = "\n\n".join(parts)
    return f'<div class="hb-form" data-search-exclude markdown="1">\n\n{text}\n\n</div>'


def _parts(kind: type[Block], pairs: list[tuple[str, Block]]) -> Iterator[str]:
    blocks = [block for _, block in pairs]
    if kind is Signature:
        rows = [(one.text, LINE, LINE, LINE) for one in blocks if isinstance(one, Signature)]
        yield table("Signatures", SIGNATURE_HEAD, rows)
    elif kind is Fact:
        facts = [one for one in blocks if isinstance(one, Fact)]
        yield "  \n".join(f"{one.label}: {_said((one.blank,))}" for one in facts)
    else:
        for number, block in pairs:
            yield from _part(number, block)


def _part(number: str, block: Block) -> Iterator[str]:
    count = f"{number}. " if number else ""
    match block:
        case Title(runs):
            yield f"{_said(runs)}\n{{ .hb-form__title }}"
        case Heading(text):
            yield f"**{count}{text}**\n{{ .hb-form__part }}"
        case Clause(_, runs, points):
            yield f"{count}{_said(runs)}"
            if points:
                yield bullets(_said(whole(point)) for point in points)
        case Grid(head, rows):
            yield table(head[0], head, rows)


def _said(runs: Iterable[Run]) -> str:
    return "".join(plain(run if isinstance(run, str) else run.text) or LINE for run in runs)
