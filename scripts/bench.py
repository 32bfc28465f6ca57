"""Measure what the handbook costs: python3 scripts/bench.py [--only PART] [--repeat N] [--out FILE]

Prints one JSON document: times in seconds or milliseconds, as the names say, memory in MiB.
It makes an environment of its own, `.venv-bench`, which also holds the linkers it compares with.
Links are measured on made-up sites, each build in a process of its own, in turns; the whole build
on `docs`. Of several runs `best` is the smallest figure, each measure for itself, and `median` the
middle one; ratios compare the best ones, which other work on the computer disturbs least.
"""

import argparse
import json
import multiprocessing
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import bench_sites
import environment

Json = dict[str, Any]
MEASURES = ("wall_s", "cpu_s", "peak_mib")
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "pydantic")
PEERS = ("mkdocs-ezglossary-plugin",)


@dataclass(frozen=True)
class Run:
    """One process that ended well: seconds by the clock and of all cores, peak memory in MiB."""

    wall_s: float
    cpu_s: float
    peak_mib: float


# Pages, terms, and who builds them; the others take minutes on a thousand pages.
SITES = ((200, 300, tuple(bench_sites.LINKERS)), (1000, 1000, ("stock", "handbook")))


def links(repeat: int, sites: Iterable[tuple[int, int, Sequence[str]]] = SITES) -> list[Json]:
    """What each linker costs on each made-up site, builds in turns."""
    return [_site(pages, terms, linkers, repeat) for pages, terms, linkers in sites]


def _site(pages: int, terms: int, linkers: Sequence[str], repeat: int) -> Json:
    runs: dict[str, list[Run]] = {name: [] for name in linkers}
    made: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as place:
        folders = {
            name: apart(bench_sites.lay, Path(place, name), pages, terms, name) for name in linkers
        }
        for turn in range(repeat):
            for name in linkers if turn % 2 == 0 else reversed(linkers):
                if turn and bench_sites.LINKERS[name].once:
                    continue
                runs[name].append(built(folders[name] / "mkdocs.yml", folders[name] / "site"))
                made[name] = count(folders[name] / "site", bench_sites.LINKERS[name].link, name)
                environment.say(f"{pages} pages, {terms} terms, {name}: {runs[name][-1]}")
    results = {name: summary(found) | {"links": made[name]} for name, found in runs.items()}
    for result in results.values():
        result.update(beside(result, results["stock"], pages))
    return {"pages": pages, "terms": terms, "linkers": results}


def built(settings: Path, site: Path) -> Run:
    """A clean, strict build in a process of its own."""
    shutil.rmtree(site, ignore_errors=True)
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(settings)]
    return run([*build, "--site-dir", str(site)])


def apart(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the function gives back in a process of its own.

    The peak memory that is told of a process is never less than what its parent holds when it
    starts it, so this one has to stay small.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as process:
        return process.submit(function, *arguments).result()


def run(command: Sequence[str]) -> Run:
    """What a command took, its children included; it has to end well."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=environment.ROOT, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{said.read()}\nfailed: {' '.join(command)}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def count(site: Path, tag: str, name: str) -> int:
    """How many tags of that start the built pages hold; a linker has to make some."""
    if not tag:
        return 0
    made = sum(page.read_text("utf-8").count(tag) for page in site.rglob("*.html"))
    if not made:
        raise SystemExit(f"{name} made no links, so its times say nothing")
    return made


def summary(runs: Sequence[Run]) -> Json:
    """The best and the median of each measure."""
    values = {name: [getattr(one, name) for one in runs] for name in MEASURES}
    best = {name: round(min(found), 3) for name, found in values.items()}
    median = {name: round(statistics.median(found), 3) for name, found in values.items()}
    return {"runs": len(runs), "best": best, "median": median}


def beside(result: Json, stock: Json, pages: int) -> Json:
    """A result as multiples of stock's, and what it adds to each page in milliseconds of CPU."""
    ours, theirs = result["best"], stock["best"]
    return {
        "times_stock": {name: round(ours[name] / theirs[name], 3) for name in MEASURES},
        "added_cpu_ms_a_page": round((ours["cpu_s"] - theirs["cpu_s"]) * 1000 / pages, 2),
    }


def everything(repeat: int) -> Json:
    """The whole build of `docs` beside stock Material on the same pages as plain Markdown."""
    runs: dict[str, list[Run]] = {"stock": [], "handbook": []}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pages = apart(export, environment.ROOT / "docs", folder)
        ways = {"stock": folder / "mkdocs.yml", "handbook": environment.ROOT / "mkdocs.yml"}
        for turn in range(repeat):
            for name in sorted(ways, reverse=turn % 2 == 0):
                runs[name].append(built(ways[name], folder / name))
                environment.say(f"docs, {name}: {runs[name][-1]}")
        made = count(folder / "handbook", bench_sites.LINKERS["handbook"].link, "handbook")
    results = {name: summary(found) for name, found in runs.items()}
    results["handbook"] |= {"links": made}
    results["handbook"] |= beside(results["handbook"], results["stock"], pages)
    return {"pages": pages, **results}


def export(docs: Path, folder: Path) -> int:
    """Make a site of all pages as the Markdown they are composed of; give back their number."""
    from handbook.site import Site

    site = Site(docs)
    if site.problems:
        raise SystemExit("docs has problems, and then not all of it is built: see check.py")
    target = folder / "docs"
    shutil.copytree(docs, target)
    bench_sites.write_settings(folder, bench_sites.stock_settings(target))
    paths = [*site.entries, *(path for path in site.generated if path.endswith(".md"))]
    for path, text in site.generated.items():
        if not path.endswith(".md"):
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    for path in paths:
        meta = {name: site.meta(path).get(name) for name in ("title", "description", "hide")}
        front = json.dumps({name: value for name, value in meta.items() if value})
        text = f"---\n{front}\n---\n\n{site.markdown(path)}\n"
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, "utf-8")
    return len(paths)


