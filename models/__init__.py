"""The tables. SQLAlchemy and nothing of ours: no Flask, no queries, no words."""

from models.advice import Advice
from models.agreement import Agreement, AgreementParty, AgreementTheme, Signatory
from models.base import Model, UtcDateTime, utc_now
from models.booking import Booking
from models.calendar_feed import CalendarFeed
from models.city import City, CityName
from models.country import Country
from models.decision import Decision, DecisionSubject
from models.document import Document, DocumentLink, DocumentVersion
from models.event import Event, EventParticipant, EventSession, EventVisit
from models.favourite import Favourite
from models.gift import Gift, GiftItem, GiftItemChange
from models.guest import Guest, GuestList
from models.house_paper import Letterhead, LetterPaper, WordTemplate
from models.importing import ImportHeading, ImportRow, ImportRun
from models.invitation_text import InvitationText
from models.job import Finding, Job
from models.keeper import Keeper
from models.letter import Letter
from models.letter_writing import AddressForm, GroupMember, LetterTemplate, RecipientGroup
from models.membership import Membership, Seat
from models.mention import Mention
from models.minimum_wage import MinimumWage
from models.mission_file import (
    MissionCost,
    MissionFile,
    MissionStay,
    MissionTicket,
    MissionWaiver,
    Traveller,
)
from models.municipality import DataVersion, Municipality
from models.note import Note, NoteText, NoteVersion
from models.note_package import NotePackage
from models.occasion import Occasion
from models.organisation import Organisation
from models.partial_date import Certainty, PartialDate
from models.peer_portfolio import PeerPortfolio
from models.person import Person, Post
from models.pool_member import LanguagePair, PoolMember, PoolMode
from models.precedence import (
    OrderByHand,
    OrderPlace,
    PrecedenceList,
    PrecedenceOrder,
    PrecedenceRank,
)
from models.preparation import Checklist, ChecklistLine, PreparationStep
from models.programme import ProgrammeAttendee, ProgrammeItem
from models.project import Project, ProjectPartner
from models.public_map import PublicMap
from models.record import UNKNOWN_DAY, Record, Source
from models.reference import (
    OutsidePlace,
    ReferenceMembership,
    ReferenceNetwork,
    ReferenceSet,
    ReferenceTie,
)
from models.saved_view import ListChoice, SavedView
from models.seating import SeatedList, SeatingPlan, SeatTaken, SeatWish
from models.stated_figure import StatedFigure
from models.task import Task
from models.trail import TrailEntry, TrailPersonal
from models.user import User
from models.visit import Counterpart, Delegate, Visit, VisitStop

__all__ = [
    "UNKNOWN_DAY",
    "AddressForm",
    "Advice",
    "Agreement",
    "AgreementParty",
    "AgreementTheme",
    "Booking",
    "CalendarFeed",
    "Certainty",
    "Checklist",
    "ChecklistLine",
    "City",
    "CityName",
    "Counterpart",
    "Country",
    "DataVersion",
    "Decision",
    "DecisionSubject",
    "Delegate",
    "Document",
    "DocumentLink",
    "DocumentVersion",
    "Event",
    "EventParticipant",
    "EventSession",
    "EventVisit",
    "Favourite",
    "Finding",
    "Gift",
    "GiftItem",
    "GiftItemChange",
    "GroupMember",
    "Guest",
    "GuestList",
    "ImportHeading",
    "ImportRow",
    "ImportRun",
    "InvitationText",
    "Job",
    "Keeper",
    "LanguagePair",
    "Letter",
    "LetterPaper",
    "LetterTemplate",
    "Letterhead",
    "ListChoice",
    "Membership",
    "Mention",
    "MinimumWage",
    "MissionCost",
    "MissionFile",
    "MissionStay",
    "MissionTicket",
    "MissionWaiver",
    "Model",
    "Municipality",
    "Note",
    "NotePackage",
    "NoteText",
    "NoteVersion",
    "Occasion",
    "OrderByHand",
    "OrderPlace",
    "Organisation",
    "OutsidePlace",
    "PartialDate",
    "PeerPortfolio",
    "Person",
    "PoolMember",
    "PoolMode",
    "Post",
    "PrecedenceList",
    "PrecedenceOrder",
    "PrecedenceRank",
    "PreparationStep",
    "ProgrammeAttendee",
    "ProgrammeItem",
    "Project",
    "ProjectPartner",
    "PublicMap",
    "RecipientGroup",
    "Record",
    "ReferenceMembership",
    "ReferenceNetwork",
    "ReferenceSet",
    "ReferenceTie",
    "SavedView",
    "Seat",
    "SeatTaken",
    "SeatWish",
    "SeatedList",
    "SeatingPlan",
    "Signatory",
    "Source",
    "StatedFigure",
    "Task",
    "TrailEntry",
    "TrailPersonal",
    "Traveller",
    "User",
    "UtcDateTime",
    "Visit",
    "VisitStop",
    "WordTemplate",
    "utc_now",
]
