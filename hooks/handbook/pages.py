"""The page of each kind of record, composed as Markdown from its fields and its body."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from handbook import (
    bodies,
    charts,
    citations,
    compare,
    gap,
    glossary,
    hiring,
    model,
    overview,
    paths,
    pay,
    selfcheck,
    tables,
)
from handbook.calculators import calculator
from handbook.choosing import chooser, panel
from handbook.files import (
    A_TO_Z,
    BUILDER,
    COMPARE,
    EXPLORER,
    GAP,
    GENERATED,
    RESPONSIBILITY,
    RUSSIAN,
    SELF_CHECK,
)
from handbook.library import Entry, Library
from handbook.markup import (
    Cell,
    bullets,
    capital,
    facts,
    heading,
    level,
    link,
    links,
    names,
    party,
    section,
    table,
    with_heads,
)

INSERTS: Mapping[str, Callable[[Library, str], str]] = {
    "index": tables.index,
    "pay": pay.pay,
    "chart": charts.chart,
    "ladder": lambda library, role: tables.ladder(library.roles[role]),
    "sources": lambda library, _: citations.sources(library),
    "roles": lambda library, _: overview.roles(library),
    "by-grade": lambda library, _: overview.by_grade(library),
    "heat": lambda library, _: overview.heat(library),
    "ready-files": lambda library, _: hiring.ready_files(library),
    "job-description": hiring.example,
    "words-to-avoid": lambda library, _: hiring.avoided_words(library),
    "pay-notes": lambda library, _: hiring.pay_notes(library),
}


def page(library: Library, entry: model.Record | model.Article) -> str:
    """The whole page of a record or an article, with its footnotes."""
    compose: Callable[[Library, Any], Iterable[str]] = COMPOSERS[entry.KIND]
    parts = [f"# {heading(entry)}", f"{entry.summary}\n{{ .hb-summary }}"]
    parts += [part for part in compose(library, entry) if part]
    return citations.with_footnotes(library, "\n\n".join(parts))


def generated(library: Library) -> dict[str, str]:
    """Pages that belong to no file: their paths from the root of `docs`, and their Markdown."""
    fixed = {path: compose(library) for path, compose in GENERATORS.items()}
    return {
        path: citations.with_footnotes(library, text)
        for path, text in (fixed | paths.pages(library)).items()
    }


def _role(library: Library, role: model.Role) -> Iterable[str]:
    own = bodies.sections(role.body)
    yield facts(
        [
            ("Areas", links(library.areas[area] for area in role.areas)),
            ("Reports to", ", ".join(party(library, id) for id in role.reports_to)),
            ("Supervises", ", ".join(party(library, id) for id in role.supervises)),
            ("Grades", ", ".join(str(grade) for grade in sorted(role.grades, key=model.rank))),
            ("Pay", _pay_link(library, role)),
            ("Also called", names(role.aliases)),
            ("In Russian", names([role.russian])),
            ("Mistranslated as", names(role.mistranslations)),
            ("Official codes", _codes(role.codes)),
            ("Documents", hiring.documents_of(library, role)),
            ("Compare", compare.link_from(role)),
            ("Grow", gap.link_to(role)),
            ("Learn", f"[{capital(paths.title_of(role))}](/{paths.path_of(role)})"),
        ]
    )
    yield own[""]
    yield section("What you do", tables.role_duties(library, role))
    yield section("What you can do", tables.role_skills(library, role))
    yield section(
        "What each grade asks for",
        tables.ladder(role),
        "The years of experience are a convention of this handbook, not the result of a survey.",
        tables.role_requirements(role),
    )
    yield section("How success is measured", tables.role_kpis(role))
    yield section(PAY_FIGURES, pay.of_role(library, role))
    yield from _own_sections("role", own)


PAY_FIGURES = "Pay figures of this role"


def _pay_link(library: Library, role: model.Role) -> str:
    """Where the pay of a role is told: on its own page when somebody has counted just that role."""
    known = "[What is known about pay](/salaries/index.md)"
    if any(one.role == role.id for one in library.observations.values()):
        return f"[Figures of this role](#pay-figures-of-this-role). {known}"
    return known


def _codes(codes: model.Codes) -> str:
    known = [(name, getattr(codes, field)) for field, name in compare.CODE_NAMES.items()]
    return "; ".join(f"{name} {code}" for name, code in known if code)


def _duty(library: Library, duty: model.Duty) -> Iterable[str]:
    own = bodies.sections(duty.body)
    yield f"> {duty.sentence}\n{{ .hb-sentence }}"
    yield facts(
        [
            ("Areas", links(library.areas[area] for area in duty.areas)),
            ("From grade", capital(duty.from_grade)),
            ("What comes out", duty.deliverable),
            ("How often", duty.often),
            ("Measured by", links(library.terminology[term] for term in duty.metrics)),
            ("Skills", links(library.skills[skill] for skill in duty.skills)),
        ]
    )
    yield own[""]
    who = section("Who answers for it", tables.duty_parties(library, duty))
    for text in _own_sections("duty", own):
        if text.startswith("## Mistakes to avoid"):
            yield who
        yield text


def _skill(library: Library, skill: model.Skill) -> Iterable[str]:
    own = bodies.sections(skill.body)
    yield facts(
        [
            ("Areas", links(library.areas[area] for area in skill.areas)),
            ("Group", capital(skill.group)),
            ("Duties", links(_that_name(library, skill, "duty"))),
        ]
    )
    yield own[""]
    head = STEP_HEAD if skill.practice else STEP_HEAD[:2]
    rows = [
        with_heads(
            Cell(level(step)),
            head[1:],
            *(getattr(skill.levels, step), _practice(skill, step))[: len(head) - 1],
        )
        for step in model.Level
    ]
    text = table(f"Levels of {skill.title}", head, rows, "hb-table--steps")
    yield section("The four levels", text)
    yield from _own_sections("skill", own)
    yield section("Roles that need it", tables.skill_roles(library, skill))


STEP_HEAD = ("Level", "What one can see a person do", "A task that leads there")


def _practice(skill: model.Skill, step: model.Level) -> str:
    """The task for a level with its hours, or why there is none."""
    if found := skill.practice.get(step):
        return f"{found.task} <small>{found.hours_from} to {found.hours_to} hours</small>"
    return "Comes with years of answering for results"


def _term(library: Library, term: model.Term) -> Iterable[str]:
    yield facts(
        [
            ("Also called", names(term.aliases)),
            ("In Russian", names(term.russian)),
            ("Mistranslated as", names(term.mistranslations)),
            ("Areas", links(library.areas[area] for area in term.areas)),
            ("Kind", capital(term.kind)),
        ]
    )
    if term.metric:
        yield calculator(term.metric)
    yield term.body
    if term.metric:
        yield section("Pitfalls", bullets(term.metric.pitfalls))
    yield section("See also", bullets(_see_also(library, term)))


def _senses(library: Library, senses: model.Senses) -> Iterable[str]:
    meant = [library.terminology[term] for term in senses.senses]
    yield bullets(f"{link(term, heading(term))}: {term.summary}" for term in meant)
    yield senses.body


def _see_also(library: Library, term: model.Term) -> Iterable[str]:
    for id in term.see_also:
        other = library.terminology[id]
        yield f"{link(other, heading(other))}: {other.summary}"


def _area(library: Library, area: model.Area) -> Iterable[str]:
    yield area.body
    terms = [library.terminology[term] for term in area.reading]
    reading = [f"{link(term, heading(term))}: {term.summary}" for term in terms]
    numbered = "\n".join(f"{number}. {text}" for number, text in enumerate(reading, start=1))
    yield section("Terms to learn, in this order", numbered)
    others = [entry for entry in _that_name(library, area, "term") if entry not in terms]
    metrics = [entry for entry in others if isinstance(entry, model.Term) and entry.metric]
    for title, entries in (
        ("Roles", _that_name(library, area, "role")),
        ("Duties", _that_name(library, area, "duty")),
        ("Skills", _that_name(library, area, "skill")),
        ("Metrics", metrics),
        ("Further terms", [entry for entry in others if entry not in metrics]),
        ("Articles", _that_name(library, area, "article")),
    ):
        yield section(title, bullets(_introduced(entry) for entry in entries))


def _introduced(entry: Entry) -> str:
    return f"{link(entry, heading(entry))}: {getattr(entry, 'summary', '')}"


def _resource(library: Library, resource: model.Resource) -> Iterable[str]:
    growth = [
        f"{link(library.skills[skill])}, from {step.start} to {step.end}"
        for skill, step in resource.skills.items()
    ]
    yield facts(
        [
            ("Provider", resource.provider),
            ("Kind", capital(resource.kind)),
            ("Price", PRICES[resource.price]),
            ("Languages", ", ".join(resource.languages)),
            ("Format", resource.format),
            ("Validity", resource.validity),
            ("Teaches", "; ".join(growth)),
            ("Status", f"{capital(resource.status)}. {citations.reading(resource)}"),
            ("Address", f"<{resource.address}>"),
        ]
    )
    yield resource.body


PRICES: Mapping[model.Price, str] = {
    model.Price.FREE: "Free",
    model.Price.UNDER_100: "Under 100 USD",
    model.Price.UNDER_500: "100 to 500 USD",
    model.Price.OVER_500: "Over 500 USD",
    model.Price.UNKNOWN: "Not known",
}


def _setting(library: Library, setting: model.Setting) -> Iterable[str]:
    yield setting.body
    yield section("Who is there", tables.chart(library, setting))
    yield section("Who covers for whom", tables.covers(library, setting))
    matrix = tables.matrix(library, setting)
    yield section("Who answers for what", matrix and f"{matrix}\n\n{tables.legend()}")
    yield section(
        "What the others answer for, do and are told", tables.expectations(library, setting)
    )


def _framework(library: Library, framework: model.Framework) -> Iterable[str]:
    yield facts(
        [
            ("Publisher", framework.publisher),
            ("Version", f"{framework.version}[^{framework.source}]"),
            ("Covered here", tables.framework_counts(framework)),
        ]
    )
    yield framework.body
    title = f"{capital(framework.unit)} by {framework.unit}"
    yield section(title, tables.framework_items(library, framework))


def _article(library: Library, article: model.Article) -> Iterable[str]:
    text = [
        line if not line.startswith("<!--") else _inserted(library, line)
        for line in article.body.split("\n")
    ]
    yield "\n".join(text)


def _inserted(library: Library, line: str) -> str:
    if match := bodies.INSERT.match(line.strip()):
        return INSERTS[match["name"]](library, match["what"] or "")
    return line


def _own_sections(kind: str, own: Mapping[str, str]) -> Iterable[str]:
    for title in bodies.SECTIONS[kind]:
        yield section(title, own[title])


def _that_name(library: Library, entry: Entry, kind: str) -> list[Entry]:
    found = library.referrers.get((entry.KIND, entry.id), ())
    return [other for other in found if other.KIND == kind]


def _responsibility(library: Library) -> str:
    settings = tables.settings_in_order(library)
    areas = {area for duty in library.duties.values() for area in duty.areas}
    by_area = {"": "All", **{id: capital(library.areas[id].title) for id in sorted(areas)}}
    by_setting = {setting.id: capital(setting.title) for setting in settings}
    parts = [
        f"# {GENERATED[RESPONSIBILITY]}",
        "Every duty in companies of different size: who answers for it, who does it, "
        "who is asked first and who is told afterward.\n{ .hb-summary }",
        "Each duty has exactly one person who answers for it. Where a role is missing, somebody "
        "else covers it; the letters move with the work.",
        tables.legend(),
        chooser("setting", "Company", by_setting, "department"),
        chooser("area", "Area", by_area, "", "No duty of this area yet."),
    ]
    for setting in settings:
        text = f"{setting.summary} {link(setting, 'More about this setting')}."
        chart = tables.chart(library, setting)
        matrix = tables.matrix(library, setting)
        shown = section(capital(setting.title), text, matrix, "**Who reports to whom**", chart)
        parts.append(panel("setting", setting.id, shown))
    return "\n\n".join(parts)


GENERATORS: Mapping[str, Callable[[Library], str]] = {
    A_TO_Z: glossary.a_to_z,
    RUSSIAN: glossary.russian,
    RESPONSIBILITY: _responsibility,
    COMPARE: compare.page,
    GAP: gap.page,
    SELF_CHECK: selfcheck.page,
    BUILDER: hiring.page,
    EXPLORER: pay.explorer,
}

COMPOSERS: Mapping[str, Callable[[Library, Any], Iterable[str]]] = {
    "role": _role,
    "duty": _duty,
    "skill": _skill,
    "term": _term,
    "senses": _senses,
    "area": _area,
    "resource": _resource,
    "setting": _setting,
    "framework": _framework,
    "article": _article,
}