def matcher(repeat: int, sizes: Iterable[int] = (100, 1000, 10000), pages: int = 100) -> list[Json]:
    """CPU time to make a glossary and to match a page of 600 words, without any Markdown."""
    return [apart(_matcher, terms, pages, repeat) for terms in sizes]


def _matcher(count: int, pages: int, repeat: int) -> Json:
    from bench_hook import forms
    from handbook.terms import Glossary

    terms, texts = bench_sites.for_matcher(count, pages)
    records = [vars(term) for term in terms]
    making, matching, found = [], [], 0
    for _ in range(repeat):
        start = time.process_time()
        glossary = Glossary.of(form for one in records for form in forms(one))
        made = time.process_time()
        found = sum(1 for text in texts for part in text for _ in glossary.matches(part))
        making.append((made - start) * 1000)
        matching.append((time.process_time() - made) * 1000 / pages)
    if not found:
        raise SystemExit(f"the matcher found none of {count} terms, so its times say nothing")
    environment.say(f"matcher, {count} terms: {min(matching):.3f} ms a page")
    return {
        "terms": count,
        "pages": pages,
        "matches": found,
        "making_ms": _spread(making),
        "page_ms": _spread(matching),
    }


def _spread(values: Sequence[float]) -> Json:
    return {"best": round(min(values), 3), "median": round(statistics.median(values), 3)}


def check(repeat: int) -> Json:
    """The time of `check.py` as a process."""
    command = [sys.executable, str(environment.ROOT / "scripts" / "check.py")]
    return summary([run(command) for _ in range(repeat)])


def about() -> Json:
    """What was measured, on what."""
    git = ["git", "-C", str(environment.ROOT), "describe", "--always", "--abbrev=40", "--dirty"]
    described = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()
    return {
        "commit": described or None,
        "cpus": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in (*PACKAGES, *PEERS)},
    }


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


# How often each part runs unless told otherwise: the short ones more often.
PARTS: dict[str, tuple[Callable[[int], Any], int]] = {
    "links": (links, 5),
    "all": (everything, 5),
    "matcher": (matcher, 10),
    "check": (check, 10),
}


def main() -> None:
    """Measure in the environment that holds all peers."""
    parser = argparse.ArgumentParser(description="Measure what the handbook costs.")
    parser.add_argument("--only", choices=PARTS, help="measure this part alone")
    parser.add_argument("--repeat", type=int, metavar="N", help="runs of each measure")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the JSON there")
    given = parser.parse_args()
    if not hasattr(os, "wait4"):
        raise SystemExit("The benchmark needs Linux or macOS, which tell what a process took.")
    environment.use(".venv-bench")
    environment.make("bench")
    if Path(sys.prefix) != environment.VENV:
        environment.become([str(environment.PYTHON), *sys.argv])
    sys.path.insert(0, str(environment.ROOT / "hooks"))
    result = measure([given.only] if given.only else list(PARTS), given.repeat)
    text = json.dumps(result, indent=2) + "\n"
    if given.out:
        given.out.write_text(text, "utf-8")
    else:
        print(text, end="")


def measure(parts: Iterable[str], repeat: int | None = None) -> Json:
    """The parts' figures under their names, and what they were measured on."""
    found = {name: PARTS[name][0](repeat or PARTS[name][1]) for name in parts}
    return {"about": about(), **found}


if __name__ == "__main__":
    main()
