"""What readers do with tables: filter, sort, download, choose a setting, compare; and all of it
whole without scripts and on paper."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from built import Open

ROLES = "roles/"
SKILLS = "skills/"
WHO = "roles/responsibility/"
COMPARE = "roles/compare/"
FRAMEWORK = "frameworks/profstandart-06-043/"
PAY = "salaries/countries/united-states/"
CONTROLS = ".hb-tools, .hb-chooser, .hb-compare__form, .hb-compare__status"
PAIR = f"{COMPARE}?a=internet-marketer.junior&b=internet-marketer.senior"
STATES = (
    f"{ROLES}?roles.find=head&roles.sort=-duties-done&grade=senior",
    f"{SKILLS}?skills-analysis.sort=data-analysis",
    f"{WHO}?setting=agency&area=analytics",
    f"{WHO}?setting=nowhere",
    COMPARE,
    PAIR,
    f"{COMPARE}?a=nobody.at-all&b=internet-marketer.senior&c=head-of-internet-marketing.head",
    FRAMEWORK,
    PAY,
)


def rows(page: Page, table: str) -> list[str]:
    """The first cells of the rows that are shown, in their order."""
    heads = page.locator(f"[data-tools^='{table} '] tbody th").all()
    return [re.sub(r"\s+", " ", head.inner_text()) for head in heads if head.is_visible()]


def saved(page: Page, table: str, folder: Path) -> list[list[str]]:
    """The CSV that the button over a table saves."""
    bar = page.locator(f".hb-tools:has(+ [data-tools^='{table} '])")
    with page.expect_download() as download:
        bar.get_by_role("button", name="Download CSV").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def test_filter_counts_what_is_left_and_keeps_it_in_the_address(visit: Open) -> None:
    with visit(ROLES) as opened:
        page = opened.page
        field = page.get_by_role("searchbox", name="Filter").first
        count = page.locator(".hb-tools [role=status]").first
        assert count.inner_text() == ""
        field.press_sequentially("answers nobody")
        expect(count).to_have_text(re.compile(r"^0 of \d+ rows$"))
        field.fill("head intern")
        shown = page.locator("[data-tools^='roles '] tbody tr:visible").all_inner_texts()
        assert shown
        assert all("head" in row.lower() and "intern" in row.lower() for row in shown)
        assert "roles.find=head+intern" in page.url
        page.reload()
        assert page.get_by_role("searchbox", name="Filter").first.input_value() == "head intern"
        field.fill("")
        assert "?" not in page.url
        assert opened.breaches() == []


def test_sort_works_by_keyboard_and_back_undoes_it(visit: Open) -> None:
    with visit(SKILLS) as opened:
        page = opened.page
        before = rows(page, "skills-analysis")
        button = page.get_by_role("button", name="Sort by Data analysis")
        button.focus()
        page.keyboard.press("Enter")
        head = page.locator("[data-tools^='skills-analysis '] thead th", has=button)
        assert head.get_attribute("aria-sort") == "descending"
        place = head.evaluate("head => head.cellIndex + 1")
        cells = page.locator(f"[data-tools^='skills-analysis '] tbody td:nth-child({place})")
        levels = cells.all_inner_texts()
        order = ["expert", "practitioner", "working", "aware", "–"]
        assert [order.index(level.strip()) for level in levels] == sorted(
            order.index(level.strip()) for level in levels
        )
        page.keyboard.press("Space")
        assert head.get_attribute("aria-sort") == "ascending"
        assert page.url.endswith("?skills-analysis.sort=data-analysis")
        page.go_back()
        page.go_back()
        expect(head).not_to_have_attribute("aria-sort", re.compile("."))
        assert rows(page, "skills-analysis") == before
        assert opened.breaches() == []


def test_a_link_in_a_head_stays_a_link(visit: Open) -> None:
    with visit(SKILLS) as opened:
        head = opened.page.locator("thead").get_by_role("link", name="Writing", exact=True)
        head.press("Enter")
        opened.page.wait_for_url("**/skills/writing/")


def test_an_address_brings_back_filter_and_order(visit: Open) -> None:
    with visit(f"{SKILLS}?skills-analysis.find=internet&skills-analysis.sort=-post") as opened:
        found = rows(opened.page, "skills-analysis")
        assert len(found) > 2
        assert found == sorted(found, reverse=True, key=str.lower)


def test_the_csv_is_the_view(visit: Open, tmp_path: Path) -> None:
    state = "skills-analysis.find=senior&skills-analysis.sort=-data-analysis"
    with visit(f"{SKILLS}?{state}") as opened:
        lines = saved(opened.page, "skills-analysis", tmp_path)
        heads = opened.page.locator("[data-tools^='skills-analysis '] thead th a")
        assert lines[0] == ["Post", *heads.all_inner_texts()]
        assert [line[0] for line in lines[1:]] == rows(opened.page, "skills-analysis")
        assert len(lines) >= 2
        assert set(lines[1][1:]) <= {"aware", "working", "practitioner", "expert", "–"}
        assert opened.breaches() == []


def test_the_csv_holds_no_formulas(visit: Open, tmp_path: Path) -> None:
    bad = ["=1+1", "+1", "-1", "@x", "\tx", 'say "no", please']
    with visit(ROLES) as opened:
        opened.page.evaluate(
            "texts => [...document.querySelector('[data-tools^=roles] tbody tr').cells]"
            ".forEach((cell, number) => cell.textContent = texts[number])",
            bad,
        )
        line = saved(opened.page, "roles", tmp_path)[1]
        assert line == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", 'say "no", please']


def test_numbers_in_lists_and_notes_do_not_reach_the_csv_as_noise(
    visit: Open, tmp_path: Path
) -> None:
    with visit(PAY) as opened:
        table = opened.page.locator("[data-tools^='pay-united-states']").first
        name = str(table.get_attribute("data-tools")).split()[0]
        first = saved(opened.page, name, tmp_path)[1][0]
        assert "; " in first
        assert not re.search(r"\[\d+\]|\n", first)


def test_a_setting_and_an_area_are_chosen_by_keyboard_and_back_undoes_it(visit: Open) -> None:
    with visit(WHO) as opened:
        page = opened.page
        shown = page.locator("section[data-setting]:visible h2")
        assert shown.all_inner_texts() == ["Department"]
        page.get_by_role("radio", name="Department").focus()
        page.keyboard.press("ArrowRight")
        assert shown.all_inner_texts() == ["Agency"]
        assert page.locator("section[data-setting=agency] .hb-org").is_visible()
        assert page.url.endswith("?setting=agency")
        whole = len(rows(page, "agency"))
        page.get_by_role("combobox", name="Area").select_option("analytics")
        assert page.url.endswith("?setting=agency&area=analytics")
        assert 0 < len(rows(page, "agency")) < whole
        page.go_back()
        assert len(rows(page, "agency")) == whole
        page.go_back()
        assert shown.all_inner_texts() == ["Department"]
        assert opened.breaches() == []


def test_only_those_with_a_part_have_a_column(visit: Open) -> None:
    with visit(f"{WHO}?setting=department&area=seo") as opened:
        table = opened.page.locator("section[data-setting=department] .hb-table--raci")
        heads = table.locator("thead th:visible")
        shown = heads.count()
        letters = table.locator("tbody tr:visible td:visible").all_inner_texts()
        rows = [letters[start : start + shown - 1] for start in range(0, len(letters), shown - 1)]
        assert all(set(column) != {"–"} for column in zip(*rows, strict=True))
        assert 1 < shown < table.locator("thead th").count()


def test_an_unknown_setting_is_said_and_never_taken_as_markup(visit: Open) -> None:
    with visit(f"{WHO}?setting=<img src=x>") as opened:
        assert "asks for “<img src=x>”" in opened.page.locator(".hb-chooser").first.inner_text()
        assert opened.page.locator("section[data-setting]:visible").count() == 1
        assert opened.page.locator(".hb-chooser img").count() == 0


def test_an_anchor_of_a_hidden_section_shows_it(visit: Open) -> None:
    with visit(f"{WHO}#agency") as opened:
        assert opened.page.get_by_role("heading", name="Agency", exact=True).is_visible()
        assert opened.page.get_by_role("radio", name="Agency").is_checked()


def test_everything_a_senior_answers_for(visit: Open) -> None:
    with visit(ROLES) as opened:
        opened.page.get_by_role("radio", name="Senior").check(force=True)
        section = opened.page.locator("section[data-grade]:visible")
        assert section.get_by_role("heading").inner_text().startswith("Everything a senior")
        assert section.get_by_role("link", name="Promotion strategy").first.is_visible()
        assert opened.page.url.endswith("?grade=senior")


def test_a_role_page_leads_to_its_comparison(visit: Open) -> None:
    with visit("roles/internet-marketer/") as opened:
        page = opened.page
        page.get_by_role("link", name="Compare with another role or grade").click()
        assert page.get_by_label("First").input_value() == "internet-marketer.specialist"
        assert "Choose a second one" in page.locator(".hb-compare__status").inner_text()
        page.get_by_label("Second").select_option("internet-marketer.senior")
        assert page.url.endswith("?a=internet-marketer.specialist&b=internet-marketer.senior")
        first, same = page.locator(".hb-table--compare").all()
        assert first.locator("thead th").all_inner_texts() == [
            "What",
            "Internet marketer",
            "Senior internet marketer",
        ]
        for row in first.locator("tbody tr").all():
            assert len(set(row.locator("td").all_text_contents())) > 1
        for row in same.locator("tbody tr").all():
            assert len(set(row.locator("td").all_text_contents())) == 1
        assert not same.is_visible()
        page.get_by_text("The same for all").click()
        assert same.is_visible()
        page.go_back()
        assert page.locator(".hb-table--compare thead th").count() == 2
        assert opened.breaches() == []


def test_three_are_compared_and_saved(visit: Open, tmp_path: Path) -> None:
    with visit(f"{PAIR}&c=head-of-internet-marketing.head") as opened:
        page = opened.page
        assert page.locator(".hb-table--compare").first.locator("thead th").count() == 4
        assert page.locator(".hb-whole:visible").count() == 0
        with page.expect_download() as download:
            page.get_by_role("button", name="Download CSV").click()
        download.value.save_as(tmp_path / "three.csv")
        with (tmp_path / "three.csv").open(encoding="utf-8-sig", newline="") as lines:
            assert {len(line) for line in csv.reader(lines)} == {4}


def test_an_unknown_post_is_said_and_all_are_offered(visit: Open) -> None:
    with visit(f"{COMPARE}?a=<b>x</b>.head") as opened:
        page = opened.page
        status = page.locator(".hb-compare__status")
        assert "There is no role and grade called “<b>x</b>.head”." in status.inner_text()
        assert page.locator(".hb-compare b").count() == 0
        assert page.locator(".hb-whole:visible").count() > 1
        assert page.get_by_label("First").locator("option").count() > 4


@pytest.mark.parametrize("address", (ROLES, WHO, SKILLS, COMPARE, FRAMEWORK, PAY))
def test_without_scripts_everything_stands_and_nothing_is_dead(visit: Open, address: str) -> None:
    with visit(address, scripts=False) as opened:
        page = opened.page
        content = page.locator(".md-content")
        assert content.locator("button, input, select").count() == 0
        assert content.locator(".hb-table").count() > 0
        assert all(row.is_visible() for row in content.locator(".hb-table tr").all())


def test_without_scripts_every_setting_has_its_chart_and_every_post_its_column(visit: Open) -> None:
    with visit(WHO, scripts=False) as opened:
        sections = opened.page.locator("section[data-setting]")
        assert sections.count() == opened.page.locator("section[data-setting] > .hb-org").count()
    with visit(COMPARE, scripts=False) as opened:
        posts = opened.page.locator("th[data-who]")
        assert posts.count() >= 5
        assert all(post.is_visible() for post in posts.all())


@pytest.mark.parametrize(
    "address", (f"{WHO}?setting=solo&area=analytics", f"{ROLES}?roles.find=zzz&grade=head", COMPARE)
)
def test_paper_gets_everything_and_no_controls(visit: Open, address: str) -> None:
    with visit(address) as opened:
        page = opened.page
        page.emulate_media(media="print")
        assert all(row.is_visible() for row in page.locator(".hb-table tr").all())
        assert not any(one.is_visible() for one in page.locator(CONTROLS).all())


@pytest.mark.parametrize("scheme", ("light", "dark"))
@pytest.mark.parametrize("width", (320, 1440))
@pytest.mark.parametrize("address", STATES)
def test_every_state_keeps_every_bar(visit: Open, address: str, width: int, scheme: str) -> None:
    with visit(address, width, scheme) as opened:
        for details in opened.page.locator("details.hb-same").all():
            details.locator("summary").click()
        assert opened.violations() == []
        assert opened.overflow() <= 0
        assert opened.breaches() == []
