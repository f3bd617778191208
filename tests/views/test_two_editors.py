"""Two who edit what the house shares: the later one sees both texts, chooses, and loses nothing."""

import threading
from typing import Any

import pytest

from app.extensions import db
from app.services import users
from app.unit_of_work import unit_of_work
from models.vocabulary import Role
from seeds import load_reference
from tests.at_once import own_application
from tests.browser import Browser
from tests.house import REFERENCE
from tests.laws.reading import typed_in

LETTERHEAD = ("/letterhead", "lines_tr", "İzmir", "foot_tr", "Konak")
PAGES = [
    LETTERHEAD,
    ("/invitation-texts", "letter_tr", "Sayın {{ name }}", "card_tr", "{{ name }}"),
    ("/forms-of-address", "mayor_tr", "Sayın Başkan {{ name }}", "ambassador_tr", "Ekselansları"),
    ("/minimum-wages/{wage}/edit", "source", "Resmî Gazete", "amount", "99000"),
]


@pytest.fixture(params=PAGES, ids=lambda page: page[0].strip("/").split("/")[0])
def page(request, browse):
    address, *rest = request.param
    if "{wage}" in address:
        link = browse("admin").open("/minimum-wages").select_one('a[href$="/edit"]')
        address = link["href"]
    return address, *rest


def of(page, name):
    """What a field of a form holds."""
    return typed_in(page)[name]


@pytest.mark.parametrize("taken", ["mine", "theirs"])
def test_the_later_one_chooses_between_both_texts_of_a_field(browse, page, taken):
    address, one, mine, other, theirs = page
    early, late = browse("admin"), browse("admin")
    was = typed_in(late.open(address))
    early.submit(address, typed_in(early.open(address)) | {one: f"{mine} early", other: theirs})

    page = late.submit(address, was | {one: f"{mine} late"}, status=409)

    both = [choice.get_text(" ", strip=True) for choice in page.select(".conflict-choice")]
    assert ["late" in words for words in both] == [True, False]
    assert ["early" in words for words in both] == [False, True]
    assert theirs in page.words, "what only the other one changed is told"
    late.submit(address, typed_in(page) | {f"take-{one}": taken})
    saved = late.open(address)
    assert of(saved, one) == f"{mine} {'late' if taken == 'mine' else 'early'}"
    assert of(saved, other) == theirs


def test_what_only_one_of_them_changed_is_taken_by_itself(browse, page):
    address, one, mine, other, theirs = page
    early, late = browse("admin"), browse("admin")
    was = typed_in(late.open(address))
    early.submit(address, typed_in(early.open(address)) | {other: theirs})

    page = late.submit(address, was | {one: mine}, status=409)

    assert not page.select(".conflict-choice")
    late.submit(address, typed_in(page))
    saved = late.open(address)
    assert (of(saved, one), of(saved, other)) == (mine, theirs)


def test_a_third_one_who_saves_while_the_second_chooses_is_not_overwritten_either(browse):
    address, one, mine, *_ = LETTERHEAD
    first, second, third = (browse("admin") for _ in range(3))
    was = typed_in(second.open(address))
    first.submit(address, typed_in(first.open(address)) | {one: f"{mine} 1"})
    choosing = second.submit(address, was | {one: f"{mine} 2"}, status=409)
    third.submit(address, typed_in(third.open(address)) | {one: f"{mine} 3"})

    again = second.submit(address, typed_in(choosing) | {f"take-{one}": "mine"}, status=409)

    assert f"{mine} 3" in again.words
    assert of(again, one) == f"{mine} 2"


def test_the_page_of_the_later_one_speaks_turkish(browse):
    address, one, mine, *_ = LETTERHEAD
    early, late = browse("admin"), browse("admin", "tr")
    was = typed_in(late.open(address))
    early.submit(address, typed_in(early.open(address)) | {one: f"{mine} 1"})

    page = late.submit(address, was | {one: f"{mine} 2"}, status=409)

    assert "Siz yazarken kayıt değişti" in page.words


@pytest.fixture
def own_app():
    with own_application() as app:
        with app.app_context(), unit_of_work(db.session) as session:
            load_reference.load(session, REFERENCE)
        yield app


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("address", "field"), [("/letterhead", "lines_tr"), ("/minimum-wages/1/edit", "source")]
)
def test_of_two_who_save_at_the_same_moment_one_is_told(own_app, address, field):
    """Proved with two connections: both read the same, and neither has saved when the other one begins."""
    with own_app.app_context():
        with unit_of_work(db.session) as session:
            house = users.found_municipality(session, "race", "Yarış")
            told: dict[str, Any] = {
                "email": "a@race.test",
                "name": "Ada",
                "role": Role.ADMIN,
                "password": "correct horse",
            }
            user = users.add(session, house, **told)
        browsers = [Browser(own_app, user) for _ in range(2)]
    ready, answers = threading.Barrier(2), []

    def save(browser: Browser, form: dict[str, str]) -> None:
        ready.wait(timeout=10)
        answers.append(browser.client.post(address, data=form).status_code)

    sent = [
        (one, typed_in(one.open(address)) | {field: words})
        for one, words in zip(browsers, ("One", "Other"), strict=True)
    ]
    threads = [threading.Thread(target=save, args=one) for one in sent]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(answers) == [302, 409]
