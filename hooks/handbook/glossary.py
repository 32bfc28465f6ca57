"""Lists of all terms: from A to Z, and from Russian to English with what translations get wrong."""

from collections.abc import Mapping
from itertools import groupby

from handbook import model
from handbook.files import A_TO_Z, GENERATED, RUSSIAN
from handbook.library import Library
from handbook.markup import capital, heading, link, plain, section, table

Named = model.Term | model.Role


def a_to_z(library: Library) -> str:
    """The page of all terms with their definitions; abbreviations lead to them."""
    entries: dict[str, str] = {}
    for term in library.terminology.values():
        entries[capital(term.title)] = f"{link(term, heading(term))}\n:   {term.summary}"
        if term.abbreviation:
            entries[term.abbreviation] = f"{plain(term.abbreviation)}\n:   See {link(term)}."
    for senses in library.senses.values():
        entries[senses.title] = f"{link(senses)}\n:   {senses.summary}"
    return (
        f"# {GENERATED[A_TO_Z]}\n\nEvery term with its definition. Abbreviations lead to the term "
        f"they stand for.\n{{ .hb-summary }}\n\n{_by_letter(entries)}"
    )


def russian(library: Library) -> str:
    """The page of the Russian names of terms and roles, and of what are mistranslations of them."""
    found: dict[str, list[Named]] = {}
    for one in _named(library):
        for name in [one.russian] if isinstance(one, model.Role) else one.russian:
            found.setdefault(capital(name), []).append(one)
    entries = {
        name: f"{plain(name)}\n:   {', '.join(link(one, heading(one)) for one in meant)}"
        for name, meant in found.items()
    }
    wrong = section("What translations get wrong", WRONG, _mistranslations(library))
    return (
        f"# {GENERATED[RUSSIAN]}\n\nRussian words of the trade with the English terms they stand "
        f"for.\n{{ .hb-summary }}\n\n{_by_letter(entries)}\n\n{wrong}"
    )


WRONG = (
    "Texts translated by machine contain words that nobody in the trade uses. "
    "This is what was meant."
)


def _mistranslations(library: Library) -> str:
    rows = sorted(
        (plain(wrong), link(one, heading(one)), _russian_of(one))
        for one in _named(library)
        for wrong in one.mistranslations
    )
    head = ("In the translation", "What is meant", "In Russian")
    return table("Mistranslations", head, rows, tools="mistranslations filter csv") if rows else ""


def _russian_of(one: Named) -> str:
    return one.russian if isinstance(one, model.Role) else ", ".join(one.russian)


def _named(library: Library) -> list[Named]:
    return [*library.terminology.values(), *library.roles.values()]


def _by_letter(entries: Mapping[str, str]) -> str:
    """Entries of a list of definitions under the first letters of their names; Latin ones last."""
    names = sorted(entries, key=_place)
    groups = [(key, list(group)) for key, group in groupby(names, key=_letter)]
    jump = " ".join(f"[{key}](#{_anchor(key)})" for key, _ in groups)
    parts = [
        f"## {key} {{ #{_anchor(key)} }}\n\n" + "\n\n".join(entries[name] for name in group)
        for key, group in groups
    ]
    return (
        f'<nav class="hb-letters" aria-label="Letters" markdown="1">\n\n{jump}\n\n</nav>\n\n'
        '<div class="hb-azlist no-terms" data-search-exclude markdown="1">\n\n'
        + "\n\n".join(parts)
        + "\n\n</div>"
    )


def _place(name: str) -> tuple[bool, str, str]:
    return name[0].isascii(), name.casefold().replace("ё", "е"), name


def _letter(name: str) -> str:
    return name[0].upper().replace("Ё", "Е") if name[0].isalpha() else "0-9"


def _anchor(key: str) -> str:
    return f"letter-{key.lower()}"
