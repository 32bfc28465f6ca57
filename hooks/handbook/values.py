"""The sorts of values that fields hold: texts, dates, numbers, addresses, and their limits."""

import datetime
import re
from decimal import Decimal
from typing import Annotated

from babel.core import get_global
from pydantic import AfterValidator, BeforeValidator, Field

from handbook.addresses import public_address

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
DATE_PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
# Fields are printed into Markdown as they are, so what Markdown could act on is refused.
MARKUP = re.compile(r"[<>{}`\\]|\]\(|\]\[|\]:|\[\^")
PLACEHOLDER = re.compile(r"\{(?P<name>[a-z]+(_[a-z]+)*)\}")
BLOCK_MARKUP = re.compile(r"[#=]|[!?]{3}|~{3}|([-+*:|]|\d+[.)]) ")
CURRENCIES: frozenset[str] = frozenset(get_global("all_currencies"))
DEFINITION_WORDS = 25


def _no_markup(text: str) -> str:
    if found := MARKUP.search(text) or BLOCK_MARKUP.match(text):
        raise ValueError(f'"{found[0].strip()}" is markup here; write plain text')
    return text


def _placeholders(text: str) -> str:
    _no_markup(PLACEHOLDER.sub("blank", text))
    return text


def _has_letter(text: str) -> str:
    if not any(character.isalnum() for character in text):
        raise ValueError("needs at least one letter or digit")
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short_definition(text: str) -> str:
    if (words := len(text.split())) > DEFINITION_WORDS:
        raise ValueError(
            f"has {words} words; a definition stands in a tooltip, say it in {DEFINITION_WORDS}"
        )
    if not text.endswith("."):
        raise ValueError("ends without a period; a text with ` #` in it stands between quotes")
    return text


def _partial_date(text: str) -> str:
    year, *rest = text.split("-")
    _day("-".join([year, *[*rest, "01", "01"][:2]]), shown=text)
    return text


def _day(text: object, shown: str = "") -> object:
    """A day of the calendar; pydantic alone would take times and seconds since 1970, too."""
    if not isinstance(text, str):
        return text
    try:
        return datetime.date.fromisoformat(text if DAY.fullmatch(text) else "")
    except ValueError:
        message = f'"{shown or text[:40]}" is no date of the calendar; write it as 2026-04-30'
        raise ValueError(message) from None


def _number(text: object) -> object:
    """A number as it is written down here; Decimal alone would take `1_000` and `1e9`, too."""
    if isinstance(text, str) and not NUMBER.fullmatch(text.strip()):
        raise ValueError(f'"{text[:40]}" is no number; use digits and a point, such as 1250.5')
    return text


def _currency(text: str) -> str:
    if text not in CURRENCIES:
        raise ValueError(
            f'"{text[:40]}" is no currency; use its code of three capitals, such as USD'
        )
    return text


Id = Annotated[str, Field(pattern=rf"^{ID_PATTERN}$", max_length=80)]
Line = Annotated[
    str,
    Field(min_length=1, max_length=400),
    AfterValidator(_one_line),
    AfterValidator(_no_markup),
    AfterValidator(_has_letter),
]
Title = Annotated[Line, Field(max_length=80)]
# A line in which `{name}` stands for something that is filled in.
Template = Annotated[
    str,
    Field(min_length=1, max_length=400),
    AfterValidator(_one_line),
    AfterValidator(_placeholders),
    AfterValidator(_has_letter),
]
Definition = Annotated[Line, AfterValidator(_short_definition)]
Address = Annotated[str, Field(max_length=500), AfterValidator(public_address)]
PartialDate = Annotated[str, Field(pattern=DATE_PATTERN), AfterValidator(_partial_date)]
Number = Annotated[Decimal, BeforeValidator(_number), Field(ge=-(10**15), le=10**15)]
Amount = Annotated[Decimal, BeforeValidator(_number), Field(gt=0, le=10**12)]
Whole = Annotated[int, BeforeValidator(_number)]
Day = Annotated[datetime.date, BeforeValidator(_day)]
Currency = Annotated[str, AfterValidator(_currency)]
Sign = Annotated[
    str,
    Field(min_length=1, max_length=40),
    AfterValidator(_one_line),
    AfterValidator(_no_markup),
]
