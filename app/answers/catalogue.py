"""The questions that can be asked, in the order of the page. Page and command line read this list."""

from sqlalchemy.orm import Session

from app.analysis.advice import Spread
from app.answers import (
    balance,
    blank_spots,
    blocs,
    bridges,
    candidates,
    change,
    dependence,
    door,
    friends,
    matters,
    network_choice,
    overlap,
    peers,
    sleeping,
    what_if,
)
from app.answers.question import CITY, Choice, Group, Options, Question, Subject
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import years
from models.vocabulary import RecordKind, Theme


def _themes(session: Session, actor: Actor, t: Translator) -> Options:
    return [(theme.value, t(label(theme))) for theme in Theme]


def _by(session: Session, actor: Actor, t: Translator) -> Options:
    return [(balance.By.COUNTRY.value, t(N_("Country"))), (balance.By.PARTNER.value, t(N_("Partner")))]


def _data(session: Session, actor: Actor, t: Translator) -> Options:
    return [
        (door.Data.ALL.value, t(N_("Our record and public lists"))),
        (door.Data.OWN.value, t(N_("Our record alone"))),
    ]


def _spreads(session: Session, actor: Actor, t: Translator) -> Options:
    return [
        (Spread.ONE.value, t(N_("One city a country"))),
        (Spread.NEW.value, t(N_("Only countries without a tie of ours"))),
    ]


def _spread(text: str) -> Spread | None:
    return Spread(text) if text in set(Spread) else None


def _periods(session: Session, actor: Actor, t: Translator) -> Options:
    return [(change.By.YEAR.value, t(N_("Year"))), (change.By.TERM.value, t(N_("Mayor's term")))]


def _period(text: str) -> change.By | None:
    return change.By(text) if text in set(change.By) else None


def _theme(text: str) -> Theme | None:
    return Theme(text) if text in set(Theme) else None


def _by_value(text: str) -> balance.By | None:
    return balance.By(text) if text in set(balance.By) else None


def _data_value(text: str) -> door.Data | None:
    return door.Data(text) if text in set(door.Data) else None


def _months(session: Session, actor: Actor, t: Translator) -> Options:
    return [(str(number), t.plural("%(n)s month", "%(n)s months", number)) for number in sleeping.CHOICES]


def _months_value(text: str) -> int | None:
    return int(text) if text in {str(number) for number in sleeping.CHOICES} else None


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else None


def _by_what(session: Session, actor: Actor, t: Translator) -> Options:
    return [(by.value, t(word)) for by, word in matters.BY_WORDS.items()]


def _what(text: str) -> matters.By | None:
    return matters.By(text) if text in set(matters.By) else None


def _by_side(session: Session, actor: Actor, t: Translator) -> Options:
    return [(by.value, t(word)) for by, word in overlap.BY_WORDS.items()]


def _side(text: str) -> overlap.By | None:
    return overlap.By(text) if text in set(overlap.By) else None


_CHOICE_OF_DATA = Choice("data", N_("Data"), _data, _data_value)

QUESTIONS = (
    Question(
        "friends",
        friends.QUESTION,
        N_("Ties in force, by country and kind of tie."),
        friends.ask,
        (Choice("theme", N_("Field of cooperation"), _themes, _theme),),
        group=Group.STANDING,
    ),
    Question(
        "blank-spots",
        blank_spots.QUESTION,
        N_("Regions, fields and languages without a tie."),
        blank_spots.ask,
        group=Group.STANDING,
    ),
    Question(
        "sleeping",
        sleeping.QUESTION,
        N_("Ties without contact for 24 months, and those of which the record knows no contact."),
        sleeping.ask,
        (Choice("months", N_("Without contact for"), _months, _months_value),),
        group=Group.STANDING,
    ),
    Question(
        "matters",
        matters.QUESTION,
        N_("Our partners by whom they know, by who links them, and by how close they are to us."),
        matters.ask,
        (_CHOICE_OF_DATA, Choice("by", N_("By"), _by_what, _what)),
        group=Group.NETWORK,
    ),
    Question(
        "bridges",
        bridges.QUESTION,
        N_("Whom we reach in two steps, and through which partner or network alone."),
        bridges.ask,
        (_CHOICE_OF_DATA,),
        group=Group.NETWORK,
    ),
    Question(
        "blocs",
        blocs.QUESTION,
        N_("Ties among our partners, and the groups that stay together however one looks."),
        blocs.ask,
        (_CHOICE_OF_DATA,),
        group=Group.NETWORK,
    ),
    Question(
        "overlap",
        overlap.QUESTION,
        N_("Members and networks that have more in common with ours than chance would bring."),
        overlap.ask,
        (
            _CHOICE_OF_DATA,
            Choice("by", N_("By"), _by_side, _side),
            Choice("network", N_("Network"), network_choice.ours, network_choice.parse),
        ),
        group=Group.NETWORK,
    ),
    Question(
        "what-if",
        what_if.QUESTION,
        N_("Contacts, countries and reach, before and after a change of our networks and ties."),
        what_if.ask,
        (
            Choice("leave", N_("Leave"), network_choice.ours, network_choice.parse),
            Choice("join", N_("Join"), network_choice.others, network_choice.parse),
        ),
        subjects=(
            Subject(
                "tie", N_("End a tie"), (RecordKind.AGREEMENT,), N_("Choose an agreement"), required=False
            ),
            Subject("city", N_("Add a tie with"), (RecordKind.CITY,), N_("Choose a city"), required=False),
        ),
        group=Group.NEXT,
    ),
    Question(
        "door",
        door.QUESTION,
        N_("The people, cities and bodies through whom we reach a city, step by step."),
        door.ask,
        (_CHOICE_OF_DATA,),
        subjects=(CITY,),
        group=Group.NEXT,
    ),
    Question(
        "candidates",
        candidates.QUESTION,
        N_("Cities abroad with what speaks for them and against them, each reason checkable."),
        candidates.ask,
        (Choice("spread", N_("Advice rule"), _spreads, _spread),),
        group=Group.NEXT,
    ),
    Question(
        "peers",
        peers.QUESTION,
        N_("Partners, countries and networks side by side, from public lists and from what is on record."),
        peers.ask,
        subjects=(
            Subject("city", N_("Compare also with"), (RecordKind.CITY,), N_("Choose a city"), required=False),
        ),
        group=Group.STANDING,
    ),
    Question(
        "change",
        change.QUESTION,
        N_("Ties, visits, memberships and projects that began or ended, year by year or term by term."),
        change.ask,
        (Choice("by", N_("By"), _periods, _period),),
        group=Group.STANDING,
    ),
    Question(
        "balance",
        balance.QUESTION,
        N_("Incoming and outgoing visits, by country or partner."),
        balance.ask,
        (Choice("by", N_("By"), _by, _by_value), Choice("year", N_("Year"), years.of_visits, _year)),
        group=Group.STANDING,
    ),
    Question(
        "dependence",
        dependence.QUESTION,
        N_("Shares of countries, fields, contact persons and colleagues."),
        dependence.ask,
        group=Group.STANDING,
    ),
)


def find(key: str) -> Question | None:
    """Return the question of a key."""
    return next((one for one in QUESTIONS if one.key == key), None)
