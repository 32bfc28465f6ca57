"""What text files cannot show: bytes, links, devices, sizes, and what becomes of the last site."""

import errno
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from mkdocs.exceptions import Abort

from golden import Laying
from handbook.loading import load
from handbook.problems import report
from handbook.rules import check
from handbook.site import Site
from test_build import Keepers

PAGE = "---\ntitle: Page\nsummary: A page.\n---\n"
GOOD = f"{PAGE}Text.\n".encode()
SECRET = "root of all secrets"


@pytest.fixture
def docs(lay: Laying) -> Path:
    return lay({})


def problems(docs: Path) -> list[str]:
    """The lines of the report, without the count."""
    return report(check(load(docs))).splitlines()[:-1]


def as_link(file: Path) -> None:
    secret = file.parents[2] / "secret.md"
    secret.write_text(f"{PAGE}{SECRET}", encoding="utf-8")
    file.symlink_to(secret)


def as_folder_link(file: Path) -> None:
    elsewhere = file.parents[2] / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    (elsewhere / "page.md").write_text(f"{PAGE}{SECRET}", encoding="utf-8")
    file.symlink_to(elsewhere)


def as_loop(file: Path) -> None:
    file.symlink_to(file.parent)


def as_link_to_itself(file: Path) -> None:
    file.symlink_to(file)


def as_dangling_link(file: Path) -> None:
    file.symlink_to(file.parent / "nowhere")


def as_pipe(file: Path) -> None:
    os.mkfifo(file)


def as_socket(file: Path) -> None:
    here = Path.cwd()
    os.chdir(file.parent)  # the name of a socket must be short
    try:
        socket.socket(socket.AF_UNIX).bind(file.name)
    finally:
        os.chdir(here)


LINK = "is a symbolic link; put the file itself here"
DEVICE = "is not a plain file; delete it"
STRANGE: dict[Callable[[Path], None], str] = {
    as_link: LINK,
    as_folder_link: LINK,
    as_loop: LINK,
    as_link_to_itself: LINK,
    as_dangling_link: LINK,
    as_pipe: DEVICE,
    as_socket: DEVICE,
}


@pytest.mark.parametrize("put", STRANGE, ids=lambda put: put.__name__)
@pytest.mark.parametrize("name", ["career/odd.md", "career/odd", "assets/odd.svg"])
def test_what_is_no_plain_file_is_one_problem(
    docs: Path, put: Callable[[Path], None], name: str
) -> None:
    (docs / "assets").mkdir()
    put(docs / name)
    assert problems(docs) == [f"docs/{name}:1: {STRANGE[put]}"]


def test_what_is_no_plain_file_is_never_published(docs: Path) -> None:
    (docs / "assets").mkdir()
    for number, put in enumerate(put for put in STRANGE if put not in (as_loop, as_folder_link)):
        for name in (f"career/odd-{number}.md", f"career/odd-{number}", f"assets/{number}.svg"):
            put(docs / name)
    keepers = Keepers(docs)
    with pytest.raises(Abort):
        keepers.build()
    assert not keepers.site.exists()
    keepers.build(serving=True)
    assert not list(keepers.site.glob("assets/*.svg"))
    for file in keepers.site.rglob("*"):
        assert not file.is_file() or SECRET.encode() not in file.read_bytes()


