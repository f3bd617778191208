"""What every layer is given, and what it gives."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from app.i18n import Translator
from app.mapping.asked import Asked
from app.mapping.spots import Line
from app.permissions.actor import Actor
from app.queries.map_places import BodyRow


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for what, in which language, on which day of the office."""

    session: Session
    actor: Actor
    asked: Asked
    t: Translator
    today: date


@dataclass(frozen=True, slots=True)
class Found:
    """The lines of a layer.

    :param kinds: key → label, in the order of the legend; also of kinds without a line.
    :param bodies: organisations that lines name, by id.
    :param left_out: how many of what the layer counts have no place to end at.
    :param unsure: kinds of which nobody knows more than there is: without a line that is unknown, not 0.
    """

    lines: Sequence[Line]
    kinds: Mapping[str, str]
    bodies: Mapping[int, BodyRow] = field(default_factory=dict)
    left_out: int = 0
    unsure: Collection[str] = ()
