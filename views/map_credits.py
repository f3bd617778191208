"""Whose public lists a view of the map draws or counts: their licences ask that they are named."""

from collections.abc import Iterator

from app.extensions import db
from app.i18n import N_, Translator
from app.mapping.asked import FROM_LISTS, PUBLIC_NETWORK, Asked
from app.mapping.view import Measure, Shape
from app.queries import reference
from app.web.clock import settings
from models import ReferenceSet
from models.vocabulary import ReferenceKind


def credits_of(t: Translator, asked: Asked) -> str:
    """Name the public lists of a view with their licences and the days they were read; empty for none."""
    told = "; ".join(_named(t, one) for one in reference.read(db.session, set(_kinds(asked))))
    return t(N_("Public lists: %(lists)s"), lists=told) if told else ""


def _kinds(asked: Asked) -> Iterator[ReferenceKind]:
    """Yield the kinds of lists that the view draws or counts."""
    is_measured = asked.shape is Shape.COUNTRIES and asked.measure is Measure.PUBLIC
    if asked.layer in FROM_LISTS or is_measured or asked.may_fill_in:
        yield ReferenceKind.TIES
    chosen = (asked.networks or ()) if "network" in asked.in_use else ()
    if any(one.startswith(PUBLIC_NETWORK) for one in chosen):
        yield ReferenceKind.MEMBERSHIPS


def _named(t: Translator, one: ReferenceSet) -> str:
    read_at = one.imported_at.astimezone(settings().timezone).date() if one.imported_at else None
    return t(
        N_("%(list)s (licence: %(licence)s, read on %(day)s)"),
        list=t(one.source or one.title),
        licence=t(one.licence) if one.licence else t(N_("unknown")),
        day=read_at,
    )
