"""Filters that many nouns have: over a vocabulary, by year, by country."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.i18n import N_, Translator
from app.labels import label as label_of
from app.permissions.actor import Actor
from app.queries import accounts, countries, years
from app.queries.dates import begins_in_year
from app.records.languages import as_offered
from app.records.noun import Filter, Options

UNKNOWN, SAID_UNKNOWN = "unknown", N_("Unknown")
NOBODY = N_("Nobody yet")


def over(
    key: str,
    label: str,
    column: InstrumentedAttribute[Any],
    of: type[StrEnum],
    *,
    none: str | None = SAID_UNKNOWN,
) -> Filter:
    """Offer each member of a vocabulary with its word, and last what has none of them.

    :param none: what a record without a member is called; None where every record has one.
    """
    return Filter(key, label, _a_member(column, of), _members(of, none), counts=_counts(column))


def by_year(options: Callable[[Session, Actor, Translator], Options]) -> Filter:
    """Offer years; a record stands in the year of its first day."""
    return Filter(
        "year", N_("Year"), _year, options, word=lambda session, actor, value, t: value, counts=years.counts
    )


def by_country(
    condition: Callable[[int], ColumnElement[bool]],
    options: Callable[[Session, Actor, Translator], Options] = countries.of_the_record,
    counts: Callable[[Session, Select[int]], Mapping[str, int]] | None = None,
) -> Filter:
    """Offer countries, by default those that the record names.

    :param condition: what it means to be with a country, by its id.
    """

    def of_the_id(value: str, today: date) -> ColumnElement[bool] | None:
        return condition(int(value)) if value.isdecimal() and len(value) < 10 else None

    return Filter("country", N_("Country"), of_the_id, options, word=countries.title, counts=counts)


def by_colleague(key: str, label: str, condition: Callable[[int | None], ColumnElement[bool]]) -> Filter:
    """Offer the colleagues, who asks first, and last nobody.

    :param condition: what it means to be of an account, by its id; of nobody where it is None.
    """

    def of_the_id(value: str, today: date) -> ColumnElement[bool] | None:
        if value == UNKNOWN:
            return condition(None)
        return condition(int(value)) if value.isdecimal() and len(value) < 10 else None

    def options(session: Session, actor: Actor, t: Translator) -> Options:
        found = sorted(accounts.to_choose(session, actor), key=lambda one: one.id != actor.user_id)
        return [*((str(one.id), one.name) for one in found), (UNKNOWN, t(NOBODY))]

    def word(session: Session, actor: Actor, value: str, t: Translator) -> str:
        if value == UNKNOWN:
            return t(NOBODY)
        return accounts.names(session, actor, {int(value)}).get(int(value), value)

    return Filter(key, label, of_the_id, options, word=word)


def _members(of: type[StrEnum], none: str | None) -> Callable[[Session, Actor, Translator], Options]:
    def options(session: Session, actor: Actor, t: Translator) -> Options:
        known = [(member.value, t(label_of(member))) for member in as_offered(of, t)]
        return [*known, (UNKNOWN, t(none))] if none else known

    return options


def _a_member(
    column: InstrumentedAttribute[Any], of: type[StrEnum]
) -> Callable[[str, date], ColumnElement[bool] | None]:
    """Match a member's value, or what is not known; other values match nothing and are ignored."""

    def condition(value: str, today: date) -> ColumnElement[bool] | None:
        if value == UNKNOWN:
            return column.is_(None)
        return column == of(value) if value in {member.value for member in of} else None

    return condition


def _counts(column: InstrumentedAttribute[Any]) -> Callable[[Session, Select[int]], Mapping[str, int]]:
    own = column.class_.__table__.c

    def counts(session: Session, ids: Select[int]) -> Mapping[str, int]:
        query = select(column, func.count()).where(own.id.in_(ids)).group_by(column)
        return {
            UNKNOWN if member is None else member.value: count for member, count in session.execute(query)
        }

    return counts


def _year(value: str, today: date) -> ColumnElement[bool] | None:
    known = value.isdecimal() and len(value) == 4 and int(value) > 0
    return begins_in_year(int(value)) if known else None
