"""``flask import text``, ``table`` and ``undo``."""

import json

import pytest
from sqlalchemy import select

from app.queries import reference
from models import City, ImportRun, Record, Visit

LINE = "12.03.2024 - Linz Belediye Başkanı Eva Muster ile çevrim içi görüşme\n"


@pytest.fixture
def run(app, session, make, tmp_path):
    """Write a file and read it with the command."""
    make.organisation("İzmir Büyükşehir Belediyesi", seat_id=make.city("İzmir").id, ours=True)

    def run(content, *arguments):
        path = tmp_path / "list.txt"
        path.write_bytes(content)
        asked = ["import", "text", str(path), "--municipality", "izmir", *arguments]
        return app.test_cli_runner().invoke(args=asked)

    return run


def test_json_holds_what_was_read(run):
    told = run(LINE.encode(), "--dry-run", "--format", "json")

    assert told.exit_code == 0, told.output
    assert json.loads(told.output) == [
        {
            "date": "2024-03-12",
            "date_end": None,
            "mode": "online",
            "direction": "none",
            "persons": [
                {
                    "name": "Eva Muster",
                    "title": "Belediye Başkanı",
                    "organisation": "Linz Belediyesi",
                    "city": "Linz",
                    "country": "AT",
                }
            ],
            "organisation": "Linz Belediyesi",
            "city": "Linz",
            "country": "AT",
            "countries": ["AT"],
            "raw": LINE.strip(),
            "doubts": [],
        }
    ]


def test_text_shows_the_words_behind_each_field_and_why_one_is_unsure(run):
    told = run("O1.03.2024 - Linz Belediye Başkanı Eva Muster".encode(), "--dry-run", "--lang", "en")

    assert "  country: AT « Linz »" in told.output.splitlines()
    assert (
        "  date: 2024-03-01 « O1.03.2024 » [The date was misread by a machine and put right]" in told.output
    )
    assert told.output.splitlines()[-1] == "1 visit was read."


def test_the_year_is_that_of_dates_without_one(run):
    told = run(
        "5 Mart - Linz Belediye Başkanı Eva Muster".encode(),
        "--dry-run",
        "--format",
        "json",
        "--year",
        "2019",
    )

    assert json.loads(told.output)[0]["date"] == "2019-03-05"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"a\x00b and more letters than that"])
def test_what_is_no_text_is_refused(run, content):
    told = run(content, "--dry-run", "--lang", "en")

    assert told.exit_code == 1
    assert told.output.startswith("Error: ")
    assert len(told.output.strip().splitlines()) == 1


TABLE = """Tarih;Ziyaretçi;Unvan;Kurum
12.01.2023;Ayşe Kaya;Büyükelçi;Hindistan Büyükelçiliği
31.02.2023;Ali Veli;;
"""


@pytest.fixture
def run_table(app, session, make, tmp_path):
    """Write a table and import it with the command."""
    make.municipality()

    def run(content, *arguments, kind="visit"):
        path = tmp_path / "liste.csv"
        path.write_text(content, encoding="utf-8")
        asked = ["import", "table", str(path), "--kind", kind, "--municipality", "izmir", *arguments]
        return app.test_cli_runner().invoke(args=asked)

    return run


def test_a_dry_run_of_a_table_tells_each_row_and_writes_nothing(run_table, session):
    told = run_table(TABLE, "--dry-run", "--format", "json", "--lang", "en")

    assert told.exit_code == 0, told.output
    assert json.loads(told.output) == {
        "rows": [
            {
                "row": 2,
                "verdict": "new",
                "values": {
                    "held": "2023-01-12",
                    "persons": "Ayşe Kaya",
                    "titles": "Büyükelçi",
                    "organisation": "Hindistan Büyükelçiliği",
                },
                "messages": [
                    "Kurum: New organisation: Hindistan Büyükelçiliği",
                    "Ziyaretçi: New person: Ayşe Kaya",
                ],
            },
            {
                "row": 3,
                "verdict": "error",
                "values": {"persons": "Ali Veli"},
                "messages": ["Tarih: February 2023 has 28 days."],
            },
        ],
        "counts": {"new": 1, "same": 0, "changed": 0, "conflict": 0, "error": 1, "ignored": 0},
    }
    assert not session.scalars(select(Visit)).all()
    assert not session.scalars(select(ImportRun)).all()


def test_a_table_is_written_and_the_wrong_row_told_with_its_heading(run_table, session):
    told = run_table(TABLE, "--lang", "en")

    assert told.exit_code == 1
    assert "Row 3: Tarih: February 2023 has 28 days." in told.output
    assert "New: 1" in told.output
    assert len(session.scalars(select(Visit)).all()) == 1


