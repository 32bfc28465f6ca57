"""The linker alone, wired into a made-up site as `hooks/wiring.py` wires it into the handbook."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hooks"))

from handbook import mentions
from handbook.linking import TermLinks
from handbook.terms import Form, Glossary, forms_of

if TYPE_CHECKING:
    from handbook import model


class _State:
    """What lives from one event to the next."""

    links: TermLinks
    own: dict[str, list[dict[str, str]]]
    pages: dict[str, mentions.Page]
    users: dict[str, list[str]]
    files: Files


@dataclass(frozen=True)
class Written:
    """What the linker looks at in a term's record; reading records is no part of linking."""

    id: str
    title: str
    abbreviation: str | None
    aliases: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    case: str = "any"
    link: str = "on"


def forms(term: dict[str, str]) -> set[Form]:
    """Every form of a made-up term, in the linker's own way."""
    written = Written(term["id"], term["title"], term["abbreviation"] or None)
    return forms_of(cast("model.Term", written))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Make the linker from the terms that lie beside the settings."""
    terms = json.loads(Path(config.config_file_path).with_name("terms.json").read_text("utf-8"))
    by_id = {term["id"]: term for term in terms}
    glossary = Glossary.of(form for term in terms for form in forms(term))
    _State.links = TermLinks(
        glossary,
        {id: term["definition"] for id, term in by_id.items()},
        lambda id: f"/{by_id[id]['path']}#{id}",
    )
    _State.own, _State.pages, _State.users = {}, {}, {}
    for term in terms:
        _State.own.setdefault(term["path"], []).append(term)
    config.markdown_extensions.append(_State.links)  # type: ignore[arg-type]
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell the linker which page comes, and which terms are that page's own."""
    path = page.file.src_uri
    own = frozenset(term["id"] for term in _State.own.get(path, ()))
    _State.files = files
    _State.links.page = _State.pages[path] = mentions.Page(own)
    return markdown


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give the template, for each term of the page, the pages that link to it."""
    if not _State.users:
        for path, rendered in _State.pages.items():
            for id in dict.fromkeys(rendered.linked):
                _State.users.setdefault(id, []).append(path)
    page.meta["used_in"] = [
        {
            "label": term["title"],
            "links": [_link(path) for path in _State.users.get(term["id"], ())],
        }
        for term in _State.own.get(page.file.src_uri, ())
    ]
    return context


def _link(path: str) -> dict[str, str]:
    file = _State.files.src_uris.get(path)
    title = file.page.title if file and file.page else None
    return {"title": str(title), "url": file.url if file else ""}
