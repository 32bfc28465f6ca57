"""The handbook's sentences are its own: none comes from the starting document."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from handbook.frontmatter import read_document
from handbook.model import RECORDS
from handbook.reading import read_text

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs"
# A fingerprint of each run of eight words of the starting document, which is not published here.
RUNS = frozenset((HERE / "starting_document_runs.txt").read_text(encoding="utf-8").split())
LENGTH = 8
MOST_SHARED = 0.002
FEWEST_WORDS = 60
CORRECTED = ("holds in part", "wrong", "out of date", "mistranslated")


def runs(text: str) -> dict[str, str]:
    """Every run of eight words in lower case, by its fingerprint."""
    words = re.findall(r"\w+", text.lower())
    found = (" ".join(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1))
    return {hashlib.blake2b(run.encode(), digest_size=6).hexdigest(): run for run in found}


@pytest.mark.parametrize(
    "file",
    sorted([*DOCS.rglob("*.md"), *DOCS.rglob("*.csv"), *DOCS.rglob("*.yml")]),
    ids=lambda file: file.relative_to(DOCS).as_posix(),
)
def test_no_run_of_eight_words_comes_from_the_starting_document(file: Path) -> None:
    found = runs(file.read_text(encoding="utf-8"))
    assert not [found[copied] for copied in found.keys() & RUNS]


def test_a_copied_run_is_found() -> None:
    given = "He adds: the Internet marketer reports directly to the head of it, since 2019."
    assert list(runs(given).values())[3] == "internet marketer reports directly to the head of"
    assert runs(given).keys() & RUNS


def test_records_share_hardly_any_run_of_eight_words() -> None:
    users: Counter[str] = Counter()
    for folder in RECORDS:
        for file in (DOCS / folder).glob("*.md"):
            users.update(runs(read_document(read_text(file, file.name), file.name).body).keys())
    assert sum(count > 1 for count in users.values()) < MOST_SHARED * len(users)


def test_every_term_says_more_than_its_definition() -> None:
    short = []
    for file in (DOCS / "terminology").glob("*.md"):
        document = read_document(read_text(file, file.name), file.name)
        if "kind" in document.meta and len(re.findall(r"\w+", document.body)) < FEWEST_WORDS:
            short.append(file.name)
    assert short == []


def test_the_starting_documents_statements_are_counted_right() -> None:
    page = (DOCS / "about" / "starting-document.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.split("\n")]
    told = {row[0]: int(row[2]) for row in rows if len(row) == 3 and row[2].isdigit()}
    counted = Counter(row[1] for row in rows if len(row) == 4 and row[1] in told)
    assert counted == told
    corrected = sum(told[name] for name in CORRECTED)
    first = (
        f"{sum(told.values())} statements, if repeats are counted once. Of these {told['holds']}"
    )
    assert first in page
    assert f"{corrected} had to be corrected in some way, and {told['unsupported']} could" in page
    assert f"The remaining {told['left out']} are" in page
