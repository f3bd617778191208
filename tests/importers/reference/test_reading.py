"""A file of a public list is opened, or refused with one sentence."""

import pytest

from app.errors import Invalid
from app.importers.reference import reading, wikidata
from app.importers.reference.reading import BadRow, Outside, opened

TIES = "a_name,a_country,b_name,b_country\n"
COUNTRIES = {"TR", "MK", "DE"}


@pytest.fixture
def list_of(tmp_path):
    def list_of(content):
        file = tmp_path / "list.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return opened(file, COUNTRIES)

    return list_of


def refusal(list_of, content):
    with pytest.raises(Invalid) as refused:
        list(list_of(content).ties())
    return refused.value.problems[0]


@pytest.mark.parametrize(
    ("content", "begins"),
    [
        ("", "The file is empty"),
        (b"PK\x03\x04" + b"x" * 100, "This is no text file"),
        (TIES + "\0", "The file contains NUL bytes"),
        ("name,partner\nİzmir,Skopje\n", "The headings are those of no list"),
        ("a_name,a_name,a_country,b_name,b_country\n", "The column “%(name)s” is there twice"),
        (TIES + 'İzmir,TR,"Skopje,MK\n', "Row %(row)s begins with a quotation mark"),
        (TIES + f"İzmir,TR,{'x' * 200_000},MK\n", "Row %(row)s begins with a quotation mark"),
    ],
    ids=["empty", "archive", "nul", "headings", "twice", "quotes", "long"],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(list_of, content, begins):
    assert refusal(list_of, content).message.startswith(begins)


def test_the_row_of_a_broken_quotation_mark_is_told(list_of):
    assert refusal(list_of, TIES + 'İzmir,TR,Skopje,MK\nİzmir,TR,"Bremen,DE\n').values == {"row": 3}


def test_more_rows_than_can_be_read_are_refused(list_of, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)

    assert len(list(list_of(TIES + "İzmir,TR,Skopje,MK\n" * 2).ties())) == 2
    assert refusal(list_of, TIES + "İzmir,TR,Skopje,MK\n" * 3).values == {"n": 2}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1254"])
def test_a_list_is_read_in_usual_encodings_and_with_usual_delimiters(list_of, encoding, delimiter):
    text = (TIES + "Şırnak,TR,Skopje,MK\r\n").replace(",", delimiter)

    (row,) = list_of(text.encode(encoding)).ties()

    assert (row.number, row.a.name, row.b.name) == (2, "Şırnak", "Skopje")


def test_a_quoted_name_may_have_a_comma(list_of):
    (row,) = list_of(TIES + '"Cuautla, Morelos",TR,Skopje,MK\n').ties()

    assert row.a.name == "Cuautla, Morelos"


ROW = (
    "http://www.wikidata.org/entity/Q35997,İzmir,Izmir,TR,Point(27.14 38.42),"
    "http://www.wikidata.org/entity/Q384,,Skopje,MK,\n"
)
HEADINGS = "a,aTr,aEn,aCountry,aPosition,b,bTr,bEn,bCountry,bPosition\n"


def test_a_downloaded_answer_of_wikidata_is_read(list_of):
    file = list_of(HEADINGS + ROW)
    (row,) = file.ties()

    assert file.code == "wikidata-twin-towns"
    assert row.a == Outside("wikidata", "Q35997", "İzmir", "Izmir", "TR", (38.42, 27.14))
    assert row.b == Outside("wikidata", "Q384", "Skopje", "Skopje", "MK", None)


def test_an_answer_as_tsv_has_its_values_as_in_a_query(list_of):
    head = "\t".join(f"?{name}" for name in HEADINGS.strip().split(","))
    typed = (
        '<http://www.wikidata.org/entity/Q35997>\t"İzmir"@tr\t"Izmir"@en\t"TR"\t'
        '"Point(27.14 38.42)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>\t'
        '<http://www.wikidata.org/entity/Q384>\t\t"Skopje"@en\t"MK"\t'
    )
    (row,) = list_of(f"{head}\n{typed}\n").ties()

    assert row.a == Outside("wikidata", "Q35997", "İzmir", "Izmir", "TR", (38.42, 27.14))
    assert row.b.key == "Q384"


@pytest.mark.parametrize(
    ("instead", "by", "column"),
    [
        ("entity/Q384", "entity/P190", "b"),
        (",,Skopje,", ",,,", "btr"),
        ("Point(27.14 38.42)", "27;38", "aposition"),
    ],
)
def test_what_wikidata_does_not_say_is_told(list_of, instead, by, column):
    (row,) = list_of(HEADINGS + ROW.replace(instead, by)).ties()

    assert isinstance(row, BadRow)
    assert row.problem.field == column


def test_the_printed_query_asks_for_the_columns_that_are_read():
    query = wikidata.query("TR")

    assert "wdt:P190" in query
    assert query.count('wdt:P297 "TR"') == 2
    assert "{{" not in query
    asked = next(line for line in query.splitlines() if line.startswith("SELECT"))
    assert [f"?{name}" for name in HEADINGS.strip().split(",")] == asked.split()[2:-2]
