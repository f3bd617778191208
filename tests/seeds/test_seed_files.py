"""The seed files by themselves: keys, references and facts that must not slip. No database."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "seeds" / "reference"
DEMO = ROOT / "seeds" / "demo"
DOCUMENTS = ROOT.parent / "shared" / "golden"
"""What was read from the source documents; outside the repository, so not always at hand."""

LONGEST_QUOTE = 40
KINDS = {
    *(
        "municipality",
        "district",
        "region",
        "unit",
        "municipal_company",
        "union",
        "city_network",
        "network_body",
    ),
    *(
        "embassy",
        "consulate_general",
        "consulate",
        "honorary_consulate",
        "eu_delegation",
        "ministry",
        "legislature",
    ),
    *("international_organisation", "development_bank", "university", "chamber", "association", "foundation"),
    *("religious_body", "party", "media", "company", "standing_board", "other"),
}
MISSIONS = {"embassy", "consulate_general", "consulate", "honorary_consulate", "eu_delegation"}
RELATIONS = {
    *(
        "sister_city",
        "friendship_city",
        "protocol_city",
        "goodwill",
        "project",
        "programme",
        "network",
        "contact",
    ),
}
INSTRUMENTS = {
    *("agreement", "protocol", "mou", "goodwill_declaration", "letter_of_intent", "joint_declaration"),
    *("none", "unknown"),
}
MEMBERSHIPS = {"member", "office_holder", "applicant", "participant", "partner", "lender", "contact"}


def table(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def document(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DEMO / name).read_text(encoding="utf-8"))
    return loaded


CITIES = {int(row["geonames_id"]): row for row in table("cities.csv")}
COUNTRIES = {row["code"]: row for row in table("countries.csv")}
NETWORKS = {row["code"]: row for row in table("networks.csv")}
RECORD = document("izmir_2023.json")
TIES = document("izmir_ties.json")
PEERS = document("peers.json")
MUNICIPALITIES = document("municipalities.json")["municipalities"]
ALL_ORGANISATIONS = [*RECORD["organisations"], *TIES["organisations"], *PEERS["organisations"]]
ORGANISATIONS = {each["key"]: each for each in ALL_ORGANISATIONS}
PEOPLE = {each["key"]: each for each in RECORD["people"]}
VISITS = {each["key"]: each for each in RECORD["visits"]}
AGREEMENTS = {each["key"]: each for each in TIES["agreements"]}


def every(value: object, key: str) -> list[Any]:
    """All values under a key, however deep."""
    if isinstance(value, dict):
        found = [value[key]] if key in value else []
        return found + [hit for inner in value.values() for hit in every(inner, key)]
    if isinstance(value, list):
        return [hit for inner in value for hit in every(inner, key)]
    return []


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in strings(inner)]
    return [value] if isinstance(value, str) else []


# --- Files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", sorted([*REFERENCE.glob("*.csv"), *DEMO.glob("*.json")]), ids=lambda p: p.name
)
def test_files_are_utf8_with_line_feeds(path: Path) -> None:
    raw = path.read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    assert raw.decode("utf-8")


@pytest.mark.parametrize("path", sorted(REFERENCE.glob("*.csv")), ids=lambda p: p.name)
def test_rows_have_every_column_and_no_blanks_around(path: Path) -> None:
    for row in table(path.name):
        assert None not in row
        assert all(value is not None and value == value.strip() for value in row.values()), row


# --- Reference ------------------------------------------------------------------------------------


def test_keys_of_the_reference_are_unique() -> None:
    assert len(CITIES) == len(table("cities.csv"))
    assert len(COUNTRIES) == len(table("countries.csv"))
    assert len(NETWORKS) == len(table("networks.csv"))
    names = Counter((row["geonames_id"], row["name"], row["language"]) for row in table("city_names.csv"))
    assert max(names.values()) == 1


def test_every_city_lies_in_a_known_country_and_on_the_globe() -> None:
    for row in CITIES.values():
        assert row["country"] in COUNTRIES, row
        assert row["name"]
        assert row["name_tr"]
        assert row["name_en"]
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert not row["population"] or int(row["population"]) > 0


def test_every_other_name_belongs_to_a_city() -> None:
    for file in ("city_names.csv", "exonyms.csv"):
        assert {int(row["geonames_id"]) for row in table(file)} <= set(CITIES), file
    assert len(table("city_names.csv")) <= 60_000
    assert {row["source"] for row in table("city_names.csv")} == {"geonames", "cldr", "office_list"}
    assert all(row["language"] for row in table("city_names.csv") if row["source"] != "geonames")


def test_exonyms_say_kind_language_and_source() -> None:
    rows = table("exonyms.csv")
    assert len({row["geonames_id"] for row in rows}) >= 120
    assert {row["kind"] for row in rows} == {"exonym", "endonym", "historical"}
    assert all(row["language"] and row["source"] for row in rows)


def test_regions_hold_every_country_and_stand_in_a_continent() -> None:
    regions = {row["code"]: row for row in table("regions.csv")}
    assert {row["region"] for row in COUNTRIES.values()} <= set(regions)
    assert {row["continent"] for row in regions.values()} - {""} <= set(regions)


def test_countries_of_the_office_table() -> None:
    assert COUNTRIES["XN"]["name_tr"] == "Kuzey Kıbrıs Türk Cumhuriyeti"
    assert COUNTRIES["XN"]["name_en"] == "Turkish Republic of Northern Cyprus"
    assert COUNTRIES["PS"]["name_tr"] == "Filistin"
    assert COUNTRIES["EU"]["name_en"] == "European Union"
    assert {code for code, row in COUNTRIES.items() if row["kind"] == "office_table"} == {"EU", "XK", "XN"}
    assert COUNTRIES["MK"]["name_tr"] == "Kuzey Makedonya"


@pytest.mark.parametrize(
    "name", ["Gazimağusa", "Girne", "Lefkoşa", "Güzelyurt", "İskele", "Yenierenköy", "Dipkarpaz", "Lefke"]
)
def test_places_of_northern_cyprus_are_in_xn(name: str) -> None:
    assert [row["country"] for row in CITIES.values() if row["name_tr"] == name] == ["XN"]


def test_erenkoy_karpaz_is_found_in_xn() -> None:
    ids = {int(row["geonames_id"]) for row in table("city_names.csv") if row["name"] == "Erenköy Karpaz"}
    assert {CITIES[id_]["country"] for id_ in ids} == {"XN"}


@pytest.mark.parametrize(
    ("geonames_id", "country", "turkish", "english"),
    [
        (311046, "TR", "İzmir", "İzmir"),
        (745044, "TR", "İstanbul", "İstanbul"),
        (323786, "TR", "Ankara", "Ankara"),
        (323777, "TR", "Antalya", "Antalya"),
        (785842, "MK", "Üsküp", "Skopje"),
        (2944388, "DE", "Bremen", "Bremen"),
        (1815286, "CN", "Chengdu", "Chengdu"),
        (1790645, "CN", "Xiamen", "Xiamen"),
        (710719, "UA", "Çernivtsi", "Chernivtsi"),
        (2925533, "DE", "Frankfurt", "Frankfurt"),
        (2772400, "AT", "Linz", "Linz"),
        (2973783, "FR", "Strazburg", "Strasbourg"),
        (734077, "GR", "Selanik", "Thessaloniki"),
        (3176959, "IT", "Floransa", "Florence"),
        (3099434, "PL", "Gdańsk", "Gdańsk"),
        (3196359, "SI", "Lübliyana", "Ljubljana"),
        (2530335, "MA", "Tanca", "Tangier"),
        (146268, "CY", "Güney Lefkoşa", "Nicosia"),
    ],
)
def test_cities_everybody_looks_for(geonames_id: int, country: str, turkish: str, english: str) -> None:
    row = CITIES[geonames_id]
    assert (row["country"], row["name_tr"], row["name_en"]) == (country, turkish, english)


def test_local_names_of_skopje() -> None:
    names = {(r["name"], r["language"]) for r in table("city_names.csv") if r["geonames_id"] == "785842"}
    assert {("Скопје", "mk"), ("Shkup", "sq"), ("Üsküp", "tr")} <= names


def test_homonyms_stay_apart() -> None:
    found = [row for row in CITIES.values() if row["name"] == "Karşıyaka"]
    assert {row["country"] for row in found} == {"TR"}
    assert {row["region"] for row in found} == {"İzmir", "Bitlis", "Kocaeli", "Balıkesir"}
    assert len(found) == len({row["region"] for row in found})
    assert {row["country"] for row in CITIES.values() if row["name_tr"] == "Kazan"} == {"RU"}


def test_seats_and_themes_of_networks() -> None:
    for row in NETWORKS.values():
        assert not row["seat_geonames_id"] or int(row["seat_geonames_id"]) in CITIES, row
        assert row["kind"] in KINDS
        assert row["themes"]
        assert not row["founded"] or 1900 < int(row["founded"]) <= 2024
        assert row["confidence"] in {"high", "medium"}


# --- The record of 2023 ---------------------------------------------------------------------------


def test_keys_of_the_demo_are_unique() -> None:
    assert len(ORGANISATIONS) == len(ALL_ORGANISATIONS)
    assert len(PEOPLE) == len(RECORD["people"])
    assert len(VISITS) == len(RECORD["visits"])
    assert len(AGREEMENTS) == len(TIES["agreements"])
    assert not set(ORGANISATIONS) & set(PEOPLE)


def test_sixty_five_listed_visits_and_six_others() -> None:
    listed = [visit["listed_in"]["no"] for visit in VISITS.values() if visit["listed_in"]]
    assert listed == list(range(1, 66))
    assert len(VISITS) - len(listed) == 6
    assert {visit["listed_in"]["list"] for visit in VISITS.values() if visit["listed_in"]} == {
        each["key"] for each in RECORD["lists"]
    }


def test_organisations_have_a_known_kind_seat_and_parent() -> None:
    for each in ORGANISATIONS.values():
        assert each["kind"] in KINDS, each["key"]
        assert each["title_tr"]
        assert each["title_en"]
        assert each["seat"] is None or each["seat"] in CITIES, each["key"]
        assert each["parent"] is None or each["parent"] in ORGANISATIONS, each["key"]
        assert each.get("country") is None or each["country"] in COUNTRIES
        assert each.get("network") is None or each["network"] in NETWORKS


def test_a_parent_stands_before_its_children() -> None:
    place = {each["key"]: number for number, each in enumerate(ALL_ORGANISATIONS)}
    for each in ALL_ORGANISATIONS:
        assert each["parent"] is None or place[each["parent"]] < place[each["key"]]


def test_missions_and_only_missions_represent_a_country() -> None:
    for each in ORGANISATIONS.values():
        assert (each["kind"] in MISSIONS) == (each["represents"] is not None), each["key"]
        assert each["represents"] is None or each["represents"] in COUNTRIES


def test_units_of_the_own_house_hang_under_the_municipality() -> None:
    for each in ORGANISATIONS.values():
        if each["ours"] and each["kind"] != "municipality":
            assert each["parent"] == "izmir-metropolitan-municipality", each["key"]


def test_one_mission_of_a_country_in_a_city_is_one_organisation() -> None:
    missions = [each for each in ORGANISATIONS.values() if each["kind"] in MISSIONS]
    assert len({(each["kind"], each["seat"], each["represents"]) for each in missions}) == len(missions)


def test_visits_point_at_what_exists() -> None:
    for visit in VISITS.values():
        assert set(visit["counterparts"]) <= set(ORGANISATIONS), visit["key"]
        assert visit["counterparts"] or visit["city"], visit["key"]
        assert visit["city"] is None or visit["city"] in CITIES
        assert visit["country"] is None or visit["country"] in COUNTRIES
        assert visit["host"] is None or visit["host"] in PEOPLE or visit["host"] in ORGANISATIONS
        assert visit["partnership_id"] is None or visit["partnership_id"] in AGREEMENTS
        for delegate in visit["delegates"]:
            assert delegate["person"] is None or delegate["person"] in PEOPLE
            assert delegate["organisation"] is None or delegate["organisation"] in ORGANISATIONS
            assert delegate["side"] in {"visitor", "ours", "other"}
            assert (delegate["title_tr"] is None) == (delegate["title_en"] is None)


def test_nothing_unknown_is_filled_in() -> None:
    for visit in VISITS.values():
        assert visit["kind"] is None
        assert visit["state"] is None
        assert visit["headcount"] is None
        assert visit["direction"] in {"incoming", "outgoing", "third_place", "none", None}
        assert visit["mode"] in {"in_person", "online", "hybrid", None}
    assert {key for key, visit in VISITS.items() if visit["direction"] == "none"} == {
        "VI-004",
        "VI-006",
        "VI-011",
    }
    assert VISITS["VI-103"]["direction"] is None
    assert VISITS["VI-104"]["direction"] is None


def test_a_doubtful_date_keeps_what_is_printed() -> None:
    visit = VISITS["VI-039"]
    assert visit["held"] == {"earliest": "2022-10-03", "latest": "2022-10-03", "certainty": "doubtful"}
    assert visit["source"]["printed_date"] == "03.10.2022"
    assert len(visit["source"]["candidates"]) == 2


@pytest.mark.parametrize("key", ["VI-101", "VI-105", "VI-106"])
def test_a_visit_known_by_year_lies_within_it(key: str) -> None:
    assert VISITS[key]["held"] == {"earliest": "2023-01-01", "latest": "2023-12-31", "certainty": "within"}


def test_dates_are_intervals_with_a_certainty() -> None:
    keys = ("held", "signed", "starts", "ends", "as_of", "since", "planned", "reported_in", "founded")
    found = [hit for source in (RECORD, TIES, PEERS) for key in keys for hit in every(source, key)]
    partial = [hit for hit in found if isinstance(hit, dict)]
    assert partial
    for each in partial:
        assert date.fromisoformat(each["earliest"]) <= date.fromisoformat(each["latest"])
        assert each["certainty"] in {"exact", "within", "doubtful"}


def test_posts_name_an_organisation_and_a_day() -> None:
    for person in PEOPLE.values():
        for post in person["posts"]:
            assert post["organisation"] in ORGANISATIONS
            assert post["title_tr"]
            assert post["title_en"]
            assert post["known_on"] is None or date.fromisoformat(post["known_on"]).year == 2023


def test_one_person_stands_once_and_two_spellings_are_not_merged() -> None:
    huynen = [v["key"] for v in VISITS.values() if any(d["name"] == "Paul Huynen" for d in v["delegates"])]
    assert huynen == ["VI-010", "VI-044"]
    assert sum(person["name"] == "Paul Huynen" for person in PEOPLE.values()) == 1
    two = {delegate["person"] for delegate in VISITS["VI-056"]["delegates"]}
    assert len(two) == 2
    assert all(set(PEOPLE[key]["possibly_same"]) == two - {key} for key in two)


def test_every_fact_has_a_source() -> None:
    sourced = [
        *ALL_ORGANISATIONS,
        *RECORD["people"],
        *RECORD["visits"],
        *TIES["agreements"],
        *TIES["memberships"],
        *TIES["stated_figures"],
        *every(PEERS["peers"], "stated_figures")[0],
    ]
    for each in sourced:
        assert each["source"]["title"], each["key"]
        assert each["source"]["lines"], each["key"]
        assert each["source"]["certainty"] in {"printed", "inferred", "derived", "disputed"}


# --- Ties -----------------------------------------------------------------------------------------


def test_agreements_point_at_what_exists() -> None:
    owners = {each["key"] for each in MUNICIPALITIES}
    for each in AGREEMENTS.values():
        assert each["owner"] in owners
        assert each["relation"] in RELATIONS
        assert each["instrument"] in INSTRUMENTS
        assert len(each["parties"]) >= 2, each["key"]
        assert {party["organisation"] for party in each["parties"]} <= set(ORGANISATIONS)
        assert {party["role"] for party in each["parties"]} <= {"party", "funder", "witness", "patron"}
        assert each["visit"] is None or each["visit"] in VISITS
        assert each["unit"] is None or each["unit"] in ORGANISATIONS
        for person in (*each["signatories"], *each["attendees"]):
            assert person["organisation"] in ORGANISATIONS
            assert person["person"] is None or person["person"] in PEOPLE


def test_visits_and_agreements_agree() -> None:
    for visit in VISITS.values():
        if visit["agreement_link"] == "signed":
            assert AGREEMENTS[visit["partnership_id"]]["visit"] == visit["key"]
            signed = AGREEMENTS[visit["partnership_id"]]["signed"]
            assert (signed["earliest"], signed["latest"]) == (
                visit["held"]["earliest"],
                visit["held"]["latest"],
            )


def test_ties_are_counted_by_relation() -> None:
    counted = Counter(each["relation"] for each in AGREEMENTS.values())
    assert counted == {"sister_city": 5, "goodwill": 2, "programme": 13, "project": 1, "contact": 6}


def test_memberships_point_at_what_exists() -> None:
    for each in TIES["memberships"]:
        assert each["network"] in ORGANISATIONS
        assert each["relation"] in MEMBERSHIPS
        assert each["evidence"] in {"stated", "implied"}
        assert each["unit"] is None or each["unit"] in ORGANISATIONS
    stated = [m for m in TIES["memberships"] if m["relation"] == "member" and m["evidence"] == "stated"]
    assert len(stated) == 5


def test_stated_figures_stand_beside_the_record() -> None:
    figures = {(each["owner"], each["metric"]): each["value"] for each in TIES["stated_figures"]}
    assert figures["izmir", "sister_cities"] == 27
    assert figures["izmir", "memberships"] == 24
    peers = {peer["municipality"]: peer for peer in PEERS["peers"]}
    assert [each["value"] for each in peers["antalya"]["stated_figures"]] == [14, 12, 10]
    assert {peer["organisation"] for peer in PEERS["peers"]} <= set(ORGANISATIONS)


def test_municipalities_and_accounts() -> None:
    assert {each["key"]: each["city"] for each in MUNICIPALITIES} == {"izmir": 311046, "antalya": 323777}
    assert {each["organisation"] for each in MUNICIPALITIES} <= set(ORGANISATIONS)
    accounts = document("accounts.json")["accounts"]
    assert len({account["email"] for account in accounts}) == len(accounts) == 8
    assert {account["municipality"] for account in accounts} == {"izmir", "antalya"}
    assert all(account["name"].startswith("Demo ") for account in accounts)


# --- Against the documents, where they are at hand -------------------------------------------------


def read_from_documents(name: str) -> list[dict[str, Any]]:
    path = DOCUMENTS / name
    if not path.exists():
        pytest.skip("the documents are not beside this repository")
    records: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["records"]
    return records


def test_no_sentence_of_a_source_is_copied() -> None:
    quotes = [
        record["raw"] for record in read_from_documents("visits.json") if len(record["raw"]) > LONGEST_QUOTE
    ]
    texts = [" ".join(text.split()) for source in (RECORD, TIES, PEERS) for text in strings(source)]
    for quote in quotes:
        plain = " ".join(quote.split())
        assert not any(plain in text for text in texts), plain
        assert not any(len(text) > LONGEST_QUOTE and text in plain and " - " in text for text in texts), plain


def test_visits_hold_what_the_documents_say() -> None:
    records = {record["id"]: record for record in read_from_documents("visits.json")}
    assert set(records) == set(VISITS)
    for key, record in records.items():
        visit = VISITS[key]
        assert (visit["listed_in"] or {"no": None})["no"] == record["list_no"]
        if record["date"]:
            assert visit["held"]["earliest"] == record["date"]
            assert visit["held"]["latest"] == (record["date_end"] or record["date"])
        named = {delegate["printed"] for delegate in visit["delegates"]}
        people = [*record["visitors"], *record["others_present"], *record.get("detail_persons", [])]
        assert named == {person["name"] for person in people}


def test_every_partnership_and_network_is_accounted_for() -> None:
    left = {each["id"] for each in TIES["left_out"]}
    ties = {key[:6] for key in AGREEMENTS}
    assert {record["id"] for record in read_from_documents("partnerships.json")} == ties | {
        key for key in left if key.startswith("PA-")
    }
    members = {each["key"] for each in TIES["memberships"]}
    assert {record["id"] for record in read_from_documents("networks.json")} == members | {
        key for key in left if key.startswith("NW-")
    }


def test_every_rank_belongs_to_a_list_and_says_by_what_it_is_there():
    lists = {row["code"] for row in table("precedence_lists.csv")}
    ranks = table("precedence_ranks.csv")

    assert {row["list"] for row in ranks} == lists
    for row in ranks:
        assert int(row["rank"]) > 0
        assert row["office_tr"]
        assert row["office_en"]
        assert row["basis_tr"]
        assert row["basis_en"]


@pytest.mark.parametrize(
    "title", ["Bakan", "Minister", "Vice President", "General", "Member of Parliament", "Grup Başkanvekili"]
)
def test_no_office_of_our_state_is_read_from_a_title_that_others_bear_too(title):
    meant = [
        name
        for row in table("precedence_ranks.csv")
        if row["list"] == "capital"
        for name in (row["office_tr"], row["office_en"], *row["also"].split("; "))
    ]

    assert title not in meant


def test_no_list_of_ranks_claims_that_its_text_was_read():
    assert {row["confidence"] for row in table("precedence_lists.csv")} == {"to_confirm"}
