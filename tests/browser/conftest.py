"""What the browser tests share: the served site, a browser, and pages opened in it."""

import functools
import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from built import Open
from visits import QUIET, opened, served


@pytest.fixture(scope="session")
def origin() -> Iterator[str]:
    """The site's origin while the tests run."""
    with served() as origin:
        yield origin


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that `scripts/test.py` found, else Playwright's own."""
    path = os.environ.get("HANDBOOK_BROWSER") or None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, origin: str) -> Open:
    """Opens an address of the site in a window of its own."""
    return functools.partial(opened, browser, origin)
