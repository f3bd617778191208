"""The information note on an organisation: what it is, what ties us, when we last met, who holds its offices.

Source: docs/rules.md, R-13 to R-15.
"""

from datetime import date

from sqlalchemy.orm import Session

from app.documents import dossier
from app.documents.dossier import Subject
from app.documents.facts import BodyFacts, Land, OrganisationNote
from app.documents.lands import lands
from app.documents.sources import Sources
from app.documents.who import body_facts
from app.errors import NotFound
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import city_notes
from app.queries import note_subjects as queries
from app.queries.contacts import LOCAL
from models import City, Organisation


def gather(session: Session, actor: Actor, organisation_id: int, *, today: date) -> OrganisationNote:
    """Read what the register knows of an organisation.

    :raises PermissionDenied: the actor may not read.
    :raises NotFound: there is no such organisation.

    Cost: a fixed number of statements, however much is on record.
    """
    ensure(actor, Permission.RECORD_VIEW)
    body = next(iter(queries.bodies(session, actor, [organisation_id])), None)
    if body is None:
        raise NotFound(f"organisation {organisation_id}")

    def who(sources: Sources, seat: City | None) -> tuple[BodyFacts, tuple[Land, ...]]:
        represented = lands(session, actor, () if body.ours else [body], seat, sources, today=today)
        return body_facts(body, sources), represented

    subject = Subject(
        bodies=[body],
        met=[organisation_id, *_its_city(session, actor, body)],
        promised=[organisation_id],
        offices=[organisation_id],
        who=who,
        itself=[organisation_id],
        is_ours=lambda seat: body.ours,
        city_id=body.seat_id if body.represents_id is None and not body.ours else None,
    )
    found, (facts, represented) = dossier.gather(session, actor, subject, today=today)
    return OrganisationNote(**dossier.whole(found), body=facts, lands=represented)


def _its_city(session: Session, actor: Actor, body: Organisation) -> list[int]:
    """Return the city of a municipality and what else speaks for it: to meet them is to meet it (R-14)."""
    if body.ours or body.seat_id is None or body.organisation_kind not in LOCAL:
        return []
    beside = city_notes.bodies(session, actor, body.seat_id)
    return [body.seat_id, *(one.id for one in beside if dossier.speaks(one) and one.represents_id is None)]
