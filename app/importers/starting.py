"""The start of an import: the rows of a table or the passages of a text are stored.

Callers own the transaction; :mod:`app.importers.runs` does the rest.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, false, insert, literal, literal_column
from sqlalchemy.orm import Session

from app.domain.our_country import OUR_COUNTRY
from app.domain.turkish import search_key
from app.errors import Invalid, Problem
from app.i18n import N_
from app.importers import stored
from app.importers.kinds import KINDS as DECLARED
from app.importers.messages import message
from app.importers.tables import Row, Table, guess, read_table
from app.importers.text.gazetteer import Gazetteer, Place
from app.importers.text.home import Home
from app.importers.text.rows_for_import import Passage, passages
from app.permissions.actor import Actor, ensure
from app.queries import imports as import_rows
from app.queries import spellings
from models import ImportRow, ImportRun
from models.vocabulary import ImportKind, ImportState, ImportWay

LONGEST_TEXT = 2_000_000
"""Letters of a text that is read at once, while somebody waits: the longest report seen has 1.3 million."""
_SAMPLES = 200
_STORED_AT_ONCE = 1_000
_row = ImportRow.__table__
# Written by the database: to send as many empty values takes long.
_NO_MAP: ColumnElement[Any] = literal_column("'{}'")
_NOT_YET = {"revised": _NO_MAP, "outcome": _NO_MAP, "identity": literal(""), "picked": false()}
"""What a row has that was not read yet."""
_OF_NO_TABLE = {"words": literal(""), "spans": _NO_MAP, "doubts": _NO_MAP}
"""What a row of a table has of what the reader of a text says."""


def start_table(
    session: Session,
    actor: Actor,
    kind: ImportKind,
    path: Path,
    file_name: str,
    *,
    sheet: str | None = None,
    heading_row: int | None = None,
) -> ImportRun:
    """Store the rows of a table and guess its columns; they are to be named next.

    :raises PermissionDenied: the actor may not create such records.
    :raises Invalid: see :func:`app.importers.tables.read_table`; or there is no row below the headings.
    """
    declared = DECLARED[kind]
    ensure(actor, declared.noun.create)
    table = read_table(path, file_name, sheet=sheet, heading_row=heading_row)
    run = _run(actor, kind, ImportWay.TABLE, file_name, _digest(path))
    remembered = import_rows.remembered(session, actor, kind)
    run.headings, run.targets = list(table.headings), guessed(session, actor, kind, table)
    run.settings = {
        "sheet": table.sheet,
        "sheets": list(table.sheets),
        "heading_row": table.heading_row,
        "remembered": [
            place
            for place, heading in enumerate(table.headings)
            if run.targets[place] and remembered.get(search_key(heading)) == run.targets[place]
        ],
    }
    session.add(run)
    session.flush()
    run.total = _store(session, (_row_values(run, row) for row in table.rows), **_OF_NO_TABLE)
    return run


def guessed(session: Session, actor: Actor, kind: ImportKind, table: Table) -> list[str | None]:
    """Return what the columns of a table are taken for: as was said of their headings before, or by guess.

    :raises Invalid: there is no row below the headings.
    """
    samples = [row.cells for row in islice(table.rows, _SAMPLES) if not row.left_out]
    if not samples:
        raise Invalid(Problem("file", N_("There is no row below the headings.")))
    remembered = import_rows.remembered(session, actor, kind)
    return list(guess(table.headings, samples, DECLARED[kind].targets, remembered))


def start_text(
    session: Session, actor: Actor, text: str, file_name: str, *, year: int | None, today: date
) -> ImportRun:
    """Store the passages of a text; they are read next.

    :param year: of the dates without one; if None, the year of the text's other dates.
    :raises PermissionDenied: the actor may not create visits.
    :raises Invalid: the text tells of no visit, or is longer than :data:`LONGEST_TEXT`.
    """
    declared = DECLARED[ImportKind.VISIT]
    ensure(actor, declared.noun.create)
    if len(text) > LONGEST_TEXT:
        raise Invalid(Problem("text", N_("The text is longer than 2 million letters. Import it in parts.")))
    house, names = spellings.of_our_city(session, actor)
    found = list(passages(text, gazetteer(session), Home(house or OUR_COUNTRY, names), year))
    if not any(not one.left_out for one in found):
        raise Invalid(Problem("text", N_("No visit was found in the text.")))
    run = _run(actor, ImportKind.VISIT, ImportWay.TEXT, file_name, hashlib.sha256(text.encode()).hexdigest())
    run.headings = [
        target.key for target in declared.targets if any(target.key in one.values for one in found)
    ]
    run.targets = list(run.headings)
    run.settings = {"year": year} if year else {}
    run.state = ImportState.READING
    session.add(run)
    session.flush()
    run.total = _store(session, (_passage_values(run, one) for one in found))
    return run


def gazetteer(session: Session) -> Gazetteer:
    """Return every name of every place, for the reader of texts."""
    cities = (
        (spelling, Place(name, code, population))
        for spelling, name, code, population in spellings.cities(session)
    )
    return Gazetteer(spellings.countries(session), cities)


def _run(actor: Actor, kind: ImportKind, way: ImportWay, file_name: str, sha256: str) -> ImportRun:
    return ImportRun(
        municipality_id=actor.municipality_id,
        operation_id=str(uuid4()),
        user_id=actor.user_id,
        actor_name=actor.name,
        import_kind=kind,
        way=way,
        state=ImportState.COLUMNS,
        file_name=file_name,
        sha256=sha256,
        total=0,
        done=0,
    )


def _store(session: Session, values: Iterator[Mapping[str, Any]], **same: Any) -> int:
    """Store rows, and return how many.

    :param same: what stands in each of them.
    """
    statement, total = insert(_row).values(**_NOT_YET, **same), 0
    while some := list(islice(values, _STORED_AT_ONCE)):
        session.execute(statement, some)
        total += len(some)
    return total


def _row_values(run: ImportRun, row: Row) -> Mapping[str, Any]:
    return {
        "run_id": run.id,
        "number": row.number,
        "cells": list(row.cells),
        "merged": sorted(row.merged),
        "messages": stored.messages_of(row),
    }


def _passage_values(run: ImportRun, one: Passage) -> Mapping[str, Any]:
    return {
        "run_id": run.id,
        "number": one.number,
        "cells": [one.values.get(target, "") for target in run.headings],
        "merged": [],
        "words": one.words,
        "spans": {target: [list(place) for place in places] for target, places in one.spans.items()},
        "doubts": dict(one.doubts),
        "messages": [{**message("", one.left_out), "left_out": True}] if one.left_out else [],
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
