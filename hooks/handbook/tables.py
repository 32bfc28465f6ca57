"""Tables and lists about roles, duties, skills and settings, computed from the library."""

from collections.abc import Iterator, Sequence

from handbook import model
from handbook.library import Library
from handbook.markup import (
    Cell,
    Row,
    capital,
    facts,
    heading,
    letter,
    level,
    link,
    links,
    party,
    plain,
    points,
    table,
)
from handbook.responsibility import STRENGTH, grade_of, letters

PARTS = {
    "A": "Answers for it",
    "R": "Does the work",
    "C": "Is asked first",
    "I": "Is told afterward",
}
FEW_ROWS = 8
SETTING_ORDER = ("solo", "small-team", "department", "agency")


def settings_in_order(library: Library) -> list[model.Setting]:
    """The settings from the smallest to the largest, others behind."""
    known = {id: number for number, id in enumerate(SETTING_ORDER)}
    return sorted(
        library.settings.values(), key=lambda one: (known.get(one.id, len(known)), one.id)
    )


def duty_parties(library: Library, duty: model.Duty) -> str:
    """Who answers for one duty, setting by setting."""
    rows = []
    for setting in settings_in_order(library):
        held = letters(duty, setting)
        parts = [
            ", ".join(party(library, who) for who, got in held.items() if part in got.split())
            for part in PARTS
        ]
        rows.append([link(setting), *(part or "–" for part in parts)])
    head = ["Setting", *(f"{words} ({part})" for part, words in PARTS.items())]
    name = "Who answers for this duty, by setting"
    return table(name, head, rows, "hb-table--words") if rows else ""


def matrix(library: Library, setting: model.Setting) -> str:
    """Everybody's part in every duty in one setting."""
    rows: list[Row] = []
    for duty in library.by_title["duties"]:
        held = letters(duty, setting)
        first = Cell(link(duty), data={"area": " ".join(duty.areas)})
        rows.append([first, *(_letter(held.get(who, "")) for who in setting.people)])
    head = ["Duty", *(party(library, who) for who in setting.people)]
    name = f"Responsibility: {capital(setting.title)}"
    tools = f"{setting.id} {long(rows)}sort csv"
    return table(name, head, rows, "hb-table--raci", tools) if rows else ""


def expectations(library: Library, setting: model.Setting) -> str:
    """What each outsider of a setting answers for, does, is asked and is told."""
    parts = []
    for who in setting.people:
        if who not in library.roles and (lists := _by_part(library, setting, who)):
            parts.append(f"### {library.title_of_party(who)} {{ #{who} }}\n\n{facts(lists)}")
    return "\n\n".join(parts)


def _by_part(library: Library, setting: model.Setting, who: str) -> list[tuple[str, str]]:
    """The duties in which somebody has a part in a setting, as links under each part."""
    found: dict[str, list[model.Duty]] = {part: [] for part in PARTS}
    for duty in library.by_title["duties"]:
        for part in letters(duty, setting).get(who, "").split():
            found[part].append(duty)
    return [(PARTS[part], links(duties)) for part, duties in found.items() if duties]


def _letter(held: str) -> Cell:
    strength = len(STRENGTH) - STRENGTH.index(held) if held else 0
    return Cell(letter(held) or "–", data={"sort": str(strength)})


def long(rows: Sequence[object]) -> str:
    """The offer of a filter, for tables that are too long to see at once."""
    return "filter " if len(rows) > FEW_ROWS else ""


def legend() -> str:
    """What the four letters mean."""
    entries = "".join(f"<dt>{letter(part)}</dt><dd>{words}</dd>" for part, words in PARTS.items())
    return f'<dl class="hb-legend">{entries}</dl>'


def chart(library: Library, setting: model.Setting) -> str:
    """Who reports to whom in a setting, as nested lists."""
    below = "\n".join(_below(library, setting, None))
    return f'<div class="hb-org" markdown="1">\n\n{below}\n\n</div>'


def _below(library: Library, setting: model.Setting, boss: str | None) -> Iterator[str]:
    """A line for each who reports to somebody, and behind it, indented, those below."""
    for who, seat in setting.people.items():
        if seat.reports_to == boss:
            count = f" ({plain(seat.count)})" if seat.count != "1" else ""
            yield f"- {party(library, who)}{count}"
            yield from (f"    {line}" for line in _below(library, setting, who))


def covers(library: Library, setting: model.Setting) -> str:
    """Who does the part of those who are absent in a setting."""
    rows = [
        [party(library, absent), party(library, there) if there != "nobody" else "nobody"]
        for absent, there in setting.covers.items()
    ]
    name = f"Who covers whom: {capital(setting.title)}"
    return table(name, ["Not there", "Covered by"], rows) if rows else ""


def role_duties(library: Library, role: model.Role) -> str:
    """What somebody in a role answers for or does, from which grade."""
    rows = []
    for duty in sorted(library.duties.values(), key=lambda one: model.rank(grade_of(role, one))):
        raci = duty.responsibility
        part = "A" if raci.accountable == role.id else "R" if role.id in raci.responsible else ""
        if part:
            grade = capital(grade_of(role, duty))
            rows.append([link(duty), PARTS[part], grade, duty.often])
    head = ["Duty", "Your part", "From grade", "How often"]
    name = f"Duties: {capital(role.title)}"
    return table(name, head, rows, "hb-table--words") if rows else ""


