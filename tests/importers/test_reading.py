"""From the text of a cell to a value."""

from datetime import date

import pytest

from app.importers import lists
from app.importers.coordinates import positions
from app.importers.reading import FieldReader, shown, written
from app.records.cities import CityForm
from app.records.organisations import OrganisationForm
from app.records.visits import VisitForm
from models import PartialDate
from models.partial_date import Certainty
from models.vocabulary import OrganisationKind, VisitMode
from tests.make import TODAY

DAY = date(2023, 1, 12)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12.01.2023", PartialDate.on(DAY)),
        ("2023-01-12", PartialDate.on(DAY)),
        ("2023-01-12 00:00:00", PartialDate.on(DAY)),
        ("2023-01-12T09:30", PartialDate.on(DAY)),
        ("12/01/2023", PartialDate.on(DAY)),
        ("03/04/2023", PartialDate.on(date(2023, 4, 3))),
        ("12 Ocak 2023 Perşembe", PartialDate.on(DAY)),
        ("44938", PartialDate.on(DAY)),
        ("44938.0", PartialDate.on(DAY)),
        ("Ocak 2023", PartialDate.of(2023, 1)),
        ("2023", PartialDate.of(2023)),
        ("3-5 Mart 2024", PartialDate.span(date(2024, 3, 3), date(2024, 3, 5))),
        ("March 3–5, 2024", PartialDate.span(date(2024, 3, 3), date(2024, 3, 5))),
        ("March 3–5", None),
    ],
)
def test_dates_are_read_as_people_write_them(typed, meant):
    read = FieldReader(VisitForm, TODAY).read("held", typed)

    assert (read.value if meant else read.problem is not None) == (meant or True)


def test_a_month_before_the_day_is_a_doubt():
    read = FieldReader(VisitForm, TODAY).read("held", "04/25/2023")

    assert read.value == PartialDate.on(date(2023, 4, 25))
    assert read.doubt == "The month stands before the day"


def test_a_date_without_a_year_has_that_of_the_file():
    for typed, meant in (("1 Ocak", date(2019, 1, 1)), ("31 Aralık", date(2019, 12, 31))):
        read = FieldReader(VisitForm, TODAY, 2019).read("held", typed)
        assert (read.value, read.doubt) == (PartialDate.on(meant), "")


def test_a_year_that_nobody_says_is_a_doubt():
    read = FieldReader(VisitForm, TODAY).read("held", "1 Ekim")

    assert read.value == PartialDate.on(date(2023, 10, 1))
    assert read.doubt == "No year is printed with the date"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1.234", 1234), ("1,234", 1234), ("1.234.567", 1_234_567), ("12", 12), ("12,0", 12), ("1 234", 1234)],
)
def test_whole_numbers_lose_what_parts_their_thousands(typed, meant):
    assert FieldReader(CityForm, TODAY).read("population", typed).value == meant


@pytest.mark.parametrize("typed", ["12 kişi", "yaklaşık 12 kişi", "~12", "12 people", "12 kişilik heyet"])
def test_a_number_of_people_may_say_so(typed):
    assert FieldReader(VisitForm, TODAY).read("headcount", typed).value == 12


@pytest.mark.parametrize(
    ("typed", "meant"), [("Evet", True), ("x", True), ("1", True), ("Hayır", False), ("No", False)]
)
def test_yes_and_no_are_words_too(typed, meant):
    assert FieldReader(OrganisationForm, TODAY).read("ours", typed).value is meant


def test_what_is_neither_yes_nor_no_is_refused():
    assert FieldReader(OrganisationForm, TODAY).read("ours", "belki").problem is not None


@pytest.mark.parametrize("typed", ["Çevrim içi", "online", "ONLINE", "çevrimiçi", "Zoom"])
def test_members_of_a_vocabulary_have_many_words(typed):
    assert FieldReader(VisitForm, TODAY).read("mode", typed).value is VisitMode.ONLINE


