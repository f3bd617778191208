"""A coming visit says on which of its days one of the two sides rests."""

from datetime import date

import pytest

from models import PartialDate
from models.vocabulary import VisitState

REPUBLIC_DAY = PartialDate.span(date(2023, 10, 29), date(2023, 10, 30))


@pytest.mark.parametrize("page", ["", "/programme"])
def test_the_visit_and_its_programme_name_the_holidays_of_its_days(make, browser, page):
    visit = make.visit(held=REPUBLIC_DAY, country_id=make.country("XN").id)

    shown = browser.open(f"/visits/{visit.id}{page}").words

    assert "Sunday 29 October 2023: Türkiye, Republic Day" in shown
    assert "Public holidays not known here: Turkish Republic of Northern Cyprus" in shown


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
