"""Lists of things to do, and of what was promised."""

from datetime import date

import pytest

from app.records import kit
from app.records.tasks import TASK
from models import PartialDate, Task
from models.vocabulary import ImportKind, PromiseSide, TaskState

HEAD = "Yapılacak İş | Son Tarih | Sorumlu | Durum"


@pytest.fixture
def tasks(bring):
    """Take a list of tasks in."""
    return lambda headings, *rows, **how: bring(ImportKind.TASK, headings, *rows, **how)


def loaded(session, make, record):
    return kit.load(session, make.actor(), TASK, record.id)


def test_a_list_of_things_to_do_becomes_tasks(tasks, make, session):
    colleague, visit = make.user("officer"), make.visit(group_name="Bremen heyeti")

    done = tasks(
        HEAD + " | Tamamlanma Tarihi | Sonuç | İlgili Ziyaret | Açıklama",
        f"Fotoğrafları gönder | 12.11.2023 | {colleague.name} | devam ediyor | | | Bremen heyeti | Albüm",
        f"Protokol taslağı | Mart 2023 | {colleague.email} | tamamlandı | 05.03.2023 | E-123 | |",
    ).write()

    assert done.verdicts == ["new", "new"]
    sent, draft = (loaded(session, make, one) for one in done.records())
    assert (sent.title_tr, sent.due) == ("Fotoğrafları gönder", PartialDate.of(2023, 11, 12))
    assert (sent.owner_id, sent.state, sent.about_id) == (colleague.id, TaskState.OPEN, visit.id)
    assert sent.notes_tr == "Albüm"
    assert (draft.owner_id, draft.state) == (colleague.id, TaskState.DONE)
    assert (draft.done_on, draft.evidence) == (date(2023, 3, 5), "E-123")
    assert draft.due == PartialDate.of(2023, 3)
    assert [source.title for source in draft.sources] == ["liste.csv"]


def test_the_second_time_the_same_file_changes_nothing(tasks, session):
    rows = ("Fotoğrafları gönder | 12.11.2023 | | açık", "FOTOĞRAFLARI BAS | | |")
    tasks(HEAD, *rows).write()

    assert tasks(HEAD, *rows).write().verdicts == ["same", "same"]
    assert session.query(Task).count() == 2


def test_a_task_is_met_in_capitals_too_and_one_of_another_day_is_another_task(tasks, make):
    make.task("Rapor gönder", due=PartialDate.of(2023, 3))

    done = tasks(HEAD, "RAPOR GÖNDER | Mart 2023 | |", "Rapor gönder | Mart 2024 | |", "rapor gönder | | |")

    assert done.verdicts == ["same", "new", "same"]


def test_a_task_without_a_day_gets_the_day_of_the_file(tasks, make, session):
    task = make.task("Rapor gönder")

    assert tasks(HEAD, "Rapor gönder | 12.11.2023 | |").write().verdicts == ["changed"]
    assert loaded(session, make, task).due == PartialDate.of(2023, 11, 12)


def test_what_a_colleague_closed_is_not_opened_by_a_file(tasks, make):
    make.task("Rapor gönder", state=TaskState.DONE, done_on=date(2023, 3, 5), evidence="E-1")

    done = tasks(HEAD, "Rapor gönder | | | açık")

    assert done.verdicts == ["conflict"]
    assert "state" in done.fields()


def test_promises_name_who_gave_them(tasks, make, session):
    guest = make.person("Maria Huber")

    done = tasks(
        "Verilen Söz | Söz Veren Taraf | Söz Veren",
        "Kitap gönderilecek | karşı taraf | Maria Huber",
        "Davet yazılacak | biz |",
        "Fidan gönderilecek | | Maria Huber",
    ).write()

    theirs, ours, told = (loaded(session, make, one) for one in done.records())
    assert (theirs.promised_by, theirs.promiser_id) == (PromiseSide.THEIRS, guest.id)
    assert (ours.promised_by, ours.promiser_id) == (PromiseSide.OURS, None)
    assert told.promised_by is PromiseSide.THEIRS


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("| 12.11.2023 | |", "title"),
        ("Rapor | 32.12.2023 | |", "due"),
        ("Rapor | | | belki", "state"),
        ("Rapor | | | tamamlandı", "done_on"),
        ("Rapor | | | vazgeçildi", "dropped_because"),
    ],
)
def test_what_cannot_be_read_is_an_error_of_its_row_and_column(tasks, row, field):
    done = tasks(HEAD, row, "Davet yaz | | |")

    assert done.verdicts == ["error", "new"]
    assert field in done.fields()


def test_something_done_without_proof_is_not_taken_for_done(tasks):
    done = tasks(HEAD + " | Tamamlanma Tarihi", "Rapor | | | tamamlandı | 05.03.2023")

    assert done.verdicts == ["error"]
    assert "evidence" in done.fields()


def test_a_colleague_who_has_left_stands_in_the_notes(tasks, make, session):
    done = tasks(HEAD, "Rapor | | Kimse Değil | ✗").write()

    assert done.verdicts == ["new"]
    task = loaded(session, make, done.records()[0])
    assert (task.owner_id, task.state) == (None, TaskState.OPEN)
    assert "Kimse Değil" in task.notes_tr
