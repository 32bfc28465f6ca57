"""Where a record is used: by fields that name it, links in bodies and term links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handbook import bodies, model
from handbook.library import Entry, Library
from handbook.markup import heading, path_of

GROUPS: Mapping[str, str] = {
    "area": "Areas",
    "role": "Roles",
    "duty": "Duties",
    "skill": "Skills",
    "term": "Terms",
    "senses": "Other meanings",
    "resource": "Training",
    "setting": "Settings",
    "framework": "Frameworks",
    "article": "Articles",
}
LISTED_ON_THE_PAGE: Mapping[str, frozenset[str]] = {
    "area": frozenset(GROUPS),
    "senses": frozenset(("term",)),
    "skill": frozenset(("role", "duty")),
}

TermLinks = Mapping[tuple[str, str], Iterable[str]]


@dataclass(frozen=True)
class Group:
    """The users of a record that are of one kind: titles and paths from the root of `docs`."""

    kind: str
    label: str
    links: tuple[tuple[str, str], ...]


class Backlinks:
    """All uses of all records; `term_links` holds the terms linked on each page."""

    def __init__(self, library: Library, term_links: TermLinks) -> None:
        """Gather every use once."""
        self.library = library
        self.users: dict[str, dict[str, Entry]] = {}
        for entry in library.entries():
            for target in _targets(library, entry, term_links):
                self.users.setdefault(target, {})[path_of(entry)] = entry

    def of(self, entry: Entry) -> tuple[Group, ...]:
        """The pages that use an entry, by kind, without those its own page lists anyway."""
        own = path_of(entry)
        users = {**self.users.get(own, {})}
        for user in self.library.referrers.get((entry.KIND, entry.id), ()):
            users[path_of(user)] = user
        listed = LISTED_ON_THE_PAGE.get(entry.KIND, frozenset())
        groups = []
        for kind, label in GROUPS.items():
            found = [user for path, user in users.items() if user.KIND == kind and path != own]
            if found and kind not in listed:
                found.sort(key=lambda user: heading(user).casefold())
                groups.append(
                    Group(kind, label, tuple((heading(one), path_of(one)) for one in found))
                )
        return tuple(groups)


def _targets(library: Library, entry: Entry, term_links: TermLinks) -> Iterable[str]:
    yield from (link.text for link in bodies.page_links(library.document(entry)))
    for term in term_links.get((entry.KIND, entry.id), ()):
        yield f"/{model.Term.FOLDER}/{term}.md"
