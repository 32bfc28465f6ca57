"""A description as the body of a Word document: which style each block has, and no other look.

`builder/word.js` writes the same in the browser; a test compares the two.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from handbook.blocks import (
    EMPTY,
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
    whole,
)

# The ids of the styles.
TITLE, COUNTED_HEADING, HEADING = "Title", "Heading1", "Heading2"
TEXT, CLAUSE, POINT, BLANK = "Text", "Clause", "Point", "Blank"
CELL, CELL_HEAD, SIGNED = "Cell", "CellHead", "Signed"
TABLE = "TableGrid"
# Widths of columns in percent of the page, by their number, and that page in twentieths of a point.
WIDTHS = {2: (45, 55), 3: (22, 15, 63), 4: (40, 24, 20, 16)}
PAGE = 9400
# What the builder must know to write the same.
LOOK = {
    "empty": EMPTY,
    "signature_head": SIGNATURE_HEAD,
    "widths": WIDTHS,
    "page": PAGE,
    "styles": {
        **{"title": TITLE, "counted_heading": COUNTED_HEADING, "heading": HEADING},
        **{"text": TEXT, "clause": CLAUSE, "point": POINT, "blank": BLANK},
        **{"cell": CELL, "cell_head": CELL_HEAD, "signed": SIGNED, "table": TABLE},
    },
}

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Row = tuple[tuple[Run, ...], ...]


def body(description: Description) -> str:
    """The XML of all blocks; neighbors of one kind, such as signatures, share a table."""
    return "".join(
        part
        for kind, blocks in groupby(description.blocks, key=type)
        for part in _parts(kind, list(blocks), description.numbered)
    )


def _parts(kind: type[Block], blocks: list[Block], numbered: bool) -> Iterator[str]:
    if kind is Fact:
        yield _table(((one.label,), (one.blank,)) for one in blocks if isinstance(one, Fact))
    elif kind is Signature:
        rows = [((one.text,), (), (), ()) for one in blocks if isinstance(one, Signature)]
        yield _table(rows, SIGNATURE_HEAD, SIGNED)
    else:
        for block in blocks:
            yield from _part(block, numbered)


def _part(block: Block, numbered: bool) -> Iterator[str]:
    match block:
        case Title(runs):
            yield _paragraph(TITLE, runs)
        case Heading(text):
            yield _paragraph(COUNTED_HEADING if numbered else HEADING, (text,))
        case Clause(_, runs, points, duty):
            plain = POINT if duty else TEXT
            yield _paragraph(CLAUSE if numbered else plain, runs)
            yield from (_paragraph(POINT, whole(point)) for point in points)
        case Grid(head, rows):
            yield _table((tuple((text,) for text in row) for row in rows), head)


def _paragraph(style: str, runs: Iterable[Run]) -> str:
    text = "".join(map(_run, runs))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{text}</w:p>'


def _run(run: Run) -> str:
    text = run if isinstance(run, str) else run.text
    style = "" if text else f'<w:rPr><w:rStyle w:val="{BLANK}"/></w:rPr>'
    return f'<w:r>{style}<w:t xml:space="preserve">{xml_text(text or EMPTY)}</w:t></w:r>'


def xml_text(text: str) -> str:
    """Text as XML takes it: escaped, and without the signs that it forbids."""
    return escape(FORBIDDEN.sub("", text))


def _table(rows: Iterable[Row], head: tuple[str, ...] = (), style: str = CELL) -> str:
    """A table as wide as the page; its head stands again where it goes on, no row is torn apart."""
    listed = [_row(row, style) for row in rows]
    if head:
        listed.insert(0, _row(tuple((text,) for text in head), CELL_HEAD, "<w:tblHeader/>"))
    widths = WIDTHS[listed[0].count("<w:tc>")]
    columns = "".join(f'<w:gridCol w:w="{width * PAGE // 100}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="5000" w:type="pct"/>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(listed)}</w:tbl>{_paragraph(TEXT, ())}"
    )


def _row(cells: Row, style: str, marks: str = "") -> str:
    widths = WIDTHS[len(cells)]
    text = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width * 50}" w:type="pct"/></w:tcPr>'
        f"{_paragraph(style, runs)}</w:tc>"
        for width, runs in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{marks}</w:trPr>{text}</w:tr>"
