"""The way from one post to another, and the self-check, with scripts and without."""

import json
from pathlib import Path
from typing import Any

import pytest

from built import Open

GAP = "roles/gap/"
CHECK = "roles/self-check/"
WAY = f"{GAP}?a=seo-specialist.junior&b=seo-specialist.senior"
POST = f"{CHECK}?for=seo-specialist.junior"


def rows_of(page: Any, table: str) -> dict[str, list[str]]:
    """The cells of a table by its rows' first cells."""
    rows = page.get_by_role("region", name=table, exact=True).locator("tbody tr").all()
    cells = [[cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in rows]
    return {first: rest for first, *rest in cells}


def test_a_role_page_leads_to_its_last_step(visit: Open) -> None:
    with visit("roles/seo-specialist/") as opened:
        page = opened.page
        page.get_by_role("link", name="What a higher grade asks for").click()
        page.wait_for_url("**/roles/gap/?a=seo-specialist.specialist&b=seo-specialist.senior")
        assert page.get_by_label("Where you are").input_value() == "seo-specialist.specialist"
        assert page.locator(".hb-whole:visible").count() == 0


def test_the_gap_within_a_role_is_what_rises(visit: Open) -> None:
    with visit(WAY) as opened:
        page = opened.page
        skills = rows_of(page, "Skills that have to grow")
        assert skills["Search engine optimization"][:2] == ["working", "expert"]
        assert "How to learn it" in skills["Search engine optimization"][3]
        assert page.get_by_role("heading", name="What you will have to show").is_visible()
        page.get_by_label("Where you are").select_option("")
        assert rows_of(page, "Skills that have to grow")["Search engine optimization"][0] == "–"
        assert page.url.endswith("?b=seo-specialist.senior")
        page.go_back()
        assert page.url.endswith("?a=seo-specialist.junior&b=seo-specialist.senior")
        assert rows_of(page, "Skills that have to grow") == skills
        assert opened.breaches() == []


def test_what_is_there_already_is_folded_away(visit: Open) -> None:
    with visit(f"{GAP}?a=seo-specialist.senior&b=seo-specialist.junior") as opened:
        page = opened.page
        status = page.locator(".hb-compare__status").inner_text()
        assert status == "Every skill is at the level asked for; 0 duties begin."
        there = page.get_by_role("region", name="Already there")
        assert not there.is_visible()
        page.get_by_text("Already there (").click()
        assert there.is_visible()


def test_another_role_brings_its_own_duties(visit: Open) -> None:
    with visit(f"{GAP}?a=internet-marketer.senior&b=seo-specialist.specialist") as opened:
        duties = rows_of(opened.page, "Duties that begin")
        assert "SEO audit" in duties
        assert "Monthly report" not in duties


@pytest.mark.parametrize("address", [GAP, f"{GAP}?b=<b>x</b>.head", f"{GAP}?a=me"])
def test_without_a_known_post_every_ladder_stands(visit: Open, address: str) -> None:
    with visit(address) as opened:
        page = opened.page
        assert page.locator(".hb-gap b").count() == 0
        assert page.locator(".hb-whole:visible").count() > 1
        assert "Choose" in page.locator(".hb-compare__status").inner_text()


def test_the_gap_is_saved_as_csv(visit: Open, tmp_path: Path) -> None:
    with visit(WAY) as opened:
        with opened.page.expect_download() as download:
            opened.page.get_by_role("button", name="Download CSV").click()
        download.value.save_as(tmp_path / "gap.csv")
        lines = (tmp_path / "gap.csv").read_text(encoding="utf-8-sig").splitlines()
        assert lines[0] == "Skill,Now,Asked for,What one can then see you do,What helps"
        assert any(line.startswith("Search engine optimization,working,expert,") for line in lines)


def mark(page: Any, skill: str, level: str) -> None:
    """Choose a level by keyboard: focus the first choice of the row, then go on with arrows."""
    row = page.locator("tr", has=page.get_by_role("link", name=skill, exact=True))
    choices = row.get_by_role("radio")
    choices.first.focus()
    page.keyboard.press("Space")
    for _ in range(["not yet", "aware", "working", "practitioner", "expert"].index(level)):
        page.keyboard.press("ArrowRight")


def test_marks_are_kept_measured_and_taken_along(visit: Open, tmp_path: Path) -> None:
    with visit(POST) as opened:
        page = opened.page
        assert page.locator("td.hb-asked:visible").count() > 3
        mark(page, "Search engine optimization", "practitioner")
        mark(page, "Writing", "not yet")
        status = page.locator(".hb-compare__status").inner_text()
        assert "2 of " in status and "1 are at the level asked for" in status
        page.reload()
        assert page.locator("input[type=radio]:checked:visible").count() == 2
        with page.expect_download() as download:
            page.get_by_role("button", name="Save marks").click()
        file = tmp_path / "self-check.json"
        download.value.save_as(file)
        assert json.loads(file.read_text())["marks"] == {"search-optimization": 3, "writing": 0}

        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Delete marks").click()
        assert page.locator("input[type=radio]:checked").count() == 0
        page.get_by_label("Load marks").set_input_files(file)
        page.locator("input[type=radio]:checked:visible").nth(1).wait_for()

        page.get_by_role("link", name="What is missing for this post").click()
        page.wait_for_url("**/roles/gap/?a=me&b=seo-specialist.junior")
        skills = rows_of(page, "Skills that have to grow")
        assert "Search engine optimization" not in skills
        assert skills["Writing"][0] == "–"
        assert opened.breaches() == []


@pytest.mark.parametrize(
    "text",
    ["", "no JSON", "[]", '{"marks": {"writing": 2}}', '{"kind": "x", "version": 1, "marks": {}}'],
)
def test_a_file_that_holds_no_marks_changes_nothing(visit: Open, tmp_path: Path, text: str) -> None:
    file = tmp_path / "<b>odd.json"
    file.write_text(text)
    with visit(CHECK) as opened:
        page = opened.page
        mark(page, "Writing", "working")
        page.get_by_label("Load marks").set_input_files(file)
        page.get_by_text("holds no marks").wait_for()
        assert page.locator(".hb-check b").count() == 0
        assert page.locator("input[type=radio]:checked").count() == 1


def test_marks_of_unknown_skills_are_left_out_and_said(visit: Open, tmp_path: Path) -> None:
    with visit(CHECK) as opened:
        page = opened.page
        mark(page, "Writing", "working")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save marks").click()
        download.value.save_as(tmp_path / "marks.json")
        saved = json.loads((tmp_path / "marks.json").read_text())
        saved["marks"]["juggling"] = 4
        (tmp_path / "marks.json").write_text(json.dumps(saved))
        page.get_by_label("Load marks").set_input_files(tmp_path / "marks.json")
        page.get_by_text("1 marks are for skills that are not here").wait_for()
        assert page.locator("input[type=radio]:checked").count() == 1


@pytest.mark.parametrize("address", (GAP, CHECK))
def test_without_scripts_ladders_and_sheet_are_whole(visit: Open, address: str) -> None:
    with visit(address, scripts=False) as opened:
        content = opened.page.locator(".md-content")
        assert content.locator("button, input, select").count() == 0
        assert all(row.is_visible() for row in content.locator(".hb-table tr").all())
        boxes = content.locator(".hb-box").count()
        assert boxes == (4 * content.locator("th[data-skill]").count() if address == CHECK else 0)


@pytest.mark.parametrize("scheme", ("light", "dark"))
@pytest.mark.parametrize("width", (320, 1440))
@pytest.mark.parametrize("address", (WAY, POST, CHECK))  # all ladders: see test_pages.py
def test_every_state_keeps_every_bar(visit: Open, address: str, width: int, scheme: str) -> None:
    with visit(address, width, scheme) as opened:
        assert opened.violations() == []
        assert opened.overflow() <= 0
        assert opened.breaches() == []


@pytest.mark.parametrize("address", (WAY, POST))
def test_paper_has_no_controls(visit: Open, address: str) -> None:
    with visit(address) as opened:
        page = opened.page
        page.emulate_media(media="print")
        assert page.locator(".hb-tools:visible, select:visible").count() == 0
        assert page.locator(".hb-table:visible").count() > 0
