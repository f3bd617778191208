"""What a question is: a key, its words, what it takes, and the function that answers it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy.orm import Session

from app.answers.answer import Answer
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from models.vocabulary import RecordKind

Options = Sequence[tuple[str, str]]


class Group(StrEnum):
    """Where a question stands on the page of questions."""

    STANDING = "standing"
    NETWORK = "network"
    NEXT = "next"


GROUP_TITLES = {
    Group.STANDING: N_("How we stand"),
    Group.NETWORK: N_("Who links us with whom"),
    Group.NEXT: N_("What to do next"),
}


@dataclass(frozen=True)
class Choice:
    """A parameter with a few values; without one it is not set.

    :param parse: the value from the text of an address; None where there is no such value.
    """

    key: str
    label: str
    options: Callable[[Session, Actor, Translator], Options]
    parse: Callable[[str], Any]


@dataclass(frozen=True)
class Subject:
    """A record the question is about, named in a field that suggests; ``ask`` gets its id as ``<key>_id``.

    :param missing: what to do while none is chosen, as a sentence beside the field.
    :param required: the question is not asked without one.
    """

    key: str
    label: str
    kinds: tuple[RecordKind, ...]
    missing: str
    required: bool = True

    @staticmethod
    def parse(text: str) -> int | None:
        """Read an id from the text of an address; None where it is none."""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None


class Takes(Protocol):
    """What is asked with parameters of an address: a question, the network."""

    @property
    def key(self) -> str:
        """The last part of its address."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Parameters with values."""

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Parameters that are records."""


def lacking(taker: Takes, asked: Mapping[str, str]) -> tuple[Subject, ...]:
    """Return what has to be chosen before it can be asked."""
    return tuple(one for one in taker.subjects if one.required and one.parse(asked.get(one.key, "")) is None)


def given(taker: Takes, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return the parameters of an address by name; values that do not exist are left out.

    :param asked: key of a choice → its value, key of a subject → the number of its record.
    """
    values = {choice.key: choice.parse(asked.get(choice.key, "")) for choice in taker.choices}
    values |= {f"{one.key}_id": one.parse(asked.get(one.key, "")) for one in taker.subjects}
    return {key: value for key, value in values.items() if value is not None}


CITY = Subject("city", N_("City"), (RecordKind.CITY,), N_("Choose a city"))


@dataclass(frozen=True)
class Question:
    """A question of the director.

    :param ask: takes session, actor, ``t``, ``today`` and the parameters by name: the values of choices under
        their keys, the ids of subjects under ``<key>_id``. It raises NotFound for an id that is not there.
    """

    key: str
    title: str
    about: str
    ask: Callable[..., Answer]
    choices: tuple[Choice, ...] = ()
    subjects: tuple[Subject, ...] = ()
    group: Group = field(kw_only=True)

    def lacking(self, asked: Mapping[str, str]) -> tuple[Subject, ...]:
        """Return what has to be chosen before it can be asked."""
        return lacking(self, asked)

    def answer(
        self, session: Session, actor: Actor, asked: Mapping[str, str], *, t: Translator, today: date
    ) -> Answer:
        """Ask it with the parameters of an address, as :func:`given` reads them.

        :raises NotFound: there is no such record.
        :raises ValueError: :meth:`lacking` names something.
        """
        if missing := self.lacking(asked):
            message = f"{self.key} is not asked without {missing[0].key}"
            raise ValueError(message)
        return self.ask(session, actor, t=t, today=today, **given(self, asked))
