"""The words of an invitation for one guest: the text of the house, merged. Pure.

Placeholders are names in double braces; what is put in their place is text and is never read again, so
braces in a name stay braces. The texts that a house begins with are in ``invitations.toml``.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.domain.forms_of_address import Form, rank_of, salutation, usual
from app.domain.letter_texts import merged, named, problems
from app.errors import Problem
from app.i18n import N_
from models import Guest, GuestList
from models.vocabulary import AddressRank, InvitationKind, Language

_FILE = Path(__file__).with_suffix(".toml")

PLACEHOLDERS: Mapping[str, str] = {
    "salutation": N_("form of address, such as: Your Excellency"),
    "name": N_("name of the guest"),
    "title": N_("title of the guest"),
    "organisation": N_("organisation of the guest"),
    "companions": N_("how many are invited along, in figures"),
    "invitation": N_("what they are invited to"),
    "day": N_("day, with its weekday"),
    "time": N_("time"),
    "place": N_("place"),
    "answer_by": N_("day by which they are asked to answer"),
    "house": N_("name of our house"),
}
"""What a text may name → what stands there then."""


class Texts(NamedTuple):
    """An invitation in both languages."""

    tr: str
    en: str

    def of(self, language: str) -> str:
        """Return the text of a language, or the other one where there is none."""
        return (self.tr or self.en) if language == "tr" else (self.en or self.tr)


class Hole(NamedTuple):
    """Something that invitations would say, and that the guest list does not tell.

    :param language: where it is told in the other language only; None: not at all.
    :param guests: how many invitations have the hole.
    """

    name: str
    language: Language | None
    guests: int


@cache
def starting() -> Mapping[InvitationKind, Texts]:
    """Return the texts that a house begins with."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {InvitationKind(kind): Texts(one["tr"].strip(), one["en"].strip()) for kind, one in told.items()}


def wrong(texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with the placeholders of texts, each under its field; unknown ones are named."""
    for field, text in texts.items():
        yield from problems(field, text, tuple(PLACEHOLDERS))


def holes(guests: GuestList, texts: Texts, invited: Mapping[Language, int]) -> Sequence[Hole]:
    """Return what the invitations of a list cannot say, in the order in which a text is read.

    :param invited: how many are invited in each language.
    """
    told: Mapping[str, tuple[object, object]] = {
        "invitation": (guests.title_tr, guests.title_en),
        "day": (guests.held.is_known,) * 2,
        "time": (guests.starts_at,) * 2,
        "place": (guests.place_tr, guests.place_en),
        "answer_by": (guests.answer_by,) * 2,
    }
    found = []
    for name, (turkish, english) in told.items():
        asked = {one: n for one, n in invited.items() if n and name in named(texts.of(one.value))}
        if not (turkish or english):
            found += [Hole(name, None, sum(asked.values()))] if asked else []
            continue
        found += [
            Hole(name, one, n)
            for one, n in asked.items()
            if not (turkish if one is Language.TURKISH else english)
        ]
    return found


def write(
    text: str,
    language: str,
    guest: Guest,
    organisation: str,
    values: Mapping[str, str],
    forms: Mapping[AddressRank, Form],
) -> str:
    """Put a text into the words for one guest; a guest without a title is addressed by name.

    :param language: ``tr`` or ``en``.
    :param organisation: of the guest, in that language.
    :param values: what is the same on all invitations of this language.
    :param forms: how the house addresses ranks; the usual forms stand in for what is not there.
    """
    rank = rank_of(guest.rank_tr, guest.rank_en)
    if rank is AddressRank.PERSON and not guest.name:
        rank = AddressRank.BODY
    form = forms.get(rank) or usual()[rank]
    own = guest.form_tr if language == "tr" else guest.form_en
    title = (guest.rank_tr or guest.rank_en) if language == "tr" else (guest.rank_en or guest.rank_tr)
    told = {
        **values,
        "salutation": salutation(form, own, language, name=guest.name, title=title),
        "name": guest.name,
        "title": title,
        "organisation": organisation,
        "companions": str(guest.companions) if guest.companions else "",
    }
    return merged(text, told)
