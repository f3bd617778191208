"""A list as a file: which records, in which format."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import IO, Any

from sqlalchemy.orm import Session

from app.documents import contact_cards, list_files
from app.errors import Invalid, NotFound, Problem
from app.i18n import N_, Translator
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import names
from app.queries.lines import Known
from app.records import kit
from app.records.listing import Asked, cells_of, count, every_id
from app.records.noun import Noun
from models.vocabulary import RecordKind

MEDIA_TYPES = {
    "csv": list_files.CSV_TYPE,
    "xlsx": list_files.XLSX_TYPE,
    "vcf": contact_cards.MEDIA_TYPE,
}
"""The formats, by the ending of the file."""
_CARDS: dict[RecordKind, Any] = {
    RecordKind.PERSON: contact_cards.of_person,
    RecordKind.ORGANISATION: contact_cards.of_organisation,
}


@dataclass(frozen=True)
class Wanted:
    """What is to be in the file.

    :param asked: what the list understood of its address; its order and columns are those of the file.
    :param ids: only these of its records, in this order; empty for all that the list has.
    """

    noun: Noun[Any]
    asked: Asked
    ids: Sequence[int] = ()


def formats(noun: Noun[Any]) -> list[str]:
    """Return the endings of the files that a list can be had as."""
    return [ending for ending in MEDIA_TYPES if ending != "vcf" or noun.kind in _CARDS]


def write(
    session: Session,
    actor: Actor,
    wanted: Wanted,
    ending: str,
    file: IO[bytes],
    t: Translator,
    *,
    today: date,
) -> int:
    """Write the file, chunk by chunk; return how many records are in it.

    :raises PermissionDenied: the actor may not read.
    :raises NotFound: the list cannot be had in this format.
    :raises Invalid: a sheet of Excel does not hold so many rows.
    """
    ensure(actor, Permission.RECORD_VIEW)
    noun, asked = wanted.noun, wanted.asked
    if ending not in formats(noun):
        message = f"{noun.plural} as {ending}"
        raise NotFound(message)
    chunks = _chunks(session, actor, wanted)
    if ending == "vcf":
        return _write_cards(session, actor, noun, chunks, file, t)
    known = Known(session)
    cells = (cells_of(session, noun, asked.columns, ids, t, known) for ids in chunks)
    rows = list_files.flat(asked.columns, chain.from_iterable(cells))
    heads = list_files.headings(asked.columns, t)
    if ending == "csv":
        return list_files.write_csv(file, heads, rows, t)
    if count(session, actor, noun, asked, today) > list_files.MOST_SHEET_ROWS:
        raise Invalid(Problem("", N_("A sheet of Excel does not hold so many rows. Take the CSV file.")))
    return list_files.write_xlsx(file, heads, rows, t, t(noun.many))


def _chunks(session: Session, actor: Actor, wanted: Wanted) -> Iterable[Sequence[int]]:
    if not wanted.ids:
        return every_id(session, actor, wanted.noun, wanted.asked)
    known = names.titles(session, actor, wanted.ids)
    return [[id_ for id_ in wanted.ids if id_ in known and known[id_].kind is wanted.noun.kind]]


def _write_cards(
    session: Session,
    actor: Actor,
    noun: Noun[Any],
    chunks: Iterable[Sequence[int]],
    file: IO[bytes],
    t: Translator,
) -> int:
    card, written = _CARDS[noun.kind], 0
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    for ids in chunks:
        records = kit.load_all(session, actor, noun, ids)
        text.writelines(card(record, t) for record in records)
        written += len(records)
    text.flush()
    text.detach()
    return written
