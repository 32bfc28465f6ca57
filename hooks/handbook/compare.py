"""The page that shows every role at every grade, from which a script compares two or three."""

from collections.abc import Iterator

from handbook import model
from handbook.files import COMPARE, GENERATED
from handbook.library import Library
from handbook.markup import Cell, Row, capital, level, link, named, party, plain, points, table
from handbook.overview import held
from handbook.responsibility import grade_of
from handbook.tables import PARTS

CODE_NAMES = {
    "esco": "ESCO",
    "isco": "ISCO-08",
    "onet": "O*NET-SOC",
    "okz": "OKZ (Russia)",
    "sfia": "SFIA 9",
    "profstandart": "Professional standard (Russia)",
}


def page(library: Library) -> str:
    """One table for each role, a column for each of its grades; rows carry names that match."""
    parts = [
        f"# {GENERATED[COMPARE]}",
        "Every role at every grade: experience, requirements, duties, skills, measures and "
        "official codes.\n{ .hb-summary }",
        '<div class="hb-compare"></div>',
        ", ".join(
            f"[{plain(capital(role.title))}](#{role.id})" for role in library.by_title["roles"]
        )
        + "\n{ .hb-whole }",
    ]
    for role in library.by_title["roles"]:
        title = f"## {plain(capital(role.title))} {{ #{role.id} }}"
        text = f"{title}\n\n{_role(library, role)}"
        parts.append(f'<section class="hb-whole" markdown="1">\n\n{text}\n\n</section>')
    return "\n\n".join(parts)


def link_from(role: model.Role) -> str:
    """A link to the comparison with a role already chosen, at the grade most people have."""
    grades = sorted(role.grades, key=model.rank)
    usual = model.Grade.SPECIALIST if model.Grade.SPECIALIST in grades else grades[0]
    return f"[Compare with another role or grade](/{COMPARE}?a={role.id}.{usual})"


def _role(library: Library, role: model.Role) -> str:
    grades = sorted(role.grades, key=model.rank)
    head: Row = [
        "What",
        *(
            Cell(link(role, role.grades[grade].post), data={"who": f"{role.id}.{grade}"})
            for grade in grades
        ),
    ]
    return table(f"{capital(role.title)} at every grade", head, _rows(library, role, grades))


def _rows(library: Library, role: model.Role, grades: list[model.Grade]) -> Iterator[Row]:
    steps = [role.grades[grade] for grade in grades]
    bosses = ", ".join(party(library, id) for id in role.reports_to)
    yield [named("grade", "Grade"), *(capital(grade) for grade in grades)]
    yield [named("experience", "Experience"), *(step.experience for step in steps)]
    yield [named("reports-to", "Reports to"), *(bosses for _ in grades)]
    yield [named("requirements", "Has to show"), *(points(step.requirements) for step in steps)]
    yield from _duties(library, role, grades)
    for id, levels in role.skills.items():
        name = named(f"skill {id}", link(library.skills[id]), "skill")
        yield [name, *(level(levels[grade]) for grade in grades)]
    yield [named("kpis", "Measured by"), *(points(step.kpis) for step in steps)]
    for field, system in CODE_NAMES.items():
        if code := getattr(role.codes, field):
            yield [named(f"code {field}", plain(system), "code"), *(plain(code) for _ in grades)]


def _duties(library: Library, role: model.Role, grades: list[model.Grade]) -> Iterator[Row]:
    """The duties a role has a part in, the weightiest part first."""
    for part, words in PARTS.items():
        for duty in held(library, role, part):
            first = model.rank(grade_of(role, duty))
            name = named(f"duty {duty.id}", link(duty), "duty")
            yield [name, *(words if model.rank(one) >= first else "–" for one in grades)]
