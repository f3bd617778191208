"""The coming occasions to write a letter, whom each concerns, and what was sent for it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from app.domain import occasions as rules
from app.permissions.actor import Actor
from app.queries import agreements
from app.queries.dates import overlaps
from app.queries.scope import live
from models import City, Country, Letter, Occasion, Organisation, Record
from models.vocabulary import LetterDirection, LetterKind, RecordKind

_city, _organisation = City.__table__.c, Organisation.__table__.c


class Concerned(NamedTuple):
    """A record that an occasion is about, or whom it concerns."""

    id: int
    kind: RecordKind
    title_tr: str
    title_en: str


@dataclass(frozen=True)
class Coming:
    """An occasion on a day.

    :param about: the country, tie or entered occasion; None for what is everybody's.
    :param name_tr, name_en: the day's own name, where it has one.
    :param source: where the day comes from, empty for what is our own record.
    :param years: of an anniversary, how many; else 0.
    :param concerned: whom of our record it concerns.
    :param sent: letters that went out for it this time.
    :param sent_before: and the year before.
    """

    kind: LetterKind
    day: date
    about: Concerned | None = None
    name_tr: str = ""
    name_en: str = ""
    is_sure: bool = True
    source: str = ""
    years: int = 0
    concerned: tuple[Concerned, ...] = ()
    sent: int = 0
    sent_before: int = 0

    @property
    def recipient_ids(self) -> list[int]:
        """The people and bodies among those whom it concerns: they can be written to."""
        return [one.id for one in self.concerned if one.kind in (RecordKind.PERSON, RecordKind.ORGANISATION)]


def coming(
    session: Session, actor: Actor, first: date, last: date, *, every_country: bool = False
) -> Sequence[Coming]:
    """Return the occasions between two days, both counted, the earliest first.

    :param every_country: tell national days of countries too with which the record has nothing.
    Cost: at most eight statements.
    """
    entered = _entered(session, actor, first, last)
    found = [
        *_of_everybody(entered, first, last),
        *_national_days(session, actor, entered, first, last, every_country=every_country),
        *_anniversaries(session, actor, first, last),
        *entered,
    ]
    sent = _sent(session, actor, {one.day.year - back for one in found for back in (0, 1)})
    told = (_with_letters(one, sent) for one in found)
    return sorted(told, key=lambda one: (one.day, list(LetterKind).index(one.kind), one.name_tr))


def _entered(session: Session, actor: Actor, first: date, last: date) -> list[Coming]:
    query = live(actor, Occasion).where(
        or_(Occasion.yearly.is_(True), overlaps(Occasion, "falls", first, last))
    )
    found = []
    for one in session.scalars(query.options(selectinload(Occasion.about))):
        whom = (_named(one.about),) if one.about is not None else ()
        # A national day is about the country, so that its letters are found in every year.
        about = whom[0] if one.occasion_kind is LetterKind.NATIONAL_DAY and whom else _named(one)
        about_none = one.occasion_kind in rules.OF_EVERYBODY
        found += [
            Coming(
                one.occasion_kind,
                day,
                None if about_none else about,
                one.title_tr,
                one.title_en or "",
                concerned=whom,
            )
            for day in rules.days_of(one, first, last)
        ]
    return found


def _of_everybody(entered: Sequence[Coming], first: date, last: date) -> Iterator[Coming]:
    """New Year and the feasts; one that the office entered for a year stands in place of ours."""
    said = {(one.kind, one.day.year) for one in entered}
    for day in rules.returns(1, 1, first, last):
        yield Coming(LetterKind.NEW_YEAR, day)
    for feast in rules.feasts():
        if first <= feast.day <= last and (feast.kind, feast.day.year) not in said:
            yield Coming(feast.kind, feast.day, is_sure=feast.is_sure, source=feast.source)


def _national_days(
    session: Session,
    actor: Actor,
    entered: Sequence[Coming],
    first: date,
    last: date,
    *,
    every_country: bool,
) -> Iterator[Coming]:
    said = {
        (one.about.id, one.day.year) for one in entered if one.about and one.kind is LetterKind.NATIONAL_DAY
    }
    near = {
        code: (known, days)
        for code, known in rules.national_days().items()
        if (days := list(rules.returns(known.month, known.day, first, last)))
    }
    if not near:
        return
    query = live(actor, Country).where(Country.code.in_(near))
    whom = _of_countries(session, actor, last)
    for country in session.scalars(query):
        known, days = near[country.code]
        concerned = whom.get(country.id, ())
        for day in days:
            if (concerned or every_country) and (country.id, day.year) not in said:
                yield Coming(
                    LetterKind.NATIONAL_DAY,
                    day,
                    _named(country),
                    known.name_tr,
                    known.name_en,
                    known.is_sure,
                    known.source,
                    concerned=tuple(concerned),
                )


def _of_countries(session: Session, actor: Actor, today: date) -> Mapping[int, Sequence[Concerned]]:
    """Return whom a country's day concerns: its missions first, then our partners there."""
    found: dict[int, list[Concerned]] = {}
    missions = live(actor, Organisation).where(Organisation.represents_id.is_not(None))
    for one in session.scalars(missions.order_by(Record.sort_key, Record.id)):
        found.setdefault(one.represents_id or 0, []).append(_named(one))
    ties = agreements.standing_of_our_house(session, actor, today=today)
    partners = live(actor, Organisation).where(
        Organisation.id.in_({id_ for tie in ties for id_ in tie.partners}),
        Organisation.represents_id.is_(None),
    )
    seats = select(_city.id, _city.country_id).where(_city.country_id.is_not(None)).subquery()
    rows = partners.join(seats, seats.c.id == _organisation.seat_id).order_by(Record.sort_key, Record.id)
    for one, country_id in session.execute(rows.add_columns(seats.c.country_id)):
        found.setdefault(country_id, []).append(_named(one))
    return found


