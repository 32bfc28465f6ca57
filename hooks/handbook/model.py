"""The records of the handbook and their fields: the only schema there is.

Every kind of record is one frozen class. The reader, the rules, the pages and the contributor
guide take their field names, choices and limits from here; nothing repeats them.
Front matter holds every field but `id` (the file name) and `body` (the text below it).
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, ClassVar, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from handbook.values import (
    Address,
    Amount,
    Currency,
    Day,
    Definition,
    Id,
    Line,
    Number,
    PartialDate,
    Sign,
    Template,
    Title,
    Whole,
)


class Refers(NamedTuple):
    """Marks a field whose text is the id of a record of that kind (`party`: a role or outsider)."""

    kind: str


class Grade(StrEnum):
    """The steps of a career, lowest first."""

    INTERN = "intern"
    JUNIOR = "junior"
    SPECIALIST = "specialist"
    SENIOR = "senior"
    HEAD = "head"


class Level(StrEnum):
    """How well a skill is held, lowest first."""

    AWARE = "aware"
    WORKING = "working"
    PRACTITIONER = "practitioner"
    EXPERT = "expert"


class Outsider(StrEnum):
    """Who answers for work beside the roles of the handbook."""

    OWNER = "owner"
    CLIENT = "client"
    ACCOUNT_MANAGER = "account-manager"
    SALES = "sales"
    PRODUCT = "product"
    DEVELOPER = "developer"
    LAWYER = "lawyer"
    FINANCE = "finance"
    CONTRACTOR = "contractor"


def rank(step: Grade | Level) -> int:
    """The place of a grade or a level on its own scale, from 0."""
    return list(type(step)).index(step)


AreaId = Annotated[Id, Refers("area")]
RoleId = Annotated[Id, Refers("role")]
DutyId = Annotated[Id, Refers("duty")]
SkillId = Annotated[Id, Refers("skill")]
TermId = Annotated[Id, Refers("term")]
SettingId = Annotated[Id, Refers("setting")]
SourceId = Annotated[Id, Refers("source")]
BlankName = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
FormId = Annotated[Id, Refers("form")]
PartyId = Annotated[Id, Refers("party")]


class Fields(BaseModel):
    """A group of fields; an unknown one is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Record(Fields):
    """One thing the handbook knows, with a page of its own."""

    KIND: ClassVar[str]
    FOLDER: ClassVar[str]

    id: Id
    title: Title
    summary: Line
    body: str = ""
    formerly: tuple[Id, ...] = ()
    term_links: Literal["on", "off"] = "on"


class Area(Record):
    """A field of the work; roles, duties, skills, terms and articles name the areas they are in."""

    KIND = "area"
    FOLDER = "areas"

    reading: tuple[TermId, ...] = Field(min_length=1)


class GradeFacts(Fields):
    """What a role is at one grade."""

    post: Title
    experience: Line
    requirements: tuple[Line, ...] = Field(min_length=1)
    kpis: tuple[Line, ...] = Field(min_length=1)


class Codes(Fields):
    """Where official classifications put a role; the bare code as its publisher writes it."""

    esco: Line | None = None
    isco: Line | None = None
    onet: Line | None = None
    okz: Line | None = None
    sfia: Line | None = None
    profstandart: Line | None = None


class Role(Record):
    """A job that a person is hired for."""

    KIND = "role"
    FOLDER = "roles"

    aliases: tuple[Title, ...] = ()
    russian: Title
    mistranslations: tuple[Title, ...] = ()
    areas: tuple[AreaId, ...] = Field(min_length=1)
    reports_to: tuple[PartyId, ...] = Field(min_length=1)
    supervises: tuple[PartyId, ...] = ()
    grades: dict[Grade, GradeFacts] = Field(min_length=1)
    skills: dict[SkillId, dict[Grade, Level]] = Field(min_length=1)
    from_grade: dict[DutyId, Grade] = {}
    codes: Codes = Codes()


class Raci(Fields):
    """Who answers for a duty, who does it, who is asked first and who is told afterward."""

    accountable: PartyId
    responsible: tuple[PartyId, ...] = Field(min_length=1)
    consulted: tuple[PartyId, ...] = ()
    informed: tuple[PartyId, ...] = ()

    @model_validator(mode="after")
    def _nobody_twice(self) -> Self:
        named = [self.accountable, *self.responsible, *self.consulted, *self.informed]
        if twice := next((party for party in named if named.count(party) > 1), None):
            raise ValueError(f'"{twice}" stands twice; give everybody one letter')
        return self


