"""The wiring end to end, through MkDocs' own interface, on a copy of the fictional site."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from golden import Laying

ROOT = Path(__file__).parent.parent
SETTINGS = """
site_name: Keepers
site_url: https://keepers.example.org/
hooks: [{root}/hooks/wiring.py]
theme: {{name: material, custom_dir: {root}/overrides, font: false, features: [navigation.footer]}}
plugins: [search]
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html]
validation: {{links: {{absolute_links: relative_to_docs, anchors: warn}}}}
nav: [index.md, Work: [Roles: [roles/index.md]], Terms: [terminology/index.md]]
not_in_nav: "*"
"""


class Keepers:
    """The fictional site in a folder of its own, to be built as a reader's or a writer's site."""

    def __init__(self, docs: Path) -> None:
        self.docs = docs
        self.site = docs.parent / "site"
        self.settings = docs.parent / "mkdocs.yml"
        self.settings.write_text(SETTINGS.format(root=ROOT), encoding="utf-8")

    def build(self, serving: bool = False) -> None:
        config = load_config(str(self.settings), strict=not serving)
        config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
        build(config)

    def page(self, address: str) -> str:
        return (self.site / address / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def keepers(lay: Laying) -> Iterator[Keepers]:
    yield Keepers(lay({}))


def test_every_record_gets_its_address(keepers: Keepers) -> None:
    keepers.build()
    for address in ("roles/keeper", "terminology/lamp", "terminology/a-z", "roles/responsibility"):
        assert "<h1" in keepers.page(address)


def test_terms_link_and_their_pages_say_where(keepers: Keepers) -> None:
    keepers.build()
    assert 'href="../../terminology/lamp/"' in keepers.page("roles/keeper")
    used_in = keepers.page("terminology/lamp").split('id="used-in"')[1]
    assert 'href="../../roles/keeper/"' in used_in
    assert 'href="../../career/"' in used_in


def test_a_term_is_marked_up_as_one_and_its_data_are_published(keepers: Keepers) -> None:
    keepers.build()
    html = keepers.page("terminology/beam-range")
    assert 'itemtype="https://schema.org/DefinedTerm"' in html
    assert '<meta itemprop="termCode" content="BR">' in html
    assert "itemtype" not in keepers.page("areas/light")
    for name in ("terminology", "schema/terminology"):
        assert json.loads((keepers.site / f"data/v1/{name}.json").read_text(encoding="utf-8"))


def test_the_pay_of_a_role_is_marked_up_as_an_occupation(keepers: Keepers) -> None:
    keepers.build()
    html = keepers.page("roles/keeper")
    assert 'itemtype="https://schema.org/Occupation"' in html
    assert html.count('itemprop="estimatedSalary"') == 1, "the figure that has a newer one is out"
    for name, value in (("currency", "GBP"), ("duration", "P1M"), ("median", "21")):
        assert f'<meta itemprop="{name}" content="{value}">' in html


def test_each_page_carries_the_policy_and_no_inline_script(keepers: Keepers) -> None:
    keepers.build()
    for file in keepers.site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        assert 'http-equiv="Content-Security-Policy"' in html
        assert not re.search(r"<script(?![^>]*\b(src|type=\"application/json\"))[^>]*>", html)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)


def test_a_record_knows_its_section_and_neighbors(keepers: Keepers) -> None:
    keepers.build()
    assert re.search(
        r'footer__link--next" aria-label="Next: Lamp', keepers.page("terminology/beam-range")
    )


def test_an_old_address_leads_to_the_renamed_record(keepers: Keepers) -> None:
    lamp = keepers.docs / "terminology" / "lamp.md"
    text = lamp.read_text(encoding="utf-8")
    lamp.write_text(text.replace("---\n", "---\nformerly: [lantern]\n", 1), encoding="utf-8")
    keepers.build()
    old = keepers.page("terminology/lantern")
    assert '<meta http-equiv="refresh" content="0; url=../lamp/">' in old
    assert '<a href="../lamp/">' in old
    assert 'http-equiv="Content-Security-Policy"' in old
    assert "lantern" not in (keepers.site / "sitemap.xml").read_text(encoding="utf-8")


def test_bad_content_stops_the_build_and_leaves_the_last_site(
    keepers: Keepers, caplog: pytest.LogCaptureFixture
) -> None:
    keepers.build()
    before = {file: file.read_bytes() for file in keepers.site.rglob("*.html")}
    (keepers.docs / "roles/keeper.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")
    (keepers.docs / "skills/trimming.md").write_text("", encoding="utf-8")
    with pytest.raises(Abort):
        keepers.build()
    assert "docs/roles/keeper.md:2: byte 14 is not UTF-8" in caplog.text
    assert "docs/skills/trimming.md:1: is empty" in caplog.text
    assert "2 problems" in caplog.text
    assert "Traceback" not in caplog.text
    assert {file: file.read_bytes() for file in keepers.site.rglob("*.html")} == before


def test_under_serve_problems_are_shown_and_a_mended_file_is_a_mended_page(
    keepers: Keepers,
) -> None:
    file = keepers.docs / "terminology/lamp.md"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("kind:", "knd:"), encoding="utf-8")
    keepers.build(serving=True)
    assert "did you mean &#34;kind&#34;" in keepers.page("terminology/lamp")
    assert re.search(r"2\s+problems", keepers.page(""))
    assert "Content-Security-Policy" not in keepers.page("")
    file.write_text(good, encoding="utf-8")
    keepers.build(serving=True)
    assert "The lamp burns oil" in keepers.page("terminology/lamp")
    assert "problems" not in keepers.page("")


def test_tables_stay_out_of_the_search_index(keepers: Keepers) -> None:
    keepers.build()
    index = json.loads((keepers.site / "search/search_index.json").read_text(encoding="utf-8"))
    texts = [entry["text"] for entry in index["docs"] if entry["location"].startswith("roles/")]
    assert any("Seven nights of light" in text for text in texts)
    assert not any("Climbs the stairs." in text and "What is measured" in text for text in texts)


BR = """---
title: BR
summary: Beam range or brig.
senses: [beam-range, brig]
---
Sailors shorten both.
"""
BRIG = """---
title: brig
summary: A ship with two masts.
abbreviation: BR
russian: [бриг]
areas: [sea]
kind: concept
---
A brig sails past.
"""
SEA = """---
title: sea
summary: All that is wet.
reading: [brig]
---
The BR of the sea.
"""
BOTH = """---
title: Both
summary: Light and sea.
areas: [light, sea]
---
A BR by day.
"""


def test_a_shared_form_is_decided_by_areas_or_stays_plain_with_a_notice(
    keepers: Keepers, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    for path, text in (("terminology/br", BR), ("terminology/brig", BRIG), ("areas/sea", SEA)):
        (keepers.docs / f"{path}.md").write_text(text, encoding="utf-8")
    (keepers.docs / "career/both.md").write_text(BOTH, encoding="utf-8")
    keepers.build()
    assert 'href="../beam-range/"' in keepers.page("terminology/lamp")
    senses = keepers.page("terminology/br")
    assert 'href="../brig/"' in senses
    assert 'href="../beam-range/"' in senses
    assert "Other meanings" in keepers.page("terminology/brig")
    assert ">A BR by day.<" in keepers.page("career/both")
    assert 'docs/career/both.md:6: notice: "BR" has several meanings here' in caplog.text


def test_a_page_full_of_links_and_an_idle_source_are_noticed(
    keepers: Keepers, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    text = "---\ntitle: Full\nsummary: Full.\n---\nA lamp, a beam range, a great lamp.\n"
    (keepers.docs / "career/full.md").write_text(text, encoding="utf-8")
    idle = "\nidle:\n  title: T\n  publisher: P\n  kind: book\n  seen: Nobody\n"
    with (keepers.docs / "sources.yml").open("a", encoding="utf-8") as sources:
        sources.write(idle)
    keepers.build()
    assert "docs/career/full.md:1: notice: 2 term links in" in caplog.text
    assert "docs/sources.yml:8: notice: idle: nobody cites this source" in caplog.text


def test_term_links_are_off_where_the_front_matter_says_so(keepers: Keepers) -> None:
    text = "---\ntitle: Plain\nsummary: Plain.\nterm_links: off\n---\nA lamp.\n"
    (keepers.docs / "career/plain.md").write_text(text, encoding="utf-8")
    keepers.build()
    assert "hb-term" not in keepers.page("career/plain")
