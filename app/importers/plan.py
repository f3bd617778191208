"""What each row of an import would do: one code for the preview and for writing."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from sqlalchemy.orm import Session

from app.i18n import N_, translator
from app.importers import lists, wording
from app.importers.comparing import Comparison, compare
from app.importers.directory import NOT_THERE, Directory
from app.importers.kinds.kind import Kind
from app.importers.messages import Message, message, of_problem
from app.importers.reading import FieldReader, written
from app.importers.said import Said, Texts, record_number
from app.permissions.actor import Actor
from app.queries import imports as import_rows
from app.queries import known_names
from app.queries.scope import live
from app.records import kit
from app.records.drafts import draft_of
from app.records.fields import MEDIUM, TOO_LONG
from app.records.parts import all_parts
from models import Record
from models.vocabulary import RecordKind, SourceCertainty, Verdict

_SAME_AS, _OTHER_THAN = N_("It says the same as row %(row)s"), N_("Row %(row)s says something else of it")
_COMPLETED = N_("Row %(row)s adds to it")
_CONTINUES = N_("It belongs to row %(row)s")
_BY_HAND = N_("A colleague wrote %(before)s; the file says %(after)s")
_SEVERAL = N_("Several records may be meant")
_NOT_YOURS = N_("It is on record; only an administrator changes shared data")
LIKE_ANOTHER_ROW = N_("Another row of the file may be about the same")
NOT_READ = N_("The cell could not be read as it stands")
_SHORT = 16
_NAMED_BY_OTHERS = (RecordKind.ORGANISATION,)
"""Kinds of record that rows about such records name themselves: a body and what it is a part of."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row on its way into the plan.

    :param texts: target → what the cell says, or what somebody put in its place; empty ones left out.
    :param merged: targets whose cell is one with the cell above.
    :param doubts: what the reader of the file is unsure of: target → why, an English msgid.
    :param kept: messages of the reader of the file: the row is left out, or a cell cannot be read.
    """

    number: int
    texts: Texts
    merged: frozenset[str] = frozenset()
    doubts: Mapping[str, str] = field(default_factory=dict)
    kept: Sequence[Message] = ()


@dataclass(slots=True)
class Planned:
    """What a row would do.

    :param outcome: target → text before and after, in the form of :func:`app.importers.reading.written`.
    :param identity: what tells it from the other rows; empty where nothing does.
    :param data: of a new record, with the ids of :class:`app.importers.directory.Directory`.
    :param changes: of a record on file, likewise.
    :param draft: the new record itself, which names others by these ids.
    :param own_id: below 0, where other rows may name the new record before it is written.
    :param decidable: whether a conflict can be written if somebody wants it: the value of the file wins.
    :param is_written: whether it was.
    """

    number: int
    verdict: Verdict
    messages: list[Message] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)
    outcome: dict[str, list[str]] = field(default_factory=dict)
    identity: str = ""
    record_id: int | None = None
    data: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)
    draft: Record | None = None
    own_id: int | None = None
    decidable: bool = False
    is_written: bool = False

    @property
    def is_wanted(self) -> bool:
        """Whether it is written unless somebody says otherwise."""
        return self.verdict in {Verdict.NEW, Verdict.CHANGED} and not self.doubts

    @property
    def values(self) -> dict[str, str]:
        """Target → text as it was understood."""
        return {target: after for target, (_, after) in self.outcome.items()}


class Seen(Protocol):
    """The rows that were planned before."""

    def before(self, number: int, identities: Iterable[str]) -> Mapping[str, tuple[int, int]]:
        """Return identity → number and facts of the first row before ``number`` that has it."""

    def remember(self, planned: Planned) -> None:
        """Take down a row."""


class SeenHere:
    """The rows of one go through a file, in memory: two numbers for each."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, int]] = {}

    def before(self, number: int, identities: Iterable[str]) -> Mapping[str, tuple[int, int]]:
        """Return what was remembered."""
        return {one: self._known[one] for one in identities if one in self._known}

    def remember(self, planned: Planned) -> None:
        """Keep the first row of an identity."""
        self._known.setdefault(planned.identity, (planned.number, facts(planned.values)))


