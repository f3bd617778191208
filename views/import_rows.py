"""A row of an import as its page shows it: verdict, values, the words it came from, what to say of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.i18n import N_, Translator
from app.importers import offered, runs
from app.importers.messages import say
from app.importers.target import Target
from app.permissions.actor import Actor
from app.queries import imports
from app.records.nouns import NOUNS
from models import ImportRow, ImportRun, Record
from models.vocabulary import ImportKind, ImportState, Verdict

VERDICT_LOOK: Mapping[Verdict, tuple[str, str]] = {
    Verdict.NEW: ("good", "plus"),
    Verdict.SAME: ("quiet", "equal"),
    Verdict.CHANGED: ("move", "arrows-diff"),
    Verdict.CONFLICT: ("wait", "help-circle"),
    Verdict.ERROR: ("bad", "circle-x"),
    Verdict.IGNORED: ("quiet", "minus"),
}
"""Tone and glyph of each verdict."""
COUNTRY = "country"
"""The target that the reader of a text fills with a code."""
LONGEST_QUIET = 60
"""Letters of a passage that says nothing; of a longer one the ends are shown."""
_END = 30
MOST_SHOWN = 1_000
"""Rows of a page that are believed when it says what was ticked on it."""


class Group(NamedTuple):
    """A column of the preview: what stands in it, and below in grey."""

    heading: str
    main: tuple[str, ...]
    detail: tuple[str, ...] = ()
    is_day: bool = False


_GROUPS: Mapping[ImportKind, tuple[Group, ...]] = {
    ImportKind.CITY: (
        Group(N_("Name"), ("title_tr", "title_en")),
        Group(N_("Country"), ("country",), ("region",)),
        Group(N_("Coordinates"), ("position", "latitude", "longitude"), ("population",)),
    ),
    ImportKind.ORGANISATION: (
        Group(N_("Name"), ("title_tr", "title_en"), ("acronym",)),
        Group(N_("Kind of organisation"), ("kind",)),
        Group(N_("Seat, country"), ("seat",), ("country",)),
    ),
    ImportKind.PERSON: (
        Group(N_("Full name"), ("name", "first_name", "last_name"), ("honorific",)),
        Group(N_("Post and organisation"), ("title",), ("organisation",)),
        Group(N_("Contact"), ("email",), ("phone",)),
    ),
    ImportKind.AGREEMENT: (
        Group(N_("Parties"), ("party_1", "party_2"), ("country_1", "country_2")),
        Group(N_("Relation"), ("relation",), ("instrument",)),
        Group(N_("Signed, state"), ("signed",), ("state",), is_day=True),
    ),
    ImportKind.MEMBERSHIP: (
        Group(N_("Network"), ("network",), ("acronym",)),
        Group(N_("Member"), ("member",), ("relation", "role")),
        Group(N_("Since, until"), ("since",), ("until",), is_day=True),
    ),
    ImportKind.VISIT: (
        Group(N_("Date"), ("held",), is_day=True),
        Group(N_("Person and title"), ("persons", "group"), ("titles",)),
        Group(N_("Organisation, country"), ("organisation", "organisations"), ("city", "country")),
    ),
    ImportKind.LETTER: (
        Group(N_("Subject"), ("subject",), ("registration_no",)),
        Group(N_("Correspondent"), ("correspondent",), ("direction",)),
        Group(N_("Date"), ("dated",), is_day=True),
    ),
    ImportKind.TASK: (
        Group(N_("Task"), ("title",), ("about",)),
        Group(N_("Due"), ("due",), ("state",), is_day=True),
        Group(N_("Who sees to it"), ("owner",), ("promised_by",)),
    ),
}
"""The few values by which a row is recognised, by kind; others are shown where the row would change them."""


@dataclass(frozen=True)
class Value:
    """One value of a row.

    :param before: what the record says now, where the row would change it; empty where it says nothing.
    """

    label: str
    text: str
    before: str = ""
    is_change: bool = False
    doubtful: bool = False


@dataclass(frozen=True)
class ShownCell:
    """What a row says in a column of the preview."""

    heading: str
    main: tuple[Value, ...]
    detail: tuple[Value, ...]
    is_day: bool


@dataclass(frozen=True)
class Piece:
    """A part of the words that a row was read from.

    :param read: whether a value was read from it.
    :param doubtful: whether one of those values is unsure.
    """

    text: str
    read: bool = False
    doubtful: bool = False


@dataclass(frozen=True)
class ShownRow:
    """A row of the preview, or of the result.

    :param notes: what else there is to know; nothing is wrong with it.
    :param candidates: names and addresses of the records that may be meant.
    :param record: what it became or changed, or what says the same.
    """

    number: int
    verdict: Verdict
    doubtful: bool
    picked: bool
    pickable: bool
    written: bool
    cells: tuple[ShownCell, ...]
    changes: tuple[Value, ...]
    pieces: tuple[Piece, ...]
    messages: tuple[str, ...]
    notes: tuple[str, ...]
    doubts: tuple[str, ...]
    candidates: tuple[tuple[str, str | None], ...]
    record: Record | None
    record_url: str | None

    @property
    def tone(self) -> str:
        """The tone of its verdict."""
        return VERDICT_LOOK[self.verdict][0]

    @property
    def glyph(self) -> str:
        """The icon of its verdict."""
        return VERDICT_LOOK[self.verdict][1]


@dataclass(frozen=True)
class Table:
    """The rows of a page under the headings of their kind."""

    headings: tuple[str, ...]
    rows: tuple[ShownRow, ...]


def table(
    run: ImportRun,
    rows: Iterable[ImportRow],
    targets: Sequence[Target],
    records: Mapping[int, Record],
    t: Translator,
) -> Table:
    """Prepare rows for the page.

    :param targets: of the kind.
    :param records: those of the rows, by id; without the ones that the reader may not see.
    """
    named = labels(targets, t)
    groups = _GROUPS[run.import_kind]
    shown = tuple(_row(run, row, groups, named, records, t) for row in rows)
    return Table(tuple(t(group.heading) for group in groups), shown)


def labels(targets: Iterable[Target], t: Translator) -> dict[str, str]:
    """Return what the targets are called, by their keys."""
    return {target.key: t(target.label) for target in targets}


def keep_picks(session: Session, actor: Actor, run: ImportRun, form: MultiDict[str, str]) -> None:
    """Pick the rows of a page that are ticked, and no other row that the page showed.

    :param form: ``shown`` and ``picked`` hold numbers of rows.
    """
    shown, ticked = _numbers(form, "shown"), _numbers(form, "picked")
    for numbers, picked in ((shown & ticked, True), (shown - ticked, False)):
        if numbers:
            runs.pick(session, actor, run, numbers, picked=picked)


def texts(run: ImportRun, row: ImportRow) -> dict[str, str]:
    """Return what a row says: target → the text that was read, or the one that somebody put in its place."""
    read = {target: cell for target, cell in zip(run.targets, row.cells, strict=False) if target is not None}
    fixed: dict[str, str] = run.settings.get("fixed", {})
    return (
        fixed | {target: cell for target, cell in read.items() if cell or target not in fixed} | row.revised
    )


def editable(run: ImportRun, row: ImportRow, t: Translator) -> dict[str, str]:
    """Return what a row says as people write it: members of vocabularies and countries by their names."""
    found = {key: offered.shown(run.import_kind, key, text, t) for key, text in texts(run, row).items()}
    code = found.get(COUNTRY, "")
    return found | ({COUNTRY: t.country(code)} if len(code) == 2 and code.isupper() else {})


def record_url(record: Record) -> str:
    """Return the address of a record."""
    return url_for(f"{NOUNS[record.kind].plural}.show", record_id=record.id)


def named_in(rows: Iterable[ImportRow]) -> set[int]:
    """Return the ids of the records that rows became, say the same as, or may mean."""
    own = {row.record_id for row in rows if row.record_id is not None}
    return own | {id_ for row in rows for message in row.messages for id_, _ in offers(message)}


def offers(message: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Return ids and names of the records that may be meant where a message says so, best first."""
    return [(int(id_), str(name)) for id_, name in message.get("candidates", ())]


