"""Every closed vocabulary, spelt as in the glossary. What is not known is NULL, never a member."""

from enum import StrEnum


class RecordKind(StrEnum):
    """What a row of ``record`` is."""

    COUNTRY = "country"
    CITY = "city"
    ORGANISATION = "organisation"
    PERSON = "person"
    VISIT = "visit"
    AGREEMENT = "agreement"
    MEMBERSHIP = "membership"
    DECISION = "decision"
    STATED_FIGURE = "stated_figure"
    DOCUMENT = "document"
    TASK = "task"
    LETTER = "letter"
    PROJECT = "project"
    EVENT = "event"
    NOTE = "note"
    ADVICE = "advice"
    OCCASION = "occasion"
    PROGRAMME_ITEM = "programme_item"
    CHECKLIST = "checklist"
    PREPARATION_STEP = "preparation_step"
    GIFT = "gift"
    GIFT_ITEM = "gift_item"
    PRECEDENCE_LIST = "precedence_list"
    PRECEDENCE_ORDER = "precedence_order"
    SEATING_PLAN = "seating_plan"
    GUEST_LIST = "guest_list"
    GUEST = "guest"
    POOL_MEMBER = "pool_member"
    BOOKING = "booking"
    RECIPIENT_GROUP = "recipient_group"
    LETTER_TEMPLATE = "letter_template"
    MISSION_FILE = "mission_file"


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


CONSULATES = (
    OrganisationKind.CONSULATE_GENERAL,
    OrganisationKind.CONSULATE,
    OrganisationKind.HONORARY_CONSULATE,
)
"""Kinds that have a consular district."""
MISSIONS = (OrganisationKind.EMBASSY, *CONSULATES, OrganisationKind.EU_DELEGATION)
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


class StepState(StrEnum):
    """How far something is that must be ready for a visit (docs/rules.md, R-6)."""

    MISSING = "missing"
    READY = "ready"
    NOT_NEEDED = "not_needed"


class StepProof(StrEnum):
    """What on record shows by itself that something is ready for a visit (docs/rules.md, R-6)."""

    NOTE = "note"
    PROGRAMME = "programme"
    GIFT = "gift"
    INTERPRETER = "interpreter"
    ESCORT = "escort"
    THANKS = "thanks"


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


class Colours(StrEnum):
    """Colours a user chose over those of the system."""

    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    """Density a user chose over the comfortable one."""

    COMPACT = "compact"


class Relation(StrEnum):
    """What the parties of an agreement are to each other; cities are counted by it."""

    SISTER_CITY = "sister_city"
    FRIENDSHIP_CITY = "friendship_city"
    PROTOCOL_CITY = "protocol_city"
    GOODWILL = "goodwill"
    PROJECT = "project"
    PROGRAMME = "programme"
    NETWORK = "network"
    CONTACT = "contact"


class Instrument(StrEnum):
    """The paper that says so; papers are counted by it."""

    AGREEMENT = "agreement"
    PROTOCOL = "protocol"
    MOU = "mou"
    GOODWILL_DECLARATION = "goodwill_declaration"
    LETTER_OF_INTENT = "letter_of_intent"
    JOINT_DECLARATION = "joint_declaration"
    NOTHING = "none"


