"""All nouns, in the order in which search groups its hits. Adding one means a line here."""

from typing import Any

from app.records.advice import ADVICE
from app.records.agreements import AGREEMENT
from app.records.bookings import BOOKING
from app.records.cities import CITY
from app.records.countries import COUNTRY
from app.records.decisions import DECISION
from app.records.documents import DOCUMENT
from app.records.events import EVENT
from app.records.gift_items import GIFT_ITEM
from app.records.gifts import GIFT
from app.records.guest_lists import GUEST_LIST
from app.records.guests import GUEST
from app.records.letter_templates import LETTER_TEMPLATE
from app.records.letters import LETTER
from app.records.memberships import MEMBERSHIP
from app.records.mission_files import MISSION_FILE
from app.records.notes import NOTE
from app.records.noun import Noun
from app.records.occasions import OCCASION
from app.records.organisations import ORGANISATION
from app.records.people import PERSON
from app.records.pool import POOL_MEMBER
from app.records.precedence import PRECEDENCE_LIST, PRECEDENCE_ORDER
from app.records.preparation import CHECKLIST, PREPARATION_STEP
from app.records.programme import PROGRAMME_ITEM
from app.records.projects import PROJECT
from app.records.recipient_groups import RECIPIENT_GROUP
from app.records.seating import SEATING_PLAN
from app.records.stated_figures import STATED_FIGURE
from app.records.tasks import TASK
from app.records.visits import VISIT
from models.vocabulary import RecordKind

NOUNS: dict[RecordKind, Noun[Any]] = {
    noun.kind: noun
    for noun in (
        CITY,
        COUNTRY,
        AGREEMENT,
        MEMBERSHIP,
        VISIT,
        ORGANISATION,
        PERSON,
        DECISION,
        STATED_FIGURE,
        DOCUMENT,
        TASK,
        LETTER,
        PROJECT,
        EVENT,
        BOOKING,
        MISSION_FILE,
        POOL_MEMBER,
        ADVICE,
        NOTE,
        OCCASION,
        PROGRAMME_ITEM,
        CHECKLIST,
        PREPARATION_STEP,
        GIFT,
        GIFT_ITEM,
        PRECEDENCE_ORDER,
        SEATING_PLAN,
        PRECEDENCE_LIST,
        GUEST_LIST,
        GUEST,
        RECIPIENT_GROUP,
        LETTER_TEMPLATE,
    )
}
