"""The commands as a newcomer runs them: in a process of their own, on the real seeds, on SQLite."""

import os
import re
import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from app.answers import (
    blocs,
    bridges,
    candidates,
    change,
    dependence,
    door,
    matters,
    overlap,
    peers,
    what_if,
)
from app.i18n import translator
from app.permissions.actor import Actor
from app.queries.dashboard import dashboard
from app.services import users
from models import City, Country, Municipality, Organisation, Record, TrailEntry, User, Visit
from models.vocabulary import OrganisationKind, RecordKind, Role, VisitState

pytestmark = pytest.mark.sqlite
HOME = Path(__file__).resolve().parents[2]
DEMO_DAY = date(2023, 10, 25)
LISTS = HOME.parent / "shared" / "data"


def flask(data_dir, *arguments, **settings):
    """Run a command as from a shell without any other setting."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ELCI_")}
    told = {f"ELCI_{name.upper()}": str(value) for name, value in {"data_dir": data_dir, **settings}.items()}
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
        cwd=HOME,
        env=clean | told,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Make the demo once, as `make demo` does: where it lives, and what the commands said."""
    data_dir = tmp_path_factory.mktemp("demo")
    told = [flask(data_dir, "init"), flask(data_dir, "demo")]
    assert [one.returncode for one in told] == [0, 0], told
    return data_dir, [one.stdout for one in told]


@pytest.fixture
def copy(demo, tmp_path):
    """Copy the demo for a test that changes it."""
    with (
        sqlite3.connect(demo[0] / "elci.sqlite3") as there,
        sqlite3.connect(tmp_path / "elci.sqlite3") as here,
    ):
        there.backup(here)
    there.close()
    here.close()
    return tmp_path


@pytest.fixture
def opened():
    """Open a database that commands made."""
    engines = []

    def session(data_dir):
        engines.append(create_engine(f"sqlite:///{data_dir}/elci.sqlite3"))
        return Session(engines[-1])

    yield session
    for engine in engines:
        engine.dispose()


def counted(session, *conditions):
    return session.scalar(select(func.count()).select_from(Record).where(*conditions))


def test_the_demo_holds_the_visits_of_the_report_and_the_whole_world(demo, opened):
    _, (init, loaded) = demo
    assert "Database ready: 252 countries" in init
    assert loaded.startswith("Demo record: 71 visits, 70 people")

    with opened(demo[0]) as session:
        assert counted(session, Record.kind == RecordKind.VISIT) == 71
        assert counted(session, Record.kind == RecordKind.PERSON) == 70
        assert counted(session, Record.kind == RecordKind.CITY) > 10_000
        assert session.scalar(select(func.count()).select_from(User).where(User.is_demo)) == 8
        assert counted(session, Record.municipality_id.is_not(None)) == session.scalar(
            select(func.count()).select_from(TrailEntry)
        )


def test_the_missions_of_northern_cyprus_represent_it_and_its_towns_lie_in_it(demo, opened):
    with opened(demo[0]) as session:
        country = session.scalars(select(Country).where(Country.code == "XN")).one()
        assert (country.title_tr, country.title_en) == (
            "Kuzey Kıbrıs Türk Cumhuriyeti",
            "Turkish Republic of Northern Cyprus",
        )
        missions = session.scalars(select(Organisation).where(Organisation.represents_id == country.id)).all()
        assert [one.organisation_kind for one in missions] == [OrganisationKind.CONSULATE_GENERAL]
        assert session.get_one(City, missions[0].seat_id).title_tr == "İzmir"
        for name in ("Gazimağusa", "Girne", "Lefkoşa", "Güzelyurt", "İskele"):
            query = select(City.country_id).where(City.title_tr == name)
            assert country.id in session.scalars(query).all(), name


def test_every_mission_of_the_demo_says_which_country_it_represents(demo, opened):
    kinds = (
        OrganisationKind.EMBASSY,
        OrganisationKind.CONSULATE_GENERAL,
        OrganisationKind.CONSULATE,
        OrganisationKind.HONORARY_CONSULATE,
        OrganisationKind.EU_DELEGATION,
    )
    with opened(demo[0]) as session:
        query = select(Organisation.title_tr, Organisation.represents_id)
        missions = session.execute(query.where(Organisation.organisation_kind.in_(kinds))).all()
        assert len(missions) > 10
        assert not [title for title, represents in missions if represents is None]


