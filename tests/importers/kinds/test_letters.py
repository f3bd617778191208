"""Lists of letters, as the electronic document system gives them out."""

from datetime import date

import pytest

from app.records import kit
from app.records.letters import LETTER
from models import Certainty, Letter, PartialDate
from models.vocabulary import ImportKind, Language, LetterDirection, OrganisationKind

HEAD = "Gelen/Giden | Evrak No | Tarih | Muhatap | Konu"


@pytest.fixture
def letters(bring):
    """Take a list of letters in."""
    return lambda headings, *rows, **how: bring(ImportKind.LETTER, headings, *rows, **how)


def loaded(session, make, record):
    return kit.load(session, make.actor(), LETTER, record.id)


def test_a_list_of_the_document_system_becomes_letters(letters, session, make):
    embassy = make.organisation("Almanya Büyükelçiliği", organisation_kind=OrganisationKind.EMBASSY)

    done = letters(
        HEAD + " | Son Cevap Tarihi | Dil | Sayfa Sayısı | Dosya Planı Kodu | Vesile | Dağıtım",
        "Gelen | E-123/45 | 12.01.2023 | Almanya Büyükelçiliği | Davet | 20.01.2023 | Almanca | 2 | 724.01",
        "Giden | E-124 | 15.01.2023 | Bremen Belediyesi | Teşekkür | | İngilizce | 1 | | Ziyaret | Konsolos",
    ).write()

    assert done.verdicts == ["new", "new"]
    came, went = (loaded(session, make, one) for one in done.records())
    assert (came.direction, came.registration_no) == (LetterDirection.INCOMING, "E-123/45")
    assert (came.correspondent_id, came.subject_tr) == (embassy.id, "Davet")
    assert came.dated == PartialDate.of(2023, 1, 12)
    assert came.reply_due == PartialDate.of(2023, 1, 20)
    assert (came.language, came.pages, came.file_code) == (Language.GERMAN, 2, "724.01")
    assert (went.direction, went.correspondent.title_tr) == (LetterDirection.OUTGOING, "Bremen Belediyesi")
    assert (went.occasion_tr, went.distribution_tr) == ("Ziyaret", "Konsolos")
    assert [source.title for source in went.sources] == ["liste.csv"]


def test_the_second_time_the_same_file_changes_nothing(letters, session):
    rows = (
        "gelen evrak | E-1 | 12.01.2023 | Almanya Büyükelçiliği | Davet",
        "giden evrak | | 13.01.2023 | Almanya Büyükelçiliği | Teşekkür",
    )
    letters(HEAD, *rows).write()

    assert letters(HEAD, *rows).write().verdicts == ["same", "same"]
    assert session.query(Letter).count() == 2


def test_a_number_counts_within_its_year_and_direction(letters, session):
    row = "{} | 17 | {} | Almanya Büyükelçiliği | Davet"
    rows = [row.format(*one) for one in (("Gelen", "2022"), ("Gelen", "2023"), ("Giden", "2023"))]

    assert letters(HEAD, *rows).write().verdicts == ["new"] * 3
    assert letters(HEAD, *rows).verdicts == ["same"] * 3


def test_of_what_came_in_a_number_counts_within_its_correspondent_too(letters):
    linz, bremen, wien = (
        f"Gelen | 17 | 2023 | {city} Belediyesi | Davet" for city in ("Linz", "Bremen", "Wien")
    )
    letters(HEAD, linz).write()

    assert letters(HEAD, bremen, linz, wien).verdicts == ["new", "same", "new"]
    assert letters(HEAD, bremen, bremen.replace("Davet", "Ret")).verdicts == ["new", "conflict"]


def test_a_number_of_ours_is_one_letters_whoever_gets_it(letters):
    linz, bremen = (f"Giden | 17 | 2023 | {city} Belediyesi | Davet" for city in ("Linz", "Bremen"))
    assert letters(HEAD, linz, bremen).verdicts == ["new", "conflict"]
    letters(HEAD, linz).write()

    assert letters(HEAD, bremen).verdicts == ["changed"]


