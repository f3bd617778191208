"""What an organisation that was created in passing still lacks."""

from app.i18n import N_
from models import Organisation
from models.vocabulary import MISSIONS, OrganisationKind

PLACELESS = (
    OrganisationKind.CITY_NETWORK,
    OrganisationKind.NETWORK_BODY,
    OrganisationKind.INTERNATIONAL_ORGANISATION,
    OrganisationKind.STANDING_BOARD,
    OrganisationKind.UNIT,
)
"""Kinds that may well sit nowhere of their own."""

_OF_A_COUNTRY = tuple(kind for kind in MISSIONS if kind is not OrganisationKind.EU_DELEGATION)


def missing(organisation: Organisation) -> tuple[str, ...]:
    """Say what is still to be completed, as msgids in the order of worth.

    What came from a source is complete as far as the source goes; a part of another body sits where that
    one does.
    """
    if organisation.sources:
        return ()
    kind = organisation.organisation_kind
    placed = organisation.seat_id or organisation.parent_id or organisation.ours or kind in PLACELESS
    blanks = (
        (kind is None, N_("Kind unknown")),
        (kind in _OF_A_COUNTRY and organisation.represents_id is None, N_("No represented country")),
        (not placed, N_("No seat")),
    )
    return tuple(words for blank, words in blanks if blank)
