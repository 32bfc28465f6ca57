"""A metric on its page: formula, inputs, worked example, and the data for a calculator."""

import json
from decimal import Decimal
from html import escape
from typing import Any

from handbook import formulas, model
from handbook.formulas import Tree
from handbook.markup import capital, table

LONG = 120  # letters of a formula that is set smaller
HEAD = ("Input", "Unit", "In the example")


def calculator(metric: model.Metric) -> str:
    """The formula with its example; the data beside it let a script take other numbers."""
    labels = {name: one.label.lower() for name, one in metric.inputs.items()}
    spoken = formulas.spoken(formulas.parse(metric.formula), labels)
    rows = [
        (one.label, one.unit, f"{metric.example[name]:,}") for name, one in metric.inputs.items()
    ]
    unit = metric.unit if metric.unit == "%" else f" {metric.unit}"
    data = escape(json.dumps(_data(metric), ensure_ascii=False))
    long = " hb-formula--long" if len(spoken) > LONG else ""
    return (
        f'<div class="hb-formula{long}" data-metric="{data}" markdown="1">\n\n'
        f"**{_sentence(spoken)}**\n\n{table('What goes into the formula', HEAD, rows)}\n\n"
        f"Worked example: {metric.result:,.{metric.decimals}f}{unit}.\n{{ .hb-result }}\n\n</div>"
    )


def _sentence(formula: str) -> str:
    """The formula with its first letter as a capital, behind brackets too."""
    first = len(formula) - len(formula.lstrip("("))
    return formula[:first] + capital(formula[first:])


def _data(metric: model.Metric) -> dict[str, Any]:
    inputs = {
        name: {
            "label": one.label,
            "unit": one.unit,
            "min": _number(one.min),
            "max": _number(one.max),
            "example": _number(metric.example[name]),
        }
        for name, one in metric.inputs.items()
    }
    return {
        "tree": _tree(formulas.parse(metric.formula)),
        "inputs": inputs,
        "unit": metric.unit,
        "decimals": metric.decimals,
        "undefined": metric.undefined or "",
    }


def _tree(tree: Tree) -> Any:
    if isinstance(tree, tuple):
        return [_tree(part) for part in tree]
    return _number(tree) if isinstance(tree, Decimal) else tree


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
