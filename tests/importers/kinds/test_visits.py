"""Lists of visits as offices keep them."""

import pytest

from app.records import kit
from app.records.visits import VISIT
from models import Person
from models.vocabulary import ImportKind

HEAD = "Tarih | Heyet | Unvan | Kurum"


@pytest.fixture
def visits(bring):
    """Take a list of visits in."""
    return lambda headings, *rows, **how: bring(ImportKind.VISIT, headings, *rows, **how)


def loaded(session, make, record):
    return kit.load(session, make.actor(), VISIT, record.id)


def test_what_stands_before_the_name_of_a_visitor_is_no_part_of_it(visits, make, session):
    done = visits(HEAD, "12.01.2023 | Sn. Jan Braun; Dr. Ute Schmidt | | Bremen Üniversitesi").write()

    visit = loaded(session, make, done.records()[0])
    assert [one.name for one in visit.delegates] == ["Jan Braun", "Ute Schmidt"]
    assert [session.get(Person, one.person_id).honorific for one in visit.delegates] == ["", "Dr."]


def test_visitors_without_names_are_a_group_and_counted(visits, make, session):
    done = visits(HEAD, "Mayıs 2023 | 12 kişilik öğrenci grubu | | Bremen Üniversitesi").write()

    visit = loaded(session, make, done.records()[0])
    assert (visit.delegates, visit.group_name, visit.headcount) == ([], "12 kişilik öğrenci grubu", 12)
