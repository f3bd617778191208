"""New records that are filled and not yet written, for :func:`app.records.many.insert_all`."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlalchemy.orm.attributes import instance_dict

from app.permissions.actor import Actor
from app.records import kit
from app.records.noun import Noun, Part
from app.records.parts import SOURCES, defaults, settable_in
from models import Model, PartialDate, Record

R = TypeVar("R", bound=Record)
M = TypeVar("M", bound=Model)


def draft_of(noun: Noun[R], actor: Actor, data: Mapping[str, Any]) -> R:
    """Return a new record, filled, for :func:`app.records.many.insert_all`; the database is not asked.

    It is filled past the mapper, which takes long to note each value: it can never be added to a session.

    :param data: as for :func:`app.records.kit.create`.
    :raises KeyError: see :func:`app.records.kit.fill`.
    """
    record = _blank(noun.model)
    parts = {part.name: part for part in (*noun.parts, SOURCES)}
    columns = {name: value for name, value in data.items() if name not in parts}
    _put(instance_dict(record), columns, kit.settable_of(noun))
    instance_dict(record)["municipality_id"] = kit.owner_of(noun, actor)
    for name, part in parts.items():
        instance_dict(record)[name] = [
            _draft_row(part, position, told) for position, told in enumerate(data.get(name, ()))
        ]
    return record


def _draft_row(part: Part, position: int, data: Mapping[str, Any]) -> Model:
    row = _blank(part.model)
    held = instance_dict(row)
    held.update(defaults(part.model.__table__), position=position)
    _put(held, data, settable_in(part))
    return row


def _blank(model: type[M]) -> M:
    """Return a row of which nothing is said; each of its columns is set, to nothing."""
    row: Any = inspect(model).class_manager.new_instance()
    instance_dict(row).update(_nothing_of(model))
    blank: M = row
    return blank


@cache
def _nothing_of(model: type[Model]) -> Mapping[str, Any]:
    said = instance_dict(model())  # what the mapper sets by itself: the kind of a record
    return {column.key: said.get(column.key) for column in inspect(model).column_attrs}


def _put(held: dict[str, Any], data: Mapping[str, Any], settable: Collection[str]) -> None:
    for name, value in data.items():
        if name not in settable:
            raise KeyError(name)
        held[name] = value
        if isinstance(value, PartialDate):
            held[f"{name}_earliest"], held[f"{name}_latest"] = value.earliest, value.latest
            held[f"{name}_certainty"] = value.certainty
