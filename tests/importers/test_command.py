"""``flask import text``."""

import json

import pytest

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


def test_the_command_only_reads_and_says_so(run):
    told = run(LINE.encode())

    assert told.exit_code == 2
    assert "--dry-run" in told.output


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"a\x00b and more letters than that"])
def test_what_is_no_text_is_refused(run, content):
    told = run(content, "--dry-run", "--lang", "en")

    assert told.exit_code == 1
    assert told.output.startswith("Error: ")
    assert len(told.output.strip().splitlines()) == 1
