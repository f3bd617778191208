"""The information note on a person: offices, how they are addressed, when we last met, what was promised.

Source: docs/rules.md, R-12 to R-15.
"""

from datetime import date

from sqlalchemy.orm import Session

from app.documents import dossier
from app.documents.dossier import Subject
from app.documents.facts import Land, PersonFacts, PersonNote
from app.documents.lands import lands
from app.documents.sources import Sources
from app.documents.who import person_facts
from app.domain.people import ended
from app.errors import NotFound
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import note_subjects as queries
from app.queries import sightings
from models import City


def gather(session: Session, actor: Actor, person_id: int, *, today: date) -> PersonNote:
    """Read what the register knows of a person, and what ties us to whom they speak for today.

    :raises PermissionDenied: the actor may not read.
    :raises NotFound: there is no such person.

    Cost: a fixed number of statements, however much is on record.
    """
    ensure(actor, Permission.RECORD_VIEW)
    person = queries.person(session, actor, person_id)
    if person is None:
        raise NotFound(f"person {person_id}")
    seen = sightings.of_people(session, actor, [person_id], today=today).get(person_id, ())
    held = [post.organisation_id for post in person.posts if post.organisation_id and not ended(post, today)]
    bodies = [one for one in queries.bodies(session, actor, held) if not one.ours]

    def who(sources: Sources, seat: City | None) -> tuple[PersonFacts, tuple[Land, ...]]:
        represented = lands(session, actor, bodies, seat, sources, today=today)
        return person_facts(person, seen, sources, today), represented

    subject = Subject(
        bodies=bodies,
        met=[person_id],
        promised=[person_id],
        offices=(),
        who=who,
        itself=[one.id for one in bodies],
    )
    found, (facts, represented) = dossier.gather(session, actor, subject, today=today)
    return PersonNote(**dossier.whole(found), person=facts, lands=represented)
