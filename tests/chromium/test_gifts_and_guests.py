"""Gifts from the page of a visit, and a reception from the invitation to the gate, by keyboard."""

import pytest

from tests.chromium.visitor import DESKTOP, PHONE, Visitor

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
LANGUAGES = pytest.mark.parametrize("language", ["tr", "en"])
HOSTILE = "<img src=x onerror=alert(1)> {{ 7*7 }} =1+1 مرحبا"


def somebody(visitor: Visitor, name: str) -> str:
    """Find a person of the demo; returns the id."""
    visitor.open(f"/people?q={name}")
    return str(visitor.page.locator("td.is-name a").first.get_attribute("href")).rpartition("/")[2]


def read(visitor: Visitor, *addresses: str) -> None:
    """Let axe read pages, light and dark, and see that they fit the smallest window."""
    for address in addresses:
        visitor.open(address)
        visitor.axe()
        visitor.look(DESKTOP, "dark")
        visitor.axe(["color-contrast"])
        visitor.look(DESKTOP)
        visitor.fits()


@SIZES
@LANGUAGES
def test_a_gift_is_given_in_one_line_and_the_second_time_it_is_asked_about(enter, language, size):
    visitor = enter("officer", language, size)
    page, mark = visitor.page, f"{language}-{size[0]}"
    item = visitor.record(
        "stock",
        title_tr=f"Çini tabak {mark}",
        **{"changes-0-change": "taken_in", "changes-0-quantity": "3"},
    )
    other = visitor.record(
        "stock", title_tr=f"Lokum {mark}", **{"changes-0-change": "taken_in", "changes-0-quantity": "9"}
    )
    person = somebody(visitor, "Jill+Morris")
    visit = visitor.record("visits", **{"held": "24.10.2023", "delegates-0-person": f"#{person}"})

    for time in ("first", "second"):
        visitor.open(visit)
        page.locator("#given-item-ts-control").focus()
        visitor.choose(f"tabak {mark}", f"Çini tabak {mark}")
        page.locator("#given-quantity").press("Enter")
        if time == "second":
            page.locator("#given-repeat_meant-error").wait_for()
            visitor.is_painted()
            visitor.unroll()
            visitor.axe()
            visitor.look(size)
            page.locator("#given-repeat_meant").check()
            page.locator("#given-quantity").press("Enter")
        page.wait_for_url(f"**{visit}?entered=given#gifts")
    assert page.locator("section[aria-labelledby=gifts] .plain-list a").count() == 2

    visitor.open(f"/gifts/new?about={person}&direction=given")
    page.locator("#item-ts-control").focus()
    visitor.choose(f"tabak {mark}")
    page.locator(".gift-hints .notice").wait_for()
    page.locator(f'.gift-hints a[href="{other}"]').wait_for()
    visitor.axe()
    visitor.open(item)
    assert page.locator("tbody").nth(1).locator("tr").count() == 2


@LANGUAGES
def test_every_page_of_gifts_and_guests_is_read_by_axe(enter, language):
    visitor = enter("officer", language)
    gift = visitor.record(
        "gifts",
        direction="received",
        what_tr=HOSTILE,
        quantity="1",
        handed="01.08.2023",
        giver_name=HOSTILE,
        origin="foreign",
        value="900000",
        currency="TRY",
    )
    item = visitor.record("stock", title_tr=HOSTILE)
    guests = visitor.record("guestlists", title_tr=HOSTILE, held="29.10.2023", answer_by="26.10.2023")
    number = guests.rpartition("/")[2]
    guest = visitor.record(
        "guests",
        guest_list=f"#{number}",
        name=HOSTILE,
        answer="with_companion",
        companions="2",
        plate="35 A 1",
    )

    read(visitor, gift, f"{gift}/edit", "/gifts", item, "/stock", "/minimum-wages", "/")
    read(visitor, guests, f"{guests}/answers", f"{guests}/gate", f"{guests}/invite?group=missions")
    read(visitor, guest, f"{guest}/edit", "/guestlists", f"/guests?list={number}")
    read(visitor, f"{guests}/invitations?unknown=en", f"{guests}/invitations?kind=card")


def test_the_texts_of_invitations_are_read_by_axe(enter):
    visitor = enter("admin", "tr")

    read(visitor, "/invitation-texts")


