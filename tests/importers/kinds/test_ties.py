"""Lists of ties: between whom, what is new, what is on record, what contradicts it."""

import pytest

from app.records import kit
from app.records.agreements import AGREEMENT
from app.records.cities import CITY
from app.records.organisations import ORGANISATION
from models import Agreement, Organisation, PartialDate
from models.vocabulary import (
    AgreementState,
    ImportKind,
    Instrument,
    OrganisationKind,
    Relation,
    Theme,
    YesNo,
)
from tests.make import TODAY

HEAD = "Kardeş Şehir | Ülke | Anlaşma Tarihi | İlişki Türü | Durum"
TWO = "City 1 | Country 1 | City 2 | Country 2 | Type | Date | Status"


@pytest.fixture
def ties(bring, house):
    """Take a list of ties in."""
    return lambda headings, *rows, **how: bring(ImportKind.AGREEMENT, headings, *rows, **how)


@pytest.fixture
def on_file(make, house):
    """Write a tie of our house with a body."""

    def write(body, relation=Relation.SISTER_CITY, state=AgreementState.IN_FORCE, **facts):
        parties = [{"organisation_id": one.id} for one in (house, body)]
        return make.record(AGREEMENT, relation=relation, state=state, parties=parties, **facts)

    return write


@pytest.fixture
def linz(make):
    """Write the municipality of Linz."""
    return make.organisation(
        "Linz Belediyesi", seat_id=make.city("Linz").id, organisation_kind=OrganisationKind.MUNICIPALITY
    )


def loaded(session, make, record):
    return kit.load(session, make.actor(), AGREEMENT, record.id)


def parties(session, make, record):
    return [party.organisation.title_tr for party in loaded(session, make, record).parties]


def test_a_list_of_sister_cities_becomes_ties_of_our_house_with_their_municipalities(ties, session, make):
    done = ties(
        "Sıra No | Kardeş Şehir | Ülke | Anlaşma Tarihi | İlişki Türü | Durum | İmza Yeri | Açıklama",
        "1 | Linz | Avusturya | 12.05.1996 | Kardeş şehir | Yürürlükte | İzmir | Başkanlar imzaladı",
        "2 | Bonn | Almanya | 2001 | kardeş kent | devam ediyor | |",
    )
    assert done.verdicts == ["new", "new"]

    linz, bonn = done.write().records()

    assert parties(session, make, linz) == ["İzmir Büyükşehir Belediyesi", "Linz Belediyesi"]
    assert (linz.relation, linz.state) == (Relation.SISTER_CITY, AgreementState.IN_FORCE)
    assert linz.signed == PartialDate.of(1996, 5, 12)
    assert bonn.signed == PartialDate.of(2001)
    assert (linz.place_tr, linz.notes_tr) == ("İzmir", "Başkanlar imzaladı")
    body = session.query(Organisation).filter(Organisation.seat_id == make.city("Linz").id).one()
    assert body.organisation_kind is OrganisationKind.MUNICIPALITY
    assert body.title_en == "Municipality of Linz"


def test_the_second_time_the_same_file_changes_nothing(ties, session):
    rows = (
        "Linz | Avusturya | 12.05.1996 | Kardeş şehir | yürürlükte",
        "Bonn | Almanya | 2001 | Kardeş | aktif",
    )
    ties(HEAD, *rows).write()

    again = ties(HEAD, *rows)

    assert again.verdicts == ["same", "same"]
    again.write()
    assert session.query(Agreement).count() == 2


def test_each_tie_and_each_municipality_keeps_the_file_and_the_row_as_its_source(ties, session, make):
    done = ties(HEAD, "Linz | Avusturya | 1996 | Kardeş | aktif", file_name="kardeşler.csv").write()

    (tie,) = done.records()
    (source,) = loaded(session, make, tie).sources
    assert (source.title, source.certainty.value) == ("kardeşler.csv", "printed")
    assert "2" in source.place
    body = session.query(Organisation).filter(Organisation.seat_id == make.city("Linz").id).one()
    assert kit.load(session, make.actor(), ORGANISATION, body.id).sources[0].title == "kardeşler.csv"


