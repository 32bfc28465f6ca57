"""The written forms of terms, and finding them in text. Knows neither HTML nor MkDocs."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handbook import model

SOFT_HYPHEN = "\u00ad"
SAME_AS = str.maketrans({"\u00a0": " ", "\n": " ", "\t": " ", "\u2011": "-"})
UNEVEN = re.compile(f"{SOFT_HYPHEN}|[ \t\n\u00a0]{{2,}}")
WORD = re.compile(r"\w+")
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


@dataclass
class Alike:
    """The forms that begin with the same word, by their wording in lower case.

    `words` is how many words and signs the longest has, `odd` how long those are that end in
    a sign.
    """

    words: int = 1
    odd: set[int] = field(default_factory=set)
    forms: dict[str, list[Form]] = field(default_factory=dict)

    def add(self, wording: str, form: Form) -> None:
        """Take one form more."""
        self.words = max(self.words, len(TOKEN.findall(wording)))
        if not _is_word(wording[-1]):
            self.odd.add(len(wording))
        self.forms.setdefault(wording, []).append(form)

    def ends(self, start: int, word_ends: Sequence[int]) -> Sequence[int]:
        """Where a form that begins at `start` may end, the furthest first."""
        if self.odd:
            return sorted({*word_ends, *(start + length for length in self.odd)}, reverse=True)
        return word_ends[::-1]


@dataclass(frozen=True)
class Glossary:
    """Forms laid out for search by their first word, or by the sign they begin with."""

    alike: Mapping[str, Alike] = field(default_factory=dict)
    first: re.Pattern[str] = WORD

    @classmethod
    def of(cls, forms: Iterable[Form]) -> "Glossary":
        """A glossary of these forms; their order makes no difference."""
        found: dict[str, Alike] = {}
        for form in sorted(set(forms)):
            wording = _lower(form.text)
            found.setdefault(_first_word(wording), Alike()).add(wording, form)
        signs = "".join(word for word in found if not _is_word(word[0]))
        return cls(found, re.compile(rf"\w+|[{re.escape(signs)}]") if signs else WORD)

    def matches(self, text: str) -> Iterator[Match]:
        """The forms in a text from left to right, the longest where several begin."""
        plain, places = _plain(text)
        lower = _lower(plain)
        tokens = self.first.findall(lower)
        if self.alike.keys().isdisjoint(tokens):
            return
        spans = [token.span() for token in self.first.finditer(lower)]
        done = 0
        for number, token in enumerate(tokens):
            alike = self.alike.get(token)
            start = spans[number][0]
            if alike is None or start < done:
                continue
            word_ends = [end for _, end in spans[number : number + alike.words]]
            for end in alike.ends(start, word_ends):
                if end > len(plain):  # a longer form would not fit into what is left of the text
                    continue
                forms = alike.forms.get(lower[start:end])
                if forms and (terms := _terms(forms, plain, start, end)):
                    done = end
                    yield Match(places[start], places[end], terms)
                    break


def _first_word(text: str) -> str:
    found = WORD.match(text)
    return found[0] if found else text[:1]


def _terms(forms: Sequence[Form], plain: str, start: int, end: int) -> tuple[str, ...]:
    """The terms that the stretch of text may stand for; exact capitals beat any capitals."""
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if _is_word(after) and _is_word(plain[end - 1]):
        return ()
    beside_hyphen = (before and before in HYPHENS) or (after and after in HYPHENS)
    fitting = [form for form in forms if not (beside_hyphen and form.ordinary_word)]
    exact = [form for form in fitting if form.exact and form.text == plain[start:end]]
    chosen = exact or [form for form in fitting if not form.exact]
    return tuple(dict.fromkeys(form.term for form in chosen))


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
