"""Small pieces of Markdown and HTML that pages are put together from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from handbook import model
from handbook.library import Entry, Library

LEVEL_STEPS = len(model.Level)


@dataclass(frozen=True)
class Cell:
    """A table cell of Markdown text, inline or a block; `classes` are for the style sheet."""

    text: str
    classes: str = ""
    is_block: bool = False


def heading(entry: Entry) -> str:
    """An entry's title as a heading: a first capital, a term's abbreviation behind it."""
    if isinstance(entry, model.Observation):
        return entry.id
    title = capital(entry.title)
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
        case model.Observation():
            return "/salaries/index.md"


def link(entry: Entry, text: str = "") -> str:
    """A link to an entry's page."""
    return f"[{plain(text or capital(_title(entry)))}]({path_of(entry)})"


def links(entries: Iterable[Entry]) -> str:
    """Links in a row, with commas."""
    return ", ".join(link(entry) for entry in entries)


def _title(entry: Entry) -> str:
    return entry.id if isinstance(entry, model.Observation) else entry.title


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


def bullets(items: Iterable[str]) -> str:
    """A list of points."""
    return "\n".join(f"- {item}" for item in items)


def table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[Cell | str]], classes: str = ""
) -> str:
    """A table whose first column heads its rows, in a region that scrolls and takes the focus."""
    columns = "".join(f'<th scope="col" markdown="span">{text}</th>' for text in head)
    body = "\n".join(f"<tr>{_row(row)}</tr>" for row in rows)
    region = f'class="hb-table {classes}"' if classes else 'class="hb-table"'
    return (
        f'<div {region} role="region" aria-label="{escape(caption)}" tabindex="0" '
        'data-search-exclude markdown="1">\n<table markdown="1">\n'
        f'<thead markdown="1"><tr markdown="1">{columns}</tr></thead>\n'
        f'<tbody markdown="1">\n{body}\n</tbody>\n</table>\n</div>'
    ).replace("<tr>", '<tr markdown="1">')


def points(items: Iterable[str]) -> Cell:
    """A table cell that holds a list."""
    return Cell(f"\n\n{bullets(items)}\n\n", is_block=True)


def _row(row: Sequence[Cell | str]) -> str:
    first, *rest = (cell if isinstance(cell, Cell) else Cell(cell) for cell in row)
    return f'<th scope="row" markdown="span">{first.text}</th>' + "".join(map(_cell, rest))


def _cell(cell: Cell) -> str:
    classes = f' class="{cell.classes}"' if cell.classes else ""
    return f'<td{classes} markdown="{"block" if cell.is_block else "span"}">{cell.text}</td>'


def level(step: model.Level) -> str:
    """A skill level as a word beside its mark."""
    return f'<span class="hb-level hb-level--{model.rank(step) + 1}">{step}</span>'


def letter(letters: str) -> str:
    """Somebody's part in a duty as its letter."""
    if not letters:
        return ""
    return f'<span class="hb-raci hb-raci--{letters.replace(" ", "").lower()}">{letters}</span>'
