"""Lists that the fictional site is too small to show."""

import re
from pathlib import Path

from golden import FICTIONAL, Laying
from handbook import tables
from handbook.loading import load


def test_skills_stand_on_shelves_in_the_order_of_the_groups(lay: Laying) -> None:
    trimming = (FICTIONAL / "skills/trimming.md").read_text(encoding="utf-8")
    reckoning = trimming.replace("trimming", "reckoning").replace("technology", "analysis")
    docs = lay({"docs/skills/reckoning.md": reckoning})
    assert _outline(docs, "skills") == ["## Analysis", "Reckoning", "## Technology", "Trimming"]


def test_duties_stand_on_the_shelf_of_their_first_area(lay: Laying) -> None:
    light = (FICTIONAL / "areas/light.md").read_text(encoding="utf-8")
    duty = (FICTIONAL / "duties/light-the-lamp.md").read_text(encoding="utf-8")
    sound = duty.replace("light the lamp", "Blow the horn").replace("[light]", "[fog, light]")
    docs = lay(
        {
            "docs/areas/fog.md": re.sub("(?m)^title: .*$", "title: fog", light),
            "docs/duties/blow-the-horn.md": sound,
        }
    )
    assert _outline(docs, "duties") == ["## Fog", "Blow the horn", "## Light", "Light the lamp"]


def test_a_single_shelf_needs_no_heading() -> None:
    assert _outline(FICTIONAL, "skills") == ["Trimming"]


def _outline(docs: Path, folder: str) -> list[str]:
    """Headings and titles of a list, from the top."""
    found = re.finditer(r"(?m)^(## .*)$|^- \[(.*?)\]", tables.index(load(docs), folder))
    return [one[1] or one[2] for one in found]
