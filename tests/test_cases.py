"""Golden cases as files in `tests/cases`: a new case needs no Python."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from markdown import Markdown

from golden import CASES, FICTIONAL, Laying, read_case
from handbook.frontmatter import read_document
from handbook.linking import TermLinks
from handbook.loading import load
from handbook.mentions import Page
from handbook.model import Term
from handbook.problems import Key, dotted, report
from handbook.rules import check
from handbook.site import Site
from handbook.terms import Glossary, forms_of

TERM = {"summary": "A word.", "russian": ["слово"], "areas": ["light"], "kind": "concept"}
EXTENSIONS = [
    *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
    *("pymdownx.arithmatex", "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"),
]


def cases(folder: str) -> list[Path]:
    return sorted(path for path in (CASES / folder).rglob("*") if path.is_file())


def name_of(file: Path) -> str:
    return file.relative_to(CASES).as_posix()


@pytest.mark.parametrize("file", cases("frontmatter"), ids=name_of)
def test_good_front_matter_is_read_as_this(file: Path) -> None:
    """`read` holds each value as Python shows it, with its line and its place, the body last."""
    parts = read_case(file)
    document = read_document(parts["text"], "docs/x.md")
    values = [
        f"{document.line_of(key)} {dotted(key)}: {value!r}" for key, value in leaves(document.meta)
    ]
    values.append(f"{document.body_line} body: {document.body!r}")
    assert values == parts["read"].splitlines()


def leaves(value: object, key: Key = ()) -> Iterator[tuple[Key, object]]:
    """The texts within lists and groups, each with its place."""
    if not isinstance(value, dict | list) or not value:
        yield key, value
    else:
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*key, name))


@pytest.mark.parametrize("file", cases("problems"), ids=name_of)
def test_bad_content_gets_exactly_this_report(file: Path, lay: Laying) -> None:
    parts = read_case(file)
    wanted = parts.pop("report")
    assert report(check(load(lay(parts)))) + "\n" == wanted


@pytest.mark.parametrize("file", cases("links"), ids=name_of)
def test_terms_link_exactly_here(file: Path) -> None:
    """`terms` gives their fields, `page` says whose page it is; `{word|id}` stands for a link."""
    parts = read_case(file)
    terms = [
        Term.model_validate({**TERM, "id": id, "title": id.replace("-", " "), **(fields or {})})
        for id, fields in yaml.safe_load(parts["terms"]).items()
    ]
    links = TermLinks(
        Glossary.of(form for term in terms for form in forms_of(term)),
        {term.id: "A word." for term in terms},
        lambda term: f"/terminology/{term}.md",
        {term.id: frozenset(term.areas) for term in terms},
    )
    page = yaml.safe_load(parts.get("page", "{}"))
    links.page = Page(
        own=frozenset(page.get("own", [])),
        areas=frozenset(page.get("areas", [])),
        enabled=page.get("terms", "on") == "on",
    )
    html = Markdown(extensions=[*EXTENSIONS, links]).convert(parts["text"])
    html = re.sub(
        r'<a class="hb-term" href="/terminology/([a-z-]+).md" title="A word.">(.*?)</a>',
        r"{\2|\1}",
        html,
        flags=re.DOTALL,
    )
    assert html.strip() == parts["html"].strip()
    assert links.page.undecided == parts.get("undecided", "").split()


@pytest.mark.parametrize("file", cases("pages"), ids=name_of)
def test_a_record_becomes_exactly_this_page(file: Path) -> None:
    path = file.relative_to(CASES / "pages").as_posix()
    assert Site(FICTIONAL).markdown(path).strip() == file.read_text(encoding="utf-8").strip()


def test_the_fictional_site_has_no_problems() -> None:
    assert check(load(FICTIONAL)) == []
