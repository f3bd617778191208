"""Countries: form and list."""

from collections.abc import Iterable, Iterator
from datetime import date

from app.errors import Problem
from app.i18n import N_
from app.permissions.policy import Permission
from app.records import cells
from app.records.choices import over
from app.records.fields import EnumField, Required, TextField
from app.records.noun import Cell, Column, Noun
from app.records.record_form import RecordForm
from models import Country, Record
from models.vocabulary import CountryKind, RecordKind


class CountryForm(RecordForm):
    """A country of the office's table."""

    title_tr = TextField(N_("Name in Turkish"), [Required(N_("Enter the name"))])
    title_en = TextField(N_("Name in English"), [Required(N_("Enter the name"))])
    code = TextField(N_("Code"), [Required(N_("Enter the code of two letters"))])
    country_kind = EnumField(
        N_("Kind"), [Required(N_("Choose one from the list"))], of=CountryKind, blank=None
    )
    region = TextField(N_("Region"))


def code_of_two_letters(country: Country, today: date) -> Iterator[Problem]:
    """Codes are those of ISO 3166-1, or user-assigned ones of the same form."""
    if not (
        len(country.code) == 2
        and country.code.isascii()
        and country.code.isalpha()
        and country.code.isupper()
    ):
        yield Problem("code", N_("Enter the code of two letters"))


def words(country: Country) -> Iterable[str]:
    """The code."""
    return (country.code,)


COUNTRY = Noun(
    model=Country,
    kind=RecordKind.COUNTRY,
    plural="countries",
    one=N_("Country"),
    many=N_("Countries"),
    new=N_("New country"),
    icon="flag",
    detail=lambda country, t: country.code,
    form=CountryForm,
    columns=(
        Column("title", N_("Country"), lambda country, t: Cell(t.title(country)), sort=Record.sort_key),
        Column("code", N_("Code"), lambda country, t: Cell(country.code), sort=Country.code),
        Column("kind", N_("Kind"), lambda country, t: cells.word(country.country_kind, t)),
        Column("region", N_("Region"), lambda country, t: cells.written(country.region), usual=False),
    ),
    filters=(over("kind", N_("Kind"), Country.country_kind, CountryKind, none=None),),
    rules=(code_of_two_letters,),
    words=words,
    write=Permission.REFERENCE_WRITE,
    bin=Permission.REFERENCE_WRITE,
    create=Permission.REFERENCE_WRITE,
)
