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


def test_whoever_came_in_the_title_of_a_post_was_seen_in_it_on_that_day(browse, make, embassy, holder):
    person = holder(known_on=date(2023, 4, 13))
    row = {"organisation_id": embassy.id, "title_tr": "büyükelçi; Duayen"}
    visit = visit_of(make, person, held=PartialDate.on(date(2023, 10, 6)), state=VisitState.HELD, row=row)

    for address, words in told(browse(), embassy, person, visit).items():
        assert "in office on 6 Oct 2023" in words, address
        assert "check" not in words.partition("in office on")[2][:30], address


@pytest.mark.parametrize(
    ("row", "facts"),
    [
        ({"title_tr": "Maslahatgüzar"}, {}),
        ({"title_tr": ""}, {}),
        ({"organisation_id": None}, {}),
        ({}, {"state": VisitState.PLANNED}),
        ({}, {"state": VisitState.CANCELLED, "state_reason_tr": "Hava"}),
        ({}, {"held": PartialDate.of(2023, 9)}),
        ({}, {"held": PartialDate.on(TO_COME), "state": None}),
    ],
)
def test_another_title_body_or_visit_that_did_not_take_place_shows_nobody_in_office(
    browse, make, embassy, holder, row, facts
):
    person = holder(known_on=date(2023, 4, 13))
    facts = {"held": PartialDate.on(date(2023, 10, 6)), "state": VisitState.HELD, **facts}
    visit_of(make, person, row={"organisation_id": embassy.id, **row}, **facts)

    words = browse().open(f"/people/{person.id}/note?lang=en").words

    assert "in office on 13 Apr 2023: check" in words


def test_a_visit_in_the_bin_shows_nobody_in_office(browse, make, session, embassy, holder):
    person = holder(known_on=date(2023, 4, 13))
    row = {"organisation_id": embassy.id}
    binned = visit_of(make, person, held=PartialDate.on(date(2023, 10, 6)), state=VisitState.HELD, row=row)
    binned.binned_at = binned.updated_at
    session.commit()

    assert "in office on 13 Apr 2023" in browse().open(f"/people/{person.id}").words
