"""The ready job descriptions: every file opens and says what the records say."""

from pathlib import Path

import pytest
from docx import Document

from built import ROOT, SITE
from handbook import model, work
from handbook.loading import load

LIBRARY = load(ROOT / "docs")
SENTENCES = {duty.sentence for duty in LIBRARY.duties.values()}
FILES = sorted((SITE / "job-description/files").rglob("*.docx"))


def name_of(file: Path) -> str:
    return f"{file.parent.name}.{file.stem}"


def texts(file: Path) -> list[str]:
    """What each paragraph of the file says, those in tables included, in order."""
    body = Document(str(file)).element.body
    return [
        "".join(text.text for text in paragraph.iter() if text.tag.endswith("}t"))
        for paragraph in body.iter()
        if paragraph.tag.endswith("}p")
    ]


def test_there_is_a_file_for_every_role_and_grade() -> None:
    posts = {f"{role.id}.{grade}" for role in LIBRARY.roles.values() for grade in role.grades}
    assert {name_of(file) for file in FILES} == posts


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_file_says_what_the_records_say(file: Path) -> None:
    role, grade = LIBRARY.roles[file.parent.name], model.Grade(file.stem)
    [post] = [
        post
        for post in work.posts(LIBRARY)
        if (post.role, post.grade, post.setting.id) == (role, grade, "department")
    ]
    said = texts(file)
    facts = role.grades[grade]
    assert said[0] == f"Job description: {facts.post}"
    assert f"The post is {facts.post}, grade: {grade}." in said
    assert f"Experience: {facts.experience}." in said
    spelled = [duty.sentence for duty in post.work.get(work.SPELLED, ())]
    assert [text for text in said if text in SENTENCES] == spelled
    assert set(facts.requirements) <= set(said)
    for kpi in facts.kpis:
        assert any(text.startswith(f"{kpi}. Target: ___") for text in said)
    for id, levels in role.skills.items():
        place = said.index(LIBRARY.skills[id].title)
        level = levels[grade]
        assert said[place + 1 : place + 3] == [level, getattr(LIBRARY.skills[id].levels, level)]
    named = [duty for kind, own in post.work.items() if kind != work.SPELLED for duty in own]
    for duty in named:
        assert any(duty.title in text.partition(": ")[2].split("; ") for text in said), duty.id
