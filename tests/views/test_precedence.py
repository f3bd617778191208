"""The order of precedence of a visit or an event, as the protocol desk works it out."""

import random
from datetime import date
from io import BytesIO

import pytest
from docx import Document as Word
from sqlalchemy import select

from app.records import kit
from app.records.precedence import PRECEDENCE_LIST
from models import Certainty, OrderByHand, PartialDate, PrecedenceOrder
from models.vocabulary import Confidence, Direction, EqualsBy, OrganisationKind, Side
from tests.laws.reading import statements
from tests.make import TODAY

LIST = ((1, "Vali"), (2, "Belediye Başkanı"), (2, "Büyükelçi"), (3, "Daire Başkanı"))


@pytest.fixture
def ranking(make):
    return make.ranking(*LIST)


@pytest.fixture
def talks(make):
    """Write a visit whose people have titles of the list, a title of their own, and no title."""
    return make.visit(
        direction=Direction.INCOMING,
        city_id=make.city("Üsküp").id,
        delegates=[
            {"name": "Zeki Danışman", "title_tr": "Danışman"},
            {"name": "Bora Kaya", "title_tr": "Belediye Başkanı"},
            {"name": "Ada Yılmaz", "title_tr": "Vali", "side": Side.OURS},
        ],
    )


def names(page):
    return [next(cell.stripped_strings) for cell in page.select("main td.is-name")]


def whys(page):
    return [row.select("td")[3].get_text(" ", strip=True) for row in page.select("main tbody tr")]


def choose(browser, visit, ranking, status=302, **more):
    address = f"/visits/{visit.id}/order"
    seen = browser.open(address).select_one("input[name=seen_version]")["value"]
    data = {"seen_version": seen, "ranking": str(ranking.id) if ranking else "", "language": "tr"}
    return browser.submit(address, data | more, status)


def version(session, order):
    session.expire_all()
    return session.get_one(PrecedenceOrder, order.id).version


def test_the_protocol_desk_chooses_a_list_and_reads_for_each_place_which_rule_gave_it(
    browse, talks, ranking, make
):
    browser = browse("protocol")
    before = browser.open(f"/visits/{talks.id}/order")
    assert "No list of ranks is chosen, so nobody has a rank." in before.words

    choose(browser, talks, ranking)

    page = browser.open(f"/visits/{talks.id}/order")
    assert names(page) == ["Ada Yılmaz", "Bora Kaya", "Zeki Danışman"]
    assert whys(page) == [
        "First in the order",
        "Deneme Listesi: rank 1 (Vali) before rank 2 (Belediye Başkanı)",
        "Zeki Danışman has no rank, so comes after everybody who has one",
    ]
    assert "1 participant has no rank in this list, or no name, and stands last." in page.words
    assert "read from the title" in page.words


def test_where_nobody_has_a_rank_there_are_no_places_and_nothing_to_print(browse, make, talks, ranking):
    page = browse("officer").open(f"/visits/{talks.id}/order")
    assert [row.select("td")[0].get_text() for row in page.select("main tbody tr")] == ["–"] * 3
    assert not page.select("a[href$='order.pdf']")

    choose(browse("officer"), talks, ranking)

    page = browse("officer").open(f"/visits/{talks.id}/order")
    assert [row.select("td")[0].get_text() for row in page.select("main tbody tr")] == ["1", "2", "3"]
    assert page.select("a[href$='order.pdf']")


def test_the_list_for_delegations_is_offered_first_and_none_is_used_until_somebody_chooses(
    browse, make, talks
):
    make.ranking((1, "Danışman"), code="capital")
    usual = make.ranking((1, "Danışman"), code="delegation")

    page = browse("officer").open(f"/visits/{talks.id}/order")

    assert page.select_one("#ranking option[selected]")["value"] == str(usual.id)
    assert "No list of ranks is chosen, so nobody has a rank." in page.words