def role_skills(library: Library, role: model.Role) -> str:
    """The level of each skill at each grade of a role."""
    grades = sorted(role.grades, key=model.rank)
    rows = [
        [link(library.skills[skill]), *(level(levels[grade]) for grade in grades)]
        for skill, levels in role.skills.items()
    ]
    head = ["Skill", *(capital(grade) for grade in grades)]
    return table(f"Skills: {capital(role.title)}", head, rows, "hb-table--levels")


def role_requirements(role: model.Role) -> str:
    """What each grade of a role must be able to show."""
    rows = [(facts.post, points(facts.requirements)) for facts in steps_of(role)]
    return table(f"Requirements: {capital(role.title)}", ["Grade", "What one has to show"], rows)


def role_kpis(role: model.Role) -> str:
    """How success is measured at each grade of a role."""
    rows = [(facts.post, points(facts.kpis)) for facts in steps_of(role)]
    return table(f"Measures: {capital(role.title)}", ["Grade", "What is measured"], rows)


def steps_of(role: model.Role) -> list[model.GradeFacts]:
    """The grades of a role, lowest first."""
    return [role.grades[grade] for grade in sorted(role.grades, key=model.rank)]


def ladder(role: model.Role) -> str:
    """The grades of a role as steps, lowest first."""
    steps = "\n".join(
        f'<li markdown="block">\n\n**{facts.post}**\n\n{facts.experience}\n\n</li>'
        for facts in steps_of(role)
    )
    return f'<ol class="hb-ladder" markdown="1">\n{steps}\n</ol>'


def skill_roles(library: Library, skill: model.Skill) -> str:
    """The roles that need a skill, with the level at each grade."""
    needing = [role for role in library.roles.values() if skill.id in role.skills]
    grades = [grade for grade in model.Grade if any(grade in role.grades for role in needing)]
    rows = []
    for role in needing:
        held = role.skills[skill.id]
        cells = [level(held[grade]) if grade in held else "–" for grade in grades]
        rows.append([link(role), *cells])
    head = ["Role", *(capital(grade) for grade in grades)]
    return table(f"Roles that need {skill.title}", head, rows, "hb-table--levels") if rows else ""


def framework_items(library: Library, framework: model.Framework) -> str:
    """Each official item and what covers it, or why nothing does."""
    rows = [
        [_code(item), item.title, _cover(library, item) or item.reason or ""]
        for item in framework.items
    ]
    head = ["Code", capital(framework.unit), "In this handbook"]
    tools = f"{framework.id} {long(rows)}sort csv"
    return table(capital(framework.title), head, rows, tools=tools)


def _code(item: model.FrameworkItem) -> str:
    return f"[{plain(item.code)}]({item.address})" if item.address else plain(item.code)


def _cover(library: Library, item: model.FrameworkItem) -> str:
    """Links to what covers an item: roles, then duties, then skills."""
    return links(
        [
            *(library.roles[id] for id in item.roles),
            *(library.duties[id] for id in item.duties),
            *(library.skills[id] for id in item.skills),
        ]
    )


def framework_counts(framework: model.Framework) -> str:
    """How many of the official items the handbook covers."""
    covered = sum(item.reason is None for item in framework.items)
    return f"{covered} of {len(framework.items)}"


# The shelves of training, what is surest first.
AVAILABLE = {
    model.Status.ACTIVE: "Active when last looked at",
    model.Status.CHANGED: "Goes on in another form",
    model.Status.UNCONFIRMED: "Unconfirmed: nobody here could check at the provider",
    model.Status.CLOSED: "Closed",
}


def index(library: Library, folder: str) -> str:
    """The records of a folder, title and summary, on shelves where there are several."""
    shelves = [(name, records) for name, records in _shelves(library, folder) if records]
    return "\n\n".join(
        (f"## {name}\n\n" if len(shelves) > 1 else "") + _index_of(records)
        for name, records in shelves
    )


def _shelves(library: Library, folder: str) -> Iterator[tuple[str, Sequence[model.Record]]]:
    """Skills by group, duties by area, training by status, all else on one shelf."""
    records = library.by_title[folder]
    if folder == "skills":
        for group in model.SkillGroup:
            yield capital(group), [one for one in records if one.group == group]
    elif folder == "duties":
        for area in library.by_title["areas"]:
            yield capital(area.title), [one for one in records if one.areas[0] == area.id]
    elif folder == "training":
        for status, name in AVAILABLE.items():
            yield name, [one for one in records if one.status == status]
    elif folder == "settings":
        yield "", settings_in_order(library)
    else:
        yield "", records


def _index_of(records: Sequence[model.Record]) -> str:
    entries = "\n".join(
        f"- {link(record, heading(record))} <span>{record.summary}</span>" for record in records
    )
    return f'<div class="hb-index" data-search-exclude markdown="1">\n\n{entries}\n\n</div>'
