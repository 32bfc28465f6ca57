"""Every kind of page at both widths in both schemes, under the strict policy."""

import hashlib
import subprocess

import pytest

from built import ROOT, SITE, Open, addresses

WIDTHS = (360, 1440)
SCHEMES = ("light", "dark")
DRAWN = 30


def longest_of_each_kind() -> list[str]:
    """One address a kind, that of the page with the most in it, and the special pages."""
    special = ["404.html", "terminology/a-z/", "roles/responsibility/", "sources/", "salaries/"]
    found = [max(pages, key=_size) for pages in addresses().values()]
    return list(dict.fromkeys([*found, *special]))


def drawn() -> list[str]:
    """Other pages, drawn by the commit, so that in time each page has its turn."""
    command = ["git", "rev-parse", "HEAD"]
    commit = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    rest = {one for pages in addresses().values() for one in pages} - set(longest_of_each_kind())
    return sorted(rest, key=lambda one: hashlib.sha256((commit + one).encode()).digest())[:DRAWN]


def _size(address: str) -> int:
    file = SITE / address
    return (file / "index.html" if file.is_dir() else file).stat().st_size


def _keeps_every_bar(visit: Open, address: str, width: int, scheme: str) -> None:
    with visit(address, width, scheme) as opened:
        assert opened.violations() == []
        assert opened.overflow() <= 0
        faults = [fault for fault in opened.breaches() if "404 (" not in fault]
        assert faults == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", longest_of_each_kind())
def test_a_page_of_each_kind_keeps_every_bar(
    visit: Open, address: str, width: int, scheme: str
) -> None:
    _keeps_every_bar(visit, address, width, scheme)


@pytest.mark.parametrize("address", drawn())
def test_drawn_pages_keep_every_bar(visit: Open, address: str) -> None:
    turn = hashlib.sha256(address.encode()).digest()[0]
    _keeps_every_bar(visit, address, WIDTHS[turn % 2], SCHEMES[turn // 2 % 2])


@pytest.mark.parametrize("address", longest_of_each_kind())
def test_no_page_scrolls_sideways_at_320_pixels(visit: Open, address: str) -> None:
    with visit(address, 320) as opened:
        assert opened.overflow() <= 0
