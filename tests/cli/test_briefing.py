"""Briefings into files, in both languages and three formats."""

import pytest

from models.vocabulary import OrganisationKind
from tests.cli.test_note import HOSTILE, words_of


@pytest.fixture
def brief(app, make, tmp_path):
    """Ask for the briefing on a workshop; return what the command said, and the file."""
    make.municipality()

    def run(which, shape="pdf", lang="tr"):
        path = tmp_path / f"briefing.{shape}"
        asked = ["briefing", "workshop", which, "--lang", lang, "--format", shape, "-o", str(path)]
        return app.test_cli_runner().invoke(args=asked), path

    return run


@pytest.mark.parametrize("shape", ["pdf", "docx", "html"])
@pytest.mark.parametrize("lang", ["tr", "en"])
def test_a_briefing_says_the_same_in_every_format(brief, make, shape, lang):
    body = make.organisation(
        "Antalya Belediyesi",
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("Antalya").id,
    )
    make.event("Şehir Çalıştayı", participants=[{"name": "Ayşe Yılmaz", "organisation_id": body.id}])

    told, path = brief("Şehir Çalıştayı", shape, lang)

    assert told.exit_code == 0, told.output
    words = words_of(path.read_bytes(), shape)
    assert "Ayşe Yılmaz" in words
    assert "Antalya Belediyesi" in words


def test_what_people_wrote_is_text_in_the_file(brief, make):
    event = make.event(HOSTILE, participants=[{"name": HOSTILE}])

    told, path = brief(str(event.id), "html")

    assert told.exit_code == 0, told.output
    assert "<script>" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("which", ["Olmayan Çalıştay", "999999"])
def test_a_workshop_that_is_not_there_is_named_and_no_file_is_made(brief, which):
    told, path = brief(which)

    assert told.exit_code == 1
    assert f"There is no event {which}." in told.output
    assert not path.exists()