class AgreementState(StrEnum):
    """Where an agreement stands. Expired and sleeping are computed, never stored."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"
    SUPERSEDED = "superseded"


class YesNo(StrEnum):
    """An answer that may also be unknown."""

    YES = "yes"
    NO = "no"


class PartyRole(StrEnum):
    """What an organisation is in an agreement."""

    PARTY = "party"
    FUNDER = "funder"
    WITNESS = "witness"
    PATRON = "patron"


class SigningRole(StrEnum):
    """What a person did at the signing."""

    SIGNATORY = "signatory"
    ATTENDEE = "attendee"
    CONTACT = "contact"


class Theme(StrEnum):
    """Fields of cooperation."""

    CHILDREN = "children"
    CLIMATE = "climate"
    CULTURE = "culture"
    DEMOCRACY = "democracy"
    DIGITAL = "digital"
    DISASTER = "disaster"
    ECONOMY = "economy"
    EDUCATION = "education"
    ENERGY = "energy"
    ENVIRONMENT = "environment"
    FOOD = "food"
    GENDER = "gender"
    HEALTH = "health"
    HERITAGE = "heritage"
    HUMAN_RIGHTS = "human_rights"
    MIGRATION = "migration"
    MOBILITY = "mobility"
    PLANNING = "planning"
    RURAL = "rural"
    SPORT = "sport"
    TOURISM = "tourism"
    WATER = "water"
    YOUTH = "youth"


class DecisionKind(StrEnum):
    """Which body decides, in the order of the chain."""

    COMMITTEE_REPORT = "committee_report"
    COUNCIL_DECISION = "council_decision"
    MINISTRY_PERMISSION = "ministry_permission"
    EXECUTIVE_COMMITTEE = "exec_decision"
    MAYOR_APPROVAL = "mayor_approval"
    FOREIGN_MINISTRY_OPINION = "mfa_opinion"


class Vote(StrEnum):
    """How a council decided."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"


class MembershipRelation(StrEnum):
    """What a member is to a network or organisation."""

    MEMBER = "member"
    OFFICE_HOLDER = "office_holder"
    APPLICANT = "applicant"
    PARTICIPANT = "participant"
    PARTNER = "partner"
    LENDER = "lender"
    CONTACT = "contact"


class MembershipClass(StrEnum):
    """Class of a membership."""

    FOUNDING = "founding"
    FULL = "full"
    ASSOCIATE = "associate"
    OBSERVER = "observer"


class Evidence(StrEnum):
    """Whether a source states a membership, or only implies it, as by dues paid."""

    STATED = "stated"
    IMPLIED = "implied"


class Metric(StrEnum):
    """What a stated figure counts."""

    SISTER_CITIES = "sister_cities"
    PROTOCOL_CITIES = "protocol_cities"
    PROTOCOLS = "protocols"
    GOODWILL_CITIES = "goodwill_cities"
    MEMBERSHIPS = "memberships"
    VISIT_INTERPRETING = "visit_interpreting_hours"
    EVENT_INTERPRETING = "event_interpreting_hours"
    OTHER = "other"


class DocumentKind(StrEnum):
    """What a document is."""

    AGREEMENT_TEXT = "agreement_text"
    DECISION = "decision"
    LETTER = "letter"
    INVITATION_LETTER = "invitation_letter"
    NOTE_VERBALE = "note_verbale"
    VISA_LETTER = "visa_letter"
    INFORMATION_NOTE = "info_note"
    PROGRAMME = "programme"
    TALKING_POINTS = "talking_points"
    SPEECH = "speech"
    MEETING_NOTE = "meeting_note"
    MINUTES = "minutes"
    OUTCOME_REPORT = "outcome_report"
    RETURN_REPORT = "return_report"
    STATUTE = "statute"
    PRESENTATION = "presentation"
    PRESS = "press"
    PHOTOGRAPH = "photograph"
    OTHER = "other"


class Confidentiality(StrEnum):
    """The mark of a document, the lowest first; a document without a mark has none."""

    OFFICIAL_USE = "official_use"
    CONFIDENTIAL = "confidential"
    SECRET = "secret"  # noqa: S105 - a mark
    TOP_SECRET = "top_secret"  # noqa: S105 - a mark


RESTRICTED_MARKS = (Confidentiality.CONFIDENTIAL, Confidentiality.SECRET, Confidentiality.TOP_SECRET)
"""Above what every colleague may read; see ``document:restricted`` in ``app.permissions.policy``."""


