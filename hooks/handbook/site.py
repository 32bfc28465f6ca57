"""The handbook as a site: what each page holds and what links to it. Knows nothing of MkDocs."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook import bodies, builder, exports, model, pages, paths, pay
from handbook.backlinks import Backlinks, Group
from handbook.files import PATHS, ROOT
from handbook.library import OTHERS, Library, references
from handbook.linking import TermLinks
from handbook.loading import load
from handbook.markup import heading, path_of
from handbook.mentions import Page
from handbook.moved import moved
from handbook.notices import notices
from handbook.problems import Problem
from handbook.rules import check
from handbook.terms import Glossary, forms_of

KIND_LABELS: Mapping[str, str] = {
    "resource": "Training",
    "senses": "Term",
    "framework": "Official framework",
}


class Site:
    """One reading of `docs`: its problems, and the pages of everything that has none."""

    def __init__(self, docs: Path) -> None:
        """Read and check everything; no page is composed yet."""
        self.docs = Path(os.path.realpath(docs))
        library = load(docs)
        self.problems = sorted(set(check(library)))
        self.library = _sound(library, self.problems)
        self.terms = _term_links(self.library)
        self.pages: dict[str, Page] = {}
        self.generated: dict[str, str | bytes] = {
            **pages.generated(self.library),
            **moved(self.library),
            **exports.files(self.library),
            **builder.files(self.library),
        }

    @cached_property
    def entries(self) -> dict[str, model.Record | model.Article]:
        """Records and articles by the path of their file below `docs`."""
        return {
            path_of(entry)[1:]: entry
            for entry in self.library.entries()
            if isinstance(entry, model.Record | model.Article)
        }

    def markdown(self, path: str) -> str:
        """The text of a page; the terms linked while it is rendered are noted."""
        entry = self.entries.get(path)
        self.terms.page = self.pages[path] = _page_of(entry)
        if entry:
            return pages.page(self.library, entry)
        return str(self.generated.get(path) or f"# {path}\n\nThis page cannot be shown yet.")

    def meta(self, path: str) -> dict[str, Any]:
        """What the templates need to know of a page; the templates escape it."""
        entry = self.entries.get(path)
        if not entry:
            title = _first_heading(self.generated.get(path, "")) or path
            problems = self.problems_of(path)
            # They have wide tables, or letters of their own to jump to.
            return {"title": title, "kind": "article", "hide": ["toc"], "problems": problems}
        kind = "home" if path == "index.md" else entry.KIND
        return {
            "title": heading(entry),
            "description": entry.summary,
            "kind": kind,
            "kind_label": KIND_LABELS.get(kind, kind.capitalize()),
            "hide": ["navigation", "toc", "path"] if kind == "home" else [],
            "problems": self.problems_of(path),
            "defined_term": _defined_term(entry),
            "occupation": _occupation(self.library, entry),
            "defined_term_set": path == f"{model.Term.FOLDER}/index.md",
        }

    @property
    def has_an_end(self) -> bool:
        """Whether a walk that follows links to folders, as MkDocs does, comes to an end."""
        walk = os.walk(self.docs)
        return not any(Path(place, name).is_symlink() for place, names, _ in walk for name in names)

    def publishes(self, path: str) -> bool:
        """Whether a file is a plain one in `docs` itself, not a link to elsewhere or a device."""
        file = self.docs / path
        return file.is_file() and os.path.realpath(file) == os.fspath(file)

    def problems_of(self, path: str) -> list[str]:
        """The problems in the file of a page."""
        return [str(one) for one in self.problems if one.path == f"{ROOT}/{path}"]

    def used_in(self, path: str) -> tuple[Group, ...]:
        """Where the record of a page is used; right only after all pages are rendered."""
        entry = self.entries.get(path)
        return self.backlinks.of(entry) if isinstance(entry, model.Record) else ()

    @cached_property
    def backlinks(self) -> Backlinks:
        """All uses, gathered when the last page has been rendered."""
        linked = {
            (entry.KIND, entry.id): self.pages[path].linked
            for path, entry in self.entries.items()
            if path in self.pages
        }
        return Backlinks(self.library, linked)

    @property
    def notices(self) -> list[Problem]:
        """What an author may want to look at; right only after all pages are rendered."""
        noted = {f"{ROOT}/{path}": page for path, page in self.pages.items()}
        return sorted(notices(self.library, noted))

    @property
    def shelves(self) -> Mapping[str, list[str]]:
        """Under the page that leads to them, the pages that the menu leaves out, in their order."""
        library = self.library
        found = {
            f"{folder}/index.md": [path_of(record)[1:] for record in library.by_title[folder]]
            for folder in model.RECORDS
        }
        learning = [paths.path_of(role) for role in library.by_title["roles"]]
        return {**found, f"{PATHS}/index.md": learning}


def _first_heading(text: str | bytes) -> str:
    first = str(text).split("\n", maxsplit=1)[0]
    return first.removeprefix("# ") if first.startswith("# ") else ""


def _defined_term(entry: model.Record | model.Article) -> dict[str, str]:
    """What schema.org calls the name, code and description of a defined term; else nothing."""
    if not isinstance(entry, model.Term):
        return {}
    code = entry.abbreviation or ""
    return {"name": entry.title, "code": code, "description": entry.summary}


def _occupation(library: Library, entry: model.Record | model.Article) -> dict[str, Any]:
    """What schema.org calls an occupation's name, description and estimated salary; else nothing.

    Only figures that count just this role, and that have no newer edition, fit its meaning.
    """
    if not isinstance(entry, model.Role):
        return {}
    found = [one for one in library.observations.values() if one.role == entry.id]
    salaries = [
        {
            "country": one.country,
            "currency": one.currency,
            "duration": {"hour": "PT1H", "month": "P1M", "year": "P1Y"}[one.period],
            "figures": {
                schema: getattr(one, name)
                for name, schema in pay.SCHEMA.items()
                if getattr(one, name) is not None
            },
        }
        for one in found
        if one.median is not None and "latest" in pay.labels(one, library.observations)
    ]
    description = {"name": entry.title, "description": entry.summary, "salaries": salaries}
    return description if salaries else {}


def _page_of(entry: model.Record | model.Article | None) -> Page:
    """What decides on the term links of an entry's page."""
    if entry is None:
        return Page()
    match entry:
        case model.Term():
            own = {entry.id}
        case model.Senses():
            own = set(entry.senses)
        case _:
            own = set()
    areas = frozenset(getattr(entry, "areas", ()))
    return Page(frozenset(own), areas, enabled=entry.term_links == "on")


