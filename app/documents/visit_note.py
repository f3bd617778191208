"""The information note for a visit: who comes, when and where, and what ties us to those who come.

Source: docs/rules.md, R-6, R-12 to R-15.
"""

from datetime import date

from sqlalchemy.orm import Session

from app.documents import dossier
from app.documents.dossier import Subject, meeting_of, participant_of
from app.documents.facts import BodyFacts, Land, Meeting, PersonFacts, VisitNote
from app.documents.lands import lands
from app.documents.sources import Sources
from app.documents.who import body_facts, person_facts
from app.errors import NotFound
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import city_notes, sightings, tasks
from app.queries import note_subjects as queries
from models import City
from models.vocabulary import Side

_Who = tuple[Meeting, tuple[PersonFacts, ...], tuple[BodyFacts, ...], tuple[Land, ...]]


def gather(session: Session, actor: Actor, visit_id: int, *, today: date) -> VisitNote:
    """Read what the register knows of a visit and of those it is with.

    :raises PermissionDenied: the actor may not read.
    :raises NotFound: there is no such visit.

    Cost: a fixed number of statements, however much is on record.
    """
    ensure(actor, Permission.RECORD_VIEW)
    visit = queries.visit(session, actor, visit_id)
    if visit is None:
        raise NotFound(f"visit {visit_id}")
    visitors = [one for one in visit.delegates if one.side is Side.VISITOR]
    named = {one.organisation_id for one in visit.counterparts}
    named |= {one.organisation_id for one in visitors if one.organisation_id}
    bodies = [one for one in queries.bodies(session, actor, named) if not one.ours]
    guests = queries.people(session, actor, {one.person_id for one in visitors if one.person_id})
    seen = sightings.of_people(session, actor, [one.id for one in guests], today=today)
    seated = city_notes.bodies(session, actor, visit.city_id) if visit.city_id else ()
    theirs = list({one.id: one for one in (*bodies, *seated)}.values())

    def who(sources: Sources, seat: City | None) -> _Who:
        return (
            meeting_of(visit, today, sources),
            tuple(person_facts(one, seen.get(one.id, ()), sources, today) for one in guests),
            tuple(body_facts(one, sources) for one in bodies),
            lands(session, actor, bodies, seat, sources, today=today),
        )

    met = [*(one.id for one in bodies), *(one.id for one in guests)]
    met += [visit.city_id] if visit.city_id else []
    subject = Subject(
        bodies=theirs,
        met=met,
        promised=tasks.of_city(visit.city_id) if visit.city_id and not bodies else met,
        offices=[one.id for one in bodies],
        who=who,
        itself=[one.id for one in bodies],
        visits=[visit_id],
    )
    found, (meeting, people, with_whom, represented) = dossier.gather(session, actor, subject, today=today)
    return VisitNote(
        **dossier.whole(found),
        visit=meeting,
        ours=tuple(participant_of(one) for one in visit.delegates if one.side is Side.OURS),
        place_tr=visit.place_tr,
        place_en=visit.place_en,
        guests=people,
        bodies=with_whom,
        lands=represented,
    )
