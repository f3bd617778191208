"""What lies on the tables of an event: the attendance sheet, name badges, place cards (F6).

Names and titles are those of that day (docs/rules.md, R-12).
"""

from collections.abc import Iterator
from datetime import date

from app.documents.dossier import name_of
from app.documents.facts import Name
from app.documents.paper import Block, Paper, Paragraph, Run, Section, Table, Words
from app.documents.saying import bilingual, entitled, plain, with_fallbacks
from app.i18n import N_, Translator
from app.typesetting.cards import Card
from models import Event, EventParticipant
from models.vocabulary import EventRole

BLANK_ROWS = 6
"""For those who come and are on no list."""
_ROOM = "\N{HORIZONTAL ELLIPSIS}" * 9
"""As wide as a signature."""


def coming(event: Event) -> list[EventParticipant]:
    """Return who has a seat, in the order of the record: not who is represented by another."""
    return [one for one in event.participants if one.role is not EventRole.REPRESENTED]


def attendance(event: Event, issuer: Name, t: Translator, *, as_of: date) -> Paper:
    """Write the sheet that everybody signs, with some empty lines below.

    :param event: loaded with its participants, their bodies and its city.
    """
    place = (t.title(event.city) if event.city else "", t.either(event.venue_tr, event.venue_en))
    held = t.partial_long(event.held) if event.held.is_known else t(N_("Date unknown"))
    paper = Paper(
        kind=t(N_("Attendance sheet")),
        title=entitled(name_of(event), t),
        subtitle=" · ".join(part for part in (held, *place) if part),
        language=t.language,
        issuer=t.title(issuer),
        as_of=as_of,
        sections=(
            Section("attendance", t(N_("Attendance sheet")), tuple(_sheet(event, t)), is_numbered=False),
        ),
    )
    return with_fallbacks(paper, t)


def _sheet(event: Event, t: Translator) -> Iterator[Block]:
    listed = coming(event)
    heads = (
        t(N_("No.")),
        t(N_("Full name")),
        t(N_("Title on that day")),
        t(N_("Organisation")),
        t(N_("Signature")),
    )
    lines = [
        (plain(_name(one)), bilingual(one.title_tr, one.title_en, t), plain(_body(one, t))) for one in listed
    ]
    lines += [((), (), ())] * BLANK_ROWS
    signature: Words = (Run(_ROOM, soft=True),)
    rows = tuple((plain(str(number)), *line, signature) for number, line in enumerate(lines, start=1))
    yield Table(t(N_("Attendance sheet")), heads, rows, is_form=True)
    yield Paragraph(plain(t.plural("%(n)s participant listed.", "%(n)s participants listed.", len(listed))))


def cards(event: Event, t: Translator) -> tuple[Card, ...]:
    """Return what stands on the badges and place cards: name, title, organisation.

    Somebody without a name is there for an organisation, which then stands in its place.
    """
    found = []
    for one in coming(event):
        name, body = _name(one), _body(one, t)
        found.append(Card(name or body, _title(one, t), body if name else ""))
    return tuple(found)


def _name(one: EventParticipant) -> str:
    return one.printed_name or one.name or (one.person.title_tr if one.person else "")


def _title(one: EventParticipant, t: Translator) -> str:
    return t.either(one.title_tr, one.title_en)


def _body(one: EventParticipant, t: Translator) -> str:
    """Name the body of the day; one whose title is still the same is named in the language of the paper."""
    if one.organisation and one.organisation_name in ("", one.organisation.title_tr):
        return t.title(name_of(one.organisation))
    return one.organisation_name
