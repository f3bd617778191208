"""A list that an office has, as a file, on its way through an import."""

import csv
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from app.i18n import translator
from app.importers import runs, starting
from app.importers.messages import say
from app.unit_of_work import unit_of_work
from models import ImportRow, ImportRun, Record
from models.vocabulary import ImportState, OrganisationKind, Verdict
from tests.make import TODAY


@dataclass
class Imported:
    """An import in preview, and what its rows came to."""

    session: Any
    actor: Any
    run: ImportRun

    @property
    def rows(self) -> list[ImportRow]:
        """The rows, in their order."""
        query = self.session.query(ImportRow).filter_by(run_id=self.run.id)
        return query.order_by(ImportRow.number).all()

    @property
    def verdicts(self) -> list[str]:
        """What would be done with each row."""
        return [row.verdict.value for row in self.rows if row.verdict is not None]

    def said(self, place: int = 0) -> str:
        """What is said of a row, in English."""
        row = self.rows[place]
        told = [say(one, translator("en")) for one in row.messages]
        return " | ".join((*told, *row.doubts.values()))

    def fields(self, place: int = 0) -> set[str]:
        """The targets of which something is said."""
        return {one["field"] for one in self.rows[place].messages}

    def write(self, *, doubtful: bool = False, today: date = TODAY) -> "Imported":
        """Write what is picked, or all that can be."""
        if doubtful:
            numbers = [row.number for row in self.rows if row.verdict in {Verdict.NEW, Verdict.CHANGED}]
            self._do(lambda session: runs.pick(session, self.actor, self.run, numbers, picked=True))
        self._do(lambda session: runs.start_applying(session, self.actor, self.run))
        while self.run.state is ImportState.APPLYING:
            self._do(lambda session: runs.apply_on(session, self.actor, self.run, today=today))
        self.session.expire_all()
        return self

    def records(self) -> list[Any]:
        """The records that the rows became, changed or say the same as, in the order of the rows."""
        return [self.session.get(Record, row.record_id) for row in self.rows if row.record_id]

    def _do(self, what: Any) -> None:
        with unit_of_work(self.session, self.run.operation_id) as session:
            what(session)


@pytest.fixture
def take(session, make):
    """Take a file in, with its guessed columns, up to the preview."""

    def take(kind, path, *, fixed=None, municipality="izmir", today=TODAY):
        actor = make.actor("officer", municipality)
        with unit_of_work(session) as work:
            run = starting.start_table(work, actor, kind, path, path.name)
        with unit_of_work(session) as work:
            runs.set_targets(work, actor, run, run.targets, fixed)
        while run.state is ImportState.READING:
            with unit_of_work(session) as work:
                runs.read_on(work, actor, run, today=today)
        return Imported(session, actor, run)

    return take


@pytest.fixture
def bring(take, tmp_path):
    """Write a list as a file and take it in."""

    def bring(kind, headings, *rows, file_name="liste.csv", **how):
        path = tmp_path / file_name
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(
                [[one.strip() for one in line.split("|")] for line in (headings, *rows)]
            )
        return take(kind, path, **how)

    return bring


@pytest.fixture
def house(make):
    """Write our own municipality, seated in İzmir."""
    return make.organisation(
        "İzmir Büyükşehir Belediyesi",
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("İzmir").id,
        ours=True,
    )
