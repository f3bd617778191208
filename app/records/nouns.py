"""All nouns. Adding one means a line here."""

from typing import Any

from app.records.cities import CITY
from app.records.countries import COUNTRY
from app.records.noun import Noun
from app.records.organisations import ORGANISATION
from app.records.people import PERSON
from app.records.visits import VISIT
from models.vocabulary import RecordKind

NOUNS: dict[RecordKind, Noun[Any]] = {
    noun.kind: noun for noun in (VISIT, CITY, COUNTRY, ORGANISATION, PERSON)
}
