"""What a workshop briefing says: portfolios of those at the table, and what a comparison of them shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from app.documents.facts import Name
from app.documents.sources import Cited, Marks
from models import PartialDate
from models.vocabulary import (
    EventKind,
    EventPart,
    EventRole,
    EventState,
    Relation,
    SessionKind,
    TaskState,
    Theme,
    VisitMode,
)


class Origin(StrEnum):
    """Where a portfolio was read."""

    REGISTER = "register"
    """Our own record."""
    FILE = "file"
    """The file that the municipality gave us."""
    LISTS = "lists"
    """Public lists."""
    NOWHERE = "nowhere"
    """There is neither a file nor a list with its city: it is unknown, which is not none."""


@dataclass(frozen=True)
class Partner:
    """A city at the other end of a tie.

    :param key: id of the city, of the body where its city is unknown, or a number below zero for a city that
        only a file names.
    :param city: None where only the body is known.
    """

    key: int
    name: Name
    city: int | None
    country: Name | None


@dataclass(frozen=True)
class PortfolioTie:
    """A tie of a portfolio.

    :param record: our own agreement, None for what others or lists say.
    :param relation: None where a list does not say what kind of tie it is.
    :param themes: None where the source never says them.
    """

    record: int | None
    relation: Relation | None
    themes: tuple[Theme, ...] | None
    partners: tuple[Partner, ...]


@dataclass(frozen=True)
class Portfolio:
    """The relations of a municipality at the table.

    :param body: it, on our record; its id names it in every comparison.
    :param seat: its city.
    :param as_of: the day of its file.
    :param networks: a network on our record by its id, another by a number below zero.
    """

    body: Name
    seat: Name | None
    origin: Origin
    as_of: date | None
    ties: tuple[PortfolioTie, ...]
    networks: tuple[Name, ...]

    @property
    def is_known(self) -> bool:
        """Whether there is anything that it could be compared by."""
        return self.origin is not Origin.NOWHERE

    @property
    def partners(self) -> Mapping[int, Partner]:
        """Every partner once, by its key."""
        return {one.key: one for tie in self.ties for one in tie.partners}

    @property
    def countries(self) -> Mapping[int, tuple[Name, int]]:
        """Country → its name and how many partners are there; those of unknown country are left out."""
        found: dict[int, tuple[Name, int]] = {}
        for one in self.partners.values():
            if one.country:
                name, count = found.get(one.country.id, (one.country, 0))
                found[one.country.id] = (name, count + 1)
        return found

    @property
    def kinds(self) -> Mapping[Relation | None, tuple[int, int]]:
        """Relation → ties, and cities among their partners."""
        found: dict[Relation | None, tuple[int, set[int]]] = {}
        for tie in self.ties:
            count, keys = found.setdefault(tie.relation, (0, set()))
            keys.update(one.key for one in tie.partners)
            found[tie.relation] = (count + 1, keys)
        return {relation: (count, len(keys)) for relation, (count, keys) in found.items()}

    @property
    def themes(self) -> Mapping[Theme, int]:
        """Field of cooperation → ties that name it."""
        named = [theme for tie in self.ties for theme in tie.themes or ()]
        return {theme: named.count(theme) for theme in Theme if theme in named}


@dataclass(frozen=True)
class Common:
    """A partner or network that several at the table have.

    :param holders: ids of their bodies, ours first.
    """

    name: Name
    country: Name | None
    city: int | None
    holders: tuple[int, ...]


@dataclass(frozen=True)
class Door:
    """Partners of one at the table that another has not.

    :param countries: those in which the other has no partner at all, with how many there are; most first.
    """

    by: int
    to: int
    partners: tuple[Partner, ...]
    countries: tuple[tuple[Name, int], ...]


@dataclass(frozen=True)
class Compared:
    """What the portfolios show beside each other.

    :param common_partners, common_networks: held by two or more, the most widely held first.
    :param doors: between all pairs, those that open most countries first.
    :param alone: body → countries in which nobody else at the table has a partner.
    :param missing: countries in which two or more others have partners and we have none, with whose.
    :param without: regions of the world in which nobody at the table has a partner; keys of ``app.regions``.
    :param unused: fields in which no tie of ours is.
    """

    common_partners: tuple[Common, ...] = ()
    common_networks: tuple[Common, ...] = ()
    doors: tuple[Door, ...] = ()
    alone: Mapping[int, tuple[Name, ...]] | None = None
    missing: tuple[Common, ...] = ()
    without: tuple[str, ...] = ()
    unused: tuple[Theme, ...] = ()


class ProposalKind(StrEnum):
    """What the figures suggest."""

    TOGETHER = "together"
    """Something with a partner of several."""
    NETWORK = "network"
    """A network in which several others are and we are not."""
    ASK = "ask"
    """An introduction of us."""
    OFFER = "offer"
    """An introduction by us."""


@dataclass(frozen=True)
class Proposal:
    """A step that rests on a line of the comparison.

    :param rests_on: that line.
    """

    kind: ProposalKind
    rests_on: Common | Door


@dataclass(frozen=True)
class Present:
    """Somebody who takes part, in the words of that day."""

    name: str
    title_tr: str
    title_en: str
    remark_tr: str
    remark_en: str
    organisation: Name | None
    organisation_name: str
    person: int | None
    role: EventRole | None


@dataclass(frozen=True)
class Item:
    """An item of the programme."""

    kind: SessionKind | None
    title_tr: str
    title_en: str
    day: date | None
    starts_at: time | None
    ends_at: time | None
    speaker: str
    organisation: Name | None
    ours_tr: str
    ours_en: str


@dataclass(frozen=True)
class Step:
    """An entered step of the road map."""

    id: int
    title_tr: str
    title_en: str
    owner: str
    due: PartialDate
    late: int
    state: TaskState
    marks: Marks


@dataclass(frozen=True)
class ListRead:
    """A public list and when it was read."""

    title: str
    read_at: datetime


@dataclass(frozen=True)
class WorkshopNote:
    """The briefing on an event.

    :param has_house: whether a body on record is marked as our own; only then is anything compared.
    :param portfolios: ours first, then those of municipalities at the table, by name.
    :param strangers: names of bodies that are on no record of ours, so that nothing is known of them.
    :param positions: city → latitude and longitude.
    """

    event: Name
    kind: EventKind | None
    part: EventPart | None
    state: EventState | None
    mode: VisitMode | None
    held: PartialDate
    city: Name | None
    venue_tr: str
    venue_en: str
    host: Name | None
    aim_tr: str
    aim_en: str
    outcome_tr: str
    outcome_en: str
    headcount: int | None
    headcount_about: bool
    present: tuple[Present, ...]
    items: tuple[Item, ...]
    has_house: bool
    portfolios: tuple[Portfolio, ...]
    strangers: tuple[str, ...]
    compared: Compared
    steps: tuple[Step, ...]
    proposals: tuple[Proposal, ...]
    positions: Mapping[int, tuple[float, float]]
    issuer: Name
    as_of: date
    marks: Marks
    lists: tuple[ListRead, ...]
    cited: tuple[Cited, ...]
