"""Learning paths: for each role the steps from nothing to its highest grade, in order."""

from collections.abc import Iterator

from handbook import model
from handbook.files import GAP, PATHS, SELF_CHECK
from handbook.library import Library
from handbook.markup import (
    Cell,
    Row,
    bullets,
    capital,
    level,
    link,
    plain,
    points,
    table,
    with_heads,
)
from handbook.overview import held, leading

HEAD = ("Step", "Practice", "Learn from", "You are there when one can see this")


def pages(library: Library) -> dict[str, str]:
    """A page for every role, and one that lists them, by their paths below `docs`."""
    found = {path_of(role): _page(library, role) for role in library.by_title["roles"]}
    return {f"{PATHS}/index.md": _index(library), **found}


def path_of(role: model.Role) -> str:
    """Where the learning path of a role is, from the root of `docs`."""
    return f"{PATHS}/{role.id}.md"


def title_of(role: model.Role) -> str:
    """What the learning path of a role is called."""
    return f"Learning path: {role.title}"


def _index(library: Library) -> str:
    entries = []
    for role in library.by_title["roles"]:
        grades = sorted(role.grades, key=model.rank)
        low, high = _hours(library, role, None, grades[0])
        entries.append(
            f"[{plain(capital(role.title))}](/{path_of(role)}): to {role.grades[grades[0]].post}, "
            f"about {low:,} to {high:,} hours of practice"
        )
    return "\n\n".join(
        [
            "# Learning paths",
            "For each role the skills to learn, in order, with a task for each level and a way to "
            "know that you are there.\n{ .hb-summary }",
            "Every step has a task that needs no vendor, no employer and no fee. If you know some "
            f"of it already, mark your levels in the [self-check](/{SELF_CHECK}); the page "
            f"[from one post to another](/{GAP}) then shows the rest.",
            bullets(entries),
        ]
    )


def _page(library: Library, role: model.Role) -> str:
    grades = sorted(role.grades, key=model.rank)
    stages = zip([None, *grades], grades, strict=False)
    return "\n\n".join(
        [
            f"# {capital(title_of(role))}",
            f"What to learn for this role, in order: from nothing to "
            f"{role.grades[grades[-1]].post}.\n{{ .hb-summary }}",
            f"The role itself is described under {link(role)}. Hours are our estimate of practice "
            "with reading, as a range; they leave out the experience that a grade asks for. What "
            "you tick stays in this browser.",
            '<div class="hb-path"></div>',
            *(_stage(library, role, *pair) for pair in stages),
        ]
    )


def _stage(
    library: Library, role: model.Role, before: model.Grade | None, grade: model.Grade
) -> str:
    post = role.grades[grade].post
    start = f"From {role.grades[before].post} to {post}" if before else f"From nothing to {post}"
    rows = list(_steps(library, role, before, grade))
    low, high = _hours(library, role, before, grade)
    text = [f"## {plain(start)}"]
    if rows:
        count = f"{len(rows)} steps" if len(rows) > 1 else "One step"
        text.append(f"{count}, about {low:,} to {high:,} hours." if high else f"{count}.")
        text.append(table(start, HEAD, rows, "hb-table--path"))
    duties = _begun(library, role, before, grade)
    if duties:
        shown = ", ".join(link(duty) for duty in duties)
        text.append(f"**Duties that begin here:** {shown}. Read how each is done, and try one.")
    text.append("**To show at the end:**")
    text.append(bullets(role.grades[grade].requirements))
    return "\n\n".join(text)


def _steps(
    library: Library, role: model.Role, before: model.Grade | None, grade: model.Grade
) -> Iterator[Row]:
    """A row for each skill that rises, the role's most important first, low levels before high."""
    rising = [
        (library.skills[id], levels[before] if before else None, levels[grade])
        for id, levels in role.skills.items()
        if not before or levels[before] != levels[grade]
    ]
    for skill, start, end in sorted(rising, key=lambda one: model.rank(one[2])):
        name = f"{skill.id}.{end}"
        rise = f"{level(start) if start else 'nothing'} → {level(end)}"
        first = f"{link(skill)}<br>{rise}<br><small>{_span(skill, start, end)}</small>"
        yield with_heads(
            Cell(first, data={"step": name}),
            HEAD[1:],
            _practice(skill, start, end),
            _sources(library, skill, start, end),
            getattr(skill.levels, end),
        )


def _passed(start: model.Level | None, end: model.Level) -> list[model.Level]:
    """The levels that one reaches on the way."""
    low = model.rank(start) if start else -1
    return [one for one in model.Level if low < model.rank(one) <= model.rank(end)]


def _practice(skill: model.Skill, start: model.Level | None, end: model.Level) -> Cell:
    """The tasks of the levels passed; beyond them experience is what counts."""
    passed = _passed(start, end)
    tasks = [
        f"**{capital(one)}:** {skill.practice[one].task}" for one in passed if one in skill.practice
    ]
    if model.Level.EXPERT in passed:
        tasks.append("**Expert:** no task does it. It comes with years of answering for results.")
    return points(tasks or ["No task is known for this step."])


def _span(skill: model.Skill, start: model.Level | None, end: model.Level) -> str:
    low, high = _hours_of(skill, start, end)
    return f"{low} to {high} hours" if high else "with experience"


def _hours_of(skill: model.Skill, start: model.Level | None, end: model.Level) -> tuple[int, int]:
    tasks = [skill.practice[one] for one in _passed(start, end) if one in skill.practice]
    return sum(one.hours_from for one in tasks), sum(one.hours_to for one in tasks)


def _hours(
    library: Library, role: model.Role, before: model.Grade | None, grade: model.Grade
) -> tuple[int, int]:
    """From how many to how many hours all steps of a stage take."""
    spans = [
        _hours_of(library.skills[id], levels[before] if before else None, levels[grade])
        for id, levels in role.skills.items()
    ]
    return sum(low for low, _ in spans), sum(high for _, high in spans)


def _sources(
    library: Library, skill: model.Skill, start: model.Level | None, end: model.Level
) -> Cell:
    """The skill's own page, and the resources that lead across the step, uncertain ones last."""
    fitting = leading(library, skill, start, end)
    fitting.sort(key=lambda one: one.status is not model.Status.ACTIVE)
    shown = [f"[How to learn it](/skills/{skill.id}.md#how-to-learn-it)"]
    shown += [f"{link(one)} <small>{_status(one)}</small>" for one in fitting]
    return points(shown)


def _status(resource: model.Resource) -> str:
    kind = str(resource.kind)
    return kind if resource.status is model.Status.ACTIVE else f"{kind}, {resource.status}"


def _begun(
    library: Library, role: model.Role, before: model.Grade | None, grade: model.Grade
) -> list[model.Duty]:
    def work(at: model.Grade) -> list[model.Duty]:
        return [duty for part in ("A", "R") for duty in held(library, role, part, at)]

    known = {duty.id for duty in work(before)} if before else set()
    return [duty for duty in work(grade) if duty.id not in known]
