"""A coming visit says on which of its days one of the two sides rests."""

from datetime import date

import pytest

from models import PartialDate
from models.vocabulary import Direction, Side, VisitState

REPUBLIC_DAY = PartialDate.span(date(2023, 10, 29), date(2023, 10, 30))


@pytest.mark.parametrize("page", ["", "/programme"])
def test_the_visit_and_its_programme_name_the_holidays_of_its_days(make, browser, page):
    visit = make.visit(held=REPUBLIC_DAY, country_id=make.country("XN").id)

    shown = browser.open(f"/visits/{visit.id}{page}").words

    assert "Sunday 29 October 2023: Türkiye, Republic Day" in shown
    assert "Public holidays not known here: Turkish Republic of Northern Cyprus" in shown


def test_on_a_mission_the_holidays_are_those_of_where_we_go_and_of_its_stops(make, browser):
    ours = make.organisation("Belediyemiz", ours=True, seat_id=make.city("İzmir").id)
    visit = make.visit(
        held=PartialDate.span(date(2023, 12, 8), date(2023, 12, 25)),
        direction=Direction.OUTGOING,
        city_id=make.city("Üsküp").id,
        delegates=[{"name": "Ada Yılmaz", "side": Side.VISITOR, "organisation_id": ours.id}],
        stops=[{"city_id": make.city("Bremen").id}],
    )

    shown = browser.open(f"/visits/{visit.id}").words

    assert "8 December 2023: North Macedonia, Saint Clement of Ohrid Day" in shown
    assert "25 December 2023: Germany, Christmas Day" in shown


@pytest.mark.parametrize(
    "facts",
    [
        {"held": PartialDate.on(date(2022, 10, 29))},
        {"held": REPUBLIC_DAY, "state": VisitState.CANCELLED, "state_reason_tr": "Gelmiyorlar"},
        {"held": REPUBLIC_DAY, "state": VisitState.POSTPONED, "state_reason_tr": "Sonra"},
    ],
)
def test_a_visit_that_is_over_or_off_says_nothing_of_holidays(make, browser, facts):
    visit = make.visit(**facts)

    assert "Republic Day" not in browser.open(f"/visits/{visit.id}").words
