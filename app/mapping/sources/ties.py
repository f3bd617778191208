"""Ties of our own house, and its projects with whoever takes part."""

from collections.abc import Container, Iterator, Mapping, Sequence

from app.labels import label
from app.mapping.sources import networks
from app.mapping.sources.source import Asking, Found
from app.mapping.spots import Line, spot_of, weight
from app.mapping.warmth import warmths
from app.queries import map_places, map_ties, map_visits
from app.queries.map_places import BodyRow
from app.queries.map_ties import TieRow
from models.vocabulary import AgreementState, RecordKind, Relation

PRECEDENCE = (
    Relation.SISTER_CITY,
    Relation.FRIENDSHIP_CITY,
    Relation.GOODWILL,
    Relation.PROTOCOL_CITY,
    Relation.PROGRAMME,
    Relation.PROJECT,
    Relation.NETWORK,
    Relation.CONTACT,
)
"""A city with several ties is drawn by the first of these; the legend has the same order."""

OVER = (AgreementState.ENDED, AgreementState.SUPERSEDED)


def ties(asking: Asking) -> Found:
    """Return the ties of our own house; two bodies of one city in one agreement are one tie with it."""
    asked = asking.asked
    found = _found(asking)
    if asked.networks is None:
        return found
    inside = networks.members(asking)
    lines = [line for line in found.lines if inside & {line.body, line.far}]
    return Found(lines, found.kinds, found.bodies)


def _found(asking: Asking) -> Found:
    asked, session, actor, today = asking.asked, asking.session, asking.actor, asking.today
    rows = map_ties.of_our_house(session, actor, today=today, themes=asked.themes, units=asked.units)
    rows = [row for row in rows if in_question(row, asked.states)]
    if asked.warmths is not None:
        warm = warmths(session, actor, t=asking.t, today=today)
        rows = [row for row in rows if warm.get(row.id) in asked.warmths]
    bodies = map_places.bodies(session, actor, {row.body_id for row in rows})
    contacts = map_visits.numbers(session, actor, today=today)
    lines = list(lines_of(asking, rows, bodies, contacts))
    return Found(lines, kinds_of(asking, {line.kind for line in lines}), bodies)


def in_question(row: TieRow, states: Container[AgreementState] | None) -> bool:
    """Say whether a tie is of a state that is asked for.

    Unless one is asked for: that it stands, or once stood until a day that is known, for the years before it.
    """
    if states is not None:
        return row.state in states
    return row.stands or (row.state is not AgreementState.DRAFT and row.until.is_known)


def lines_of(
    asking: Asking,
    rows: Sequence[TieRow],
    bodies: Mapping[int, BodyRow],
    contacts: Mapping[int, int],
    near: int | None = None,
    kind: str = "",
) -> Iterator[Line]:
    """Yield a line for each agreement and city.

    :param contacts: city → visits.
    :param near: where they begin, None for our own city.
    :param kind: of all of them; their relation where it is empty.
    """
    seen: set[tuple[int, int]] = set()
    for row in rows:
        body = bodies.get(row.body_id)
        if body is None:
            continue
        far = spot_of(body)
        if (row.id, far) in seen:
            continue
        seen.add((row.id, far))
        yield Line(
            near,
            far,
            kind or row.relation,
            row.state,
            row.since,
            row.until,
            row.stands,
            weight(contacts.get(far, 0)),
            row.id,
            asking.t.title(row),
            body.id,
            RecordKind.AGREEMENT,
        )


def kinds_of(asking: Asking, found: Container[str]) -> dict[str, str]:
    """Return the legend of some relations, in the order of precedence."""
    return {one.value: asking.t(label(one)) for one in PRECEDENCE if one.value in found}
