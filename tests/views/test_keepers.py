"""Who keeps the relation: beside the record, in its history, in the lists."""

import pytest

from app.records.organisations import ORGANISATION
from app.services.keepers import entrust
from app.unit_of_work import unit_of_work
from tests.laws.reading import statements, typed_in, written

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} %(name)s"


@pytest.fixture
def me(make, session):
    user = make.user()
    user.name = "Zeynep Ak"
    session.commit()
    return user


@pytest.fixture
def colleague(make, session):
    user = make.user()
    user.name = "Deniz Er"
    session.commit()
    return user


@pytest.fixture
def mine(browse, me):
    return browse(me)


@pytest.fixture
def body(make):
    return make.organisation("Üsküp Belediyesi")


def given(make, record, owner, deputy=None):
    with unit_of_work(make.session) as session:
        entrust(session, make.actor(), ORGANISATION, record.id, owner.id, deputy.id if deputy else None)


def facts(page):
    """What the side column says of a record, word for word."""
    return {
        pair.dt.get_text(strip=True): pair.dd.get_text(strip=True)
        for pair in page.select(".side-facts > div")
    }


def entrusts(browser, body, **chosen):
    """What the form beside an organisation sends."""
    form = browser.open(f"/organisations/{body.id}").select_one('form[action$="/keeper"]')
    return {"seen": form.select_one('[name="seen"]')["value"], **chosen}


def names(page):
    return [cell.get_text(strip=True) for cell in page.select("main table tbody td.is-name > a")]


def test_the_page_says_who_keeps_the_relation_and_entrusts_it_without_a_script(mine, me, colleague, body):
    address = f"/organisations/{body.id}"
    page = mine.open(address)
    assert (facts(page)["Relationship owner"], facts(page)["Deputy"]) == ("Nobody yet", "Nobody yet")
    form = page.select_one('form[action$="/keeper"]')
    assert [option.get_text() for option in form.select("#owner_id option")] == [
        "Nobody yet",
        "Deniz Er",
        "Zeynep Ak",
    ]

    sent = entrusts(mine, body, owner_id=str(me.id), deputy_id=str(colleague.id))
    done = mine.submit(form["action"], sent)

    page = mine.open(done.answer.location)
    assert (facts(page)["Relationship owner"], facts(page)["Deputy"]) == ("Zeynep Ak", "Deniz Er")
    chosen = page.select('form[action$="/keeper"] option[selected]')
    assert [one.get_text() for one in chosen] == ["Zeynep Ak", "Deniz Er"]


@pytest.mark.parametrize("typed", ["999999", "-1 OR 1=1", "theirs"])
def test_who_is_no_colleague_is_refused_beside_the_field(mine, make, body, session, typed):
    theirs = make.user("officer", "antalya")
    before = written(session)

    sent = {"owner_id": str(theirs.id) if typed == "theirs" else typed}
    page = mine.submit(f"/organisations/{body.id}/keeper", sent, status=422)

    assert page.select_one("details[open] #owner_id-error").get_text()
    assert theirs.name not in page.words
    assert written(session) == before


def test_the_same_colleague_twice_is_refused_beside_the_deputy_and_the_choice_is_kept(
    mine, me, body, session
):
    before = written(session)

    sent = entrusts(mine, body, owner_id=str(me.id), deputy_id=str(me.id))
    page = mine.submit(f"/organisations/{body.id}/keeper", sent, status=422)

    assert "somebody else" in page.select_one("details[open] #deputy_id-error").get_text()
    assert page.select_one("[data-takes-focus]")["id"] == "deputy_id"
    chosen = page.select('form[action$="/keeper"] option[selected]')
    assert [one["value"] for one in chosen] == [str(me.id)] * 2
    assert facts(page)["Relationship owner"] == "Nobody yet"
    assert written(session) == before


def test_a_reader_sees_who_keeps_it_and_no_form(browse, make, me, body):
    given(make, body, me)

    page = browse("viewer").open(f"/organisations/{body.id}")

    assert facts(page)["Relationship owner"] == "Zeynep Ak"
    assert not page.select('form[action$="/keeper"]')


def test_a_closed_account_is_told_as_closed(make, mine, colleague, body, session):
    given(make, body, colleague)
    colleague.is_active = False
    session.commit()

    page = mine.open(f"/organisations/{body.id}")

    assert facts(page)["Relationship owner"] == "Deniz Er (account closed)"
    assert not page.select(f'#deputy_id option[value="{colleague.id}"]')


def test_a_name_is_text_wherever_it_stands(make, browse, colleague, body, session):
    colleague.name = HOSTILE
    session.commit()
    given(make, body, colleague)
    admin = browse("admin")

    for address in (
        f"/organisations/{body.id}",
        f"/organisations/{body.id}/history",
        f"/organisations?keeper={colleague.id}&columns=keeper",
    ):
        page = admin.open(address)
        assert HOSTILE in page.words, address
        assert not page.find("script", string=lambda text: text and "alert" in text), address