def test_a_tie_on_record_is_met_in_any_spelling_of_its_city(ties, on_file, linz, make):
    tie = on_file(linz, signed=PartialDate.of(1996))

    for spelling in ("LINZ", "linz", "Linz Belediyesi", "LİNZ BELEDİYESİ", "City of Linz"):
        done = ties(HEAD, f"{spelling} | Avusturya | 1996 | Kardeş | aktif")
        assert done.verdicts == ["same"], spelling
        assert done.rows[0].record_id == tie.id


def test_what_is_empty_is_filled_and_what_the_file_leaves_empty_stays(ties, on_file, linz, session, make):
    tie = on_file(linz, place_tr="İzmir")

    done = ties(
        HEAD + " | İmza Yeri | Belge Türü", "Linz | Avusturya | 12.05.1996 | Kardeş | | | Protokol"
    ).write()

    assert done.verdicts == ["changed"]
    assert done.rows[0].outcome["signed"] == ["", "1996-05-12"]
    found = loaded(session, make, tie)
    assert (found.signed, found.instrument) == (PartialDate.of(1996, 5, 12), Instrument.PROTOCOL)
    assert (found.place_tr, found.state) == ("İzmir", AgreementState.IN_FORCE)


def test_another_date_than_a_colleague_typed_is_a_conflict_and_not_written(
    ties, on_file, linz, session, make
):
    tie = on_file(linz, signed=PartialDate.of(1996))

    done = ties(HEAD, "Linz | Avusturya | 1997 | Kardeş | aktif")

    assert done.verdicts == ["conflict"]
    assert done.fields() == {"signed"}
    done.write()
    assert loaded(session, make, tie).signed == PartialDate.of(1996)


def test_a_row_that_says_neither_relation_nor_state_adds_to_the_only_tie_with_the_city(
    ties, on_file, linz, session, make
):
    tie = on_file(linz, state=AgreementState.SUSPENDED)

    done = ties("Kardeş Şehir | İmza Yeri", "Linz | Viyana").write()

    assert done.verdicts == ["changed"]
    found = loaded(session, make, tie)
    assert (found.place_tr, found.state) == ("Viyana", AgreementState.SUSPENDED)


def test_of_two_ties_with_a_city_nobody_guesses_which_is_meant(ties, on_file, linz):
    on_file(linz)
    on_file(linz, Relation.PROJECT)

    done = ties("Kardeş Şehir | İmza Yeri", "Linz | Viyana")

    assert done.verdicts == ["conflict"]


def test_without_a_relation_there_is_no_tie(ties):
    done = ties("Kardeş Şehir | Ülke", "Linz | Avusturya")

    assert done.verdicts == ["error"]
    assert "relation" in done.fields()


def test_a_state_that_is_not_said_follows_from_the_signing_and_is_doubted(ties):
    done = ties(HEAD, "Linz | Avusturya | 1996 | Kardeş |", "Bonn | Almanya | | Kardeş |")

    assert done.verdicts == ["new", "new"]
    assert [row.outcome["state"][1] for row in done.rows] == ["in_force", "draft"]
    assert [set(row.doubts) for row in done.rows] == [{"state"}, {"state"}]
    assert not done.write().records()


def test_a_tie_that_has_ended_is_no_tie_in_force(ties):
    (tie,) = (
        ties(
            HEAD + " | Bitiş Tarihi | Sona Erme Nedeni",
            "Linz | Avusturya | 1996 | Kardeş | sona erdi | 2010 | Meclis kararı",
        )
        .write()
        .records()
    )

    assert (tie.state, tie.ends) == (AgreementState.ENDED, PartialDate.of(2010))
    assert tie.ended_because_tr == "Meclis kararı"


def test_a_tie_is_the_same_in_both_directions(ties, session):
    done = ties(
        TWO,
        "Linz | Austria | Bonn | Germany | Sister city | 2001 | active",
        "Bonn | Germany | Linz | Austria | Twin town | 2001 | in force",
    )

    assert done.verdicts == ["new", "ignored"]
    assert "row 2" in done.said(1)
    done.write()
    assert session.query(Agreement).count() == 1
    assert ties(TWO, "Bonn | Germany | Linz | Austria | Sister city | 2001 | active").verdicts == ["same"]


