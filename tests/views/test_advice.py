"""Talking points and sensitivities: what is marked above official use is seen by few, and marked by few."""

import pytest

from models.vocabulary import AdviceKind, Confidentiality
from tests.laws.reading import typed_in


@pytest.fixture
def advice(make):
    """Write advice on a city; return it."""

    def write(mark=None):
        city = make.city("Üsküp")
        return make.advice("Su sorununu sormayın", about_id=city.id, mark=mark)

    return write


@pytest.mark.parametrize(
    ("role", "status"), [("viewer", 404), ("officer", 404), ("protocol", 200), ("director", 200)]
)
def test_what_is_marked_is_seen_by_who_may_see_restricted_documents(browse, advice, role, status):
    marked, open_ = advice(Confidentiality.CONFIDENTIAL), advice()
    browser = browse(role)

    browser.open(f"/advice/{marked.id}", status)
    browser.open(f"/advice/{open_.id}")
    listed = {link["href"] for link in browser.open("/advice").select("main tbody a")}
    assert (f"/advice/{marked.id}" in listed) is (status == 200)
    found = {link["href"] for link in browser.open("/search?q=sorununu").select("main a")}
    assert (f"/advice/{marked.id}" in found) is (status == 200)


def test_nobody_marks_advice_out_of_their_own_sight(browse, make):
    browser = browse("officer")
    form = typed_in(browser.open("/advice/new")) | {
        "title_tr": "Su sorunu",
        "advice_kind": AdviceKind.SENSITIVITY.value,
        "about": f"#{make.city('Üsküp').id}",
        "mark": Confidentiality.SECRET.value,
    }

    page = browser.submit("/advice/new", form, status=422)

    assert {link["href"] for link in page.select(".error-summary a")} == {"#mark"}
