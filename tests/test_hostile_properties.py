"""What holds for every bad input: problems on one line each, never an exception, never harm."""

import re
import tempfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from golden import FICTIONAL, TESTS
from handbook import model, safety
from handbook.frontmatter import Document
from handbook.library import Library
from handbook.loading import load
from handbook.parsing import parse
from handbook.problems import Problem, report
from handbook.rules import check
from handbook.site import Site

KINDS = (*model.RECORDS.values(), model.Senses, model.Article, model.Source, model.Observation)
FIELDS = sorted({name for kind in KINDS for name in kind.model_fields})
TEXTS = st.text(max_size=20) | st.sampled_from(["", "1", "-1", "1e999", "2024-02-30", "lamp", "\n"])
KEYS = st.sampled_from(FIELDS) | st.text(max_size=8)
JUNK = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
PATIENT = settings(deadline=None)
BRIEF = settings(deadline=None, max_examples=40)
HARMLESS_TAGS = frozenset(
    re.findall(
        r"\w+",
        "a blockquote br code dd details div dl dt em h1 h2 h3 h4 h5 h6 hr kbd li ol p pre small"
        " span strong sub summary sup table tbody td th thead tr ul",
    )
)
HARMLESS_ATTRIBUTES = frozenset(("class", "href", "id", "lang", "title"))
PIECES = st.sampled_from((TESTS / "cases" / "pieces.txt").read_text(encoding="utf-8").split("\n"))


def lines_are_whole(problems: list[Problem]) -> bool:
    return len(report(problems).split("\n")) == len(set(problems)) + 1 and all(
        str(problem).isprintable() for problem in problems
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.KIND)
@PATIENT
@given(fields=st.dictionaries(KEYS, JUNK, max_size=12))
@example(fields={"[key]": "x", "": "x"})
def test_junk_in_the_fields_of_any_kind_is_a_list_of_problems(
    kind: type[Any], fields: dict[str, Any]
) -> None:
    entry, problems = parse(kind, Document("docs/x.md", fields, "", 1), {"id": "x"})
    assert entry or problems
    assert lines_are_whole(problems)


@pytest.mark.parametrize("name", ["sources.yml", "salaries/observations.csv", "roles/x.md"])
@PATIENT
@given(raw=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"id,{text}".encode()))
@example(raw=b'id,"')
@example(raw=b'id,n\n"')
@example(raw=b"a: [*b")
@example(raw=b"---\n" + b"[" * 5000 + b"\n---\n")
@example(raw=b"id\n" + b"a" * 140_000)
def test_no_bytes_in_any_file_make_an_exception(name: str, raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(raw)
        assert lines_are_whole(check(load(Path(folder))))


FICTION = {
    path.relative_to(FICTIONAL).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(FICTIONAL.rglob("*"))
    if path.is_file()
}
MARKED = [path for path, text in FICTION.items() if text.startswith("---\n")]


@BRIEF
@given(st.sampled_from(MARKED), st.randoms(use_true_random=False), JUNK)
def test_a_site_with_one_spoiled_field_is_shown_all_the_same(
    path: str, chance: Any, junk: Any
) -> None:
    _, front, body = FICTION[path].split("---\n", maxsplit=2)
    fields = yaml.load(front, Loader=yaml.BaseLoader)
    fields[chance.choice(sorted(fields))] = junk
    spoiled = f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n{body}"
    shows_every_page({path: spoiled})


@BRIEF
@given(st.sampled_from(sorted(FICTION)), st.integers(0, 800), st.integers(0, 60), st.text())
def test_a_site_with_one_spoiled_place_is_shown_all_the_same(
    path: str, start: int, length: int, text: str
) -> None:
    good = FICTION[path]
    shows_every_page({path: good[:start] + text + good[start + length :]})


@BRIEF
@given(st.sets(st.sampled_from(sorted(FICTION)), max_size=6))
def test_a_site_without_some_files_is_shown_all_the_same(paths: set[str]) -> None:
    shows_every_page(dict.fromkeys(paths, ""))


def shows_every_page(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for path, text in (FICTION | files).items():
            file = Path(folder, path)
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(text.encode("utf-8", errors="surrogatepass"))
        site = Site(Path(folder))
        assert lines_are_whole(site.problems)
        for path in [*FICTION, *site.generated]:
            if path.endswith(".md"):
                site.meta(path)
                site.markdown(path)
        for path in FICTION:
            site.used_in(path)


@PATIENT
@given(st.lists(PIECES | st.sampled_from(["\n", "\n\n", "    "]), max_size=14).map("".join))
def test_a_body_that_passes_the_rules_becomes_harmless_html(body: str) -> None:
    document = Document("docs/x.md", {}, body, 1)
    library = Library(documents={("article", "x"): document})
    if any(True for rule in safety.RULES for _ in rule(library)):
        return
    found = Harm()
    found.feed(rendered(body))
    found.close()
    assert found.harm == []


def _renderer() -> Callable[[str], str]:
    settings = yaml.load(
        (TESTS.parent / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )["markdown_extensions"]
    names = [name if isinstance(name, str) else next(iter(name)) for name in settings]
    return lambda text: Markdown(extensions=names).convert(text)


rendered = _renderer()


class Harm(HTMLParser):
    """Notes everything in HTML that could do more than be read."""

    def __init__(self) -> None:
        super().__init__()
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in HARMLESS_TAGS:
            self.harm.append(tag)
        for name, value in attrs:
            if name == "style" and re.fullmatch(r"text-align: \w+;", value or ""):
                continue
            if name not in HARMLESS_ATTRIBUTES:
                self.harm.append(f"{tag} {name}={value}")
            if name == "href" and not re.match(r"https://|mailto:|#|/(?!/)", value or ""):
                self.harm.append(f"{tag} {name}={value}")

    def handle_decl(self, decl: str) -> None:
        self.harm.append(decl)

    def handle_pi(self, data: str) -> None:
        self.harm.append(data)

    def handle_comment(self, data: str) -> None:
        if not data.startswith(" insert:"):
            self.harm.append(data)
