"""Check everything: python3 scripts/test.py

Makes the environment with the test tools and finds a browser, then runs every check in order.
A check that fails does not stop those after it; the last lines say which failed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import environment

SITE = environment.ROOT / "site"

# As one would type them in the activated environment.
CHECKS = (
    "ruff check",
    "ruff format --check",
    "mypy",
    "rumdl check docs README.md CONTRIBUTING.md",
    "codespell",
    "python scripts/check.py",
    "pytest tests --ignore=tests/browser",
)
BUILD = "mkdocs build --strict"
BROWSER_TESTS = "pytest -n auto tests/browser"  # on all cores

# The shell is Chromium without its own windows and takes half the time.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)
# What Debian calls them; older releases have only the second.
DEBIAN_BROWSERS = ("chromium-headless-shell", "chromium")


class Outcome(NamedTuple):
    """How one check ended."""

    name: str
    passed: bool
    seconds: float

    def __str__(self) -> str:
        """Its line in the summary."""
        return f"{'passed' if self.passed else 'FAILED'} {self.seconds:6.1f} s  {self.name}"


def main() -> int:
    """Run every check; give back 0 only when all of them passed."""
    environment.make("test")
    os.chdir(environment.ROOT)
    outcomes = list(run_all(find_browser()))
    failed = sum(not outcome.passed for outcome in outcomes)
    print("", *outcomes, sep="\n")
    print(f"{failed} of {len(outcomes)} checks failed" if failed else "All checks passed")
    return 1 if failed else 0


def run_all(browser: str | None) -> Iterator[Outcome]:
    """Each check's outcome, in order; the browser tests read the site that the build has made."""
    for command in CHECKS:
        yield timed(command, partial(run, command))
    build = timed(BUILD, build_site)
    yield build
    yield timed(BROWSER_TESTS, partial(run_browser_tests, build.passed, browser))


def timed(name: str, check: Callable[[], bool]) -> Outcome:
    """Announce a check, run it, and say how it ended."""
    print(f"\n==> {name}", flush=True)
    start = time.perf_counter()
    outcome = Outcome(name, check(), time.perf_counter() - start)
    print(outcome, flush=True)
    return outcome


def run(command: str, **variables: str) -> bool:
    """Whether a tool of `.venv` exits with 0, with these environment variables added."""
    env = {**os.environ, **variables}
    done = subprocess.run(in_venv(command), env=env, stdin=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def in_venv(command: str) -> list[str]:
    """The command's words, the first one as the tool's path in `.venv`."""
    tool, *arguments = command.split()
    return [str(environment.BIN / tool), *arguments]


def build_site() -> bool:
    """Build into a new folder that takes the place of `site/` only if nothing failed or warned."""
    with tempfile.TemporaryDirectory(prefix=".site-", dir=environment.ROOT) as folder:
        new = Path(folder, "new")
        if not is_silent([*in_venv(BUILD), "--site-dir", str(new)]):
            return False
        if SITE.exists():
            SITE.rename(Path(folder, "old"))
        new.rename(SITE)
    return True


def is_silent(command: list[str]) -> bool:
    """Whether a command exits with 0 and prints no line that starts with WARNING."""
    warned = False
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            warned = warned or line.startswith("WARNING")
    return process.returncode == 0 and not warned


def run_browser_tests(is_built: bool, browser: str | None) -> bool:
    """Whether the new site passes in the browser; without a site or a browser it does not."""
    if not is_built:
        print("There is no new site to look at: mend the build first.", flush=True)
    elif browser is None:
        print("There is no browser: install Chromium or Google Chrome.", flush=True)
    else:
        return run(BROWSER_TESTS, HANDBOOK_SITE=str(SITE), HANDBOOK_BROWSER=browser)
    return False


def find_browser() -> str | None:
    """A browser's path, "" for the one that Playwright keeps, or None where none is to be had."""
    if not environment.attempt(in_venv("playwright --version")):
        environment.apt_install("libatomic1")  # what a small Debian lacks for it
    found = installed_browser()
    if not found and any(map(environment.apt_install, DEBIAN_BROWSERS)):
        found = installed_browser()
    if found:
        return found
    environment.say("Downloading Playwright's own Chromium")
    return "" if run("playwright install chromium") else None


def installed_browser() -> str | None:
    """The first browser on the path, or where some systems keep it, that starts."""
    paths = map(shutil.which, BROWSERS)
    return next((path for path in paths if path and starts(path)), None)


def starts(browser: str) -> bool:
    """Whether it tells its version: what has the name may be a note that asks to install it."""
    return os.name == "nt" or environment.attempt([browser, "--version"])  # Windows opens a window


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped.")
