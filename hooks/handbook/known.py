"""What the build knows of a post: words, tables and lists for the clauses of a form."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from handbook import model, work
from handbook.blocks import Blank, Grid, Point
from handbook.work import Post


def _purpose(post: Post) -> str:
    return post.role.summary[:1].lower() + post.role.summary[1:]


def _supervises(post: Post) -> str:
    return "; ".join(map(post.library.title_of_party, post.supervises)) or "nobody"


def _skills(post: Post) -> Grid:
    rows = [
        (skill.title, str(level), getattr(skill.levels, level)) for skill, level in _levels(post)
    ]
    return Grid(("Skill", "Level", "What one can see the holder do"), tuple(rows))


def _skill_profile(post: Post) -> Grid:
    rows = [(skill.title, str(level)) for skill, level in _levels(post)]
    return Grid(("Skill", "Level"), tuple(rows))


def _levels(post: Post) -> list[tuple[model.Skill, model.Level]]:
    """The skills of the post with their levels, the highest first."""
    found = [
        (post.library.skills[id], levels[post.grade]) for id, levels in post.role.skills.items()
    ]
    return sorted(found, key=lambda one: (-model.rank(one[1]), one[0].title.casefold()))


def _named(kind: str) -> Callable[[Post], Iterator[Point]]:
    """The duties that fall to a post in one way, as a point for each area."""

    def points(post: Post) -> Iterator[Point]:
        for area, duties in work.by_area(post.library, post.work.get(kind, ())):
            yield Point((area,), _titles(duties))

    return points


def _partners(letters: Iterable[str]) -> Callable[[Post], Iterator[Point]]:
    """Who has one of the letters in the duties that are spelled out, as a point for each."""

    def points(post: Post) -> Iterator[Point]:
        found: dict[str, list[model.Duty]] = {}
        for letter in letters:
            for who, duties in post.partners(letter).items():
                found.setdefault(who, []).extend(duties)
        for who in post.setting.people:
            if who in found:
                yield Point((post.library.title_of_party(who),), _titles(found[who]))

    return points


def _titles(duties: Iterable[model.Duty]) -> tuple[tuple[str, str], ...]:
    return tuple((duty.id, duty.title) for duty in duties)


def _requirements(post: Post) -> Iterator[Point]:
    return (Point((text,)) for text in post.facts.requirements)


def _kpis(post: Post) -> Iterator[Point]:
    return (Point((f"{text}. Target: ", Blank())) for text in post.facts.kpis)


# What may stand in braces beside the blanks of a form: a few words, ...
WORDS: Mapping[str, Callable[[Post], str]] = {
    "grade": lambda post: post.grade,
    "purpose": _purpose,
    "experience": lambda post: post.facts.experience,
    "russian": lambda post: post.role.russian,
    "supervises": _supervises,
}
# ... a table, which stands alone as the duties do, and a list, with which the clause ends.
GRIDS: Mapping[str, Callable[[Post], Grid]] = {"skills": _skills, "skill_profile": _skill_profile}
LISTS: Mapping[str, Callable[[Post], Iterable[Point]]] = {
    work.HELPS: _named(work.HELPS),
    work.TAKES_PART: _named(work.TAKES_PART),
    work.COVERS: _named(work.COVERS),
    work.ANSWERS: _named(work.ANSWERS),
    "requirements": _requirements,
    "kpis": _kpis,
    "receives": _partners("C"),
    "delivers": _partners("AI"),
}
