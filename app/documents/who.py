"""People and bodies as facts of a note."""

from collections.abc import Sequence
from datetime import date

from app.documents.dossier import name_of
from app.documents.facts import BodyFacts, Office, PersonFacts
from app.documents.sources import Sources
from app.domain.last_seen import Sighting, last_seen
from app.domain.people import ended
from models import Organisation, Person


def person_facts(person: Person, seen: Sequence[Sighting], sources: Sources, today: date) -> PersonFacts:
    """Tell a person's forms of address and offices, those they hold first.

    :param seen: where they were met.
    """
    offices = [
        Office(
            title_tr=post.title_tr,
            title_en=post.title_en,
            organisation=name_of(post.organisation) if post.organisation else None,
            since=post.since,
            until=post.until,
            last=last_seen(post, today, seen),
            over=ended(post, today),
        )
        for post in person.posts
    ]
    return PersonFacts(
        name=name_of(person),
        honorific=person.honorific,
        form_tr=person.address_tr,
        form_en=person.address_en,
        languages=person.languages,
        offices=tuple(sorted(offices, key=lambda one: one.over)),
        marks=sources.of(person),
    )


def body_facts(body: Organisation, sources: Sources) -> BodyFacts:
    """Tell what an organisation is, where it sits and whom it stands for."""
    land = body.represents or (body.seat.country if body.seat else None)
    return BodyFacts(
        name=name_of(body),
        acronym=body.acronym,
        kind=body.organisation_kind,
        seat=name_of(body.seat) if body.seat else None,
        country=name_of(land) if land else None,
        represents=name_of(body.represents) if body.represents else None,
        parent=name_of(body.parent) if body.parent else None,
        website=body.website,
        ours=body.ours,
        marks=sources.of(body),
    )
