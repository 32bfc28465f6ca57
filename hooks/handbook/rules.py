"""What content must keep to. Each rule is a generator of problems; its docstring states it."""

import re
from collections.abc import Callable, Iterator

from handbook import (
    bodies,
    consistency,
    descriptions,
    forms,
    metrics,
    model,
    profession,
    safety,
    wording,
)
from handbook.files import GENERATED, PATHS, RESERVED, ROOT
from handbook.library import Entry, Library, references
from handbook.problems import Key, Problem, nearest, short
from handbook.terms import Form, forms_of

Rule = Callable[[Library], Iterator[Problem]]

CITED_FOLDERS = ("roles", "career", "salaries", "education", "training")
CURRENCY = r"(?:USD|EUR|GBP|RUB|UAH|INR|CAD|AUD|BRL)"
NUMBER = r"(?<![\d,.\u00a0])[,.\u00a0]*+\d[\d,.\u00a0]*+"
FIGURE = re.compile(
    rf"\b{CURRENCY}\s?{NUMBER}|{NUMBER}\s?{CURRENCY}\b|[$€£₽]\s?{NUMBER}"
    rf"|{NUMBER}\s?[%$€£₽]|{NUMBER}\spercent\b"
)


def check(library: Library) -> list[Problem]:
    """All problems of a library: those found while reading, and those of every rule."""
    return [*library.problems, *(problem for rule in RULES for problem in rule(library))]


def ids_are_known(library: Library) -> Iterator[Problem]:
    """Every id in a field belongs to a record."""
    known: dict[str, set[str]] = {}
    for entry in library.entries():
        for reference in references(entry):
            if reference.kind not in known:
                known[reference.kind] = library.ids(reference.kind)
            if reference.id not in (ids := known[reference.kind]):
                kind = "role or outsider" if reference.kind == "party" else reference.kind
                message = f'there is no {kind} "{reference.id}"; {nearest(reference.id, ids)}'
                yield _at(library, entry, reference.key, message)


def names_are_free(library: Library) -> Iterator[Problem]:
    """No page takes an address that belongs to a generated page or file."""
    generated = (path.removesuffix(".md") for path in GENERATED)
    taken = tuple(f"{ROOT}/{name}/" for name in (*generated, *RESERVED))
    for document in library.documents.values():
        address = re.sub(r"(/index)?\.md$", "/", document.path)
        if address.startswith(taken):
            yield document.problem((), "takes the name of a generated page; rename it")


def forms_are_unique(library: Library) -> Iterator[Problem]:
    """No two terms are written alike, unless a page of senses names both."""
    told_apart = [set(senses.senses) for senses in library.senses.values()]
    owners: dict[str, Form] = {}
    reported = set()
    for term in sorted(library.terminology.values(), key=lambda term: term.id):
        for form in sorted(forms_of(term)):
            first = owners.setdefault(form.key, form)
            pair = {first.term, term.id}
            if len(pair) == 1 or any(pair <= senses for senses in told_apart):
                continue
            if (first.term, term.id) not in reported:
                reported.add((first.term, term.id))
                path = library.document(library.terminology[first.term]).path
                message = (
                    f'"{form.text}" is also a form of {path}; drop the alias from one, '
                    "set its `link: off`, or write a page with `senses` for both"
                )
                yield _at(library, term, _field_of(term, form), message)


def senses_share_a_form(library: Library) -> Iterator[Problem]:
    """A page of senses has a form for its title, and each of its terms has that form."""
    for senses in library.senses.values():
        key = senses.title.lower()
        for number, id in enumerate(senses.senses):
            term = library.terminology.get(id)
            if term and key not in {form.key.lower() for form in forms_of(term)}:
                message = f'term "{id}" has no form "{senses.title}"; add it there or drop it here'
                yield _at(library, senses, ("senses", number), message)


def sections_are_there(library: Library) -> Iterator[Problem]:
    """A body has an opening text and its kind's sections, in order."""
    for kind, document in library.pages():
        if not bodies.sections(document.body)[""].strip():
            yield document.problem_in_body(document.body_line, "must begin with a paragraph")
        wanted = bodies.SECTIONS.get(kind, ())
        found = [heading.text for heading in bodies.headings(document)]
        for heading in wanted:
            if heading not in found:
                message = f'has no section "## {heading}"; write it'
                yield document.problem_in_body(document.body_line, message)
        if wanted and not set(wanted) - set(found) and found != list(wanted):
            message = f"its sections must be, in this order: {', '.join(wanted)}"
            yield document.problem_in_body(bodies.headings(document)[0].line, message)


