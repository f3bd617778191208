"""Two editors never overwrite each other: every form that edits carries what its editor read."""

import pytest

from tests.laws.endpoints import ROWS
from tests.laws.prepared import prepare

SENDS_NO_EDIT = {
    "account.sign_in": "nothing is stored by it",
    "calendar_feeds.of_account": "gives an address to a new calendar",
    "calendar_feeds.of_visit": "gives an address to a new calendar",
    "files.attach": "adds to what is there",
    "imports.correct": "an import is one officer's, and its steps are checked by its state",
    "letter_batches.show": "refused when the letter has another number by now",
    "letter_batches.without_number": "refused when the letter has another number by now",
    "tasks.close": "refused when the task is not open any more",
    "tasks.drop": "refused when the task is not open any more",
    "visit_pattern.again": "makes a new visit",
}
"""Endpoints whose form makes something new, or whose verb looks at the state itself."""

BOTH = {row.endpoint for row in ROWS if row.method == "GET"} & {
    row.endpoint for row in ROWS if row.method == "POST" and not row.endpoint.endswith(".new")
}


@pytest.mark.parametrize("endpoint", sorted(BOTH - SENDS_NO_EDIT.keys()))
def test_a_form_that_edits_carries_what_its_editor_read(app, browse, make, endpoint):
    address, _ = prepare(app, make, endpoint)

    page = browse("admin").open(address)

    forms = [form for form in page.select("main form[data-form]") if form.get("method") == "post"]
    assert forms, "the form is not found: mark it with data-form"
    for form in forms:
        assert form.select_one('input[name="seen_version"], input[name="seen"]'), form


def test_what_is_excepted_is_there():
    assert SENDS_NO_EDIT.keys() <= BOTH