def _term_links(library: Library) -> TermLinks:
    forms = [form for term in library.terminology.values() for form in forms_of(term)]
    titles = {term.id: term.summary for term in library.terminology.values()}
    areas = {term.id: frozenset(term.areas) for term in library.terminology.values()}
    return TermLinks(Glossary.of(forms), titles, lambda term: f"/terminology/{term}.md", areas)


def _sound(library: Library, problems: list[Problem]) -> Library:
    """The library without entries that have problems and without those that rest on them."""
    bad = {
        key
        for key, document in library.documents.items()
        if any(_is_about(problem, document.path, key) for problem in problems)
    } | set(library.broken)
    while more := set(_resting_on(library, bad)) - bad:
        bad |= more
    return _without(library, bad) if bad else library


def _is_about(problem: Problem, path: str, key: tuple[str, str]) -> bool:
    if problem.path != path:
        return False
    return path.endswith(".md") or problem.field.split(".")[0] == key[1]


def _resting_on(library: Library, bad: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for entry in library.entries():
        for reference in references(entry):
            kind = "role" if reference.kind == "party" else reference.kind
            if (kind, reference.id) in bad:
                yield entry.KIND, entry.id
        for insert, _ in bodies.inserts(library.document(entry)):
            if (INSERTED.get(insert["name"], "role"), insert["what"]) in bad:
                yield entry.KIND, entry.id


# What an insert names when it names no role.
INSERTED = {"chart": model.Chart.KIND}


def _without(library: Library, bad: set[tuple[str, str]]) -> Library:
    groups = {
        name: {id: entry for id, entry in getattr(library, name).items() if (kind, id) not in bad}
        for name, kind in _GROUPS.items()
    }
    return replace(library, **groups)  # type: ignore[arg-type]


_GROUPS = {name: cls.KIND for name, cls in model.RECORDS.items()} | {
    name: cls.KIND for name, cls in OTHERS.items()
}
