"""The written forms of terms, and finding them in text. Knows neither HTML nor MkDocs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from handbook import model

SOFT_HYPHEN = "\u00ad"
SAME_AS = str.maketrans({"\u00a0": " ", "\n": " ", "\u2011": "-"})
HYPHENS = "-\u2010"


@dataclass(frozen=True, order=True)
class Form:
    """One way to write a term; an exact form matches its capitals, the others ignore case."""

    text: str
    term: str
    exact: bool = False

    @property
    def key(self) -> str:
        """What two forms share when a reader could not tell them apart."""
        return self.text if self.exact else self.text.lower()

    @property
    def ordinary_word(self) -> bool:
        """Whether this is one plain word, which never links beside a hyphen."""
        return not self.exact and " " not in self.text and "-" not in self.text


@dataclass(frozen=True)
class Match:
    """A form found in a text, from `start` to `end` as in a slice."""

    start: int
    end: int
    term: str


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
    """Forms laid out for search: first word -> lengths -> forms."""

    forms: Mapping[str, Mapping[int, tuple[Form, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, forms: Iterable[Form]) -> "Glossary":
        """A glossary of these forms; their order makes no difference."""
        found: dict[str, dict[int, list[Form]]] = {}
        for form in sorted(set(forms)):
            lengths = found.setdefault(_first_word(form.text.lower(), 0), {})
            lengths.setdefault(len(form.text), []).append(form)
        return cls(
            {
                word: {length: tuple(lengths[length]) for length in sorted(lengths, reverse=True)}
                for word, lengths in found.items()
            }
        )

    def matches(self, text: str) -> Iterator[Match]:
        """The forms in a text from left to right, the longest where several begin."""
        plain, places = _plain(text)
        lower = "".join(_lower(character) for character in plain)
        position = 0
        while position < len(plain):
            end = self._longest_at(plain, lower, position)
            if end:
                yield Match(places[position], places[end[0]], end[1])
                position = end[0]
            else:
                position += max(1, len(_first_word(lower, position)))

    def _longest_at(self, plain: str, lower: str, start: int) -> tuple[int, str] | None:
        if start and _is_word(plain[start - 1]) and _is_word(plain[start]):
            return None
        for length, forms in self.forms.get(_first_word(lower, start), {}).items():
            for form in forms:
                end = start + length
                if _fits(form, plain, lower, start, end):
                    return end, form.term
        return None


def _fits(form: Form, plain: str, lower: str, start: int, end: int) -> bool:
    found = plain[start:end] if form.exact else lower[start:end]
    if found != form.key:
        return False
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if after and _is_word(after) and _is_word(plain[end - 1]):
        return False
    beside_hyphen = (before and before in HYPHENS) or (after and after in HYPHENS)
    return not (form.ordinary_word and beside_hyphen)


def _plain(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its places the place in the original."""
    kept = [number for number, character in enumerate(text) if character != SOFT_HYPHEN]
    plain = "".join(text[number] for number in kept).translate(SAME_AS)
    return plain, [*kept, len(text)]


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _first_word(text: str, start: int) -> str:
    """The run of word characters at a place, or the one other character that stands there."""
    end = start
    while end < len(text) and _is_word(text[end]):
        end += 1
    return text[start : max(end, start + 1)]
