"""Which files there are below `docs`, and whether their names can be addresses."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from handbook.problems import Problem
from handbook.values import ID_PATTERN

ROOT = "docs"
SOURCES = "sources.yml"
FORMS = "job-description/forms.yml"
AVOIDED = "job-description/words.yml"
PAY_NOTES = "job-description/pay-notes.yml"
CHARTS = "salaries/charts.yml"
OBSERVATIONS = "salaries/observations.csv"
DATA = (SOURCES, OBSERVATIONS, FORMS, AVOIDED, PAY_NOTES, CHARTS)
ASSETS = "assets"
LONGEST_NAME = 80
ASSET = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
UNCHECKED = (".html", ".htm", ".xhtml", ".php")
WINDOWS = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
LEFT_OUT_BY_MKDOCS = "templates"
A_TO_Z = "terminology/a-z.md"
RUSSIAN = "terminology/russian.md"
RESPONSIBILITY = "roles/responsibility.md"
COMPARE = "roles/compare.md"
GAP = "roles/gap.md"
SELF_CHECK = "roles/self-check.md"
READY = "job-description/files"
BUILDER = "job-description/builder.md"
PATHS = "training/paths"
EXPLORER = "salaries/explorer.md"
# Pages that belong to no file, with their titles.
GENERATED = {
    A_TO_Z: "Terms from A to Z",
    RUSSIAN: "Russian to English",
    RESPONSIBILITY: "Who answers for what",
    COMPARE: "Compare roles and grades",
    GAP: "From one post to another",
    SELF_CHECK: "Self-check",
    BUILDER: "Job description builder",
    EXPLORER: "All pay figures",
}
# Addresses that are kept for pages and files to come.
RESERVED = (
    PATHS,
    READY,
    "data",
)


def plain_files(docs: Path, problems: list[Problem]) -> Iterator[str]:
    """Paths of the files to read or publish; what else lies there becomes a problem."""
    if not docs.is_dir():
        problems.append(Problem(ROOT, 1, "", f'there is no folder "{docs.name}"; name another'))
        return
    for folder, folders, files in os.walk(docs, onerror=lambda e: _unlisted(e, docs, problems)):
        place = Path(folder).relative_to(docs).as_posix().removeprefix(".")
        found = {name: _wrong_with(Path(folder), place, name) for name in sorted(folders + files)}
        for name, wrong in found.items():
            if wrong:
                problems.append(Problem(_shown(place, name), 1, "", wrong))
        folders[:] = [name for name in sorted(folders) if _is_seen(name) and not found[name]]
        for name in sorted(files):
            if _is_seen(name) and not found[name]:
                yield f"{place}/{name}" if place else name


def _is_seen(name: str) -> bool:
    """MkDocs leaves out what begins with a dot; editors and systems put such files anywhere."""
    return not name.startswith(".")


def _shown(place: str, name: str) -> str:
    return "/".join(part for part in (ROOT, place, name) if part)


def _unlisted(error: OSError, docs: Path, problems: list[Problem]) -> None:
    path = Path(error.filename).relative_to(docs).as_posix()
    message = f"cannot be listed ({(error.strerror or '').lower()}); let everybody read the folder"
    problems.append(Problem(_shown("", path), 1, "", message))


def _wrong_with(folder: Path, place: str, name: str) -> str:
    """Why something may not lie here, or nothing."""
    if not _is_seen(name):
        return "begins with a dot, so nobody would see it; rename it" if name[-3:] == ".md" else ""
    try:
        mode = Path(folder, name).lstat().st_mode
    except OSError as error:
        return f"cannot be read ({(error.strerror or '').lower()}); try again"
    if stat.S_ISLNK(mode):
        return "is a symbolic link; put the file itself here"
    if stat.S_ISDIR(mode):
        return _wrong_with_name(name, re.fullmatch(ID_PATTERN, name)) or _wrong_folder(place, name)
    if not stat.S_ISREG(mode):
        return "is not a plain file; delete it"
    return _wrong_with_file(place, name)


def _wrong_folder(place: str, name: str) -> str:
    if not place and name == LEFT_OUT_BY_MKDOCS:
        return "has a name that MkDocs leaves out; rename the folder"
    return ""


def _wrong_with_file(place: str, name: str) -> str:
    path = f"{place}/{name}".removeprefix("/")
    is_asset, is_page = path.startswith(f"{ASSETS}/"), name.endswith(".md")
    if path in DATA:
        return ""
    if is_asset == is_page:
        return f"does not belong here; pages end in .md, other files lie in {ROOT}/{ASSETS}"
    if is_page:
        return _wrong_with_name(name, re.fullmatch(ID_PATTERN, name.removesuffix(".md")))
    if name.endswith(UNCHECKED):
        return "would be published as it is, without any check; write the page as Markdown"
    return _wrong_with_name(name, ASSET.fullmatch(name))


def _wrong_with_name(name: str, is_right: object) -> str:
    if WINDOWS.fullmatch(name):
        return "has a name that Windows keeps for itself; rename it"
    if len(name) > LONGEST_NAME:
        return f"has a name of {len(name)} characters; the most is {LONGEST_NAME}"
    if not is_right:
        return "has a name that is no id; use lower-case letters, digits, single hyphens"
    return ""


def same_address(paths: list[str]) -> Iterator[Problem]:
    """Two files of which MkDocs would silently publish one."""
    first: dict[str, str] = {}
    for path in paths:
        address = re.sub(r"(^|/)index\.md$|\.md$", "", path)
        if address in first:
            message = f"has the same address as {ROOT}/{first[address]}; delete or rename one"
            yield Problem(f"{ROOT}/{path}", 1, "", message)
        first.setdefault(address, path)
