"""What information notes say: ids, days, vocabularies, text as the register has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from app.answers.sleeping import Sleep
from app.documents.sources import Cited, Marks, Unsure
from app.domain.chain import StepState
from app.domain.last_seen import LastSeen
from app.queries.agreements import STANDING
from models import (
    PartialDate,
)
from models.vocabulary import (
    AgreementState,
    DecisionKind,
    Direction,
    EventKind,
    EventPart,
    EventState,
    Instrument,
    LetterDirection,
    MembershipClass,
    MembershipRelation,
    Metric,
    OrganisationKind,
    ProjectRole,
    ProjectState,
    PromiseSide,
    RecordKind,
    Relation,
    Theme,
    VisitKind,
    VisitMode,
    VisitState,
)


@dataclass(frozen=True)
class Name:
    """A record by its titles.

    :param worded: whether the title is words that have a language, as of an event, not the name of somebody.
    """

    id: int
    title_tr: str
    title_en: str
    worded: bool = False


@dataclass(frozen=True)
class Spelling:
    """How the city is written in a language of its own."""

    language: str
    name: str


@dataclass(frozen=True)
class Spot:
    """A city that can be drawn on a map.

    :param position: latitude and longitude in degrees.
    :param code: of its country; empty where that is not known.
    """

    city: Name
    position: tuple[float, float]
    country: Name | None
    code: str


@dataclass(frozen=True)
class Where:
    """The city itself.

    :param spot, home: where it and our own city are on the map; None for what has no position.
    :param kilometres: from our own city, over the globe; None where one of the two positions is unknown.
    """

    id: int
    title_tr: str
    title_en: str
    local: tuple[Spelling, ...]
    country: Name | None
    region: str
    position: tuple[float, float] | None
    population: int | None
    kilometres: float | None
    spot: Spot | None
    home: Spot | None
    marks: Marks


@dataclass(frozen=True)
class Participant:
    """Somebody at a meeting or a signing, as of that day.

    :param body_tr, body_en: the organisation in the words of that day; the second is empty unless they are
        those of its record, which has an English title too.
    :param person_id, body_id: the records of both; None where there is none.
    """

    name: str
    title_tr: str
    title_en: str
    body_tr: str
    body_en: str
    person_id: int | None
    body_id: int | None


@dataclass(frozen=True)
class ChainStep:
    """A step of the chain of a tie."""

    kind: DecisionKind
    state: StepState
    decided: PartialDate
    number: str


@dataclass(frozen=True)
class Tie:
    """An agreement of ours with somebody in the city.

    :param speaks: whether it is with the city or its bodies; a network or a bank only sits there.
    :param outdated: whether an English text that the note prints is older than its Turkish original.
    """

    id: int
    relation: Relation
    instrument: Instrument | None
    state: AgreementState
    expired: bool
    signed: PartialDate
    ends: PartialDate
    mode: VisitMode | None
    place_tr: str
    place_en: str
    counterparts: tuple[Name, ...]
    themes: tuple[Theme, ...]
    signatories: tuple[Participant, ...]
    steps: tuple[ChainStep, ...]
    speaks: bool
    outdated: bool
    unsure: Unsure | None
    marks: Marks

    @property
    def stands(self) -> bool:
        """Whether it binds somebody today."""
        return self.state in STANDING and not self.expired


@dataclass(frozen=True)
class OthersTie:
    """An agreement of the city with somebody else whom the register knows, as with another Turkish city."""

    id: int
    relation: Relation
    signed: PartialDate
    parties: tuple[Name, ...]
    marks: Marks


@dataclass(frozen=True)
class InNetwork:
    """What somebody is in a network."""

    member: Name
    relation: MembershipRelation
    membership_class: MembershipClass | None
    implied: bool


@dataclass(frozen=True)
class Network:
    """A network in which we meet them, or which sits in the city."""

    network: Name
    ours: tuple[InNetwork, ...]
    theirs: tuple[InNetwork, ...]
    marks: Marks


WAYS = (Direction.INCOMING, Direction.OUTGOING)
"""Directions of a visit in which one side is the guest of the other."""


@dataclass(frozen=True)
class Meeting:
    """A visit, held or to come.

    :param outdated: whether its English subject is older than the Turkish one.
    """

    id: int
    title: Name
    held: PartialDate
    starts_at: time | None
    direction: Direction | None
    mode: VisitMode | None
    visit_kind: VisitKind | None
    state: VisitState | None
    visitors: tuple[Participant, ...]
    group: str
    headcount: int | None
    headcount_about: bool
    host: Name | None
    subject_tr: str
    subject_en: str
    doubt_tr: str
    doubt_en: str
    outdated: bool
    unsure: Unsure | None
    unconfirmed: bool
    marks: Marks


@dataclass(frozen=True)
class Touched:
    """A visit, a letter or an event in which we had contact."""

    kind: RecordKind
    record: Name
    marks: Marks


@dataclass(frozen=True)
class Contact:
    """When we last met, and how long that is ago.

    :param last: the day of the last contact; unknown where none is recorded.
    :param tie_id: the tie whose signing it was; None where it was none.
    :param what: the visit, letter or event that it was; None where it was none.
    :param running: whether a project with them is under way, which is contact too.
    :param months: whole months since the last contact.
    :param begins: the first day that the register knows of; None while it is empty.
    """

    state: Sleep
    last: PartialDate
    tie_id: int | None
    what: Touched | None
    running: bool
    months: int | None
    begins: date | None


@dataclass(frozen=True)
class Holder:
    """Somebody with an office in the city."""

    person: Name
    honorific: str
    title_tr: str
    title_en: str
    organisation: Name
    since: PartialDate
    last: LastSeen
    marks: Marks


@dataclass(frozen=True)
class Gap:
    """More is stated about our house than is recorded: this city may be among what we miss."""

    metric: Metric
    stated: int
    recorded: int
    as_of: PartialDate
    marks: Marks


@dataclass(frozen=True)
class Promise:
    """Something promised that is not done yet.

    :param whom: who of the other side gave it; None where we did, or it is not known.
    :param owner: who of our house sees to it; may be empty.
    :param late: days since the last day on which it was due; 0 where that is not past for certain.
    """

    id: int
    title_tr: str
    title_en: str
    side: PromiseSide
    whom: Name | None
    owner: str
    due: PartialDate
    late: int
    marks: Marks


@dataclass(frozen=True)
class LetterFacts:
    """A letter that came in or went out.

    :param number: of the electronic document system; may be empty.
    :param whom: organisation or person of the other side.
    :param due: when a reply is wanted; unknown where none is.
    :param is_late: whether the reply is certainly late.
    """

    id: int
    direction: LetterDirection
    number: str
    dated: PartialDate
    subject_tr: str
    subject_en: str
    whom: Name | None
    due: PartialDate
    is_late: bool
    marks: Marks


@dataclass(frozen=True)
class Letters:
    """Letters both ways.

    :param awaited: those that want a reply and have none on record, the earliest first.
    :param counts: of all letters, by direction; a direction without any is left out.
    :param awaited_counts: of all that want a reply, by direction.
    """

    latest: tuple[LetterFacts, ...]
    awaited: tuple[LetterFacts, ...]
    counts: Mapping[LetterDirection, int]
    awaited_counts: Mapping[LetterDirection, int]


@dataclass(frozen=True)
class JointProject:
    """A project in whose consortium somebody of the other side is."""

    title: Name
    acronym: str
    programme: str
    state: ProjectState | None
    our_role: ProjectRole | None
    starts: PartialDate
    ends: PartialDate
    marks: Marks


@dataclass(frozen=True)
class JointEvent:
    """An event at which we and they were, or will be."""

    title: Name
    kind: EventKind | None
    our_part: EventPart | None
    state: EventState | None
    held: PartialDate
    city: Name | None
    marks: Marks


@dataclass(frozen=True)
class Together:
    """The latest projects and events together, and how many there are of each."""

    projects: tuple[JointProject, ...]
    project_count: int
    events: tuple[JointEvent, ...]
    event_count: int


@dataclass(frozen=True)
class Listed:
    """A city that public lists call a partner; that is their word, not the register's."""

    city: Name
    marks: Marks