class Duty(Record):
    """A piece of work that somebody answers for."""

    KIND = "duty"
    FOLDER = "duties"

    sentence: Line
    areas: tuple[AreaId, ...] = Field(min_length=1)
    from_grade: Grade
    deliverable: Line
    often: Line
    metrics: tuple[TermId, ...] = ()
    skills: tuple[SkillId, ...] = Field(min_length=1)
    responsibility: Raci
    exceptions: dict[SettingId, Raci] = {}


class Seat(Fields):
    """A role or outsider who is there in a setting."""

    count: Line
    reports_to: PartyId | None = None


class Setting(Record):
    """A size and shape of company, and who covers whom in it."""

    KIND = "setting"
    FOLDER = "settings"

    people: dict[PartyId, Seat] = Field(min_length=1)
    covers: dict[PartyId, PartyId | Literal["nobody"]] = {}


class SkillGroup(StrEnum):
    """What sort of ability a skill is."""

    LANGUAGE = "language and psychology"
    ANALYSIS = "analysis"
    TECHNOLOGY = "technology"
    CREATION = "creation"
    CHANNELS = "channels"
    MANAGEMENT = "management"
    PERSONAL = "personal"


class SkillLevels(Fields):
    """Each level as something one can see a person do."""

    aware: Line
    working: Line
    practitioner: Line
    expert: Line


class Practice(Fields):
    """A task by which one gets to a level of a skill, and about how many hours it takes."""

    task: Line
    hours_from: Annotated[Whole, Field(ge=1)]
    hours_to: Annotated[Whole, Field(le=400)]

    @model_validator(mode="after")
    def _a_range(self) -> Self:
        if self.hours_from >= self.hours_to:
            raise ValueError(f"{self.hours_from} to {self.hours_to} hours is no range; check both")
        return self


class Skill(Record):
    """An ability that can be learned and shown; nobody becomes an expert by one task."""

    KIND = "skill"
    FOLDER = "skills"

    group: SkillGroup
    areas: tuple[AreaId, ...] = Field(min_length=1)
    levels: SkillLevels
    practice: dict[Level, Practice] = {}


class TermKind(StrEnum):
    """What sort of thing a term names."""

    CONCEPT = "concept"
    METRIC = "metric"
    CHANNEL = "channel"
    PROCESS = "process"
    FORMAT = "format"
    MODEL = "model"
    TOOL = "tool"
    LAW = "law"


class Input(Fields):
    """One number that a formula takes."""

    label: Title
    unit: Title
    min: Number = Decimal(0)
    max: Number

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.min >= self.max:
            raise ValueError(f"min {self.min} must be below max {self.max}; check both")
        return self


class Metric(Fields):
    """How a measure is computed, with one example that the build works out again.

    `undefined` says what is shown when the formula has no value, as when it divides by zero.
    """

    formula: Line
    unit: Sign
    decimals: Annotated[Whole, Field(ge=0, le=6)] = 2
    inputs: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], Input] = Field(min_length=1)
    example: dict[str, Number]
    result: Number
    undefined: Line | None = None
    pitfalls: tuple[Line, ...] = Field(min_length=1)


class Term(Record):
    """A word of the trade; its summary is the definition that stands in tooltips.

    `mistranslations` are what translated texts call it; they are found, and never become links.
    """

    KIND = "term"
    FOLDER = "terminology"

    summary: Definition
    abbreviation: Title | None = None
    aliases: tuple[Title, ...] = ()
    forms: tuple[Title, ...] = ()
    russian: tuple[Title, ...] = Field(min_length=1)
    mistranslations: tuple[Title, ...] = ()
    areas: tuple[AreaId, ...] = Field(min_length=1)
    kind: TermKind
    case: Literal["exact", "any"] = "any"
    link: Literal["on", "off"] = "on"
    see_also: tuple[TermId, ...] = ()
    metric: Metric | None = None

    @model_validator(mode="after")
    def _metric_has_numbers(self) -> Self:
        if (self.kind is TermKind.METRIC) != (self.metric is not None):
            raise ValueError("a metric, and only a metric, has the field `metric`")
        return self


