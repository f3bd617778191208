from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.i18n import translator
from app.records import kit
from app.records.listing import PAGE_SIZE, cells_of, choices, every_id, listing, understood
from app.records.listing.page import Addresses
from app.records.nouns import NOUNS
from app.records.visits import VISIT
from app.unit_of_work import unit_of_work
from models import PartialDate, Record
from models.vocabulary import (
    AgreementState,
    Direction,
    OrganisationKind,
    PartyRole,
    RecordKind,
    Relation,
    Side,
    VisitState,
)
from tests.make import TODAY

ADDRESSES = Addresses(
    of_list=lambda query: f"?{sorted(query.items())}",
    of_choices=lambda name, query: f"{name}?{sorted(query.items())}",
    of_record=str,
)


@pytest.fixture
def read(make, session, t):
    """Read a page of a list."""

    def page(noun=VISIT, **asked):
        return listing(session, make.actor(), noun, asked, t, today=TODAY, addresses=ADDRESSES)

    return page


@pytest.fixture
def offered(make, session, t):
    """Read the values of a filter and how many records each has."""

    def values(name, noun=VISIT, **asked):
        found = choices(session, make.actor(), noun, name, asked, t, today=TODAY, address=ADDRESSES.of_list)
        assert found is not None
        return {one.value: one.count for one in found.filter.options}

    return values


@pytest.fixture
def rich(make):
    """Records of which every column has something to say."""
    izmir, uskup = make.city("İzmir"), make.city("Üsküp")
    house = make.organisation("Dairemiz", ours=True, seat_id=izmir.id)
    town = make.organisation("Üsküp Belediyesi", seat_id=uskup.id, parent_id=house.id)
    mission = make.organisation(
        "Elçilik",
        organisation_kind=OrganisationKind.EMBASSY,
        seat_id=make.city("Ankara").id,
        represents_id=make.country("IN").id,
    )
    delegates = [
        {"name": "B", "side": Side.VISITOR, "title_tr": "Müdür", "organisation_id": mission.id},
        {"name": "A", "side": Side.OURS, "title_tr": "Uzman", "title_en": "Expert"},
        {"name": "C", "side": Side.VISITOR, "title_tr": "Müdür"},
    ]
    others = [{"organisation_id": town.id}, {"organisation_id": mission.id}]
    parties = [
        {"organisation_id": town.id, "role": PartyRole.PARTY},
        {"organisation_id": house.id, "role": PartyRole.PARTY},
        {"organisation_id": mission.id, "role": PartyRole.WITNESS},
    ]
    make.visit(held=PartialDate.of(2021, 3), delegates=delegates, counterparts=others)
    make.visit(held=PartialDate.on(TODAY), city_id=uskup.id, host_id=house.id, state=VisitState.PLANNED)
    make.visit(held=PartialDate.of(2020), country_id=make.country("IN").id, subject_tr="Kültür")
    make.visit(city_id=uskup.id, country_id=make.country("IN").id, direction=Direction.INCOMING)
    for state, signed in (
        (AgreementState.DRAFT, PartialDate.unknown()),
        (AgreementState.IN_FORCE, PartialDate.of(2019)),
    ):
        make.record(
            NOUNS[RecordKind.AGREEMENT],
            relation=Relation.FRIENDSHIP_CITY,
            state=state,
            signed=signed,
            parties=parties,
        )


@pytest.mark.parametrize(
    "noun", [noun for noun in NOUNS.values() if noun.lines is not None], ids=lambda noun: noun.plural
)
@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_light_row_says_what_the_record_says(make, session, rich, noun, language):
    t = translator(language)
    ids = session.scalars(select(Record.id).where(Record.kind == noun.kind)).all()[-40:]

    light = list(cells_of(session, noun, noun.columns, ids, t))
    whole = list(cells_of(session, replace(noun, lines=None), noun.columns, ids, t))

    assert len(light) == len(ids) > 0
    assert light == whole


def test_pages_by_number_and_the_whole_list_are_one_order_also_of_equal_days(make, session, read):
    for number in range(2 * PAGE_SIZE + 7):
        make.visit(group_name=f"Guests {number:03}", held=PartialDate.on(date(2023, 1, 1 + number % 3)))
    for sort in ("", "day", "title", "-title"):
        query = {"sort": sort} if sort else {}
        pages = [read(**query, page=str(number)) for number in (1, 2, 3)]
        shown = [row.id for page in pages for row in page.rows]
        chunks = every_id(session, make.actor(), VISIT, understood(VISIT, query, TODAY))

        assert [len(page.rows) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 7], sort
        assert shown == [id_ for chunk in chunks for id_ in chunk], sort
        assert len(set(shown)) == 2 * PAGE_SIZE + 7, sort
    days = [row.cells[1].value for row in read(page="2").rows]
    assert days == sorted(days, reverse=True)


