"""What passed between us and somebody besides visits: letters both ways, projects and events together.

Facts only, as in :mod:`app.documents.dossier`.
"""

from collections import Counter
from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from app.documents.facts import JointEvent, JointProject, LetterFacts, Letters, Name, Together
from app.documents.sources import Sources
from app.permissions.actor import Actor
from app.queries import events as event_queries
from app.queries import letters as letter_queries
from app.queries import projects as project_queries
from models import Event, Letter, Project, Record
from models.vocabulary import LetterDirection

LATEST = 5
"""Letters, projects and events that a note lists; of more it says how many there are."""
AWAITED = 10
"""Letters without a reply that a note lists, the earliest first."""


def letters(
    session: Session,
    actor: Actor,
    ids: Collection[int],
    offices: Collection[int],
    sources: Sources,
    *,
    today: date,
) -> Letters:
    """Read the letters exchanged with some records, and with people who have a post in offices.

    Cost: two statements and their loads.
    """
    known = letter_queries.exchanged(session, actor, ids, offices, today=today)
    awaited = [one for one in known if one.is_awaited]
    latest, earliest = known[:LATEST], awaited[::-1][:AWAITED]
    found = letter_queries.told(session, actor, {one.id for one in [*latest, *earliest]})
    late = {one.id for one in known if one.is_late}
    return Letters(
        latest=tuple(_letter(found[one.id], late, sources) for one in latest if one.id in found),
        awaited=tuple(_letter(found[one.id], late, sources) for one in earliest if one.id in found),
        counts=_by_direction(known),
        awaited_counts=_by_direction(awaited),
    )


def together(session: Session, actor: Actor, ids: Collection[int], sources: Sources) -> Together:
    """Read the projects and events in which one of some cities, bodies or people is, or a visit with them.

    Cost: two statements and their loads.
    """
    projects, project_count = project_queries.together(session, actor, ids, limit=LATEST)
    events, event_count = event_queries.together(session, actor, ids, limit=LATEST)
    return Together(
        projects=tuple(_project(one, sources) for one in projects),
        project_count=project_count,
        events=tuple(_event(one, sources) for one in events),
        event_count=event_count,
    )


def _by_direction(found: Collection[letter_queries.Exchanged]) -> dict[LetterDirection, int]:
    counted = Counter(one.direction for one in found)
    return {way: counted[way] for way in LetterDirection if counted[way]}


def _letter(letter: Letter, late: Collection[int], sources: Sources) -> LetterFacts:
    return LetterFacts(
        id=letter.id,
        direction=letter.direction,
        number=letter.registration_no,
        dated=letter.dated,
        subject_tr=letter.subject_tr,
        subject_en=letter.subject_en,
        whom=_name(letter.correspondent),
        due=letter.reply_due,
        is_late=letter.id in late,
        marks=sources.of(letter),
    )


def _project(project: Project, sources: Sources) -> JointProject:
    return JointProject(
        title=Name(project.id, project.title_tr, project.title_en),
        acronym=project.acronym,
        programme=project.programme,
        state=project.project_state,
        our_role=project.our_role,
        starts=project.starts,
        ends=project.ends,
        marks=sources.of(project),
    )


def _event(event: Event, sources: Sources) -> JointEvent:
    return JointEvent(
        title=Name(event.id, event.title_tr, event.title_en, worded=True),
        kind=event.event_kind,
        our_part=event.our_part,
        state=event.event_state,
        held=event.held,
        city=_name(event.city),
        marks=sources.of(event),
    )


def _name(record: Record | None) -> Name | None:
    return Name(record.id, record.title_tr, record.title_en) if record else None