def facts(values: Mapping[str, str]) -> int:
    """Return a number that is the same for the same values; good within the process."""
    return hash(tuple(sorted(values.items())))


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How an import is read.

    :param file_name: title of the source that new and changed records get.
    :param year: of dates without one.
    :param run_id: the import whose rows are on file, if they are.
    :param is_text: whether a text was read and not a table: what it names is surmised.
    :param fixed: target → text that stands in every row which says nothing of it.
    """

    file_name: str
    year: int | None = None
    run_id: int | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    is_text: bool = False


class Planner:
    """Plans rows of one import against the database as it is.

    A planner may be used for as long as nobody else writes; what it proposed, it remembers.
    """

    def __init__(self, session: Session, actor: Actor, kind: Kind, read_as: ReadAs, *, today: date) -> None:
        self.session, self.actor, self.kind, self.today = session, actor, kind, today
        self.directory = Directory(session, actor, today, creates_cities=not read_as.is_text)
        self._read_as = read_as
        self._reader = FieldReader(kind.noun.form, today, read_as.year)
        self._places = {target.key: place for place, target in enumerate(kind.targets)}
        self._names = self._places.keys() - kind.fields.keys() - kind.read_like.keys()
        self._row_word = translator("tr")

    def source(self, number: int) -> dict[str, Any]:
        """Return the source of a record: the file, and the row in it."""
        return {
            "title": self._read_as.file_name,
            "place": self._row_word(N_("row %(number)s"), number=number),
            "certainty": SourceCertainty.PRINTED,
        }

    def finish(self, one: Planned) -> Record:
        """Return a new record that can be written: all that it names is on file by now.

        :raises ValueError: the row is none.
        """
        if one.draft is None:
            raise ValueError(one.number)
        self.directory.proposals.settle(self.kind.noun, one.draft)
        return one.draft

    def plan(self, lines: Sequence[Line], seen: Seen) -> list[Planned]:
        """Return what rows would do, in their order.

        A row that continues another one must come together with it.

        Cost: about ten statements, however many the rows.
        """
        planned: dict[int, Planned] = {}
        saids: list[Said] = []
        alone: dict[int, Line] = {}
        for group in _groups(self.kind, lines):
            first = group[0]
            if any(one.get("left_out") for one in first.kept):
                planned[first.number] = Planned(first.number, Verdict.IGNORED, list(first.kept))
                continue
            for line in group[1:]:
                told = message("", _CONTINUES, row=first.number)
                planned[line.number] = Planned(line.number, Verdict.IGNORED, [told])
            said = self._understand(group)
            saids.append(said)
            planned[first.number] = self._begun(said, group)
            if len(group) == 1:
                alone[first.number] = first
        open_ = self._without_repeats(saids, planned, alone, seen)
        self._meet(open_, planned)
        for said in open_:
            if planned[said.number].verdict is Verdict.NEW:
                self._draft(planned[said.number], said)
        return [planned[line.number] for line in lines]

    def _understand(self, group: Sequence[Line]) -> Said:
        said = Said(group[0].number, [{**self._read_as.fixed, **line.texts} for line in group])
        for target, name in (*self.kind.fields.items(), *self.kind.read_like.items()):
            text = said.told(target)
            if not text or wording.is_nothing(text):
                continue
            read = self._reader.read(name, text)
            if read.problem is not None:
                said.errors.append(of_problem(read.problem, target))
            else:
                self._take(said, target, read.value)
                if read.doubt:
                    said.doubt(target, read.doubt)
        if not self._refuses_endless(said):
            self.kind.compose(said, self.directory)
        return said

    def _refuses_endless(self, said: Said) -> bool:
        """Refuse names that are longer than any: nothing is looked up of such a row.

        What no field of the form reads is names, one or several in a cell.
        """
        endless = {
            target: max(map(len, parts))
            for texts in said.rows
            for target, text in texts.items()
            if len(text) > MEDIUM and target in self._names and (parts := lists.names(text))
        }
        for target, length in endless.items():
            if length > MEDIUM:
                said.refuse(target, TOO_LONG, limit=MEDIUM, length=length)
        return any(length > MEDIUM for length in endless.values())

    def _take(self, said: Said, target: str, value: Any) -> None:
        if target in self.kind.fields:
            said.put(target, self.kind.fields[target], value)
        else:
            said.values[target] = value
            said.show(target, written(value))

    def _begun(self, said: Said, group: Sequence[Line]) -> Planned:
        """Return the plan of a new record, as far as the row alone tells."""
        for line in group:
            for target, why in line.doubts.items():
                said.doubt(target, why)
            for one in line.kept:
                said.doubt(one["field"], NOT_READ)
        verdict = Verdict.ERROR if said.errors else Verdict.CONFLICT if said.contested else Verdict.NEW
        if said.errors:
            self.directory.wrong_rows.add(said.number)
        kept = [one for line in group for one in line.kept]
        own_id = self._own_id(said) if verdict is Verdict.NEW else None
        return Planned(
            said.number,
            verdict,
            [*said.errors, *said.contested, *kept, *([] if said.errors else said.notes)],
            said.doubts,
            {target: ["", said.understood[target]] for target in self._in_order(said.understood)},
            _identity(self.kind.identify(said)) if verdict is Verdict.NEW else "",
            data=said.data if verdict is Verdict.NEW else {},
            own_id=own_id,
        )

    def _in_order(self, targets: Iterable[str]) -> list[str]:
        return sorted(targets, key=self._places.__getitem__)

    def _own_id(self, said: Said) -> int | None:
        kind = self.kind.noun.kind
        if kind not in _NAMED_BY_OTHERS:
            return None
        found = self._find([said])[0]
        if any(id_ < 0 and self.directory.proposals[id_].has_row for id_ in found):
            said.doubt("", LIKE_ANOTHER_ROW)
        return None if any(id_ > 0 for id_ in found) else self.directory.enlist(said, kind, found)

    def _target_of(self, field: str, said: Said) -> str:
        """Return the target that filled a field of the form: ``posts.0.until`` is of the part ``posts``."""
        column = field.partition(".")[0]
        for name in (column, f"{column}_id"):
            if name in said.targets:
                return said.targets[name]
        return column if self.kind.target(column) else ""

    def _without_repeats(
        self, saids: Sequence[Said], planned: dict[int, Planned], alone: Mapping[int, Line], seen: Seen
    ) -> list[Said]:
        """Leave out what the file says again, and take down what it says first.

        A repeat that says less than the first row is left out too; what it says besides completes that one,
        if both are looked at together.

        :param alone: rows that no other row continues.
        """
        new = [said for said in saids if planned[said.number].verdict is Verdict.NEW]
        if not new:
            return []
        known = dict(seen.before(new[0].number, {planned[said.number].identity for said in new} - {""}))
        left: dict[int, Said] = {}
        for said in new:
            row = planned[said.number]
            first = known.get(row.identity) if row.identity else None
            if first is None:
                known[row.identity] = (row.number, facts(row.values))
                seen.remember(row)
                left[said.number] = said
                continue
            number, told = first
            same = told == facts(row.values)
            if not same and number in alone and said.number in alone:
                whole = self._completed(left[number], said, planned, alone)
                if whole is not None:
                    left[number], same = whole, True
            row.verdict = Verdict.IGNORED if same else Verdict.CONFLICT
            row.messages.insert(0, message("", _SAME_AS if same else _OTHER_THAN, row=number))
            row.decidable, row.data = not same, {}
            if not same:
                left[said.number] = said
        return list(left.values())

    def _completed(
        self, first: Said, said: Said, planned: dict[int, Planned], alone: Mapping[int, Line]
    ) -> Said | None:
        """Return the first row with what a repeat says besides; None where the two contradict each other."""
        before, own = planned[first.number], {one for one in said.understood if said.told(one)}
        if before.own_id is not None or any(
            first.told(one) and first.understood.get(one) != said.understood[one] for one in own
        ):
            return None
        # What the first row does not say was perhaps put in for it, and is then doubted.
        added = {
            one: said.told(one)
            for one in own
            if not first.told(one)
            and (one in first.doubts or first.understood.get(one) != said.understood[one])
        }
        if not added:
            return first
        line = replace(alone[first.number], texts={**first.rows[0], **added})
        whole = self._understand([line])
        row = self._begun(whole, [line])
        if row.verdict is not Verdict.NEW or row.identity != before.identity:
            return None
        row.messages = [*before.messages, message("", _COMPLETED, row=said.number)]
        planned[first.number] = row
        return whole

    def _meet(self, saids: Sequence[Said], planned: Mapping[int, Planned]) -> None:
        """Find the rows that are on record already, and compare."""
        if not saids:
            return
        candidates = self._candidates(saids, planned)
        single = {ids[0] for ids in candidates.values() if len(ids) == 1}
        records = self._records(single)
        compared: list[tuple[Said, Comparison]] = []
        for said in saids:
            row, ids = planned[said.number], candidates[said.number]
            if len(ids) > 1:
                self._contest(row, ids)
            elif ids and ids[0] in records:
                row.record_id, row.data = ids[0], {}
                compared.append((said, compare(said, records[ids[0]], self.kind, self.directory)))
            elif said.which_record.startswith("#"):
                told = message("", NOT_THERE, id=said.which_record[1:])
                row.verdict, row.data, row.messages = Verdict.ERROR, {}, [told, *row.messages]
        differing = {planned[said.number].record_id or 0 for said, found in compared if found.differing}
        by_hand = known_names.written_by_hand(self.session, differing) if differing else {}
        for said, found in compared:
            row = planned[said.number]
            self._judge(row, found, by_hand.get(row.record_id or 0, ()))
            if row.verdict in {Verdict.CHANGED, Verdict.CONFLICT} and row.changes:
                self._check(row, said, records[row.record_id or 0])

    def _candidates(self, saids: Sequence[Said], planned: Mapping[int, Planned]) -> dict[int, list[int]]:
        """Return for each row the records on file that it may be.

        What another row of the same import became is none: the preview took both for new.
        """
        found = dict(zip((said.number for said in saids), self._find(saids), strict=True))
        theirs: Mapping[int, int] = {}
        if self._read_as.run_id is not None:
            ids = {id_ for some in found.values() for id_ in some}
            theirs = import_rows.rows_of_records(self.session, self._read_as.run_id, ids) if ids else {}
        return {
            number: [
                id_
                for id_ in some
                if id_ > 0
                and (planned[number].verdict is Verdict.CONFLICT or theirs.get(id_, number) == number)
            ]
            for number, some in found.items()
        }

    def _find(self, saids: Sequence[Said]) -> list[list[int]]:
        found = [
            [self.directory.proposals.real(id_) for id_ in ids]
            for ids in self.kind.find(self.session, self.actor, self.directory, saids)
        ]
        for place, said in enumerate(saids):
            which = said.which_record
            if which.startswith("#"):
                found[place] = [record_number(which)]
            elif which == "+":
                found[place] = []
        return found

    def _records(self, ids: Iterable[int]) -> dict[int, Record]:
        """Load records with their parts; they are let go of at once, so that nothing here can change them."""
        wanted = list(ids)
        if not wanted:
            return {}
        query = live(self.actor, self.kind.noun.model).where(Record.id.in_(wanted))
        loaded = self.session.scalars(query.options(*all_parts(self.kind.noun))).all()
        for record in loaded:
            self.session.expunge(record)
        return {record.id: record for record in loaded}

    def _contest(self, row: Planned, ids: Sequence[int]) -> None:
        names = self.directory.titles(ids)
        told = message("", _SEVERAL)
        row.messages.insert(0, {**told, "candidates": [[id_, names.get(id_, "")] for id_ in ids]})
        row.verdict, row.data = Verdict.CONFLICT, {}

    def _judge(self, row: Planned, found: Comparison, by_hand: Collection[str]) -> None:
        """Say what writing would do.

        :param by_hand: columns of the record that a colleague wrote after every import.
        """
        typed = [
            target
            for target, columns in found.differing.items()
            if any(_is_among(one, by_hand) for one in columns)
        ]
        contradicts = row.verdict is Verdict.CONFLICT
        for target, values in row.outcome.items():
            values[0] = found.before.get(target, values[1])
        row.changes = found.changes
        if not found.changes:
            row.verdict, row.doubts = Verdict.SAME, {}
        elif not self.actor.may(self.kind.noun.write):
            row.verdict, row.changes = Verdict.IGNORED, {}
            row.messages.insert(0, message("", _NOT_YOURS))
        elif typed:
            row.verdict, row.decidable = Verdict.CONFLICT, True
            row.messages[:0] = [
                message(target, _BY_HAND, before=row.outcome[target][0], after=row.outcome[target][1])
                for target in typed
            ]
        elif not contradicts:
            row.verdict = Verdict.CHANGED

    def _draft(self, row: Planned, said: Said) -> None:
        """Make the new record, and ask the rules of the noun about it."""
        row.draft = draft_of(self.kind.noun, self.actor, {**said.data, **self._printed(row.number)})
        problems = kit.problems(self.kind.noun, row.draft, self.today)
        if problems:
            row.verdict, row.data, row.draft = Verdict.ERROR, {}, None
            row.messages = [one for one in row.messages if one not in said.notes]
            row.messages[:0] = [of_problem(one, self._target_of(one.field, said)) for one in problems]

    def _printed(self, number: int) -> dict[str, Any]:
        """Return what a new record says of where it comes from."""
        told: dict[str, Any] = {"sources": [self.source(number)]}
        if self.kind.printed_in is not None:
            title, place = self.kind.printed_in
            told |= {title: self._read_as.file_name, place: number}
        return told

    def _check(self, row: Planned, said: Said, record: Record) -> None:
        """Ask the rules of the noun about the record as it would be."""
        kit.fill(self.kind.noun, record, row.changes)
        problems = kit.problems(self.kind.noun, record, self.today)
        if problems:
            row.verdict, row.changes = Verdict.ERROR, {}
            row.messages[:0] = [of_problem(one, self._target_of(one.field, said)) for one in problems]


def _is_among(column: str, by_hand: Collection[str]) -> bool:
    """Say whether a column is one of those; a partial date is three columns of the database."""
    return column in by_hand or f"{column}_earliest" in by_hand


def _identity(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=_SHORT).hexdigest() if text else ""


def _groups(kind: Kind, lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Put rows together with those that continue them."""
    group: list[Line] = []
    for line in lines:
        if group and not line.kept and kind.continues(line.texts, line.merged, group[-1].texts):
            group.append(line)
            continue
        if group:
            yield group
        group = [line]
    if group:
        yield group