@dataclass(frozen=True)
class InLists:
    """Whom of our own country public lists call partners of the city of a note.

    :param country: ours.
    :param us: our own city, where a list names it.
    :param others: other cities of our country, each once, by name.
    """

    country: Name
    us: Listed | None
    others: tuple[Listed, ...]


@dataclass(frozen=True)
class Dossier:
    """What the register says of us and somebody: a city, a country, a body, a person.

    :param within: those it is on in which we are something: members, partners, borrowers.
    :param meetings: the last visits; there may be more, ``met`` in all.
    :param led: the last visit each way that a mayor led.
    """

    issuer: Name
    our_city: Name | None
    as_of: date
    ties: tuple[Tie, ...]
    contact: Contact
    tie_gaps: tuple[Gap, ...]
    others: tuple[OthersTie, ...]
    listed: InLists | None
    within: tuple[Network, ...]
    shared: tuple[Network, ...]
    seated: tuple[Network, ...]
    their_memberships: int
    network_gaps: tuple[Gap, ...]
    coming: tuple[Meeting, ...]
    meetings: tuple[Meeting, ...]
    led: Mapping[Direction, Meeting]
    met: int
    directions: Mapping[Direction | None, int]
    letters: Letters
    together: Together
    promises: tuple[Promise, ...]
    people: tuple[Holder, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class Land:
    """What we have with a country that somebody represents.

    :param ties: with cities and bodies that speak for them.
    :param met: visits with it so far.
    """

    country: Name
    ties: tuple[Tie, ...]
    contact: Contact
    met: int


@dataclass(frozen=True)
class CityNote(Dossier):
    """The facts of the note on a city."""

    where: Where

    @property
    def is_ours(self) -> bool:
        """Whether it is about our own city."""
        return self.our_city is not None and self.our_city.id == self.where.id


@dataclass(frozen=True)
class Office:
    """A post somebody holds or held.

    :param over: whether it has ended; who left is never named as who holds it.
    """

    title_tr: str
    title_en: str
    organisation: Name | None
    since: PartialDate
    until: PartialDate
    last: LastSeen
    over: bool


@dataclass(frozen=True)
class PersonFacts:
    """Somebody: forms of address, offices, languages.

    :param form_tr, form_en: how the person is addressed; empty where nobody has entered it.
    """

    name: Name
    honorific: str
    form_tr: str
    form_en: str
    languages: str
    offices: tuple[Office, ...]
    marks: Marks


@dataclass(frozen=True)
class PersonNote(Dossier):
    """The facts of the note on a person.

    :param lands: whom the person represents.
    """

    person: PersonFacts
    lands: tuple[Land, ...]


@dataclass(frozen=True)
class BodyFacts:
    """An organisation: what it is, where it sits, whom it stands for."""

    name: Name
    acronym: str
    kind: OrganisationKind | None
    seat: Name | None
    country: Name | None
    represents: Name | None
    parent: Name | None
    website: str
    ours: bool
    marks: Marks


@dataclass(frozen=True)
class OrganisationNote(Dossier):
    """The facts of the note on an organisation.

    :param lands: whom it represents.
    """

    body: BodyFacts
    lands: tuple[Land, ...]


@dataclass(frozen=True)
class CountryFacts:
    """A country: its code, the cities and missions of it that the register knows."""

    name: Name
    code: str
    cities: tuple[Name, ...]
    missions: tuple[BodyFacts, ...]


@dataclass(frozen=True)
class CountryNote(Dossier):
    """The facts of the note on a country."""

    country: CountryFacts


@dataclass(frozen=True)
class VisitNote(Dossier):
    """The facts of the note for a visit: the visit itself, and those it is with.

    :param ours: people of our side.
    :param guests: who comes, with the offices that the register knows.
    :param lands: whom those who come represent.
    """

    visit: Meeting
    ours: tuple[Participant, ...]
    place_tr: str
    place_en: str
    guests: tuple[PersonFacts, ...]
    bodies: tuple[BodyFacts, ...]
    lands: tuple[Land, ...]