def test_equal_ranks_are_said_to_be_equal_and_the_rule_that_tells_them_apart_is_named(browse, make, ranking):
    rome, paris = (make.organisation(name, represents_id=make.country(code).id) for name, code in LANDS)
    visit = make.visit(
        delegates=[
            {"name": "Ada", "title_tr": "Büyükelçi", "organisation_id": rome.id},
            {"name": "Bora", "title_tr": "Belediye Başkanı", "organisation_id": paris.id},
        ]
    )
    make.order(visit, ranking, equals_by=EqualsBy.COUNTRY)

    page = browse().open(f"/visits/{visit.id}/order")

    assert names(page) == ["Bora", "Ada"]
    assert whys(page)[1] == (
        "Equal rank, rank 2 (Belediye Başkanı); then alphabet of the countries (Turkish): "
        "Fransa before İtalya"
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_page_says_the_same_however_the_participants_were_entered(browse, make, ranking, seed):
    lands = {
        code: make.organisation(f"{code} Büyükelçiliği", represents_id=make.country(code).id)
        for code in ("IT", "FR")
    }
    people = [
        {"name": "Ada", "title_tr": "Büyükelçi", "organisation_id": lands["IT"].id},
        {"name": "Bora", "title_tr": "Belediye Başkanı", "organisation_id": lands["FR"].id},
        {"name": "Can", "title_tr": "Belediye Başkanı", "organisation_id": lands["FR"].id},
        {"name": "Derya", "title_tr": "Vali"},
        {"name": "Emre", "title_tr": "Danışman"},
        {"name": "Fatma"},
        {"name": "Gül", "title_tr": "Daire Başkanı"},
    ]
    told, browser = [], browse()
    for _ in range(2):
        visit = make.visit(delegates=[dict(one) for one in people])
        make.order(visit, ranking, equals_by=EqualsBy.COUNTRY)
        page = browser.open(f"/visits/{visit.id}/order")
        told.append((names(page), whys(page)))
        random.Random(seed).shuffle(people)

    assert told[0] == told[1]
    assert told[0][0] == ["Derya", "Bora", "Can", "Ada", "Gül", "Emre", "Fatma"]
    assert all(told[0][1])


LANDS = (("İtalya Büyükelçiliği", "IT"), ("Fransa Büyükelçiliği", "FR"))


def test_the_alphabet_of_another_language_gives_another_order(browse, make, ranking):
    lands = [make.organisation(code, represents_id=make.country(code).id) for code in ("DE", "ES")]
    visit = make.visit(
        delegates=[
            {"name": "Ada", "title_tr": "Büyükelçi", "organisation_id": lands[0].id},
            {"name": "Bora", "title_tr": "Büyükelçi", "organisation_id": lands[1].id},
        ]
    )
    browser = browse()
    choose(browser, visit, ranking, equals_by="country", language="tr")
    assert names(browser.open(f"/visits/{visit.id}/order")) == ["Ada", "Bora"]  # Almanya, İspanya

    choose(browser, visit, ranking, equals_by="country", language="fr")

    page = browser.open(f"/visits/{visit.id}/order")
    assert names(page) == ["Ada", "Bora"]  # Allemagne, Espagne
    choose(browser, visit, ranking, equals_by="country", language="en")
    assert "(English): Germany before Spain" in browser.open(f"/visits/{visit.id}/order").words
    assert [one.get_text(strip=True) for one in page.select("ol span[lang=fr]")] == ["Allemagne", "Espagne"]


def test_heads_of_mission_stand_by_the_day_on_their_post_unless_the_order_says_another(browse, make, session):
    ranking = make.ranking(
        (1, "Büyükelçi"), equals_by=EqualsBy.SENIORITY, equals_basis_tr="m. 16/1", equals_basis_en="art. 16/1"
    )
    people = [
        make.person(name, posts=[{"title_tr": "Büyükelçi", "accredited_on": day}])
        for name, day in (("Ada", date(2022, 5, 1)), ("Bora", date(2021, 5, 1)))
    ]
    delegates = [{"name": one.title_tr, "person_id": one.id, "title_tr": "Büyükelçi"} for one in people]
    visit = make.visit(delegates=delegates)
    order = make.order(visit, ranking)
    browser, address = browse(), f"/visits/{visit.id}/order"

    page = browser.open(address)
    assert names(page) == ["Bora", "Ada"]
    assert "Bora: credentials or exequatur on 1 May 2021, Ada: on 1 May 2022 (art. 16/1)" in page.words

    ada = make.guests(visit)[0]
    seen = version(session, order)
    browser.submit(f"{address}/{ada}", {"seen_version": seen, "senior_on": "01.02.2020"})
    assert names(browser.open(address)) == ["Ada", "Bora"]


def test_a_rank_is_given_by_hand_where_the_title_does_not_tell_it(browse, make, session, talks, ranking):
    order, browser = make.order(talks, ranking), browse()
    address = f"/visits/{talks.id}/order/{make.guests(talks)[0]}"
    head = browser.open(address).find("option", string=lambda text: text and "Daire Başkanı" in text)["value"]

    browser.submit(address, {"seen_version": version(session, order), "rank": head})

    page = browser.open(f"/visits/{talks.id}/order")
    assert whys(page)[2] == "Deneme Listesi: rank 2 (Belediye Başkanı) before rank 3 (Daire Başkanı)"
    assert "has no rank in this list" not in page.words


def test_ranks_are_given_one_after_the_other_until_everybody_has_one(browse, make, session, ranking):
    visit = make.visit(delegates=[{"name": "Ada", "title_tr": "Danışman"}, {"name": "Bora"}])
    order, browser = make.order(visit, ranking), browse()
    address, (ada, bora) = f"/visits/{visit.id}/order", make.guests(visit)
    rank = browser.open(f"{address}/{ada}").select("#rank option")[1]["value"]

    data = {"rank": rank, "again": "1"}
    first = browser.submit(f"{address}/{ada}", data | {"seen_version": version(session, order)})
    second = browser.submit(f"{address}/{bora}", data | {"seen_version": version(session, order)})

    assert first.answer.location == f"{address}/{bora}"
    assert second.answer.location == address


def test_somebody_is_placed_by_hand_with_a_reason_and_the_placing_can_be_taken_back(
    browse, make, session, talks, ranking
):
    order, browser = make.order(talks, ranking), browse()
    zeki, _, ada = make.guests(talks)
    address = f"/visits/{talks.id}/order"

    data = {"seen_version": version(session, order), "before": str(ada), "reason": "Birthday"}
    browser.submit(f"{address}/{zeki}", data)

    page = browser.open(address)
    assert names(page)[0] == "Zeki Danışman"
    assert whys(page)[1] == "By hand, Zeki Danışman before Ada Yılmaz: Birthday"
    assert page.select(f'form[action="{address}/{zeki}/by-rule"]')
    browser.submit(f"{address}/{zeki}/by-rule", {"seen_version": version(session, order)})
    assert names(browser.open(address))[0] == "Ada Yılmaz"


def test_somebody_is_placed_by_hand_once_and_who_is_placed_before_nobody_stands_by_the_rules(
    browse, make, session, talks, ranking
):
    order, browser = make.order(talks, ranking), browse()
    zeki, bora, ada = make.guests(talks)
    address = f"/visits/{talks.id}/order/{zeki}"

    def place(before):
        data = {"seen_version": version(session, order), "before": str(before), "reason": "Birthday"}
        browser.submit(address, data)
        session.expire_all()
        return [(one.moved, one.before) for one in session.scalars(select(OrderByHand))]

    assert place(ada) == [(zeki, ada)]
    assert browser.open(address).select_one("#before option[selected]")["value"] == str(ada)
    assert place(bora) == [(zeki, bora)]
    assert place("") == []


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"before": "3"}, "reason"), ({"rank": "999999"}, "rank"), ({"senior_on": "31.31.2020"}, "senior_on")],
)
def test_what_cannot_be_is_refused_beside_the_field_and_nothing_changes(
    browse, make, session, talks, ranking, sent, field
):
    order, browser = make.order(talks, ranking), browse()
    zeki, _, ada = make.guests(talks)
    sent = {name: str(ada) if name == "before" else value for name, value in sent.items()}
    before = version(session, order)

    page = browser.submit(
        f"/visits/{talks.id}/order/{zeki}", {"seen_version": before, "reason": "", **sent}, status=422
    )

    assert page.find(id=f"{field}-error")
    assert version(session, order) == before
    assert not session.scalars(select(OrderByHand)).all()


