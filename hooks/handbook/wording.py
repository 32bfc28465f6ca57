"""Rules on how pages are worded."""

import re
from collections.abc import Callable, Iterator

from handbook import bodies, model
from handbook.library import Entry, Library
from handbook.problems import Key, Problem, short

SHORTEST = 8
SENTENCE = re.compile(r"(?:[^.!?]|[.!?](?![\s\"”’)*_[]|$))+")
MARKS = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|[^\w\s'’-]")


def sentences_stand_once(library: Library) -> Iterator[Problem]:
    """No two pages share a sentence of eight words or more; headings and tables may be alike."""
    first: dict[str, str] = {}
    for _, document in sorted(library.pages(), key=lambda page: page[1].path):
        for block in bodies.blocks(document):
            if block.text.startswith(("#", "|", "<!--")):
                continue
            for found in SENTENCE.finditer(block.text):
                words = MARKS.sub("", found[0]).lower().split()
                if len(words) < SHORTEST:
                    continue
                path = first.setdefault(" ".join(words), document.path)
                if path != document.path:
                    line = block.line + block.text.count("\n", 0, found.start())
                    message = f'"{short(found[0].strip())}" stands in {path} too; say it once'
                    yield document.problem_in_body(line, message)


def avoided_words_stay_out(library: Library) -> Iterator[Problem]:
    """What goes into job descriptions holds no word that `job-description/words.yml` names."""
    avoided = {text.lower(): word for word in library.avoided_words.values() for text in word.words}
    if not avoided:
        return
    longest_first = sorted(avoided, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
    for entry, key, text in _texts_of_documents(library):
        if found := pattern.search(text):
            word = avoided[found[0].lower()]
            message = f'"{found[0]}" is a word to avoid ({word.ground}). {word.instead}'
            yield library.document(entry).problem(key, message)


def _texts_of_documents(library: Library) -> Iterator[tuple[Entry, Key, str]]:
    """Every text that documents are made of, with the field it stands in."""
    for duty in library.duties.values():
        yield duty, ("sentence",), duty.sentence
    for skill in library.skills.values():
        for level in model.Level:
            yield skill, ("levels", level), getattr(skill.levels, level)
    for role in library.roles.values():
        yield role, ("summary",), role.summary
        yield from _texts_of_grades(role)
    for form in library.forms.values():
        for name, part in form.parts.items():
            for id, text in part.clauses.items():
                yield form, ("parts", name, "clauses", id), text


def _texts_of_grades(role: model.Role) -> Iterator[tuple[Entry, Key, str]]:
    for grade, facts in role.grades.items():
        for name in ("requirements", "kpis"):
            for number, text in enumerate(getattr(facts, name)):
                yield role, ("grades", grade, name, number), text


RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    sentences_stand_once,
    avoided_words_stay_out,
)
