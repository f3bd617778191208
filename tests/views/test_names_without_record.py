"""Somebody who was taken down by name only stays where their form is saved, and can be given a record."""

import pytest

from app.records.nouns import NOUNS
from models import Agreement, Event, Visit
from models.vocabulary import AgreementState, PartyRole, RecordKind, Relation
from tests.laws.reading import typed_in

SOMEBODY = [{"name": "Can Demir"}]


def visit(make):
    return make.visit(delegates=SOMEBODY, group_name="Heyet"), "delegates", Visit


def event(make):
    return make.event(participants=SOMEBODY), "participants", Event


def agreement(make):
    bodies = make.organisation("Biz", ours=True), make.organisation("Karşı taraf")
    parties = [{"organisation_id": body.id, "role": PartyRole.PARTY} for body in bodies]
    draft = {"relation": Relation.GOODWILL, "state": AgreementState.DRAFT}
    record = make.record(NOUNS[RecordKind.AGREEMENT], parties=parties, signatories=SOMEBODY, **draft)
    return record, "signatories", Agreement


@pytest.fixture(params=[visit, event, agreement])
def kept(request, make, session):
    """Return the address of a form with somebody in it who has no record, the rows, and what reads them."""
    record, rows, model = request.param(make)
    id_, address = record.id, f"/{NOUNS[record.kind].plural}/{record.id}/edit"

    def named():
        session.expire_all()
        found = session.get_one(model, id_)
        session.refresh(found, [rows])
        return [(one.name, one.person_id) for one in getattr(found, rows)]

    return address, rows, named


def test_a_form_that_is_saved_as_it_stands_keeps_them_and_says_who_it_is(browser, kept):
    address, rows, named = kept
    page = browser.open(address)
    assert "Can Demir, who has no record" in page.select_one(f'[data-rows-of="{rows}"]').get_text()

    browser.submit(address, typed_in(page))

    assert named() == [("Can Demir", None)]


def test_a_form_that_is_refused_keeps_them(browser, make, kept):
    address, rows, named = kept
    form = typed_in(browser.open(address)) | {f"{rows}-0-title_tr": "x" * 3000}

    page = browser.submit(address, form, status=422)
    browser.submit(address, typed_in(page) | {f"{rows}-0-title_tr": "Uzman"})

    assert named() == [("Can Demir", None)]


def test_who_is_given_a_record_keeps_the_name_of_that_day(browser, make, kept):
    address, rows, named = kept
    can = make.person("Can Demir Yılmaz")

    browser.submit(address, typed_in(browser.open(address)) | {f"{rows}-0-person": f"#{can.id}"})

    assert named() == [("Can Demir", can.id)]
    assert "who has no record" not in browser.open(address).words


def test_a_row_that_is_removed_is_gone(browser, kept):
    address, rows, named = kept
    form = typed_in(browser.open(address))

    browser.submit(
        address, {name: value for name, value in form.items() if not name.startswith(f"{rows}-0-")}
    )

    assert named() == []


def test_who_has_a_record_is_still_removed_by_clearing_the_row(browser, make, session):
    ada = make.person("Ada Yılmaz")
    visit = make.visit(delegates=[{"name": "Ada Yılmaz", "person_id": ada.id}, {"name": "Can Demir"}])
    address = f"/visits/{visit.id}/edit"

    browser.submit(address, typed_in(browser.open(address)) | {"delegates-0-person": ""})

    session.expire_all()
    session.refresh(visit, ["delegates"])
    assert [one.name for one in visit.delegates] == ["Can Demir"]
