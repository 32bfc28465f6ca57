"""Learning paths, and the pages about pay and sources, as readers use them."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from built import Open

PATH = "training/paths/seo-specialist/"
OTHER = "training/paths/content-marketer/"
EXPLORER = "salaries/explorer/"
STATES = (
    PATH,
    "training/paths/",
    EXPLORER,
    f"{EXPLORER}?country=ukraine&role=seo-specialist",
    "salaries/countries/united-states/",
    "salaries/by-role/",
    "sources/?kind=law&age=year",
    "job-description/law/",
)
STATUS = ".hb-compare__status"


@pytest.mark.parametrize("scheme", ("light", "dark"))
@pytest.mark.parametrize("width", (320, 1440))
@pytest.mark.parametrize("address", STATES)
def test_each_state_fits_and_is_accessible(
    visit: Open, address: str, width: int, scheme: str
) -> None:
    with visit(address, width, scheme) as opened:
        assert opened.overflow() <= 0
        assert opened.violations() == []
        assert opened.breaches() == []


def test_progress_is_kept_and_counts_in_every_path(visit: Open, tmp_path: Path) -> None:
    with visit(PATH) as opened:
        page = opened.page
        page.locator("[data-step='data-analysis.aware'] input").check()
        assert page.locator(STATUS).inner_text().startswith("1 of ")
        page.reload()
        assert page.locator("[data-step='data-analysis.aware'] input").is_checked()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Save progress").click()
        file = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(file)
        assert json.loads(file.read_text(encoding="utf-8"))["steps"] == {"data-analysis.aware": 1}
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Delete progress").click()
        assert page.locator(STATUS).inner_text().startswith("0 of ")
        page.locator(".hb-file").set_input_files(file)
        expect(page.locator(STATUS)).to_contain_text(re.compile("^1 of "))
        bad = tmp_path / "bad.json"
        bad.write_text('{"kind": "something else"}', encoding="utf-8")
        page.locator(".hb-file").set_input_files(bad)
        expect(page.locator(STATUS)).to_contain_text("holds no progress")
        page.goto(opened.origin + OTHER)
        assert page.locator("[data-step='data-analysis.aware'] input").is_checked()
        assert opened.breaches() == []


def test_a_path_is_whole_without_scripts(visit: Open) -> None:
    with visit(PATH, scripts=False) as opened:
        first = opened.page.locator(".hb-table--path").first
        assert "Search engine optimization" in first.inner_text()
        assert opened.page.locator("input[type=checkbox]:visible").count() == 0


def test_pay_is_narrowed_by_several_choices_at_once(visit: Open, tmp_path: Path) -> None:
    with visit(EXPLORER) as opened:
        page = opened.page
        rows = page.locator(".hb-table--explorer tbody tr:visible")
        everything = rows.count()
        page.get_by_role("combobox", name="Country").select_option("ukraine")
        ukraine = rows.count()
        page.get_by_role("combobox", name="Role").select_option("seo-specialist")
        assert 0 < rows.count() < ukraine < everything
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download CSV").click()
        file = tmp_path / "pay.csv"
        waiting.value.save_as(file)
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 1 + rows.count()
        page.get_by_label("Official figures").check(force=True)
        assert rows.count() == 0
        told = " ".join(page.locator(".hb-chooser__status").all_inner_texts())
        assert "No figure fits" in told
        page.go_back()
        assert rows.count() > 0
        assert opened.breaches() == []


def test_a_figure_leads_to_its_source_and_back(visit: Open) -> None:
    with visit("salaries/countries/ukraine/") as opened:
        page = opened.page
        page.locator("td .footnote-ref, th .footnote-ref").first.click()
        target = page.locator(".footnote li:target")
        target.get_by_role("link").first.click()
        page.wait_for_url("**/sources/#*")
        entry = page.locator("section:has(:target)")
        assert "Rests on it" in entry.inner_text()
        entry.get_by_role("link", name="pay figures").first.click()
        page.wait_for_url(f"**/{EXPLORER}")


def test_charts_need_no_script_and_say_what_they_show(visit: Open) -> None:
    with visit("salaries/by-role/", scripts=False) as opened:
        figure = opened.page.locator(".hb-chart").first
        assert figure.locator("circle").count() >= 3
        assert "highest median" in opened.page.locator(".hb-chart__says").first.inner_text()
        assert figure.locator("[style]").count() == 0


def test_sources_are_chosen_by_kind_and_age(visit: Open) -> None:
    with visit("sources/") as opened:
        page = opened.page
        shown = page.locator(".hb-sources section:visible")
        everything = shown.count()
        assert "".join(page.locator(".hb-chooser__status").all_inner_texts()) == ""
        page.get_by_role("combobox", name="Kind").select_option("law")
        laws = shown.count()
        page.get_by_label("Within a year").check(force=True)
        assert 0 < shown.count() < laws < everything
