"""Which organisation of the record a network of a public list is."""

import re
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.turkish import match_key
from app.permissions.actor import Actor
from app.queries.kept import kept
from app.queries.scope import live
from models import Membership, Organisation, Record, ReferenceNetwork, ReferenceSet
from models.vocabulary import OrganisationKind

KINDS = (
    OrganisationKind.CITY_NETWORK,
    OrganisationKind.UNION,
    OrganisationKind.INTERNATIONAL_ORGANISATION,
    OrganisationKind.ASSOCIATION,
)
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")


def on_record(session: Session, actor: Actor) -> Mapping[int, int]:
    """Return network of a list → organisation, for those that bear the same name or abbreviation.

    What stands in brackets at the end of a name may be missing on one side. Of several organisations it is
    the one that a membership names, and then the oldest record.

    Cost: three statements, and one while the data stays as it is.
    """
    return kept(session, actor, "known networks", lambda: _on_record(session, actor))


def _on_record(session: Session, actor: Actor) -> dict[int, int]:
    listed = select(ReferenceNetwork.id, ReferenceNetwork.name, ReferenceNetwork.acronym).join(
        ReferenceSet, ReferenceSet.id == ReferenceNetwork.set_id
    )
    networks = session.execute(listed.where(ReferenceSet.enabled)).all()
    if not networks:
        return {}
    named = set(session.scalars(live(actor, Membership).with_only_columns(Membership.network_id)))
    bodies = session.execute(
        live(actor, Organisation)
        .where(Organisation.organisation_kind.in_(KINDS))
        .with_only_columns(Organisation.id, Record.title_tr, Record.title_en, Organisation.acronym)
    ).all()
    bearers: dict[str, int] = {}
    for id_, *names in sorted(bodies, key=lambda row: (row.id not in named, row.id)):
        for key in _keys(names):
            bearers.setdefault(key, id_)
    found = {}
    for id_, *names in networks:
        known = next((bearers[key] for key in _keys(names) if key in bearers), None)
        if known is not None:
            found[id_] = known
    return found


def _keys(names: Iterable[str]) -> Iterator[str]:
    """Yield the strict keys of names, the whole ones first."""
    given = [name for name in names if name]
    yield from filter(None, (match_key(name) for name in given))
    yield from filter(None, (match_key(_BRACKETS.sub("", name)) for name in given))
