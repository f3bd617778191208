"""An interpreter booked by keyboard on the page of a visit, confirmed, and the file of a mission abroad."""

import re

import pytest

from tests.chromium.visitor import DESKTOP, PHONE

NAMES = {
    ("tr", DESKTOP): "Birinci",
    ("en", DESKTOP): "İkinci",
    ("tr", PHONE): "Üçüncü",
    ("en", PHONE): "Dördüncü",
}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_an_interpreter_is_booked_by_keyboard_and_confirmed(enter, language, size):
    visitor = enter("officer", language, size)
    page, t = visitor.page, visitor.t
    name = f"{NAMES[language, size]} Tercüman"
    person = visitor.record("people", title_tr=name).rpartition("/")[2]
    pair = {"pairs-0-first_language": "tr", "pairs-0-second_language": "de"}
    visitor.record("interpreters", person=f"#{person}", **pair)
    path = visitor.record("visits", held="25.10.2023", group_name=f"Heyet {name}")

    visitor.open(path)
    page.focus("#booking-service")
    page.select_option("#booking-service", "interpreting")
    visitor.press("Tab")
    visitor.choose(name)
    page.select_option("#booking-first_language", "tr")
    page.select_option("#booking-second_language", "en")
    page.focus("#booking-starts_at")
    visitor.type("09:00")
    visitor.press("Tab")
    visitor.type("11:00")
    visitor.press("Enter")
    visitor.arrives(rf"{path}\?booked=yes")
    assert visitor.focused() == "booking-service"  # the next one can be typed at once
    visitor.see(".booking-doubts", t("Not known to interpret between these languages"))
    visitor.axe()
    visitor.fits()

    page.locator("section[aria-labelledby=bookings] td form button").click()
    visitor.see("[data-toast]", t("The booking is confirmed."))
    page.locator("section[aria-labelledby=bookings] td.is-name a", has_text=name).first.click()
    visitor.arrives(r"/bookings/\d+")
    visitor.axe()
    visitor.fits()
    for place in ("/bookings", "/interpreters", "/bookings/new", "/interpreters/new"):
        visitor.open(place)
        visitor.axe()
        visitor.fits()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_mission_has_a_file_and_says_what_is_missing(enter, language, size):
    visitor = enter("officer", language, size)
    page, t = visitor.page, visitor.t
    name = f"{NAMES[language, size]} Görev"
    path = visitor.record("visits", held="04-06.09.2023", group_name=name, direction="outgoing")

    visitor.open(path)
    page.locator("section[aria-labelledby=mission-file] a").last.click()
    visitor.arrives(r"/mission_files/new\?about=\d+")
    page.focus("#duty_tr")
    visitor.type("Fuara katılım")
    visitor.axe()
    visitor.press("Control+Enter")
    visitor.arrives(r"/mission_files/\d+")
    visitor.see(".mission-checks .is-missing", t("Council decision or mayor's approval"))
    visitor.axe()
    visitor.fits()

    visitor.open("/missions")
    row = visitor.see("main tr", name)
    assert t("Overdue") in row.inner_text()
    assert re.search(r"06\.10\.2023|6 Oct 2023", row.inner_text())
    visitor.axe()
    visitor.fits()
