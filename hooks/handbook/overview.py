"""Tables that put all roles side by side: at a glance, by grade, and skill by skill."""

from collections.abc import Iterator, Sequence

from handbook import model
from handbook.choosing import chooser, panel
from handbook.library import Library
from handbook.markup import Cell, Row, capital, level, link, links, party, points, table
from handbook.responsibility import grade_of, part_of
from handbook.tables import long

Post = tuple[model.Role, model.Grade]

ONE_TABLE = 10
ONE = {"intern": "an intern"}


def roles(library: Library) -> str:
    """Every role with its areas, its superior, its grades and how much it answers for."""
    rows: list[Row] = []
    for role in library.by_title["roles"]:
        grades = sorted(role.grades, key=model.rank)
        counts = (len(held(library, role, part)) for part in ("A", "R"))
        rows.append(
            [
                link(role),
                links(library.areas[area] for area in role.areas),
                ", ".join(party(library, id) for id in role.reports_to),
                Cell(", ".join(grades), data={"sort": str(model.rank(grades[-1]))}),
                *(Cell(str(count), "hb-number", data={"sort": str(count)}) for count in counts),
            ]
        )
    head = ["Role", "Areas", "Reports to", "Grades", "Duties answered for", "Duties done"]
    return table("All roles at a glance", head, rows, "hb-table--glance", "roles filter sort csv")


def by_grade(library: Library) -> str:
    """Grade by grade, what each role answers for, does and can do."""
    posts = list(posts_of(library))
    grades = [grade for grade in model.Grade if any(own == grade for _, own in posts)]
    choices = {str(grade): capital(grade) for grade in grades}
    parts = [chooser("grade", "Grade", choices, model.Grade.SPECIALIST)]
    for grade in grades:
        one = ONE.get(grade, f"a {grade}")
        rows = [_post_row(library, role, grade) for role, own in posts if own == grade]
        head = ["Post", "Answers for", "Does the work", "Skills and their level"]
        name = f"Everything {one} answers for"
        text = table(name, head, rows, "hb-table--posts", f"{grade} {long(rows)}sort csv")
        parts.append(panel("grade", grade, f"### {name}", text))
    return "\n\n".join(parts)


def _post_row(library: Library, role: model.Role, grade: model.Grade) -> Row:
    skills = [f"{link(library.skills[id])}: {level(at[grade])}" for id, at in role.skills.items()]
    return [
        link(role, role.grades[grade].post),
        *(_duties(held(library, role, part, grade)) for part in ("A", "R")),
        Cell(points(skills).text, "hb-skills", is_block=True),
    ]


def _duties(duties: list[model.Duty]) -> Cell:
    number = {"sort": str(len(duties))}
    text = points(map(link, duties)).text if duties else "–"
    return Cell(text, is_block=bool(duties), data=number)


def heat(library: Library) -> str:
    """The level of every skill in every role at every grade; few skills in one table."""
    skills = library.by_title["skills"]
    if len(skills) <= ONE_TABLE:
        return _heat_table(library, "all", "Skills by role and grade", skills)
    parts = []
    for group in model.SkillGroup:
        name = f"{capital(group)} skills by role and grade"
        if own := [skill for skill in skills if skill.group == group]:
            parts += [f"### {capital(group)}", _heat_table(library, group.name.lower(), name, own)]
    return "\n\n".join(parts)


def _heat_table(library: Library, id: str, name: str, skills: Sequence[model.Skill]) -> str:
    rows: list[Row] = [
        [link(role, role.grades[grade].post), *(_heat(role, skill, grade) for skill in skills)]
        for role, grade in posts_of(library)
        if any(skill.id in role.skills for skill in skills)
    ]
    head = ["Post", *(link(skill) for skill in skills)]
    return table(name, head, rows, "hb-table--heat", f"skills-{id} filter sort csv")


def _heat(role: model.Role, skill: model.Skill, grade: model.Grade) -> Cell:
    if skill.id not in role.skills:
        return Cell("–", data={"sort": "0"})
    return level_cell(role.skills[skill.id][grade])


def level_cell(step: model.Level) -> Cell:
    """A level as a word with its mark, on a tint that grows with it."""
    number = str(model.rank(step) + 1)
    return Cell(level(step), f"hb-heat hb-heat--{number}", data={"sort": number})


def posts_of(library: Library) -> Iterator[Post]:
    """Every role at each of its grades, lowest first."""
    for role in library.by_title["roles"]:
        yield from ((role, grade) for grade in sorted(role.grades, key=model.rank))


def leading(
    library: Library, skill: model.Skill, start: model.Level | None, end: model.Level
) -> list[model.Resource]:
    """The resources that help on the way from one level of a skill to another."""
    low, high = (model.rank(start) if start else -1), model.rank(end)
    return [
        one
        for one in library.by_title["training"]
        if (growth := one.skills.get(skill.id))
        and model.rank(growth.start) < high
        and model.rank(growth.end) > low
    ]


def held(
    library: Library, role: model.Role, part: str, grade: model.Grade | None = None
) -> list[model.Duty]:
    """The duties in which a role has a part, a letter of `PARTS`; at a grade when one is given."""
    return [
        duty
        for duty in library.by_title["duties"]
        if part_of(role, duty) == part
        and (grade is None or model.rank(grade_of(role, duty)) <= model.rank(grade))
    ]
