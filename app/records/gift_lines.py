"""The line on the page of a visit with which a gift is entered: what, to or from whom, how many."""

from collections.abc import Sequence
from typing import Any

import wtforms

from app.domain.our_country import OUR_COUNTRY
from app.i18n import N_, Translator
from app.records.fields import FlagField, NumberField, Refused, Required, Spoken, TextField
from app.records.form import Form
from app.records.gift_items import MOST_PIECES
from app.records.record_form import FormKey
from app.records.reference_field import ReferenceField
from app.records.visits import bodies, countries
from models import Visit
from models.vocabulary import GiftOrigin, RecordKind, Side


class WhomField(Spoken, wtforms.StringField):
    """One of those whom a visit is with: ``#12`` of who is on record, else ``=`` and the name of that day."""

    kind = "user"
    offered: Sequence[tuple[str, str]] = ()

    def process_data(self, value: Any) -> None:
        """Take a value that is offered."""
        self.data = value or ""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take what was sent; :meth:`pre_validate` looks whether it was offered."""
        self.data = str(valuelist[0]) if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        """Refuse whom the list does not offer.

        :raises Refused: they are none of the visit.
        """
        if self.data and self.data not in {value for value, _ in self.offered}:
            raise Refused(N_("Choose one from the list"))

    @property
    def choices_view(self) -> list[tuple[str, str, bool]]:
        """Value, name and whether it is chosen; not known last."""
        named = [(value, words, value == self.data) for value, words in self.offered]
        return [*named, ("", self.root.t(N_("Unknown")), not self.data)]

    @property
    def record_id(self) -> int | None:
        """Who it is, if they are on record."""
        return int(self.data[1:]) if self.data[:1] == "#" else None

    @property
    def words(self) -> str:
        """The name of that day, of who is not on record."""
        return self.data[1:] if self.data[:1] == "=" else ""


class GivenForm(Form):
    """A city gift, to whom, how many."""

    item = ReferenceField(
        N_("City gift"),
        [Required(N_("Choose a city gift, or write a new one"))],
        of=[RecordKind.GIFT_ITEM],
        creates=RecordKind.GIFT_ITEM,
    )
    whom = WhomField(N_("Receiver"))
    quantity = NumberField(N_("Pieces"), [Required(N_("Enter how many pieces"))], least=1, most=MOST_PIECES)
    repeat_meant = FlagField(N_("They are to have the same gift again"))
    form_key = FormKey()


class ReceivedForm(Form):
    """What it is, from whom, how many."""

    what_tr = TextField(N_("Name of the gift"), [Required(N_("Say what it is"))])
    whom = WhomField(N_("Giver"))
    quantity = NumberField(N_("Pieces"), [Required(N_("Enter how many pieces"))], least=1, most=MOST_PIECES)
    form_key = FormKey()


def whom_with(visit: Visit, t: Translator) -> Sequence[tuple[str, str]]:
    """Return those whom a visit is with as values of the field: its people, then its bodies."""
    people = [one for one in visit.delegates if one.side is not Side.OURS and one.name]
    found = [(f"#{one.person_id}" if one.person_id else f"={one.name}", one.name) for one in people]
    found += [(f"#{body.id}", t.title(body)) for body in bodies(visit) if not body.ours]
    return list(dict(reversed(found)).items())[::-1]


def origin_at(visit: Visit) -> GiftOrigin | None:
    """Say that what is received at a visit comes from abroad, if all do whom it is with."""
    lands = countries(visit)
    return GiftOrigin.FOREIGN if lands and all(one.code != OUR_COUNTRY for one in lands) else None
