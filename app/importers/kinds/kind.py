"""What a kind of import declares; :data:`app.importers.kinds.KINDS` lists them.

To add one, write a module beside this one with

- ``TARGETS``: what a column can be taken for; ``looks_like`` helps to guess.
- ``fields``: the targets that a field of the noun's form reads alone, target → name of the field. Words of
  vocabularies in both languages, Excel days, numbers with decimal commas and ``Evet/Hayır`` are translated
  before; what is refused is an error of the row. They are in ``said.data`` when ``compose`` is called.
- ``read_like``: targets that are read like a field of the form, but that ``compose`` puts together: their
  values are in ``said.values``. A field of a row of a part is named ``posts.since``.
- ``compose(said, directory)``: the rest. References are looked up with ``directory.city``, ``.organisation``,
  ``.person``, ``.country``, ``.account``, which contest what is unclear and propose what is new; then
  ``said.put("seat", "seat_id", id, shown=name)``, and ``said.add("persons", "delegates", {…}, shown)`` for
  rows of parts.
- ``identify(said)``: what tells the record from the others of the file; empty where nothing does.
- ``find(session, actor, directory, rows)``: for each row the ids of the records on file that it may be. None:
  it is new. One: it is that one. Several: a conflict. A few statements for all rows together.
  A kind for which that is what looking names up has found (``said.found``) leaves it out.
- ``apart``: part → columns that tell its rows apart. A row of the file meets the stored row that is equal in
  them, and is compared with it; else it is added. Stored rows are never taken away.

:mod:`app.importers.plan` does the rest: verdict, differences, sources, writing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from app.importers.directory import Directory
from app.importers.said import Said, Texts
from app.importers.target import Target
from app.permissions.actor import Actor
from app.records.noun import Noun
from models.vocabulary import ImportKind

Find = Callable[[Session, Actor, Directory, Sequence[Said]], Sequence[Sequence[int]]]


def looked_up(
    session: Session, actor: Actor, directory: Directory, rows: Sequence[Said]
) -> Sequence[Sequence[int]]:
    """Return what looking up the name of each row has found already."""
    return [said.found for said in rows]


def stands_alone(texts: Texts, merged: frozenset[str], above: Texts) -> bool:
    """Every row is a record of its own."""
    return False


@dataclass(frozen=True)
class Kind:
    """One kind of import: see the module.

    :param links: part → columns that stay as they are in a stored row once they say something.
    :param known_by: columns by which it is found; of a record on file they stay as they are.
    :param printed_in: column for the name of the file and column for the number of the row, of a new record.
    :param words: targets whose texts are members of a vocabulary, besides those of ``fields``.
    :param required: of each group, one target must have a column, or no row can be anything.
    :param continues: whether a row belongs to the record of the row above; it is told its texts, the targets
        whose cells are one with those above, and the texts of the row above.
    """

    import_kind: ImportKind
    noun: Noun[Any]
    targets: tuple[Target, ...]
    compose: Callable[[Said, Directory], None]
    identify: Callable[[Said], str]
    find: Find = looked_up
    fields: Mapping[str, str] = field(default_factory=dict)
    read_like: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, type[StrEnum]] = field(default_factory=dict)
    links: Mapping[str, frozenset[str]] = field(default_factory=dict)
    known_by: frozenset[str] = frozenset()
    printed_in: tuple[str, str] | None = None
    required: tuple[tuple[str, ...], ...] = ()
    continues: Callable[[Texts, frozenset[str], Texts], bool] = stands_alone

    def target(self, key: str) -> Target | None:
        """Return the target of a key."""
        return next((one for one in self.targets if one.key == key), None)