@pytest.mark.parametrize(
    "dated",
    [
        PartialDate.span(date(2022, 12, 20), date(2023, 1, 10)),
        PartialDate(date(2022, 10, 3), date(2022, 10, 3), Certainty.DOUBTFUL),
    ],
)
def test_a_number_whose_year_is_not_certain_may_be_of_the_year_of_a_row(letters, make, dated):
    make.letter("Davet", registration_no="17", dated=dated)

    assert letters("Evrak No | Tarih", "17 | 12.01.2023").verdicts == ["conflict"]


def test_what_is_empty_is_filled_and_another_subject_is_a_conflict(letters, make, session):
    letter, _ = (make.letter("Davet", registration_no=number) for number in ("E-1", "E-2"))

    filled = letters("Evrak No | Son Tarih", "E-1 | 20.01.2023").write()
    other = letters("Evrak No | Konu", "e-2 | Şikâyet")

    assert filled.verdicts == ["changed"]
    assert loaded(session, make, letter).reply_due == PartialDate.of(2023, 1, 20)
    assert other.verdicts == ["conflict"]
    assert "subject" in other.fields()


def test_of_two_letters_of_one_number_nobody_guesses_which_is_meant(letters, make):
    for year in (2022, 2023):
        make.letter("Davet", registration_no="17", dated=PartialDate.of(year))

    done = letters("Evrak No | Son Tarih", "17 | 20.01.2023")

    assert done.verdicts == ["conflict"]


def test_a_list_says_whether_letters_came_or_went(letters):
    done = letters("Evrak No | Konu", "E-1 | Davet")

    assert done.verdicts == ["error"]
    assert "direction" in done.fields()


def test_a_reply_is_tied_to_the_letter_on_file(letters, make, session):
    asked = make.letter("Davet", registration_no="E-1")

    done = letters(
        HEAD + " | İlgi", "Giden | E-2 | 2023 | Linz | Kabul | E-1", "Giden | E-3 | 2023 | | Ek | X-9"
    )

    answer, other = (loaded(session, make, one) for one in done.write().records())
    assert answer.answers_id == asked.id
    assert (other.answers_id, "X-9" in other.notes_tr) == (None, True)


def test_what_a_letter_is_about_is_found_by_its_title(letters, make, session):
    visit = make.visit(group_name="Bremen heyeti")
    for _ in range(2):
        make.visit(group_name="Öğretmenler")

    done = letters(
        HEAD + " | İlgili Kayıt",
        "Gelen | E-1 | 2023 | Linz | Davet | Bremen heyeti",
        "Gelen | E-2 | 2023 | Linz | Davet | Öğretmenler",
        "Gelen | E-3 | 2023 | Linz | Davet | Bilinmeyen heyet",
    )

    assert done.verdicts == ["new", "conflict", "new"]
    assert set(done.rows[2].doubts) == {"about"}
    found, unknown = (loaded(session, make, one) for one in done.write(doubtful=True).records())
    assert found.about_id == visit.id
    assert (unknown.about_id, "Bilinmeyen heyet" in unknown.notes_tr) == (None, True)


def test_a_person_on_record_may_be_the_correspondent(letters, make):
    consul = make.person("Maria Huber")

    (letter,) = letters(HEAD, "Gelen | E-1 | 2023 | Maria HUBER | Davet").write().records()

    assert letter.correspondent_id == consul.id


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("belki | E-1 | 2023 | Linz | Davet |", "direction"),
        ("Gelen | E-1 | 31.02.2023 | Linz | Davet |", "dated"),
        ("Gelen | | 2023 | | |", "subject"),
        ("Gelen | E-1 | 12.01.2023 | Linz | Davet | 11.01.2023", "reply_due"),
    ],
)
def test_what_cannot_be_read_is_an_error_of_its_row_and_column(letters, row, field):
    done = letters(HEAD + " | Son Tarih", row, "Gelen | E-7 | 2023 | Linz | Davet |")

    assert done.verdicts == ["error", "new"]
    assert field in done.fields()


def test_a_letter_that_says_the_same_twice_is_written_once(letters):
    row = "Gelen | E-1 | 12.01.2023 | Linz | Davet"

    assert letters(HEAD, row, row).verdicts == ["new", "ignored"]
    assert letters(HEAD, row, row.replace("Davet", "Ret")).verdicts == ["new", "conflict"]
