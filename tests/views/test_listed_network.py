"""The page of the network of the public lists: figures that were found apart, and the work on new ones."""

import pytest
from sqlalchemy import select, update

from app.extensions import db
from app.jobs.kinds import KINDS
from app.jobs.working import work_one
from models import Job
from models.vocabulary import JobState

ADDRESS = "/reference/network"
IZMIR, SKOPJE = "Q35997,İzmir,TR,38.41,27.13", "Q384,Skopje,MK,42.00,21.43"
TIES = "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon\n"


@pytest.fixture
def admin(browse):
    return browse("admin")


@pytest.fixture
def computed(app, make, admin):
    """Read a list, ask for its figures on the page, and let a worker compute them."""
    make.public_list()
    admin.submit(ADDRESS)
    with app.app_context():
        work_one(db.sessionmaker, KINDS)


def test_without_a_list_there_is_nothing_to_compute(admin):
    page = admin.open(ADDRESS)

    assert "No public list of twin towns is switched on." in page.words
    assert page.select("main form") == []


def test_opening_the_page_computes_nothing_and_asking_does_it_once(admin, make, session):
    make.public_list()
    assert "The figures have not been computed yet." in admin.open(ADDRESS).words
    assert session.scalars(select(Job)).all() == []

    admin.submit(ADDRESS)
    admin.submit(ADDRESS)

    assert [job.state for job in session.scalars(select(Job))] == [JobState.QUEUED]
    assert "Waiting" in admin.open(ADDRESS).words


def test_figures_are_served_with_their_day_and_places_are_links_to_cities(admin, computed, make):
    page = admin.open(ADDRESS)

    assert "3 places have 2 ties; 100% of the places are in one part." in page.words
    assert "Computed on " in page.words
    assert page.find("a", string="Skopje")["href"] == f"/cities/{make.city('Üsküp').id}"
    assert page.find("a", string="Münster") is None  # it waits for a decision
    assert "Münster" in page.words
    assert page.select("main form") == []


def test_when_the_lists_change_the_old_figures_stay_and_are_marked(admin, computed, make):
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n")
    page = admin.open(ADDRESS)

    assert "3 places have 2 ties" in page.words
    assert "The lists have changed since." in page.words
    assert page.find("button", string="Compute the figures")


def test_work_is_shown_with_how_far_it_is_and_can_be_stopped(admin, make, session):
    make.public_list()
    admin.submit(ADDRESS)
    job = session.scalars(select(Job)).one()
    session.execute(update(Job).values(state=JobState.RUNNING, step="Counting triangles", done=2, total=9))
    session.commit()
    page = admin.open(ADDRESS)
    assert "At work: Counting triangles" in page.words
    assert (page.progress["value"], page.progress["max"]) == ("2", "9")

    admin.submit(f"{ADDRESS}/stop/{job.id}")

    session.expire_all()
    assert session.get(Job, job.id).state is JobState.STOPPED
    assert admin.open(ADDRESS).find("button", string="Compute the figures")


def test_a_failure_is_told_and_work_can_be_asked_for_again(admin, make, session):
    make.public_list()
    admin.submit(ADDRESS)
    session.execute(
        update(Job).values(state=JobState.FAILED, failure="It failed; the log of the server says why.")
    )
    session.commit()
    page = admin.open(ADDRESS)

    assert "Failed: It failed; the log of the server says why." in page.words
    assert page.find("button", string="Compute the figures")


def test_who_may_not_change_what_all_share_reads_and_has_no_buttons(browser, computed, make):
    make.read_list(f"{TIES}{IZMIR},{SKOPJE}\n")

    assert browser.open(ADDRESS).select("main form") == []


def test_a_job_that_is_not_there_is_not_stopped(admin):
    admin.submit(f"{ADDRESS}/stop/999999", status=404)


def test_the_trail_says_who_began_and_who_stopped_the_work(admin, make, session):
    make.public_list()
    admin.submit(ADDRESS)
    admin.submit(ADDRESS)  # asked for already
    job = session.scalars(select(Job)).one()
    admin.submit(f"{ADDRESS}/stop/{job.id}")
    admin.submit(f"{ADDRESS}/stop/{job.id}")  # stopped already

    page = admin.open("/audit/trail")

    rows = [row.get_text(" ", strip=True) for row in page.select("main tbody tr")]
    told = [row for row in rows if "Long work" in row]
    assert ["stopped long work" in row for row in told] == [True, False]
    assert all("The network of the public lists in figures" in row for row in told)
    assert "asked for long work" in told[1]
