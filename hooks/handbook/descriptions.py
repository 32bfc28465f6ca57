"""Composes the job description, or the advert, of a post: the form filled in from the records."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from handbook import model, work
from handbook.blocks import (
    Blank,
    Block,
    Clause,
    Description,
    Fact,
    Heading,
    Run,
    Signature,
    Title,
)
from handbook.forms import forms
from handbook.known import GRIDS, LISTS, WORDS
from handbook.library import Library
from handbook.problems import Problem, nearest
from handbook.values import PLACEHOLDER
from handbook.work import Post

USUAL = "neutral"
READY_SETTING = "department"
CODES = "profstandart-06-043"
CODES_NAME = "06.043"
NAMELESS = "blank"  # a line to write on that the builder does not ask for
WITH_CODES = "duties_with_codes"
DUTIES = ("duties", WITH_CODES)


def description(form: model.Form, post: Post) -> Description:
    """The document of a post in a form, which is whole."""
    return Description(
        name=f"{form.heading}: {post.facts.post}",
        numbered=form.numbered == "yes",
        blocks=tuple(_blocks(form, post)),
    )


@lru_cache(maxsize=2)
def ready(library: Library) -> Sequence[tuple[Post, Description]]:
    """The documents that are made beforehand: every post of a department, in the usual form."""
    form = forms(library).get(USUAL)
    posts = [post for post in work.posts(library) if post.setting.id == READY_SETTING]
    return [(post, description(form, post)) for post in posts] if form else []


def duty_clause(library: Library, form: model.Form, duty: model.Duty) -> Clause:
    """The clause that spells out a duty, as this form does it."""
    parts = form.parts.values()
    with_codes = any(f"{{{WITH_CODES}}}" in part.clauses.values() for part in parts)
    codes = _codes(library, duty) if with_codes else ""
    return Clause(f"duty-{duty.id}", (f"{duty.sentence}{codes}",), duty=duty.id)


def _codes(library: Library, duty: model.Duty) -> str:
    """The labor functions of the professional standard that a duty covers."""
    framework = library.frameworks.get(CODES)
    items = framework.items if framework else ()
    codes = ", ".join(item.code for item in items if duty.id in item.duties)
    return f" ({CODES_NAME}: {codes})" if codes else ""


def _blocks(form: model.Form, post: Post) -> Iterator[Block]:
    yield Title((f"{form.heading}: ", _given("post", post)))
    yield from (Fact(form.blanks[name], _given(name, post)) for name in form.head)
    for name, part in form.parts.items():
        clauses = [
            block
            for id, text in part.clauses.items()
            for block in _clause(form, post, f"{name}-{id}", text)
        ]
        if clauses:
            yield Heading(part.title or "")
            yield from clauses
    yield from (Signature(text) for text in form.signatures)


def _clause(form: model.Form, post: Post, id: str, text: str) -> Iterator[Block]:
    """The blocks of one clause; none when its list is empty."""
    *_, last = ["", *(found["name"] for found in PLACEHOLDER.finditer(text))]
    if last in DUTIES:
        for duty in post.work.get(work.SPELLED, ()):
            yield duty_clause(post.library, form, duty)
    elif last in GRIDS:
        yield GRIDS[last](post)
    elif last in LISTS:
        if points := tuple(LISTS[last](post)):
            runs = _runs(text.removesuffix(f"{{{last}}}").rstrip(), post)
            yield Clause(id, tuple(runs), points)
    else:
        yield Clause(id, tuple(_runs(text, post)))


def _runs(text: str, post: Post) -> Iterator[Run]:
    """A clause's text with words and blanks in place of what stands in braces."""
    end = 0
    for found in PLACEHOLDER.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        name = found["name"]
        yield WORDS[name](post) if name in WORDS else _given(name, post)
        end = found.end()
    if text[end:]:
        yield text[end:]


def _given(name: str, post: Post) -> Blank:
    """A blank, with the text that the records have for it."""
    boss = post.setting.people[post.role.id].reports_to
    known = {
        "post": post.facts.post,
        "manager": post.library.title_of_party(boss) if boss else "",
    }
    return Blank("" if name == NAMELESS else name, known.get(name, ""))


def placeholders_are_known(library: Library) -> Iterator[Problem]:
    """What stands in braces is a blank of the form, or something the build knows of a post."""
    for form in library.forms.values():
        if form.based_on and form.based_on not in library.forms:
            continue  # That one has a problem of its own.
        blanks = {*forms(library)[form.id].blanks, NAMELESS}
        document = library.document(form)
        for number, name in enumerate(form.head):
            if name not in blanks:
                message = f'there is no blank "{name}"; {nearest(name, blanks)}'
                yield document.problem(("head", number), message)
        for name, part in form.parts.items():
            for id, text in part.clauses.items():
                for wrong in _wrong_with(text, blanks):
                    yield document.problem(("parts", name, "clauses", id), wrong)


def _wrong_with(text: str, blanks: set[str]) -> Iterator[str]:
    alone = {*DUTIES, *GRIDS}
    known = {*blanks, *WORDS, *alone, *LISTS}
    for found in PLACEHOLDER.finditer(text):
        name = found["name"]
        if name not in known:
            yield f'there is nothing called "{name}"; {nearest(name, known)}'
        elif name in alone and text != found[0]:
            yield f'"{name}" makes clauses of its own; let it stand alone'
        elif name in LISTS and found.end() != len(text):
            yield f'"{name}" is a list; let the clause end with it'


def posts_have_duties(library: Library) -> Iterator[Problem]:
    """Every role has, at each grade and wherever it is there, a duty or one it helps with."""
    if any(kind == model.Duty.KIND for kind, _ in library.broken):
        return  # A duty that could not be read may be the one.
    idle: dict[tuple[str, model.Grade], list[str]] = {}
    for post in work.posts(library):
        if not post.work:
            idle.setdefault((post.role.id, post.grade), []).append(post.setting.id)
    for (role, grade), settings in idle.items():
        message = (
            f"has no duty in the setting {' or '.join(settings)}; name the role in a duty of "
            "this grade, or lower a duty with `from_grade`"
        )
        yield library.document(library.roles[role]).problem(("grades", grade), message)


RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    placeholders_are_known,
    posts_have_duties,
)