class Senses(Record):
    """A page that tells apart the terms that share the form in its title."""

    KIND = "senses"
    FOLDER = "terminology"

    senses: tuple[TermId, ...] = Field(min_length=2)


class ResourceKind(StrEnum):
    """What a resource is."""

    COURSE = "course"
    CERTIFICATE = "certificate"
    BOOK = "book"
    DEGREE = "degree"
    CONFERENCE = "conference"
    PRACTICE = "practice"
    DOCUMENTATION = "documentation"
    DATA_SET = "data set"
    TOOL = "tool"


class Price(StrEnum):
    """Price classes, in United States dollars."""

    FREE = "free"
    UNDER_100 = "under-100"
    UNDER_500 = "100-500"
    OVER_500 = "over-500"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Whether a resource can still be had; `unconfirmed` when nobody could check."""

    ACTIVE = "active"
    CHANGED = "changed"
    CLOSED = "closed"
    UNCONFIRMED = "unconfirmed"


class Growth(Fields):
    """From which level of a skill to which level a resource leads."""

    start: Level
    end: Level

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if rank(self.end) <= rank(self.start):
            raise ValueError(f"must rise, but goes from {self.start} to {self.end}")
        return self


class Evidence(Fields):
    """When the publisher's own page was read (`checked`), or which copy was read, when (`seen`)."""

    checked: Day | None = None
    seen: Line | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.checked is None) == (self.seen is None):
            raise ValueError(
                "needs either `checked` (the day the publisher's page was read) "
                "or `seen` (which copy was read, and when)"
            )
        return self


class Resource(Record, Evidence):
    """Something to learn from."""

    KIND = "resource"
    FOLDER = "training"

    provider: Title
    kind: ResourceKind
    address: Address
    price: Price
    languages: tuple[Title, ...] = Field(min_length=1)
    format: Line
    validity: Line
    status: Status
    skills: dict[SkillId, Growth] = Field(min_length=1)


class FrameworkItem(Fields):
    """One official function, task or occupation, and what in the handbook covers it."""

    code: Title
    title: Line
    address: Address | None = None
    roles: tuple[RoleId, ...] = ()
    duties: tuple[DutyId, ...] = ()
    skills: tuple[SkillId, ...] = ()
    reason: Line | None = None

    @model_validator(mode="after")
    def _covered_or_why_not(self) -> Self:
        if bool(self.roles or self.duties or self.skills) == (self.reason is not None):
            raise ValueError(
                "needs either `roles`, `duties` or `skills` that cover it "
                "or the `reason` why none does"
            )
        return self


class Framework(Record):
    """An official list of functions, tasks or occupations; `unit` is what one of them is called."""

    KIND = "framework"
    FOLDER = "frameworks"

    unit: Title
    publisher: Title
    version: Line
    source: SourceId
    items: tuple[FrameworkItem, ...] = Field(min_length=1)


class SourceKind(StrEnum):
    """What sort of publication a source is."""

    OFFICIAL = "official"
    LAW = "law"
    STANDARD = "standard"
    SURVEY = "survey"
    DATASET = "dataset"
    DOCUMENTATION = "documentation"
    ARTICLE = "article"
    BOOK = "book"
    DOCUMENT = "document"


class Source(Evidence):
    """A publication that a fact rests on; `address` is missing only for what is not online."""

    KIND: ClassVar[str] = "source"

    id: Id
    title: Line
    publisher: Title
    kind: SourceKind
    published: PartialDate | None = None
    address: Address | None = None
    note: Line | None = None


class ObservationKind(StrEnum):
    """How a pay figure came about."""

    OFFICIAL = "official"
    SURVEY = "survey"
    OFFERS = "offers"
    CLAIM = "claim"


