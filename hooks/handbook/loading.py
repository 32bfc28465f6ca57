"""Reads all of `docs` into a library: every file once, every problem at once."""

import csv
import io
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handbook import model
from handbook.frontmatter import Document, Unreadable, read_document, read_text, read_yaml
from handbook.library import Entry, Library
from handbook.parsing import parse
from handbook.problems import Problem, nearest

SOURCES = "sources.yml"
OBSERVATIONS = "salaries/observations.csv"
MAX_DATA_BYTES = 4 * 1024 * 1024
ROOT = "docs"


def load(docs: Path) -> Library:
    """The library of a folder of documents; what could not be read is in its problems."""
    shelf = _Shelf(docs)
    for path in sorted(_files(docs, shelf.problems)):
        shelf.take(path)
    return shelf.library()


def _files(docs: Path, problems: list[Problem]) -> Iterator[str]:
    """Paths of plain files below `docs`; links and devices are problems, never followed."""
    for folder, names, files in os.walk(docs, followlinks=False):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in [*names, *files]:
            file = Path(folder, name)
            path = file.relative_to(docs).as_posix()
            mode = file.lstat().st_mode
            if stat.S_ISLNK(mode):
                message = "is a symbolic link; put the file itself here"
                problems.append(Problem(f"{ROOT}/{path}", 1, "", message))
            elif not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                message = "is not a plain file; delete it"
                problems.append(Problem(f"{ROOT}/{path}", 1, "", message))
            elif stat.S_ISREG(mode) and not name.startswith("."):
                yield path


@dataclass
class _Shelf:
    """Collects entries while the files are read."""

    docs: Path
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    documents: dict[tuple[str, str], Document] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def take(self, path: str) -> None:
        folder, _, name = path.rpartition("/")
        if path == SOURCES:
            self._take_sources()
        elif path == OBSERVATIONS:
            self._take_observations()
        elif path.split("/", maxsplit=1)[0] in model.RECORDS and name != "index.md":
            self._take_record(path, folder, name)
        elif path.endswith(".md"):
            id = path.removesuffix(".md")
            self._take_page(model.Article, path, id)

    def _take_record(self, path: str, folder: str, name: str) -> None:
        id = name.removesuffix(".md")
        if folder not in model.RECORDS or not name.endswith(".md"):
            message = "does not belong here; a folder of records holds records and index.md"
            self._complain(path, message)
        elif not re.fullmatch(model.ID_PATTERN, id):
            message = "has a name that is no id; use lower-case letters, digits, single hyphens"
            self._complain(path, message)
        else:
            self._take_page(model.RECORDS[folder], path, id)

    def _take_page(self, cls: type[model.Record | model.Article], path: str, id: str) -> None:
        shown = f"{ROOT}/{path}"
        try:
            document = read_document(read_text(self.docs / path, shown), shown)
        except Unreadable as error:
            self.broken.add((cls.KIND, id))
            self.problems += error.problems
            return
        self._keep(cls, id, document, {"body": document.body})

    def _take_sources(self) -> None:
        path = f"{ROOT}/{SOURCES}"
        try:
            meta, lines = read_yaml(read_text(self.docs / SOURCES, path, MAX_DATA_BYTES), path)
        except Unreadable as error:
            self.problems += error.problems
            return
        for id, fields in meta.items():
            place = {key[1:]: line for key, line in lines.items() if key[:1] == (id,)}
            if isinstance(fields, dict):
                self._keep(model.Source, id, Document(path, fields, "", 1, place), {})
            else:
                message = "must be a source with fields of its own"
                self.problems.append(Problem(path, place.get((), 1), id, message))

    def _take_observations(self) -> None:
        path = f"{ROOT}/{OBSERVATIONS}"
        try:
            text = read_text(self.docs / OBSERVATIONS, path, MAX_DATA_BYTES)
        except Unreadable as error:
            self.problems += error.problems
            return
        rows = csv.DictReader(io.StringIO(text), strict=True)
        known = set(model.Observation.model_fields)
        for name in set(rows.fieldnames or ()) - known:
            self.problems.append(Problem(path, 1, name, f"is no column; {nearest(name, known)}"))
        if "id" not in (rows.fieldnames or ()):
            self.problems.append(Problem(path, 1, "id", "is missing; add the column"))
            return
        self._take_rows(rows, path, known)

    def _take_rows(self, rows: "csv.DictReader[str]", path: str, known: set[str]) -> None:
        try:
            for row in rows:
                if None in row or None in row.values():
                    message = "has more or fewer cells than the first line; check the commas"
                    self.problems.append(Problem(path, rows.line_num, row["id"], message))
                    continue
                fields = {name: cell for name, cell in row.items() if cell and name in known}
                id = fields.pop("id", "")
                document = Document(path, dict(fields), "", 1, {(): rows.line_num})
                self._keep(model.Observation, id, document, {})
        except csv.Error as error:
            self.problems.append(Problem(path, rows.line_num, "", f"is not CSV: {error}"))

    def _keep(self, cls: type[Entry], id: str, document: Document, given: dict[str, str]) -> None:
        key = (cls.KIND, id)
        if key in self.documents:
            first = self.documents[key]
            message = f"stands twice, first in line {first.line_of(())}; give one another id"
            self.problems.append(Problem(document.path, document.line_of(()), id, message))
            return
        entry, problems = parse(cls, document, {"id": id, **given})
        self.problems += problems
        self.documents[key] = document
        if entry is None:
            self.broken.add(key)
        else:
            self.entries[key] = entry

    def _complain(self, path: str, message: str) -> None:
        self.problems.append(Problem(f"{ROOT}/{path}", 1, "", message))

    def library(self) -> Library:
        """Everything read so far, sorted into kinds."""
        kinds: dict[str, dict[str, Entry]] = {}
        for (kind, id), entry in self.entries.items():
            kinds.setdefault(kind, {})[id] = entry
        groups = {name: kinds.get(cls.KIND, {}) for name, cls in model.RECORDS.items()}
        for name, cls in OTHERS.items():
            groups[name] = kinds.get(cls.KIND, {})
        return Library(
            **groups,  # type: ignore[arg-type]
            documents=self.documents,
            broken=frozenset(self.broken),
            problems=tuple(self.problems),
        )


OTHERS: dict[str, type[Entry]] = {
    "articles": model.Article,
    "sources": model.Source,
    "observations": model.Observation,
}
