"""People."""

from app.records.people import PERSON
from views.records import RecordPages

PEOPLE_PAGES = RecordPages(PERSON)
