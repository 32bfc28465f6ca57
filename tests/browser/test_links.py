"""The built HTML: every internal link and anchor leads somewhere, every id is unique."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from built import SITE


class Links(HTMLParser):
    """The addresses a page points to and the ids it has."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name in ("href", "src") and value:
                self.addresses.append(value)


PAGES = {file: Links(file) for file in SITE.rglob("*.html") if file.name != "404.html"}


def target(file: Path, address: str) -> tuple[Path, str]:
    base = "http://site/" + file.relative_to(SITE).as_posix()
    parts = urlsplit(urljoin(base, address))
    path = SITE / unquote(parts.path.lstrip("/"))
    return (path / "index.html" if path.is_dir() else path), unquote(parts.fragment)


def test_every_internal_link_and_anchor_resolves() -> None:
    wrong = []
    for file, links in PAGES.items():
        for address in links.addresses:
            if urlsplit(address).scheme:
                continue
            path, anchor = target(file, address)
            here = PAGES.get(path)
            if not path.is_file() or (anchor and here and anchor not in here.ids):
                wrong.append(f"{file.relative_to(SITE)}: {address}")
    assert wrong == []
    assert sum(len(links.addresses) for links in PAGES.values()) > 1000


def test_no_id_stands_twice_on_a_page() -> None:
    for file, links in PAGES.items():
        twice = {id for id in links.ids if links.ids.count(id) > 1}
        assert not twice, file


def test_addresses_are_public_or_relative() -> None:
    schemes = {urlsplit(address).scheme for links in PAGES.values() for address in links.addresses}
    assert schemes <= {"", "https", "http"}