class Language(StrEnum):
    """The language of a text, by its ISO 639-1 code."""

    TURKISH = "tr"
    ENGLISH = "en"
    ALBANIAN = "sq"
    ARABIC = "ar"
    AZERBAIJANI = "az"
    BOSNIAN = "bs"
    BULGARIAN = "bg"
    CHINESE = "zh"
    CROATIAN = "hr"
    DUTCH = "nl"
    FRENCH = "fr"
    GEORGIAN = "ka"
    GERMAN = "de"
    GREEK = "el"
    HUNGARIAN = "hu"
    ITALIAN = "it"
    JAPANESE = "ja"
    KAZAKH = "kk"
    KOREAN = "ko"
    MACEDONIAN = "mk"
    PERSIAN = "fa"
    POLISH = "pl"
    PORTUGUESE = "pt"
    ROMANIAN = "ro"
    RUSSIAN = "ru"
    SERBIAN = "sr"
    SPANISH = "es"
    UKRAINIAN = "uk"
    OTHER = "other"


class LetterDirection(StrEnum):
    """Whether a letter came in or went out."""

    INCOMING = "in"
    OUTGOING = "out"


class LetterKind(StrEnum):
    """What a letter is written for; one that is none of these has no kind."""

    NEW_YEAR = "new_year"
    NATIONAL_DAY = "national_day"
    RAMADAN_FEAST = "ramadan_feast"
    SACRIFICE_FEAST = "sacrifice_feast"
    TIE_ANNIVERSARY = "tie_anniversary"
    CONGRATULATION = "congratulation"
    CONDOLENCE = "condolence"
    GREETING = "greeting"
    THANKS = "thanks"
    INVITATION = "invitation"
    VISA_SUPPORT = "visa_support"


ENTERED_OCCASIONS = (
    LetterKind.CONGRATULATION,
    LetterKind.CONDOLENCE,
    LetterKind.GREETING,
    LetterKind.NATIONAL_DAY,
    LetterKind.RAMADAN_FEAST,
    LetterKind.SACRIFICE_FEAST,
)
"""Occasions that somebody enters; of the last three, an entered day stands in place of the reference data."""


class GroupRule(StrEnum):
    """By what rule a group has members, besides those that are named."""

    SISTER_CITIES = "sister_cities"
    MISSIONS_HERE = "missions_here"
    MISSIONS_CAPITAL = "missions_capital"
    NETWORKS = "networks"


class AddressRank(StrEnum):
    """The rank by which somebody is addressed in a letter; the first that fits a title counts."""

    DEPUTY_MINISTER = "deputy_minister"
    MINISTER = "minister"
    AMBASSADOR = "ambassador"
    CHARGE = "charge"
    HONORARY_CONSUL = "honorary_consul"
    CONSUL_GENERAL = "consul_general"
    CONSUL = "consul"
    DEPUTY_GOVERNOR = "deputy_governor"
    DISTRICT_GOVERNOR = "district_governor"
    GOVERNOR = "governor"
    DEPUTY_MAYOR = "deputy_mayor"
    MAYOR = "mayor"
    SECRETARY_GENERAL = "secretary_general"
    RECTOR = "rector"
    PRESIDENT = "president"
    DIRECTOR = "director"
    PERSON = "person"
    BODY = "body"


class PromiseSide(StrEnum):
    """Who gave a promise (glossary: commitment). A task that is none has no side."""

    OURS = "ours"
    THEIRS = "theirs"


class TaskState(StrEnum):
    """Whether something is still to be done."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ImportKind(StrEnum):
    """What the rows of an import are."""

    CITY = "city"
    ORGANISATION = "organisation"
    PERSON = "person"
    AGREEMENT = "agreement"
    MEMBERSHIP = "membership"
    VISIT = "visit"
    LETTER = "letter"
    TASK = "task"
    REFERENCE_TIE = "reference_tie"
    REFERENCE_MEMBERSHIP = "reference_membership"


class ImportWay(StrEnum):
    """How an import is read."""

    TABLE = "table"
    TEXT = "text"


class ImportState(StrEnum):
    """Which step an import is in, or that it is over."""

    COLUMNS = "columns"
    """The columns are to be named."""
    READING = "reading"
    """Each row gets its verdict, some at a time."""
    PREVIEW = "preview"
    """Every row has a verdict; nothing is written."""
    APPLYING = "applying"
    """Rows are written, some at a time."""
    APPLIED = "applied"
    UNDOING = "undoing"
    """What was written is taken back, some at a time."""
    UNDONE = "undone"
    DROPPED = "dropped"
    """Given up before anything was written."""


class Verdict(StrEnum):
    """What an import does with a row."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    CONFLICT = "conflict"
    ERROR = "error"
    IGNORED = "ignored"


