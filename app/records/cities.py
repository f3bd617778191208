"""Cities and their spellings: form and list."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy.orm import selectinload

from app.domain.cities import missing
from app.domain.zones import is_zone
from app.errors import Problem
from app.i18n import N_, Translator
from app.permissions.policy import Permission
from app.queries import countries as country_queries
from app.queries.city_lines import CityLine, city_lines
from app.records import cells
from app.records.choices import by_country
from app.records.fields import NumberField, Required, TextField
from app.records.form import RowForm, RowsField
from app.records.noun import Cell, Column, Noun, Part
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import City, CityName, Record
from models.vocabulary import RecordKind


class CityNameForm(RowForm):
    """One more spelling."""

    name = TextField(N_("Spelling"))
    language = TextField(N_("Language"), description=N_("Code such as mk or sq; empty if unknown."))
    source = TextField(N_("Source"))


class CityForm(RecordForm):
    """A city; an unknown country or position stays empty."""

    title_tr = TextField(N_("Name in Turkish"), [Required(N_("Enter the name"))])
    title_en = TextField(N_("Name in English"))
    country = ReferenceField(N_("Country"), of=["country"])
    region = TextField(N_("Region"))
    latitude = NumberField(N_("Latitude"), least=-90, most=90, decimals=True)
    longitude = NumberField(N_("Longitude"), least=-180, most=180, decimals=True)
    population = NumberField(N_("Population"), least=0, most=100_000_000)
    timezone = TextField(
        N_("Time zone"),
        description=N_("As in the tz database: Europe/Madrid. Only where the country has several."),
    )
    names = RowsField(CityNameForm, N_("Other spellings"))


def whole_position(city: City, today: date) -> Iterator[Problem]:
    """A position has both coordinates, and 0, 0 is no city."""
    if (city.latitude is None) != (city.longitude is None):
        yield Problem(
            "longitude" if city.longitude is None else "latitude", N_("Enter both coordinates, or neither")
        )
    if city.latitude == 0 and city.longitude == 0:
        yield Problem("latitude", N_("0, 0 lies in the sea off Africa; leave unknown coordinates empty"))


def a_zone_that_exists(city: City, today: date) -> Iterator[Problem]:
    """A time zone is one of the tz database."""
    if city.timezone and not is_zone(city.timezone):
        yield Problem("timezone", N_("Enter a name such as Europe/Madrid"))


def a_spelling_is_written(city: City, today: date) -> Iterator[Problem]:
    """A row of spellings has a name."""
    for place, name in enumerate(city.names):
        if not name.name:
            yield Problem(f"names.{place}.name", N_("Enter the spelling"))


def words(city: City) -> Iterable[str]:
    """All spellings."""
    return (name.name for name in city.names)


def _name(city: City | CityLine, t: Translator) -> Cell:
    other = city.title_en if t.language == "tr" else city.title_tr
    return Cell(t.title(city), detail=other if other and other != t.title(city) else None)


def _detail(city: City, t: Translator) -> str:
    other = city.title_en if t.language == "tr" else city.title_tr
    parts = (t.title(city.country) if city.country else "", city.region, other)
    return cells.apart(part for part in parts if part != t.title(city))


CITY = Noun(
    model=City,
    kind=RecordKind.CITY,
    plural="cities",
    one=N_("City"),
    many=N_("Cities"),
    new=N_("New city"),
    icon="map-pin",
    detail=_detail,
    form=CityForm,
    columns=(
        Column("title", N_("City"), _name, sort=Record.sort_key),
        Column("country", N_("Country"), lambda city, t: cells.title(city.country, t)),
        Column("region", N_("Region"), lambda city, t: Cell(city.region or None)),
        Column(
            "population",
            N_("Population"),
            lambda city, t: cells.number(city.population, t),
            sort=City.population,
            numeric=True,
        ),
    ),
    filters=(by_country(lambda country_id: City.country_id == country_id, country_queries.of_all),),
    loads=(selectinload(City.country),),
    parts=(Part("names", CityName, CityNameForm),),
    rules=(whole_position, a_zone_that_exists, a_spelling_is_written),
    missing=missing,
    words=words,
    lines=city_lines,
    imported=frozenset({"geonames_id"}),
    write=Permission.REFERENCE_WRITE,
    bin=Permission.REFERENCE_WRITE,
    create=Permission.RECORD_WRITE,
)
