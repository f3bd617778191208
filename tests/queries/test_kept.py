"""What was made of the data is kept while the data stays, and makes room when it changes."""

import gc
import weakref

import pytest
from sqlalchemy.orm import Session

from app import trail
from app.queries.kept import kept, kept_for_all
from app.unit_of_work import unit_of_work


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
