"""The benchmark at tiny sizes: it measures what it says. No test depends on a time."""

import json
import re
import sys
from pathlib import Path

import pytest

import bench
import bench_sites
import environment
from golden import FICTIONAL

MEASURES = {"wall_s", "cpu_s", "peak_mib"}


def test_each_linker_is_measured_beside_stock_and_its_links_are_counted() -> None:
    (site,) = bench.links(1, [(6, 9, ("stock", "handbook", "abbreviations"))])
    assert (site["pages"], site["terms"]) == (6, 9)
    for name, result in site["linkers"].items():
        assert bool(result["links"]) == (name != "stock")
        for figures in (result["best"], result["median"], result["times_stock"]):
            assert figures.keys() == MEASURES
            assert min(figures.values()) > 0
    assert site["linkers"]["stock"]["times_stock"]["wall_s"] == 1


def test_a_linker_that_made_no_links_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    idle = bench_sites.Linker(bench_sites.nothing, '<a class="hb-term"')
    monkeypatch.setitem(bench_sites.LINKERS, "handbook", idle)
    monkeypatch.setattr(bench, "apart", lambda function, *arguments: function(*arguments))
    with pytest.raises(SystemExit, match="handbook made no links"):
        bench.links(1, [(6, 9, ("handbook",))])


def test_a_build_that_fails_says_why() -> None:
    with pytest.raises(SystemExit, match="no disk"):
        bench.run([sys.executable, "-c", "raise SystemExit('no disk')"])


def test_the_same_size_gives_the_same_pages_with_and_without_marks(tmp_path: Path) -> None:
    for name, marks in (("one", False), ("two", False), ("marked", True)):
        bench_sites.write(tmp_path / name, 6, 9, marks)
    paths = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.md")]
    assert len(paths) == 6
    for path in paths:
        text = (tmp_path / "one" / path).read_text()
        marked = (tmp_path / "marked" / path).read_text()
        assert text == (tmp_path / "two" / path).read_text()
        assert text == re.sub(r"<t:[^|>]+\|([^>]+)>|^t:(.*)$", r"\1\2", marked, flags=re.MULTILINE)
    assert "<t:" in (tmp_path / "marked" / "docs" / "index.md").read_text()


def test_every_page_is_exported_as_it_is_composed(tmp_path: Path) -> None:
    pages = bench.export(FICTIONAL, tmp_path)
    assert pages == len(list((tmp_path / "docs").rglob("*.md")))
    text = (tmp_path / "docs" / "terminology" / "lamp.md").read_text()
    assert text.startswith('---\n{"title":')
    assert "\n# Lamp" in text


def test_a_run_is_one_json_document_with_every_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = {
        "links": lambda repeat: [repeat],
        "all": lambda repeat: {},
        "matcher": lambda repeat: bench.matcher(repeat, [20], pages=2),
        "check": lambda repeat: bench.summary([bench.run([sys.executable, "-c", ""])]),
    }
    monkeypatch.setattr(bench, "PARTS", {name: (part, 2) for name, part in parts.items()})
    monkeypatch.setattr(environment, "use", lambda name: None)
    monkeypatch.setattr(environment, "make", lambda lock: None)
    monkeypatch.setattr(environment, "VENV", Path(sys.prefix))
    monkeypatch.setattr(sys, "argv", ["bench.py", "--out", str(tmp_path / "figures.json")])
    bench.main()
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures.keys() == {"about", *parts}
    assert figures["about"]["packages"].keys() == {*bench.PACKAGES, *bench.PEERS}
    assert figures["links"] == [2]
    (matched,) = figures["matcher"]
    assert matched["matches"] > 0
    assert matched["page_ms"].keys() == matched["making_ms"].keys() == {"best", "median"}
    assert figures["check"]["best"].keys() == MEASURES


def test_the_benchmark_has_an_environment_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VENV", "BIN", "PYTHON", "STAMP"):
        monkeypatch.setattr(environment, name, getattr(environment, name))
    environment.use(".venv-bench")
    assert environment.VENV.name == ".venv-bench"
    for path in (environment.BIN, environment.PYTHON, environment.STAMP):
        assert environment.VENV in path.parents
