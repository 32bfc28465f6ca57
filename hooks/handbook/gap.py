"""The page that shows what each grade of a role adds, from which a script works out any gap."""

from collections.abc import Iterable, Iterator

from handbook import model
from handbook.files import GAP, GENERATED, SELF_CHECK
from handbook.library import Library
from handbook.markup import (
    Cell,
    Row,
    capital,
    level,
    link,
    named,
    plain,
    points,
    table,
    with_heads,
)
from handbook.overview import held, leading
from handbook.responsibility import part_of
from handbook.tables import PARTS

MOST_DUTIES = 3
HEAD = ("What", "Before", "Asked for", "What one can then see you do", "What helps")


def page(library: Library) -> str:
    """For each role a table for each grade: the skills that rise there, the duties that begin."""
    parts = [
        f"# {GENERATED[GAP]}",
        "What is missing between where you are and where you want to be: skills with the level "
        "asked for, duties that begin, and what helps to get there.\n{ .hb-summary }",
        f"If none of the posts is yours, mark your levels in the [self-check](/{SELF_CHECK}) "
        "first; they can stand in for a post.",
        '<div class="hb-gap"></div>',
        ", ".join(
            f"[{plain(capital(role.title))}](#{role.id})" for role in library.by_title["roles"]
        )
        + "\n{ .hb-whole }",
    ]
    for role in library.by_title["roles"]:
        grades = sorted(role.grades, key=model.rank)
        steps = (_step(library, role, *pair) for pair in zip([None, *grades], grades, strict=False))
        text = f"## {plain(capital(role.title))} {{ #{role.id} }}\n\n" + "\n\n".join(steps)
        parts.append(f'<section class="hb-whole" markdown="1">\n\n{text}\n\n</section>')
    return "\n\n".join(parts)


def link_to(role: model.Role) -> str:
    """A link to what the highest grade of a role asks for beyond the one before it."""
    grades = sorted(role.grades, key=model.rank)
    before, after = grades[-2:] if len(grades) > 1 else ("", grades[0])
    start = f"a={role.id}.{before}&" if before else ""
    return f"[What a higher grade asks for](/{GAP}?{start}b={role.id}.{after})"


def _step(
    library: Library, role: model.Role, before: model.Grade | None, grade: model.Grade
) -> str:
    post = role.grades[grade].post
    start = f"From {role.grades[before].post} to {post}" if before else f"To begin as {post}"
    rows = [*_skills(library, role, before, grade), *_duties(library, role, before, grade)]
    rows.append(
        with_heads(
            named("show", "To show"),
            HEAD[1:],
            *("–", "–", points(role.grades[grade].requirements), "–"),
        )
    )
    who = Cell(HEAD[0], data={"who": f"{role.id}.{grade}", "post": post})
    return f"### {plain(start)}\n\n{table(start, [who, *HEAD[1:]], rows, 'hb-table--gap')}"


def _skills(
    library: Library, role: model.Role, before: model.Grade | None, grade: model.Grade
) -> Iterator[Row]:
    """The skills that rise at a grade, with the levels before and after."""
    duties = _held(library, role, grade)
    for id, levels in role.skills.items():
        skill, end = library.skills[id], levels[grade]
        start = levels[before] if before else None
        if start != end:
            first = named(f"skill {id}", link(skill), "skill", to=str(model.rank(end) + 1))
            seen = getattr(skill.levels, end)
            helps = _helps(library, skill, start, end, duties)
            yield with_heads(
                first, HEAD[1:], level(start) if start else "–", level(end), seen, helps
            )


def _helps(
    library: Library,
    skill: model.Skill,
    start: model.Level | None,
    end: model.Level,
    duties: Iterable[model.Duty],
) -> Cell:
    """What leads from one level to another: the skill's page, resources, duties to practice."""
    resources = leading(library, skill, start, end)
    practice = [duty for duty in duties if skill.id in duty.skills][:MOST_DUTIES]
    learn = f"[How to learn it](/skills/{skill.id}.md#how-to-learn-it)"
    return points(
        [
            learn,
            *(f"{link(one)} <small>{one.kind}</small>" for one in resources),
            *(f"{link(duty)} <small>duty</small>" for duty in practice),
        ]
    )


def _duties(
    library: Library, role: model.Role, before: model.Grade | None, grade: model.Grade
) -> Iterator[Row]:
    """The duties that begin at a grade."""
    known = {duty.id for duty in _held(library, role, before)} if before else set()
    for duty in _held(library, role, grade):
        if duty.id not in known:
            first = named(f"duty {duty.id}", link(duty), "duty")
            steps = f"[How it is done](/duties/{duty.id}.md#how-it-is-done)"
            yield with_heads(
                first, HEAD[1:], "–", PARTS[part_of(role, duty)], duty.deliverable, steps
            )


def _held(library: Library, role: model.Role, grade: model.Grade) -> list[model.Duty]:
    """The duties that a role answers for at a grade, then those that it does."""
    return [duty for part in ("A", "R") for duty in held(library, role, part, grade)]
