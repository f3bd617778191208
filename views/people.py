"""People."""

from app.documents import contact_cards
from app.records.people import PERSON
from views.contact_cards import CardPages

PERSON_PAGES = CardPages(PERSON, contact_cards.of_person)
