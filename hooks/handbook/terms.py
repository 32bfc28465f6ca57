"""The written forms of terms, and finding them in text. Knows neither HTML nor MkDocs."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handbook import model

SOFT_HYPHEN = "\u00ad"
SAME_AS = str.maketrans({"\u00a0": " ", "\n": " ", "\t": " ", "\u2011": "-"})
UNEVEN = re.compile(f"{SOFT_HYPHEN}|[ \t\n\u00a0]{{2,}}")
TOKEN = re.compile(r"\w+|[^\w\s]")
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
    """Forms laid out for search: first word -> lengths, longest first -> forms."""

    forms: Mapping[str, Mapping[int, Sequence[Form]]] = field(default_factory=dict)

    @classmethod
    def of(cls, forms: Iterable[Form]) -> "Glossary":
        """A glossary of these forms; their order makes no difference."""
        found: dict[str, dict[int, list[Form]]] = {}
        for form in sorted(set(forms)):
            first = TOKEN.search(form.text.lower())
            if first:
                lengths = found.setdefault(first[0], {})
                lengths.setdefault(len(form.text), []).append(form)
        return cls({word: dict(sorted(lengths.items())[::-1]) for word, lengths in found.items()})

    def matches(self, text: str) -> Iterator[Match]:
        """The forms in a text from left to right, the longest where several begin."""
        plain, places = _plain(text)
        lower = _lower(plain)
        done = 0
        for token in TOKEN.finditer(lower):
            start = token.start()
            if start < done or token[0] not in self.forms:
                continue
            for length, forms in self.forms[token[0]].items():
                if terms := _terms(forms, plain, lower, start, start + length):
                    done = start + length
                    yield Match(places[start], places[done], terms)
                    break


def _terms(forms: Sequence[Form], plain: str, lower: str, start: int, end: int) -> tuple[str, ...]:
    """The terms that the stretch of text may stand for; exact capitals beat any capitals."""
    fitting = [form for form in forms if _fits(form, plain, lower, start, end)]
    exact = [form for form in fitting if form.exact]
    return tuple(dict.fromkeys(form.term for form in exact or fitting))


def _fits(form: Form, plain: str, lower: str, start: int, end: int) -> bool:
    found = plain[start:end] if form.exact else lower[start:end]
    if found != form.key:
        return False
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if _is_word(after) and _is_word(plain[end - 1]):
        return False
    beside_hyphen = (before and before in HYPHENS) or (after and after in HYPHENS)
    return not (form.ordinary_word and beside_hyphen)


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text as it is compared, and for each of its places the place in the original.

    Soft hyphens vanish, and a run of blanks with at most one line break counts as one space.
    """
    if not UNEVEN.search(text):
        return text.translate(SAME_AS), range(len(text) + 1)
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
    """The text in lower case, as long as before."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