def test_a_second_run_writes_nothing(run_table):
    run_table(TABLE)
    told = run_table(TABLE, "--format", "json")

    assert json.loads(told.output)["counts"]["new"] == 0
    assert json.loads(told.output)["counts"]["same"] == 1


def test_all_or_nothing_is_nothing_where_a_row_is_wrong(run_table, session):
    told = run_table(TABLE, "--all-or-nothing", "--lang", "en")

    assert told.exit_code == 1
    assert told.output.splitlines()[-1] == "Nothing was written."
    assert not session.scalars(select(Visit)).all()


def test_a_map_says_what_columns_are(run_table, tmp_path):
    said = tmp_path / "map.json"
    said.write_text('{"A": "held", "B": "organisation", "Kurum": null}', encoding="utf-8")
    told = run_table("A;B;Kurum\n12.01.2023;Linz;Graz\n", "--map", str(said), "--dry-run", "--format", "json")

    assert json.loads(told.output)["rows"][0]["values"] == {"held": "2023-01-12", "organisation": "Linz"}


@pytest.mark.parametrize("said", ["[]", "{", '{"Yok": "held"}', '{"Tarih": "nonsense"}'])
def test_a_map_that_does_not_fit_is_refused_in_a_sentence(run_table, tmp_path, said):
    path = tmp_path / "map.json"
    path.write_text(said, encoding="utf-8")
    told = run_table(TABLE, "--map", str(path), "--dry-run", "--lang", "en")

    assert told.exit_code == 1
    assert told.output.startswith("Error: ")


def test_what_an_import_wrote_is_taken_back_by_its_number(app, run_table, session):
    number = json.loads(run_table(TABLE, "--format", "json").output)["run"]
    told = app.test_cli_runner().invoke(args=["import", "undo", str(number), "--lang", "en"])

    assert told.output.splitlines() == ["3 records were taken back."]
    assert not session.scalars(select(Visit).where(Record.binned_at.is_(None))).all()


def test_a_public_list_is_taken_back_by_its_number_too_and_only_once(app, make, session):
    make.public_list()
    number = session.scalars(select(ImportRun.id)).one()
    undo = ["import", "undo", str(number), "--lang", "en"]
    first, again = (app.test_cli_runner().invoke(args=undo) for _ in range(2))

    assert (first.exit_code, first.output) == (0, "2 records were taken back.\n")
    assert (again.exit_code, again.output) == (1, "Error: The import is in another step by now.\n")
    session.expire_all()
    assert not list(reference.ties(session))


def test_there_is_nothing_to_take_back_of_an_unknown_import(app):
    told = app.test_cli_runner().invoke(args=["import", "undo", "4711", "--lang", "en"])

    assert (told.exit_code, told.output) == (1, "Error: There is no such import.\n")


def test_the_visits_of_a_text_are_written_once(run, session):
    first, again = (json.loads(run(LINE.encode(), "--format", "json").output)["counts"] for _ in range(2))

    assert (first["new"], again["new"], again["same"]) == (1, 0, 1)
    assert session.scalars(select(Visit)).one().title_tr == "Eva Muster"


def test_rows_in_which_something_is_unsure_can_be_left_out(run_table, make, session):
    make.person("Ayşe Kaya", posts=[{"title_tr": "Vali", "organisation_id": make.organisation("Valilik").id}])
    left_out = run_table(TABLE, "--sure-only", "--lang", "en")
    assert not session.scalars(select(Visit)).all()
    assert "In 1 row something is unsure." in left_out.output

    run_table(TABLE)
    assert len(session.scalars(select(Visit)).all()) == 1


def test_columns_that_nobody_reads_are_named_once_beside_the_answer(run_table):
    told = run_table(
        "Tarih;Kurum;Falan\n12.01.2023;Linz;x\n", "--dry-run", "--format", "json", "--lang", "en"
    )

    assert told.stderr == "Not read: Falan\n"
    assert json.loads(told.stdout)["counts"]["new"] == 1


def test_a_kind_goes_by_the_name_of_its_list_too(run_table):
    assert run_table(TABLE, "--dry-run", kind="visits").exit_code == 0


def test_a_text_makes_no_cities(run, session):
    before = len(session.scalars(select(City)).all())
    run("12.03.2024 - Falankent Belediye Başkanı Eva Muster ile görüşme\n".encode())

    assert len(session.scalars(select(City)).all()) == before
