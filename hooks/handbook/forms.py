"""Forms of documents: what one takes from the form it is based on."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from handbook import model
from handbook.library import Library
from handbook.problems import Key, Problem


@lru_cache(maxsize=2)
def forms(library: Library) -> Mapping[str, model.Form]:
    """All forms by their ids, each with what it takes from the one it is based on."""
    return {id: _whole(form, library.forms) for id, form in library.forms.items()}


def _whole(form: model.Form, others: Mapping[str, model.Form]) -> model.Form:
    base = others.get(form.based_on or "")
    if base is None:
        return form
    names = [*base.parts, *(name for name in form.parts if name not in base.parts)]
    return form.model_copy(
        update={
            "heading": form.heading or base.heading,
            "blanks": {**base.blanks, **form.blanks},
            "head": form.head or base.head,
            "parts": {name: _merged(base.parts.get(name), form.parts.get(name)) for name in names},
            "signatures": form.signatures or base.signatures,
        }
    )


def _merged(base: model.Part | None, own: model.Part | None) -> model.Part:
    if base is None or own is None:
        return own or base or model.Part(clauses={})
    clauses = {**base.clauses, **own.clauses}
    return model.Part(title=own.title or base.title, clauses=clauses)


def forms_stand_alone(library: Library) -> Iterator[Problem]:
    """A form is based on one that is whole by itself; every part of it has a title."""
    for form in library.forms.values():
        base = library.forms.get(form.based_on or "")
        if base and base.based_on:
            message = f'"{base.id}" is itself based on another form; name that one'
            yield library.document(form).problem(("based_on",), message)
        whole = forms(library)[form.id]
        if not whole.heading:
            yield library.document(form).problem(("heading",), "is missing; add it")
        for name, part in whole.parts.items():
            if not part.title and name in form.parts:
                key: Key = ("parts", name, "title")
                yield library.document(form).problem(key, "is missing; add it")


RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (forms_stand_alone,)
