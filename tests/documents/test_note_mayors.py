"""A note says when a mayor last came here and when ours last went there, as the notes of a ministry do."""

from datetime import UTC, date

import pytest

from app.documents import city_note
from app.documents.city_paper import say
from app.documents.dossier import SHOWN
from app.documents.paper import Facts
from app.i18n import translator
from models import PartialDate
from models.vocabulary import Direction, Side, VisitState
from tests.make import TODAY

ENGLISH = translator("en")
IN, OUT = Direction.INCOMING, Direction.OUTGOING


@pytest.fixture
def skopje(make):
    return make.city("Üsküp")


@pytest.fixture
def visit(make, skopje):
    """Write a visit with Üsküp that people of these titles made, the head first."""

    def write(day, direction, *titles, **facts):
        came = [{"name": title, "title_tr": title, "side": Side.VISITOR} for title in titles]
        held = PartialDate.on(date(2023, *day))
        return make.visit(
            **{"held": held, "direction": direction, "city_id": skopje.id, "delegates": came, **facts}
        )

    return write


@pytest.fixture
def led(make, session, skopje):
    def read():
        session.expire_all()
        note = city_note.gather(session, make.actor("viewer"), skopje.id, today=TODAY)
        return {way: met.id for way, met in note.led.items()}, note

    return read


def line(note):
    rows = dict(
        next(one for one in say(note, ENGLISH, UTC).sections[0].blocks if isinstance(one, Facts)).rows
    )
    words = rows.get("Visits of mayors")
    return words and "".join(run.text for run in words)


def test_the_last_visit_of_a_mayor_each_way_is_named(visit, led):
    visit((1, 10), IN, "Belediye Başkanı")
    last = visit((3, 23), IN, "Belediye Başkanı", "Meclis Üyesi")
    ours = visit((2, 2), OUT, "Belediye Başkanı")

    found, note = led()

    assert found == {IN: last.id, OUT: ours.id}
    assert line(note) == (
        "Incoming: 23 Mar 2023, Belediye Başkanı, Meclis Üyesi; Outgoing: 2 Feb 2023, Belediye Başkanı"
    )


def test_a_deputy_and_a_mayor_who_only_came_along_do_not_count(visit, led):
    visit((3, 23), IN, "Belediye Başkan Vekili")
    visit((4, 24), IN, "Büyükelçi", "Belediye Başkanı")

    found, note = led()

    assert found == {}
    assert line(note) is None


def test_what_was_called_off_and_what_is_ahead_do_not_count(visit, led):
    visit((3, 23), IN, "Belediye Başkanı", state=VisitState.CANCELLED, state_reason_tr="Hava")
    visit((11, 20), IN, "Belediye Başkanı", state=VisitState.PLANNED)

    assert led()[0] == {}


def test_the_other_way_is_said_to_have_none_on_record(visit, led):
    visit((3, 23), IN, "Mayor")

    assert line(led()[1]).endswith("; Outgoing: none recorded")


def test_a_mayors_visit_is_found_behind_many_others_and_the_list_stays_short(visit, led):
    first = visit((1, 5), IN, "Belediye Başkanı")
    for day in range(1, SHOWN + 3):
        visit((5, day), IN, "Başkonsolos")

    found, note = led()

    assert found == {IN: first.id}
    assert len(note.meetings) == SHOWN
    assert first.id not in {met.id for met in note.meetings}