def test_a_total_is_right_at_once_after_somebody_elsewhere_wrote(make, session, connection, read):
    actor = make.actor()
    before = read(q="heyet").total, read().total

    with Session(connection, join_transaction_mode="create_savepoint") as elsewhere, unit_of_work(elsewhere):
        data = {"held": PartialDate.on(TODAY), "group_name": "Heyet"}
        made = kit.create(elsewhere, actor, VISIT, data, today=TODAY).id
    assert (read(q="heyet").total, read().total) == (before[0] + 1, before[1] + 1)

    with Session(connection, join_transaction_mode="create_savepoint") as elsewhere, unit_of_work(elsewhere):
        kit.throw_away(elsewhere, actor, VISIT, made, today=TODAY)
    assert (read(q="heyet").total, read().total) == before


def test_a_total_of_one_municipality_is_not_anothers(make, session, t):
    make.visit()
    for municipality, expected in (("izmir", 1), ("antalya", 0)):
        page = listing(
            session, make.actor(municipality=municipality), VISIT, {}, t, today=TODAY, addresses=ADDRESSES
        )
        assert page.total == expected


@pytest.mark.parametrize("name", ["year", "country", "direction", "state"])
@pytest.mark.parametrize("query", [{}, {"year": "2021"}, {"q": "kultur"}, {"direction": "unknown"}], ids=str)
def test_a_filter_promises_as_many_records_as_its_list_has(offered, read, rich, name, query):
    promised = offered(name, **query)

    assert promised
    assert promised == {value: read(**{**query, name: value}).total for value in promised}


def test_a_value_in_use_is_offered_even_if_it_has_no_records(offered, rich):
    assert offered("year", year="2021", q="kultur") == {"2020": 1, "2021": 0}


def test_a_filter_is_counted_among_what_the_other_filters_leave(make, offered, rich):
    assert offered("year") == {"2023": 2, "2021": 1, "2020": 1}
    assert offered("year", year="2021") == offered("year")
    assert offered("direction") == {"incoming": 1, "unknown": 3}
    assert offered("state", q="kultur") == {"unknown": 1}
    assert offered("relation", NOUNS[RecordKind.AGREEMENT]) == {"friendship_city": 2}


def test_a_filter_that_has_to_be_read_is_not_read_for_the_page_and_says_its_value(make, read, rich):
    india = make.country("IN").id
    page = read(country=str(india), year="2021", direction="unknown")
    shown = {one.name: one for one in page.filters}

    assert (shown["country"].value_label, shown["year"].value_label) == ("India", "2021")
    assert shown["country"].options == ()
    assert shown["country"].options_url.startswith("country?")
    assert [one.label for one in shown["direction"].options if one.active] == ["Unknown"]
    assert shown["direction"].options_url is None


def test_a_cell_has_the_day_or_number_for_a_file(make, read, rich):
    days = {row.cells[1].text: row.cells[1].value for row in read().rows}

    assert days["25 Oct 2023"] == TODAY
    assert days["March 2021"] is None
    populations = [row.cells[3] for row in read(NOUNS[RecordKind.CITY], q="uskup").rows]
    assert [cell.text for cell in populations] == [f"{cell.value:,}" for cell in populations]


def test_no_day_is_in_no_year(make, read, rich):
    assert read(NOUNS[RecordKind.AGREEMENT], year="0001").total == 0
    assert read(NOUNS[RecordKind.AGREEMENT], year="2019").total == 1


def test_what_says_a_place_and_what_names_it_are_one_order_by_day_each_once(make, session, read):
    uskup = make.city("Üsküp")
    seated = make.organisation("Belediye", seat_id=uskup.id)
    for number in range(PAGE_SIZE):
        day = {"held": PartialDate.on(date(2022, 1, 1 + number % 5))}
        make.visit(group_name=f"Üsküp {number}", **day)
        make.visit(counterparts=[{"organisation_id": seated.id}], **day)
        make.visit(group_name=f"Üsküp, {number}", city_id=uskup.id, **day)
    make.visit(group_name="Somebody else")

    pages = [read(q="üsküp", page=str(number)) for number in (1, 2, 3)]
    shown = [row.id for page in pages for row in page.rows]
    chunks = every_id(session, make.actor(), VISIT, understood(VISIT, {"q": "üsküp"}, TODAY))
    days = [row.cells[1].value for page in pages for row in page.rows]

    assert pages[0].total == len(shown) == len(set(shown)) == 3 * PAGE_SIZE
    assert shown == [id_ for chunk in chunks for id_ in chunk]
    assert list(zip(days, shown, strict=True)) == sorted(zip(days, shown, strict=True), reverse=True)
