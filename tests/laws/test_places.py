"""Whoever is on a page sees in the sidebar where they are."""

import pytest

from tests.laws.endpoints import ROWS, WHO
from tests.laws.prepared import prepare

OF_NO_PLACE = {"account.show", "search.results"}
"""About the reader and about the whole house: the top bar leads there, from every page."""
OF_THE_ADMINISTRATOR = {"reference.index", "reference.places", "reference.city", "listed_network.show"}
"""Public lists: others read them where a city leads to them, and only who keeps them has a place for that."""
ASKED = {who.role: place for place, who in enumerate(WHO[:5]) if who.role in {"officer", "admin"}}


@pytest.mark.parametrize(
    ("row", "role"),
    [
        pytest.param(row, role, id=f"{row.endpoint}-{role}")
        for row in ROWS
        for role, place in ASKED.items()
        if row.method == "GET" and row.expected[place] == "200"
        if role == "admin" or row.expected[ASKED["admin"]] != "200" or row.endpoint in OF_THE_ADMINISTRATOR
    ],
)
def test_every_page_opens_a_place(app, browse, make, row, role):
    address, _ = prepare(app, make, row.endpoint)
    browser = browse(make.user(role))

    answer = browser.client.get(address, buffered=True)

    if answer.mimetype != "text/html" or 'class="sidebar"' not in answer.text:
        return  # a file, or a part of a page
    opens = bool(browser.open(address).select(".sidebar [aria-current]"))
    nowhere = row.endpoint in OF_NO_PLACE or (role != "admin" and row.endpoint in OF_THE_ADMINISTRATOR)
    assert opens is not nowhere, "say in app/web/places.py where the page is"
