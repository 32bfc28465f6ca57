"""What readers do with the site: by keyboard, in the menu, in search, without scripts."""

import pytest

from built import Open

ROLE = "roles/internet-marketer/"
TERM = "terminology/click-through-rate/"


def test_the_menu_opens_and_closes_by_keyboard(visit: Open) -> None:
    with visit(ROLE, 360) as opened:
        button = opened.page.get_by_role("button", name="Menu", exact=True)
        button.focus()
        opened.page.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "true"
        assert opened.page.evaluate("!!document.activeElement.closest('.md-sidebar--primary')")
        assert opened.violations() == []
        opened.page.keyboard.press("Escape")
        assert button.get_attribute("aria-expanded") == "false"
        assert (
            opened.page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
        )
        assert opened.breaches() == []


def test_the_closed_menu_is_not_in_the_way_of_the_tab_key(visit: Open) -> None:
    with visit(ROLE, 360) as opened:
        for _ in range(12):
            opened.page.keyboard.press("Tab")
            assert not opened.page.evaluate(
                "!!document.activeElement.closest('.md-sidebar--primary')"
            )


@pytest.mark.parametrize("width", (360, 1440))
@pytest.mark.parametrize("words", ("CTR", "click-through rate"))
def test_search_finds_a_term_and_says_how_many(visit: Open, width: int, words: str) -> None:
    with visit("", width) as opened:
        page = opened.page
        page.evaluate("document.querySelector('#__search').click()")
        page.locator("input.md-search__input").fill(words)
        page.wait_for_selector(".md-search-result__item")
        assert page.locator(f".md-search-result__link[href*='{TERM}']").count() >= 1
        assert page.locator(".md-search-result__meta[role=status]").count() == 1
        assert opened.violations() == []
        assert opened.breaches() == []


def test_single_letters_do_nothing(visit: Open) -> None:
    with visit(ROLE) as opened:
        before = opened.page.url
        for key in "fsnp/.,":
            opened.page.keyboard.press(key)
        assert opened.page.url == before
        assert not opened.page.evaluate("document.querySelector('#__search').checked")


def test_the_scheme_is_kept_on_the_next_page(visit: Open) -> None:
    with visit(ROLE) as opened:
        opened.page.get_by_title("Switch to dark").first.click()
        opened.page.goto(opened.origin + TERM)
        assert opened.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        assert opened.breaches() == []


def test_the_first_tab_stop_skips_to_the_content(visit: Open) -> None:
    with visit(ROLE) as opened:
        opened.page.keyboard.press("Tab")
        assert opened.page.evaluate("document.activeElement.matches('.md-skip')")


def test_a_page_is_whole_without_scripts(visit: Open) -> None:
    with visit(ROLE, scripts=False) as opened:
        assert opened.page.locator(".hb-table td").first.is_visible()
        assert opened.page.locator("a.hb-term").first.is_visible()
        assert opened.page.get_by_role("heading", name="Used in").is_visible()


def test_a_term_link_tells_the_definition_and_leads_to_the_term(visit: Open) -> None:
    with visit("duties/monthly-report/") as opened:
        link = opened.page.locator("article a.hb-term").first
        assert len(link.get_attribute("title")) > 20
        link.click()
        opened.page.wait_for_url("**/terminology/**")
        assert opened.page.locator("h1").count() == 1


def test_a_table_scrolls_by_keyboard(visit: Open) -> None:
    with visit("roles/responsibility/", 360) as opened:
        region = opened.page.locator(".hb-table:visible").first
        region.focus()
        assert region.evaluate("element => document.activeElement === element")
        assert region.get_attribute("aria-label")
