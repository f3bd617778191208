"""Long work: asked for once, done by one worker, told, stopped, taken again, found."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.errors import NotFound
from app.extensions import db
from app.jobs import reference_graph, request, stop
from app.jobs.kinds import KINDS
from app.jobs.queue import GIVEN_UP_AFTER, LOST_AFTER
from app.jobs.working import Work, work_one
from app.queries.findings import found
from app.queries.listed_graph import listed_version
from app.unit_of_work import unit_of_work
from models import Finding, Job, utc_now
from models.vocabulary import JobKind, JobState

KIND = JobKind.REFERENCE_GRAPH


@pytest.fixture
def ask(make, session):
    """Ask for work."""

    def ask(about=""):
        with unit_of_work(session):
            return request(session, make.actor("viewer"), KIND, about).id

    return ask


@pytest.fixture
def work(app, connection):
    """Do one job with a function, by default one that does nothing."""

    def work(do=lambda sessions, about, progress: None):
        with app.app_context():
            return work_one(db.sessionmaker, {KIND: Work(do, lambda session: False)})

    return work


@pytest.fixture
def job(session):
    def job(id_):
        session.expire_all()
        return session.get(Job, id_)

    return job


def age(session, id_, **moments):
    with unit_of_work(session):
        session.execute(update(Job).where(Job.id == id_).values(**moments))


def test_who_asks_for_what_is_asked_for_gets_the_same_job(ask, work, session):
    first = ask()

    assert ask() == first
    assert ask("something else") != first
    work()
    assert ask() != first
    assert session.scalar(select(func.count()).select_from(Job)) == 3


def test_work_is_done_in_the_order_in_which_it_was_asked_for(ask, work):
    jobs = [ask(about) for about in "abc"]
    done = []

    while work(lambda sessions, about, progress: done.append(about)):
        pass

    assert done == ["a", "b", "c"]
    assert jobs == sorted(jobs)


def test_a_job_that_was_done_says_when_and_how_far_it_came(ask, work, job):
    id_ = ask()
    seen = []

    def do(sessions, about, progress):
        progress("Counting triangles", 1, 3)
        with sessions() as session:
            seen.append(session.get(Job, id_))

    assert work(do) == id_
    assert (seen[0].state, seen[0].step, seen[0].done, seen[0].total) == (
        JobState.RUNNING,
        "Counting triangles",
        1,
        3,
    )
    assert job(id_).state is JobState.DONE
    assert job(id_).created_at <= job(id_).started_at <= job(id_).finished_at


def test_without_a_job_nothing_is_done(work):
    assert work() is None


def test_a_failure_is_told_without_its_words_and_the_next_job_is_done(ask, work, job, caplog):
    bad, good = ask("bad"), ask("good")

    def do(sessions, about, progress):
        if about == "bad":
            message = "secret words"
            raise RuntimeError(message)

    assert (work(do), work(do)) == (bad, good)
    assert (job(bad).state, job(bad).failure) == (
        JobState.FAILED,
        "It failed; the log of the server says why.",
    )
    assert job(good).state is JobState.DONE
    assert "secret words" in caplog.text


def test_a_stopped_job_is_not_begun(ask, work, job, session, make):
    id_ = ask()
    with unit_of_work(session):
        stop(session, make.actor("viewer"), id_)

    assert work() is None
    assert job(id_).state is JobState.STOPPED


def test_a_job_at_work_stops_before_its_next_step(ask, work, job, session, make):
    id_ = ask()
    steps = []

    def do(sessions, about, progress):
        for number in range(3):
            progress("Counting triangles", number, 3)
            steps.append(number)
            with unit_of_work(session):
                stop(session, make.actor("viewer"), id_)

    work(do)

    assert steps == [0]
    assert job(id_).state is JobState.STOPPED


def test_what_has_ended_is_not_stopped(ask, work, job, session, make):
    id_ = ask()
    work()
    with unit_of_work(session):
        stop(session, make.actor("viewer"), id_)

    assert job(id_).state is JobState.DONE


def test_a_job_that_is_not_there_or_of_another_municipality_is_not_stopped(ask, session, make):
    id_ = ask()
    age(session, id_, municipality_id=make.actor(municipality="antalya").municipality_id)

    for one in (id_, 999_999):
        with pytest.raises(NotFound):
            stop(session, make.actor("admin"), one)


def test_a_worker_that_is_told_to_end_puts_its_job_back(ask, work, job):
    id_ = ask()

    def do(sessions, about, progress):
        progress("Counting triangles", 1, 3)
        raise SystemExit(0)

    with pytest.raises(SystemExit):
        work(do)
    assert (job(id_).state, job(id_).done) == (JobState.QUEUED, 0)


def test_a_job_whose_worker_is_lost_is_taken_again_and_a_living_one_is_not(ask, work, job, session):
    id_ = ask()
    age(session, id_, state=JobState.RUNNING, started_at=utc_now(), seen_at=utc_now())
    assert work() is None

    age(session, id_, seen_at=utc_now() - LOST_AFTER - timedelta(minutes=1))

    assert work() == id_
    assert job(id_).state is JobState.DONE


def test_a_worker_that_was_thought_lost_does_not_end_the_work_of_the_other(ask, work, job, session):
    id_ = ask()

    def slow(sessions, about, progress):
        age(session, id_, seen_at=utc_now() - LOST_AFTER - timedelta(minutes=1))
        other = work(lambda sessions, about, progress: None)
        assert other == id_
        progress("Counting triangles", 1, 3)

    work(slow)

    assert (job(id_).state, job(id_).step) == (JobState.DONE, "")


def test_what_workers_were_lost_over_for_a_day_is_given_up(ask, work, job, session):
    id_ = ask()
    long_ago = utc_now() - GIVEN_UP_AFTER - timedelta(hours=1)
    age(session, id_, state=JobState.RUNNING, created_at=long_ago, started_at=long_ago, seen_at=long_ago)

    assert work() is None
    assert job(id_).state is JobState.FAILED


def test_two_workers_do_not_get_the_same_job(own_house):
    with own_house.session() as session, unit_of_work(session):
        session.add_all(Job(job_kind=KIND, about=str(one), state=JobState.QUEUED) for one in range(6))
    done = []

    def worker():
        with own_house.app.app_context():
            kinds = {KIND: Work(lambda sessions, about, progress: done.append(about), lambda session: False)}
            while work_one(db.sessionmaker, kinds):
                pass

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(done) == list("012345")


def test_the_figures_of_the_lists_are_found_until_a_list_changes(make, session, ask, app, connection):
    def figures():
        session.expire_all()
        return found(session, reference_graph.KEY, listed_version(session))

    assert not reference_graph.wanted(session)
    make.public_list()
    assert reference_graph.wanted(session)
    assert figures() is None

    ask()
    with app.app_context():
        work_one(db.sessionmaker, KINDS)

    assert figures().value["edges"] == 2
    assert figures().value["top_degree"][0]["name"] == "İzmir"
    assert not figures().stale
    assert not reference_graph.wanted(session)

    make.read_list(
        "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon\n"
        "Q35997,İzmir,TR,38.41,27.13,Q384,Skopje,MK,42.00,21.43\n"
    )
    assert figures().stale
    assert figures().value["edges"] == 2
    assert reference_graph.wanted(session)


def test_a_city_that_somebody_edits_makes_no_figures_stale(make, session, ask, app, connection):
    make.public_list()
    before = listed_version(session)
    with unit_of_work(session):
        make.city("Linz").population = 1

    assert listed_version(session) == before
    assert session.scalar(select(func.count()).select_from(Finding)) == 0
