"""A page of the built site in a browser, under the strict policy, and everything it does wrong."""

import functools
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import Browser, Page

from built import ROOT, SITE

AXE = next(ROOT.glob("third_party/axe-core-*/axe.min.js"))
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
QUIET = ["--no-sandbox", "--disable-background-networking", "--no-first-run"]
WATCH = """
window.breaches = [];
document.addEventListener("securitypolicyviolation", event =>
  window.breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        policy = re.search(
            r'Content-Security-Policy" content="([^"]*)"',
            (SITE / "index.html").read_text(encoding="utf-8"),
        )
        assert policy, "the home page carries no policy"
        rules = policy[1].replace("&#39;", "'")
        self.send_header("Content-Security-Policy", f"{rules}; frame-ancestors 'none'")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """The site's origin while the context lasts."""
    handler = functools.partial(_Handler, directory=str(SITE))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@dataclass
class Visit:
    """An open page and everything it did that it must not do."""

    page: Page
    origin: str
    faults: list[str] = field(default_factory=list)

    def breaches(self) -> list[str]:
        """Console errors, requests to other origins and breaches of the policy so far."""
        return [*self.faults, *self.page.evaluate("window.breaches")]

    def violations(self) -> list[str]:
        """What axe finds against WCAG 2.0 to 2.2, levels A and AA."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        result = self.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags},"
            " resultTypes: ['violations']})",
            AXE_TAGS,
        )
        return [
            f"{rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in result["violations"]
            for node in rule["nodes"]
        ]

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@contextmanager
def opened(
    browser: Browser,
    origin: str,
    address: str,
    width: int = 1440,
    scheme: Any = "light",
    scripts: bool = True,
) -> Iterator[Visit]:
    """An address of the site in a window of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    page = context.new_page()
    visit = Visit(page, origin)
    page.add_init_script(WATCH)
    page.on(
        "console",
        lambda line: visit.faults.append(line.text) if line.type == "error" else None,
    )
    page.on("pageerror", lambda error: visit.faults.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((origin, "data:"))
            else visit.faults.append(f"request to {request.url}")
        ),
    )
    page.goto(origin + address, wait_until="load")
    yield visit
    context.close()
