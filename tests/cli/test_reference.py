"""``flask import reference-ties`` and ``reference-memberships``, ``flask reference query``."""

import json

import pytest

TIES = "a_name,a_country,b_name,b_country\nİzmir,TR,Skopje,MK\nİzmir,TR,Bremen,ZZ\nSkopje,MK,İzmir,TR\n"
MEMBERS = "network_name,city_name,country\nC40,İzmir,TR\n"


@pytest.fixture
def file(tmp_path):
    """A file of these words."""

    def file(content):
        path = tmp_path / "list.csv"
        path.write_text(content, encoding="utf-8")
        return str(path)

    return file


def test_a_list_of_twin_towns_is_read_and_its_counts_are_json(own_house, file):
    done = own_house.run("import", "reference-ties", file(TIES), "--format", "json")

    told = json.loads(done.output)
    seconds = told.pop("seconds")
    counts = {"new": 1, "same": 0, "changed": 0, "error": 1, "ignored": 1, "removed": 0, "unsure": 0}
    assert told == counts | {"id": 1}
    assert seconds >= 0


def test_in_words_it_names_the_rows_that_it_could_not_read(own_house, file):
    done = own_house.run("import", "reference-ties", file(TIES))

    assert "1 new, 1 error, 1 ignored" in done.output
    assert "row 3, column b_country: There is no country with the code “ZZ”" in done.output
    assert "1 ignored: The file says so in an earlier row" in done.output


def test_a_list_of_members_is_read(own_house, file):
    done = own_house.run(
        "import", "reference-memberships", file(MEMBERS), "--set", "mine", "--format", "json"
    )

    assert json.loads(done.output)["new"] == 1


def test_a_list_of_another_kind_is_refused(own_house, file):
    done = own_house.run("import", "reference-ties", file(MEMBERS))

    assert done.exit_code == 1
    assert "This is a list of another kind than the one asked for." in done.output


def test_a_file_that_is_no_list_is_refused_with_one_sentence(own_house, file):
    done = own_house.run("import", "reference-ties", file("İzmir\nSkopje\n"))

    assert done.exit_code == 1
    assert done.output.startswith("Error: The headings are those of no list that Elçi knows.")


def test_a_list_is_read_before_there_is_any_municipality(installation, file):
    house = installation("empty")
    house.run("init")

    assert (
        json.loads(house.run("import", "reference-ties", file(TIES), "--format", "json").output)["new"] == 1
    )


def test_the_query_for_wikidata_is_printed(own_house):
    assert "wdt:P190" in own_house.run("reference", "query").output
    assert '"TR"' in own_house.run("reference", "query", "--country", "tr").output


@pytest.mark.parametrize("country", ["T", "TUR", '"}'])
def test_a_country_is_two_letters(own_house, country):
    done = own_house.run("reference", "query", "--country", country)

    assert done.exit_code == 2
    assert "A country is two letters" in done.output
