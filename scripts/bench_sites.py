"""Made-up sites for the benchmark: the same size and seed give the same pages, byte for byte.

A site is prose of some 600 words a page in words that nobody uses, with headings, a list, a table,
code and links; half of its pages define terms. `bench.py` builds it with several linkers.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import environment

Json = dict[str, Any]

SEED = 20
WORDS_A_PAGE = 600
WORDS_A_SENTENCE = range(8, 21)
MENTIONS_A_WORD = 0.012
SMALL_WORDS = ["the", "of", "and", "a", "to", "in", "is", "that", "for", "it", "as", "with", "on"]
SYLLABLES = [start + end for start in "bdfgklmnprstvz" for end in ("a", "e", "i", "o", "ur", "en")]
TABLE = "| Step | Days |\n| --- | --: |\n| First | 3 |\n| Second | 12 |\n| Third | 40 |"
CODE = "```python\nfor day in plan:\n    print(day.name, day.cost)\n```"

NAV: list[dict[str, Any]] = [
    {"Home": "index.md"},
    {"Articles": ["articles/index.md"]},
    {"Terms": ["terminology/index.md"]},
]
NOT_IN_NAV = "/articles/*.md\n/terminology/*.md\n"
USED_IN = """{% extends "base.html" %}
{% block content %}
  {{ super() }}
  {% for group in page.meta.used_in if group.links %}
    <section><h2>Used in: {{ group.label | e }}</h2><ul>
      {% for link in group.links %}
        <li><a href="{{ link.url | url }}">{{ link.title | e }}</a></li>
      {% endfor %}
    </ul></section>
  {% endfor %}
{% endblock %}
"""


@dataclass(frozen=True)
class Term:
    """A made-up term; `path` is the page that defines it, `id` also its anchor there."""

    id: str
    title: str
    abbreviation: str
    definition: str
    path: str


@dataclass(frozen=True)
class Mention:
    """A place in prose where a term stands, as it is written there."""

    term: Term
    text: str


class Writer:
    """Invents words, terms and prose for one site; each call goes on where the last one ended."""

    def __init__(self, terms: int, paths: Sequence[str]) -> None:
        """A vocabulary that lasts for this many terms, defined in turn on the pages `paths`."""
        self.random = random.Random(SEED)
        words = self._words(3000 + 2 * terms)
        self.prose, self.rare = words[:3000], iter(words[3000:])
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(len(self.prose))))
        self.terms = self._terms(terms, paths)
        self.term_weights = list(accumulate(1 / (rank + 20) for rank in range(terms)))

    def _words(self, count: int) -> list[str]:
        """Different words of two to four syllables, none of them regular plurals of others."""
        found: dict[str, None] = {}
        while len(found) < count:
            found["".join(self.random.choices(SYLLABLES, k=self.random.choice((2, 3, 3, 4))))] = (
                None
            )
        return list(found)

    def _word(self) -> str:
        """A word of ordinary prose, common ones more often."""
        if self.random.random() < 0.4:
            return self.random.choice(SMALL_WORDS)
        return self.random.choices(self.prose, cum_weights=self.weights)[0]

    def _terms(self, count: int, paths: Sequence[str]) -> list[Term]:
        """Terms of one to three words; those of several begin with a word that prose uses too."""
        taken: set[str] = set()
        terms = []
        for number in range(count):
            more = self.random.choices((0, 1, 2), (35, 45, 20))[0]
            first = self.random.choices(self.prose, cum_weights=self.weights) if more else []
            title = " ".join([*first, *(next(self.rare) for _ in range(max(1, more)))])
            initials = "".join(word[0] for word in title.split()).upper()
            short = initials if more == 2 and initials not in taken else ""
            taken.add(short)
            path = paths[number % len(paths)]
            definition = f"{title.capitalize()} is {self.sentence(15)}"
            terms.append(Term(title.replace(" ", "-"), title, short, definition, path))
        return terms

    def sentence(self, words: int) -> str:
        """A sentence of this many words that mentions no term on purpose."""
        return " ".join(self._word() for _ in range(words)) + "."

    def paragraph(self, words: int) -> Iterator[str | Mention]:
        """The words of at least as many words of prose, some of them mentions of terms."""
        while words > 0:
            length = self.random.choice(WORDS_A_SENTENCE)
            words -= length
            sentence = [self._mention_or_word() for _ in range(length)]
            first = sentence[0]
            yield first.capitalize() if isinstance(first, str) else "The"
            yield from sentence[1:]
            yield f"{self._word()}."

    def _mention_or_word(self) -> str | Mention:
        if self.random.random() >= MENTIONS_A_WORD:
            return self._word()
        term = self.random.choices(self.terms, cum_weights=self.term_weights)[0]
        name = self.random.choice([term.title, term.title, term.abbreviation or term.title])
        return Mention(term, self.random.choice([name, name, f"{name}s"]))


def text_of(words: Iterator[str | Mention], own: str = "", marked: set[str] | None = None) -> str:
    """The words as Markdown; with `marked` given, first mentions carry ezglossary's marks."""
    parts = []
    for word in words:
        if isinstance(word, str):
            parts.append(word)
        elif marked is None or word.term.id in marked or word.term.path == own:
            parts.append(word.text)
        else:
            marked.add(word.term.id)
            parts.append(f"<t:{word.term.title}|{word.text}>")
    return " ".join(parts)


def paths_of(pages: int) -> tuple[list[str], list[str]]:
    """The paths of that many pages: those of articles, and those that define terms."""
    half = pages // 2
    articles = ["index.md", "articles/index.md"] + [f"articles/a-{n}.md" for n in range(2, half)]
    terms = ["terminology/index.md"] + [f"terminology/t-{n}.md" for n in range(1, pages - half)]
    return articles, terms


