"""The ties of our own house as lines on the map."""

from __future__ import annotations

from datetime import date

import pytest

from app.mapping.globe import doubt
from app.mapping.view import Doubt
from app.records import kit
from app.records.agreements import AGREEMENT
from app.records.cities import CITY
from models import Certainty, PartialDate
from models.vocabulary import (
    AgreementState,
    OrganisationKind,
    PartyRole,
    RecordKind,
    Relation,
    Theme,
    VisitState,
)
from tests.make import TODAY


def test_two_bodies_of_one_city_are_one_tie_with_it_and_two_papers_are_two(tie, body, shown):
    tie(body("Lübliyana Belediyesi", "Lübliyana"), body("Kalkınma Ajansı", "Lübliyana"), title_tr="Proje")
    tie(body("Linz Belediyesi", "Linz"), body("Üniversite", "Lübliyana"), relation=Relation.PROJECT)

    assert {name: len(kinds) for name, kinds in shown().items()} == {"Lübliyana": 2, "Linz": 1}


def test_several_bodies_of_a_city_are_a_stack_on_it(tie, body, view):
    tie(body("Lübliyana Üniversitesi", "Lübliyana"))
    tie(body("Lübliyana Belediyesi", "Lübliyana"), relation=Relation.SISTER_CITY)
    tie(body("Linz Belediyesi", "Linz"))

    drawn = view()

    ((city, stack),) = drawn.stacks
    assert drawn.cities[city].name == "Lübliyana"
    assert [name for _, name in stack] == ["Lübliyana Belediyesi", "Lübliyana Üniversitesi"]


def test_a_mission_is_no_tie_to_its_seat_and_counts_for_its_country(tie, body, reading, view, make):
    india = make.country("IN")
    tie(body("Hindistan Büyükelçiliği", "Ankara", represents_id=india.id))
    tie(body("Bilinmeyen Büyükelçilik", "Ankara", organisation_kind=OrganisationKind.EMBASSY))

    found, drawn = reading(), view()

    assert {spot.name: spot.doubt for spot in found.spots.values()} == {
        "Hindistan Büyükelçiliği": Doubt.MISSION,
        "Bilinmeyen Büyükelçilik": Doubt.MISSION,
    }
    assert not drawn.ties
    assert {one.code: one.ties for one in drawn.countries if one.ties} == {"IN": 1}


def test_who_only_pays_or_watches_is_no_counterpart(make, house, body, shown):
    roles = {"Linz Belediyesi": PartyRole.PARTY, "Fon": PartyRole.FUNDER, "Tanık": PartyRole.WITNESS}
    parties = [{"organisation_id": house.id}]
    for (name, role), city in zip(roles.items(), ("Linz", "Bonn", "Roma"), strict=True):
        parties.append({"organisation_id": body(name, city).id, "role": role})
    make.record(AGREEMENT, relation=Relation.CONTACT, state=AgreementState.IN_FORCE, parties=parties)

    assert set(shown()) == {"Linz"}


def test_ties_of_peers_of_the_bin_and_of_others_are_not_ours(tie, body, shown, make, session):
    tie(body("Hamburg Belediyesi", "Hamburg"), near=body("Antalya Belediyesi", "Antalya", peer=True))
    binned = tie(body("Bremen Belediyesi", "Bremen"))
    kit.throw_away(session, make.actor(), AGREEMENT, binned.id, today=TODAY)
    session.commit()

    assert shown() == {}


def test_only_what_stands_counts_while_no_state_is_asked_for(tie, body, shown, reading):
    bremen = body("Bremen Belediyesi", "Bremen")
    for state in AgreementState:
        tie(bremen, state=state, title_tr=state)
    tie(bremen, title_tr="abgelaufen", ends=PartialDate.of(2001))

    assert {line.title for line in reading().shown} == {"in_force", "suspended"}
    assert {line.title for line in reading(state="draft").shown} == {"draft"}
    both = reading(("state", "ended"), ("state", "superseded"))
    assert {line.title for line in both.shown} == {"ended", "superseded"}


def test_a_tie_was_there_from_the_first_year_it_may_have_begun_to_the_last_it_may_have_ended(
    tie, body, reading
):
    linz = body("Linz Belediyesi", "Linz")
    began = PartialDate(date(2005, 3, 1), date(2007, 6, 30), Certainty.WITHIN)
    tie(linz, state=AgreementState.ENDED, signed=began, ends=PartialDate.of(2012))
    tie(linz, state=AgreementState.ENDED, signed=PartialDate.of(2001), title_tr="bitişi bilinmiyor")

    years = [year for year in range(1999, 2024) if reading(year=year).shown]

    assert years == list(range(2005, 2013))


def test_a_tie_of_which_nobody_knows_the_beginning_may_always_have_been_there(tie, body, shown):
    tie(body("Linz Belediyesi", "Linz"))

    assert shown(year=1950) == {"Linz": ["contact"]}


def test_the_data_hold_every_year_and_say_what_stands_now(tie, body, view):
    linz = body("Linz Belediyesi", "Linz")
    tie(linz, state=AgreementState.ENDED, signed=PartialDate.of(2001), ends=PartialDate.of(2012))
    tie(linz, signed=PartialDate.of(2015), title_tr="yeni")

    drawn = view(year=2003)

    assert {(one.since.earliest.year, one.stands) for one in drawn.ties} == {(2001, False), (2015, True)}
    assert drawn.years == (2001, TODAY.year)


