"""The day on which the handbook is built."""

import datetime
import os


def today() -> datetime.date:
    """The day of the build; `SOURCE_DATE_EPOCH` sets it, so that a build can be repeated."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    return datetime.datetime.now(tz=datetime.UTC).date()


def months_since(date: str) -> int:
    """Whole months from a date that may lack its day or month until today."""
    year, month, *_ = (int(part) for part in f"{date}-12".split("-"))
    now = today()
    return (now.year - year) * 12 + now.month - month
