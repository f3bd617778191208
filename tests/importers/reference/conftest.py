"""Small public lists, and what the database has of them."""

import pytest
from sqlalchemy import select

from models import City, OutsidePlace, Record, ReferenceMembership, ReferenceTie

TIES = "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon\n"


@pytest.fixture
def read(make):
    """Read a list of twin towns from its rows, or of members; returns what the command prints."""

    def read(*rows, headings=TIES, code=None):
        return make.read_list(headings + "".join(f"{row}\n" for row in rows), code)

    return read


@pytest.fixture
def counts(read):
    """Read a list and return what is not 0 of its counts."""

    def counts(*rows, **how):
        told = read(*rows, **how).as_json()
        return {name: n for name, n in told.items() if n and name not in {"seconds", "id"}}

    return counts


@pytest.fixture
def there(session):
    """The ties that are not gone, as pairs of names."""

    def there():
        session.expire_all()
        places = {place.id: place for place in session.scalars(select(OutsidePlace))}
        ties = session.scalars(select(ReferenceTie).where(ReferenceTie.gone_run_id.is_(None)))
        return {tuple(sorted((places[tie.a_id].name, places[tie.b_id].name))) for tie in ties}

    return there


@pytest.fixture
def members(session):
    """The memberships that are not gone: name of the place → year."""

    def members():
        session.expire_all()
        query = select(OutsidePlace.name, ReferenceMembership.joined_year).join(
            ReferenceMembership, ReferenceMembership.place_id == OutsidePlace.id
        )
        return dict(session.execute(query.where(ReferenceMembership.gone_run_id.is_(None))).all())

    return members


@pytest.fixture
def cities(session):
    """The cities of a name that are not in the bin."""

    def cities(title):
        session.expire_all()
        query = select(City).where(Record.title_tr == title, Record.binned_at.is_(None))
        return session.scalars(query).all()

    return cities
