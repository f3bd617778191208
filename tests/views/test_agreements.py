"""Agreements as an officer types them: what is refused, where, in which words."""

import pytest
from sqlalchemy import func, select

from app.i18n import translator
from app.records.agreements import AGREEMENT
from models import Agreement, PartialDate
from models.vocabulary import AgreementState, OrganisationKind, PartyRole, Relation
from views.agreements import SISTERS

NEW = "/agreements/new"


@pytest.fixture
def house(make):
    return make.organisation(
        "İzmir Büyükşehir Belediyesi", ours=True, organisation_kind=OrganisationKind.MUNICIPALITY
    )


@pytest.fixture
def other(make):
    return make.organisation("Üsküp Belediyesi", seat_id=make.city("Üsküp").id)


@pytest.fixture
def form(house, other):
    return {
        "relation": "goodwill",
        "state": "draft",
        "parties-0-organisation": f"#{house.id}",
        "parties-1-organisation": f"#{other.id}",
    }


@pytest.fixture
def standing(make, house, other):
    def write(relation=Relation.SISTER_CITY, **data):
        parties = [{"organisation_id": one.id, "role": PartyRole.PARTY} for one in (house, other)]
        data = {"relation": relation, "state": AgreementState.IN_FORCE, "parties": parties, **data}
        return make.record(AGREEMENT, **data)

    return write


def count(session):
    return session.scalar(select(func.count()).select_from(Agreement.__table__))


def refused(browser, session, url, posted, field, message, language):
    before = count(session)
    page = browser.submit(url, posted, status=422)
    said = translator(language)(message)
    assert said in page.select_one(".error-summary").get_text()
    beside = page.find(id=f"{field}-error") or page.find(id=field)
    assert said in beside.get_text(), page.select_one(".error-summary").get_text()
    assert count(session) == before


CASES = {
    "one party": ({"parties-1-organisation": ""}, "parties", "Name at least two parties"),
    "the same party twice": (
        {"parties-1-organisation": "{house}"},
        "parties-1-organisation",
        "This party is named twice",
    ),
    "signed in the future": (
        {"state": "in_force", "signed": "26.10.2023"},
        "signed",
        "The date of signing is still to come",
    ),
    "ended before signed": (
        {"state": "ended", "signed": "2020", "ends": "2019"},
        "ends",
        "The end cannot be before the signing",
    ),
    "no relation": ({"relation": ""}, "relation", "Choose what the parties are to each other"),
    "a signed draft": ({"signed": "2020"}, "state", "A signed agreement is not a draft"),
}


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("case", CASES)
def test_what_no_paper_says_is_refused_beside_the_field(browse, session, form, house, case, language):
    changed, field, message = CASES[case]
    typed = {name: value.format(house=f"#{house.id}") for name, value in changed.items()}
    refused(browse("officer", language), session, NEW, form | typed, field, message, language)


@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_second_sister_tie_is_refused_at_the_relation(browse, session, form, standing, language):
    standing()
    posted = form | {"relation": "sister_city", "state": "in_force"}
    refused(browse("officer", language), session, NEW, posted, "relation", SISTERS, language)


def test_a_party_of_another_register_is_refused_beside_its_row(browse, make, session, form):
    foreign = make.organisation("Başkasının kaydı", municipality="antalya")
    posted = form | {"parties-1-organisation": f"#{foreign.id}"}
    message = "This record is not there any more; choose another one"
    refused(browse(), session, NEW, posted, "parties-1-organisation", message, "en")


def test_an_agreement_is_neither_amended_nor_replaced_in_a_circle(browse, session, form, standing):
    first = standing(Relation.GOODWILL)
    second = standing(Relation.PROGRAMME, amends_id=first.id)
    posted = form | {"state": "in_force", "seen_version": first.version}
    url = f"/agreements/{first.id}/edit"
    itself = "These agreements would turn in a circle"
    refused(browse(), session, url, posted | {"amends": f"#{first.id}"}, "amends", itself, "en")
    refused(browse(), session, url, posted | {"amends": f"#{second.id}"}, "amends", itself, "en")


def test_a_draft_is_signed_on_its_own_page(browse, session, form):
    browser = browse()
    url = browser.submit(NEW, form).answer.location
    page = browser.open(f"{url}/sign")
    version = page.select_one("input[name=seen_version]")["value"]
    refused_page = browser.submit(f"{url}/sign", {"seen_version": version, "signed": ""}, status=422)
    assert "Enter the date of signing" in refused_page.select_one(".error-summary").get_text()
    browser.submit(f"{url}/sign", {"seen_version": version, "signed": "Mart 2023"})
    signed = session.get_one(Agreement, int(url.rsplit("/", 1)[-1]))
    assert (signed.state, signed.signed) == (AgreementState.IN_FORCE, PartialDate.of(2023, 3))


def test_other_open_ties_with_a_counterpart_are_named_on_the_page(browse, standing):
    first = standing(Relation.PROGRAMME, title_tr="Birinci program")
    second = standing(Relation.PROGRAMME, title_tr="İkinci program")
    page = browse().open(f"/agreements/{second.id}")
    assert page.select_one(f'aside a[href="/agreements/{first.id}"]')
    assert "amend it or let this one replace it" in page.words


@pytest.mark.parametrize("about", ["99999999999", "abc", "1" * 40])
@pytest.mark.parametrize("plural", ["agreements", "memberships", "decisions", "visits"])
def test_a_form_opened_from_nowhere_is_an_empty_form(browse, plural, about):
    assert browse().open(f"/{plural}/new?about={about}").select_one("form[data-form]")


def test_a_membership_is_opened_from_a_network_and_never_from_a_person(browse, make, other):
    person = make.person("Ayşe Deneme")
    browser = browse()
    network = "[name=network]"
    assert (
        browser.open(f"/memberships/new?about={other.id}").select_one(network)["data-value"] == f"#{other.id}"
    )
    assert not browser.open(f"/memberships/new?about={person.id}").select_one(network).get("data-value")


def test_the_parties_are_not_called_optional(browse):
    form = browse().open("/agreements/new")

    legends = {one.get_text(" ", strip=True) for one in form.select("legend")}

    assert "Parties" in legends
    assert "Signatories and attendees (optional)" in legends
