"""The list of all terms from A to Z."""

from itertools import groupby

from handbook.library import Library
from handbook.markup import capital, heading, link, plain


def a_to_z(library: Library) -> str:
    """All terms with their definitions under their first letters; abbreviations lead to them."""
    entries: dict[str, str] = {}
    for term in library.terminology.values():
        entries[capital(term.title)] = f"{link(term, heading(term))}\n:   {term.summary}"
        if term.abbreviation:
            entries[term.abbreviation] = f"{plain(term.abbreviation)}\n:   See {link(term)}."
    for senses in library.senses.values():
        entries[senses.title] = f"{link(senses)}\n:   {senses.summary}"
    names = sorted(entries, key=str.casefold)
    groups = [(key, list(group)) for key, group in groupby(names, key=_letter)]
    jump = " ".join(f"[{key}](#{_anchor(key)})" for key, _ in groups)
    parts = [
        f"## {key} {{ #{_anchor(key)} }}\n\n" + "\n\n".join(entries[name] for name in group)
        for key, group in groups
    ]
    return (
        f'<nav class="hb-letters" aria-label="Letters" markdown="1">\n\n{jump}\n\n</nav>\n\n'
        '<div class="hb-azlist" data-search-exclude markdown="1">\n\n'
        + "\n\n".join(parts)
        + "\n\n</div>"
    )


def _letter(name: str) -> str:
    return name[0].upper() if name[0].isalpha() else "0-9"


def _anchor(key: str) -> str:
    return f"letter-{key.lower()}"
