"""The questions that can be asked, and what each of them takes. Page and command line read this list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.answers import balance, blank_spots, door, friends, sleeping
from app.answers.answer import Answer
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import years
from models.vocabulary import Theme

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


def _themes(session: Session, actor: Actor, t: Translator) -> Options:
    return [(theme.value, t(label(theme))) for theme in Theme]


def _by(session: Session, actor: Actor, t: Translator) -> Options:
    return [(balance.By.COUNTRY.value, t(N_("Country"))), (balance.By.PARTNER.value, t(N_("Partner")))]


def _theme(text: str) -> Theme | None:
    return Theme(text) if text in set(Theme) else None


def _by_value(text: str) -> balance.By | None:
    return balance.By(text) if text in set(balance.By) else None


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else None


QUESTIONS = (
    Question(
        "friends",
        friends.QUESTION,
        N_("Ties in force, by country and kind of tie."),
        friends.ask,
        (Choice("theme", N_("Field of cooperation"), _themes, _theme),),
    ),
    Question(
        "blank-spots",
        blank_spots.QUESTION,
        N_("Regions, fields and languages without a tie."),
        blank_spots.ask,
    ),
    Question(
        "sleeping",
        sleeping.QUESTION,
        N_("Ties without contact for 24 months, and those of which the record knows no contact."),
        sleeping.ask,
    ),
    Question(
        "door",
        door.QUESTION,
        N_("The people, cities and bodies through whom we reach a city, step by step."),
        door.ask,
        needs_city=True,
    ),
    Question(
        "balance",
        balance.QUESTION,
        N_("Incoming and outgoing visits, by country or partner."),
        balance.ask,
        (Choice("by", N_("By"), _by, _by_value), Choice("year", N_("Year"), years.of_visits, _year)),
    ),
)


def find(key: str) -> Question | None:
    """Return the question of a key."""
    return next((one for one in QUESTIONS if one.key == key), None)