@pytest.mark.parametrize("serving", [False, True])
def test_loops_of_folders_stop_even_the_server(docs: Path, serving: bool) -> None:
    as_loop(docs / "career/odd")
    as_loop(docs / "career/even")
    as_folder_link(docs / "career/elsewhere")
    with pytest.raises(Abort):
        Keepers(docs).build(serving)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "permission denied"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), "no such file or directory"),
        (OSError(errno.EIO, "Input/output error"), "input/output error"),
    ],
)
@pytest.mark.parametrize(
    "name", ["career/index.md", "roles/keeper.md", "sources.yml", "salaries/observations.csv"]
)
def test_a_file_that_cannot_be_read_is_one_problem(
    docs: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str, name: str
) -> None:
    opened = Path.open

    def _open(self: Path, *arguments: Any, **named: Any) -> IO[Any]:
        if self == docs / name:
            raise error
        return opened(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", _open)
    wanted = f"docs/{name}:1: cannot be read ({reason}); put a plain file here that"
    assert [line for line in problems(docs) if line.startswith(wanted)]
    Site(docs)


def test_a_folder_that_cannot_be_listed_is_one_problem(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def _scandir(path: str) -> Iterator[Any]:
        if str(path).endswith("career"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", _scandir)
    wanted = "docs/career:1: cannot be listed (permission denied); let everybody read the folder"
    assert wanted in problems(docs)


def test_a_file_that_vanishes_while_names_are_looked_at_is_one_problem(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = Path.lstat

    def _lstat(self: Path) -> os.stat_result:
        if self.name == "keeper.md":
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")
        return looked(self)

    monkeypatch.setattr(Path, "lstat", _lstat)
    wanted = "docs/roles/keeper.md:1: cannot be read (no such file or directory); try again"
    assert wanted in problems(docs)


def test_no_folder_is_one_problem(tmp_path: Path) -> None:
    assert problems(tmp_path / "nowhere") == ['docs:1: there is no folder "nowhere"; name another']


def test_a_name_that_is_no_text_is_printed_all_the_same(docs: Path) -> None:
    name = os.fsencode(docs / "career") + b"/caf\xe9\x1b[31m\n.md"
    with open(name, "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(GOOD)
    (line,) = problems(docs)
    assert line.startswith("docs/career/caf\\udce9\\x1b[31m\\n.md:1: has a name that is no id")
    line.encode()


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + GOOD,
        GOOD.replace(b"\n", b"\r\n"),
        GOOD.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n"),
    ],
    ids=["BOM", "CRLF", "CR", "BOM and CRLF"],
)
def test_marks_and_line_ends_of_other_systems_are_accepted(docs: Path, raw: bytes) -> None:
    (docs / "career/page.md").write_bytes(raw)
    assert problems(docs) == []


@pytest.mark.parametrize(
    ("raw", "line", "wrong"),
    [
        (GOOD + b"caf\xe9", 6, "byte 46 is not UTF-8; save the file with the encoding UTF-8"),
        (
            GOOD.replace(b"\n", b"\r") + b"caf\xe9",
            6,
            "byte 46 is not UTF-8; save the file with the encoding UTF-8",
        ),
        (GOOD.decode().encode("utf-16"), 1, "byte 0 is not UTF-8; save the file with the"),
        (GOOD + b"\xed\xa0\x80", 6, "byte 43 is not UTF-8; save the file with the encoding UTF-8"),
        (GOOD + b"a\x00b", 6, "column 2 holds the invisible character U+0000; delete it"),
        (GOOD + b"a\x1bb", 6, "column 2 holds the invisible character U+001B; delete it"),
        (GOOD + "a\ufeffb".encode(), 6, "column 2 holds the invisible character U+FEFF; delete"),
        (GOOD + "\u202eab".encode(), 6, "column 1 holds the invisible character U+202E; delete"),
        (GOOD + "a\u2066b".encode(), 6, "column 2 holds the invisible character U+2066; delete"),
        (GOOD + "a\u200bb".encode(), 6, "column 2 holds the invisible character U+200B; delete"),
        (GOOD + "a\u2028b".encode(), 6, "column 2 holds the invisible character U+2028; delete"),
        (GOOD + "a\U000e0041".encode(), 6, "column 2 holds the invisible character U+E0041"),
        (b"\n" + GOOD, 1, "front matter is missing; the first line must be ---"),
    ],
)
def test_bytes_that_are_no_clean_text_are_one_problem(
    docs: Path, raw: bytes, line: int, wrong: str
) -> None:
    (docs / "career/page.md").write_bytes(raw)
    (found,) = problems(docs)
    assert found.startswith(f"docs/career/page.md:{line}: {wrong}")


@pytest.mark.parametrize("name", ["sources.yml", "salaries/observations.csv"])
@pytest.mark.parametrize("raw", [b"\x00", b"\xff\xfe", b"a\x00b,c\n", b"caf\xe9"])
def test_data_files_of_bytes_are_one_problem_each(docs: Path, name: str, raw: bytes) -> None:
    (docs / name).write_bytes(raw)
    assert [line.startswith(f"docs/{name}:1: ") for line in problems(docs)].count(True) == 1


SIZES = {
    "10 MB": ("a" * 99 + "\n") * 100_000,
    "a long line": "a" * 20_000,
    "many lines": "a\n" * 10_001,
    "brackets": "[" * 20_000,
    "brackets in lines": "[\n" * 5_000,
    "pictures": "![" * 4_000,
    "quotations": ">" * 3_000 + " a",
    "lists": "- " * 3_000 + "a",
    "numbered lists": "1. " * 2_000 + "a",
    "stairs": "\n".join("    " * depth + "- a" for depth in range(300)),
    "links": "[a](/roles/keeper.md) " * 1_001,
    "half links": "[a](" * 2_000,
    "tags": "<div markdown>\n" * 1_000,
    "half tags": "<a " * 3_000,
    "inserts": "<!-- insert: heat -->\n" * 1_000,
    "headings": "# a\n" * 5_000,
    "digits": "1,1." * 2_400 + "\n",
}


@pytest.mark.parametrize("text", SIZES.values(), ids=SIZES)
def test_what_would_hang_the_build_is_refused_at_once(docs: Path, text: str) -> None:
    (docs / "career/page.md").write_text(f"{PAGE}Text.\n\n{text}", encoding="utf-8")
    start = time.perf_counter()
    found = problems(docs)
    assert time.perf_counter() - start < 2
    if set(text) - set("1,.\n"):
        assert found
        assert all(line.startswith("docs/career/page.md:") for line in found)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"title: {'[' * 5_000}", "2: is nested more than 20 levels deep; flatten it"),
        ("\n".join(f"key-{n}: {'x' * 90}" for n in range(800)), "1: has more than 64 KB of front"),
        (f"reading: [{'a, ' * 600}]", "2: reading: has 600 items; the most is 500"),
        (f"title: {'T' * 9_000}", "2: title: has 9,000 characters; the most is 400"),
        ("a: &a [x, x]\n" + "b: [*a, *a, *a]", "2: uses & or * as YAML anchors"),
    ],
    ids=["tower", "64 KB", "items", "title", "laughs"],
)
def test_front_matter_that_would_blow_up_is_refused_at_once(
    docs: Path, text: str, wrong: str
) -> None:
    (docs / "areas/page.md").write_text(f"---\n{text}\n---\nText.\n", encoding="utf-8")
    start = time.perf_counter()
    found = problems(docs)
    assert time.perf_counter() - start < 2
    assert any(line.startswith(f"docs/areas/page.md:{wrong}") for line in found)


