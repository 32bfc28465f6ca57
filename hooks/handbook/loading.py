"""Reads all of `docs` into a library: every file once, every problem at once."""

from dataclasses import dataclass, field
from pathlib import Path

from handbook import drawings, model
from handbook.csvrows import read_rows
from handbook.files import (
    ASSETS,
    AVOIDED,
    CHARTS,
    FORMS,
    OBSERVATIONS,
    PAY_NOTES,
    ROOT,
    SOURCES,
    plain_files,
    same_address,
)
from handbook.frontmatter import Document, read_document
from handbook.library import OTHERS, Entry, Library
from handbook.parsing import parse
from handbook.plainyaml import read_yaml
from handbook.problems import Key, Problem, Unreadable
from handbook.reading import read_text

MAX_DATA_BYTES = 1024 * 1024


def load(docs: Path) -> Library:
    """The library of a folder of documents; what could not be read is in its problems."""
    shelf = _Shelf(docs)
    shelf.paths = sorted(plain_files(docs, shelf.problems))
    shelf.problems += same_address(shelf.paths)
    for path in shelf.paths:
        shelf.take(path)
    return shelf.library()


@dataclass
class _Shelf:
    """Collects entries while the files are read."""

    docs: Path
    paths: list[str] = field(default_factory=list)
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    documents: dict[tuple[str, str], Document] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def take(self, path: str) -> None:
        try:
            self._take(path)
        except Unreadable as error:
            self.problems += error.problems

    def _take(self, path: str) -> None:
        folder, _, name = path.rpartition("/")
        if path in LISTS:
            self._take_list(LISTS[path], path)
        elif path == OBSERVATIONS:
            self._take_observations()
        elif path.split("/", maxsplit=1)[0] in model.RECORDS and name != "index.md":
            self._take_record(path, folder, name)
        elif path.endswith(".svg"):
            self._take_drawing(path)
        elif not path.startswith(f"{ASSETS}/"):
            self._take_page(model.Article, path, path.removesuffix(".md"))

    def _take_record(self, path: str, folder: str, name: str) -> None:
        if folder not in model.RECORDS:
            message = "does not belong here; a folder of records holds records and index.md"
            self.problems.append(Problem(f"{ROOT}/{path}", 1, "", message))
        else:
            self._take_page(model.RECORDS[folder], path, name.removesuffix(".md"))

    def _take_page(self, cls: type[model.Record | model.Article], path: str, id: str) -> None:
        shown = f"{ROOT}/{path}"
        try:
            document = read_document(read_text(self.docs / path, shown), shown)
        except Unreadable:
            self.broken.add((cls.KIND, id))
            raise
        if issubclass(cls, model.Record):
            cls = model.record_class(cls.FOLDER, document.meta)
        self._keep(cls, id, document, {"body": document.body})

    def _take_drawing(self, path: str) -> None:
        shown = f"{ROOT}/{path}"
        text = read_text(self.docs / path, shown, MAX_DATA_BYTES)
        self.problems += drawings.problems_of(text, shown)

    def _take_list(self, cls: type[Entry], name: str) -> None:
        """A file in which each key is the id of an entry, and its fields stand below."""
        path = f"{ROOT}/{name}"
        meta, lines = read_yaml(read_text(self.docs / name, path, MAX_DATA_BYTES), path)
        places: dict[str | int, dict[Key, int]] = {}
        for key, line in lines.items():
            places.setdefault(key[0] if key else "", {})[key[1:]] = line
        for id, fields in meta.items():
            place = places.get(id, {})
            if isinstance(fields, dict):
                self._keep(cls, id, Document(path, fields, "", 1, place, (id,)), {})
            else:
                message = f"must be a {cls.KIND} with fields of its own, each on a line below"
                self.problems.append(Problem(path, place.get((), 1), id, message))

    def _take_observations(self) -> None:
        path = f"{ROOT}/{OBSERVATIONS}"
        text = read_text(self.docs / OBSERVATIONS, path, MAX_DATA_BYTES)
        for row in read_rows(text, path, tuple(model.Observation.model_fields)):
            if isinstance(row, Document):
                self._keep(model.Observation, str(row.within[0]), row, {})
            else:
                self.problems.append(row)
                if row.line > 1:  # A row, and not the head.
                    self.broken.add((model.Observation.KIND, row.field.split(".")[0]))

    def _keep(self, cls: type[Entry], id: str, document: Document, given: dict[str, str]) -> None:
        key = (cls.KIND, id)
        if key in self.documents:
            first = self.documents[key]
            message = f"stands twice, first in line {first.line_of(())}; give one another id"
            self.problems.append(document.problem((), message))
            return
        entry, problems = parse(cls, document, {"id": id, **given})
        self.problems += problems
        self.documents[key] = document
        if entry is None:
            self.broken.add(key)
        else:
            self.entries[key] = entry

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
            files=frozenset(path for path in self.paths if path.startswith(f"{ASSETS}/")),
        )


# Files in which each key is an entry.
LISTS: dict[str, type[Entry]] = {
    SOURCES: model.Source,
    FORMS: model.Form,
    AVOIDED: model.AvoidedWord,
    PAY_NOTES: model.PayNote,
    CHARTS: model.Chart,
}
