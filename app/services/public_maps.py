"""Show a map of chosen ties on pages of others, and stop it."""

import re
import secrets
from collections.abc import Sequence

from sqlalchemy.orm import Session

from app import trail
from app.errors import Invalid, NotFound, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import public_maps
from models import PublicMap, utc_now
from models.vocabulary import PublicField, Relation

_ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")
"""An origin as a policy names it; nothing in it can end the policy or begin another one."""
_TOKEN_BYTES = 24
MOST_SITES = 20


def publish(
    session: Session,
    actor: Actor,
    *,
    title_tr: str,
    title_en: str,
    relations: Sequence[Relation],
    fields: Sequence[PublicField],
    sites: Sequence[str],
    most: int,
) -> PublicMap:
    """Put a map on an address that cannot be guessed; whoever knows it sees what is chosen here, and no more.

    :param sites: origins whose pages may frame it; without any the map stands alone.
    :param most: how many maps the municipality may have on addresses at a time.
    :raises PermissionDenied: the actor may not publish.
    :raises Invalid: no kind is chosen, a site is none, or there are as many maps as there may be.
    """
    ensure(actor, Permission.MAP_PUBLISH)
    if public_maps.open_count(session, actor) >= most:
        message = N_("At most %(most)s maps are public at a time. Close the address of one first.")
        raise Invalid(Problem("", message, {"most": most}))
    if not relations:
        raise Invalid(Problem("relations", N_("Choose at least one kind of tie")))
    made = PublicMap(
        municipality_id=actor.municipality_id,
        token=secrets.token_urlsafe(_TOKEN_BYTES),
        title_tr=title_tr,
        title_en=title_en,
        relations=[one.value for one in relations],
        fields=[one.value for one in fields],
        sites=list(dict.fromkeys(map(_origin, _few(sites)))),
        user_id=actor.user_id,
    )
    session.add(made)
    session.flush()
    told = {"public_map": made.id, "relations": made.relations, "fields": made.fields, "sites": made.sites}
    trail.note(session, actor, "agreement.map_published", told)
    return made


def withdraw(session: Session, actor: Actor, map_id: int) -> PublicMap:
    """Let the address of a map lead nowhere from now on.

    :raises PermissionDenied: the actor may not publish.
    :raises NotFound: there is no such map of this municipality.
    """
    ensure(actor, Permission.MAP_PUBLISH)
    found = session.get(PublicMap, map_id)
    if found is None or found.municipality_id != actor.municipality_id:
        message = f"public map {map_id}"
        raise NotFound(message)
    if found.ended_at is None:
        found.ended_at = utc_now()
        trail.note(session, actor, "agreement.map_withdrawn", {"public_map": map_id})
    return found


def _few(sites: Sequence[str]) -> Sequence[str]:
    if len(sites) > MOST_SITES:
        raise Invalid(Problem("sites", N_("At most %(most)s sites"), {"most": MOST_SITES}))
    return sites


def _origin(typed: str) -> str:
    """Return a site as an origin; a path after it is left out.

    :raises Invalid: it is none.
    """
    found = _ORIGIN.match(typed.strip().lower())
    rest = typed.strip()[found.end() :] if found else ""
    if found is None or (rest and not rest.startswith("/")):
        message = N_("%(site)s is no address of a site, such as https://www.example.org")
        raise Invalid(Problem("sites", message, {"site": typed.strip()[:80]}))
    return found[0]
