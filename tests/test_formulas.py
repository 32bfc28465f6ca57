"""Formulas of metrics: how they read, where they have no value, and that no text is ever run."""

import math
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import norm

from handbook import formulas
from handbook.model import Metric

LIMITS = {"a": (0, 10), "b": (1, 5), "c": (-3, 3)}
LEAVES = st.sampled_from(["a", "b", "c", "2", "0.5"])


def metric(formula: str, decimals: int = 6) -> Metric:
    inputs = {
        name: {"label": name.upper(), "unit": "x", "min": low, "max": high}
        for name, (low, high) in LIMITS.items()
    }
    return Metric.model_validate(
        {
            "formula": formula,
            "unit": "x",
            "decimals": decimals,
            "inputs": inputs,
            "example": {},
            "result": 0,
            "pitfalls": ["Fog."],
        }
    )


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    both = st.tuples(inner, st.sampled_from("+-*/"), inner)
    functions = st.tuples(st.sampled_from(["sqrt", "ln", "exp", "normal", "normal_inverse"]), inner)
    return (
        both.map(lambda parts: f"({' '.join(parts)})")
        | functions.map(lambda parts: f"{parts[0]}({parts[1]})")
        | inner.map(lambda part: f"({part}) ** 2")
    )


FORMULAS = st.recursive(LEAVES, grown, max_leaves=6)


@given(FORMULAS, st.data())
def test_without_a_hole_every_input_in_range_has_a_value(formula: str, data: st.DataObject) -> None:
    one = metric(formula)
    assume(not formulas.hole(one))
    inputs = {
        name: Decimal(data.draw(st.integers(low * 4, high * 4))) / 4
        for name, (low, high) in LIMITS.items()
    }
    try:
        formulas.compute(one, inputs)
    except formulas.FormulaError:
        assert is_giant(formula, inputs)


def is_giant(formula: str, inputs: Mapping[str, Decimal]) -> bool:
    """Whether Python's own arithmetic gives more digits than a calculator has to show."""
    functions = {"sqrt": math.sqrt, "ln": math.log, "exp": math.exp}
    known = {**functions, "normal": norm.cdf, "normal_inverse": norm.ppf}
    try:
        value = eval(formula, known, {name: float(one) for name, one in inputs.items()})
    except OverflowError:
        return True
    return not abs(value) < 1e20


@pytest.mark.parametrize(
    ("formula", "hole"),
    [
        ("a / b", ""),
        ("b / a", "a"),
        ("a / (b - c)", "b − c"),
        ("a / (c ** 2 + 1)", ""),
        ("sqrt(c)", "c"),
        ("ln(a + 1)", ""),
        ("normal_inverse(a / 11)", "a ÷ 11"),
        ("normal_inverse(b / 11)", ""),
        ("a / max(c, 1)", ""),
    ],
)
def test_what_may_have_no_value_is_named(formula: str, hole: str) -> None:
    assert formulas.hole(metric(formula)) == hole


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("a - (b - c)", "A − (B − C)"),
        ("(a - b) - c", "A − B − C"),
        ("a / (b * c)", "A ÷ (B × C)"),
        ("a * b / c * 100", "A × B ÷ C × 100"),
        ("(1 - a / b) * 1000", "(1 − A ÷ B) × 1,000"),
        ("sqrt(a ** 2 + b)", "√(A² + B)"),
        ("-(a + b) * c", "−(A + B) × C"),
        ("normal_inverse(a)", "Φ⁻¹(A)"),
    ],
)
def test_a_formula_is_read_as_people_write_it(formula: str, words: str) -> None:
    labels = {name: name.upper() for name in LIMITS}
    assert formulas.spoken(formulas.parse(formula), labels) == words


@pytest.mark.parametrize(
    "formula",
    [
        *(
            "a ** b",
            "a ** 0.5",
            "a ** 0",
            "a ** -1",
            "a if b else c",
            "[a]",
            "a.real",
            "f(a)",
            "sqrt(a, b)",
            "max(a)",
            "'a'",
        ),
        *("True", "lambda: a", "a and b", "a // b", "a % b", "~a", "max(a, key=b)", "a +"),
        *("__import__('os')", "(" * 300 + "a" + ")" * 300, ""),
    ],
)
def test_nothing_else_is_a_formula(formula: str) -> None:
    with pytest.raises(formulas.FormulaError):
        formulas.parse(formula)


@pytest.mark.parametrize("value", [-6.0, -2.0, -0.5, 0.0, 1.0, 1.96, 5.0])
def test_the_normal_distribution_agrees_with_scipy(value: float) -> None:
    share = float(norm.cdf(value))
    inputs = {"a": Decimal(str(value)), "b": Decimal(str(share))}
    found = formulas.compute(metric("normal(a)"), inputs)
    back = formulas.compute(metric("normal_inverse(b)"), inputs)
    assert math.isclose(found, share, abs_tol=1e-6)
    assert math.isclose(back, value, abs_tol=1e-6)
