"""Reads the rows of a CSV file as documents, each with its line."""

import csv
import io
from collections.abc import Collection, Iterator

from handbook.frontmatter import Document
from handbook.problems import Problem, Unreadable, nearest

FORMULA = ("=", "+", "@")
Rows = Iterator[tuple[int, list[str]]]


def read_rows(text: str, path: str, columns: Collection[str]) -> Iterator[Document | Problem]:
    """A document for each good row, empty cells left out, and a problem for each bad one."""
    rows = _rows(text, path)
    try:
        _, head = next(rows, (1, []))
        yield from _wrong_columns(head, path, columns)
        for line, cells in rows:
            yield _document(
                dict(zip(head, cells, strict=False)), line, len(cells) - len(head), path
            )
    except Unreadable as error:
        yield from error.problems


def _rows(text: str, path: str) -> Rows:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"is not CSV: {error}; check the quotes from here on"
        raise Unreadable(Problem(path, line, "", message)) from None


def _wrong_columns(head: list[str], path: str, columns: Collection[str]) -> Iterator[Problem]:
    for number, name in enumerate(head if len(head) > 1 else ()):
        if name not in columns:
            yield Problem(path, 1, name, f"is no column; {nearest(name, columns)}")
        elif name in head[:number]:
            yield Problem(path, 1, name, "stands twice; keep one column")
    if len(head) == 1 and ";" in head[0]:
        message = "is separated by semicolons; save it as CSV with commas"
        raise Unreadable(Problem(path, 1, "", message))
    if "id" not in head:
        raise Unreadable(Problem(path, 1, "id", "is missing; add the column"))


def _document(row: dict[str, str], line: int, surplus: int, path: str) -> Document | Problem:
    id = row.pop("id", "")
    if not id:
        return Problem(path, line, "id", "is missing; give the row an id")
    if surplus:
        much = "more" if surplus > 0 else "fewer"
        message = f"has {much} cells than the first line; check the commas"
        return Problem(path, line, id, message)
    for name, cell in row.items():
        if cell.startswith(FORMULA):
            message = f'begins with "{cell[0]}" like a formula of a spreadsheet; take that off'
            return Problem(path, line, f"{id}.{name}", message)
    fields = {name: cell for name, cell in row.items() if cell}
    return Document(path, fields, "", 1, {(): line}, (id,))
