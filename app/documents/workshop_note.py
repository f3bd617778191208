"""The briefing for a workshop: who is at the table, what each has, what that shows, and what could follow.

Facts only; ``workshop_paper.py`` makes words of them. Nothing is invented: a proposal names the line of the
comparison that it rests on.

Source: docs/rules.md, R-10, R-12, R-15.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.documents.dossier import issuer_of, name_of
from app.documents.sources import Sources
from app.documents.workshop_compared import compare, propose
from app.documents.workshop_facts import Item, ListRead, Present, Step, WorkshopNote
from app.documents.workshop_table import is_local, lay
from app.domain.tasks import days_late
from app.errors import NotFound
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import city_notes, workshops
from app.regions import REGIONS
from models import Event, EventParticipant, EventSession, Organisation, Task


def gather(session: Session, actor: Actor, event_id: int, *, today: date) -> WorkshopNote:
    """Read an event, the portfolios of our house and of the municipalities at the table, and compare them.

    :raises PermissionDenied: the actor may not read.
    :raises NotFound: there is no such event.

    Cost: a fixed number of statements, however many take part and however many ties they have.
    """
    ensure(actor, Permission.RECORD_VIEW)
    event = workshops.event(session, actor, event_id)
    if event is None:
        raise NotFound(f"event {event_id}")
    house = city_notes.own_house(session, actor)
    guests = _guests(event)
    table = lay(session, actor, house[0] if house else None, guests, today=today)
    regions = [one for one in REGIONS if one in table.all_regions]
    is_compared = bool(house)
    compared = compare(table.portfolios if is_compared else (), regions, table.regions)
    sources = Sources()
    marks = sources.of(event)
    return WorkshopNote(
        event=name_of(event),
        kind=event.event_kind,
        part=event.our_part,
        state=event.event_state,
        mode=event.mode,
        held=event.held,
        city=name_of(event.city) if event.city else None,
        venue_tr=event.venue_tr,
        venue_en=event.venue_en,
        host=name_of(event.host) if event.host else None,
        aim_tr=event.aim_tr,
        aim_en=event.aim_en,
        outcome_tr=event.outcome_tr,
        outcome_en=event.outcome_en,
        headcount=event.headcount,
        headcount_about=event.headcount_about,
        present=tuple(present(one) for one in event.participants),
        items=tuple(_item(one) for one in event.sessions),
        has_house=is_compared,
        portfolios=table.portfolios,
        strangers=tuple(dict.fromkeys(_strangers(event))),
        compared=compared,
        steps=tuple(_step(one, sources, today) for one in workshops.road_map(session, actor, event_id)),
        proposals=propose(compared, house[0].id) if house else (),
        positions=table.positions,
        issuer=issuer_of(session, actor, house),
        as_of=today,
        marks=marks,
        lists=tuple(
            ListRead(one.title, one.imported_at) for one in workshops.lists(session) if one.imported_at
        ),
        cited=sources.cited,
    )


def present(one: EventParticipant) -> Present:
    """Tell somebody who takes part, in the words of that day."""
    return Present(
        name=one.name or (one.person.title_tr if one.person else ""),
        title_tr=one.title_tr,
        title_en=one.title_en,
        remark_tr=one.remark_tr,
        remark_en=one.remark_en,
        organisation=name_of(one.organisation) if one.organisation else None,
        organisation_name=one.organisation_name,
        person=one.person_id,
        role=one.role,
    )


def _guests(event: Event) -> Sequence[Organisation]:
    """Return the municipalities at the table besides us, the host first, each once."""
    bodies = [event.host, *(one.organisation for one in event.participants)]
    return list({one.id: one for one in bodies if one and not one.ours and is_local(one)}.values())


def _strangers(event: Event) -> Iterator[str]:
    for one in event.participants:
        if one.organisation_id is None and one.organisation_name:
            yield one.organisation_name


def _item(one: EventSession) -> Item:
    return Item(
        kind=one.session_kind,
        title_tr=one.title_tr,
        title_en=one.title_en,
        day=one.day,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        speaker=one.speaker,
        organisation=name_of(one.organisation) if one.organisation else None,
        ours_tr=one.ours_tr,
        ours_en=one.ours_en,
    )


def _step(task: Task, sources: Sources, today: date) -> Step:
    return Step(
        id=task.id,
        title_tr=task.title_tr,
        title_en=task.title_en,
        owner=task.owner.name if task.owner else "",
        due=task.due,
        late=days_late(task, today),
        state=task.state,
        marks=sources.of(task),
    )