def test_no_network_of_the_demo_stands_there_twice(demo, opened):
    with opened(demo[0]) as session:
        query = select(Organisation.municipality_id, Organisation.title_tr)
        found = session.execute(
            query.where(Organisation.organisation_kind == OrganisationKind.CITY_NETWORK)
        ).all()

    assert len(found) > 10
    assert len(set(found)) == len(found)


def test_on_the_day_of_the_demo_two_visits_are_today_and_four_within_ten_days(demo, opened):
    with opened(demo[0]) as session:
        municipality = session.scalars(select(Municipality).where(Municipality.code == "izmir")).one()
        found = dashboard(session, Actor(None, municipality.id, "A", Role.VIEWER), today=DEMO_DAY)

        soon = [visit for visit in found.coming if visit.sort_day <= DEMO_DAY + timedelta(days=10)]
        assert (len(found.today), len(soon), found.total) == (2, 4, 71)
        assert {visit.state for visit in (*found.today, *found.coming)} == {VisitState.PLANNED}
        assert {visit.state for visit in found.latest if visit.held.certainty == "exact"} == {VisitState.HELD}


def test_making_the_demo_again_changes_nothing(copy, opened):
    with opened(copy) as session:
        before = session.execute(select(Record.id, Record.version, Record.updated_at)).all()
        accounts = session.execute(select(User.id, User.password_hash)).all()

    told = [flask(copy, "init"), flask(copy, "demo")]

    assert [one.returncode for one in told] == [0, 0], told
    assert "already loaded, nothing changed" in told[1].stdout
    with opened(copy) as session:
        assert session.execute(select(Record.id, Record.version, Record.updated_at)).all() == before
        assert session.execute(select(User.id, User.password_hash)).all() == accounts


def test_outside_the_demo_its_accounts_are_taken_away_and_the_records_stay(copy, opened):
    told = flask(copy, "init", mode="production", secret_key="k" * 40)

    assert "Removed 8 demo accounts" in told.stdout
    with opened(copy) as session:
        assert session.scalars(select(User.email)).all() == []
        assert counted(session, Record.kind == RecordKind.VISIT) == 71


def test_the_demo_is_loaded_in_demo_mode_only(copy):
    told = flask(copy, "demo", mode="development")

    assert told.returncode != 0
    assert "The demo can be loaded in demo mode only" in told.stderr


def test_an_account_is_added_from_the_command_line_with_its_municipality(copy, opened):
    def add(email, password="a good password", municipality="bursa"):
        return flask(
            copy,
            *("user", "add", email, "--name", "İlk Yönetici", "--role", "admin", "--password", password),
            *("--municipality", municipality, "--municipality-name", "Bursa Büyükşehir Belediyesi"),
        )

    told = add("Admin@Bursa.example")
    assert (told.returncode, told.stdout.strip()) == (0, "Account added: Admin@Bursa.example")
    again, short = add("admin@bursa.example"), add("other@bursa.example", "short", "yalova")

    assert (again.returncode, short.returncode) == (1, 1)
    assert "has an account already" in again.stderr
    assert "at least 8 characters" in short.stderr
    with opened(copy) as session:
        user = users.authenticate(session, "admin@bursa.example", "a good password")
        assert user is not None
        assert (user.role, user.municipality.title_tr, user.is_demo) == (
            Role.ADMIN,
            "Bursa Büyükşehir Belediyesi",
            False,
        )
        assert session.scalars(select(Municipality.id).where(Municipality.code == "yalova")).all() == []
        theirs = select(Organisation).where(Record.municipality_id == user.municipality_id)
        bodies = session.scalars(theirs).all()
        assert [one.title_tr for one in bodies if one.ours] == ["Bursa Büyükşehir Belediyesi"]
        assert {"UCLG", "Eurocities"} <= {one.acronym for one in bodies} | {one.title_en for one in bodies}


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"colour": "red"}, "There is no setting ELCI_COLOUR"),
        ({"mod": "demo"}, "did you mean ELCI_MODE?"),
        ({"mode": "production"}, "ELCI_SECRET_KEY is missing and production needs one"),
        ({"mode": "demo", "host": "0.0.0.0"}, "demo mode listens only on this machine"),
        ({"mode": "production", "secret_key": "short"}, "at least 32 characters"),
    ],
    ids=["unknown", "misspelt", "production without a key", "demo for everybody", "short key"],
)
def test_settings_that_make_no_sense_stop_every_command_with_a_sentence(tmp_path, settings, sentence):
    told = flask(tmp_path, "init", **settings)

    assert told.returncode != 0
    assert sentence in told.stderr
    assert "Traceback" not in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "elci.sqlite3").exists()