class MatchHow(StrEnum):
    """How it was found which of our cities a name means, the surest first."""

    OUTSIDE_ID = "outside_id"
    """By an id that an outside list gives it."""
    DECIDED = "decided"
    """Somebody said so before."""
    EXACT = "exact"
    """By the name that we print."""
    EXONYM = "exonym"
    """By another spelling."""
    FOLDED = "folded"
    """By a spelling whose marks somebody lost."""
    LARGEST = "largest"
    """Many bear the name, and one is far larger than the rest."""
    UNSURE = "unsure"
    """Somebody has to say which, or whether it is a new one."""
    NEAR = "near"
    """No city bears the name; others stand at the same place."""
    UNKNOWN = "unknown"
    """No city bears the name."""


class ReferenceKind(StrEnum):
    """What a public list lists."""

    TIES = "ties"
    MEMBERSHIPS = "memberships"


class ProjectRole(StrEnum):
    """What a body is in a consortium."""

    APPLICANT = "applicant"
    PARTNER = "partner"
    PARTNER_OR_ASSOCIATE = "partner_or_associate"
    ASSOCIATE = "associate"
    AFFILIATE = "affiliate"
    PARTICIPANT = "participant"
    SUPPORTER = "supporter"
    HOST_CITY = "host_city"
    OBSERVER = "observer"


class ProjectState(StrEnum):
    """What became of an application."""

    APPLIED = "applied"
    AWARDED = "awarded"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class EventKind(StrEnum):
    """What an event is."""

    WORKSHOP = "workshop"
    CONFERENCE = "conference"
    SUMMIT = "summit"
    FORUM = "forum"
    CONGRESS = "congress"
    SEMINAR = "seminar"
    TRAINING = "training"
    MEETING = "meeting"
    GENERAL_ASSEMBLY = "general_assembly"
    BOARD_MEETING = "board_meeting"
    COMMITTEE_MEETING = "committee_meeting"
    COUNCIL_MEETING = "council_meeting"
    PROJECT_MEETING = "project_meeting"
    SIGNING = "signing"
    FAIR = "fair"
    FESTIVAL = "festival"
    EXHIBITION = "exhibition"
    AWARD_CEREMONY = "award_ceremony"
    EVALUATION_VISIT = "evaluation_visit"
    STUDY_VISIT = "study_visit"
    SPORT = "sport"
    OTHER = "other"


class EventPart(StrEnum):
    """What we are to an event."""

    HOSTED = "hosted"
    ATTENDED = "attended"
    OTHERS = "others"


class EventState(StrEnum):
    """How far an event is."""

    PLANNED = "planned"
    BID = "bid"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class EventRole(StrEnum):
    """What somebody is at an event."""

    ORGANISER = "organiser"
    SPEAKER = "speaker"
    MODERATOR = "moderator"
    PARTICIPANT = "participant"
    REPRESENTED = "represented"
    INVITED = "invited"


class SessionKind(StrEnum):
    """What an item of a programme is."""

    OPENING = "opening"
    SESSION = "session"
    PRESENTATION = "presentation"
    PANEL = "panel"
    TALK = "talk"
    BREAK = "break"
    CLOSING = "closing"


class PublicField(StrEnum):
    """What a public map may say of a tie besides its kind."""

    SINCE = "since"
    TITLE = "title"


class JobKind(StrEnum):
    """What long work does."""

    REFERENCE_GRAPH = "reference_graph"
    NOTE_PACKAGE = "note_package"