def test_ties_between_other_cities_do_not_touch_the_one_of_our_house(ties, session, make, on_file, linz):
    on_file(linz)

    done = ties(TWO, "Linz | Austria | Bonn | Germany | Sister city | 2001 | active").write()

    assert done.verdicts == ["new"]
    assert session.query(Agreement).count() == 2
    assert parties(session, make, done.records()[0]) == ["Bonn Belediyesi", "Linz Belediyesi"]


def test_our_house_may_stand_in_either_column_or_in_none(ties, session):
    done = ties(
        TWO,
        "İzmir | Türkiye | Linz | Austria | Sister city | 1996 | active",
        "Linz | Austria | Izmir | Turkey | Sister city | 1996 | active",
        "Linz | Austria | | | Sister city | 1996 | active",
    )

    assert done.verdicts == ["new", "ignored", "ignored"]


def test_homonyms_are_told_apart_by_the_country(ties, make, session):
    for code in ("US", "CA"):
        make.record(CITY, title_tr="Springfield", country_id=make.country(code).id)

    told = ties(
        TWO,
        "Springfield | ABD | | | Sister city | 2001 | active",
        "Springfield | Kanada | | | Sister city | 2001 | active",
        "Springfield | | | | Sister city | 2001 | active",
    )

    assert told.verdicts == ["new", "new", "conflict"]
    seats = [loaded(session, make, tie).parties[1].organisation.seat_id for tie in told.write().records()]
    assert len(set(seats)) == 2


def test_a_city_that_nobody_knows_is_doubted(ties):
    done = ties(HEAD, "Nirgendwo | Almanya | 1996 | Kardeş | aktif")

    assert done.verdicts == ["new"]
    assert "No city of this name is known" in done.said()
    assert not done.rows[0].picked
    (tie,) = done.write(doubtful=True).records()
    assert tie.title_tr.endswith("Nirgendwo Belediyesi")


def test_a_city_that_is_nearly_spelt_like_one_we_know_is_shown_that_one(ties, make):
    done = ties(HEAD, "Hamburgg | Almanya | 1996 | Kardeş | aktif")

    assert f"Perhaps this one: Hamburg (write #{make.city('Hamburg').id})" in done.said()
    told = ties(HEAD, f"#{make.city('Hamburg').id} | Almanya | 1996 | Kardeş | aktif")
    assert told.rows[0].outcome["party_1"] == ["", "Hamburg Belediyesi"]


def test_an_organisation_is_a_party_as_it_is(ties, make, session):
    make.organisation("Avrupa Konseyi")

    done = ties(
        "Kurum | İlişki Türü | Tarih | Durum",
        "Avrupa Konseyi | Program | 2020 | aktif",
        "Bremen Kalkınma Derneği | Proje | 2021 | aktif",
    ).write()

    assert done.verdicts == ["new", "new"]
    assert [parties(session, make, one)[1] for one in done.records()] == [
        "Avrupa Konseyi",
        "Bremen Kalkınma Derneği",
    ]


def test_with_one_partner_there_are_several_projects_and_each_is_met_again(ties, session):
    head = "Kurum | İlişki Türü | Proje Adı | Tarih | Durum"
    rows = (
        "Avrupa Konseyi | Proje | Kent ve iklim | 2020 | aktif",
        "Avrupa Konseyi | Proje | Kent ve gençlik | 2020 | aktif",
        "Avrupa Konseyi | Proje | | 2022 | aktif",
    )
    assert ties(head, *rows).write().verdicts == ["new"] * 3

    assert ties(head, *rows).verdicts == ["same"] * 3
    assert session.query(Agreement).count() == 3


def test_a_second_sister_tie_with_the_same_city_is_not_made(ties, on_file, linz, session):
    on_file(linz, signed=PartialDate.of(1996))

    done = ties(HEAD, "Linz | Avusturya | 2005 | Kardeş | aktif").write()

    assert done.verdicts == ["conflict"]
    assert session.query(Agreement).count() == 1


