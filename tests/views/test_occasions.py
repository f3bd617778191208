"""The calendar of occasions: what is coming, whom it concerns, and what was sent for it."""

from datetime import date

import pytest
from sqlalchemy import select

from app.domain import occasions
from app.records.agreements import AGREEMENT
from app.records.occasions import OCCASION
from models import PartialDate, TrailEntry, TrailPersonal
from models.vocabulary import AgreementState, LetterDirection, LetterKind, OrganisationKind, Relation
from tests.laws.reading import typed_in

PLACE = "/occasions/calendar"
OUT = LetterDirection.OUTGOING


@pytest.fixture
def lines(browse):
    """Say what stands in the calendar, row by row."""
    browser = browse()

    def look(query="days=120"):
        page = browser.open(f"{PLACE}?{query}")
        return [" ".join(row.get_text(" ").split()) for row in page.select("main tbody tr")]

    return look


def test_the_new_year_is_everybodys_and_counts_for_the_year_that_begins(lines, make):
    make.letter(direction=OUT, letter_kind=LetterKind.NEW_YEAR, occasion_year=2024)
    make.letter(direction=OUT, letter_kind=LetterKind.NEW_YEAR, occasion_year=2023)
    make.letter(direction=OUT, letter_kind=LetterKind.NEW_YEAR, occasion_year=2023)

    (line,) = [line for line in lines() if line.startswith("New Year")]

    assert "Monday 1 January 2024" in line
    assert "everybody" in line
    assert "1 letter sent 2023: 2" in line


def test_the_national_day_of_a_country_concerns_its_missions_and_our_partners_there(lines, make):
    latvia = make.country("LV")
    make.organisation(
        "Letonya Büyükelçiliği", organisation_kind=OrganisationKind.EMBASSY, represents_id=latvia.id
    )
    make.letter(direction=OUT, letter_kind=LetterKind.NATIONAL_DAY, occasion_year=2022, about_id=latvia.id)

    (line,) = [line for line in lines() if "National day" in line]

    assert line.startswith("Latvia National day · Independence Day")
    assert "18 November 2023" in line
    assert "Letonya Büyükelçiliği" in line
    assert "none yet 2022: 1" in line
    assert not any("Romania" in one for one in lines())
    assert any("Romania" in one for one in lines("days=120&countries=all"))


def test_a_letter_drafted_from_a_row_begins_with_those_whom_the_row_names(browse, make):
    latvia = make.country("LV")
    embassies = [
        make.organisation(name, organisation_kind=OrganisationKind.EMBASSY, represents_id=latvia.id)
        for name in ("Letonya Büyükelçiliği", "Letonya Konsolosluğu")
    ]
    browser = browse()
    page = browser.open(f"{PLACE}?days=120")
    (row,) = [row for row in page.select("main tbody tr") if "Letonya" in row.get_text()]

    draft = browser.open(row.select_one("a.btn")["href"])

    typed = typed_in(draft)
    named = [typed[f"recipients-{place}-recipient"] for place in range(2)]
    assert all(one.title_tr in said for one, said in zip(embassies, named, strict=True))
    assert draft.h1.get_text() == "Write congratulations on a national day"


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_of_letter_has_a_page_with_its_own_heading(browse, kind):
    assert browse().open(f"/letters/merge?kind={kind}").h1.get_text().startswith("Write ")


def test_a_day_that_nobody_is_sure_of_says_so(lines, make):
    make.organisation("Polonya Başkonsolosluğu", represents_id=make.country("PL").id)

    assert any("Poland" in line and "to confirm" in line for line in lines())


def test_a_national_day_that_the_office_entered_stands_in_place_of_ours(lines, make):
    latvia = make.country("LV")
    make.organisation("Letonya Büyükelçiliği", represents_id=latvia.id)
    entered = {"occasion_kind": LetterKind.NATIONAL_DAY, "about_id": latvia.id}
    make.record(OCCASION, title_tr="Letonya günü", falls=PartialDate.on(date(2023, 11, 20)), **entered)

    (line,) = [line for line in lines() if "Latvia" in line]

    assert "20 November 2023" in line


def tie(make, signed, **facts):
    house = make.organisation("İzmir", ours=True)
    graz = make.organisation("Linz Belediyesi", seat_id=make.city("Linz").id)
    told = {"relation": Relation.SISTER_CITY, "state": AgreementState.IN_FORCE, "signed": signed, **facts}
    parties = [{"organisation_id": house.id}, {"organisation_id": graz.id}]
    return make.record(AGREEMENT, title_tr="Linz kardeş şehirlik", parties=parties, **told)


