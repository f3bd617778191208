"""``flask answers``."""

import json

import pytest

from app.records.agreements import AGREEMENT
from app.records.nouns import NOUNS
from models import Finding, PartialDate
from models.vocabulary import AgreementState, OrganisationKind, RecordKind, Relation

TIES = "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon\n"
IZMIR, SKOPJE, BREMEN, SMYRNA = (
    "Q35997,İzmir,TR,38.41,27.13",
    "Q384,Skopje,MK,42.00,21.43",
    "Q24879,Bremen,DE,53.08,8.81",
    "x-tr-izmir,Izmir,TR,38.42,27.14",
)


@pytest.fixture
def run(app, session):
    """Run the command."""

    def run(*arguments):
        return app.test_cli_runner().invoke(args=["answers", *arguments])

    return run


@pytest.fixture
def ask(run):
    """Ask a question of İzmir's."""

    def ask(*arguments):
        return run("ask", *arguments, "--municipality", "izmir")

    return ask


@pytest.fixture
def linz(make):
    """Write our house and a tie with Linz."""
    house = make.organisation("İzmir Büyükşehir Belediyesi", seat_id=make.city("İzmir").id, ours=True)
    body = make.organisation(
        "Linz Belediyesi", seat_id=make.city("Linz").id, organisation_kind=OrganisationKind.MUNICIPALITY
    )
    parties = [{"organisation_id": house.id}, {"organisation_id": body.id}]
    return make.record(
        AGREEMENT,
        title_tr="Linz anlaşması",
        relation=Relation.SISTER_CITY,
        state=AgreementState.IN_FORCE,
        signed=PartialDate.of(2023, 3, 10),
        parties=parties,
    )


def test_the_answer_is_that_of_the_page(ask, linz, make):
    for city in ("Linz", str(make.city("Linz").id)):
        told = ask("door", "--city", city, "--lang", "en")

        assert told.exit_code == 0, told.output
        lines = told.output.splitlines()
        assert lines[0] == "Who can open the door to us in Linz?"
        assert lines[2] == "We know Linz ourselves: Sister city, 10 Mar 2023."
        assert lines[3].startswith("1 way found · data of 25 Oct 2023 · on record: ties 1")
        assert any("Linz anlaşması" in line for line in lines)
        assert "Method and reliability" in lines


def test_among_cities_of_one_name_the_country_or_by_far_the_largest_is_meant(ask, linz, make):
    make.record(NOUNS[RecordKind.CITY], title_tr="Linz", country_id=make.country("DE").id, population=900)

    for city in ("Linz", "Linz, AT", "linz,at"):
        assert "We know Linz ourselves" in ask("door", "--city", city, "--lang", "en").output
    assert "We know" not in ask("door", "--city", "Linz, DE", "--lang", "en").output
    assert "There is no city Linz, FR." in ask("door", "--city", "Linz, FR", "--lang", "en").output


def test_among_cities_that_nothing_tells_apart_a_number_decides(ask, linz, make):
    twins = [
        make.record(NOUNS[RecordKind.CITY], title_tr="Aynıköy", country_id=make.country("TR").id).id
        for _ in range(2)
    ]
    told = ask("door", "--city", "Aynıköy")

    assert told.exit_code == 1
    assert f"Several are called Aynıköy; name one by its number: {twins[0]}, {twins[1]}." in told.output
    assert ask("door", "--city", str(twins[1])).exit_code == 0


def test_turkish_is_the_language_unless_another_is_asked_for(ask, linz):
    assert ask("friends").output.splitlines()[0] == "Nerede dostumuz var?"


def test_parameters_of_the_page_are_given_by_name(ask, linz):
    assert "in 0 countries" not in ask("friends", "--lang", "en").output
    assert (
        ask("friends", "--lang", "en", "--with", "theme=climate").output.splitlines()[2].startswith("No tie")
    )


def test_without_a_municipality_the_first_one_answers(run, linz):
    assert run("ask", "friends").output == run("ask", "friends", "--municipality", "izmir").output


