"""Gifts: what is in stock, nobody is given the same thing twice unseen, what has to be handed over."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import select

from app.records import kit
from app.records.gifts import GIFT
from models import Gift, MinimumWage, PartialDate
from models.vocabulary import AdviceKind, DocumentKind, GiftDirection, GiftOrigin, Side, StockChange
from tests.laws.reading import typed_in
from tests.make import TODAY, picture

HOSTILE = "<img src=x onerror=alert(1)> {{ 7*7 }} =1+1"
PHOTO = {"document_kind": DocumentKind.PHOTOGRAPH}
RECEIVED = {"direction": GiftDirection.RECEIVED, "origin": GiftOrigin.FOREIGN, "quantity": 1}


@pytest.fixture
def plate(make):
    return make.gift_item("Çini tabak", pieces=5)


@pytest.fixture
def consul(make):
    return make.person("Ada Yılmaz")


@pytest.fixture
def visit(make, consul):
    """Write a visit of somebody from abroad."""
    body = make.organisation("Linz Belediyesi", seat_id=make.city("Linz").id)
    delegate = {"person_id": consul.id, "name": consul.title_tr, "side": Side.VISITOR}
    return make.visit(delegates=[delegate], counterparts=[{"organisation_id": body.id}])


def entered(browser, address="/gifts/new", status=302, **typed):
    form = typed_in(browser.open(address)) | {"direction": "given", "quantity": "1"} | typed
    return browser.submit(address.partition("?")[0], form, status=status)


def refused(page):
    return {link["href"] for link in page.select(".error-summary a")}


def test_what_is_in_hand_follows_from_what_came_went_and_was_given(browse, make, plate, session):
    make.gift(item_id=plate.id, quantity=2)
    binned = make.gift(item_id=plate.id)
    kit.throw_away(session, make.actor("admin"), GIFT, binned.id, today=TODAY)
    session.commit()
    browser = browse()

    assert "3 in hand" in browser.open(f"/stock/{plate.id}").words
    (row,) = browser.open("/stock").select("main tbody tr")
    assert "3" in row.select("td")[3].get_text()


def test_giving_more_than_is_in_hand_is_said_and_not_hidden(browse, make):
    item = make.gift_item("Kitap", changes=[{"change": StockChange.TAKEN_IN, "quantity": 1}])
    browser = browse()

    entered(browser, item=f"#{item.id}", quantity="3")

    page = browser.open(f"/stock/{item.id}")
    assert "-2 in hand" in page.words
    assert "An entry of the stock is missing" in page.h1.get_text()
    assert "an entry is missing" in browser.open("/stock").words


def test_nobody_is_given_the_same_gift_twice_without_somebody_saying_so(browse, make, plate, consul, session):
    make.gift("", item_id=plate.id, receiver_id=consul.id, handed=PartialDate.of(2022, 5, 3))
    other = make.gift_item("Lokum", pieces=3)
    browser = browse()
    typed = {"item": f"#{plate.id}", "receiver": f"#{consul.id}", "kept_at": "kept as typed"}

    page = entered(browser, status=422, **typed)

    assert refused(page) == {"#repeat_meant"}
    assert "3 May 2022" in page.find(id="repeat_meant-error").get_text()
    assert page.select(f'[data-hints] a[href="/stock/{other.id}"]')
    assert typed_in(page)["kept_at"] == "kept as typed"
    assert len(session.scalars(select(Gift)).all()) == 1

    entered(browser, **typed, repeat_meant="y")

    assert len(session.scalars(select(Gift)).all()) == 2


def test_a_gift_that_becomes_a_repeat_is_noticed_and_one_that_was_is_edited_in_peace(
    browse, make, plate, consul
):
    first = make.gift("", item_id=plate.id, receiver_id=consul.id)
    second = make.gift("Kitap", receiver_id=consul.id)
    browser = browse()
    form = typed_in(browser.open(f"/gifts/{second.id}/edit")) | {"item": f"#{plate.id}"}
    assert refused(browser.submit(f"/gifts/{second.id}/edit", form, status=422)) == {"#repeat_meant"}
    browser.submit(f"/gifts/{second.id}/edit", form | {"repeat_meant": "y"})

    form = typed_in(browser.open(f"/gifts/{first.id}/edit")) | {"kept_at": "Depo"}

    browser.submit(f"/gifts/{first.id}/edit", form)


def test_the_form_says_what_a_receiver_has_had_and_what_to_mind(browse, make, plate, consul):
    body = make.organisation("Linz Belediyesi", seat_id=make.city("Linz").id)
    consul = make.person("Eva Huber", posts=[{"organisation_id": body.id, "title_tr": "Başkan"}])
    make.advice("Alkol hediye edilmez", about_id=make.country("AT").id)
    make.advice("Bayrakta renk sırası", about_id=make.country("DE").id)
    make.gift("Şal", receiver_id=consul.id)

    page = browse().open(f"/gifts/new?about={consul.id}&direction=given").select_one("[data-hints]")

    assert "Alkol hediye edilmez" in page.get_text()
    assert "Bayrakta renk sırası" not in page.get_text()
    assert "Şal" in page.get_text()
    assert page.select(f'a[href="/stock/{plate.id}"]')


def test_what_is_marked_confidential_is_no_hint_for_who_may_not_see_it(browse, make, consul):
    make.advice("Gizli", about_id=consul.id, mark="confidential", advice_kind=AdviceKind.TALKING_POINT)
    address = f"/gifts/hints?receiver={consul.id}"

    assert "Gizli" not in browse("officer").client.get(address).text
    assert "Gizli" in browse("protocol").client.get(address).text


def test_a_rate_is_printed_as_it_was_looked_up(browse, make):
    gift = make.gift(value=50.0, currency="USD", rate=29.7345, rate_on=TODAY)

    assert "29.7345 (25 Oct 2023)" in browse().open(f"/gifts/{gift.id}").words


def test_hints_say_nothing_of_another_municipality(browse, make, consul, plate, session):
    make.gift("", item_id=plate.id, receiver_id=consul.id)
    stranger = browse(make.user("officer", "antalya"))

    told = stranger.client.get(f"/gifts/hints?receiver={consul.id}&item={plate.id}").text

    assert "/gifts/" not in told
    assert "/stock/" not in told


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "what_tr"),
        ({"what_tr": "Vazo", "quantity": "0"}, "quantity"),
        ({"what_tr": "Vazo", "quantity": "-3"}, "quantity"),
        ({"what_tr": "Vazo", "quantity": "99999999999"}, "quantity"),
        ({"what_tr": "Vazo", "value": "-5"}, "value"),
        ({"what_tr": "Vazo", "value": "9" * 40}, "value"),
        ({"what_tr": "Vazo", "value": "5"}, "currency"),
        ({"what_tr": "Vazo", "value": "5", "currency": "Akçe"}, "currency"),
        ({"what_tr": "Vazo", "value": "5", "currency": "EUR", "rate": "30"}, "rate_on"),
        ({"what_tr": "Vazo", "value": "5", "currency": "EUR", "rate_on": "25.10.2023"}, "rate"),
        ({"what_tr": "Vazo", "value": "5", "currency": "EUR", "rate": "0", "rate_on": "25.10.2023"}, "rate"),
        ({"what_tr": "Vazo", "value": "5", "currency": "TRY", "rate": "1", "rate_on": "25.10.2023"}, "rate"),
        ({"what_tr": "Vazo", "handed_over": "25.10.2023"}, "handed_over"),
        ({"what_tr": "Vazo", "direction": "received", "handed_over": "26.10.2023"}, "handed_over"),
        (
            {"what_tr": "V", "direction": "received", "handed": "3.10.2023", "handed_over": "2.10.2023"},
            "handed_over",
        ),
        ({"what_tr": "Vazo", "direction": "received", "handed": "26.10.2023"}, "handed"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(browse, session, typed, field):
    page = entered(browse(), status=422, **typed)

    assert f"#{field}" in refused(page)
    assert page.find(id=f"{field}-error").get_text(strip=True)
    assert session.scalars(select(Gift)).all() == []


def test_a_gift_without_a_value_cannot_be_assessed_and_says_why(browse, make):
    gift = make.gift("Vazo", **RECEIVED, handed=PartialDate.on(TODAY))
    browser = browse()

    assert "Its value is not known." in browser.open(f"/gifts/{gift.id}").words
    assert "Its value is not known." in browser.open("/gifts").words


def test_what_is_overdue_stands_on_the_first_page_and_above_the_register(browse, make):
    late = make.gift("Saat", **RECEIVED, handed=PartialDate.of(2023, 8, 1), value=500_000.0, currency="TRY")
    make.gift("Vazo", **RECEIVED, handed=PartialDate.of(2023, 8, 1), value=500.0, currency="TRY")
    browser = browse()

    for address in ("/", "/gifts"):
        page = browser.open(address)
        assert "Hand-over overdue since 1 Sept 2023" in page.words, address
    assert "Hand-over overdue" in browser.open(f"/gifts/{late.id}").h1.get_text()

    form = typed_in(browser.open(f"/gifts/{late.id}/edit")) | {"handed_over": "25.10.2023"}
    browser.submit(f"/gifts/{late.id}/edit", form)

    assert "Hand-over overdue" not in browser.open("/").words
    assert "Handed over on 25 Oct 2023." in browser.open(f"/gifts/{late.id}").words
    listed = browser.open("/gifts?handing_over=done").select("main tbody td.is-name a")
    assert [one.get_text() for one in listed] == ["Saat"]


def test_the_picture_of_a_gift_stands_on_its_page(browse, make):
    gift = make.gift("Vazo")
    photo = make.document(picture("PDF"), title_tr="Vazonun resmi", links=[{"record_id": gift.id}], **PHOTO)

    (shown,) = browse().open(f"/gifts/{gift.id}").select(".gift-pictures img")

    assert shown["src"] == f"/documents/{photo.id}/versions/1/preview/1.png"
    assert shown["alt"] == "Vazonun resmi"


def test_a_guest_whose_name_looks_like_a_number_is_a_name(browser, make, plate, session):
    visit = make.visit(delegates=[{"name": "#1 Misafir"}, {"name": f"#{plate.id}"}])
    for whom in ("=#1 Misafir", f"=#{plate.id}"):
        told = {"direction": "received", "received-what_tr": "Vazo", "received-whom": whom}
        browser.submit(f"/visits/{visit.id}/gifts", told | {"received-quantity": "1"})

    gifts = session.scalars(select(Gift).order_by(Gift.id)).all()
    assert [(one.giver_id, one.giver_name) for one in gifts] == [
        (None, "#1 Misafir"),
        (None, f"#{plate.id}"),
    ]


def test_gifts_of_both_ways_are_entered_in_a_line_of_the_visit(browse, make, visit, plate, consul, session):
    browser = browse()
    page = browser.open(f"/visits/{visit.id}")
    given, _ = page.select('form[action$="/gifts"]')
    assert given.select_one("select option[selected]")["value"] == f"#{consul.id}"

    browser.submit(
        f"/visits/{visit.id}/gifts",
        {
            "direction": "given",
            "given-item": f"#{plate.id}",
            "given-whom": f"#{consul.id}",
            "given-quantity": "1",
        },
    )
    browser.submit(
        f"/visits/{visit.id}/gifts",
        {"direction": "received", "received-what_tr": "Vazo", "received-whom": "", "received-quantity": "2"},
    )

    plates, vase = session.scalars(select(Gift).order_by(Gift.id)).all()
    assert (plates.receiver_id, plates.item_id, plates.about_id) == (consul.id, plate.id, visit.id)
    assert plates.handed == visit.held
    assert (vase.origin, vase.giver_id, vase.quantity) == (GiftOrigin.FOREIGN, None, 2)
    shown = browser.open(f"/visits/{visit.id}").select_one("section[aria-labelledby=gifts]").get_text()
    assert "Çini tabak" in shown
    assert "Vazo × 2" in shown


def test_a_repeat_in_the_line_of_a_visit_is_asked_about_there(browse, make, visit, plate, consul, session):
    make.gift("", item_id=plate.id, receiver_id=consul.id, handed=PartialDate.of(2022))
    browser = browse()
    sent = {
        "direction": "given",
        "given-item": f"#{plate.id}",
        "given-whom": f"#{consul.id}",
        "given-quantity": "1",
    }

    page = browser.submit(f"/visits/{visit.id}/gifts", sent, status=422)

    assert "2022" in page.find(id="given-repeat_meant-error").get_text()
    assert page.find(id="given-item")["data-label"] == plate.title_tr
    browser.submit(f"/visits/{visit.id}/gifts", sent | {"given-repeat_meant": "y"})
    assert len(session.scalars(select(Gift)).all()) == 2


@pytest.mark.parametrize(
    "sent",
    [
        {"direction": "given", "given-item": "", "given-quantity": "1"},
        {"direction": "given", "given-item": "+Yeni", "given-quantity": "many"},
        {
            "direction": "received",
            "received-what_tr": "Vazo",
            "received-whom": "#1",
            "received-quantity": "1",
        },
        {"direction": "received", "received-what_tr": "", "received-quantity": "1"},
    ],
)
def test_a_line_that_says_too_little_changes_nothing(browse, visit, session, sent):
    page = browse().submit(f"/visits/{visit.id}/gifts", sent, status=422)

    assert page.select(".promise-cell.has-error")
    assert session.scalars(select(Gift)).all() == []


def test_nothing_is_received_at_a_visit_that_is_still_to_come(browse, make, session):
    visit = make.visit(held=PartialDate.of(2023, 11, 24))
    sent = {"direction": "received", "received-what_tr": "Vazo", "received-quantity": "1"}

    page = browse().submit(f"/visits/{visit.id}/gifts", sent, status=422)

    assert "received on a day to come" in page.select_one(".promise-line .field-error").get_text()
    assert session.scalars(select(Gift)).all() == []


def test_the_same_line_sent_twice_is_one_gift(browse, visit, session):
    sent = {"direction": "received", "received-what_tr": "Vazo", "received-quantity": "1"}
    browser = browse()

    for _ in range(2):
        browser.submit(f"/visits/{visit.id}/gifts", sent | {"received-form_key": "once"})

    assert len(session.scalars(select(Gift)).all()) == 1


def test_an_administrator_adds_a_later_minimum_wage_and_corrects_one(browse, session):
    browser = browse("admin")
    told = {"since": "01.01.2026", "until": "31.12.2026", "amount": "20.000,50", "source": "Resmî Gazete"}

    browser.submit("/minimum-wages/new", typed_in(browser.open("/minimum-wages/new")) | told)

    wage = session.scalars(select(MinimumWage).where(MinimumWage.since == date(2026, 1, 1))).one()
    assert (wage.amount, wage.to_confirm) == (20_000.5, False)
    assert "TRY" in browser.open("/minimum-wages").words or "₺" in browser.open("/minimum-wages").words
    address = f"/minimum-wages/{wage.id}/edit"
    browser.submit(address, typed_in(browser.open(address)) | {"amount": "21000"})
    session.expire_all()
    assert session.get_one(MinimumWage, wage.id).amount == 21_000
    assert "corrected a minimum wage" in browser.open("/audit/trail").words


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"since": "01.12.2023", "until": "31.12.2026"}, "since"),
        ({"since": "01.12.2026", "until": "01.11.2026"}, "until"),
        ({"amount": "0"}, "amount"),
        ({"amount": "-1"}, "amount"),
        ({"source": ""}, "source"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(browse, told, field):
    browser = browse("admin")
    good = {"since": "01.01.2026", "until": "31.12.2026", "amount": "20.000,50", "source": "Resmî Gazete"}

    page = browser.submit("/minimum-wages/new", good | told, status=422)

    assert refused(page) == {f"#{field}"}


def test_names_that_look_like_formulas_stay_text_in_the_register_and_its_files(browse, make):
    gift = make.gift(HOSTILE, receiver_name=HOSTILE, kept_at=HOSTILE)
    browser = browse()

    for address in (
        f"/gifts/{gift.id}",
        "/gifts?columns=title,receiver,kept_at",
        f"/gifts/{gift.id}/history",
    ):
        page = browser.open(address)
        assert not page.select("img[src=x]"), address
        assert "49" not in page.select_one("main h1").get_text()
    sent = {"csrf_token": browser.token()}
    told = browser.client.post("/lists/gifts/export.csv?columns=title,receiver", data=sent, buffered=True)
    rows = list(csv.reader(io.StringIO(told.data.decode("utf-8-sig"), newline="")))
    formula = make.gift("=1+1", receiver_name="@SUM(A1)")
    told = browser.client.post("/lists/gifts/export.csv?columns=title,receiver", data=sent, buffered=True)
    cells = [cell for row in csv.reader(io.StringIO(told.data.decode("utf-8-sig"))) for cell in row]
    assert rows[1][0] == HOSTILE
    assert formula.id
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]