def test_a_second_editor_is_told_and_overwrites_nothing(browse, make, session, talks, ranking):
    order, browser = make.order(talks, ranking), browse()
    zeki, bora, ada = make.guests(talks)
    address, seen = f"/visits/{talks.id}/order", version(session, order)
    browser.submit(f"{address}/{bora}", {"seen_version": seen, "before": str(ada), "reason": "Host"})

    mine = {"seen_version": seen, "before": str(bora), "reason": "Guest"}
    page = browser.submit(f"{address}/{zeki}", mine, status=409)

    assert "Somebody changed this order" in page.words
    assert page.find(id="reason")["value"] == "Guest"
    assert names(browser.open(address)) == ["Bora Kaya", "Ada Yılmaz", "Zeki Danışman"]
    assert choose(browser, talks, ranking, status=409, seen_version="0").select(".error-summary")


def test_a_withdrawn_list_is_not_used_and_an_order_that_went_by_it_says_so(
    browse, make, session, talks, ranking
):
    make.order(talks, ranking)
    admin, browser = make.actor("admin"), browse()
    assert names(browser.open(f"/visits/{talks.id}/order"))[0] == "Ada Yılmaz"
    listed = kit.load(session, admin, PRECEDENCE_LIST, ranking.id)
    ended = {"valid_until": date(2020, 12, 31)}
    kit.edit(session, admin, PRECEDENCE_LIST, ranking.id, listed.version, ended, today=TODAY)
    session.commit()

    page = browser.open(f"/visits/{talks.id}/order")

    assert "was withdrawn on 31 Dec 2020 and is not used for this day." in page.words
    assert page.words.count("no rank") >= 3
    assert whys(page)[1].startswith("Neither has a rank; then alphabet of the names")


