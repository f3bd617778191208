"""Who is in office: whoever was seen in it by today; whoever is awaited is announced."""

from datetime import date, timedelta

import pytest

from models import PartialDate
from models.vocabulary import Side, VisitState
from tests.make import TODAY

TO_COME = date(2023, 11, 14)


@pytest.fixture
def embassy(make):
    return make.organisation("Büyükelçilik", seat_id=make.city("Üsküp").id)


@pytest.fixture
def holder(make, embassy):
    """Write somebody with a post at the embassy."""

    def write(name="Ada", **post):
        return make.person(name, posts=[{"organisation_id": embassy.id, "title_tr": "Büyükelçi", **post}])

    return write


def visit_of(make, person, **facts):
    row = {"person_id": person.id, "name": person.title_tr, "side": Side.VISITOR, "title_tr": "Büyükelçi"}
    return make.visit(delegates=[{**row, **facts.pop("row", {})}], **facts)


def told(browser, embassy, person, visit):
    """Every page and paper that says when the person was seen in office."""
    addresses = [f"/organisations/{embassy.id}", f"/cities/{embassy.seat_id}", f"/people/{person.id}"]
    addresses += [f"{one}/note?lang=en" for one in addresses] + [f"/visits/{visit.id}/note?lang=en"]
    return {one: browser.open(one).words for one in addresses}


def test_who_is_awaited_is_announced_and_never_was_in_office_on_a_day_to_come(browse, make, embassy, holder):
    person = holder(known_on=TO_COME)
    visit = visit_of(make, person, held=PartialDate.on(TO_COME), state=VisitState.PLANNED)

    for address, words in told(browse(), embassy, person, visit).items():
        assert "announced for 14 Nov 2023" in words, address
        assert "in office on" not in words, address


def test_who_takes_office_later_is_announced_and_who_took_it_in_a_year_not_over_was_not_seen(browse, holder):
    later = holder("Later", since=PartialDate.on(TO_COME))
    this_year = holder("This year", since=PartialDate.of(TODAY.year))

    browser = browse()

    assert "announced for 14 Nov 2023" in browser.open(f"/people/{later.id}/note?lang=en").words
    assert "day in office not recorded: check" in browser.open(f"/people/{this_year.id}/note?lang=en").words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "in office on 25 Oct 2023"),
        (TODAY + timedelta(days=1), "announced for 26 Oct 2023"),
    ],
)
def test_today_is_the_last_day_on_which_somebody_was_seen(browse, holder, day, words):
    assert words in browse().open(f"/people/{holder(known_on=day).id}").words
