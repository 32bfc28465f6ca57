"""The built site that the browser tests look at."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
Open = Callable[..., Any]


def site_folder() -> Path:
    """The site that `scripts/test.py` has just built, else one built here and now."""
    if given := os.environ.get("HANDBOOK_SITE"):
        return Path(given)
    folder = ROOT / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder


SITE = site_folder()


def addresses() -> dict[str, list[str]]:
    """The addresses of all built pages by kind, as the page itself names it."""
    kinds: dict[str, list[str]] = {}
    for file in sorted(SITE.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        found = re.search(r'class="hb-page hb-page--(\w+)"', html)
        address = file.relative_to(SITE).as_posix().removesuffix("index.html")
        kinds.setdefault(found[1] if found else "other", []).append(address)
    return kinds