def test_a_tie_has_an_anniversary_on_the_day_it_was_signed(lines, make):
    tie(make, PartialDate.on(date(1998, 11, 12)))

    (line,) = [line for line in lines() if "Anniversary" in line]

    assert "Anniversary of a tie · 25 years" in line
    assert "12 November 2023" in line
    assert "Linz Belediyesi" in line


def test_a_tie_of_which_only_the_year_is_known_has_none(lines, make):
    tie(make, PartialDate.of(1998))

    assert not any("Anniversary" in line for line in lines("days=365"))


def test_a_tie_that_has_ended_has_none(lines, make):
    tie(make, PartialDate.on(date(1998, 11, 12)), state=AgreementState.ENDED)

    assert not any("Anniversary" in line for line in lines("days=365"))


def test_the_29th_of_february_is_the_28th_where_there_is_none():
    signed = PartialDate.on(date(2020, 2, 29))

    found = list(occasions.anniversaries(signed, date(2023, 1, 1), date(2024, 12, 31)))

    assert found == [(date(2023, 2, 28), 3), (date(2024, 2, 29), 4)]


def test_a_feast_is_never_computed(lines):
    known = {one.day.year for one in occasions.feasts()}
    last = date(max(known) + 3, 12, 31)

    assert len(occasions.feasts()) == 2 * len(known)
    assert max(one.day for one in occasions.feasts()) < date(max(known) + 1, 1, 1) < last
    assert any("Ramadan feast" in line for line in lines("days=365"))


def test_an_entered_occasion_is_coming_when_its_day_is_known_whole(lines, make, browse):
    browser = browse()
    form = typed_in(browser.open("/occasions/new")) | {
        "title_tr": "Yeni başkan seçildi",
        "occasion_kind": "congratulation",
        "falls": "30.10.2023",
    }
    browser.submit("/occasions/new", form)
    make.record(
        OCCASION,
        title_tr="Bir ara",
        occasion_kind=LetterKind.CONDOLENCE,
        falls=PartialDate.of(2023, 11),
    )

    assert [line for line in lines() if "Yeni başkan seçildi" in line]
    assert not [line for line in lines() if "Bir ara" in line]


def test_what_returns_every_year_needs_a_day_and_a_national_day_a_country(browse):
    browser = browse()
    form = typed_in(browser.open("/occasions/new")) | {
        "title_tr": "Kurtuluş",
        "occasion_kind": "national_day",
        "falls": "Ekim 2023",
        "yearly": "y",
    }

    page = browser.submit("/occasions/new", form, 422)

    assert [link["href"] for link in page.select(".error-summary a")] == ["#falls", "#about"]


def test_a_yearly_occasion_returns(lines, make):
    facts = {"occasion_kind": LetterKind.GREETING, "falls": PartialDate.on(date(1922, 12, 9)), "yearly": True}
    make.record(OCCASION, title_tr="Kentin günü", **facts)

    assert any("Kentin günü" in line and "9 December 2023" in line for line in lines())


def test_a_draft_begins_with_the_occasion_and_its_year(browse, make):
    make.organisation("Letonya Büyükelçiliği", represents_id=make.country("LV").id)
    browser = browse()
    page = browser.open(f"{PLACE}?days=30&kind=national_day")
    (link,) = page.select("main tbody a.btn")

    form = typed_in(browser.open(link["href"]))

    assert (form["letter_kind"], form["occasion_year"]) == ("national_day", "2023")
    assert form["about"].endswith(f"#{make.country('LV').id}")


def test_another_municipality_sees_neither_ties_nor_occasions_nor_letters(browse, make):
    tie(make, PartialDate.on(date(1998, 11, 12)))
    make.letter(direction=OUT, letter_kind=LetterKind.NEW_YEAR, occasion_year=2024)

    page = browse(make.user("officer", "antalya")).open(f"{PLACE}?days=120")

    assert "Linz" not in page.words
    assert "1 letter sent" not in page.words


def test_a_strange_address_shows_the_usual_calendar(browse):
    browser = browse()

    for query in ("days=x", "days=99999999999", "kind=nothing", "days=-3&kind="):
        assert browser.open(f"{PLACE}?{query}").h1


def test_the_text_of_a_letter_stands_apart_in_the_trail(make, session):
    letter = make.letter(direction=OUT, body="Sayın Ada Yılmaz", addressed_to="Ada Yılmaz\nKonak")

    entry = session.scalars(select(TrailEntry).where(TrailEntry.record_id == letter.id)).one()
    apart = session.scalars(select(TrailPersonal).where(TrailPersonal.entry_id == entry.id)).all()
    assert "Ada Yılmaz" not in str(entry.changes)
    assert any("Ada Yılmaz" in str(one.after) for one in apart)
