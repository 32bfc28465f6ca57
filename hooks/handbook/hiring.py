"""What somebody who hires finds: ready documents, the builder's page, words, pay notes."""

from collections.abc import Mapping

from handbook import descriptions, model
from handbook.dates import today
from handbook.descriptions import READY_SETTING, USUAL
from handbook.files import BUILDER, GENERATED, READY
from handbook.library import Library
from handbook.markup import Row, capital, link, names, table
from handbook.sheets import sheet

DEMANDS: Mapping[model.Demand, str] = {
    model.Demand.ADVERT: "In the advert",
    model.Demand.BEFORE_INTERVIEW: "Before the interview, in the advert or otherwise",
    model.Demand.ON_REQUEST: "On request, or at a later step",
    model.Demand.NONE: "No duty",
}


def ready_path(role: model.Role, grade: model.Grade) -> str:
    """Where the ready document of a post lies below the site."""
    return f"{READY}/{role.id}/{grade}.docx"


def documents_of(library: Library, role: model.Role) -> str:
    """Links to the ready documents of a role, and to the builder with the role chosen."""
    setting = library.settings.get(READY_SETTING)
    if USUAL not in library.forms or not setting or role.id not in setting.people:
        return ""
    grades = sorted(role.grades, key=model.rank)
    files = ", ".join(_ready_link(role, one) for one in grades)
    return f"Job description for Word: {files}. [Fit one to your company]({builder(role)})"


def _ready_link(role: model.Role, grade: model.Grade) -> str:
    """A link that saves the document under a name that says what it is."""
    name = f"{role.id}-{grade}.docx"
    return f'[{capital(grade)}](/{ready_path(role, grade)}){{ download="{name}" }}'


def builder(role: model.Role) -> str:
    """The address of the builder with the role's usual grade chosen."""
    return f"/{BUILDER}?post={role.id}.{_usual(role)}"


def _usual(role: model.Role) -> model.Grade:
    """The grade that most people have, or the lowest there is."""
    usual = model.Grade.SPECIALIST
    return usual if usual in role.grades else min(role.grades, key=model.rank)


def page(library: Library) -> str:
    """The place of the builder, with the ready files below it for those without scripts."""
    return "\n\n".join(
        [
            f"# {GENERATED[BUILDER]}",
            "Choose a post, tick the duties, fill in what you know, and take the document along: "
            "Word, Markdown, plain text or print.\n{ .hb-summary }",
            '<div class="hb-builder"></div>',
            "## Ready files",
            "Each file is a job description for a department with a specialist for each part of "
            "the work, in the neutral form, with blanks for what only your company knows.",
            ready_files(library),
        ]
    )


def ready_files(library: Library) -> str:
    """A table with the ready documents of every role, by grade."""
    found = {(post.role.id, post.grade): post.role for post, _ in descriptions.ready(library)}
    grades = [grade for grade in model.Grade if any(grade == own for _, own in found)]
    rows: list[Row] = []
    for role in library.by_title["roles"]:
        links = [_ready_link(role, grade) if (role.id, grade) in found else "–" for grade in grades]
        if any(link != "–" for link in links):
            rows.append([link(role), *links])
    head = ["Role", *map(capital, grades)]
    return table("Job descriptions for Word", head, rows, "hb-table--ready") if rows else ""


def example(library: Library, role: str) -> str:
    """The ready document of a role at its usual grade, on the page itself."""
    for post, document in descriptions.ready(library):
        if post.role.id == role and post.grade == _usual(post.role):
            return sheet(document)
    return ""


def avoided_words(library: Library) -> str:
    """The words to avoid, with what speaks against them and what to write."""
    rows: list[Row] = [
        [names(word.words[:1]), word.ground, word.why, word.instead]
        for word in library.avoided_words.values()
    ]
    head = ["Word", "Ground", "Why", "Write instead"]
    return table("Words to avoid", head, rows, "hb-table--law", "words filter sort csv")


def _force(since: str | None) -> str:
    """From when an act is in force; what lies ahead is said to."""
    if not since:
        return ""
    return f", {'from' if since > today().isoformat()[: len(since)] else 'since'} {since}"


def pay_notes(library: Library) -> str:
    """What the law of each place says about pay in adverts."""
    rows: list[Row] = [
        [
            note.place,
            DEMANDS[note.required],
            note.employers,
            note.note,
            f"{note.act}{_force(note.since)}[^{note.source}]",
        ]
        for note in library.pay_notes.values()
    ]
    head = ["Place", "Pay is told", "Which employers", "What to state", "Act"]
    name = "Pay in job adverts, by place"
    return table(name, head, rows, "hb-table--law", "pay filter sort csv")
