"""Texts of one instrument: they name one of them, and carry one mark."""

import pytest

from app.errors import Invalid
from app.records import kit
from app.records.documents import DOCUMENT
from app.services import documents as service
from app.services.documents import ANOTHER_MARK, ITSELF, OTHERS_FOLLOW
from models import Document
from models.vocabulary import Confidentiality
from tests.make import TODAY


@pytest.fixture
def write(make, session):
    def write(title: str, **data):
        made = service.enter(
            session,
            make.actor("manager"),
            {"title_tr": title, "registration_no": "E-1", **data},
            None,
            today=TODAY,
        )
        session.commit()
        return made.id

    return write


@pytest.fixture
def change(make, session):
    def change(id_: int, **data):
        seen = session.get_one(Document, id_).version
        service.revise(session, make.actor("manager"), id_, seen, data, today=TODAY)
        session.commit()

    return change


def mark(session, id_):
    session.expire_all()
    return session.get_one(Document, id_).confidentiality


def refused_because(reason, act):
    with pytest.raises(Invalid) as refusal:
        act()
    assert [problem.message for problem in refusal.value.problems] == [reason]


def test_a_third_text_is_linked_to_the_first_one_whichever_was_named(write, session):
    first = write("Türkçe")
    second = write("English", same_as_id=first)

    third = write("Français", same_as_id=second)

    assert session.get_one(Document, third).same_as_id == first


def test_a_text_is_not_its_own_translation(write, change):
    id_ = write("Türkçe")

    refused_because(ITSELF, lambda: change(id_, same_as_id=id_))


def test_a_text_that_others_are_linked_to_is_not_hung_below_another_one(write, change):
    first, other = write("Türkçe"), write("Başka")
    write("English", same_as_id=first)

    refused_because(OTHERS_FOLLOW, lambda: change(first, same_as_id=other))


def test_texts_of_different_marks_are_not_linked(write, change):
    first = write("Türkçe", confidentiality=Confidentiality.SECRET)

    refused_because(ANOTHER_MARK, lambda: write("English", same_as_id=first))


@pytest.mark.parametrize("changed", [0, 1])
def test_the_mark_of_one_text_is_the_mark_of_all_also_of_one_in_the_bin(
    make, write, change, session, changed
):
    first = write("Türkçe")
    texts = [first, write("English", same_as_id=first), write("Français", same_as_id=first)]
    binned = texts[(changed + 1) % 3]
    kit.throw_away(session, make.actor("manager"), DOCUMENT, binned, today=TODAY)
    session.commit()

    change(texts[changed], confidentiality=Confidentiality.CONFIDENTIAL)

    assert [mark(session, id_) for id_ in texts] == [Confidentiality.CONFIDENTIAL] * 3
    assert session.get_one(Document, binned).binned_at is not None


def test_a_text_that_was_taken_off_the_instrument_keeps_its_mark(write, change, session):
    first = write("Türkçe")
    second = write("English", same_as_id=first)

    change(second, same_as_id=None, confidentiality=Confidentiality.SECRET)

    assert mark(session, first) is None
    assert mark(session, second) is Confidentiality.SECRET
