"""What a question is: a key, its words, what it takes, and the function that answers it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.answers.answer import Answer
from app.i18n import Translator
from app.permissions.actor import Actor

Options = Sequence[tuple[str, str]]


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
class Question:
    """A question of the director.

    :param ask: takes session, actor, ``t``, ``today`` and the parameters by name.
    :param needs_city: it is about a city, and not asked without one; the parameter is ``city_id``.
    """

    key: str
    title: str
    about: str
    ask: Callable[..., Answer]
    choices: tuple[Choice, ...] = ()
    needs_city: bool = False

    def answer(
        self,
        session: Session,
        actor: Actor,
        asked: Mapping[str, str],
        *,
        t: Translator,
        today: date,
        city_id: int | None = None,
    ) -> Answer:
        """Ask it with the parameters of an address; values that do not exist are left out.

        :raises NotFound: there is no such city.
        """
        values = {choice.key: choice.parse(asked.get(choice.key, "")) for choice in self.choices}
        values = {key: value for key, value in values.items() if value is not None}
        if self.needs_city:
            values["city_id"] = city_id
        return self.ask(session, actor, t=t, today=today, **values)