def test_fields_of_cooperation_are_read_and_the_others_stay_in_the_notes(ties, session, make):
    done = ties(
        HEAD + " | İş Birliği Alanları | Meclis Karar No | Kaynak",
        "Linz | Avusturya | 1996 | Kardeş | aktif | Kültür, turizm ve limancılık | 05.123 | 2023 raporu",
    ).write()

    tie = loaded(session, make, done.records()[0])
    assert {one.theme for one in tie.themes} == {Theme.CULTURE, Theme.TOURISM}
    for kept in ("limancılık", "05.123", "2023 raporu"):
        assert kept in tie.notes_tr


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Kardeş Şehir Protokolü", Instrument.PROTOCOL),
        ("İş Birliği Anlaşması", Instrument.AGREEMENT),
        ("İyi Niyet Beyanı (MOU)", Instrument.GOODWILL_DECLARATION),
        ("Niyet Mektubu", Instrument.LETTER_OF_INTENT),
        ("Mutabakat Zaptı", Instrument.MOU),
        ("Memorandum of Understanding", Instrument.MOU),
    ],
)
def test_papers_are_called_many_things(ties, printed, meant):
    done = ties(HEAD + " | Belge Türü", f"Linz | Avusturya | 1996 | Kardeş | aktif | {printed}")

    assert done.rows[0].outcome["instrument"] == ["", meant.value]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("Linz | Avusturya | 32.13.1996 | Kardeş | aktif", "signed"),
        ("Linz | Avusturya | 1996 | Akraba | aktif", "relation"),
        ("Linz | Avusturya | 1996 | Kardeş | belki", "state"),
        ("Linz | Avusturyaa | 1996 | Kardeş | aktif", "country_1"),
        ("| Avusturya | 1996 | Kardeş | aktif", "party_1"),
        ("İzmir | Türkiye | 1996 | Kardeş | aktif", "party_2"),
        ("Linz | Avusturya | 2030 | Kardeş | aktif", "signed"),
    ],
)
def test_what_cannot_be_read_is_an_error_of_its_row_and_column(ties, row, field):
    done = ties(HEAD, row, "Bonn | Almanya | 2001 | Kardeş | aktif")

    assert done.verdicts == ["error", "new"]
    assert done.rows[0].number == 2
    assert field in done.fields()
    assert len(done.write().records()) == 1


def test_another_municipality_meets_none_of_our_ties(ties, bring, on_file, linz, make):
    on_file(linz)
    make.organisation(
        "Antalya Büyükşehir Belediyesi",
        "antalya",
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("Antalya").id,
        ours=True,
    )

    done = bring(
        ImportKind.AGREEMENT, HEAD, "Linz | Avusturya | 1996 | Kardeş | aktif", municipality="antalya"
    )

    assert done.verdicts == ["new"]
    assert done.write().records()[0].title_tr == "Antalya Büyükşehir Belediyesi – Linz Belediyesi"


def test_whether_it_renews_itself_is_read(ties):
    (tie,) = (
        ties(HEAD + " | Otomatik Yenileme", "Linz | Avusturya | 1996 | Kardeş | aktif | Evet")
        .write()
        .records()
    )

    assert tie.renews is YesNo.YES
    assert tie.signed.latest < TODAY


def test_what_is_said_of_all_rows_stands_where_a_cell_says_nothing(ties):
    done = ties(
        "Kardeş Şehir | Ülke | Durum",
        "Linz | Avusturya |",
        "Bonn | Almanya | sona erdi",
        fixed={"relation": "Kardeş şehir", "state": "yürürlükte"},
    )

    assert done.verdicts == ["new", "new"]
    assert [row.outcome["state"][1] for row in done.rows] == ["in_force", "ended"]
    assert [row.doubts for row in done.rows] == [{}, {}]
    assert [one.relation for one in done.write().records()] == [Relation.SISTER_CITY] * 2


