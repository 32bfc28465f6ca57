"""What somebody who hires finds: ready documents, the builder and its data, words, pay notes."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from handbook import descriptions, model, work
from handbook.blocks import Block, plain_data
from handbook.descriptions import READY_SETTING, USUAL
from handbook.exports import LICENSE, VERSION
from handbook.files import BUILDER, GENERATED, READY
from handbook.forms import forms
from handbook.library import Library
from handbook.markup import Row, capital, link, names, table
from handbook.sheets import sheet
from handbook.tables import settings_in_order
from handbook.wordbody import LOOK
from handbook.wordfile import word_file

DATA = f"data/{VERSION}/job-descriptions.json"
DEMANDS: Mapping[model.Demand, str] = {
    model.Demand.ADVERT: "In the advert",
    model.Demand.BEFORE_INTERVIEW: "Before the interview, in the advert or otherwise",
    model.Demand.ON_REQUEST: "On request, or at a later step",
    model.Demand.NONE: "No duty",
}


def files(library: Library) -> dict[str, str | bytes]:
    """The ready Word files and the builder's data, by their paths below the site."""
    ready = {
        ready_path(post.role, post.grade): word_file(document)
        for post, document in descriptions.ready(library)
    }
    return {**ready, DATA: _text(_data(library))}


def ready_path(role: model.Role, grade: model.Grade) -> str:
    """Where the ready document of a post lies below the site."""
    return f"{READY}/{role.id}/{grade}.docx"


def documents_of(library: Library, role: model.Role) -> str:
    """Links to the ready documents of a role, and to the builder with the role chosen."""
    setting = library.settings.get(READY_SETTING)
    if USUAL not in library.forms or not setting or role.id not in setting.people:
        return ""
    grades = sorted(role.grades, key=model.rank)
    files = ", ".join(_ready_link(role, one) for one in grades)
    return f"Job description for Word: {files}. [Fit one to your company]({builder(role)})"


def _ready_link(role: model.Role, grade: model.Grade) -> str:
    """A link that saves the document under a name that says what it is."""
    name = f"{role.id}-{grade}.docx"
    return f'[{capital(grade)}](/{ready_path(role, grade)}){{ download="{name}" }}'


def builder(role: model.Role) -> str:
    """The address of the builder with the role's usual grade chosen."""
    return f"/{BUILDER}?post={role.id}.{_usual(role)}"


def _usual(role: model.Role) -> model.Grade:
    """The grade that most people have, or the lowest there is."""
    usual = model.Grade.SPECIALIST
    return usual if usual in role.grades else min(role.grades, key=model.rank)


def page(library: Library) -> str:
    """The place of the builder, with the ready files below it for those without scripts."""
    return "\n\n".join(
        [
            f"# {GENERATED[BUILDER]}",
            "Choose a post, tick the duties, fill in what you know, and take the document along: "
            "Word, Markdown, plain text or print.\n{ .hb-summary }",
            '<div class="hb-builder"></div>',
            "## Ready files",
            "Each file is a job description for a department with a specialist for each part of "
            "the work, in the neutral form, with blanks for what only your company knows.",
            ready_files(library),
        ]
    )


def ready_files(library: Library) -> str:
    """A table with the ready documents of every role, by grade."""
    found = {(post.role.id, post.grade): post.role for post, _ in descriptions.ready(library)}
    grades = [grade for grade in model.Grade if any(grade == own for _, own in found)]
    rows: list[Row] = []
    for role in library.by_title["roles"]:
        links = [_ready_link(role, grade) if (role.id, grade) in found else "–" for grade in grades]
        if any(link != "–" for link in links):
            rows.append([link(role), *links])
    head = ["Role", *map(capital, grades)]
    return table("Job descriptions for Word", head, rows, "hb-table--ready") if rows else ""


def example(library: Library, role: str) -> str:
    """The ready document of a role at its usual grade, on the page itself."""
    for post, document in descriptions.ready(library):
        if post.role.id == role and post.grade == _usual(post.role):
            return sheet(document)
    return ""


def avoided_words(library: Library) -> str:
    """The words to avoid, with what speaks against them and what to write."""
    rows: list[Row] = [
        [names(word.words[:1]), word.ground, word.why, word.instead]
        for word in library.avoided_words.values()
    ]
    head = ["Word", "Ground", "Why", "Write instead"]
    return table("Words to avoid", head, rows, "hb-table--law", "words filter sort csv")


def pay_notes(library: Library) -> str:
    """What the law of each place says about pay in adverts."""
    rows: list[Row] = [
        [
            note.place,
            DEMANDS[note.required],
            note.employers,
            note.note,
            f"{note.act}{f', since {note.since}' if note.since else ''}[^{note.source}]",
        ]
        for note in library.pay_notes.values()
    ]
    head = ["Place", "Pay is told", "Which employers", "What to state", "Act"]
    name = "Pay in job adverts, by place"
    return table(name, head, rows, "hb-table--law", "pay filter sort csv")


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


class _Pool:
    """Blocks, each kept once, with the number by which documents name it."""

    def __init__(self) -> None:
        self.numbers: dict[Block, int] = {}

    def take(self, blocks: Iterable[Block]) -> list[int]:
        return [self.numbers.setdefault(block, len(self.numbers)) for block in blocks]


def _data(library: Library) -> dict[str, Any]:
    """All that the builder chooses from; documents name the blocks by their place in one list."""
    pool = _Pool()
    documents: dict[str, dict[str, dict[str, list[int]]]] = {}
    for post in work.posts(library):
        by_form = {
            id: pool.take(descriptions.description(form, post).blocks)
            for id, form in forms(library).items()
        }
        name = f"{post.role.id}.{post.grade}"
        documents.setdefault(name, {})[post.setting.id] = by_form
    duties = {
        duty.id: {
            "title": duty.title,
            "area": library.areas[duty.areas[0]].title,
            "clauses": {
                id: pool.take([descriptions.duty_clause(library, form, duty)])[0]
                for id, form in forms(library).items()
            },
        }
        for duty in library.by_title["duties"]
    }
    return {
        "license": LICENSE,
        "forms": {id: _form(form) for id, form in forms(library).items()},
        "settings": {one.id: one.title for one in settings_in_order(library)},
        "posts": {
            f"{role.id}.{grade}": {"role": role.title, "post": role.grades[grade].post}
            for role in library.by_title["roles"]
            for grade in sorted(role.grades, key=model.rank)
        },
        "duties": duties,
        "pay_notes": {id: _pay_note(library, note) for id, note in library.pay_notes.items()},
        "documents": documents,
        "blocks": [plain_data(block) for block in pool.numbers],
        "word": LOOK,
    }


def _form(form: model.Form) -> dict[str, Any]:
    return {
        "title": form.title,
        "summary": form.summary,
        "heading": form.heading,
        "numbered": form.numbered == "yes",
        "blanks": form.blanks,
    }


def _pay_note(library: Library, note: model.PayNote) -> dict[str, Any]:
    source = library.sources.get(note.source)  # none while sources.yml cannot be read
    return {
        "place": note.place,
        "required": DEMANDS[note.required],
        "employers": note.employers,
        "note": note.note,
        "act": note.act,
        "since": note.since,
        "source": source.title if source else "",
        "address": source.address if source else "",
    }