def links_lead_somewhere(library: Library) -> Iterator[Problem]:
    """Links to pages of the handbook lead to pages that exist."""
    known = page_paths(library)
    for _, document in library.pages():
        for link in bodies.page_links(document):
            if link.text not in known:
                shown, way_out = short(link.text), nearest(link.text, known)
                message = f'links to "{shown}", which does not exist; {way_out}'
                yield document.problem_in_body(link.line, message)


def inserts_are_known(library: Library) -> Iterator[Problem]:
    """A generated part that an article asks for exists."""
    choices = {
        "index": set(model.RECORDS),
        "ladder": library.ids("role"),
        "pay": {"", *(one.place for one in library.observations.values())},
        "chart": library.ids("chart"),
        "sources": {""},
        "roles": {""},
        "by-grade": {""},
        "heat": {""},
        "ready-files": {""},
        "job-description": library.ids("role"),
        "words-to-avoid": {""},
        "pay-notes": {""},
    }
    unread = {kind for kind, _ in library.broken}
    for kind, document in library.pages():
        for match, line in bodies.inserts(document):
            name, what = match["name"], match["what"] or ""
            if name == "pay" and (model.Observation.KIND in unread or not library.observations):
                continue  # The row that could not be read may be the one.
            if kind != model.Article.KIND:
                message = "asks for a generated part; only pages that are no records can"
                yield document.problem_in_body(line, message)
            elif name not in choices:
                message = f'there is no insert "{name}"; {nearest(name, choices)}'
                yield document.problem_in_body(line, message)
            elif what not in choices[name]:
                message = f'insert "{name}" knows no "{what}"; {nearest(what, choices[name])}'
                yield document.problem_in_body(line, message)


def citations_have_sources(library: Library) -> Iterator[Problem]:
    """Every cited id stands in sources.yml."""
    known = library.ids("source")
    for _, document in library.pages():
        for citation in bodies.citations(document):
            if citation.text not in known:
                shown, way_out = short(citation.text), nearest(citation.text, known)
                message = f'cites "{shown}", which is not in docs/sources.yml; {way_out}'
                yield document.problem_in_body(citation.line, message)


def figures_are_cited(library: Library) -> Iterator[Problem]:
    """On pages about pay and careers a block with an amount or a percentage cites its source."""
    for _, document in library.pages():
        if document.path.split("/")[1] not in CITED_FOLDERS:
            continue
        for block in bodies.blocks(document):
            if FIGURE.search(block.text) and not block.example and "[^" not in block.text:
                message = (
                    f'"{FIGURE.search(block.text)[0]}" stands without a source; '  # type: ignore[index]
                    "cite one as [^id], or put it in an `!!! example`"
                )
                yield document.problem_in_body(block.line, message)


RULES: tuple[Rule, ...] = (
    ids_are_known,
    names_are_free,
    forms_are_unique,
    senses_share_a_form,
    sections_are_there,
    links_lead_somewhere,
    inserts_are_known,
    citations_have_sources,
    figures_are_cited,
    *safety.RULES,
    *consistency.RULES,
    *profession.RULES,
    *metrics.RULES,
    *wording.RULES,
    *forms.RULES,
    *descriptions.RULES,
)


def page_paths(library: Library) -> set[str]:
    """The paths that a link may name, from the root of `docs`."""
    keys = [*library.documents, *library.broken]
    folders = {cls.KIND: f"/{name}/" for name, cls in model.RECORDS.items()}
    folders |= {model.Article.KIND: "/", model.Senses.KIND: f"/{model.Senses.FOLDER}/"}
    records = {f"{folders[kind]}{id}.md" for kind, id in keys if kind in folders}
    learning = {f"/{PATHS}/{name}.md" for name in ("index", *library.roles)}
    return records | learning | {f"/{path}" for path in GENERATED}


def _field_of(term: model.Term, form: Form) -> Key:
    """The field in which an author wrote a form."""
    for name in ("aliases", "forms"):
        for number, text in enumerate(getattr(term, name)):
            if form.text.startswith(text[:-1]):
                return (name, number)
    return ("abbreviation",) if term.abbreviation and term.abbreviation in form.text else ("title",)


def _at(library: Library, entry: Entry, key: Key, message: str) -> Problem:
    return library.document(entry).problem(key, message)