def test_a_repeat_that_says_less_is_left_out_and_one_that_says_more_completes_the_tie(ties, session, make):
    done = ties(
        TWO + " | Place",
        "Linz | Austria | Bonn | Germany | Sister city | | | ",
        "Bonn | Germany | Linz | Austria | Sister city | 2001 | active | Bonn",
        "Linz | | Bonn | | Sister city | | | ",
    )

    assert done.verdicts == ["new", "ignored", "ignored"]
    assert "Row 3 adds to it" in done.said()
    assert not done.rows[0].doubts
    (tie,) = done.write().records()
    assert (tie.signed, tie.place_tr, tie.state) == (PartialDate.of(2001), "Bonn", AgreementState.IN_FORCE)
    assert session.query(Agreement).count() == 1


def test_a_repeat_that_contradicts_the_first_row_is_a_conflict(ties):
    done = ties(
        TWO,
        "Linz | Austria | Bonn | Germany | Sister city | 2001 | active",
        "Bonn | Germany | Linz | Austria | Sister city | 2002 | active",
    )

    assert done.verdicts == ["new", "conflict"]


def test_what_a_repeat_adds_fills_a_tie_on_record(ties, on_file, linz, session, make):
    tie = on_file(linz)

    done = ties(HEAD, "Linz | Avusturya | | Kardeş |", "LINZ | Avusturya | 1996 | Kardeş |").write()

    assert done.verdicts == ["changed", "ignored"]
    assert loaded(session, make, tie).signed == PartialDate.of(1996)


def test_a_relation_called_by_its_paper_follows_from_who_the_partner_is(ties):
    done = ties(
        "Muhatap | Tür | Durum",
        "Linz | İş birliği protokolü | aktif",
        "Nüfus Fonu (UNFPA) | İş birliği protokolü | aktif",
        "UNICEF | Anlaşma | aktif",
        "Bonn | Anlaşma | aktif",
    )

    assert done.verdicts == ["new", "new", "new", "error"]
    relations = [row.outcome["relation"][1] for row in done.rows[:3]]
    assert relations == ["protocol_city", "programme", "programme"]
    assert [row.outcome["instrument"][1] for row in done.rows[:3]] == ["protocol", "protocol", "agreement"]


def test_an_organisation_is_met_by_what_stands_in_brackets(ties, make):
    fund = make.organisation("Birleşmiş Milletler Nüfus Fonu", acronym="UNFPA")
    head = "Muhatap | Tür | Durum"

    for name in ("BM Nüfus Fonu (UNFPA)", "Birleşmiş Milletler Nüfus Fonu (New York)", "UNFPA"):
        (tie,) = ties(head, f"{name} | Program | aktif").write().records()
        assert fund.title_tr in tie.title_tr, name


def test_several_parties_in_one_cell_are_one_tie_only_if_somebody_says_so(ties, session, make):
    done = ties("Muhatap | Tür | Durum", "UNDP; Sabancı Vakfı | Program | aktif")

    assert set(done.rows[0].doubts) == {"party_1"}
    (tie,) = done.write(doubtful=True).records()
    assert set(parties(session, make, tie)) == {"İzmir Büyükşehir Belediyesi", "UNDP", "Sabancı Vakfı"}


def test_a_column_of_instruments_that_names_a_relation_says_the_relation(bring, session):
    done = bring(
        ImportKind.AGREEMENT,
        "Şehir | Ülke | Type of Agreement | Date Signed | Status",
        "Gdańsk | Poland | Twin town | 2005 | Expired",
    )

    assert (done.rows[0].outcome["relation"][1], done.rows[0].outcome["state"][1]) == ("sister_city", "ended")


@pytest.mark.parametrize(
    ("one", "other"),
    [("City A", "City B"), ("City", "Other city"), ("Şehir 1", "Şehir 2"), ("Kent A", "Kent B")],
)
def test_a_list_of_two_cities_is_not_taken_for_ties_of_our_own_house(ties, make, one, other):
    for name in ("Linz", "Graz"):
        make.city(name)

    outcome = ties(f"{one} | {other} | Type", "Linz | Graz | sister city").rows[0].outcome

    assert {outcome["party_1"][1], outcome["party_2"][1]} == {"Graz Belediyesi", "Linz Belediyesi"}
