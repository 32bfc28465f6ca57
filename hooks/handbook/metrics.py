"""Rules on metrics: a formula parses, has a value for all its inputs, and gives its result."""

from collections.abc import Callable, Iterator

from handbook import formulas, model
from handbook.formulas import FormulaError
from handbook.library import Library
from handbook.problems import Key, Problem

Found = Iterator[tuple[Key, str]]


def metrics_compute(library: Library) -> Iterator[Problem]:
    """The formula takes just its inputs, has a value for all of them, and gives the example's."""
    for term in library.terminology.values():
        if term.metric:
            for key, message in _wrong_with(term.metric):
                yield library.document(term).problem(("metric", *key), message)


RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (metrics_compute,)


def _wrong_with(metric: model.Metric) -> Found:
    try:
        used = set(formulas.names(formulas.parse(metric.formula)))
    except FormulaError as error:
        yield ("formula",), str(error)
        return
    yield from _wrong_with_inputs(metric, used)
    yield from _wrong_with_example(metric)
    if used <= set(metric.inputs):
        yield from _wrong_with_holes(metric)
        if set(metric.example) == set(metric.inputs):
            yield from _wrong_with_result(metric)


def _wrong_with_inputs(metric: model.Metric, used: set[str]) -> Found:
    for name in sorted(used - set(metric.inputs)):
        yield ("formula",), f'"{name}" is no input of the formula; add it to `inputs`'
    for name in metric.inputs:
        if name not in used:
            yield ("inputs", name), "is not in the formula; delete it, or use it there"


def _wrong_with_holes(metric: model.Metric) -> Found:
    hole = formulas.hole(metric)
    if hole and not metric.undefined:
        message = (
            f'has no value for every "{hole}" in range, as when dividing by zero; narrow the '
            "ranges of the inputs, or say in `undefined` what is shown then"
        )
        yield ("formula",), message
    if metric.undefined and not hole:
        yield ("undefined",), "is never shown, since the formula always has a value; delete it"


def _wrong_with_example(metric: model.Metric) -> Found:
    if set(metric.example) != set(metric.inputs):
        yield ("example",), f"must give exactly the inputs {', '.join(metric.inputs)}"
    for name in metric.example.keys() & metric.inputs.keys():
        value, limits = metric.example[name], metric.inputs[name]
        if not limits.min <= value <= limits.max:
            yield ("example", name), f"{value} is outside {limits.min} to {limits.max}"


def _wrong_with_result(metric: model.Metric) -> Found:
    try:
        result = formulas.compute(metric, metric.example)
    except FormulaError as error:
        yield ("formula",), str(error)
    else:
        if result != metric.result:
            yield ("result",), f"the formula gives {result} for the example; correct one of them"