def write(folder: Path, pages: int, terms: int, marks: bool) -> None:
    """Put a site's `docs` and `terms.json` into a folder, with or without ezglossary's marks."""
    articles, defining = paths_of(pages)
    writer = Writer(terms, defining[1:])
    by_path: dict[str, list[Term]] = {}
    for term in writer.terms:
        by_path.setdefault(term.path, []).append(term)
    for number, path in enumerate([*articles, *defining]):
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = _page(writer, f"Page {number}", path, by_path.get(path, []), marks)
        file.write_text(text, encoding="utf-8")
    found = json.dumps([vars(term) for term in writer.terms])
    (folder / "terms.json").write_text(found, encoding="utf-8")


def _page(writer: Writer, title: str, path: str, terms: list[Term], marks: bool) -> str:
    marked: set[str] | None = set() if marks else None

    def prose(words: int) -> str:
        return text_of(writer.paragraph(words), path, marked)

    parts = [f"---\ntitle: {title}\n---", f"# {title}", prose(45)]
    for term in terms:
        name = f"t:{term.title}" if marks else term.title
        parts += [f"## {term.title} {{ #{term.id} }}", f"{name}\n:   {term.definition}"]
    for name, extra in (("One", TABLE), ("Two", CODE), ("Three", "")):
        items = "\n".join(f"- {prose(8)}" for _ in range(3))
        link = f"**{writer.sentence(4)}** See [the start](/index.md) and `{path}`."
        parts += [f"## {name}", f"{prose(45)} {link}", prose(45), items, extra]
    return "\n\n".join(parts) + "\n"


def for_matcher(terms: int, pages: int) -> tuple[list[Term], list[list[str]]]:
    """Terms, and pages of 600 words as lists of paragraphs that mention them."""
    writer = Writer(terms, ["terminology/index.md"])
    words = WORDS_A_PAGE // 10
    return writer.terms, [
        [text_of(_cut(writer.paragraph(words), words)) for _ in range(10)] for _ in range(pages)
    ]


def _cut(words: Iterator[str | Mention], count: int) -> Iterator[str | Mention]:
    """The first words, so many that there are `count` words in them."""
    for word in words:
        count -= 1 if isinstance(word, str) else len(word.text.split())
        if count < 0:
            return
        yield word


@dataclass(frozen=True)
class Linker:
    """A way to link terms: what it adds to a site's settings, and the start of a link's tag."""

    add: Callable[[Path, Json], None]
    link: str
    marks: bool = False
    once: bool = False  # it is so slow that one run says enough


def handbook(folder: Path, settings: Json) -> None:
    """Our linker, and on each term's page the pages that link to it."""
    (folder / "overrides").mkdir()
    (folder / "overrides" / "main.html").write_text(USED_IN, "utf-8")
    settings["theme"]["custom_dir"] = "overrides"
    settings["hooks"] = [str(environment.ROOT / "scripts" / "bench_hook.py")]


def ezglossary(folder: Path, settings: Json) -> None:
    """The plugin with what we have too: definitions on hover, and lists of the pages that link."""
    settings["plugins"] += [{"ezglossary": {"tooltip": "short", "inline_refs": "list"}}]


def abbreviations(folder: Path, settings: Json) -> None:
    """The glossary that the theme's documentation describes."""
    terms = json.loads((folder / "terms.json").read_text("utf-8"))
    lines = [
        f"*[{name}]: {term['definition']}\n"
        for term in terms
        for name in (term["title"], term["abbreviation"])
        if name
    ]
    (folder / "abbreviations.md").write_text("".join(lines), "utf-8")
    snippets = {"auto_append": ["abbreviations.md"], "base_path": [str(folder)]}
    settings["markdown_extensions"] += ["abbr", {"pymdownx.snippets": snippets}]
    settings["theme"]["features"] += ["content.tooltips"]


def nothing(folder: Path, settings: Json) -> None:
    """Stock Material."""


LINKERS = {
    "stock": Linker(nothing, ""),
    "handbook": Linker(handbook, '<a class="hb-term"'),
    "ezglossary": Linker(ezglossary, '<a class="mkdocs-ezglossary-link"', marks=True),
    "abbreviations": Linker(abbreviations, "<abbr ", once=True),
}


def lay(folder: Path, pages: int, terms: int, name: str) -> Path:
    """Put a site that is built with the named linker, settings and all, into a folder."""
    linker = LINKERS[name]
    write(folder, pages, terms, linker.marks)
    settings = stock_settings(folder / "docs")
    settings |= {"nav": NAV, "not_in_nav": NOT_IN_NAV}
    for key in ("extra_css", "extra_javascript"):
        settings.pop(key, None)
    for key in ("logo", "favicon"):
        settings["theme"].pop(key, None)
    linker.add(folder, settings)
    write_settings(folder, settings)
    return folder


def stock_settings(docs: Path) -> Json:
    """The settings of the handbook without its hook and its templates, for other pages."""
    from mkdocs.utils.yaml import yaml_load

    with (environment.ROOT / "mkdocs.yml").open("rb") as file:
        settings = yaml_load(file)
    for key in ("hooks", "watch"):
        settings.pop(key, None)
    settings["theme"].pop("custom_dir", None)
    return settings | {"docs_dir": str(docs)}


def write_settings(folder: Path, settings: Json) -> None:
    """Put settings where the build looks for them."""
    import yaml

    (folder / "mkdocs.yml").write_text(yaml.dump(settings), "utf-8")
