"""Two editors of one record: what both changed, what only one of them did.

The version that the later editor saw is read back from the trail: the values of today, with every later
change undone. Fields are compared as values and shown in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.domain.differences import Pieces, marked
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import accounts, trail
from app.records import kit
from app.records.changes import field_names, fields, naming_accounts, own_fields
from app.records.history import Told, pairs_of, tell
from app.records.noun import Noun, Part
from app.records.plain import plain, typed
from app.records.reference_field import Chosen, New, Typed
from app.records.seen import SealedForm, digests, read_digests
from models import Record

MINE, THEIRS = "mine", "theirs"
_ERASED = object()
"""A value that was personal and is forgotten: it equals nothing."""


@dataclass(frozen=True)
class Both:
    """One field in both versions, in words; rows are one text each.

    :param before: what the later editor saw; None where it cannot be said in a line.
    :param take: which of the two is chosen, ``mine`` or ``theirs``.
    """

    name: str
    label: str
    mine: Sequence[str]
    theirs: Sequence[str]
    before: str | None = None
    take: str = MINE

    @property
    def marked(self) -> tuple[Pieces, Pieces]:
        """Both texts in pieces, differences marked."""
        return marked(" ".join(self.mine), " ".join(self.theirs))


@dataclass(frozen=True)
class Comparison:
    """The fields of a form by who changed them, each in the order of the form.

    :param meanwhile: what was saved since, the newest first.
    """

    clashes: Sequence[Both]
    theirs: Sequence[Both]
    mine: Sequence[Both]
    same: int
    meanwhile: Sequence[Told]


def meanwhile(
    session: Session, actor: Actor, noun: Noun[Any], record: Record, seen_version: int, t: Translator
) -> list[Told]:
    """Tell what was saved since the actor looked, the newest first: a save raises the version by one."""
    entries = trail.newest(session, record.id, max(record.version - seen_version, 0))
    return tell(session, actor, noun, entries, t, record=record)


def compare(
    session: Session,
    actor: Actor,
    noun: Noun[Any],
    record: Record,
    mine: Any,
    theirs: Any,
    *,
    chosen: Mapping[str, str],
) -> Comparison:
    """Compare what the later editor typed with what is saved by now.

    :param mine: the form as it was sent, with ``seen_version``.
    :param theirs: the same form of the record as it is.
    :param chosen: field → ``mine`` or ``theirs``, where the editor has chosen before.
    """
    t, seen = mine.root.t, mine.seen_version.data or 0
    entries = trail.newest(session, record.id, max(record.version - seen, 0))
    now = kit.snapshot(noun, record).values
    then: dict[str, Any] = dict(now)
    for entry in entries:
        then |= {key: _ERASED if pair is None else pair[0] for key, pair in pairs_of(entry).items()}
    base = {name: _stored(noun, then, name) for name in mine.data}
    ids = {base[field.name] for field in own_fields(noun) if field.names and base.get(field.name)}
    titles = {id_: t.title(one) for id_, one in trail.named(session, actor, ids).items()}
    naming = naming_accounts(noun)
    names = accounts.names(session, actor, {then[name] for name in naming if then.get(name)})
    then |= {name: names.get(then[name]) for name in naming}
    found: dict[str, list[Both]] = {"clashes": [], "theirs": [], "mine": []}
    same = 0
    for field in mine:
        if field.kind == "hidden":
            continue
        one, other, before = typed(field), _stored(noun, now, field.name), base[field.name]
        if one == other:
            same += 1
            continue
        side = "clashes" if field.name in chosen else whose(one, other, before)
        found[side].append(
            Both(
                field.name,
                t(field.label.text),
                in_words(field),
                in_words(theirs[field.name]),
                _before(noun, field.name, then, titles, t),
                chosen.get(field.name, MINE),
            )
        )
    told = tell(session, actor, noun, entries, t, record=record)
    return Comparison(**found, same=same, meanwhile=told)


def whose(mine: object, theirs: object, before: object) -> str:
    """Say whose change a value is: ``mine``, ``theirs``, or of both, which ``clashes``."""
    return "theirs" if mine == before else "mine" if theirs == before else "clashes"


def compare_sealed(mine: Any, theirs: SealedForm, *, chosen: Mapping[str, str]) -> Comparison:
    """Compare the same of a form of which no trail tells what was read: its digests do.

    :param mine: the form as it was sent.
    :param theirs: the same form, bound to what is stored by now.
    """
    read, wanted, stored = read_digests(mine), digests(mine), digests(theirs)
    found: dict[str, list[Both]] = {"clashes": [], "theirs": [], "mine": []}
    different = [name for name in wanted if wanted[name] != stored[name]]
    for name in different:
        side = "clashes" if name in chosen else whose(wanted[name], stored[name], read.get(name))
        label, words = mine.root.t(mine[name].label.text), (in_words(mine[name]), in_words(theirs[name]))
        found[side].append(Both(name, label, *words, take=chosen.get(name, MINE)))
    return Comparison(**found, same=len(wanted) - len(different), meanwhile=())


def chosen(form: Any, posted: Mapping[str, str]) -> dict[str, str]:
    """Return which version was chosen for each field that two editors changed."""
    asked = {name: posted.get(f"take-{name}", "") for name in form.data}
    return {name: side for name, side in asked.items() if side in {MINE, THEIRS}}


def take(form: Any, record: object, names: Sequence[str]) -> None:
    """Put what is saved into some fields of a form."""
    for name in names:
        form[name].process(None, getattr(record, name))
        form[name].errors = []


def in_words(field: Any) -> list[str]:
    """Say what a field of a form holds; a list of rows is a text for each row."""
    match field.kind:
        case "rows":
            return [_row(entry.form) for entry in field.entries]
        case "many" | "choice":
            return [words for value, words, selected in field.choices_view if selected and value]
        case "flag":
            return [field.root.t(N_("Yes") if field.data else N_("No"))]
        case "reference":
            return [_name(field.data)] if field.data else []
        case "hidden":
            return []
    return [] if field.is_blank() else [str(getattr(field, "text", field.data))]


def _row(form: Any) -> str:
    said = (words for field in form if field.kind != "flag" for words in in_words(field))
    return ", ".join(dict.fromkeys(said))


def _name(reference: Chosen | New | Typed) -> str:
    match reference:
        case Chosen(label=text):
            return text
        case New(name=name):
            return name
    return reference.text


def _stored(noun: Noun[Any], values: Mapping[str, Any], name: str) -> Any:
    """Return a field of a record as it stood in a snapshot: the shape of :func:`_typed`."""
    part = next((part for part in noun.parts if part.name == name), None)
    if part is not None:
        return _stored_rows(noun, part, values)
    for field in own_fields(noun):
        if field.name == name:
            return _value([values.get(column) for column in field.columns])
    return None


def _stored_rows(noun: Noun[Any], part: Part, values: Mapping[str, Any]) -> list[Any]:
    rows: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        of, _, rest = key.partition(".")
        if of == part.name:
            row, _, column = rest.partition(".")
            rows.setdefault(row, {})[column] = value
    there = sorted(
        (row for row in rows.values() if row.get("position") is not None), key=lambda row: row["position"]
    )
    field = getattr(noun.form, part.name)
    if "column" in field.kwargs:  # any number of members of a vocabulary
        return sorted(row[field.kwargs["column"]] for row in there)
    asked = field_names(part.form)
    shape = [one for one in fields(part.model, part.form) if one.name in asked]
    return [{one.name: _value([row.get(column) for column in one.columns]) for one in shape} for row in there]


def _value(values: Sequence[Any]) -> Any:
    if len(values) == 1:
        return plain(values[0])
    return None if None in values else tuple(values)


def _before(
    noun: Noun[Any], name: str, values: Mapping[str, Any], titles: Mapping[int, str], t: Translator
) -> str | None:
    for field in own_fields(noun):
        if field.name == name:
            told = [values.get(column) for column in field.columns]
            return None if _ERASED in told else field.words(told, titles, t)
    return None