def pieces(words: str, spans: Mapping[str, Sequence[Sequence[int]]], doubts: Iterable[str]) -> list[Piece]:
    """Cut the words of a row where a value was read from them; what says nothing is shortened."""
    unsure = set(doubts)
    letters = [0] * len(words)
    for key, places in spans.items():
        for first, last in places:
            for at in range(max(first, 0), min(last, len(words))):
                letters[at] |= 2 if key in unsure else 1
    found: list[Piece] = []
    begun = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or letters[at] != letters[begun]:
            kind, text = letters[begun], words[begun:at]
            quiet = text if kind else _shortened(text, first=not begun, last=at == len(words))
            found.append(Piece(quiet, read=kind > 0, doubtful=kind > 1))
            begun = at
    return found


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Leave whole words at the ends that stand beside something read."""
    if len(text) <= LONGEST_QUIET or (first and last):
        return text
    begin, end = text[:_END].rpartition(" ")[0], text[-_END:].partition(" ")[2]
    return ("" if first else f"{begin} ") + "…" + ("" if last else f" {end}")


def _row(
    run: ImportRun,
    row: ImportRow,
    groups: Sequence[Group],
    named: Mapping[str, str],
    records: Mapping[int, Record],
    t: Translator,
) -> ShownRow:
    values = dict(_values(run, row, named, t))
    verdict = row.verdict or Verdict.IGNORED
    in_sight = {key for group in groups for key in (*group.main, *group.detail)}
    record = records.get(row.record_id) if row.record_id is not None else None
    candidates = [one for message in row.messages for one in offers(message)]
    return ShownRow(
        number=row.number,
        verdict=verdict,
        doubtful=bool(row.doubts) and verdict in imports.CAN_BE_WRITTEN,
        picked=row.picked,
        pickable=verdict in imports.CAN_BE_WRITTEN and not (candidates and verdict is Verdict.CONFLICT),
        written=row.picked and record is not None and run.state is not ImportState.PREVIEW,
        cells=tuple(_cell(group, values, t) for group in groups),
        changes=tuple(value for key, value in values.items() if value.is_change and key not in in_sight),
        pieces=tuple(pieces(row.words, row.spans, row.doubts)),
        messages=tuple(said(run.import_kind, one, named, t) for one in row.messages if not one.get("note")),
        notes=tuple(said(run.import_kind, one, named, t) for one in row.messages if one.get("note")),
        doubts=tuple(doubted(row, named, t)),
        candidates=tuple(
            (name, record_url(records[id_]) if id_ in records else None) for id_, name in candidates
        ),
        record=record,
        record_url=record_url(record) if record else None,
    )


def _cell(group: Group, values: Mapping[str, Value], t: Translator) -> ShownCell:
    main, detail = (
        tuple(_without_repeats(values[key] for key in keys if key in values))
        for keys in (group.main, group.detail)
    )
    return ShownCell(t(group.heading), main, detail, group.is_day)


def _without_repeats(values: Iterable[Value]) -> Iterator[Value]:
    """Leave out what stands in the cell already: who sent the delegation is often whom it belongs to."""
    said: set[str] = set()
    for value in values:
        lines = set(value.text.splitlines())
        if not lines <= said:
            yield value
        said |= lines


def _values(
    run: ImportRun, row: ImportRow, named: Mapping[str, str], t: Translator
) -> Iterator[tuple[str, Value]]:
    """Yield target → what is shown of it: what was understood, or else what was read."""
    changes = row.verdict in {Verdict.CHANGED, Verdict.CONFLICT} and row.record_id is not None
    for key, text in texts(run, row).items():
        if text and key not in row.outcome:
            yield key, Value(named.get(key, key), text, doubtful=key in row.doubts)
    for key, (before, after) in row.outcome.items():
        old, new = (offered.shown(run.import_kind, key, text, t) for text in (before, after))
        is_change = changes and before != after
        if new:
            told = Value(named.get(key, key), new, old if is_change else "", is_change, key in row.doubts)
            yield key, told


def doubted(row: ImportRow, named: Mapping[str, str], t: Translator) -> Iterator[str]:
    """Put what is unsure about a row into words, each with what it is about before them."""
    for key, why in row.doubts.items():
        yield _labelled(named.get(key), t(why))


def said(kind: ImportKind, message: Mapping[str, Any], named: Mapping[str, str], t: Translator) -> str:
    """Put a message into words, with what it is about before them."""
    field, values = str(message.get("field", "")), dict(message.get("values", {}))
    for key in {"before", "after"} & values.keys():
        values[key] = offered.shown(kind, field, str(values[key]), t)
    return _labelled(named.get(field), say({**message, "values": values}, t))


def _numbers(form: MultiDict[str, str], name: str) -> set[int]:
    found = form.getlist(name)[:MOST_SHOWN]
    return {int(number) for number in found if number.isdecimal() and len(number) < 10}


def _labelled(label: str | None, words: str) -> str:
    return f"{label}: {words}" if label else words