def test_an_answer_for_programs_names_its_records(ask, linz, make):
    told = json.loads(ask("door", "--city", "Linz", "--lang", "en", "--format", "json").output)

    assert told["sentence"] == "We know Linz ourselves: Sister city, 10 Mar 2023."
    assert told["as_of"] == "2023-10-25"
    (step,) = told["ways"][0]["steps"]
    assert step["record"] == {"id": linz.id, "kind": "agreement", "name": "Linz anlaşması"}
    assert (step["to"]["id"], step["public"]) == (make.city("Linz").id, False)
    assert {one["id"] for row in told["tables"][0]["rows"] for cell in row for one in cell["records"]} >= {
        linz.id
    }


def test_an_introduction_is_the_same_answer(run, ask, linz):
    for shape in ("json", "text"):
        introduced = run("introduce", "--to", "Linz", "--format", shape)

        assert introduced.exit_code == 0
        assert introduced.output == ask("door", "--city", "Linz", "--format", shape).output


def test_candidates_come_with_reasons_that_add_up(run, linz, make):
    make.read_list(f"{TIES}Q41329,Linz,AT,48.30,14.28,{SKOPJE}\n{BREMEN},{SKOPJE}\n")
    told = json.loads(run("candidates", "--format", "json", "--lang", "en").output)

    (skopje,) = (one for one in told if one["city"] == {"id": make.city("Üsküp").id, "name": "Skopje"})
    for one in told:
        assert one["score"] == pytest.approx(sum(reason["weight"] for reason in one["reasons"]), abs=0.01)
    shared = next(reason for reason in skopje["reasons"] if reason["kind"] == "partners")
    assert shared["evidence"] == [{"id": make.city("Linz").id, "name": "Linz"}]
    assert run("candidates", "--lang", "en").output.splitlines()[0] == "Whom should we approach next?"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("door",), "This question is about a city: --city NAME."),
        (("door", "--city", "Atlantis"), "There is no city Atlantis."),
        (("door", "--city", "999999999"), "There is no city 999999999."),
        (("friends", "--with", "theme=x"), "theme=x is not known to this question."),
        (("friends", "--with", "nonsense=1"), "nonsense=1 is not known to this question."),
        (("friends", "--with", "theme"), "say NAME=VALUE."),
    ],
)
def test_what_cannot_be_asked_is_said(ask, linz, arguments, words):
    told = ask(*arguments)

    assert told.exit_code == 1
    assert words in told.output


def test_a_municipality_or_a_question_that_does_not_exist_is_refused(run, linz):
    assert "There is no municipality nowhere." in run("ask", "friends", "--municipality", "nowhere").output
    assert run("ask", "nobody-asks").exit_code == 2


def test_figures_of_the_lists_have_the_places_under_the_ids_and_names_of_the_file(run, make, session):
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n{SMYRNA},{SKOPJE}\n{IZMIR},{BREMEN}\n")
    told = json.loads(run("metrics", "--exact", "--format", "json").output)

    assert (told["nodes"], told["edges"], told["components"], told["giant"], told["bridges"]) == (
        4,
        3,
        1,
        4,
        3,
    )
    assert told["top_degree"][:2] == [
        {"id": "Q35997", "name": "İzmir", "value": 2},
        {"id": "Q384", "name": "Skopje", "value": 2},
    ]
    assert {one["id"]: one["name"] for one in told["top_pagerank"]}["x-tr-izmir"] == "Izmir"
    assert told["seconds"].keys() >= {"diameter", "average_path_length", "top_betweenness"}
    assert session.get(Finding, "reference_graph").value["nodes"] == 4


def test_figures_of_our_own_ties(run, linz, make):
    told = json.loads(run("metrics", "--graph", "own", "--format", "json").output)

    assert (told["graph"], told["nodes"], told["edges"]) == ("own", 2, 1)
    assert {"id": make.city("Linz").id, "name": "Linz", "value": 1} in told["top_degree"]


def test_figures_of_nothing_are_said_too(run, linz):
    told = run("metrics")

    assert told.exit_code == 0
    assert "nodes: 0" in told.output
    assert "diameter: None" in told.output


def test_figures_for_people_name_who_stands_at_the_top(run, make, linz):
    make.public_list()

    assert "top_degree: İzmir (2)" in run("metrics").output
