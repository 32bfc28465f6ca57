"""Term links in a real browser: hover, focus, Esc, tap, without scripts, on bare pages."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route

from built import Open

REPORT = "duties/monthly-report/"
TIP = "[role=tooltip]"


def first_term(page: Page) -> str:
    """A selector of the first term link, and the definition it has before anything happens."""
    return page.locator("article a.hb-term").first.get_attribute("title") or ""


@pytest.mark.parametrize("width", (360, 1440))
def test_hover_shows_the_definition_and_esc_takes_it_away(visit: Open, width: int) -> None:
    with visit(REPORT, width) as opened:
        definition = first_term(opened.page)
        link = opened.page.locator("article a.hb-term").first
        link.hover()
        tip = opened.page.locator(TIP)
        assert tip.is_visible()
        assert tip.inner_text() == definition
        box = tip.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        opened.page.keyboard.press("Escape")
        assert not tip.is_visible()
        assert opened.breaches() == []


def test_the_pointer_may_move_onto_the_definition(visit: Open) -> None:
    with visit(REPORT) as opened:
        opened.page.locator("article a.hb-term").first.hover()
        opened.page.locator(TIP).hover()
        opened.page.wait_for_timeout(400)
        assert opened.page.locator(TIP).is_visible()
        opened.page.locator("h1").hover()
        opened.page.wait_for_timeout(400)
        assert not opened.page.locator(TIP).is_visible()


def test_focus_shows_the_definition_and_tells_it_to_screen_readers(visit: Open) -> None:
    with visit(REPORT) as opened:
        page = opened.page
        definition = first_term(page)
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('a.hb-term')"):
                break
        assert page.locator(TIP).is_visible()
        described_by = page.evaluate("document.activeElement.getAttribute('aria-describedby')")
        assert page.locator(f"#{described_by}").inner_text() == definition
        assert opened.violations() == []
        page.keyboard.press("Escape")
        assert not page.locator(TIP).is_visible()
        page.keyboard.press("Enter")
        page.wait_for_url("**/terminology/**")


def test_a_tap_follows_the_link(browser: Browser, origin: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(origin + REPORT)
    page.locator("article a.hb-term").first.tap()
    page.wait_for_url("**/terminology/**")
    context.close()


def test_without_scripts_the_link_is_a_link_with_its_definition(visit: Open) -> None:
    with visit(REPORT, scripts=False) as opened:
        assert len(first_term(opened.page)) > 20
        opened.page.locator("article a.hb-term").first.click()
        assert "/terminology/" in opened.page.url


def test_definitions_show_on_pages_that_hide_menu_and_contents(visit: Open) -> None:
    def hide(route: Route) -> None:
        response = route.fetch()
        bare = re.sub(r'(<div class="md-sidebar [^>]*)>', r"\1 hidden>", response.text())
        route.fulfill(response=response, body=bare)

    with visit("404.html") as opened:
        opened.page.route(f"**/{REPORT}", hide)
        opened.page.goto(opened.origin + REPORT)
        assert opened.page.locator(".md-sidebar:not([hidden])").count() == 0
        opened.page.locator("article a.hb-term").first.hover()
        assert opened.page.locator(TIP).is_visible()


def test_a_term_link_looks_lighter_than_a_link_in_prose(visit: Open) -> None:
    with visit(REPORT) as opened:
        style = "element => getComputedStyle(element).textDecorationStyle"
        terms = opened.page.locator("article a.hb-term").first.evaluate(style)
        others = opened.page.locator("article p a:not(.hb-term):not(.footnote-ref)").first
        assert terms == "dotted"
        assert others.evaluate(style) == "solid"
