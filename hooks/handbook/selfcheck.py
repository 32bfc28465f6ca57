"""The sheet on which one marks one's own level of every skill, on paper or with a script."""

import json
from collections.abc import Iterable
from html import escape

from handbook import model
from handbook.files import GAP, GENERATED, SELF_CHECK
from handbook.library import Library
from handbook.markup import Cell, Row, capital, link, section, table
from handbook.overview import posts_of

BOX = '<span class="hb-box"></span>'


def page(library: Library) -> str:
    """Every skill with its four levels to be marked, group by group."""
    groups = [
        (group, [skill for skill in library.by_title["skills"] if skill.group == group])
        for group in model.SkillGroup
    ]
    return "\n\n".join(
        [
            f"# {GENERATED[SELF_CHECK]}",
            "Every skill with its four levels. Mark the highest one that somebody has seen you at, "
            "more than once.\n{ .hb-summary }",
            "Your marks stay in this browser and are sent nowhere. To take them along, save them "
            "as a file; on paper, tick the boxes. With your marks, the page "
            f"[{GENERATED[GAP].lower()}](/{GAP}) shows what is missing for a post.",
            f'<div class="hb-check" data-posts="{escape(json.dumps(_posts(library)))}"></div>',
            *(_group(library, group, skills) for group, skills in groups if skills),
        ]
    )


def _posts(library: Library) -> dict[str, tuple[str, str]]:
    """The titles of every post's role and of the post itself."""
    return {
        f"{role.id}.{grade}": (capital(role.title), role.grades[grade].post)
        for role, grade in posts_of(library)
    }


def _group(library: Library, group: model.SkillGroup, skills: Iterable[model.Skill]) -> str:
    rows: list[Row] = []
    for skill in skills:
        first = Cell(link(skill), data={"skill": skill.id, "asked": _asked(library, skill)})
        boxes = (
            Cell(f"{BOX} {getattr(skill.levels, step)}", data={"head": capital(step)})
            for step in model.Level
        )
        rows.append([first, *boxes])
    head = ["Skill", *(capital(step) for step in model.Level)]
    text = section(capital(group), table(f"Self-check: {group}", head, rows, "hb-table--check"))
    return f'<section class="hb-group" markdown="1">\n\n{text}\n\n</section>'


def _asked(library: Library, skill: model.Skill) -> str:
    """The level that each post asks for, as `role.grade:1` to `role.grade:4`."""
    return " ".join(
        f"{role.id}.{grade}:{model.rank(role.skills[skill.id][grade]) + 1}"
        for role, grade in posts_of(library)
        if skill.id in role.skills
    )
