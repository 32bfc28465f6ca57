"""Small pieces of Markdown and HTML that pages are put together from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from handbook import model
from handbook.files import BUILDER, EXPLORER
from handbook.library import Entry, Library


@dataclass(frozen=True)
class Cell:
    """A table cell of Markdown text, inline or a block.

    `classes` are for the style sheet, `data` for scripts; `sort` in it is a number to sort by.
    """

    text: str
    classes: str = ""
    is_block: bool = False
    data: Mapping[str, str] = field(default_factory=dict)


Row = list[Cell | str]


def heading(entry: Entry) -> str:
    """An entry's title as a heading: a first capital, a term's abbreviation behind it."""
    title = capital(_title(entry))
    if isinstance(entry, model.Term) and entry.abbreviation:
        return f"{title} ({entry.abbreviation})"
    return title


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as written."""
    return text[:1].upper() + text[1:]


def path_of(entry: Entry) -> str:
    """Where an entry's page is, from the root of `docs`."""
    match entry:
        case model.Record():
            return f"/{entry.FOLDER}/{entry.id}.md"
        case model.Article():
            return f"/{entry.id}.md"
        case model.Source():
            return f"/sources.md#{entry.id}"
        case model.Observation() | model.Chart():
            return f"/{EXPLORER}"
        case model.Form():
            return f"/{BUILDER}"
        case model.AvoidedWord():
            return "/job-description/words-to-avoid.md"
        case model.PayNote():
            return "/job-description/law.md"


def link(entry: Entry, text: str = "") -> str:
    """A link to an entry's page."""
    return f"[{plain(text or capital(_title(entry)))}]({path_of(entry)})"


def links(entries: Iterable[Entry]) -> str:
    """Links in a row, with commas."""
    return ", ".join(link(entry) for entry in entries)


def _title(entry: Entry) -> str:
    return getattr(entry, "title", "") or entry.id


def party(library: Library, id: str) -> str:
    """A role as a link, an outsider as its name."""
    role = library.roles.get(id)
    return link(role) if role else plain(library.title_of_party(id))


def plain(text: str) -> str:
    """The text with Markdown's own signs made harmless."""
    return re.sub(r"([\\`*_\[\]#|{}~^])", r"\\\1", text)


def section(title: str, *parts: str) -> str:
    """A section of a page, or nothing when its parts are empty."""
    text = "\n\n".join(part for part in parts if part)
    return f"## {title}\n\n{text}" if text else ""


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of facts at a glance; facts without text are left out."""
    entries = "\n\n".join(f"{name}\n:   {text}" for name, text in pairs if text)
    return f'<div class="hb-facts" markdown="1">\n\n{entries}\n\n</div>'


def names(texts: Iterable[str]) -> str:
    """Names in a row, in which no term becomes a link."""
    row = ", ".join(texts)
    return f'<span class="no-terms">{row}</span>' if row else ""


def bullets(items: Iterable[str]) -> str:
    """A list of points."""
    return "\n".join(f"- {item}" for item in items)


def table(
    caption: str,
    head: Sequence[Cell | str],
    rows: Iterable[Sequence[Cell | str]],
    classes: str = "",
    tools: str = "",
) -> str:
    """A table whose first column heads its rows, in a region that scrolls and takes the focus.

    `tools` is the table's name in addresses and downloads, and what a script offers for it:
    `roles filter sort csv`.
    """
    columns = "".join(_tag("th", ' scope="col"', cell) for cell in map(_as_cell, head))
    body = "\n".join(f"<tr>{_row(row)}</tr>" for row in rows)
    region = f'class="hb-table {classes}"' if classes else 'class="hb-table"'
    offered = f'data-tools="{tools}" ' if tools else ""
    return (
        f'<div {region} role="region" aria-label="{escape(caption)}" tabindex="0" '
        f'{offered}data-search-exclude markdown="1">\n<table markdown="1">\n'
        f'<thead markdown="1"><tr markdown="1">{columns}</tr></thead>\n'
        f'<tbody markdown="1">\n{body}\n</tbody>\n</table>\n</div>'
    ).replace("<tr>", '<tr markdown="1">')


def named(row: str, text: str, kind: str = "", **data: str) -> Cell:
    """The first cell of a row that a script knows by name; `kind` says what sort of thing it is."""
    behind = f" <small>{kind}</small>" if kind else ""
    return Cell(f"{text}{behind}", data={"row": row, **data})


def with_heads(first: Cell, heads: Sequence[str], *cells: Cell | str) -> Row:
    """A row whose cells know their heads, which phones show beside them."""
    pairs = zip(map(_as_cell, cells), heads, strict=True)
    return [first, *(replace(cell, data={**cell.data, "head": head}) for cell, head in pairs)]


def points(items: Iterable[str]) -> Cell:
    """A table cell that holds a list."""
    return Cell(f"\n\n{bullets(items)}\n\n", is_block=True)


def _row(row: Sequence[Cell | str]) -> str:
    first, *rest = map(_as_cell, row)
    return _tag("th", ' scope="row"', first) + "".join(_tag("td", "", cell) for cell in rest)


def _as_cell(cell: Cell | str) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(cell)


def _tag(name: str, scope: str, cell: Cell) -> str:
    classes = f' class="{cell.classes}"' if cell.classes else ""
    data = "".join(f' data-{key}="{escape(value)}"' for key, value in cell.data.items())
    kind = "block" if cell.is_block else "span"
    return f'<{name}{scope}{classes}{data} markdown="{kind}">{cell.text}</{name}>'


def level(step: model.Level) -> str:
    """A skill level as a word beside its mark."""
    return f'<span class="hb-level hb-level--{model.rank(step) + 1}">{step}</span>'


def letter(letters: str) -> str:
    """Somebody's part in a duty as its letter."""
    if not letters:
        return ""
    return f'<span class="hb-raci hb-raci--{letters.replace(" ", "").lower()}">{letters}</span>'