def _anniversaries(session: Session, actor: Actor, first: date, last: date) -> Iterator[Coming]:
    """Yield the anniversaries of our ties that stand; only a whole day has any (R-13)."""
    near = [
        (tie, day, years)
        for tie in agreements.standing_of_our_house(session, actor, today=first)
        for day, years in rules.anniversaries(tie.signed, first, last)
    ]
    partners = _bodies(session, actor, {id_ for tie, _, _ in near for id_ in tie.partners})
    for tie, day, years in near:
        concerned = tuple(partners[id_] for id_ in tie.partners if id_ in partners)
        about = Concerned(tie.id, RecordKind.AGREEMENT, tie.title_tr, tie.title_en)
        yield Coming(LetterKind.TIE_ANNIVERSARY, day, about, years=years, concerned=concerned)


def _bodies(session: Session, actor: Actor, ids: Collection[int]) -> Mapping[int, Concerned]:
    if not ids:
        return {}
    query = live(actor, Organisation).where(Organisation.id.in_(ids))
    return {one.id: _named(one) for one in session.scalars(query)}


def _sent(
    session: Session, actor: Actor, years: Collection[int]
) -> Mapping[tuple[LetterKind | None, int | None, int | None], int]:
    query = (
        live(actor, Letter)
        .where(Letter.direction == LetterDirection.OUTGOING, Letter.occasion_year.in_(years))
        .group_by(Letter.letter_kind, Letter.about_id, Letter.occasion_year)
        .with_only_columns(Letter.letter_kind, Letter.about_id, Letter.occasion_year, func.count())
    )
    return {(kind, about, year): count for kind, about, year, count in session.execute(query)}


def _with_letters(
    one: Coming, sent: Mapping[tuple[LetterKind | None, int | None, int | None], int]
) -> Coming:
    about = one.about.id if one.about else None
    this, before = (sent.get((one.kind, about, one.day.year - back), 0) for back in (0, 1))
    return replace(one, sent=this, sent_before=before)


def _named(record: Record) -> Concerned:
    return Concerned(record.id, record.kind, record.title_tr, record.title_en or "")