def test_a_word_that_nobody_knows_is_refused_with_the_word(t):
    problem = FieldReader(OrganisationForm, TODAY).read("organisation_kind", "Falanca").problem

    assert problem is not None
    assert t(problem.message, **problem.values) == "None of the words for it: “Falanca”"
    assert (
        FieldReader(OrganisationForm, TODAY).read("organisation_kind", "DERNEK").value
        is OrganisationKind.ASSOCIATION
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Point(27.14 38.42)",
        "POINT (27.14 38.42)",
        "38.42; 27.14",
        "38,42 K 27,14 D",
        "38.42N 27.14E",
        "N 38.42 E 27.14",
        "E 27.14, N 38.42",
        "38°25'12\"N 27°08'24\"E",
        "38° 25' 12\" N, 27° 08' 24\" E",
    ],
)
def test_coordinates_that_say_which_is_which_are_one_place(typed):
    assert [(round(one.latitude, 2), round(one.longitude, 2)) for one in positions(typed)] == (
        [(38.42, 27.14), (27.14, 38.42)] if typed == "38.42; 27.14" else [(38.42, 27.14)]
    )


@pytest.mark.parametrize(
    "typed", ["38.42, 27.14", "38,42 27,14", "38.42 27.14", "38.42,27.14", "38,42;27,14"]
)
def test_coordinates_without_letters_may_stand_in_either_order(typed):
    assert {tuple(one) for one in positions(typed)} == {(38.42, 27.14), (27.14, 38.42)}


def test_a_longitude_beyond_ninety_tells_the_order():
    assert [tuple(one) for one in positions("139.69, 35.68")] == [(35.68, 139.69)]


@pytest.mark.parametrize("typed", ["", "İzmir", "38.42", "95, 185", "12 13 14"])
def test_other_texts_are_no_coordinates(typed):
    assert list(positions(typed)) == []


def test_what_is_written_down_can_be_shown_in_both_languages(t):
    span = PartialDate.span(date(2023, 10, 9), date(2023, 10, 12))
    doubtful = PartialDate(DAY, DAY, Certainty.DOUBTFUL)

    assert written(span) == "2023-10-09/2023-10-12"
    assert shown(written(span), t) == "9–12 October 2023"
    assert shown(written(doubtful), t) == "12 Jan 2023 (doubtful)"
    assert shown("online", t, VisitMode) == "Online"


def test_names_are_parted_only_where_each_is_a_full_name():
    assert lists.names("Ayşe Kaya ve Ali Veli") == ["Ayşe Kaya", "Ali Veli"]
    assert lists.names("Kaya, Ayşe") == ["Kaya, Ayşe"]
    assert lists.names("Kaya, Veli", beside=2) == ["Kaya", "Veli"]
    assert lists.names("Ayşe Kaya; Ali Veli\n") == ["Ayşe Kaya", "Ali Veli"]


def test_of_several_addresses_in_a_cell_the_first_is_read():
    read = FieldReader(OrganisationForm, TODAY).read("email", "a@b.org; c@d.org")

    assert (read.value, read.problem) == ("a@b.org", None)


@pytest.mark.parametrize("typed", ["www.bremen.de/tr", "HTTPS://www.bremen.de/tr"])
def test_a_web_address_is_read_as_people_write_it(typed):
    assert FieldReader(OrganisationForm, TODAY).read("website", typed).value == "https://www.bremen.de/tr"


def test_a_year_may_stand_before_its_month():
    assert FieldReader(VisitForm, TODAY).read("held", "2021 Mart").value == PartialDate.of(2021, 3)


def test_coordinates_may_stand_in_brackets():
    assert positions("(47,4979; 19,0402)")[0] == (47.4979, 19.0402)


@pytest.mark.parametrize(
    ("typed", "parted"),
    [
        ("Prof. Dr. Hans MÜLLER", ("Prof. Dr.", "Hans MÜLLER")),
        ("Sn. Ute Schmidt", ("", "Ute Schmidt")),
        ("Ms Anna Lee", ("", "Anna Lee")),
        ("Drita Prof", ("", "Drita Prof")),
    ],
)
def test_what_stands_before_a_name_is_no_part_of_it(typed, parted):
    assert lists.with_honorific(typed) == parted