@SIZES
@LANGUAGES
def test_a_reception_from_the_invitation_to_the_gate(enter, language, size):
    visitor = enter("officer", language, size)
    page, t = visitor.page, visitor.t
    guests = visitor.record("guestlists", title_tr=f"Resepsiyon {language} {size[0]}", seats="2")
    number = guests.rpartition("/")[2]

    visitor.open(f"{guests}/invite?group=missions")
    visitor.axe()
    page.locator("main button[type=submit]").click()
    visitor.arrives(rf"{guests}/invite\?group=missions")
    visitor.record("guests", guest_list=f"#{number}", name="Ada Işıkçı")
    visitor.open(f"{guests}/answers")
    visitor.see("#find")
    page.locator("#find").focus()
    for typed, key in (("isikci", "3"), ("jill mor", "0")):
        visitor.type(typed)
        page.locator("tr.is-marked").wait_for()
        visitor.press(key)
        page.locator("tr.is-marked.is-changed").wait_for()
    page.locator("#find").fill("")
    row = page.locator("tr[data-guest]", has_text="Ada Işıkçı")
    row.locator("[data-said]", has_text="2").wait_for()
    page.locator("tr[data-guest]", has_text="Jill Morris").locator(
        "[data-said]", has_text=t("Does not come")
    ).wait_for()
    page.locator("[data-board-figures] .task-late").wait_for()
    visitor.axe()

    visitor.open(f"{guests}/gate")
    visitor.see("#find")
    page.locator("#find").focus()
    visitor.type("işık")
    visitor.press("Enter")
    page.locator("tr[data-guest] [data-said]", has_text=t("Arrived")).wait_for()
    assert page.locator("tr[data-guest]").count() == 1


@SIZES
def test_a_key_answers_for_the_marked_guest_who_is_named_and_it_can_be_undone(enter, size):
    visitor = enter("officer", "tr", size)
    page = visitor.page
    guests = visitor.record("guestlists", title_tr=f"Aynı adlar {size[0]}")
    number = guests.rpartition("/")[2]
    for name in ("Mohammad Ali", "Mohammad Veli", *(f"Konuk {letter}" for letter in "abcçdefgğhıi")):
        visitor.record("guests", guest_list=f"#{number}", name=name)
    visitor.open(f"{guests}/answers")
    visitor.see("#find")
    page.locator("#find").focus()
    ali, veli = (page.locator("tr[data-guest]", has_text=f"Mohammad {last}") for last in ("Ali", "Veli"))
    unanswered = ali.locator("[data-said]").inner_text()

    visitor.type("mohammad")
    visitor.see("[data-board-marked]", "Mohammad Ali (1/2)")
    visitor.press("ArrowDown")
    visitor.see("tr.is-marked", "Mohammad Veli")
    frame, name = page.locator("tr.is-marked").bounding_box(), page.locator("tr.is-marked a").bounding_box()
    assert name["x"] - frame["x"] >= 8
    assert frame["x"] >= 0
    if size == PHONE:  # the name stays in line with that of the other rows
        other = page.locator("tr[data-guest]:not(.is-marked):not([hidden]) a").first.bounding_box()
        assert other["x"] == name["x"]
    visitor.see("[data-board-marked]", "Mohammad Veli (2/2)")
    visitor.press("1")

    visitor.see("[data-toast-text]", f"Mohammad Veli: {visitor.t('Comes')}")
    assert ali.locator("[data-said]").inner_text() == unanswered
    assert page.locator("tr[data-guest]:visible").count() == 2
    assert veli.evaluate(
        "row => { const at = row.getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight; }"
    )
    visitor.unroll()
    visitor.axe()
    visitor.look(size)
    page.locator("[data-undo] button").click()
    visitor.see("[data-toast-text]", f"Mohammad Veli: {unanswered}")
    assert veli.locator("[data-said]").inner_text() == unanswered
    visitor.type("konuk h")
    assert page.locator("tr[data-guest]:visible").count() == 1


def test_a_phone_at_the_gate_says_what_each_figure_is_and_prints_no_dash_for_nothing(enter):
    visitor = enter("officer", "tr", PHONE)
    guests = visitor.record("guestlists", title_tr="Kapıda telefon")
    told = {"guest_list": f"#{guests.rpartition('/')[2]}", "answer": "with_companion", "companions": "1"}
    visitor.record("guests", name="Ada Yılmaz", **told)
    visitor.open(f"{guests}/gate")
    visitor.see("tr[data-guest]")

    said = visitor.page.evaluate(
        """() => [...document.querySelectorAll("tr[data-guest] td:not(.is-name, .no-paper)")]
            .filter((cell) => cell.offsetParent)
            .map((cell) => getComputedStyle(cell, "::before").content.replaceAll('"', "") + cell.innerText)"""
    )

    assert said == ["Refakatçi: 1", f"Geldi: {visitor.t('not yet')}"]


def test_answers_are_entered_without_a_script(enter):
    visitor = enter("officer", "tr", scripted=False)
    guests = visitor.record("guestlists", title_tr="Betiksiz yemek")
    guest = visitor.record("guests", guest_list=f"#{guests.rpartition('/')[2]}", name="Ada Yılmaz")
    visitor.open(f"{guests}/answers")

    visitor.page.locator("tr[data-guest] button").nth(1).click()

    visitor.page.wait_for_url(f"**{guests}/answers#guest-{guest.rpartition('/')[2]}")
    visitor.see(
        "tr[data-guest] [data-said]",
        visitor.t.plural("Comes with %(n)s companion", "Comes with %(n)s companions", 1),
    )
