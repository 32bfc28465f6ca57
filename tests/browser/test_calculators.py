"""Metrics as calculators: what one types, what comes out, and what is said of a wrong number."""

import math
from typing import Any

import pytest
from scipy.stats import norm

from built import SITE, Open

TERMS = "terminology/"
# A metric, what is typed in place of the example, and what it must give.
GOOD = (
    ("cost-per-lead", {"cost": "3 000", "leads": "1,200"}, "= 2.50 currency units"),
    ("cost-per-click", {"cost": "1.234,50", "clicks": "1000"}, "= 1.23 currency units"),
    ("cost-per-mille", {"cost": "0,5", "impressions": "1 000 000"}, "= 0.00 currency units"),
    ("click-through-rate", {"clicks": "25", "impressions": "10,000"}, "= 0.25%"),
    ("conversion-rate", {"conversions": "1", "visits": "3"}, "= 33.33%"),
    ("churn-rate", {"customers_lost": "1’000", "customers_at_start": "8,000"}, "= 12.50%"),
    ("retention-rate", {"new_customers": "1040"}, "= 0.00%"),
    ("return-on-marketing-investment", {"gross_profit": "9000"}, "= −50.00%"),
    ("average-order-value", {"revenue": "1,000,000", "orders": "7"}, "= 142,857.14"),
    ("customer-lifetime-value", {"gross_margin": "60%", "monthly_churn": "2,5 %"}, "= 960.00"),
    ("unsubscribe-rate", {"unsubscribes": "1", "delivered": "800"}, "= 0.12%"),
)
BAD = (
    ("cost-per-lead", "leads", "0", "Must lie between 1 and 100,000,000."),
    ("cost-per-lead", "leads", "many", "This is no number."),
    ("cost-per-lead", "leads", "", "This is no number."),
    ("cost-per-lead", "leads", "1,2,3", "This is no number."),
    ("cost-per-lead", "cost", "-5", "Must lie between 0 and"),
    ("cost-per-lead", "cost", "12%", "without a percent sign"),
    ("cost-per-lead", "cost", "1e9", "This is no number."),
    ("cost-per-lead", "cost", "alert(1)", "This is no number."),
    ("customer-lifetime-value", "gross_margin", "101", "Must lie between 0 and 100."),
)


def type_in(page: Any, values: dict[str, str]) -> str:
    for name, text in values.items():
        page.locator(f"#input-{name}").fill(text)
    return str(page.locator(".hb-calculator__result").inner_text())


@pytest.mark.parametrize(("term", "values", "result"), GOOD, ids=lambda value: str(value)[:40])
def test_numbers_as_people_write_them_give_the_result(
    visit: Open, term: str, values: dict[str, str], result: str
) -> None:
    with visit(f"{TERMS}{term}/") as opened:
        page = opened.page
        example = page.locator(".hb-result").inner_text().removeprefix("Worked example: ")
        start = page.locator(".hb-calculator__result").inner_text()
        assert start.removeprefix("= ") == example.removesuffix(".")
        assert type_in(page, values).replace("-", "−").startswith(result)
        assert opened.breaches() == []


@pytest.mark.parametrize(("term", "name", "text", "remark"), BAD)
def test_a_wrong_number_says_why_and_gives_nothing(
    visit: Open, term: str, name: str, text: str, remark: str
) -> None:
    with visit(f"{TERMS}{term}/") as opened:
        page = opened.page
        assert type_in(page, {name: text}) == "–"
        field = page.locator(f"#input-{name}")
        assert field.get_attribute("aria-invalid") == "true"
        assert remark in page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text()
        page.get_by_role("button", name="Back to the example").click()
        assert page.locator(".hb-calculator__result").inner_text() != "–"
        assert page.url.endswith(f"{TERMS}{term}/")


def test_a_shared_address_restores_its_numbers(visit: Open) -> None:
    with visit(f"{TERMS}cost-per-lead/") as opened:
        type_in(opened.page, {"cost": "1 200,5", "leads": "30"})
        address = opened.page.url
        result = opened.page.locator(".hb-calculator__result").inner_text()
    with visit(address.split("/", 3)[3]) as opened:
        page = opened.page
        assert page.locator("#input-cost").input_value() == "1 200,5"
        assert "Read as 1,200.5." in page.locator("#input-cost-remark").inner_text()
        assert (
            page.locator(".hb-calculator__result").inner_text()
            == result
            == ("= 40.02 currency units")
        )
        page.get_by_text("All digits").click()
        assert page.get_by_text("40.0166666666667 currency units").is_visible()


def test_an_address_with_markup_is_no_number(visit: Open) -> None:
    with visit(f"{TERMS}cost-per-lead/?cost=<b>1</b>") as opened:
        page = opened.page
        assert page.locator(".hb-calculator b").count() == 0
        assert page.locator(".hb-calculator__result").inner_text() == "–"


def test_without_scripts_formula_and_example_stand(visit: Open) -> None:
    with visit(f"{TERMS}cost-per-lead/", scripts=False) as opened:
        page = opened.page
        assert page.locator(".hb-formula strong").inner_text() == "Advertising cost ÷ leads"
        assert page.locator(".hb-formula table").is_visible()
        assert page.locator(".hb-result").inner_text() == "Worked example: 30.00 currency units."
        assert page.locator(".hb-calculator").count() == 0


def test_every_example_is_worked_out_alike_by_build_and_browser(visit: Open) -> None:
    pages = sorted(SITE.glob(f"{TERMS}*/index.html"))
    metrics = [page for page in pages if "data-metric=" in page.read_text(encoding="utf-8")]
    assert len(metrics) > 10
    with visit(TERMS) as opened:
        page = opened.page
        for file in metrics:
            page.goto(f"{opened.origin}{TERMS}{file.parent.name}/")
            result = page.locator(".hb-calculator__result").inner_text().removeprefix("= ")
            example = page.locator(".hb-result").inner_text().removeprefix("Worked example: ")
            assert result == example.removesuffix("."), file.parent.name


def test_the_normal_distribution_agrees_with_scipy(visit: Open) -> None:
    values = [step / 10 for step in range(-80, 81)]
    shares = [10.0**-power for power in range(1, 13)] + [step / 50 for step in range(1, 50)]
    with visit(TERMS) as opened:
        computed = opened.page.evaluate(
            """async ([values, shares]) => {
                const { normal, normalInverse } = await import("/assets/javascripts/statistics.js");
                return [values.map(normal), shares.map(normalInverse)];
            }""",
            [values, shares],
        )
    for found, value in zip(computed[0], values, strict=True):
        assert math.isclose(found, norm.cdf(value), rel_tol=1e-9, abs_tol=1e-15)
    for found, share in zip(computed[1], shares, strict=True):
        assert math.isclose(found, norm.ppf(share), rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize("scheme", ("light", "dark"))
@pytest.mark.parametrize("width", (320, 1440))
def test_good_and_bad_states_keep_every_bar(visit: Open, width: int, scheme: str) -> None:
    with visit(f"{TERMS}cost-per-lead/?cost=1%20200&leads=0", width, scheme) as opened:
        assert opened.violations() == []
        assert opened.overflow() <= 0
        assert opened.breaches() == []
