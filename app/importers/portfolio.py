"""The portfolio of a peer: looked at, kept as a copy beside our record, removed (docs/portfolio.md)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from app import trail
from app.domain.portfolio import Body
from app.domain.portfolio_file import PortfolioFile, fingerprint, read
from app.errors import Invalid, NotFound, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import portfolios
from app.records import kit
from app.records.organisations import ORGANISATION
from models import Organisation, PeerPortfolio, utc_now
from models.vocabulary import OrganisationKind

OUR_OWN = N_("This is our own portfolio. It is for the others; theirs is read here.")
OLDER = N_(
    "This portfolio is of %(day)s, and the one that is here is of %(held)s. "
    "Remove the later one first if you want the earlier one."
)


class Verdict(StrEnum):
    """What reading a file comes to."""

    NEW = "new"
    REPLACES = "replaces"
    SAME = "same"


TOLD = {
    Verdict.NEW: N_("The portfolio was read: %(name)s"),
    Verdict.REPLACES: N_("The portfolio was replaced by the newer one: %(name)s"),
    Verdict.SAME: N_("This is the portfolio that is here already: %(name)s"),
}
"""What was done, in words."""


@dataclass(frozen=True)
class Look:
    """What a file is, before anything is written.

    :param peer: whose it is, None where the organisation will be created.
    :param seat_id: the city of ours where it sits, None if unknown.
    :param held: what the peer gave us before.
    """

    file: PortfolioFile
    peer: Organisation | None
    seat_id: int | None
    held: PeerPortfolio | None

    @property
    def verdict(self) -> Verdict:
        """What reading it comes to."""
        if self.held is None:
            return Verdict.NEW
        return Verdict.SAME if self.held.sha256 == self.file.sha256 else Verdict.REPLACES

    @property
    def fingerprint(self) -> str:
        """What the two offices read to each other."""
        return fingerprint(self.file.sha256)


def look(session: Session, actor: Actor, data: bytes) -> Look:
    """Find out what a file is; nothing is written.

    :raises PermissionDenied: the actor may not write records.
    :raises Invalid: it is no portfolio, was changed, is our own, or is older than what is here.
    """
    ensure(actor, Permission.RECORD_WRITE)
    file = read(data)
    body = file.portfolio.municipality
    city = body.city
    seat_id = portfolios.city_ids(session, [city]).get(city) if city else None
    peer = _peer(session, actor, body, seat_id)
    held = portfolios.of_peer(session, actor, peer.id) if peer else None
    if held is not None and held.exported_on > file.portfolio.as_of:
        days = {"day": file.portfolio.as_of.isoformat(), "held": held.exported_on.isoformat()}
        raise Invalid(Problem("file", OLDER, days))
    return Look(file, peer, seat_id, held)


def take(session: Session, actor: Actor, data: bytes, *, today: date) -> tuple[Verdict, Organisation]:
    """Keep the portfolio of a peer in place of the one before; the same one changes nothing.

    :raises PermissionDenied, Invalid: see :func:`look`.
    """
    seen = look(session, actor, data)
    verdict = seen.verdict
    if verdict is Verdict.SAME and seen.peer is not None and seen.peer.peer:
        return verdict, seen.peer
    peer = _as_peer(session, actor, seen, today)
    held = seen.held or PeerPortfolio(municipality_id=actor.municipality_id, organisation_id=peer.id)
    held.exported_on, held.sha256 = seen.file.portfolio.as_of, seen.file.sha256
    held.content, held.user_id, held.imported_at = seen.file.content, actor.user_id, utc_now()
    session.add(held)
    session.flush()
    _note(session, actor, "organisation.portfolio_imported", held)
    return verdict, peer


def remove(session: Session, actor: Actor, portfolio_id: int) -> Organisation:
    """Remove the portfolio of a peer, all of it; the organisation stays.

    :raises PermissionDenied: the actor may not write records.
    :raises NotFound: there is no such portfolio of this municipality.
    """
    ensure(actor, Permission.RECORD_WRITE)
    held = portfolios.one(session, actor, portfolio_id)
    if held is None:
        message = f"portfolio {portfolio_id}"
        raise NotFound(message)
    _note(session, actor, "organisation.portfolio_removed", held)
    session.delete(held)
    session.flush()
    return held.organisation


def _peer(session: Session, actor: Actor, body: Body, seat_id: int | None) -> Organisation | None:
    """Return the organisation that gave us the file; None where it is not on record.

    :raises Invalid: it is we.
    """
    found = portfolios.may_be(session, actor, name=body.name_tr, kind=_kind(body), city_id=seat_id)
    ordered = sorted(
        found, key=lambda one: (one.title_tr != body.name_tr, not one.ours, not one.peer, one.id)
    )
    if not ordered:
        return None
    if ordered[0].ours:
        raise Invalid(Problem("file", OUR_OWN))
    return ordered[0]


def _as_peer(session: Session, actor: Actor, seen: Look, today: date) -> Organisation:
    if seen.peer is None:
        body = seen.file.portfolio.municipality
        data = {
            "title_tr": body.name_tr,
            "title_en": body.name_en,
            "acronym": body.acronym,
            "organisation_kind": _kind(body),
            "seat_id": seen.seat_id,
            "peer": True,
        }
        return kit.create(session, actor, ORGANISATION, data, today=today)
    if seen.peer.peer:
        return seen.peer
    version = seen.peer.version
    return kit.edit(session, actor, ORGANISATION, seen.peer.id, version, {"peer": True}, today=today)


def _kind(body: Body) -> OrganisationKind:
    return body.kind or OrganisationKind.MUNICIPALITY


def _note(session: Session, actor: Actor, event: str, held: PeerPortfolio) -> None:
    told = {
        "organisation": held.organisation_id,
        "fingerprint": fingerprint(held.sha256),
        "as_of": held.exported_on.isoformat(),
    }
    trail.note(session, actor, event, told)
    trail.touch(session, actor.municipality_id)
