"""What somebody in a post has to do: which duties are spelled out, and which are only named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from handbook import model
from handbook.library import Library
from handbook.responsibility import Letters, grade_of, letters, part_of

# How a duty that is not spelled out falls to a post.
HELPS = "helps"
TAKES_PART = "takes_part"
COVERS = "covers"
ANSWERS = "answers"
SPELLED = "spelled"
# Grades at which one also helps with what begins a grade later.
LEARNING = (model.Grade.INTERN, model.Grade.JUNIOR)

Groups = Mapping[str, tuple[model.Duty, ...]]


@dataclass(frozen=True, eq=False)
class Post:
    """A role at one of its grades, in a setting in which it is there."""

    library: Library
    role: model.Role
    grade: model.Grade
    setting: model.Setting
    held: Mapping[str, Letters]  # of everybody in the setting, by duty

    @property
    def facts(self) -> model.GradeFacts:
        """What the role is at this grade."""
        return self.role.grades[self.grade]

    @cached_property
    def work(self) -> Groups:
        """All duties of the post, by how they fall to it, the most its own first.

        A job description is of use when a person can keep its duties in mind. So only those from
        the role's own areas are spelled out; the others are named.
        """
        found: dict[str, list[model.Duty]] = {}
        for duty in sorted(self.library.by_title["duties"], key=self._distance):
            if kind := self._kind(duty):
                found.setdefault(kind, []).append(duty)
        return {kind: tuple(duties) for kind, duties in found.items()}

    def partners(self, letter: str) -> dict[str, list[model.Duty]]:
        """Who has that letter in the duties that are spelled out, and in which of them."""
        found: dict[str, list[model.Duty]] = {}
        for who in self.setting.people:
            for duty in self.work.get(SPELLED, ()):
                if who != self.role.id and letter in self.held[duty.id].get(who, ""):
                    found.setdefault(who, []).append(duty)
        return found

    @property
    def supervises(self) -> list[str]:
        """Who reports to the post; nobody does while one is still learning the work."""
        if self.grade in LEARNING:
            return []
        people = self.setting.people.items()
        return [who for who, seat in people if seat.reports_to == self.role.id]

    def _kind(self, duty: model.Duty) -> str:
        """How a duty falls to the post; nothing when it does not."""
        letter = self.held[duty.id].get(self.role.id, "")
        own = duty.areas[0] in self.role.areas
        begins, grade = grade_of(self.role, duty), self.grade
        if not {"A", "R"} & {*letter.split()}:
            return ""
        if model.rank(begins) > model.rank(grade):
            return HELPS if own and grade in LEARNING and begins == self._next_grade else ""
        if letter == "A":
            is_for_heads = duty.from_grade is model.Grade.HEAD
            return SPELLED if is_for_heads and part_of(self.role, duty) == "A" else ANSWERS
        if own:
            return SPELLED
        return TAKES_PART if letter == "R" else COVERS

    def _distance(self, duty: model.Duty) -> tuple[int, bool]:
        """How far a duty is from what the role is for: its areas, in order, and who leads it."""
        own, area = self.role.areas, duty.areas[0]
        raci = duty.responsibility
        led_by_others = self.role.id not in (raci.accountable, raci.responsible[0])
        return own.index(area) if area in own else len(own), led_by_others

    @cached_property
    def _next_grade(self) -> model.Grade | None:
        higher = [one for one in self.role.grades if model.rank(one) > model.rank(self.grade)]
        return min(higher, key=model.rank, default=None)


@lru_cache(maxsize=2)
def posts(library: Library) -> Sequence[Post]:
    """Every role at each of its grades in each setting where it is there."""
    held = {
        setting.id: {duty.id: letters(duty, setting) for duty in library.duties.values()}
        for setting in library.settings.values()
    }
    return [
        Post(library, role, grade, setting, held[setting.id])
        for role in library.by_title["roles"]
        for grade in sorted(role.grades, key=model.rank)
        for setting in library.settings.values()
        if role.id in setting.people
    ]


def by_area(
    library: Library, duties: Iterable[model.Duty]
) -> Iterator[tuple[str, list[model.Duty]]]:
    """Duties under the title of the first of their areas, in the order of these titles."""
    sorted_out: dict[str, list[model.Duty]] = {}
    for duty in duties:
        sorted_out.setdefault(duty.areas[0], []).append(duty)
    for area in library.by_title["areas"]:
        if area.id in sorted_out:
            yield area.title, sorted_out[area.id]
