"""The day on which the handbook is built."""

import datetime
import os


def today() -> datetime.date:
    """The day of the build; `SOURCE_DATE_EPOCH` sets it, so that a build can be repeated."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    return datetime.datetime.now(tz=datetime.UTC).date()
