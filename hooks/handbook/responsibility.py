"""Who answers for a duty, from which grade, and where: the letters of RACI, moved in a setting."""

from collections.abc import Iterable, Iterator, Mapping

from handbook.model import Duty, Grade, Raci, Role, Setting, rank

NOBODY = "nobody"
STRENGTH = ("A R", "A", "R", "C", "I")

Letters = Mapping[str, str]


def grade_of(role: Role, duty: Duty) -> Grade:
    """From which grade of a role a duty is expected; never below the role's first grade."""
    wanted = role.from_grade.get(duty.id, duty.from_grade)
    return max(wanted, min(role.grades, key=rank), key=rank)


def part_of(role: Role, duty: Duty) -> str:
    """The letter of a role in a duty, in a department; empty when it has none."""
    raci = duty.responsibility
    letters = {"A": (raci.accountable,), "R": raci.responsible, "C": raci.consulted}
    letters["I"] = raci.informed
    return next((letter for letter, parties in letters.items() if role.id in parties), "")


def letters(duty: Duty, setting: Setting) -> Letters:
    """The letter of everybody who has one, in the setting's order; `A R`: answers and does it."""
    if exception := duty.exceptions.get(setting.id):
        held = dict(_held(exception))
    else:
        held = _moved(_held(duty.responsibility), setting)
    return {party: held[party] for party in setting.people if party in held}


def missing(duty: Duty, setting: Setting) -> Iterator[str]:
    """Parties that the duty names and the setting does not have.

    Somebody may cover them, except in the setting's own exception, which names who is there.
    """
    exception = duty.exceptions.get(setting.id)
    there = {*setting.people} if exception else {*setting.people, *setting.covers}
    for party, _ in _held(exception or duty.responsibility):
        if party not in there:
            yield party


def _held(raci: Raci) -> Iterator[tuple[str, str]]:
    yield raci.accountable, "A"
    yield from ((party, "R") for party in raci.responsible)
    yield from ((party, "C") for party in raci.consulted)
    yield from ((party, "I") for party in raci.informed)


def _moved(held: Iterable[tuple[str, str]], setting: Setting) -> dict[str, str]:
    """Letters after covering; who gets two keeps the stronger, and A with R becomes `A R`."""
    found: dict[str, str] = {}
    for party, letter in held:
        there = party if party in setting.people else setting.covers.get(party, NOBODY)
        if there != NOBODY:
            found[there] = _stronger(found.get(there, letter), letter)
    return found


def _stronger(one: str, other: str) -> str:
    if {one, other} == {"A", "R"}:
        return "A R"
    return min(one, other, key=STRENGTH.index)
