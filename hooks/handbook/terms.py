"""The written forms of terms, and finding them in text. Knows neither HTML nor MkDocs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The linker works alone: reading the model's classes would cost it a fifth of a second.
    from handbook import model

SOFT_HYPHEN = "\u00ad"
SAME_AS = str.maketrans({"\u00a0": " ", "\n": " ", "\t": " ", "\u2011": "-"})
UNEVEN = re.compile(f"{SOFT_HYPHEN}|[ \t\n\u00a0]{{2,}}")
TOKEN = re.compile(r"\w+|[^\w\s]")
END = next(re.finditer("", ""))  # the word behind the last one
HYPHENS = ("-", "\u2010")


@dataclass(frozen=True, order=True)
class Form:
    """One way to write a term; an exact form matches its capitals, the others ignore case."""

    text: str
    term: str
    exact: bool = False

    @cached_property
    def key(self) -> str:
        """What two forms share when a reader could not tell them apart."""
        return self.text if self.exact else _lower(self.text)

    @cached_property
    def ordinary_word(self) -> bool:
        """Whether this is one plain word, which never links beside a hyphen."""
        return not self.exact and " " not in self.text and "-" not in self.text


@dataclass(frozen=True)
class Match:
    """A form in a text, from `start` to `end` as in a slice, and the terms it may stand for."""

    start: int
    end: int
    terms: tuple[str, ...]


def forms_of(term: model.Term) -> set[Form]:
    """Every form that may link to a term: names, abbreviation, listed forms, regular plurals."""
    if term.link == "off":
        return set()
    exact = term.case == "exact"
    names = {term.title, *term.aliases}
    found = {Form(text, term.id, exact) for name in names for text in (name, plural(name))}
    found |= {Form(form, term.id, exact) for form in term.forms}
    if term.abbreviation:
        found |= {Form(text, term.id, True) for text in _abbreviation(term.abbreviation)}
    return {Form(form.text, form.term, form.exact or _mixed_case(form.text)) for form in found}


def _abbreviation(text: str) -> tuple[str, str]:
    return text, f"{text}s"


def _mixed_case(text: str) -> bool:
    """Whether capitals inside a word carry meaning, as in `eCPM` or `A/B test`."""
    return any(character.isupper() for word in text.split() for character in word[1:])


def plural(name: str) -> str:
    """The regular English plural of a name's last word."""
    if re.search(r"[^aeiou]y$", name):
        return name[:-1] + "ies"
    if re.search(r"(s|x|z|ch|sh)$", name):
        return name + "es"
    return name + "s"


@dataclass(frozen=True)
class Glossary:
    """Forms by their first word or sign, then by the second, the longest first."""

    forms: Mapping[str, Mapping[str, Sequence[Form]]] = field(default_factory=dict)

    @classmethod
    def of(cls, forms: Iterable[Form]) -> Glossary:
        """A glossary of these forms; their order makes no difference."""
        found: dict[str, dict[str, list[Form]]] = {}
        for form in sorted(set(forms), key=lambda form: (-len(form.text), form)):
            first, second = [*TOKEN.findall(_lower(form.text)), ""][:2]
            found.setdefault(first, {}).setdefault(second, []).append(form)
        return cls(found)

    def matches(self, text: str) -> Iterator[Match]:
        """The forms in a text from left to right, the longest where several begin."""
        plain, places = _plain(text)
        lower = _lower(plain)
        done = 0
        # One word at a time: a list of all of them costs twice the time.
        for word, following in pairwise(chain(TOKEN.finditer(lower), (END,))):
            if (seconds := self.forms.get(word[0])) is None or word.start() < done:
                continue
            start = word.start()
            candidates = (*seconds.get(following[0], ()), *seconds.get("", ()))
            if fitting := [form for form in candidates if _fits(form, plain, lower, start)]:
                done = start + len(fitting[0].text)
                yield Match(places[start], places[done], _terms(fitting))


def _fits(form: Form, plain: str, lower: str, start: int) -> bool:
    """Whether a form stands at this place of a text, as a whole word."""
    end = start + len(form.text)
    if (plain if form.exact else lower)[start:end] != form.key:
        return False
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if form.ordinary_word and (before in HYPHENS or after in HYPHENS):
        return False
    return not (_is_word(after) and _is_word(plain[end - 1]))


def _terms(fitting: Sequence[Form]) -> tuple[str, ...]:
    """The terms of the longest forms, which stand first; exact capitals beat any capitals."""
    longest = [form for form in fitting if len(form.text) == len(fitting[0].text)]
    chosen = [form for form in longest if form.exact] or longest
    return tuple(dict.fromkeys(form.term for form in chosen))


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text as it is compared, and for each of its places the place in the original.

    Soft hyphens vanish, and a run of blanks with at most one line break counts as one space.
    """
    plain = text.translate(SAME_AS)
    if SOFT_HYPHEN not in plain and "  " not in plain:
        return plain, range(len(text) + 1)
    parts: list[str] = []
    places: list[int] = []
    end = 0
    for run in UNEVEN.finditer(text):
        parts.append(text[end : run.start()])
        places.extend(range(end, run.start()))
        if run[0] != SOFT_HYPHEN:
            parts.append(" " if run[0].count("\n") < 2 else "\0")
            places.append(run.start())
        end = run.end()
    parts.append(text[end:])
    places.extend(range(end, len(text) + 1))
    return "".join(parts).translate(SAME_AS), places


def _lower(text: str) -> str:
    """The text in lower case, as long as before; a sigma is the same at the end of a word."""
    return text.replace("\u0130", "i").lower().replace("\u03c2", "\u03c3")


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
