"""The names of places as the product ships them, and an office that reads."""

import csv

import pytest

from app.importers.text.gazetteer import Gazetteer, Place
from app.importers.text.home import Home
from app.importers.text.reader import read_visits
from seeds.load_reference import FILES


def rows(name):
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def gazetteer():
    """All names of the reference data, built once."""
    countries = [(row["code"], row[key]) for row in rows("countries.csv") for key in ("name_tr", "name_en")]
    cities = {row["geonames_id"]: row for row in rows("cities.csv")}
    places = {
        id_: Place(row["name_tr"], row["country"], int(row["population"] or 0)) for id_, row in cities.items()
    }
    names = [(row[key], places[id_]) for id_, row in cities.items() for key in ("name", "name_tr", "name_en")]
    names += [(row["name"], places[row["geonames_id"]]) for row in rows("city_names.csv")]
    return Gazetteer(countries, names)


@pytest.fixture
def read(gazetteer):
    """Read a text as the office in İzmir."""

    def read(text, year=None):
        return read_visits(text, gazetteer, Home("TR", ("İzmir", "Izmir")), year)

    return read


@pytest.fixture
def one(read):
    """Read a text that tells of one visit."""

    def one(text, year=None):
        visits = read(text, year)
        assert len(visits) == 1, [visit.text for visit in visits]
        return visits[0]

    return one
