"""What leaves a guest list on paper: the gate list for security, and address labels.

The gate is told as little as it needs: name, body, who comes along, number plate.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from app.documents.facts import Name
from app.documents.paper import Block, Paper, Paragraph, Section, Table
from app.documents.saying import plain
from app.i18n import N_, Translator
from app.records.guests import body
from app.typesetting.labels import Label
from models import Guest, GuestList
from models.vocabulary import GuestAnswer, Language

_BOX = "[    ]"


def gate(guests: GuestList, coming: Sequence[Guest], issuer: Name, t: Translator, *, as_of: date) -> Paper:
    """Write the list of who comes, by name, with a box to tick.

    :param coming: loaded with their bodies, in the order in which they are printed.
    """
    held = t.partial_long(guests.held) if guests.held.is_known else t(N_("Date unknown"))
    hour = t.time(guests.starts_at) if guests.starts_at else ""
    place = t.either(guests.place_tr, guests.place_en)
    return Paper(
        kind=t(N_("Gate list")),
        title=t.title(guests),
        subtitle=" · ".join(part for part in (held, hour, place) if part),
        language=t.language,
        issuer=t.title(issuer),
        as_of=as_of,
        sections=(Section("gate", t(N_("Gate list")), tuple(_gate(coming, t)), is_numbered=False),),
    )


def _gate(coming: Sequence[Guest], t: Translator) -> Iterator[Block]:
    heads = (
        t(N_("No.")),
        t(N_("Full name")),
        t(N_("Organisation")),
        t(N_("Companions")),
        t(N_("Number plate")),
        t(N_("Arrived")),
    )
    rows = tuple(
        tuple(plain(words) for words in (str(number), *_line(one, t)))
        for number, one in enumerate(coming, start=1)
    )
    if rows:
        yield Table(t(N_("Gate list")), heads, rows, is_form=True)
    people = sum(1 + _along(one) for one in coming)
    yield Paragraph(plain(t.plural("%(n)s person is expected.", "%(n)s people are expected.", people)))


def _along(one: Guest) -> int:
    return (one.companions or 0) if one.answer is GuestAnswer.WITH_COMPANION else 0


def _line(one: Guest, t: Translator) -> tuple[str, ...]:
    along = _along(one)
    companions = f"{t.number(along)} {one.companion_names}".strip() if along else ""
    return t.title(one), body(one, t), companions, one.plate, _BOX


def labels(guests: Sequence[Guest], turkish: Translator, english: Translator) -> tuple[Label, ...]:
    """Return the labels of a list, each in the language of its invitation; who declined gets none."""
    found = []
    for one in guests:
        if one.answer is GuestAnswer.NO:
            continue
        t = english if one.language is Language.ENGLISH else turkish
        lines = (t.either(one.rank_tr, one.rank_en), body(one, t), *one.address.splitlines())
        found.append(Label(t.title(one), tuple(line.strip() for line in lines if line.strip())))
    return tuple(found)
