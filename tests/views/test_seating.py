"""Seating plans, as the protocol desk makes them and changes them at the last minute."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from app.documents import seating
from app.i18n import translator
from app.records import kit
from app.records.guest_lists import GUEST_LIST
from app.records.precedence import PRECEDENCE_LIST
from app.records.seating import SEATING_PLAN
from app.records.visits import VISIT
from app.typesetting.letters import width
from models import Guest, SeatingPlan, SeatTaken
from models.vocabulary import GuestAnswer, Side
from tests.make import TODAY

HOSTILE = '<script>alert(1)</script> & "x" مرحبا'


@pytest.fixture
def dinner(make):
    """Write a visit of four: two of theirs, two of ours."""
    return make.visit(
        delegates=[
            {"name": "Ada", "side": Side.VISITOR},
            {"name": "Bora", "side": Side.OURS},
            {"name": "Can", "side": Side.VISITOR},
            {"name": "Derya", "side": Side.OURS},
        ]
    )


def begin(browser, about, *, shape="round", tables=1, seats=6, status=302, **more) -> int:
    data = {"title_tr": "Yemek", "about": f"#{about.id}", "shape": shape}
    saved = browser.submit("/seating-plans/new", {**data, "tables": tables, "seats": seats, **more}, status)
    return int(saved.answer.location.rpartition("/")[2])


def seats(session, plan):
    session.expire_all()
    query = select(SeatTaken).where(SeatTaken.seating_plan_id == plan).order_by(SeatTaken.seat)
    return {one.guest: one.seat for one in session.scalars(query)}


def seen(session, plan):
    session.expire_all()
    return {"seen_version": session.get_one(SeatingPlan, plan).version}


def change_delegates(session, make, visit, change):
    actor = make.actor("admin")
    loaded = kit.load(session, actor, VISIT, visit.id)
    rows = [{"id": one.id, "name": one.name, "side": one.side} for one in loaded.delegates]
    kit.edit(session, actor, VISIT, visit.id, loaded.version, {"delegates": change(rows)}, today=TODAY)
    session.commit()


def test_a_plan_begins_with_everybody_on_the_seat_that_the_order_gives(browse, make, session, dinner):
    ada, bora, can, derya = make.guests(dinner)
    browser = browse("protocol")

    plan = begin(browser, dinner)

    assert seats(session, plan) == {ada: 1, bora: 2, can: 3, derya: 4}
    page = browser.open(f"/seating-plans/{plan}")
    rows = [row.get_text(" ", strip=True) for row in page.select("section[aria-labelledby=seats] tbody tr")]
    assert rows[0].startswith("table 1, seat 1 Ada")
    assert page.select(f'img[src^="/seating-plans/{plan}/plan.svg"][alt]')
    order = browser.open(f"/visits/{dinner.id}/order")
    assert order.select(f'a[href="/seating-plans/{plan}"]')


def test_the_form_opens_for_the_visit_from_which_it_was_opened(browse, dinner):
    page = browse().open(f"/seating-plans/new?about={dinner.id}")

    assert f"#{dinner.id}" in page.select_one("[name=about]")["value"] + page.select_one("[name=about]").get(
        "data-value", ""
    )
    assert page.select_one("[name=title_en]")["value"].startswith("Seating plan: ")


def test_a_room_that_is_too_small_names_who_has_no_seat(browse, make, session, dinner):
    browser = browse()

    plan = begin(browser, dinner, seats=2)

    page = browser.open(f"/seating-plans/{plan}")
    assert "2 participants have no seat, among them Can and Derya." in page.words
    assert "The room is too small by 2 seats." in page.words
    assert page.words.count("no seat") >= 3
    assert len(seats(session, plan)) == 2


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"shape": ""}, "shape"),
        ({"shape": "u", "tables": 2}, "tables"),
        ({"tables": 100, "seats": 200}, "seats"),
        ({"seats": 0}, "seats"),
        ({"about": ""}, "about"),
    ],
)
def test_a_room_that_cannot_be_is_refused_beside_the_field(browse, session, dinner, sent, field):
    data = {"title_tr": "Yemek", "about": f"#{dinner.id}", "shape": "round", "tables": 1, "seats": 6}

    page = browse().submit("/seating-plans/new", data | sent, status=422)

    assert page.find(id=f"{field}-error")
    assert not session.scalars(select(SeatingPlan)).all()


def test_who_comes_late_takes_a_free_seat_and_nobody_else_moves(browse, make, session, dinner):
    browser = browse()
    plan = begin(browser, dinner)
    before = seats(session, plan)
    change_delegates(session, make, dinner, lambda rows: [{"name": "Aaron"}, *rows])
    assert "1 participant has no seat: Aaron." in browser.open(f"/seating-plans/{plan}").words

    browser.submit(f"/seating-plans/{plan}/arrange", seen(session, plan) | {"only": "new"})

    after = seats(session, plan)
    assert {guest: after[guest] for guest in before} == before
    assert len(after) == 5
    assert "0 people were moved." in browser.open(f"/seating-plans/{plan}").words


def test_who_stays_away_leaves_a_free_seat_which_their_substitute_gets(browse, make, session, dinner):
    browser = browse()
    plan = begin(browser, dinner, seats=4)
    before = seats(session, plan)
    gone = make.guests(dinner)[1]
    change_delegates(session, make, dinner, lambda rows: [rows[0], {"name": "Zeki"}, *rows[2:]])
    assert "1 seat is free again" in browser.open(f"/seating-plans/{plan}").words

    browser.submit(f"/seating-plans/{plan}/arrange", seen(session, plan) | {"only": "new"})

    after = seats(session, plan)
    new = make.guests(dinner)[1]
    assert after == {new if guest == gone else guest: seat for guest, seat in before.items()}


def test_two_change_places_without_a_mouse(browse, make, session, dinner):
    browser, (ada, bora, *_) = browse(), make.guests(dinner)
    plan = begin(browser, dinner)

    moved = {"guest": str(ada), "seat": "2"}
    browser.submit(f"/seating-plans/{plan}/move", seen(session, plan) | moved)

    assert {guest: seats(session, plan)[guest] for guest in (ada, bora)} == {ada: 2, bora: 1}
    browser.submit(f"/seating-plans/{plan}/move", seen(session, plan) | {"guest": str(ada), "seat": ""})
    assert ada not in seats(session, plan)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"guest": "", "seat": "2"}, "guest"),
        ({"guest": "999999", "seat": "2"}, "guest"),
        ({"seat": "77"}, "seat"),
    ],
)
def test_nobody_is_moved_where_it_cannot_be(browse, make, session, dinner, sent, field):
    browser, ada = browse(), make.guests(dinner)[0]
    plan = begin(browser, dinner)
    before = seats(session, plan)

    data = {"guest": str(ada), **sent} | seen(session, plan)
    page = browser.submit(f"/seating-plans/{plan}/move", data, status=422)

    assert page.find(id=f"{field}-error")
    assert seats(session, plan) == before


def test_a_second_editor_overwrites_nothing(browse, make, session, dinner):
    browser, (ada, bora, *_) = browse(), make.guests(dinner)
    plan = begin(browser, dinner)
    old = seen(session, plan)
    browser.submit(f"/seating-plans/{plan}/move", old | {"guest": str(ada), "seat": "6"})

    browser.submit(f"/seating-plans/{plan}/move", old | {"guest": str(bora), "seat": "6"})

    assert seats(session, plan)[ada] == 6
    assert "Somebody changed this plan" in browser.open(f"/seating-plans/{plan}").words


def test_wishes_are_kept_and_fulfilled_when_everybody_is_arranged_anew(browse, make, session, dinner):
    browser, (ada, bora, can, _) = browse(), make.guests(dinner)
    plan = begin(browser, dinner)
    address = f"/seating-plans/{plan}"
    for wish in (
        {"wish-wish": "behind", "wish-who": str(can), "wish-other": str(ada)},
        {"wish-wish": "fixed", "wish-who": str(bora), "wish-on": "5"},
    ):
        browser.submit(f"{address}/wishes", seen(session, plan) | wish)
    assert "Bora does not sit on seat 5, which was asked for." in browser.open(address).words

    browser.submit(f"{address}/arrange", seen(session, plan))

    page = browser.open(address)
    assert seats(session, plan)[bora] == 5
    assert can not in seats(session, plan)
    assert not page.select(".notice li:-soup-contains('Bora')")
    first = page.select_one("section[aria-labelledby=seats] tbody tr")
    assert first.select("td")[2].get_text(strip=True) == "Can"
    assert "behind: Can" in browser.client.get(f"{address}/plan.svg").text
    labelled = browser.open(address).select("td[data-label=Behind]")  # on phones nothing else says it
    assert [one.get_text(strip=True) for one in labelled] == ["Can"]
    assert len(browser.open(address).select("section[aria-labelledby=seats] td.is-empty")) == 2
    wish = page.select_one("section[aria-labelledby=wishes] input[name=wish]")["value"]
    browser.submit(f"{address}/wishes/remove", seen(session, plan) | {"wish": wish})
    assert "1 participant has no seat: Can." in browser.open(address).words


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"wish-wish": ""}, "wish-wish"),
        ({"wish-who": ""}, "wish-who"),
        ({"wish-wish": "fixed", "wish-on": ""}, "wish-on"),
        ({"wish-wish": "apart", "wish-other": ""}, "wish-other"),
        ({"wish-wish": "apart", "wish-other": "self"}, "wish-other"),
    ],
)
def test_a_wish_that_says_too_little_is_refused_beside_the_field(browse, make, session, dinner, sent, field):
    browser, (ada, *_) = browse(), make.guests(dinner)
    plan = begin(browser, dinner)
    sent = {name: str(ada) if value == "self" else value for name, value in sent.items()}
    data = {"wish-wish": "apart", "wish-who": str(ada)} | sent | seen(session, plan)

    page = browser.submit(f"/seating-plans/{plan}/wishes", data, status=422)

    assert page.find(id=f"{field}-error")


def test_both_sides_sit_in_turn(browse, make, session, dinner):
    ours = set(make.guests(dinner)[1::2])

    plan = begin(browse(), dinner, shape="rows", seats=4, alternate="y")

    taken = seats(session, plan)
    middle_out = [
        seat for _, seat in sorted((place, seat) for seat, place in {1: 2, 2: 3, 3: 1, 4: 0}.items())
    ]
    at = {seat: guest for guest, seat in taken.items()}
    sides = [at[seat] in ours for seat in middle_out]
    assert sides in ([True, False, True, False], [False, True, False, True])


@pytest.mark.parametrize("shape", ["round", "u", "rows", "head_table"])
def test_a_plan_is_drawn_and_printed_whatever_the_names_are(browse, make, shape):
    visit = make.visit(delegates=[{"name": HOSTILE}, {"name": "Uzun " * 40}])
    browser = browse("officer", "tr")
    plan = begin(browser, visit, shape=shape)
    address = f"/seating-plans/{plan}"

    drawn = browser.client.get(f"{address}/plan.svg")

    assert drawn.mimetype == "image/svg+xml"
    assert "<script" not in drawn.text
    assert "&lt;script&gt;" in drawn.text
    for file in ("plan.pdf", "plan.pdf?paper=a3", "badges.pdf", "place-cards.pdf"):
        assert browser.client.get(f"{address}/{file}").data.startswith(b"%PDF"), file


def test_nothing_is_cut_off_in_the_drawing(browse, make):
    long = "Jean-Baptiste de la Rochefoucauld-Montmorency von und zu Guttenberg"
    visit = make.visit(delegates=[{"name": long}, {"name": "Ada"}])
    browser = browse()
    drawn = browser.client.get(f"/seating-plans/{begin(browser, visit, shape='round')}/plan.svg").text

    words = re.sub(r"- ", "-", " ".join(re.findall(r">([^<>]+)</text>", drawn)))

    assert words.count(long) == 2, "below the title, and at the seat"
    assert "\N{HORIZONTAL ELLIPSIS}" not in drawn
    (paper,) = re.findall(r'viewBox="0 0 (\d+)', drawn)
    for x, size, anchor, line in re.findall(
        r'<text x="([\d.]+)"[^>]*font-size="([\d.]+)"[^>]*text-anchor="(\w+)">([^<>]+)', drawn
    ):
        if anchor == "start":
            assert float(x) + width(line, float(size), 500) <= float(paper)


def test_place_cards_lie_in_the_order_of_the_seats_with_interpreters_after_whom_they_sit_behind(
    browse, make, session, dinner
):
    browser, (ada, _, can, _) = browse(), make.guests(dinner)
    plan = begin(browser, dinner)
    address = f"/seating-plans/{plan}"
    wish = {"wish-wish": "behind", "wish-who": str(can), "wish-other": str(ada)}
    browser.submit(f"{address}/wishes", seen(session, plan) | wish)
    actor = make.actor()

    facts = seating.gather(session, actor, kit.load(session, actor, SEATING_PLAN, plan))

    assert [one.name for one in seating.cards(facts, translator("en"))] == ["Ada", "Can", "Bora", "Derya"]


def test_a_plan_whose_order_went_by_a_withdrawn_list_says_so(browse, make, session, dinner):
    ranking = make.ranking((1, "Vali"))
    make.order(dinner, ranking)
    browser = browse()
    plan = begin(browser, dinner)
    actor, ended = make.actor("admin"), {"valid_until": date(2020, 1, 1)}
    version = kit.load(session, actor, PRECEDENCE_LIST, ranking.id).version
    kit.edit(session, actor, PRECEDENCE_LIST, ranking.id, version, ended, today=TODAY)
    session.commit()

    assert "was withdrawn on 1 Jan 2020" in browser.open(f"/seating-plans/{plan}").words


def test_three_hundred_guests_sit_at_thirty_tables(browse, make, session):
    event = make.event(participants=[{"name": f"Kişi {number:03}"} for number in range(300)])
    browser = browse()

    plan = begin(browser, event, tables=30, seats=10, alternate="y")

    assert len(seats(session, plan)) == 300
    page = browser.open(f"/seating-plans/{plan}")
    assert len(page.select("section[aria-labelledby=seats] tbody tr")) == 300
    assert len(re.findall("<rect ", browser.client.get(f"/seating-plans/{plan}/plan.svg").text)) >= 300
    assert browser.client.get(f"/seating-plans/{plan}/plan.pdf?paper=a3").data.startswith(b"%PDF")


def test_in_a_plan_of_another_visit_nobody_sits_yet(browse, make, session, dinner):
    browser = browse()
    plan = begin(browser, dinner)
    other = make.visit(delegates=[{"name": "Zeynep"}])

    room = {"title_tr": "Yemek", "about": f"#{other.id}", "shape": "round", "tables": 1, "seats": 6}
    browser.submit(f"/seating-plans/{plan}/edit", room | seen(session, plan))

    assert seats(session, plan) == {}


def test_a_reader_sees_the_plan_and_changes_nothing(browse, session, dinner):
    plan = begin(browse(), dinner)

    page = browse("viewer").open(f"/seating-plans/{plan}")

    assert not page.select(f'form[action^="/seating-plans/{plan}/"]')
    browse("viewer").submit(f"/seating-plans/{plan}/arrange", seen(session, plan), status=403)


@pytest.fixture
def reception(make, dinner):
    """Write a guest list of the visit: one comes, one with two others, one does not, one has not said."""
    guests = make.guest_list(about_id=dinner.id)
    make.guest(guests, "Emel", answer=GuestAnswer.YES)
    make.guest(guests, "Fikret", answer=GuestAnswer.WITH_COMPANION, companions=2)
    make.guest(guests, "Gönül", answer=GuestAnswer.NO)
    make.guest(guests, "Hale")
    return guests


def listed(guests):
    return {"lists-0-guest_list": f"#{guests.id}"}


def names_of(make, session, plan):
    record = kit.load(session, make.actor("viewer"), SEATING_PLAN, plan)
    facts = seating.gather(session, make.actor("viewer"), record)
    return [facts.people[key].name for key in facts.plan.seats]


def test_guests_who_accepted_are_seated_beside_the_participants(browse, make, session, dinner, reception):
    browser = browse()

    plan = begin(browser, dinner, **listed(reception), seats=8)

    assert sorted(names_of(make, session, plan)) == ["Ada", "Bora", "Can", "Derya", "Emel", "Fikret"]
    words = browser.open(f"/seating-plans/{plan}").words
    assert "2 companions of the guests are not on this plan; leave seats free." in words


def test_a_plan_without_a_guest_list_seats_the_participants_alone(browse, make, session, dinner, reception):
    plan = begin(browse(), dinner, seats=8)

    assert sorted(names_of(make, session, plan)) == ["Ada", "Bora", "Can", "Derya"]


def test_a_plan_opened_from_a_visit_with_a_guest_list_offers_it(browse, dinner, reception):
    form = browse().open(f"/seating-plans/new?about={dinner.id}")

    assert form.find(attrs={"name": "lists-0-guest_list"})["value"].endswith(f"#{reception.id}")


def test_a_guest_who_takes_part_anyway_is_seated_once(browse, make, session):
    person = make.person("Ada")
    visit = make.visit(delegates=[{"name": "Ada", "person_id": person.id}])
    guests = make.guest_list(about_id=visit.id)
    make.guest(guests, "Ada", person_id=person.id, answer=GuestAnswer.YES)

    plan = begin(browse(), visit, **listed(guests))

    assert names_of(make, session, plan) == ["Ada"]


def test_a_guest_is_moved_wished_for_and_has_a_place_card(browse, make, session, dinner, reception):
    browser = browse()
    plan = begin(browser, dinner, **listed(reception), seats=8)
    emel = next(key for key, seat in seats(session, plan).items() if key < 0)

    browser.submit(f"/seating-plans/{plan}/move", {"guest": emel, "seat": 8, **seen(session, plan)})
    browser.submit(
        f"/seating-plans/{plan}/wishes",
        {"wish-wish": "fixed", "wish-who": emel, "wish-on": 8, **seen(session, plan)},
    )

    assert seats(session, plan)[emel] == 8
    facts = seating.gather(
        session, make.actor("viewer"), kit.load(session, make.actor("viewer"), SEATING_PLAN, plan)
    )
    assert [one.guest for one in facts.wishes] == [emel]
    assert not facts.plan.broken
    assert seating.cards(facts, translator("tr"))[-1].name == "Emel"


def test_a_guest_who_declines_after_all_leaves_a_free_seat(browse, make, session, dinner, reception):
    browser = browse()
    plan = begin(browser, dinner, **listed(reception), seats=8)
    emel = session.scalars(select(Guest).where(Guest.name == "Emel")).one()
    emel.answer = GuestAnswer.NO
    session.commit()

    assert "Emel" not in names_of(make, session, plan)
    assert "1 seat is free again" in browser.open(f"/seating-plans/{plan}").words


def test_a_guest_list_is_named_once(browse, dinner, reception):
    twice = {f"lists-{place}-guest_list": f"#{reception.id}" for place in (0, 1)}
    data = {"title_tr": "Yemek", "about": f"#{dinner.id}", "shape": "round", "tables": 1, "seats": 6, **twice}

    page = browse().submit("/seating-plans/new", data, status=422)

    assert "This guest list is named twice" in page.words


def seated(make, session, plan):
    session.expire_all()
    actor = make.actor("viewer")
    return seating.gather(session, actor, kit.load(session, actor, SEATING_PLAN, plan))


def by_name(facts):
    return {facts.people[key].name: seat for key, seat in facts.plan.seats.items()}


def test_a_guest_list_in_the_bin_seats_nobody_and_locks_no_plan(browse, make, session, dinner, reception):
    browser, (ada, *_) = browse(), make.guests(dinner)
    plan = begin(browser, dinner, **listed(reception), seats=8)
    address = f"/seating-plans/{plan}"
    kit.throw_away(session, make.actor("admin"), GUEST_LIST, reception.id, today=TODAY)
    session.commit()
    told = "The guest list “Deneme Resepsiyonu” is in the bin: nobody is seated from it"
    assert told in browser.open(address).words

    browser.submit(f"{address}/move", {"guest": ada, "seat": 8, **seen(session, plan)})

    assert by_name(seated(make, session, plan)) == {"Ada": 8, "Bora": 2, "Can": 3, "Derya": 4}
    assert told not in browser.open(address).words


@pytest.mark.parametrize("verb", ["arrange", "wishes", "wishes/remove"])
def test_every_change_of_a_plan_leaves_out_a_guest_list_in_the_bin(
    browse, make, session, dinner, reception, verb
):
    browser, (ada, *_) = browse(), make.guests(dinner)
    other = make.guest_list("Balo")
    named = {**listed(reception), "lists-1-guest_list": f"#{other.id}"}
    plan = begin(browser, dinner, **named, seats=8)
    wish = {"wish-wish": "fixed", "wish-who": ada, "wish-on": 5}
    browser.submit(f"/seating-plans/{plan}/wishes", wish | seen(session, plan))
    kit.throw_away(session, make.actor("admin"), GUEST_LIST, reception.id, today=TODAY)
    session.commit()
    sent = {"wish": seated(make, session, plan).record.wishes[0].id} if verb.endswith("remove") else wish

    browser.submit(f"/seating-plans/{plan}/{verb}", sent | seen(session, plan))

    assert [one.guest_list_id for one in seated(make, session, plan).record.lists] == [other.id]


def test_the_form_says_beside_the_field_that_a_guest_list_is_there_no_more(
    browse, make, session, dinner, reception
):
    browser = browse()
    plan = begin(browser, dinner, **listed(reception), seats=8)
    kit.throw_away(session, make.actor("admin"), GUEST_LIST, reception.id, today=TODAY)
    session.commit()

    room = {"title_tr": "Yemek", "about": f"#{dinner.id}", "shape": "round", "tables": 1, "seats": 9}
    sent = room | listed(reception) | seen(session, plan)
    page = browser.submit(f"/seating-plans/{plan}/edit", sent, status=422)

    assert page.find(id="lists-0-guest_list-error")


@pytest.fixture
def emel(make):
    """Write somebody on record who is invited in the tests below."""
    return make.person("Emel")


@pytest.mark.parametrize("accepts_late", [0, 1])
def test_who_accepts_on_a_second_list_keeps_the_seat_and_the_wish(
    browse, make, session, dinner, emel, accepts_late
):
    both = [make.guest_list(about_id=dinner.id) for _ in range(2)]
    rows = [make.guest(one, "Emel", person_id=emel.id) for one in both]
    rows[1 - accepts_late].answer = GuestAnswer.YES
    session.commit()
    browser = browse()
    named = {f"lists-{place}-guest_list": f"#{one.id}" for place, one in enumerate(both)}
    plan = begin(browser, dinner, **named, seats=8)
    before = by_name(seated(make, session, plan))
    key = -rows[1 - accepts_late].id
    wish = {"wish-wish": "fixed", "wish-who": key, "wish-on": 7}
    browser.submit(f"/seating-plans/{plan}/wishes", wish | seen(session, plan))

    session.get_one(Guest, rows[accepts_late].id).answer = GuestAnswer.YES
    session.commit()

    facts = seated(make, session, plan)
    assert by_name(facts) == before
    assert not facts.gone
    words = browser.open(f"/seating-plans/{plan}").words
    assert "Emel does not sit on seat 7, which was asked for." in words
    assert "takes part no more" not in words


def test_a_guest_who_becomes_a_participant_keeps_the_seat_and_the_wishes(browse, make, session, dinner, emel):
    browser, (ada, *_) = browse(), make.guests(dinner)
    guests = make.guest_list(about_id=dinner.id)
    row = make.guest(guests, "Emel", person_id=emel.id, answer=GuestAnswer.YES)
    plan = begin(browser, dinner, **listed(guests), seats=8)
    address = f"/seating-plans/{plan}"
    browser.submit(f"{address}/move", {"guest": -row.id, "seat": 8, **seen(session, plan)})
    wish = {"wish-wish": "apart", "wish-who": ada, "wish-other": -row.id}
    browser.submit(f"{address}/wishes", wish | seen(session, plan))
    before = by_name(seated(make, session, plan))

    new = {"name": "Emel", "person_id": emel.id}
    change_delegates(session, make, dinner, lambda rows: [*rows, new])

    facts = seated(make, session, plan)
    there = make.guests(dinner)[-1]
    assert by_name(facts) == before
    assert facts.plan.seats[there] == 8
    assert (facts.gone, facts.plan.without) == (0, ())
    assert [one.other for one in facts.wishes] == [there]
    assert "takes part no more" not in browser.open(address).words


def test_companions_of_who_is_on_two_lists_come_once(browse, make, session, dinner, emel):
    both = [make.guest_list(about_id=dinner.id) for _ in range(2)]
    for one, count in zip(both, (1, 2), strict=True):
        answer = {"answer": GuestAnswer.WITH_COMPANION, "companions": count}
        make.guest(one, "Emel", person_id=emel.id, **answer)
        make.guest(one, "Fikret", **answer)
    named = {f"lists-{place}-guest_list": f"#{one.id}" for place, one in enumerate(both)}

    plan = begin(browse(), dinner, **named, seats=8)

    assert seated(make, session, plan).companions == 2 + 1 + 2


def test_a_plan_made_one_of_another_visit_leaves_the_guest_lists_of_the_former_behind(
    browse, make, session, dinner, reception
):
    browser = browse()
    other = make.visit(delegates=[{"name": "Zeynep"}])
    theirs, nobodys = make.guest_list("Onların", about_id=other.id), make.guest_list("Genel")
    lists = {
        f"lists-{place}-guest_list": f"#{one.id}" for place, one in enumerate((reception, theirs, nobodys))
    }
    plan = begin(browser, dinner, **lists, seats=8)
    rows = {
        f"lists-{place}-id": str(one.id) for place, one in enumerate(seated(make, session, plan).record.lists)
    }

    room = {"title_tr": "Yemek", "about": f"#{other.id}", "shape": "round", "tables": 1, "seats": 6}
    browser.submit(f"/seating-plans/{plan}/edit", room | lists | rows | seen(session, plan))

    facts = seated(make, session, plan)
    assert [one.guest_list_id for one in facts.record.lists] == [theirs.id, nobodys.id]
    assert [one.name for one in facts.people.values()] == ["Zeynep"]
