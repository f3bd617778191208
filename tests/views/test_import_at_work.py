"""A server that is at work shows at once what a command wrote in bulk, and what it took back."""

from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.permissions.actor import Actor
from app.records.drafts import draft_of
from app.records.many import insert_all
from app.records.taking_back import take_back
from app.records.visits import VISIT
from app.unit_of_work import unit_of_work
from models import PartialDate, User
from tests.browser import Browser
from tests.make import TODAY

IMPORT = "the import"


def main_text(page: BeautifulSoup) -> str:
    """Return what stands in the main part of a page."""
    main = page.find("main")
    assert main is not None
    return main.get_text()


def test_lists_totals_and_search_show_what_was_imported_and_what_was_taken_back(own_house):
    with Session(own_house.engine) as session:
        officer = session.scalars(select(User).options(joinedload(User.municipality))).one()
        actor = Actor(officer.id, officer.municipality_id, officer.name, officer.role)
        browser = Browser(own_house.app, officer)
        pages = ("/visits", "/visits?q=ziyaretçi", "/visits?year=2023")
        assert not [page for page in pages if "Ziyaretçi" in main_text(browser.open(page))]

        drafts = [
            draft_of(VISIT, actor, {"held": PartialDate.of(2023, 5), "group_name": f"Ziyaretçi {number}"})
            for number in range(120)
        ]
        with unit_of_work(session, IMPORT):
            insert_all(session, actor, VISIT, drafts, today=TODAY)
        for page in pages:
            shown = main_text(browser.open(page))
            assert "Ziyaretçi 7" in shown, page
            assert "120" in shown, page

        with unit_of_work(session):
            assert take_back(session, actor, IMPORT, today=TODAY, limit=1000).done == 120
        assert not [page for page in pages if "Ziyaretçi 7" in main_text(browser.open(page))]
