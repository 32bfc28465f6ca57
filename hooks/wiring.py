"""MkDocs events on one side, the handbook on the other; no logic here."""

import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from handbook import problems, vendored
from handbook.site import Site

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
log = logging.getLogger("mkdocs.handbook")
THIRD_PARTY = Path(__file__).parent.parent / "third_party"


class _State:
    """What lives from one event to the next; replaced, never added to, on each rebuild."""

    serving: bool = False
    site: Site
    files: Files


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether problems stop the build or are shown beside the last good pages."""
    _State.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check all content before MkDocs touches `site`."""
    _State.site = site = Site(Path(config.docs_dir))
    if site.problems:
        report = problems.report(site.problems)
        if not (_State.serving and site.has_an_end):
            raise PluginError(report)
        print(report, flush=True)
    config.markdown_extensions.append(site.terms)  # type: ignore[arg-type]
    config.extra["problem_count"] = len(site.problems)
    config.extra["csp"] = "" if _State.serving else POLICY
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add generated pages, and fonts and scripts of others; leave out what is no plain file."""
    _State.files = files
    for own in [file for file in files if file.src_dir == config.docs_dir]:
        if not _State.site.publishes(own.src_uri):
            files.remove(own)
    for path, text in _State.site.generated.items():
        files.append(File.generated(config, path, content=text))
    for path, file in vendored.published(THIRD_PARTY):
        files.append(File.generated(config, path, abs_src_path=os.fspath(file)))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Give pages that are not in the nav their section and their neighbors."""
    for leading, paths in _State.site.shelves.items():
        index = files.get_file_from_path(leading)
        found = [file.page for path in paths if (file := files.get_file_from_path(path))]
        pages = [page for page in found if page]
        for page, before, after in zip(pages, [None, *pages], [*pages[1:], None], strict=False):
            page.parent = index.page.parent if index and index.page else None
            page.previous_page, page.next_page = before, after
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """Keep MkDocs from reading files: the library has read them."""
    return ""


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the composed page in place of the file's text."""
    page.meta = _State.site.meta(page.file.src_uri)
    return _State.site.markdown(page.file.src_uri)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Say what is worth a look; the last page is rendered now."""
    for notice in _State.site.notices:
        log.info(notice)


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Fill in what is known only after the last page is rendered."""
    page.meta["used_in"] = [
        {"kind": group.kind, "label": group.label, "links": [_link(*link) for link in group.links]}
        for group in _State.site.used_in(page.file.src_uri)
    ]
    return context


def _link(title: str, path: str) -> dict[str, str]:
    file = _State.files.src_uris.get(path.removeprefix("/"))
    return {"title": title, "url": file.url if file else ""}
