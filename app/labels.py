"""The word for every member of a vocabulary.

Members of two vocabularies may have one value, so each has its own table.
"""

from enum import StrEnum

from app.i18n import N_
from models.partial_date import Certainty
from models.vocabulary import (
    Consent,
    CountryKind,
    Density,
    Direction,
    OrganisationKind,
    RecordKind,
    Role,
    Side,
    SourceCertainty,
    Theme,
    VisitKind,
    VisitMode,
    VisitState,
)

_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    RecordKind: {
        RecordKind.COUNTRY: N_("Country"),
        RecordKind.CITY: N_("City"),
        RecordKind.ORGANISATION: N_("Organisation"),
        RecordKind.PERSON: N_("Person"),
        RecordKind.VISIT: N_("Visit"),
    },
    Role: {
        Role.VIEWER: N_("Viewer"),
        Role.OFFICER: N_("Officer"),
        Role.MANAGER: N_("Branch manager"),
        Role.DIRECTOR: N_("Head of department"),
        Role.PROTOCOL: N_("Private office and protocol desk"),
        Role.COUNCIL_CLERK: N_("Council clerk"),
        Role.AUDITOR: N_("Auditor"),
        Role.ADMIN: N_("Administrator"),
    },
    CountryKind: {
        CountryKind.STATE: N_("State"),
        CountryKind.TERRITORY: N_("Territory"),
        CountryKind.OFFICE_TABLE: N_("From the office's own table"),
    },
    OrganisationKind: {
        OrganisationKind.MUNICIPALITY: N_("Municipality"),
        OrganisationKind.DISTRICT: N_("District municipality"),
        OrganisationKind.REGION: N_("Region, province"),
        OrganisationKind.UNIT: N_("Unit (department, branch)"),
        OrganisationKind.MUNICIPAL_COMPANY: N_("Municipal company"),
        OrganisationKind.UNION: N_("Union of municipalities"),
        OrganisationKind.CITY_NETWORK: N_("City network"),
        OrganisationKind.NETWORK_BODY: N_("Body of a network"),
        OrganisationKind.EMBASSY: N_("Embassy"),
        OrganisationKind.CONSULATE_GENERAL: N_("Consulate general"),
        OrganisationKind.CONSULATE: N_("Consulate"),
        OrganisationKind.HONORARY_CONSULATE: N_("Honorary consulate"),
        OrganisationKind.EU_DELEGATION: N_("EU delegation"),
        OrganisationKind.MINISTRY: N_("Ministry"),
        OrganisationKind.LEGISLATURE: N_("Legislature"),
        OrganisationKind.INTERNATIONAL_ORGANISATION: N_("International organisation"),
        OrganisationKind.DEVELOPMENT_BANK: N_("Development bank"),
        OrganisationKind.UNIVERSITY: N_("University"),
        OrganisationKind.CHAMBER: N_("Chamber, exchange"),
        OrganisationKind.ASSOCIATION: N_("Association"),
        OrganisationKind.FOUNDATION: N_("Foundation"),
        OrganisationKind.RELIGIOUS_BODY: N_("Religious body"),
        OrganisationKind.PARTY: N_("Political party"),
        OrganisationKind.MEDIA: N_("Media"),
        OrganisationKind.COMPANY: N_("Company"),
        OrganisationKind.STANDING_BOARD: N_("Standing board"),
        OrganisationKind.OTHER: N_("Other organisation"),
    },
    Direction: {
        Direction.INCOMING: N_("Incoming"),
        Direction.OUTGOING: N_("Outgoing"),
        Direction.THIRD_PLACE: N_("Third place"),
        Direction.NOBODY: N_("Nobody travelled"),
    },
    VisitMode: {
        VisitMode.IN_PERSON: N_("In person"),
        VisitMode.ONLINE: N_("Online"),
        VisitMode.HYBRID: N_("Hybrid"),
    },
    VisitKind: {
        VisitKind.COURTESY: N_("Courtesy visit"),
        VisitKind.OFFICIAL: N_("Official visit"),
        VisitKind.WORKING: N_("Working visit"),
        VisitKind.STUDY: N_("Study visit"),
        VisitKind.TECHNICAL: N_("Technical visit"),
        VisitKind.INTRODUCTORY: N_("Introductory visit"),
        VisitKind.RETURN: N_("Return visit"),
        VisitKind.FAREWELL: N_("Farewell visit"),
        VisitKind.CONGRATULATION: N_("Congratulatory visit"),
        VisitKind.CONDOLENCE: N_("Condolence visit"),
    },
    VisitState: {
        VisitState.REQUESTED: N_("Requested"),
        VisitState.APPROVED: N_("Approved"),
        VisitState.PLANNED: N_("Planned"),
        VisitState.HELD: N_("Held"),
        VisitState.REPORTED: N_("Reported"),
        VisitState.CLOSED: N_("Closed"),
        VisitState.POSTPONED: N_("Postponed"),
        VisitState.CANCELLED: N_("Cancelled"),
    },
    Side: {
        Side.VISITOR: N_("Visitor"),
        Side.OURS: N_("Our side"),
        Side.OTHER: N_("Other participant"),
    },
    SourceCertainty: {
        SourceCertainty.PRINTED: N_("Printed so"),
        SourceCertainty.INFERRED: N_("Inferred"),
        SourceCertainty.DERIVED: N_("Derived"),
        SourceCertainty.DISPUTED: N_("Disputed"),
    },
    Consent: {
        Consent.GIVEN: N_("Consent given"),
        Consent.REFUSED: N_("Consent refused"),
    },
    Theme: {Theme.LIGHT: N_("Light"), Theme.DARK: N_("Dark")},
    Density: {Density.COMPACT: N_("Compact")},
    Certainty: {
        Certainty.EXACT: N_("Exactly"),
        Certainty.WITHIN: N_("Within"),
        Certainty.DOUBTFUL: N_("Doubtful"),
    },
}


def label(member: StrEnum) -> str:
    """Return the msgid of a vocabulary's member.

    :raises KeyError: the vocabulary has no words yet; a law test finds it first.
    """
    return _LABELS[type(member)][member]
