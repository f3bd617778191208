"""What changed in a record, in the reader's words: entries of the trail as people would tell them.

Pure: the noun, the values of an entry, the titles of the records it names and a translator go in.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Date, Enum, String, Time, inspect
from wtforms.fields.core import UnboundField

from app.domain.differences import Pieces, marked
from app.i18n import N_, Translator
from app.labels import label
from app.records.form import Form
from app.records.keepers import DEPUTY, OWNER
from app.records.naming import references
from app.records.noun import Noun, Part
from app.records.parts import SOURCES
from models import Model, PartialDate, Record, User
from models.partial_date import Certainty

Pair = tuple[Any, Any]
"""Before and after, as JSON values."""
Pairs = Mapping[str, Pair | None]
"""Field of the trail → before and after; None where the values were erased (docs/rules.md, R-16)."""

_NO_PAIR = (None, None)
_NO_FACTS = frozenset({"id", "position"})
_OF_THE_DAY = {"person": ("name", "printed_name"), "organisation": ("organisation_name",)}
"""The text of a day stands beside the link to the record."""
_IMPORTED = {
    "name": N_("Name on that day"),
    "printed_name": N_("Spelling in the source"),
    "organisation_name": N_("Name of the organisation on that day"),
    "listed_in": N_("Printed in"),
    "listed_no": N_("Place in the list"),
    "doubt_tr": N_("Doubt"),
    "doubt_en": N_("Doubt, in English"),
    "geonames_id": N_("Number in the gazetteer"),
    "sources": N_("Sources"),
    "texts": N_("Written text"),
    "left_out": N_("Sections left out"),
    "note_kind": N_("Kind of note"),
    "issued_on": N_("Issued on"),
    "state": N_("State"),
    "title": N_("Title"),
    "place": N_("Place in the list"),
    "printed": N_("Spelling in the source"),
    "certainty": N_("In the source"),
    "note_tr": N_("Notes"),
    "note_en": N_("Notes in English"),
}
"""The words for what no form asks for."""


@dataclass(frozen=True)
class Change:
    """One field before and after; empty text is an empty field.

    :param row: ``added`` or ``removed`` where a whole row came or went, else empty.
    :param erased: the values were personal and are forgotten.
    """

    label: str
    before: str
    after: str
    row: str = ""
    erased: bool = False

    @property
    def marked(self) -> tuple[Pieces, Pieces]:
        """Both texts in pieces, differences marked."""
        return marked(self.before, self.after)


@dataclass(frozen=True)
class Field:
    """What a reader calls one value of a record or of a row.

    :param columns: the column, or the three of a partial date.
    :param names: whether the value is the id of a record.
    """

    name: str
    label: str
    columns: tuple[str, ...]
    names: bool
    say: Callable[[Sequence[Any], Translator], str]

    def words(self, values: Sequence[Any], titles: Mapping[int, str], t: Translator) -> str:
        """Say a value; nothing for what is empty or unknown."""
        if self.names and values[0] is not None:
            return titles.get(values[0]) or t(N_("a record that is not there any more"))
        return self.say(values, t)


@cache
def fields(model: type[Model], form: type[Form]) -> tuple[Field, ...]:
    """Return the fields of a table in the order of its form; what no form asks for comes last."""
    declared = {name: field for name in dir(form) if isinstance(field := getattr(form, name), UnboundField)}
    asked = sorted(declared, key=lambda name: declared[name].creation_counter)
    order = [one for name in asked for one in (name, *_OF_THE_DAY.get(name, ()))]
    partial = {
        name: tuple(column.name for column in composite.columns)
        for name, composite in inspect(model).composites.items()
    }
    other = {*_NO_FACTS, *(column for columns in partial.values() for column in columns)}
    titles = [Record.__table__.c.title_tr, Record.__table__.c.title_en] if issubclass(model, Record) else []
    plain = [column for column in (*titles, *model.__table__.columns) if column.name not in other]
    pointing = references(model.__table__)
    found = [
        Field(name, _label(declared, name), columns, names=False, say=_partial)
        for name, columns in partial.items()
    ]
    for column in plain:
        names = column.name in pointing
        name = column.name.removesuffix("_id") if names else column.name
        found.append(Field(name, _label(declared, name), (column.name,), names, _say(column.type)))
    known = {field.name: field for field in found}
    first = [known.pop(name) for name in order if name in known]
    return (*first, *known.values())


def naming_accounts(noun: Noun[Any]) -> frozenset[str]:
    """Return the columns of a noun that hold the id of an account."""
    return frozenset(
        column.name
        for column in noun.model.__table__.columns
        for key in column.foreign_keys
        if key.column.table is User.__table__
    )


def named_in(noun: Noun[Any], pairs: Pairs) -> set[int]:
    """Return the ids of the records that an entry names, before or after."""
    pointing = {column for field in own_fields(noun) if field.names for column in field.columns}
    for part in _parts(noun):
        in_row = {
            column for field in fields(part.model, part.form) if field.names for column in field.columns
        }
        pointing |= {f"{part.name}.{column}" for column in in_row}
    ids: set[int] = set()
    for key, pair in pairs.items():
        name, _, rest = key.partition(".")
        if (f"{name}.{rest.partition('.')[2]}" if rest else name) in pointing and pair:
            ids |= {id_ for id_ in pair if isinstance(id_, int)}
    return ids


def read(
    noun: Noun[Any], pairs: Pairs, titles: Mapping[int, str], numbers: Mapping[str, int], t: Translator
) -> list[Change]:
    """Put what one entry changed into words, in the order of the form.

    :param titles: the records that :func:`named_in` found.
    :param numbers: ``delegates.12`` → 2, the place of a row that is still there.
    """
    told = [
        Change(t(field.label), *words) if words else Change(t(field.label), "", "", erased=True)
        for field, words in _changed(_told_of(noun), pairs, titles, t)
    ]
    for part in _parts(noun):
        told += _rows(noun, part, pairs, titles, numbers, t)
    return told


def touched(noun: Noun[Any], keys: Collection[str], t: Translator) -> list[str]:
    """Return the labels of the fields and parts that an entry changed."""
    first = {key.partition(".")[0] for key in keys}
    own = [t(field.label) for field in _told_of(noun) if first.intersection(field.columns)]
    return [*own, *(part_label(noun, part, t) for part in _parts(noun) if part.name in first)]


def field_names(form: type[Form]) -> set[str]:
    """Return the names of what a form asks for, what the page carries along left out."""
    return {
        name
        for name in dir(form)
        if isinstance(field := getattr(form, name), UnboundField) and field.field_class.kind != "hidden"
    }


def own_fields(noun: Noun[Any]) -> tuple[Field, ...]:
    """Return the fields of a noun, those of its parts left out."""
    model: type[Model] = noun.model
    return tuple(one for one in fields(model, noun.form) if one.name not in noun.keys)


def _told_of(noun: Noun[Any]) -> tuple[Field, ...]:
    """Return the fields of a noun, and who keeps the relation: the trail has their names."""
    keepers = (("owner", OWNER), ("deputy", DEPUTY)) if noun.has_keeper else ()
    told = (Field(name, words, (name,), names=False, say=_say(String())) for name, words in keepers)
    return (*own_fields(noun), *told)


def part_label(noun: Noun[Any], part: Part, t: Translator) -> str:
    """Return what a form calls a part."""
    declared = (
        {part.name: field} if isinstance(field := getattr(noun.form, part.name, None), UnboundField) else {}
    )
    return t(_label(declared, part.name))


def _rows(
    noun: Noun[Any],
    part: Part,
    pairs: Pairs,
    titles: Mapping[int, str],
    numbers: Mapping[str, int],
    t: Translator,
) -> Iterator[Change]:
    heading, shape = part_label(noun, part, t), fields(part.model, part.form)
    moved, came_or_went = False, False
    for row, told in _by_row(part, pairs).items():
        place = told.get("position") or _NO_PAIR
        is_new, is_gone = place[0] is None and place[1] is not None, place[0] is not None and place[1] is None
        if is_new or is_gone:
            came_or_went = True
            text = ", ".join(_summary(shape, told, titles, t, after=is_new))
            yield Change(heading, "", text, "added") if is_new else Change(heading, text, "", "removed")
            continue
        moved = moved or place != _NO_PAIR
        number = numbers.get(f"{part.name}.{row}")
        for field, words in _changed(shape, told, titles, t):
            where = (
                t(
                    N_("%(part)s, row %(number)s: %(field)s"),
                    part=heading,
                    number=number,
                    field=t(field.label),
                )
                if number
                else t(N_("%(part)s: %(field)s"), part=heading, field=t(field.label))
            )
            yield Change(where, *words) if words else Change(where, "", "", erased=True)
    if moved and not came_or_went:
        yield Change(heading, "", t(N_("in another order")))


def _summary(
    shape: Sequence[Field], told: Pairs, titles: Mapping[int, str], t: Translator, *, after: bool
) -> list[str]:
    """Say a row that came or went: its values, each word once."""
    said: dict[str, None] = {}
    for field in shape:
        pairs = [told.get(column, _NO_PAIR) for column in field.columns]
        if all(pair == _NO_PAIR for pair in pairs):
            continue
        values = [pair[after] if pair else None for pair in pairs]
        words = t(N_("(erased)")) if None in pairs else field.words(values, titles, t)
        if words and values[0] is not False:
            said[words] = None
    return list(said)


def _changed(
    shape: Sequence[Field], pairs: Pairs, titles: Mapping[int, str], t: Translator
) -> Iterator[tuple[Field, tuple[str, str] | None]]:
    """Yield the fields that changed for a reader; None stands for erased words."""
    for field in shape:
        told = [pairs[column] for column in field.columns if column in pairs]
        if not told:
            continue
        if None in told:
            yield field, None
            continue
        both = [pairs.get(column) or _NO_PAIR for column in field.columns]
        if both[0] == (None, False):
            continue
        before, after = (field.words([pair[side] for pair in both], titles, t) for side in (0, 1))
        if before != after:
            yield field, (before, after)


def _by_row(part: Part, pairs: Pairs) -> dict[str, dict[str, Pair | None]]:
    rows: dict[str, dict[str, Pair | None]] = {}
    for key, pair in pairs.items():
        name, _, rest = key.partition(".")
        if name == part.name and rest:
            row, _, column = rest.partition(".")
            rows.setdefault(row, {})[column] = pair
    return rows


def _parts(noun: Noun[Any]) -> tuple[Part, ...]:
    return (*noun.parts, SOURCES)


def _label(declared: Mapping[str, Any], name: str) -> str:
    told = [one for one in declared[name].args if isinstance(one, str)] if name in declared else []
    return told[0] if told else _IMPORTED.get(name, name.replace("_", " ").capitalize())


def _partial(values: Sequence[Any], t: Translator) -> str:
    first, last, certainty = values
    if first and last and certainty:
        return t.partial(
            PartialDate(date.fromisoformat(first), date.fromisoformat(last), Certainty(certainty))
        )
    # Entries written before a date was kept whole know only the columns that changed.
    return " – ".join(t.date(date.fromisoformat(value)) for value in (first, last) if value)


def _say(kind: Any) -> Callable[[Sequence[Any], Translator], str]:
    """Choose how values of a column are said: by what the column holds."""

    def member(value: Any, t: Translator) -> str:
        known = {one.value: one for one in kind.enum_class}
        return t(label(known[value])) if value in known else str(value)

    def say(values: Sequence[Any], t: Translator) -> str:
        value = ", ".join(values[0]) if isinstance(values[0], list) else values[0]
        if value is None or value == "":
            return ""
        match kind:
            case Enum():
                return member(value, t)
            case Boolean():
                return t(N_("Yes")) if value else t(N_("No"))
            case Date():
                return t.date(date.fromisoformat(value))
            case Time():
                return t.time(time.fromisoformat(value))
        return str(value)

    return say
