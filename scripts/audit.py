"""Look at every built page: python3 scripts/audit.py [--states N]

Opens each page of `site`, which `scripts/test.py` has built, at several widths and in both schemes.
Holds it against WCAG 2.0 to 2.2, levels A and AA, as far as axe can tell, and against sideways
scrolling and breaches of the policy. Two workers share the work. What was looked at is noted in
`.audit.jsonl` and not looked at again until the page changes, so a broken run can go on.
"""

import argparse
import contextlib
import hashlib
import json
import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import environment

ROOT = environment.ROOT
SITE = ROOT / "site"
NOTES = ROOT / ".audit.jsonl"
WORKERS = 2
AT_ONCE = 20  # looks with one browser, after which they are noted
STATES = ((1440, "light"), (360, "dark"), (360, "light"), (1440, "dark"), (320, "light"))

Json = dict[str, Any]
State = tuple[int, str]
Job = tuple[str, Path, State]


def main() -> int:
    """Look at what is not noted yet; give back 0 only when no page has a fault."""
    environment.make("test")
    if Path(sys.prefix) != environment.VENV:
        environment.become([str(environment.PYTHON), *sys.argv])
    parser = argparse.ArgumentParser(description=__doc__)
    states = f"how many of the {len(STATES)} states, from 1440 px light on"
    parser.add_argument("--states", type=int, default=len(STATES), help=states)
    wanted = STATES[: parser.parse_args().states]
    noted = notes()
    pages = sorted(SITE.rglob("*.html"))
    shared = digest(*sorted((SITE / "assets").rglob("*.*s")), *sorted((SITE / "data").rglob("*")))
    looks = {name(page, state, shared): (page, state) for page in pages for state in wanted}
    if not looks:
        sys.exit("There is nothing to look at: scripts/test.py builds the site.")
    jobs = [(name, *look) for name, look in looks.items() if name not in noted]
    print(f"{len(looks)} looks at {len(pages)} pages, {len(jobs)} of them to come", flush=True)
    with NOTES.open("a", encoding="utf-8") as file:
        for found in look(jobs):
            file.write(json.dumps(found) + "\n")
            file.flush()
            noted[found["name"]] = found
    return report([noted[name] for name in looks])


def notes() -> dict[str, Json]:
    """What earlier runs found, by page, content and state."""
    if not NOTES.exists():
        return {}
    found = {}
    for line in NOTES.read_text("utf-8").splitlines():
        with contextlib.suppress(json.JSONDecodeError):  # the last one of a run that was killed
            note = json.loads(line)
            found[note["name"]] = note
    return found


def name(page: Path, state: State, shared: str) -> str:
    """A page as it is now, in a state: a page, script or style that changes gives another name."""
    return f"{page.relative_to(SITE).as_posix()} {digest(page)} {shared} {state[0]} {state[1]}"


def digest(*files: Path) -> str:
    """The hash of what the files hold."""
    whole = hashlib.sha256()
    for file in files:
        if file.is_file():
            whole.update(file.read_bytes())
    return whole.hexdigest()[:16]


def look(jobs: Sequence[Job]) -> Iterator[Json]:
    """What each job finds; each worker has a browser of its own."""
    if not jobs:
        return
    os.environ["HANDBOOK_SITE"] = str(SITE)
    context = multiprocessing.get_context("spawn")
    shares = [jobs[start : start + AT_ONCE] for start in range(0, len(jobs), AT_ONCE)]
    with ProcessPoolExecutor(WORKERS, mp_context=context) as pool:
        for found in pool.map(share, shares):
            yield from found


def share(jobs: Sequence[Job]) -> list[Json]:
    """What one worker finds on its share of the pages."""
    sys.path.insert(0, str(ROOT / "tests" / "browser"))
    sys.path.insert(0, str(ROOT / "scripts"))
    from playwright.sync_api import sync_playwright

    import test
    import visits

    results = []
    with sync_playwright() as playwright, visits.served() as origin:
        browser = playwright.chromium.launch(
            executable_path=test.installed_browser() or None, args=visits.QUIET
        )
        for name, page, state in jobs:
            address = page.relative_to(SITE).as_posix().removesuffix("index.html")
            with visits.opened(browser, origin, address, *state) as visit:
                results.append({"name": name, "faults": faults(visit)})
        browser.close()
    return results


def faults(visit: Any) -> list[str]:
    """Everything that an open page does wrong."""
    wide = visit.overflow()
    found = [*visit.violations(), *visit.breaches()]
    return [*found, f"{wide} px too wide"] if wide > 0 else found


def report(found: Sequence[Json]) -> int:
    """Print every fault and the count of pages and faults; 1 when there is any."""
    bad = [one for one in found if one["faults"]]
    for one in bad:
        print(one["name"], *one["faults"], sep="\n    ")
    kinds = Counter(fault.split(":")[0] for one in bad for fault in one["faults"])
    print(f"{len(found)} looks, {len(bad)} with faults", dict(kinds))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
