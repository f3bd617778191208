"""What is in the trail stays as it was written; the database itself sees to it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app import trail

REFUSED = (
    "DELETE FROM trail_entry",
    "UPDATE trail_entry SET actor_name = 'somebody else'",
    "UPDATE trail_entry SET changes = '{}'",
    "UPDATE trail_entry SET record_id = id",
    "UPDATE trail_entry SET user_id = 1",
    "UPDATE trail_personal SET after = '\"another name\"'",
    "UPDATE trail_personal SET subject_id = subject_id",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses_to_change_the_trail(make, session, statement):
    make.person("Ayşe Yılmaz")

    with pytest.raises(IntegrityError, match="never changes"), session.begin_nested():
        session.execute(text(statement))


def test_a_record_an_account_and_personal_values_may_go_and_the_entry_stays(make, session):
    person = make.person("Ayşe Yılmaz")
    trail.forget(session, person.id)
    count = session.scalar(text("SELECT count(*) FROM trail_entry"))

    session.execute(text("UPDATE trail_entry SET user_id = NULL"))
    session.execute(text("DELETE FROM record WHERE id = :id"), {"id": person.id})

    assert session.scalar(text("SELECT count(*) FROM trail_entry")) == count
    assert session.scalar(text("SELECT count(*) FROM trail_entry WHERE record_id IS NULL")) == 1
