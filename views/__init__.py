"""The pages. This list of blueprints is the site map."""

from flask import Flask

from app.records.nouns import NOUNS
from app.web import locale
from views import (
    about,
    account,
    answers,
    answers_out,
    booked,
    calendar_feeds,
    diplomatic_list,
    escort_cards,
    event_lists,
    favourites,
    files,
    forms_of_address,
    guest_boards,
    guest_papers,
    health,
    home,
    house_papers,
    imports,
    invitations,
    letter_batches,
    letter_merge,
    letter_paper,
    letter_waiting,
    listed_network,
    lists,
    map_files,
    map_ground,
    minimum_wages,
    missions,
    network,
    network_out,
    networks,
    note_packages,
    note_versions,
    notes,
    occasion_calendar,
    peer_portfolios,
    precedence,
    preparation,
    programme,
    public_map,
    public_maps,
    reference,
    search,
    suggestions,
    to_complete,
    trail,
    users,
    visit_gifts,
    visit_packs,
    visit_pattern,
    word_templates,
)
from views import bin as bin_pages
from views import map as ties_map
from views.advice import ADVICE_PAGES
from views.agreements import AGREEMENT_PAGES
from views.bookings import BOOKING_PAGES
from views.cities import CITY_PAGES
from views.countries import COUNTRY_PAGES
from views.decisions import DECISION_PAGES
from views.documents import DOCUMENT_PAGES
from views.events import EVENT_PAGES
from views.figures import FIGURE_PAGES
from views.gifts import GIFT_PAGES
from views.guest_lists import GUEST_LIST_PAGES
from views.guests import GUEST_PAGES
from views.letter_texts import LETTER_TEXT_PAGES
from views.letters import LETTER_PAGES
from views.memberships import MEMBERSHIP_PAGES
from views.missions import MISSION_FILE_PAGES
from views.occasions import OCCASION_PAGES
from views.organisations import ORGANISATION_PAGES
from views.people import PERSON_PAGES
from views.pool import POOL_PAGES
from views.precedence import ORDER_PAGES
from views.preparation import CHECKLIST_PAGES, PREPARATION_PAGES
from views.programme import PROGRAMME_PAGES
from views.recipient_groups import RECIPIENT_GROUP_PAGES
from views.records import RecordPages
from views.seating import SEATING_PAGES
from views.stock import STOCK_PAGES
from views.tasks import TASK_PAGES
from views.visits import VISIT_PAGES
from views.written_notes import NOTE_PAGES

_OWN_PAGES = (
    ADVICE_PAGES,
    AGREEMENT_PAGES,
    BOOKING_PAGES,
    CITY_PAGES,
    COUNTRY_PAGES,
    DECISION_PAGES,
    DOCUMENT_PAGES,
    EVENT_PAGES,
    GIFT_PAGES,
    GUEST_LIST_PAGES,
    GUEST_PAGES,
    FIGURE_PAGES,
    LETTER_PAGES,
    LETTER_TEXT_PAGES,
    MEMBERSHIP_PAGES,
    MISSION_FILE_PAGES,
    NOTE_PAGES,
    OCCASION_PAGES,
    ORDER_PAGES,
    SEATING_PAGES,
    ORGANISATION_PAGES,
    PERSON_PAGES,
    PREPARATION_PAGES,
    CHECKLIST_PAGES,
    PROGRAMME_PAGES,
    STOCK_PAGES,
    POOL_PAGES,
    RECIPIENT_GROUP_PAGES,
    TASK_PAGES,
    VISIT_PAGES,
)
"""The nouns whose pages say more than those every noun has."""


def register(app: Flask) -> None:
    """Bind every blueprint."""
    for module in (
        home,
        health,
        about,
        account,
        users,
        visit_packs,
        search,
        suggestions,
        favourites,
        listed_network,
        lists,
        imports,
        networks,
        to_complete,
        notes,
        note_packages,
        note_versions,
        house_papers,
        word_templates,
        event_lists,
        occasion_calendar,
        programme,
        visit_gifts,
        minimum_wages,
        precedence,
        diplomatic_list,
        calendar_feeds,
        guest_boards,
        guest_papers,
        booked,
        missions,
        escort_cards,
        preparation,
        visit_pattern,
        letter_merge,
        letter_batches,
        letter_waiting,
        letter_paper,
        forms_of_address,
        invitations,
        files,
        ties_map,
        map_files,
        map_ground,
        public_maps,
        public_map,
        peer_portfolios,
        answers,
        answers_out,
        network,
        network_out,
        bin_pages,
        trail,
        reference,
        locale,
    ):
        app.register_blueprint(module.bp)
    own = {pages.noun.kind: pages for pages in _OWN_PAGES}
    for kind, noun in NOUNS.items():
        app.register_blueprint((own.get(kind) or RecordPages(noun)).blueprint())
