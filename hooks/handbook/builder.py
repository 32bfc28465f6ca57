"""The data that the builder of job descriptions chooses from, and the files that it starts from."""

import json
from collections.abc import Iterable
from typing import Any

from handbook import descriptions, model, work
from handbook.blocks import Block, plain_data
from handbook.exports import LICENSE, VERSION
from handbook.forms import forms
from handbook.hiring import DEMANDS, ready_path
from handbook.library import Library
from handbook.tables import settings_in_order
from handbook.wordbody import LOOK
from handbook.wordfile import word_file

DATA = f"data/{VERSION}/job-descriptions.json"


def files(library: Library) -> dict[str, str | bytes]:
    """The ready Word files and the builder's data, by their paths below the site."""
    ready = {
        ready_path(post.role, post.grade): word_file(document)
        for post, document in descriptions.ready(library)
    }
    return {**ready, DATA: _text(_data(library))}


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
