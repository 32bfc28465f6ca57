"""From plain data to records: the model's complaints become problems an author understands."""

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from handbook.frontmatter import Document
from handbook.problems import Key, Problem, nearest, short
from handbook.values import DATE_PATTERN, ID_PATTERN

Entry = TypeVar("Entry", bound=BaseModel)

WRITTEN_BY_THE_BUILD = ("id", "body")
FORMS = {DATE_PATTERN: "use a year, 2026, a month, 2026-04, or a day, 2026-04-30"}


def parse(
    cls: type[Entry], document: Document, given: dict[str, str]
) -> tuple[Entry | None, list[Problem]]:
    """The entry, or all problems of its fields; `given` holds what the author does not write."""
    data = {key: value for key, value in document.meta.items() if value not in ("", [], {})}
    data = {key: value for key, value in data.items() if key not in WRITTEN_BY_THE_BUILD}
    problems = list(_misplaced(cls, document))
    try:
        entry = cls.model_validate({**data, **given})
    except ValidationError as error:
        problems += [_problem(cls, document, detail) for detail in error.errors()]
        return None, problems
    return (None if problems else entry), problems


def _misplaced(cls: type[BaseModel], document: Document) -> Iterator[Problem]:
    for name in WRITTEN_BY_THE_BUILD:
        if name in document.meta and name in cls.model_fields:
            message = "is not written here; the file name is the id, the text below is the body"
            yield document.problem((name,), message)


def _problem(cls: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    key: Key = detail["loc"]
    if key[-1:] == ("[key]",) and detail["type"] != "extra_forbidden":
        key = key[:-1]  # pydantic's mark for the name of an item, not for its value
    place = () if key == ("id",) else key
    return document.problem(place, _message(cls, key, detail))


def _message(cls: type[BaseModel], key: Key, detail: ErrorDetails) -> str:
    value, context = detail["input"], detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return "is missing; add it"
        case "extra_forbidden":
            return f"is not a field here; {nearest(str(key[-1]), _fields_at(cls, key[:-1]))}"
        case "value_error":
            return str(context["error"])
        case "enum" | "literal_error":
            return f'"{short(value)}" is not a choice; {_choice(str(value), context["expected"])}'
        case "string_pattern_mismatch":
            return f'"{short(value)}" has the wrong form; {_form(context["pattern"])}'
        case _:
            return _message_on_shape(value, context, detail)


def _message_on_shape(value: Any, context: dict[str, Any], detail: ErrorDetails) -> str:
    """What is wrong with the type, the length or the size of a value."""
    match detail["type"]:
        case "tuple_type" | "dict_type" | "model_type":
            return f"must be {_wanted(detail['type'])}, not {_shape(value)}"
        case "string_too_short":
            return "is empty; write it, or leave the line out"
        case "too_short":
            return f"needs at least {context['min_length']} items, has {context['actual_length']}"
        case "string_too_long" | "too_long":
            things = "characters" if isinstance(value, str) else "items"
            return f"has {len(value):,} {things}; the most is {context['max_length']}"
        case "int_parsing" | "int_from_float":
            return f'"{short(value)}" is no whole number; use digits only'
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            return f"is {short(value)}; it must be {_limit(context)}"
        case kind if kind.endswith("_type") and not isinstance(value, str):
            return f"must be text, not {_shape(value)}"
        case _:
            said = detail["msg"].removeprefix("Input should be ").removeprefix("Value should be ")
            return f'"{short(value)}" does not do: {said}'


def _limit(context: dict[str, Any]) -> str:
    words = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}
    return next(f"{words[name]} {limit:,}" for name, limit in context.items() if name in words)


def _form(pattern: str) -> str:
    if ID_PATTERN in pattern:
        return "use lower-case letters, digits and single hyphens"
    return FORMS.get(pattern, f"it must look like {pattern}")


def _choice(wrong: str, expected: str) -> str:
    return nearest(wrong, [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")])


def _fields_at(cls: type[BaseModel], key: Key) -> list[str]:
    """The fields of the model, or of the group of fields, that stands at this key."""
    for part in key:
        if isinstance(part, int) or part not in cls.model_fields:
            continue
        if inner := _group_in(cls.model_fields[part].annotation):
            cls = inner
    return [name for name in cls.model_fields if name not in WRITTEN_BY_THE_BUILD]


def _group_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_group_in(argument) for argument in get_args(annotation))
    return next((group for group in found if group), None)


def _wanted(kind: str) -> str:
    return "a list" if kind == "tuple_type" else "a group of `field: value` lines"


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "a group of `field: value` lines"
    return "a list" if isinstance(value, list) else f'the text "{short(value)}"'
