"""Rules on the profession itself: roles, grades, duties, skills, and who answers for what where."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from handbook import model
from handbook.library import Library
from handbook.problems import Key, Problem
from handbook.responsibility import letters, missing
from handbook.terms import Glossary, forms_of

SAME = 0.5
WORD = re.compile(r"[a-z]{4,}")


def nothing_is_left_over(library: Library) -> Iterator[Problem]:
    """Every duty has a role that answers for it or does it; every skill is asked of a role."""
    if any(kind == model.Role.KIND for kind, _ in library.broken):
        return  # A role that could not be read may be the one.
    for duty in library.duties.values():
        split = duty.responsibility
        if not {split.accountable, *split.responsible} & set(library.roles):
            message = "no role answers for this duty or does it; name one"
            yield library.document(duty).problem(("responsibility",), message)
    asked = {skill for role in library.roles.values() for skill in role.skills}
    for skill in library.skills.values():
        if skill.id not in asked:
            message = "no role asks for this skill; add it to the `skills` of a role"
            yield library.document(skill).problem((), message)


def skills_never_fall(library: Library) -> Iterator[Problem]:
    """A skill has a level for each grade of the role, and no level below the grade before."""
    for role in library.roles.values():
        for skill, levels in role.skills.items():
            key: Key = ("skills", skill)
            if set(levels) != set(role.grades):
                grades = ", ".join(role.grades)
                yield library.document(role).problem(key, f"needs a level for each grade: {grades}")
            ranks = [model.rank(levels[grade]) for grade in sorted(levels, key=model.rank)]
            if ranks != sorted(ranks):
                yield library.document(role).problem(
                    key, "falls from one grade to the next; levels only rise"
                )


def settings_hold(library: Library) -> Iterator[Problem]:
    """In each setting a duty has one who is accountable, one who does it, and only who is there."""
    for setting in library.settings.values():
        for key, wrong in _absent(setting):
            yield library.document(setting).problem(
                key, f'"{wrong}" is not among the people of this setting'
            )
        for duty in library.duties.values():
            yield from _unfilled(library, duty, setting)
            held = letters(duty, setting).values()
            if sum(letter.startswith("A") for letter in held) != 1 or not any(
                "R" in letter for letter in held
            ):
                message = f'leaves duty "{duty.id}" without one accountable and one who does it'
                yield library.document(setting).problem(("covers",), message)


def _unfilled(library: Library, duty: model.Duty, setting: model.Setting) -> Iterator[Problem]:
    for party in missing(duty, setting):
        if setting.id in duty.exceptions:
            message = f'"{party}" is not among the people of {setting.id}; name who is there'
            yield library.document(duty).problem(("exceptions", setting.id), message)
        else:
            message = f'duty "{duty.id}" needs "{party}"; add it to people or say who covers it'
            yield library.document(setting).problem(("covers",), message)


def duties_begin_at_a_grade(library: Library) -> Iterator[Problem]:
    """A role that answers for a duty or does it has a grade at which it begins."""
    for duty in library.duties.values():
        raci = duty.responsibility
        for role in (library.roles.get(party) for party in (raci.accountable, *raci.responsible)):
            if role and model.rank(role.from_grade.get(duty.id, duty.from_grade)) > max(
                map(model.rank, role.grades)
            ):
                message = (
                    f'begins above every grade of role "{role.id}"; '
                    "lower it, or give that role a `from_grade` for this duty"
                )
                yield library.document(duty).problem(("from_grade",), message)


def kpis_name_metrics(library: Library) -> Iterator[Problem]:
    """Every role is measured by at least one metric that is a term of the handbook."""
    metrics = [term for term in library.terminology.values() if term.metric]
    glossary = Glossary.of(form for term in metrics for form in forms_of(term))
    for role in library.roles.values():
        lines = [line for facts in role.grades.values() for line in facts.kpis]
        if not any(found for line in lines for found in glossary.matches(line)):
            message = "no KPI of this role names a metric from docs/terminology; let one do so"
            yield library.document(role).problem(("grades",), message)


def duties_are_told_apart(library: Library) -> Iterator[Problem]:
    """No two duties have sentences of which more than half of the words are the same."""
    words = {
        duty.id: frozenset(WORD.findall(duty.sentence.lower()))
        for duty in sorted(library.duties.values(), key=lambda duty: duty.id)
    }
    for (one, own), (other, others) in combinations(words.items(), 2):
        if len(own & others) > SAME * len(own | others):
            path = library.document(library.duties[one]).path
            message = f"says nearly the same as that of {path}; say what is different, or merge"
            yield library.document(library.duties[other]).problem(("sentence",), message)


RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    nothing_is_left_over,
    skills_never_fall,
    settings_hold,
    duties_begin_at_a_grade,
    kpis_name_metrics,
    duties_are_told_apart,
)


def _absent(setting: model.Setting) -> Iterator[tuple[Key, str]]:
    for party, seat in setting.people.items():
        if seat.reports_to and seat.reports_to not in setting.people:
            yield ("people", party, "reports_to"), seat.reports_to
    for party, cover in setting.covers.items():
        if cover != "nobody" and cover not in setting.people:
            yield ("covers", party), cover
