"""Imports asked for by those whom they do not concern, out of turn, or left behind."""

import os
import time

import pytest

from app.web import uploads
from models.vocabulary import ImportState
from tests.views.test_imports import named, run_at, send, visits

PAGES = ("", "?columns=yes", "/undo", "/rows/1", "/refused.csv", "/refused.xlsx")
MOVES = ("/continue", "/apply", "/undo", "/drop", "/pick", "/columns", "/sheet", "/rows/1")
DAY = 24 * 60 * 60


@pytest.mark.parametrize("state", list(ImportState))
def test_the_import_of_another_municipality_is_not_found_at_any_address(browser, make, session, state):
    run = make.import_run({"cells": ["a"]}, municipality="ankara", state=state)
    session.commit()

    for page in PAGES:
        browser.open(f"/imports/{run.id}{page}", 404)
    for move in MOVES:
        browser.submit(f"/imports/{run.id}{move}", {}, 404)


@pytest.mark.parametrize("role", ["viewer", "auditor", "council_clerk"])
def test_whoever_may_not_write_neither_sees_nor_moves_an_import(browse, make, session, role):
    run = make.import_run({"cells": ["a"]}, state=ImportState.PREVIEW)
    session.commit()
    browser = browse(role)

    for page in PAGES:
        browser.open(f"/imports/{run.id}{page}", 403)
    for move in MOVES:
        browser.submit(f"/imports/{run.id}{move}", {}, 403)


@pytest.mark.parametrize("number", ["2147483648", "99999999999999999999"])
def test_a_number_that_no_database_holds_is_not_found(browser, make, session, number):
    run = make.import_run({"cells": ["a"]}, state=ImportState.PREVIEW)
    session.commit()

    browser.open(f"/imports/{number}", 404)
    browser.open(f"/imports/{run.id}/rows/{number}", 404)


def test_rows_that_nobody_has_seen_are_not_written(browser, session):
    address = send(browser)
    named(browser, address)
    run_at(session, address).state = ImportState.READING  # a colleague names the columns anew
    session.commit()

    browser.submit(f"{address}/apply", {})

    assert run_at(session, address).state is ImportState.READING
    assert visits(session) == []


def test_a_file_that_nobody_came_back_for_does_not_stay(app, browser, session):
    forgotten = run_at(session, send(browser, name="eski.csv"))
    with app.app_context():
        path = uploads.import_store().path(forgotten.sha256)
    os.utime(path, (time.time() - 8 * DAY,) * 2)

    waiting = run_at(session, send(browser, content="Tarih;Kurum\n12.01.2023;Kurum\n"))

    with app.app_context():
        assert not path.exists()
        assert uploads.import_store().path(waiting.sha256).exists()