def test_nobody_keeps_a_visit_or_a_city(mine, make):
    for address in (f"/visits/{make.visit().id}", f"/cities/{make.city('Üsküp').id}"):
        assert "Relationship owner" not in mine.open(address).words
    mine.submit(f"/visits/{make.visit().id}/keeper", {}, status=404)


@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_history_says_it_in_words(browse, make, me, colleague, body, language):
    given(make, body, me, colleague)
    given(make, body, colleague)
    browser = browse("admin", language)

    page = browser.open(f"/organisations/{body.id}/history")

    newest = page.select(".is-change")[0]
    owner, deputy = {"en": ("Relationship owner", "Deputy"), "tr": ("İlişki sorumlusu", "Yedek sorumlu")}[
        language
    ]
    told = {one.dt.get_text(strip=True): one.dd.get_text(" ", strip=True) for one in newest.select(".change")}
    assert told.keys() == {owner, deputy}
    assert "Zeynep Ak" in told[owner]
    assert "Deniz Er" in told[owner]
    words = {"en": "entrusted the relation to somebody", "tr": "ilişki sorumlusunu belirledi"}[language]
    assert words in newest.get_text()
    assert owner in browser.open("/audit/trail").words


def test_of_two_who_entrust_it_at_once_the_later_one_is_told_and_keeps_the_choice(
    mine, me, make, colleague, body
):
    address = f"/organisations/{body.id}/keeper"
    sent = entrusts(mine, body, owner_id=str(me.id))
    given(make, body, colleague)

    page = mine.submit(address, sent, status=409)

    assert facts(page)["Relationship owner"] == "Deniz Er"
    form = page.select_one('details[open] form[action$="/keeper"]')
    assert form.select_one("#owner_id option[selected]")["value"] == str(me.id)
    assert "Somebody entrusted it meanwhile" in form.get_text()
    mine.submit(address, sent | {"seen": form.select_one('[name="seen"]')["value"]})
    assert facts(mine.open(f"/organisations/{body.id}"))["Relationship owner"] == "Zeynep Ak"


def test_a_colleague_who_edits_meanwhile_is_told_and_loses_nothing(mine, me, body):
    address = f"/organisations/{body.id}"
    form = typed_in(mine.open(f"{address}/edit")) | {"acronym": "ÜB"}
    mine.submit(f"{address}/keeper", entrusts(mine, body, owner_id=str(me.id)))

    page = mine.submit(f"{address}/edit", form, status=409)
    assert "No field was changed by both of you" in page.words
    mine.submit(f"{address}/edit", typed_in(page))

    page = mine.open(address)
    assert facts(page)["Relationship owner"] == "Zeynep Ak"
    assert "ÜB" in mine.open(f"{address}/edit").select_one("#acronym")["value"]


def test_a_list_is_narrowed_to_those_of_one_colleague_or_of_nobody(mine, make, me, colleague):
    ours, theirs, _ = (make.organisation(name) for name in ("Bir", "İki", "Üç"))
    given(make, ours, me, colleague)
    given(make, theirs, colleague)

    def found(value):
        return names(mine.open(f"/organisations?keeper={value}"))

    assert found(me.id) == ["Bir"]
    assert found(colleague.id) == ["İki"]
    assert found("unknown") == ["Üç"]
    assert found("-1 OR 1=1") == found("999999999999") == ["Bir", "İki", "Üç"]


def test_who_asks_stands_first_in_the_filter_and_nobody_last(mine, me, colleague):
    page = mine.open("/people/choices/keeper")

    options = [link.get_text(strip=True) for link in page.select('main a[href*="keeper="]')]
    assert options == ["Zeynep Ak", "Deniz Er", "Nobody yet"]
    assert "Relationship owner: Zeynep Ak" in mine.open(f"/people?keeper={me.id}").words
    assert "Relationship owner: Nobody yet" in mine.open("/people?keeper=unknown").words


def test_the_column_names_the_owner_in_one_statement_for_all_rows(app, mine, make, me):
    for name in ("Bir", "İki", "Üç"):
        given(make, make.organisation(name), me)
    make.organisation("Dört")

    mine.open("/organisations")  # how many there are is counted once
    with statements(app) as without:
        page = mine.open("/organisations?columns=kind")
    assert "Zeynep Ak" not in page.select_one("main table").get_text()
    with statements(app) as sent:
        page = mine.open("/organisations?columns=keeper")

    assert page.select_one("main table").get_text().count("Zeynep Ak") == 3
    assert len(sent) == len(without) + 1


def test_the_page_of_a_record_costs_one_statement_for_who_keeps_it(app, mine, make, me, colleague, body):
    given(make, body, me, colleague)

    with statements(app) as sent:
        mine.open(f"/organisations/{body.id}")

    assert sum("keeper" in one for one in sent) == 1
