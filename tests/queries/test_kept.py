"""What was made of the data is kept while the data stays, and makes room when it changes."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app import trail
from app.queries.kept import MOST_ALIKE, kept, kept_for_all
from app.unit_of_work import unit_of_work
from models import DataVersion


class Made:
    """Something that was made of the data."""


@pytest.fixture
def plain(connection, make):
    """A session like that of a request: nothing is forgotten but by the versions of the data."""
    make.session.commit()
    with Session(connection, join_transaction_mode="create_savepoint") as opened:
        yield opened


def test_what_was_made_is_made_once_while_the_data_stays(plain, make):
    actor = make.actor()
    first = kept(plain, actor, "a thing", Made)

    assert kept(plain, actor, "a thing", Made) is first
    assert kept(plain, actor, "another thing", Made) is not first
    assert kept_for_all(plain, "a thing", Made) is kept_for_all(plain, "a thing", Made)


def test_what_was_made_of_older_data_is_made_anew_and_let_go(plain, make):
    actor = make.actor()
    mine, shared = (
        weakref.ref(kept(plain, actor, "a thing", Made)),
        weakref.ref(kept_for_all(plain, "a thing", Made)),
    )
    with unit_of_work(plain):
        trail.touch(plain, 0)
    gc.collect()
    assert mine() is not None

    assert kept(plain, actor, "a thing", Made) is not mine()
    assert kept_for_all(plain, "a thing", Made) is not shared()
    gc.collect()

    assert (mine(), shared()) == (None, None)


def test_of_things_that_differ_only_in_what_was_asked_the_latest_are_kept(plain, make):
    """Whoever asks for one year after the other does not fill the memory."""
    actor = make.actor()
    made = [weakref.ref(kept(plain, actor, ("a year", year), Made)) for year in range(MOST_ALIKE + 5)]
    gc.collect()

    assert [one() is None for one in made] == [True] * 5 + [False] * MOST_ALIKE


def test_what_was_made_of_older_data_goes_also_where_nobody_asks_for_it_again(plain, make):
    """Such as what was made yesterday: its day is part of what was asked."""
    actor = make.actor()
    yesterday = weakref.ref(kept(plain, actor, ("a thing", "yesterday"), Made))
    with unit_of_work(plain):
        trail.touch(plain, 0)
    kept(plain, actor, ("a thing", "today"), Made)
    gc.collect()

    assert yesterday() is None


def test_who_asks_for_what_is_being_made_waits_for_it(tmp_path):
    """Many readers of one public map at a moment: it is drawn once."""
    engine = create_engine(f"sqlite:///{tmp_path / 'data.sqlite3'}")
    DataVersion.__table__.create(engine)
    together, made = Barrier(2), []

    def make():
        made.append(Made())
        with pytest.raises(BrokenBarrierError):  # nobody else makes it meanwhile
            together.wait(0.5)
        return made[0]

    def ask(_number):
        with Session(engine) as session:
            return kept_for_all(session, "a slow thing", make)

    with ThreadPoolExecutor(4) as readers:
        given = list(readers.map(ask, range(4)))

    assert len(made) == 1
    assert given == made * 4
    engine.dispose()


def test_where_it_cannot_be_made_the_next_one_tries_again(plain, make):
    actor = make.actor()
    with pytest.raises(ZeroDivisionError):
        kept(plain, actor, "a thing", lambda: 1 // 0)

    assert kept(plain, actor, "a thing", lambda: 1) == 1