class JobState(StrEnum):
    """How far long work is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class NoteKind(StrEnum):
    """What a note is on."""

    CITY = "city"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    PERSON = "person"
    VISIT = "visit"
    WORKSHOP = "workshop"


class NoteFormat(StrEnum):
    """What kind of file a note is handed out as; the value is the ending of its name."""

    PDF = "pdf"
    DOCX = "docx"


class NoteState(StrEnum):
    """How far a note is."""

    DRAFT = "draft"
    CHECKED = "checked"
    APPROVED = "approved"
    ISSUED = "issued"


class AdviceKind(StrEnum):
    """What a piece of advice is."""

    TALKING_POINT = "talking_point"
    SENSITIVITY = "sensitivity"


class GiftDirection(StrEnum):
    """Whether a gift left the house or came to it."""

    GIVEN = "given"
    RECEIVED = "received"


class GiftKind(StrEnum):
    """What a gift of the city's is."""

    PLAQUE = "plaque"
    CERAMIC = "ceramic"
    TEXTILE = "textile"
    GLASS = "glass"
    METALWORK = "metalwork"
    ARTWORK = "artwork"
    BOOK = "book"
    FLAG = "flag"
    FOOD = "food"
    SOUVENIR = "souvenir"
    OTHER = "other"


class GiftOrigin(StrEnum):
    """Whether a gift comes from abroad, which decides whether R-5 asks anything."""

    FOREIGN = "foreign"
    DOMESTIC = "domestic"


class ValueSource(StrEnum):
    """How the value of a gift is known. Where it is not known, nothing stands."""

    STATED = "stated"
    ESTIMATED = "estimated"


class StockChange(StrEnum):
    """What happened to pieces of a city gift besides being given."""

    TAKEN_IN = "taken_in"
    WRITTEN_OFF = "written_off"


class Confidence(StrEnum):
    """How sure we are of what a rule table says."""

    READ = "read"
    TO_CONFIRM = "to_confirm"


class EqualsBy(StrEnum):
    """What orders two of equal rank; the alphabet of their names comes after it."""

    SENIORITY = "seniority"
    COUNTRY = "country"
    NAME = "name"


class SeatShape(StrEnum):
    """How tables and chairs stand."""

    ROUND = "round"
    U = "u"
    ROWS = "rows"
    HEAD_TABLE = "head_table"


class SeatWishKind(StrEnum):
    """What may be asked for of a seat."""

    BEHIND = "behind"
    APART = "apart"
    FIXED = "fixed"


class GuestAnswer(StrEnum):
    """What a guest answered. While there is no answer, nothing stands."""

    YES = "yes"
    WITH_COMPANION = "with_companion"
    NO = "no"


class AnswerChannel(StrEnum):
    """How an answer came."""

    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    IN_PERSON = "in_person"
    OTHER = "other"


class BookingService(StrEnum):
    """What somebody of the pool is booked for."""

    INTERPRETING = "interpreting"
    ESCORT = "escort"
    BOTH = "both"


class InterpretingMode(StrEnum):
    """How an interpreter works."""

    CONSECUTIVE = "consecutive"
    SIMULTANEOUS = "simultaneous"
    WHISPERED = "whispered"


class BookingState(StrEnum):
    """How far a booking is."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DONE = "done"
    CANCELLED = "cancelled"


class InvitationKind(StrEnum):
    """On what somebody is invited."""

    LETTER = "letter"
    CARD = "card"


class PassportKind(StrEnum):
    """The kind of passport somebody travels with; its number is never kept."""

    SERVICE = "service"
    SPECIAL = "special"
    DIPLOMATIC = "diplomatic"
    ORDINARY = "ordinary"


class CostKind(StrEnum):
    """What a mission costs money for."""

    PER_DIEM = "per_diem"
    TICKET = "ticket"
    STAY = "stay"
    OTHER = "other"


class CostPayer(StrEnum):
    """Who pays."""

    OURS = "ours"
    HOST = "host"


class MissionCheck(StrEnum):
    """What the file of a mission abroad holds, in order (docs/rules.md, R-4)."""

    GROUND = "ground"
    INVITATION = "invitation"
    INFORMATION_NOTE = "info_note"
    TRAVELLERS = "travellers"
    AUTHORITY_LETTER = "authority_letter"
    REPORT = "report"
