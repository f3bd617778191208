"""Imports by somebody who means harm, or never looked at the file."""

import time

import pytest
from sqlalchemy import func, select

from app.errors import Invalid
from app.importers import offered, runs, starting
from app.importers.messages import say
from models import ImportHeading, Record, Visit
from models.vocabulary import ImportKind, ImportState, Verdict
from tests.importers.test_runs import AYSE, HEAD, Office
from tests.make import TODAY

RARE = "".join(chr(0x4E00 + at * 7919 % 20_000) for at in range(6_000))
"""Letters that no compression shortens."""


@pytest.fixture
def office(session, make, tmp_path):
    return Office(session, make.actor(), tmp_path)


@pytest.mark.parametrize(
    "which", ["#theirs", "#binned", "#7000000", "#99999999999999999999", "#2147483648", "#"]
)
def test_a_record_that_is_not_there_is_never_meant_and_never_made_anew(office, session, make, which, t):
    theirs, binned = make.visit("ankara"), make.visit()
    binned.binned_at = binned.created_at
    session.flush()
    run = office.read(f"{HEAD}\n{AYSE}")
    number = which.replace("theirs", str(theirs.id)).replace("binned", str(binned.id))

    row = runs.revise(session, office.actor, run, 2, {"record": number}, today=TODAY)

    assert row.verdict is Verdict.ERROR
    assert "There is no record" in say(row.messages[0], t)
    assert not row.picked


@pytest.mark.parametrize("kind", list(offered.KINDS))
@pytest.mark.parametrize("text", ["#2147483648", "#99999999999999999999", "#-1", "#", "#٣"])
def test_a_number_that_no_record_has_is_refused_in_every_column(office, kind, text):
    targets = [target.key for target in offered.targets_of(kind)]
    lines = [
        ";".join([text if at == place else "" for at in range(len(targets))]) for place in range(len(targets))
    ]

    run = office.read("\n".join([";".join(targets), *lines]), kind, columns=targets)

    assert run.state is ImportState.PREVIEW


@pytest.mark.parametrize("kind", list(offered.KINDS))
def test_a_name_without_end_is_refused_where_it_stands_and_breaks_no_index(office, session, kind):
    targets = [target.key for target in offered.targets_of(kind)]
    lines = [
        ";".join([RARE if at == place else "" for at in range(len(targets))]) for place in range(len(targets))
    ]

    run = office.read("\n".join([";".join(targets), *lines]), kind, columns=targets)
    office.apply(run)

    assert run.state is ImportState.APPLIED
    assert session.scalar(select(func.count()).where(func.length(Record.title_tr) > 1000)) == 0


def test_a_title_made_of_many_names_breaks_no_index(office, session):
    names = "; ".join(f"{RARE[at : at + 20]}" for at in range(0, 4_000, 20))

    office.write(f'Tarih;Kişi\n12.01.2023;"{names}"')

    assert len(session.scalars(select(Visit)).one().sort_key.encode()) <= 2_500


def test_a_heading_without_end_is_not_remembered(office, session):
    path = office.folder / "uzun.csv"
    path.write_text(f"Tarih;Kişi;{RARE}\n12.01.2023;Ayşe Kaya;1\n", encoding="utf-8")
    run = starting.start_table(session, office.actor, ImportKind.VISIT, path, "uzun.csv", heading_row=1)

    runs.set_targets(session, office.actor, run, ["held", "persons", None])

    assert session.scalar(select(func.count()).select_from(ImportHeading)) == 2


@pytest.mark.parametrize(
    "text", ["-" * 20_000, "(" * 20_000, " " * 10 + "A(" * 9_000, "a, " * 6_000, "a" + " " * 19_000 + "b"]
)
def test_no_cell_keeps_the_reader_busy(office, text):
    columns = ["held", "persons", "organisation", "city"]
    lines = [f"12.01.2023;{text};{text};{text}"] * 20
    run = office.start("\n".join(["a;b;c;d", *lines]))
    runs.set_targets(office.session, office.actor, run, columns)
    begun = time.monotonic()

    runs.read_on(office.session, office.actor, run, today=TODAY)

    assert time.monotonic() - begun < 2


def test_a_text_that_nobody_could_wait_for_is_refused_unread(office, session):
    text = "12.01.2023 - Almanya İzmir Başkonsolosu Ada Yılmaz\n" * 50_000
    begun = time.monotonic()

    with pytest.raises(Invalid, match="2 million letters"):
        starting.start_text(session, office.actor, text, "rapor.txt", year=None, today=TODAY)

    assert time.monotonic() - begun < 1
