"""Computes metrics: formulas of names, numbers, the four operations and parentheses."""

import ast
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation

from handbook.model import Metric

OPERATIONS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
ALLOWED = "use names, numbers and + - * / ( )"


class FormulaError(ValueError):
    """Says why a formula cannot be computed."""


def compute(metric: Metric, inputs: Mapping[str, Decimal]) -> Decimal:
    """The metric's value, rounded to its decimals; FormulaError when there is none."""
    try:
        tree = ast.parse(metric.formula, mode="eval")
    except SyntaxError:
        raise FormulaError(f'"{metric.formula}" is no formula; {ALLOWED}') from None
    try:
        value = _value(tree.body, inputs)
    except (DivisionByZero, InvalidOperation):
        raise FormulaError("divides by zero with these inputs") from None
    return round(value, metric.decimals)


def _value(node: ast.expr, inputs: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.Constant(value=int() | float() as number):
            return Decimal(str(number))
        case ast.Name(id=name) if name in inputs:
            return inputs[name]
        case ast.Name(id=name):
            raise FormulaError(f'"{name}" is no input of the formula')
        case ast.BinOp(left=left, op=operation, right=right) if type(operation) in OPERATIONS:
            return OPERATIONS[type(operation)](_value(left, inputs), _value(right, inputs))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, inputs)
    raise FormulaError(f'"{ast.unparse(node)}" is not allowed; {ALLOWED}')
