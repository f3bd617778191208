"""A visit from its preparation to the calendar in the pocket: list, ticks, programme, sheet, address."""

import re
from urllib.request import urlopen

import pytest
import vobject

from tests.chromium.visitor import DESKTOP, PHONE

DAY = {
    ("tr", DESKTOP): "6.11.2023",
    ("en", DESKTOP): "7.11.2023",
    ("tr", PHONE): "8.11.2023",
    ("en", PHONE): "10.11.2023",
}
"""A day of its own for each, so that nobody is expected at two visits at once."""


def section(visitor, name):
    return visitor.page.locator(f"section[aria-labelledby={name}]")


def write_item(visitor, starts, ends, title, place):
    """Write an item in the line of the programme by keyboard; Enter opens the next one."""
    if visitor.focused() != "starts_at":
        visitor.tab_to("ends_at")
    else:
        visitor.type(starts)
        visitor.press("Tab")
    visitor.type(ends)
    visitor.press("Tab")
    visitor.type(title)
    visitor.press("Tab")
    visitor.type(place)
    visitor.press("Enter")
    visitor.see(".programme .is-name", title)


def reads_the_calendar(visitor, path):
    """Open an address, read it as a telephone would, and close it."""
    page, t = visitor.page, visitor.t
    visitor.open(f"{path}/programme/calendars")
    page.get_by_role("button", name=t("Open an address")).click()
    page.locator("#address").wait_for()
    address = page.input_value("#address")
    visitor.axe()
    visitor.fits()
    visitor.look(DESKTOP)
    with urlopen(address) as answer:
        read = vobject.readOne(answer.read().decode())
    assert [one.summary.value for one in read.vevent_list] == ["Makamda kabul", "Heyetler arası görüşme"]
    page.get_by_role("button", name=t("Close the address")).focus()
    visitor.press("Enter")
    visitor.see(".calendar-feed", re.sub(r"%.*", "", t("closed on %(day)s", day="%")).strip())


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_visit_is_prepared_planned_printed_and_in_the_pocket(enter, language, size):
    visitor = enter("protocol", language, size)
    page, t = visitor.page, visitor.t
    name = f"Heyet {language} {size[0]}"
    path = visitor.record("visits", held=DAY[language, size], group_name=name, direction="incoming")

    visitor.open("/desk")
    row = page.locator(".desk-row", has_text=name)
    row.get_by_role("button", name=t("Take the list")).click()
    row.locator(".preparation-steps li").first.wait_for()
    visitor.unroll()  # what has just been done is told at the foot of the window, over other lines
    visitor.axe()
    visitor.look(size)
    flag = {"tr": "Ülke bayrağı", "en": "Flag of the country"}[language]
    row.get_by_role("button", name=t("Ready: %(step)s", step=flag)).click()
    visitor.see("[data-toast]", t("Ready: %(step)s", step=flag))
    assert row.locator(".preparation-steps li").count() == 7
    visitor.open(path)
    preparation = section(visitor, "preparation")
    assert preparation.locator("li.is-ready", has_text=flag).count() == 1
    visitor.axe()
    visitor.fits()
    visitor.look(size)

    visitor.open(f"{path}/programme")
    page.focus("#starts_at")
    write_item(visitor, "10:00", "10:45", "Makamda kabul", "Başkanlık makamı")
    assert visitor.focused() == "ends_at"  # the hour it starts is there already
    write_item(visitor, "", "11:30", "Heyetler arası görüşme", "Toplantı salonu")
    hours = page.locator(".programme-hour").all_inner_texts()
    assert hours == ["10:00–10:45", "10:45–11:30"]
    visitor.axe()
    visitor.fits()
    visitor.look(size)

    page.get_by_role("link", name=t("Print sheet")).click()
    visitor.see("#paper", "Heyetler arası görüşme")
    visitor.axe()
    visitor.open(f"{path}/programme/pocket")
    visitor.see(".programme.is-pocket", "Makamda kabul")
    visitor.axe()
    visitor.fits()
    visitor.look(size)

    reads_the_calendar(visitor, path)


def test_a_step_is_ticked_and_an_item_written_without_scripts(enter):
    visitor = enter("protocol", "en", scripted=False)
    page = visitor.page
    path = visitor.record("visits", held="13.11.2023", group_name="Without scripts")

    visitor.open(path)
    section(visitor, "preparation").get_by_role("button", name="Take the list").click()
    section(visitor, "preparation").get_by_role("button", name="Ready: Gift").click()
    assert "Ready: " in section(visitor, "preparation").locator("li.is-ready").inner_text()
    visitor.open(f"{path}/programme")
    page.fill("#title_tr", "Kabul")
    page.press("#title_tr", "Enter")

    assert page.locator(".programme .is-name").inner_text() == "Kabul"
