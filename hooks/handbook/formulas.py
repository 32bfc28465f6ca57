"""Formulas of metrics: parsed into a tree, worked out, and searched for where they have no value.

A tree is a number, the name of an input, or an operation with its operands: `("/", "cost", "n")`.
The calculator of a page gets the same tree, so that no text is ever run as a program.
"""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow
from functools import cache
from itertools import product
from statistics import NormalDist

from handbook.model import Input, Metric

Tree = Decimal | str | tuple["str | Tree", ...]
Range = tuple[Decimal, Decimal]

INFINITE = Decimal("Infinity")
ANY: Range = (-INFINITE, INFINITE)
ALLOWED = "use names of inputs, numbers, + - * / ** ( ) and the functions "


def _normal(value: Decimal) -> Decimal:
    return Decimal(str(NormalDist().cdf(float(value))))


def _normal_inverse(value: Decimal) -> Decimal:
    if not 0 < value < 1:
        raise InvalidOperation
    return Decimal(str(NormalDist().inv_cdf(float(value))))


OPERATIONS: Mapping[str, Callable[..., Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
    "neg": operator.neg,
    "sqrt": lambda value: value.sqrt(),
    "ln": lambda value: value.ln(),
    "exp": lambda value: value.exp(),
    "min": min,
    "max": max,
    "normal": _normal,
    "normal_inverse": _normal_inverse,
}
SIGNS: Mapping[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
}
# The functions by their number of operands.
FUNCTIONS = {"sqrt": 1, "ln": 1, "exp": 1, "min": 2, "max": 2, "normal": 1, "normal_inverse": 1}
# Where an operand must lie for the operation to have a value.
DEFINED: Mapping[str, Callable[[Range], bool]] = {
    "/": lambda divisor: divisor[0] > 0 or divisor[1] < 0,
    "sqrt": lambda radicand: radicand[0] >= 0,
    "ln": lambda argument: argument[0] > 0,
    "normal_inverse": lambda share: 0 < share[0] and share[1] < 1,
}


class FormulaError(ValueError):
    """Says why a formula cannot be computed."""


@cache
def parse(formula: str) -> Tree:
    """The tree of a formula; FormulaError names the first thing that is not allowed."""
    try:
        return _tree(ast.parse(formula, mode="eval").body)
    except (SyntaxError, RecursionError):
        raise FormulaError(f'"{formula}" is no formula; {_allowed()}') from None


def _tree(node: ast.expr) -> Tree:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return Decimal(str(number))
        case ast.Name(id=name):
            return name
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return ("neg", _tree(operand))
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in SIGNS:
            if isinstance(sign, ast.Pow) and not _is_power(right):
                raise FormulaError("raises to a power that is no whole number; write 2, 3 or more")
            return (SIGNS[type(sign)], _tree(left), _tree(right))
        case ast.Call(func=ast.Name(id=name), args=operands, keywords=[]) if FUNCTIONS.get(
            name
        ) == len(operands):
            return (name, *map(_tree, operands))
    raise FormulaError(f'"{ast.unparse(node)}" is not allowed; {_allowed()}')


def _is_power(node: ast.expr) -> bool:
    """Only these powers have a value for every number, zero and negative ones included."""
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value > 0


def _allowed() -> str:
    return ALLOWED + ", ".join(FUNCTIONS)


def names(tree: Tree) -> Iterator[str]:
    """The inputs that a formula takes, as often as they stand in it."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, tuple):
        for operand in tree[1:]:
            yield from names(operand)


def compute(metric: Metric, inputs: Mapping[str, Decimal]) -> Decimal:
    """The metric's value, rounded to its decimals; FormulaError when there is none."""
    try:
        return round(_value(parse(metric.formula), inputs), metric.decimals)
    except (DivisionByZero, InvalidOperation, Overflow):
        raise FormulaError("has no value with these inputs") from None


def _value(tree: Tree, inputs: Mapping[str, Decimal]) -> Decimal:
    match tree:
        case Decimal():
            return tree
        case str():
            if tree not in inputs:
                raise FormulaError(f'"{tree}" is no input of the formula; add it to `inputs`')
            return inputs[tree]
    return OPERATIONS[str(tree[0])](*(_value(operand, inputs) for operand in tree[1:]))


def hole(metric: Metric) -> str:
    """The part of a formula that may have no value within the ranges of its inputs, or nothing."""
    try:
        _range(parse(metric.formula), metric.inputs)
    except _NoValueError as error:
        return str(error)
    return ""


class _NoValueError(Exception):
    """Names the operation that may have no value."""


def _range(tree: Tree, inputs: Mapping[str, Input]) -> Range:
    """The least and the greatest value a tree may take; wider than the truth, never narrower."""
    match tree:
        case Decimal():
            return tree, tree
        case str():
            return inputs[tree].min, inputs[tree].max
    name = str(tree[0])
    ranges = [_range(operand, inputs) for operand in tree[1:]]
    if name in DEFINED and not DEFINED[name](ranges[-1]):
        raise _NoValueError(spoken(tree[-1]))
    if name == "**" and ranges[1][0] % 2 == 0 and ranges[0][0] < 0 < ranges[0][1]:
        ranges[0] = (Decimal(0), max(-ranges[0][0], ranges[0][1]))
    try:
        ends = [OPERATIONS[name](*values) for values in product(*ranges)]
    except (DivisionByZero, InvalidOperation, Overflow):
        return ANY
    return min(ends), max(ends)


def spoken(tree: Tree, labels: Mapping[str, str] | None = None) -> str:
    """A formula as people write it, with the labels of its inputs where they are given."""
    match tree:
        case Decimal():
            return f"{tree:,}"
        case str():
            return (labels or {}).get(tree, tree)
    name, operands = str(tree[0]), tree[1:]
    parts = [spoken(operand, labels) for operand in operands]
    if name == "neg":
        return f"−{_in_brackets(operands[0], parts[0], PRECEDENCE['*'])}"
    if name not in PRECEDENCE:
        return f"{NAMED.get(name, name)}({', '.join(parts)})"
    binds = PRECEDENCE[name]
    left = _in_brackets(operands[0], parts[0], binds)
    # a − (b − c) is not a − b − c.
    right = _in_brackets(operands[1], parts[1], binds + (name in ("-", "/")))
    return f"{left}²" if (name, right) == ("**", "2") else f"{left} {WRITTEN[name]} {right}"


PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "**": 4}
WRITTEN = {"+": "+", "-": "−", "*": "×", "/": "÷", "**": "^"}
NAMED = {"sqrt": "√", "normal": "Φ", "normal_inverse": "Φ⁻¹"}


def _in_brackets(operand: Tree, part: str, least: int) -> str:
    """The part in brackets when its operation binds less than the one around it."""
    binds = PRECEDENCE.get(str(operand[0]), 9) if isinstance(operand, tuple) else 9
    return f"({part})" if binds < least else part
