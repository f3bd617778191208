"""The card of an escort or interpreter that the guest carries: who it is, how to reach them, when.

It is said in the language of the guest, whatever the reader speaks.
"""

from app.i18n import N_, Translator
from app.records.bookings import NOBODY_YET, when
from app.typesetting.cards import Card
from models import Booking
from models.vocabulary import BookingService, Consent

_ROLES = {
    BookingService.INTERPRETING: N_("Your interpreter"),
    BookingService.ESCORT: N_("Your escort"),
    BookingService.BOTH: N_("Your escort and interpreter"),
}


def title(booking: Booking, t: Translator) -> str:
    """Name the sheet."""
    return f"{t(_ROLES[booking.service])} {t.title(booking.member) if booking.member else ''}".strip()


def card(booking: Booking, t: Translator) -> Card:
    """Say who comes and how to reach them; without telephone and e-mail where they refused their use.

    :param booking: loaded with who comes, and for what.

    Source: docs/rules.md, R-16.
    """
    role, member = t(_ROLES[booking.service]), booking.member
    if member is None:
        return Card(t(NOBODY_YET), role, "", (when(booking, t),))
    person = member.person
    reach = () if person.consent is Consent.REFUSED else (person.phone, person.email)
    return Card(t.title(person), role, "", tuple(filter(None, (*reach, when(booking, t)))))
