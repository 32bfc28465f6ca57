"""The handbook's sentences are its own: none comes from the starting document."""

import hashlib
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs"
# A fingerprint of each run of eight words of the starting document, which is not published here.
RUNS = frozenset((HERE / "starting_document_runs.txt").read_text(encoding="utf-8").split())
LENGTH = 8


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
