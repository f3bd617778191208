"""What is kept of the data while it stays as it is."""

import gc
import weakref

from sqlalchemy import update

from app.queries.kept import kept
from app.records import kit
from app.records.organisations import ORGANISATION
from app.unit_of_work import unit_of_work
from models import DataVersion
from tests.make import TODAY


class Made:
    """Something that can be looked for when nobody needs it any more."""


def test_it_is_made_once_and_anew_when_the_data_changed_and_the_old_one_goes(make, session, connection):
    actor = make.actor()
    with unit_of_work(session):
        kit.create(session, actor, ORGANISATION, {"title_tr": "Kurum"}, today=TODAY)

    def ask():
        return kept(session, actor, "something", Made)

    first = weakref.ref(ask())
    assert ask() is first()
    connection.execute(update(DataVersion).values(counter=DataVersion.counter + 1))  # as another process
    second = ask()
    gc.collect()

    assert second is not None
    assert first() is None
    assert ask() is second
