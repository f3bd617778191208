"""Every closed vocabulary, spelt as in the glossary. What is not known is NULL, never a member."""

from enum import StrEnum


class RecordKind(StrEnum):
    """What a row of ``record`` is."""

    COUNTRY = "country"
    CITY = "city"
    ORGANISATION = "organisation"
    PERSON = "person"
    VISIT = "visit"


SHARED_KINDS = (RecordKind.COUNTRY, RecordKind.CITY)


class Role(StrEnum):
    """What a user may do; the table is ``app.permissions.policy``."""

    VIEWER = "viewer"
    OFFICER = "officer"
    MANAGER = "manager"
    DIRECTOR = "director"
    PROTOCOL = "protocol"
    COUNCIL_CLERK = "council_clerk"
    AUDITOR = "auditor"
    ADMIN = "admin"


class CountryKind(StrEnum):
    """Why a country is on the list."""

    STATE = "state"
    TERRITORY = "territory"
    OFFICE_TABLE = "office_table"


class OrganisationKind(StrEnum):
    """Kinds of organisation (glossary)."""

    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    REGION = "region"
    UNIT = "unit"
    MUNICIPAL_COMPANY = "municipal_company"
    UNION = "union"
    CITY_NETWORK = "city_network"
    NETWORK_BODY = "network_body"
    EMBASSY = "embassy"
    CONSULATE_GENERAL = "consulate_general"
    CONSULATE = "consulate"
    HONORARY_CONSULATE = "honorary_consulate"
    EU_DELEGATION = "eu_delegation"
    MINISTRY = "ministry"
    LEGISLATURE = "legislature"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    DEVELOPMENT_BANK = "development_bank"
    UNIVERSITY = "university"
    CHAMBER = "chamber"
    ASSOCIATION = "association"
    FOUNDATION = "foundation"
    RELIGIOUS_BODY = "religious_body"
    PARTY = "party"
    MEDIA = "media"
    COMPANY = "company"
    STANDING_BOARD = "standing_board"
    OTHER = "other"


MISSIONS = (
    OrganisationKind.EMBASSY,
    OrganisationKind.CONSULATE_GENERAL,
    OrganisationKind.CONSULATE,
    OrganisationKind.HONORARY_CONSULATE,
    OrganisationKind.EU_DELEGATION,
)
"""Kinds whose represented country counts, and never the seat."""


class Direction(StrEnum):
    """Who travelled."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    THIRD_PLACE = "third_place"
    NOBODY = "none"


class VisitMode(StrEnum):
    """How the two sides met."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class VisitKind(StrEnum):
    """Why the visit is made."""

    COURTESY = "courtesy"
    OFFICIAL = "official"
    WORKING = "working"
    STUDY = "study"
    TECHNICAL = "technical"
    INTRODUCTORY = "introductory"
    RETURN = "return"
    FAREWELL = "farewell"
    CONGRATULATION = "congratulation"
    CONDOLENCE = "condolence"


class VisitState(StrEnum):
    """How far a visit is."""

    REQUESTED = "requested"
    APPROVED = "approved"
    PLANNED = "planned"
    HELD = "held"
    REPORTED = "reported"
    CLOSED = "closed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Side(StrEnum):
    """Whom a participant of a visit stands with."""

    VISITOR = "visitor"
    OURS = "ours"
    OTHER = "other"


class SourceCertainty(StrEnum):
    """How sure a source makes a fact."""

    PRINTED = "printed"
    INFERRED = "inferred"
    DERIVED = "derived"
    DISPUTED = "disputed"


class Consent(StrEnum):
    """What a person said about the use of their contact data."""

    GIVEN = "given"
    REFUSED = "refused"


class Theme(StrEnum):
    """Colours a user chose over those of the system."""

    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    """Density a user chose over the comfortable one."""

    COMPACT = "compact"
