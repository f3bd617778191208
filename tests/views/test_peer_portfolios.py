"""Portfolios from house to house, on screen."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from app.domain.portfolio_file import write
from models import Organisation, PeerPortfolio, Record, TrailEntry
from models.vocabulary import OrganisationKind, Role
from tests.browser import as_a_browser_sends
from tests.portfolios import HOSTILE, house_of, portfolio

PAGE = "/peer-portfolios"


@pytest.fixture
def manager(browse, make):
    return browse(make.user(Role.MANAGER))


def sent(data, name="portfolio.json"):
    return {"file": (BytesIO(data), name)}


def looked_at(browser, data):
    page = browser.submit(f"{PAGE}/look", sent(data), status=200)
    return page, page.find("input", attrs={"name": "waiting"})["value"]


def read(browser, data):
    _, waiting = looked_at(browser, data)
    browser.submit(f"{PAGE}/take", {"waiting": waiting})


def test_a_file_is_shown_first_and_kept_when_somebody_confirms(browse, make, session):
    browser, data = browse(make.user()), write(portfolio())

    page, waiting = looked_at(browser, data)

    assert "City of Skopje" in page.words
    assert "It is not on our record" in page.words
    assert session.scalar(select(func.count()).select_from(PeerPortfolio)) == 0

    browser.submit(f"{PAGE}/take", {"waiting": waiting})
    held = session.scalars(select(PeerPortfolio)).one()
    peer = session.get(Organisation, held.organisation_id)
    assert (peer.title_tr, peer.peer) == ("Antalya Büyükşehir Belediyesi", True)
    assert "1 tie · 1 membership or other relation to a network · 1 project" in browser.open(PAGE).words
    assert "City of Skopje" in browser.open(f"{PAGE}/{held.id}").words


def test_a_file_that_was_confirmed_does_not_wait_any_more(browse, make):
    browser = browse(make.user())
    _, waiting = looked_at(browser, write(portfolio()))
    browser.submit(f"{PAGE}/take", {"waiting": waiting})

    page = browser.submit(f"{PAGE}/take", {"waiting": waiting}, status=422)

    assert "The file is not here any more" in page.words


@pytest.mark.parametrize("waiting", ["", "../../etc/passwd", "0" * 64])
def test_what_does_not_wait_cannot_be_confirmed(browse, make, waiting):
    page = browse(make.user()).submit(f"{PAGE}/take", {"waiting": waiting}, status=422)

    assert "The file is not here any more" in page.words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty"),
        (b"%PDF-1.7", "is no portfolio of a municipality"),
        (write(portfolio()).replace("Üsküp".encode(), b"Uskup", 1), "changed on the way"),
    ],
    ids=["empty", "no json", "changed"],
)
def test_a_file_that_is_refused_says_why_and_writes_nothing(browse, make, session, data, words):
    page = browse(make.user()).submit(f"{PAGE}/look", sent(data), status=422)

    assert words in page.words
    assert session.scalar(select(func.count()).select_from(PeerPortfolio)) == 0


def test_a_file_that_is_too_large_is_refused(browse, make):
    browser = browse(make.user())
    form = {"csrf_token": browser.token()}

    answer = browser.client.post(f"{PAGE}/look", **as_a_browser_sends(form, b" " * 4_000_001))

    assert answer.status_code == 422
    assert "larger than 4 MB" in answer.text


def test_hostile_names_are_text(browse, make, session):
    browser = browse(make.user())
    hostile = write(portfolio(house=house_of("Antalya", HOSTILE), partner=HOSTILE))

    page, waiting = looked_at(browser, hostile)
    browser.submit(f"{PAGE}/take", {"waiting": waiting})
    held = session.scalars(select(PeerPortfolio)).one()

    for shown in (page, browser.open(PAGE), browser.open(f"{PAGE}/{held.id}")):
        assert HOSTILE in shown.get_text()
        assert "<script>alert" not in shown.answer.text
    assert HOSTILE in browser.open(f"/organisations/{held.organisation_id}").get_text()


def test_another_municipality_neither_sees_nor_removes_it(browse, make, session):
    read(browse(make.user()), write(portfolio()))
    held = session.scalars(select(PeerPortfolio)).one()
    other = browse(make.user(Role.ADMIN, "antalya"))

    assert "No municipality has given us its portfolio yet." in other.open(PAGE).words
    other.open(f"{PAGE}/{held.id}", status=404)
    other.open(f"{PAGE}/{held.id}/remove", status=404)
    other.submit(f"{PAGE}/{held.id}/remove", status=404)
    assert session.scalar(select(func.count()).select_from(PeerPortfolio)) == 1


def test_a_portfolio_is_removed_and_the_organisation_stays(browse, make, session):
    browser = browse(make.user())
    read(browser, write(portfolio()))
    held = session.scalars(select(PeerPortfolio)).one()
    peer_id = held.organisation_id
    browser.open(f"{PAGE}/{held.id}/remove")

    browser.submit(f"{PAGE}/{held.id}/remove")

    assert session.scalar(select(func.count()).select_from(PeerPortfolio)) == 0
    assert session.get(Record, peer_id).binned_at is None
    browser.open(f"{PAGE}/{held.id}", status=404)


def test_a_manager_sees_the_fingerprint_of_what_the_file_will_be(manager, make, session):
    house = make.organisation(
        "İzmir Büyükşehir Belediyesi",
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("İzmir").id,
        ours=True,
    )
    page = manager.open(f"{PAGE}/ours")

    answer = manager.client.post(f"{PAGE}/ours", data={"csrf_token": manager.token()}, buffered=True)

    assert house.title_tr in answer.text
    assert answer.headers["Content-Disposition"].startswith("attachment")
    entry = session.scalars(
        select(TrailEntry).where(TrailEntry.event == "organisation.portfolio_exported")
    ).one()
    assert entry.changes["fingerprint"][1] in page.words


def test_a_house_that_is_not_on_record_has_no_portfolio(manager):
    assert "there is nobody to speak for" in manager.open(f"{PAGE}/ours").words
    assert "there is nobody to speak for" in manager.submit(f"{PAGE}/ours", status=422).words