def test_a_list_in_the_bin_is_not_used(browse, make, session, talks, ranking):
    make.order(talks, ranking)
    kit.throw_away(session, make.actor("admin"), PRECEDENCE_LIST, ranking.id, today=TODAY)
    session.commit()

    page = browse().open(f"/visits/{talks.id}/order")

    assert "is in the bin and is not used." in page.words
    assert page.select_one("td.num").get_text() == "–"


def test_a_list_to_be_confirmed_says_so_on_the_screen_and_on_paper(browse, make, talks):
    make.order(talks, make.ranking(*LIST, confidence=Confidence.TO_CONFIRM))
    browser = browse()

    assert "is to be confirmed before it is relied on" in browser.open(f"/visits/{talks.id}/order").words
    word = browser.client.get(f"/visits/{talks.id}/order.docx")
    text = "\n".join(one.text for one in Word(BytesIO(word.data)).paragraphs)
    assert "is to be confirmed before it is relied on" in text


@pytest.mark.parametrize("ending", ["pdf", "docx"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_order_is_printed(browse, make, talks, ranking, ending, language):
    make.order(talks, ranking)

    answer = browse("viewer", language).client.get(f"/visits/{talks.id}/order.{ending}")

    assert answer.data.startswith(b"%PDF" if ending == "pdf" else b"PK")
    assert browse("viewer").client.get(f"/visits/{talks.id}/order.exe").status_code == 404


def test_the_sheet_has_a_row_for_everybody_with_the_rule_beside_it(browse, make, talks, ranking):
    make.order(talks, ranking)

    word = Word(BytesIO(browse().client.get(f"/visits/{talks.id}/order.docx").data))

    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert rows[1][:3] == ["1", "Ada Yılmaz", "Vali"]
    assert rows[2][4] == "Deneme Listesi: rank 1 (Vali) before rank 2 (Belediye Başkanı)"
    assert rows[3][4].startswith("Zeki Danışman has no rank")


def test_an_event_has_an_order_too_and_who_is_represented_by_another_has_no_place(browse, make, ranking):
    body = make.organisation("Antalya Belediyesi")
    event = make.event(
        participants=[
            {"organisation_id": body.id},
            {"name": "Ada", "title_tr": "Vali"},
            {"name": "Absent", "role": "represented"},
        ]
    )
    make.order(event, ranking)

    page = browse().open(f"/events/{event.id}/order")

    assert names(page) == ["Ada", "no name"]
    assert "Antalya Belediyesi has no name, so comes after everybody who has one" in page.words


def test_the_host_countrys_flag_is_first(browse, make, talks, ranking):
    make.organisation(
        "İzmir",
        organisation_kind=OrganisationKind.MUNICIPALITY,
        ours=True,
        seat_id=make.city("İzmir").id,
    )
    make.order(talks, ranking)

    flags = browse().open(f"/visits/{talks.id}/order").select("section[aria-labelledby=flags] li")

    assert [one.get_text(" ", strip=True) for one in flags] == ["Türkiye", "Kuzey Makedonya North Macedonia"]


def test_three_hundred_guests_are_a_page_with_as_many_statements_as_one(browse, make, session, app, ranking):
    few, many = (
        make.event(participants=[{"name": f"Kişi {n:03}", "title_tr": "Vali"} for n in range(count)])
        for count in (1, 300)
    )
    for event in (few, many):
        make.order(event, ranking)
    browser = browse()

    counted = []
    for event in (few, many):
        with statements(app) as sent:
            page = browser.open(f"/events/{event.id}/order")
        counted.append(len(sent))

    assert counted[0] == counted[1]
    assert len(names(page)) == 300


def test_a_doubtful_day_does_not_withdraw_a_list(browse, make):
    ranking = make.ranking(*LIST, valid_until=date(2020, 12, 31))
    held = PartialDate(TODAY, TODAY, Certainty.DOUBTFUL)
    visit = make.visit(held=held, delegates=[{"name": "Ada", "title_tr": "Vali"}])
    make.order(visit, ranking)

    assert "It is not certain that the list" in browse().open(f"/visits/{visit.id}/order").words


def test_an_order_of_another_visit_says_nothing_of_its_people(browse, make, session, talks, ranking):
    order, browser = make.order(talks, ranking), browse()
    zeki, _, ada = make.guests(talks)
    data = {"seen_version": version(session, order), "before": str(ada), "reason": "Birthday"}
    browser.submit(f"/visits/{talks.id}/order/{zeki}", data)
    other = make.visit()

    form = {"title_tr": "Sıra", "about": f"#{other.id}", "language": "tr"}
    browser.submit(f"/precedence-orders/{order.id}/edit", form | {"seen_version": version(session, order)})

    assert not session.scalars(select(OrderByHand)).all()