class Observation(Fields):
    """A row of `salaries/observations.csv`; an empty cell means not known."""

    KIND: ClassVar[str] = "observation"

    id: Id
    role: RoleId | None = None
    occupation: Line
    country: Line
    region: Line | None = None
    currency: Currency
    period: Literal["hour", "month", "year"]
    gross: Literal["gross", "net", "not stated"]
    kind: ObservationKind
    n: Annotated[Whole, Field(gt=0)] | None = None
    n_counts: Line | None = None
    p10: Amount | None = None
    p25: Amount | None = None
    median: Amount | None = None
    p75: Amount | None = None
    p90: Amount | None = None
    mean: Amount | None = None
    min: Amount | None = None
    max: Amount | None = None
    as_of: PartialDate
    superseded_by: Annotated[Id, Refers("observation")] | None = None
    source: SourceId
    note: Line | None = None

    @property
    def place(self) -> str:
        """The country as it stands in addresses."""
        return re.sub(r"[^a-z]+", "-", self.country.lower()).strip("-")

    @model_validator(mode="after")
    def _figures_rise(self) -> Self:
        names = ("p10", "p25", "median", "p75", "p90")
        known = [(name, getattr(self, name)) for name in names if getattr(self, name) is not None]
        for (low, below), (high, above) in pairwise(known):
            if below > above:
                raise ValueError(f"{low} {below} is above {high} {above}; check both")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min {self.min} is above max {self.max}; check both")
        if not known and self.mean is None and self.min is None and self.max is None:
            raise ValueError("has no figure at all; give at least one")
        return self


class Part(Fields):
    """A part of a form: its clauses by id; a form based on another may leave out the title."""

    title: Title | None = None
    clauses: dict[Id, Template] = Field(min_length=1)


class Form(Fields):
    """How a document on a post is laid out: its parts, and the blanks that a company fills in.

    In clauses `{name}` stands for a blank or for what the build knows of the post. A form based on
    another one takes from it all that it does not say itself.
    """

    KIND: ClassVar[str] = "form"

    id: Id
    title: Title
    summary: Line
    based_on: FormId | None = None
    heading: Title | None = None
    numbered: Literal["yes", "no"] = "yes"
    blanks: dict[BlankName, Title] = {}
    head: tuple[BlankName, ...] = ()
    parts: dict[Id, Part] = {}
    signatures: tuple[Line, ...] = ()


class Ground(StrEnum):
    """What speaks against a word in a job description."""

    AGE = "age"
    GENDER = "gender"
    APPEARANCE = "appearance"
    ORIGIN = "origin"
    HEALTH = "health"
    FAMILY = "family"
    EMPTY = "says nothing"
    THREAT = "threat"


class AvoidedWord(Fields):
    """Words that do not go into a job description, why, and what to write in their place."""

    KIND: ClassVar[str] = "avoided word"

    id: Id
    words: tuple[Title, ...] = Field(min_length=1)
    ground: Ground
    why: Line
    instead: Line


class Demand(StrEnum):
    """Where a law wants the pay to be told."""

    ADVERT = "advert"
    BEFORE_INTERVIEW = "before-interview"
    ON_REQUEST = "on-request"
    NONE = "none"


class PayNote(Fields):
    """What the law of a place says about pay in job adverts."""

    KIND: ClassVar[str] = "pay note"

    id: Id
    place: Title
    required: Demand
    employers: Line
    note: Line
    act: Line
    since: PartialDate | None = None
    source: SourceId


class ChartKind(StrEnum):
    """What a chart shows: groups side by side, or one group over the years."""

    RANGES = "ranges"
    SERIES = "series"


class Chart(Fields):
    """A chart of pay figures that may stand side by side."""

    KIND: ClassVar[str] = "chart"

    id: Id
    title: Line
    shows: ChartKind
    observations: tuple[Annotated[Id, Refers("observation")], ...] = Field(min_length=2)


class Article(Fields):
    """A page about more than one thing; its id is its path below `docs` without the ending."""

    KIND: ClassVar[str] = "article"

    id: str
    title: Title
    summary: Line
    areas: tuple[AreaId, ...] = ()
    term_links: Literal["on", "off"] = "on"
    body: str = ""


RECORDS: Mapping[str, type[Record]] = {
    cls.FOLDER: cls for cls in (Area, Role, Duty, Skill, Term, Resource, Setting, Framework)
}


def record_class(folder: str, fields: Mapping[str, object]) -> type[Record]:
    """The class of a record, by its folder and the names of its fields."""
    if folder == Senses.FOLDER and "senses" in fields:
        return Senses
    return RECORDS[folder]
