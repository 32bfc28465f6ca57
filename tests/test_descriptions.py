"""Job descriptions: what stands in them, and that the Word file says the same as the records."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from golden import CASES, FICTIONAL, TESTS
from handbook import descriptions, work
from handbook.blocks import (
    Blank,
    Clause,
    Description,
    Fact,
    Grid,
    Heading,
    Signature,
    Title,
    numbers,
    said,
    whole,
)
from handbook.files import FORMS
from handbook.forms import forms
from handbook.known import GRIDS, LISTS, WORDS
from handbook.loading import load
from handbook.wordbody import FORBIDDEN
from handbook.wordfile import word_file

LIBRARY = load(FICTIONAL)
PARTS = ("document", "numbering", "footer1")
# Of the properties of paragraphs, the order that ECMA-376 wants (CT_PPrBase).
ORDER = ("keepNext", "keepLines", "widowControl", "numPr", "tabs", "spacing", "ind", "outlineLvl")
CASE_FILES = sorted((CASES / "descriptions").iterdir())


def of(name: str) -> Description:
    """The fictional document of that name: `role.grade.setting.form`."""
    role, grade, setting, form = name.split(".")
    [post] = [
        post
        for post in work.posts(LIBRARY)
        if (post.role.id, post.grade, post.setting.id) == (role, grade, setting)
    ]
    return descriptions.description(forms(LIBRARY)[form], post)


def outline(description: Description) -> str:
    """A document as text, a line for each block and point."""
    lines = []
    for number, block in numbers(description):
        match block:
            case Title(runs):
                lines.append(f"# {said(runs)}")
            case Fact(label, blank):
                lines.append(f"{label}: {said((blank,))}")
            case Heading(text):
                lines.append(f"## {number} {text}")
            case Clause(id, runs, points, _):
                lines.append(f"{number} {said(runs)} <{id}>")
                lines += [f"  - {said(whole(point))}" for point in points]
            case Grid(head, rows):
                lines += [" | ".join(row) for row in (head, *rows)]
            case Signature(text):
                lines.append(f"signs: {text}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("file", CASE_FILES, ids=lambda file: file.stem)
def test_a_post_gets_exactly_this_document(file: Path) -> None:
    assert outline(of(file.stem)) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", CASE_FILES, ids=lambda file: file.stem)
def test_the_word_file_says_what_the_document_says(file: Path) -> None:
    description = of(file.stem)
    word = Document(io.BytesIO(word_file(description)))
    texts = [text.text for text in word.element.body.iter() if text.tag.endswith("}t")]
    shown = "".join(texts)
    for block in description.blocks:
        match block:
            case Clause(_, runs, points, _):
                assert said(runs) in shown
                assert all(said(whole(point)) in shown for point in points)
            case Heading(text) | Signature(text):
                assert text in texts
            case Grid(head, rows):
                assert set(head).union(*rows) <= set(texts)
    assert word.core_properties.title == description.name


def test_the_forms_tell_every_name_that_the_build_fills_in() -> None:
    """Authors read the names at the head of the file; it may not fall behind the code."""
    head = (TESTS.parent / "docs" / FORMS).read_text(encoding="utf-8").split("\n\n")[0]
    told = set(re.findall(r"[a-z_]+", head))
    assert {*WORDS, *GRIDS, *LISTS, *descriptions.DUTIES, descriptions.NAMELESS} <= told


def test_the_word_file_has_real_styles_numbers_and_pages() -> None:
    word = Document(io.BytesIO(word_file(of("keeper.senior.solo.neutral"))))
    used = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Title", "Heading 1", "Clause", "Point"} <= used
    for name in ("Heading 1", "Clause", "Point"):
        assert word.styles[name].element.pPr.numPr is not None, name
    footer = word.sections[0].footer.paragraphs[0]._p.xml
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer
    assert word.core_properties.language == "en-US"


def test_the_word_file_names_only_styles_that_it_has() -> None:
    """A dangling name, or elements in the wrong order, can make Word ask for a repair."""
    with zipfile.ZipFile(io.BytesIO(word_file(of("keeper.senior.solo.neutral")))) as file:
        styles = file.read("word/styles.xml").decode()
        parts = [styles, *(file.read(f"word/{name}.xml").decode() for name in PARTS)]
    known = set(re.findall(r'w:styleId="(\w+)"', styles))
    named = re.findall(
        r'<w:(?:pStyle|rStyle|tblStyle|basedOn|next|link) w:val="(\w+)"', "".join(parts)
    )
    assert set(named) <= known
    for style in re.findall(r"<w:pPr>.*?</w:pPr>", styles, re.DOTALL):
        found = [name for name in re.findall(r"<w:(\w+)", style) if name in ORDER]
        assert found == sorted(found, key=ORDER.index), style


def test_the_same_records_give_the_same_bytes() -> None:
    first = word_file(of("keeper.senior.solo.neutral"))
    word_file.cache_clear()
    assert word_file(of("keeper.senior.solo.neutral")) == first


def test_a_rebuild_makes_no_document_anew() -> None:
    """Under `serve` each rebuild reads everything again; equal descriptions are the same file."""
    word_file(of("keeper.senior.solo.neutral"))
    made = word_file.cache_info().misses
    again = load(FICTIONAL)
    for post in work.posts(again):
        if (post.role.id, post.grade, post.setting.id) == ("keeper", "senior", "solo"):
            word_file(descriptions.description(forms(again)["neutral"], post))
    assert word_file.cache_info().misses == made


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_stays_text(text: str) -> None:
    blocks = (Title((text,)), Clause("a", (text, Blank("x", text))), Fact(text, Blank("y")))
    made = word_file(Description(text, False, blocks))
    kept = FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")  # as XML reads it
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        xml = file.read("word/document.xml").decode()
    word = Document(io.BytesIO(made))
    shown = "".join(
        part.text or "" for part in word.paragraphs[0]._p.iter() if part.tag.endswith("}t")
    )
    assert shown == kept or not kept
    assert len(re.findall("<w:body>", xml)) == 1
