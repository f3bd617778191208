"""Projects of our own house: with the consortium of each, and ties whose relation is a project."""

from app.labels import label
from app.mapping.sources.source import Asking, Found
from app.mapping.sources.ties import in_question, lines_of
from app.mapping.spots import Line, spot_of, weight
from app.queries import map_places, map_projects, map_ties, map_visits
from app.queries.map_projects import PartnerRow
from models.vocabulary import AgreementState, RecordKind, Relation

PROJECT = Relation.PROJECT.value


def projects(asking: Asking) -> Found:
    """Return with whom we work in a project, or worked: an application is only a plan to.

    A project that carries out a tie is one line with each of its parties, the project's own.
    """
    session, actor, asked, today = asking.session, asking.actor, asking.asked, asking.today
    partners = map_projects.partners(session, actor, units=asked.units)
    ties = map_ties.of_our_house(
        session, actor, today=today, relations=(Relation.PROJECT,), units=asked.units
    )
    rows = [row for row in ties if in_question(row, asked.states)]
    bodies = map_places.bodies(
        session, actor, {row.body_id for row in rows} | {row.body_id for row in partners}
    )
    contacts = map_visits.numbers(session, actor, today=today)
    lines: dict[tuple[int | None, int], Line] = {}
    for row in partners:
        body = bodies.get(row.body_id)
        state = _state(row)
        if body is None or (asked.states is not None and state not in asked.states):
            continue
        if asked.states is None and row.is_completed and not row.until.is_known:
            continue  # over, nobody knows since when: as of ties, only where somebody asks for what has ended
        far = spot_of(body)
        line = Line(
            None,
            far,
            PROJECT,
            state.value,
            row.since,
            row.until,
            not row.is_completed,
            weight(contacts.get(far, 0)),
            row.id,
            asking.t.title(row),
            body.id,
            RecordKind.PROJECT,
        )
        lines.setdefault((row.id, far), line)
        lines.setdefault((row.agreement_id, far), line)
    told = list(dict.fromkeys(lines.values()))
    told += [one for one in lines_of(asking, rows, bodies, contacts) if (one.record, one.far) not in lines]
    kinds = {PROJECT: asking.t(label(Relation.PROJECT))} if told else {}
    return Found(told, kinds, bodies, map_projects.unnamed(session, actor, units=asked.units))


def _state(row: PartnerRow) -> AgreementState:
    return AgreementState.ENDED if row.is_completed else AgreementState.IN_FORCE
