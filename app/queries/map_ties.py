"""Ties for the map: of our own house, and of peers. Columns only: there may be 12,000 of them."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.agreements import standing
from app.queries.dates import days
from app.queries.scope import live
from models import (
    Agreement,
    AgreementParty,
    AgreementTheme,
    Certainty,
    Organisation,
    PartialDate,
    Record,
)
from models.vocabulary import AgreementState, PartyRole, Relation, Theme, YesNo

_near, _far = AgreementParty.__table__.alias("near").c, AgreementParty.__table__.alias("far").c
_here, _there = Organisation.__table__.alias("here").c, Organisation.__table__.alias("there").c
_theme = AgreementTheme.__table__.c


class TieRow(NamedTuple):
    """One counterpart of one agreement.

    :param near_id: our own house or the peer.
    :param body_id: the counterpart.
    :param stands: whether it is in force or suspended, and has not run out.
    :param since: when it was signed, else when it began.
    :param until: when it ends or ended; unknown where it renews itself.
    """

    near_id: int
    body_id: int
    id: int
    title_tr: str
    title_en: str
    relation: Relation
    state: AgreementState
    stands: bool
    since: PartialDate
    until: PartialDate


def of_our_house(
    session: Session,
    actor: Actor,
    *,
    today: date,
    relations: Collection[Relation] | None = None,
    themes: Collection[Theme] | None = None,
    units: Collection[int] | None = None,
) -> Sequence[TieRow]:
    """Return the ties of our own house, the latest first.

    Funders, witnesses and patrons are no counterparts; a tie between peers is not ours.

    :param relations, themes, units: only ties of one of these kinds, with one of these fields of cooperation,
        kept by one of these units of our house; None for all.

    Cost: one statement.
    """
    wanted = [_here.ours.is_(True), *_narrowed(relations, themes)]
    if units is not None:
        wanted.append(Agreement.unit_id.in_(units))
    return _read(session, actor, today, wanted)


def of_peers(
    session: Session,
    actor: Actor,
    peers: Collection[int],
    *,
    today: date,
    relations: Collection[Relation] | None = None,
    themes: Collection[Theme] | None = None,
) -> Sequence[TieRow]:
    """Return the ties of peer municipalities as our record has them; as :func:`of_our_house`."""
    return _read(session, actor, today, [_here.id.in_(peers), *_narrowed(relations, themes)])


def _narrowed(
    relations: Collection[Relation] | None, themes: Collection[Theme] | None
) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if relations is not None:
        wanted.append(Agreement.relation.in_(relations))
    if themes is not None:
        wanted.append(Agreement.id.in_(select(_theme.agreement_id).where(_theme.theme.in_(themes))))
    return wanted


def _read(
    session: Session, actor: Actor, today: date, wanted: Sequence[ColumnElement[bool]]
) -> Sequence[TieRow]:
    signed, starts, ends = (days(Agreement, name) for name in ("signed", "starts", "ends"))
    query = (
        live(actor, Agreement)
        .join(_near.id.table, (_near.agreement_id == Agreement.id) & (_near.role == PartyRole.PARTY))
        .join(_here.id.table, _here.id == _near.organisation_id)
        .join(_far.id.table, (_far.agreement_id == Agreement.id) & (_far.role == PartyRole.PARTY))
        .join(_there.id.table, _there.id == _far.organisation_id)
        .where(_there.ours.is_(False), _there.id != _here.id, *wanted)
        .order_by(Record.sort_day.desc(), Agreement.id, _far.position, _near.position)
        .with_only_columns(
            _near.organisation_id,
            _far.organisation_id,
            Agreement.id,
            Agreement.title_tr,
            Agreement.title_en,
            Agreement.relation,
            Agreement.state,
            standing(today),
            *(func.coalesce(one, other) for one, other in zip(signed, starts, strict=True)),
            *ends,
            Agreement.renews,
        )
    )
    found = []
    rows = session.execute(query).all()
    for near_id, body_id, id_, tr, en, relation, state, stands, *dates, renews in rows:
        since, until = _date(*dates[:3]), _date(*dates[3:])
        if stands and (renews is YesNo.YES or (until.latest or today) < today):
            until = _UNKNOWN  # it goes on, whatever an older end says
        found.append(TieRow(near_id, body_id, id_, tr, en, relation, state, bool(stands), since, until))
    return found


_UNKNOWN = PartialDate()


@lru_cache(maxsize=20_000)
def _date(earliest: date | None, latest: date | None, certainty: Certainty | None) -> PartialDate:
    """Return the value of three columns, the same one for the same day: thousands of ties share it."""
    return PartialDate(earliest, latest, certainty)
