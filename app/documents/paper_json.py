"""A paper as JSON and back, without loss: an issued note is read years later as it stood."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from app.documents import paper as values
from app.documents.paper import Paper
from models.vocabulary import Confidentiality, RecordKind

_KIND = "is"
_VALUES: Mapping[str, type[Any]] = {
    one.__name__: one
    for one in (
        values.Run,
        values.Heading,
        values.Paragraph,
        values.Facts,
        values.Items,
        values.Table,
        values.Picture,
        values.Section,
        values.Paper,
    )
}
_WORDS: Mapping[str, type[Enum]] = {one.__name__: one for one in (Confidentiality, RecordKind)}
_TAGS: Mapping[str, Callable[[Any], Any]] = {
    "date": date.fromisoformat,
    "bytes": b64decode,
    "set": frozenset,
}


class Unreadable(ValueError):
    """What is stored is no paper that this version knows."""


def to_json(paper: Paper) -> dict[str, Any]:
    """Return a paper as JSON values; what has its usual value is left out."""
    told: dict[str, Any] = _told(paper)
    return told


def from_json(told: Mapping[str, Any]) -> Paper:
    """Return the paper that :func:`to_json` told.

    :raises Unreadable: it is none.
    """
    try:
        found = _read(told)
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(str(error)) from error
    if not isinstance(found, Paper):
        raise Unreadable(type(found).__name__)
    return found


def _told(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        said = {one.name: getattr(value, one.name) for one in fields(value)}
        usual = {one.name: _usual(one) for one in fields(value)}
        kept = {name: _told(one) for name, one in said.items() if one != usual[name]}
        return {_KIND: type(value).__name__, **kept}
    if isinstance(value, tuple):
        return [_told(one) for one in value]
    return _tagged(value)


def _tagged(value: Any) -> Any:
    """Return a value that JSON does not have beside the name of its kind, any other one as it is."""
    match value:
        case Enum():
            return {_KIND: type(value).__name__, "value": value.value}
        case date():
            return {_KIND: "date", "value": value.isoformat()}
        case bytes():
            return {_KIND: "bytes", "value": b64encode(value).decode()}
        case frozenset():
            return {_KIND: "set", "value": sorted(value)}
    return value


def _usual(one: "Field[Any]") -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default


def _read(told: Any) -> Any:
    if isinstance(told, list):
        return tuple(_read(one) for one in told)
    if not isinstance(told, Mapping):
        return told
    kind = told[_KIND]
    if kind in _VALUES:
        return _VALUES[kind](**{name: _read(one) for name, one in told.items() if name != _KIND})
    if kind in _WORDS:
        return _WORDS[kind](told["value"])
    return _TAGS[kind](told["value"])
