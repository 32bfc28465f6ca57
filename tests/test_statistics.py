"""The statistics of the glossary agree with SciPy, and with each other."""

from decimal import Decimal
from math import isclose, sqrt
from pathlib import Path

import pytest
from scipy.stats import chi2_contingency, norm

from handbook.formulas import compute
from handbook.loading import load
from handbook.model import Metric

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(scope="module")
def metrics() -> dict[str, Metric]:
    terms = load(DOCS).terminology
    return {
        id: term.metric.model_copy(update={"decimals": 9})
        for id, term in terms.items()
        if term.metric
    }


def value(metric: Metric, **inputs: float) -> float:
    return float(compute(metric, {name: Decimal(str(one)) for name, one in inputs.items()}))


@pytest.mark.parametrize(
    ("old", "of", "new", "to"), [(96, 2400, 124, 2400), (5, 90, 11, 130), (700, 9000, 640, 9100)]
)
def test_the_p_value_of_two_rates(
    metrics: dict[str, Metric], old: int, of: int, new: int, to: int
) -> None:
    counts = {"buyers_old": old, "visitors_old": of, "buyers_new": new, "visitors_new": to}
    table = [[old, of - old], [new, to - new]]
    wanted = chi2_contingency(table, correction=False).pvalue
    assert isclose(value(metrics["p-value"], **counts), wanted, abs_tol=1e-6)


@pytest.mark.parametrize(("share", "people"), [(62, 400), (3, 10_000), (50, 1)])
def test_the_width_of_a_confidence_interval(
    metrics: dict[str, Metric], share: float, people: int
) -> None:
    error = sqrt(share * (100 - share) / people)
    _, high = norm.interval(0.95, loc=share, scale=error)
    found = value(metrics["confidence-interval"], share=share, people=people)
    assert isclose(found, high - share, rel_tol=1e-6)


@pytest.mark.parametrize(
    ("base", "goal", "visitors"), [(4, 5, 3000), (2.5, 3, 16792), (20, 17, 900)]
)
def test_the_power_of_a_comparison(
    metrics: dict[str, Metric], base: float, goal: float, visitors: int
) -> None:
    one, other = base / 100, goal / 100
    mean = (one + other) / 2
    spread = sqrt(one * (1 - one) + other * (1 - other))
    limit = norm.ppf(0.975) * sqrt(2 * mean * (1 - mean))
    reach = abs(one - other) * sqrt(visitors)
    wanted = norm.cdf((reach - limit) / spread) + norm.cdf((-reach - limit) / spread)
    found = value(metrics["statistical-power"], base=base, goal=goal, visitors=visitors)
    assert isclose(found, 100 * wanted, abs_tol=1e-4)  # 1e-6 as a share


@pytest.mark.parametrize(("base", "goal"), [(2.5, 3), (10, 12), (40, 37)])
def test_a_sample_of_the_size_computed_has_the_power_asked_for(
    metrics: dict[str, Metric], base: float, goal: float
) -> None:
    names = list(metrics["sample-size"].inputs)
    people = value(metrics["sample-size"], **dict(zip(names, (base, goal, 5, 80), strict=True)))
    power = value(metrics["statistical-power"], base=base, goal=goal, visitors=round(people))
    assert isclose(power, 80, abs_tol=0.1)