def test_a_theme_a_unit_a_region_and_a_country_narrow_together(tie, body, shown, make):
    unit = body("Dış İlişkiler", ours=True, organisation_kind=OrganisationKind.UNIT)
    water = {"themes": [{"theme": Theme.WATER}]}
    tie(body("Linz Belediyesi", "Linz"), unit_id=unit.id, **water)
    tie(body("Bremen Belediyesi", "Bremen"), **water)
    tie(body("Bonn Belediyesi", "Bonn"), unit_id=unit.id)

    assert set(shown(theme="water")) == {"Linz", "Bremen"}
    assert set(shown(unit=unit.id)) == {"Linz", "Bonn"}
    assert set(shown(theme="water", unit=unit.id)) == {"Linz"}
    assert set(shown(theme="water", country=make.country("DE").id)) == {"Bremen"}
    assert set(shown(region="europe_west", theme="water")) == {"Linz", "Bremen"}
    assert shown(region="oceania_polynesia") == {}


def test_warmth_is_what_the_question_of_sleeping_ties_says(tie, body, shown, view, make):
    towns = {"Linz": date(2023, 5, 1), "Bremen": date(2022, 3, 1), "Bonn": date(2015, 1, 1)}
    for town, day in towns.items():
        one = body(f"{town} Belediyesi", town)
        tie(one, title_tr=town)
        make.visit(
            held=PartialDate.on(day), state=VisitState.HELD, counterparts=[{"organisation_id": one.id}]
        )

    assert set(shown(warmth="fresh")) == {"Linz"}
    assert set(shown(warmth="awake")) == {"Bremen"}
    assert set(shown(("warmth", "asleep"), ("warmth", "awake"))) == {"Bonn", "Bremen"}
    warmths = {one.code: one.warmth for one in view(measure="warmth").countries if one.warmth}
    assert warmths == {"AT": "fresh", "DE": "awake"}


def test_a_line_weighs_more_the_more_often_the_two_met(tie, body, view, make):
    linz, bonn = body("Linz Belediyesi", "Linz"), body("Bonn Belediyesi", "Bonn")
    tie(linz)
    tie(bonn, title_tr="Bonn")
    for _ in range(3):
        make.visit(counterparts=[{"organisation_id": linz.id}], state=VisitState.HELD)
    called_off = {"state": VisitState.CANCELLED, "state_reason_tr": "Fırtına"}
    make.visit(counterparts=[{"organisation_id": bonn.id}], **called_off)

    drawn = view()

    assert {drawn.cities[one.b].name: one.weight for one in drawn.ties} == {"Linz": 0.5, "Bonn": 0.0}


def test_without_a_home_that_can_be_drawn_ties_are_marks_without_arcs(tie, body, view, make, session):
    tie(body("Linz Belediyesi", "Linz"))
    izmir = make.city("İzmir")
    izmir.latitude = izmir.longitude = None
    session.commit()

    drawn = view()

    assert drawn.home is None
    assert [(one.a, one.b) for one in drawn.ties] == [(0, 0)]


@pytest.mark.parametrize(("latitude", "longitude", "code"), [(-9.0, -158.0, "CK"), (-37.07, -12.3, "SH")])
def test_an_island_far_from_the_others_of_its_country_is_where_it_says(latitude, longitude, code):
    assert doubt(latitude, longitude, code) is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "reason"),
    [
        (None, None, Doubt.MISSING),
        (0.0, 0.0, Doubt.ORIGIN),
        (14.29, 48.31, Doubt.SWAPPED),
        (48.31, 14.29, None),
        (47.0, 19.0, None),  # a little outside: shapes are coarse
        (40.0, 16.0, None),  # some degrees: an island, or somebody meant it
        (-40.0, -100.0, Doubt.FAR),
    ],
)
def test_a_city_that_cannot_be_drawn_is_named_with_the_reason(
    tie, body, view, make, latitude, longitude, reason
):
    city = make.record(CITY, title_tr="Şehir", country_id=make.country("AT").id)
    city.latitude, city.longitude = latitude, longitude
    make.session.commit()
    tie(make.organisation("Belediye", seat_id=city.id))

    drawn = view()

    assert [one.reason for one in drawn.unplaced] == ([reason] if reason else [])
    assert len(drawn.ties) == (0 if reason else 1)
    assert drawn.kinds[0].places == 1


def test_the_lines_lead_to_their_records(tie, body, reading):
    paper = tie(body("Linz Belediyesi", "Linz"), title_tr="Linz anlaşması")

    (line,) = reading().lines

    assert (line.noun, line.record, line.title) == (RecordKind.AGREEMENT, paper.id, "Linz anlaşması")


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("FJ", -18.2, -178.8),
        ("RU", 66.2, -169.8),
        ("CL", -27.15, -109.43),
        ("SC", -9.4, 46.3),
        ("FR", -17.5, -149.6),
        ("GB", 36.1, -5.35),
    ],
    ids=["over the date line", "Chukotka", "Easter Island", "Aldabra", "Papeete", "Gibraltar"],
)
def test_an_island_or_a_part_overseas_is_drawn(country, latitude, longitude):
    assert doubt(latitude, longitude, country) is None
