"""Pay figures: what is said of their age, what a chart shows, and what is due to be read again."""

import csv
import io
import json
from decimal import Decimal

import pytest

from golden import FICTIONAL
from handbook import charts, exports, pay, stale
from handbook.loading import load
from handbook.model import Evidence, Observation

LIBRARY = load(FICTIONAL)
YEAR = 365 * 24 * 3600
SURVEY = {
    "id": "songs",
    "occupation": "Keepers who answered a song",
    "country": "Rockland",
    "currency": "GBP",
    "period": "month",
    "gross": "net",
    "kind": "survey",
    "median": "22",
    "as_of": "2025-06",
    "source": "almanac",
}


def at(monkeypatch: pytest.MonkeyPatch, day: int) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day))


def test_a_year_later_labels_change(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Observation.model_validate(SURVEY)
    november_2026 = 1795737600
    at(monkeypatch, november_2026)
    assert pay.labels(one, {}) == {"latest": "latest known, of June 2025"}
    at(monkeypatch, november_2026 + YEAR)
    assert pay.labels(one, {}) == {"latest": "latest known, of June 2025", "old": "old"}
    official = Observation.model_validate({**SURVEY, "kind": "official"})
    assert "old" not in pay.labels(official, {})


@pytest.mark.parametrize(
    ("changed", "label"),
    (
        ({"n": "29"}, "small"),
        ({"kind": "claim"}, "history"),
        ({"superseded_by": "newer"}, "superseded"),
    ),
)
def test_labels_say_what_a_figure_is(changed: dict[str, str], label: str) -> None:
    newer = Observation.model_validate({**SURVEY, "id": "newer", "as_of": "2026"})
    one = Observation.model_validate({**SURVEY, **changed})
    assert label in pay.labels(one, {"newer": newer})


def test_labels_stand_in_table_page_and_export() -> None:
    wanted = "superseded by 1871"
    assert wanted in pay.pay(LIBRARY)
    assert wanted in pay.explorer(LIBRARY)
    assert wanted in pay.of_role(LIBRARY, LIBRARY.roles["keeper"])
    assert 'data-labels="superseded small"' in charts.chart(LIBRARY, "two-years")
    files = exports.files(LIBRARY)
    rows = json.loads(files["data/v1/salaries.json"])["observations"]
    assert wanted in next(row for row in rows if row["id"] == "almanac-1870")["labels"]
    [old, _] = csv.DictReader(io.StringIO(files["data/v1/salaries.csv"]))
    assert old["labels"] == f"{wanted}; small sample"
    assert (old["median"], old["p10"]) == ("20", "")


@pytest.mark.parametrize("most", ("1", "9", "25", "161030", "211080", "0.5", "1000000"))
def test_an_axis_begins_at_nothing_and_ends_above_all(most: str) -> None:
    top, ticks = charts.scale(Decimal(most))
    assert top >= Decimal(most)
    assert ticks[0] == 0
    assert 3 <= len(ticks) <= 7
    assert list(ticks) == sorted(set(ticks))


def test_a_chart_says_what_its_picture_says() -> None:
    text = charts.chart(LIBRARY, "keepers")
    assert "the published median was 20 in 1870 and 21 in 1871" in text
    assert text.count("<circle") == 2
    assert "<table" in text
    assert "style=" not in text


def test_what_was_read_long_ago_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 1795737600)
    lines = [str(problem) for problem in stale.due(LIBRARY)]
    assert any("almanac.seen: was read on 2024-05-01, 30 months ago" in line for line in lines)
    assert any("almanac-1871.as_of: is of 1871" in line for line in lines)
    assert not any("almanac-1870" in line for line in lines), "a newer figure is known"
    at(monkeypatch, 1717200000)
    assert not any("almanac.seen" in str(problem) for problem in stale.due(LIBRARY))


@pytest.mark.parametrize(
    ("seen", "day"),
    (
        ("Stored copy, read 24 November 2026; another read on 3 March 2025", "2026-11-24"),
        ("A copy of May 2024", "2024-05-01"),
        ("A copy in the harbor library", ""),
    ),
)
def test_the_last_day_of_reading_is_found_in_words(seen: str, day: str) -> None:
    assert stale.last_read(Evidence.model_validate({"seen": seen})) == day