def test_giant_data_files_are_one_problem_each(docs: Path) -> None:
    for name in ("sources.yml", "salaries/observations.csv"):
        (docs / name).write_text("x,y\n" * 300_000, encoding="utf-8")
    found = problems(docs)
    for name in ("sources.yml", "salaries/observations.csv"):
        assert f"docs/{name}:1: has more than 1024 KB; split it" in found


def test_a_page_as_large_as_allowed_is_built_in_time(docs: Path) -> None:
    text = "\n\n".join(["*a **b* [a] `c` &lt;" * 490] * 25)
    (docs / "career/page.md").write_text(f"{PAGE}{text}", encoding="utf-8")
    start = time.perf_counter()
    Keepers(docs).build()
    assert time.perf_counter() - start < 60


def test_every_sign_in_a_summary_is_escaped(docs: Path) -> None:
    summary = """He said: "it's & &amp; it was" -- ]] onload=alert(1) 'x' %27 مرحبا"""
    yaml = summary.replace("'", "''")
    (docs / "career/page.md").write_text(
        f"---\ntitle: '\"A\" & ''B'' ]]'\nsummary: '{yaml}'\n---\nText.\n", encoding="utf-8"
    )
    keepers = Keepers(docs)
    keepers.build()
    head = keepers.page("career/page").split("</head>")[0]
    escaped = summary.replace("&", "&amp;").replace('"', "&#34;").replace("'", "&#39;")
    assert f'<meta name="description" content="{escaped}">' in head
    assert "<title>&#34;A&#34; &amp; &#39;B&#39; ]] - Keepers</title>" in head
    assert "<script>alert" not in keepers.page("career/page")


def test_one_bad_file_publishes_nothing_and_all_are_named(
    docs: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keepers = Keepers(docs)
    keepers.build()
    before = {file: file.read_bytes() for file in keepers.site.rglob("*") if file.is_file()}
    (docs / "career/page.md").write_text(f"{PAGE}<script>alert(1)</script>", encoding="utf-8")
    (docs / "career/other.md").write_bytes(b"\xff")
    (docs / "terminology/new.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    with pytest.raises(Abort):
        keepers.build()
    after = {file: file.read_bytes() for file in keepers.site.rglob("*") if file.is_file()}
    assert after == before
    assert "Traceback" not in caplog.text
    for name in ("career/page", "career/other", "terminology/new"):
        assert f"docs/{name}.md:" in caplog.text


def test_under_serve_a_page_with_a_bad_body_shows_its_problems(docs: Path) -> None:
    (docs / "career/page.md").write_text(f"{PAGE}<script>alert(1)</script>", encoding="utf-8")
    keepers = Keepers(docs)
    keepers.build(serving=True)
    html = keepers.page("career/page")
    assert "docs/career/page.md:5: " in html
    assert "<script>alert" not in html


@pytest.mark.parametrize(
    "name", ["roles/keeper", "areas/light", "skills/trimming", "settings/solo", "duties/index"]
)
def test_under_serve_what_rests_on_a_broken_record_is_left_out(docs: Path, name: str) -> None:
    (docs / f"{name}.md").write_text("no front matter", encoding="utf-8")
    keepers = Keepers(docs)
    keepers.build(serving=True)
    shown = keepers.page(name.removesuffix("/index"))
    assert f"docs/{name}.md:1: front matter is missing" in shown
