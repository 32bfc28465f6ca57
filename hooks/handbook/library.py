"""The whole handbook in memory: records by kind and id, and what can be computed between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from handbook import model
from handbook.frontmatter import Document
from handbook.problems import Key, Problem

Entry = (
    model.Record
    | model.Article
    | model.Source
    | model.Observation
    | model.Form
    | model.AvoidedWord
    | model.PayNote
    | model.Chart
)


# The fields of a library that are no folders of records, with what they hold.
OTHERS: Mapping[str, type[Any]] = {
    "senses": model.Senses,
    "articles": model.Article,
    "sources": model.Source,
    "observations": model.Observation,
    "forms": model.Form,
    "avoided_words": model.AvoidedWord,
    "pay_notes": model.PayNote,
    "charts": model.Chart,
}


@dataclass(frozen=True)
class Reference:
    """A place in a record's fields that names another record."""

    key: Key
    kind: str
    id: str


@dataclass(frozen=True, eq=False)
class Library:
    """All records that could be read, their documents, and the problems found on the way.

    Equal to itself alone, so that what is worked out of it can be remembered.
    """

    areas: Mapping[str, model.Area] = field(default_factory=dict)
    roles: Mapping[str, model.Role] = field(default_factory=dict)
    duties: Mapping[str, model.Duty] = field(default_factory=dict)
    skills: Mapping[str, model.Skill] = field(default_factory=dict)
    terminology: Mapping[str, model.Term] = field(default_factory=dict)
    training: Mapping[str, model.Resource] = field(default_factory=dict)
    settings: Mapping[str, model.Setting] = field(default_factory=dict)
    frameworks: Mapping[str, model.Framework] = field(default_factory=dict)
    senses: Mapping[str, model.Senses] = field(default_factory=dict)
    articles: Mapping[str, model.Article] = field(default_factory=dict)
    sources: Mapping[str, model.Source] = field(default_factory=dict)
    observations: Mapping[str, model.Observation] = field(default_factory=dict)
    forms: Mapping[str, model.Form] = field(default_factory=dict)
    avoided_words: Mapping[str, model.AvoidedWord] = field(default_factory=dict)
    pay_notes: Mapping[str, model.PayNote] = field(default_factory=dict)
    charts: Mapping[str, model.Chart] = field(default_factory=dict)
    documents: Mapping[tuple[str, str], Document] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = frozenset()
    problems: tuple[Problem, ...] = ()
    files: frozenset[str] = frozenset()

    def entries(self) -> Iterator[Entry]:
        """Everything that was read, kind by kind, each kind in the order of its ids."""
        for name in (*model.RECORDS, *OTHERS):
            group = self.folder(name)
            yield from (group[id] for id in sorted(group))

    def folder(self, name: str) -> Mapping[str, Any]:
        """The records of a folder of `docs`, or of another field, by id."""
        records: Mapping[str, Any] = getattr(self, name)
        return records

    @cached_property
    def by_title(self) -> Mapping[str, tuple[Any, ...]]:
        """The records of each folder, and the sources, in the order of their titles."""
        return {
            name: tuple(sorted(self.folder(name).values(), key=lambda one: one.title.casefold()))
            for name in (*model.RECORDS, "sources")
        }

    def ids(self, kind: str) -> set[str]:
        """All ids that a reference to this kind may name, those of broken records included."""
        if kind == "party":
            return self.ids("role") | {str(outsider) for outsider in model.Outsider}
        return {id for known, id in [*self.documents, *self.broken] if known == kind}

    def pages(self) -> Iterator[tuple[str, Document]]:
        """Kind and file of every page, those with broken fields too: one report for all faults."""
        for (kind, _), document in self.documents.items():
            if document.path.endswith(".md"):
                yield kind, document

    def document(self, entry: Entry) -> Document:
        """The file, or the part of a file, that an entry was read from."""
        return self.documents[entry.KIND, entry.id]

    def title_of_party(self, party: str) -> str:
        """What a role or an outsider is called in tables."""
        if role := self.roles.get(party):
            return role.title
        return party.replace("-", " ").capitalize()

    @cached_property
    def referrers(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        """For each record, by kind and id, the entries whose fields name it."""
        found: dict[tuple[str, str], dict[tuple[str, str], Entry]] = {}
        for entry in self.entries():
            for reference in references(entry):
                kind = "role" if reference.kind == "party" else reference.kind
                found.setdefault((kind, reference.id), {})[entry.KIND, entry.id] = entry
        return {target: tuple(entries.values()) for target, entries in found.items()}


def references(entry: BaseModel) -> Iterator[Reference]:
    """Every id of another record that an entry's fields hold, with the place it stands at."""
    for name, annotation in _referring_fields(type(entry)):
        yield from _inside(getattr(entry, name), annotation, (name,))


@cache
def _referring_fields(cls: type[BaseModel]) -> list[tuple[str, Any]]:
    """The fields of a class that may hold references, with what they are declared as."""
    found = []
    for name, info in cls.model_fields.items():
        annotation: Any = info.annotation
        for mark in info.metadata:
            annotation = Annotated[annotation, mark]
        if _may_refer(annotation):
            found.append((name, annotation))
    return found


def _may_refer(annotation: Any) -> bool:
    if isinstance(annotation, model.Refers):
        return True
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_referring_fields(annotation))
    return any(_may_refer(part) for part in get_args(annotation))


def _inside(value: Any, annotation: Any, key: Key) -> Iterator[Reference]:
    if value is None:
        return
    if isinstance(value, BaseModel):
        for found in references(value):
            yield Reference((*key, *found.key), found.kind, found.id)
        return
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _annotated(value, arguments, key)
    elif origin in (Union, UnionType):
        yield from _union(value, arguments, key)
    elif origin is tuple:
        for number, item in enumerate(value):
            yield from _inside(item, arguments[0], (*key, number))
    elif origin is dict:
        for name, item in value.items():
            yield from _inside(name, arguments[0], (*key, str(name)))
            yield from _inside(item, arguments[1], (*key, str(name)))


def _annotated(value: Any, arguments: tuple[Any, ...], key: Key) -> Iterator[Reference]:
    mark = next((mark for mark in arguments[1:] if isinstance(mark, model.Refers)), None)
    if mark:
        yield Reference(key, mark.kind, str(value))
    else:
        yield from _inside(value, arguments[0], key)


def _union(value: Any, choices: tuple[Any, ...], key: Key) -> Iterator[Reference]:
    for choice in choices:
        if value in get_args(choice) and get_origin(choice) is not Annotated:
            return
    for choice in choices:
        yield from _inside(value, choice, key)