def test_every_visit_of_the_demo_says_who_came(demo, opened):
    with opened(demo[0]) as session:
        titles = session.scalars(select(Visit.title_tr)).all()
        assert all(titles)
        assert not [title for title in titles if title != " ".join(title.split())]


def test_what_the_demo_knows_of_who_links_us_with_whom_and_what_it_cannot_know(demo, opened):
    with opened(demo[0]) as session:
        house = session.scalars(select(Municipality.id).where(Municipality.code == "izmir")).one()
        actor = Actor(None, house, "Elçi", Role.VIEWER)

        def ask(question, language="en", **asked):
            return question.ask(session, actor, t=translator(language), today=DEMO_DAY, **asked)

        # Its own record is a star: what partners have among each other it knows from projects and meetings.
        nobody = "Not enough data: of none of our partners is it known to whom else it is tied."
        assert ask(matters).text == nobody
        assert ask(bridges).text == nobody
        assert (
            ask(overlap).text
            == "Not enough data: of none of the 13 networks in which we have a seat another member is known."
        )
        closest = ask(matters, by=matters.By.CONTACT)
        assert closest.text.startswith("United Nations Development Programme (UNDP) matters most.")
        pairs = ask(blocs)
        told = [row.cells[0].text for table in (pairs, *pairs.tables) for row in table.rows]
        assert "United Nations Development Programme (UNDP) – Sabancı Foundation" in told
        for question in (matters, bridges, blocs, overlap):
            texts = [ask(question, language).text for language in ("tr", "en")]
            assert len({tuple(sorted(re.findall(r"\d+", text))) for text in texts}) == 1


@pytest.fixture
def izmir(opened):
    """Ask a question about İzmir's record, in English."""

    def asking(data_dir):
        session = opened(data_dir)
        house = session.scalars(select(Municipality.id).where(Municipality.code == "izmir")).one()
        actor = Actor(None, house, "Elçi", Role.VIEWER)

        def ask(question, language="en", **asked):
            return question.ask(session, actor, t=translator(language), today=DEMO_DAY, **asked)

        return session, ask

    return asking


def _city(session, title):
    titled = select(City.id).where(City.title_tr == title)
    return session.scalars(titled.order_by(City.population.desc())).first()


def test_what_the_demo_can_say_of_doors_candidates_changes_and_dependence(demo, izmir):
    session, ask = izmir(demo[0])
    with session:
        zagreb = _city(session, "Zagreb")

        assert ask(door, city_id=_city(session, "Üsküp")).text.startswith(
            "We know Skopje ourselves: Sister city, 23 Mar 2023."
        )
        assert ask(door, city_id=zagreb).text.startswith(
            "Not enough data: nothing on record links us with Zagreb"
        )
        assert ask(candidates).text.startswith(
            "Not enough data: no public list of twin towns or networks is on. "
        )
        assert ask(what_if).text == "Not enough data: no network of ours is recorded with another member."
        assert ask(peers).text == (
            "Not enough data: no public list names a partner of ours or of a peer city."
        )
        assert ask(change).text.endswith("When they began is not known of 12 of 24 ties.")
        assert ask(change, by=change.By.TERM).text.startswith("Not enough data for the terms")
        assert "Germany (in 3 of 15 ties, share 20%)" in ask(dependence).text
        for question in (candidates, what_if, peers, change, dependence):
            tables = [
                [len(table.rows) for table in (told, *told.tables)]
                for told in (ask(question, language) for language in ("tr", "en"))
            ]
            assert tables[0] == tables[1]


@pytest.mark.skipif(not LISTS.is_dir(), reason="the public lists are not here")
def test_with_public_lists_the_door_to_zagreb_is_uskup(copy, izmir):
    for what, name in (("ties", "twin_towns"), ("memberships", "network_members")):
        assert flask(copy, "import", f"reference-{what}", str(LISTS / f"{name}.csv")).returncode == 0

    session, ask = izmir(copy)
    with session:
        way = ask(door, city_id=_city(session, "Zagreb")).ways[0]
        assert [stop.text for stop in way.stops] == ["İzmir", "Skopje", "Zagreb"]
        assert [step.public for step in way.steps] == [False, True]
        leaving = {row.cells[0].text: row.cells[1].text for row in ask(what_if).rows}
        assert int(leaving["MedCities - Mediterranean Cities Network"]) > 30
        first = ask(candidates)
        assert first.enough
        assert all(row.cells[2].text != "–" for row in first.rows)
        assert ask(peers).text.startswith("In public lists we have 2")
