"""What the office has in Excel and in print becomes the record: in, looked at, written, undone."""

import re

import pytest

from tests.chromium.visitor import DESKTOP, PHONE, Visitor

TEXT = (
    "14.03.2021 - Slovenya Ankara Büyükelçisi Primoz Seliger, 17.04.2021 - Ljubljana Belediye Başkanı "
    "Zoran Jankovic, 03.05.2020 - Malta Ankara Büyükelçisi Theresa Cutajar belediyemizi ziyaret etmiştir."
)


GUESTS = ("Ada Yılmaz", "Bülent Korkut", "Zeliha Işık")
MANY = 30_000
"""More rows than one step reads."""


def table(rows: int, wrong: int = 0, year: int = 2019) -> bytes:
    lines = ["Tarih;Ad Soyad;Unvan;Ülke;Sicil no"]
    lines += [
        f"{1 + n % 28:02}.{1 + n // 28 % 12:02}.{year};{GUESTS[n % 3]};Müdür;Almanya;{n}" for n in range(rows)
    ]
    lines += [f"31.02.{year};Hatalı Gün;Müdür;Almanya;0"] * wrong
    return "\n".join(lines).encode()


def send_file(visitor: Visitor, content: bytes, name: str) -> None:
    visitor.page.set_input_files("#file", {"name": name, "mimeType": "text/csv", "buffer": content})
    visitor.page.locator("form[action$='/imports/file'] button").click()
    visitor.arrives(r"/imports/\d+")


def tab(visitor: Visitor, words: str) -> str:
    return visitor.page.locator(".verdict", has_text=visitor.t(words)).locator("b").inner_text()


@pytest.mark.parametrize(
    ("language", "size", "year"),
    [("tr", DESKTOP, 2016), ("en", DESKTOP, 2017), ("tr", PHONE, 2014), ("en", PHONE, 2015)],
)
def test_an_excel_list_becomes_visits_and_is_taken_back(enter, language, size, year):  # noqa: PLR0915 - one story
    visitor = enter("officer", language, size)
    page, t = visitor.page, visitor.t

    visitor.open("/visits?all=yes")
    page.locator(".page-title a", has_text=t("Import")).click()
    visitor.arrives(r"/imports\?kind=visit")
    visitor.axe()
    send_file(visitor, table(3, wrong=1, year=year), "Ziyaretler.csv")
    visitor.see("#columns")
    visitor.axe()
    assert page.locator("#target-0").input_value() == "held"
    page.select_option("#target-4", "")
    visitor.press("Control+s")

    visitor.see("h1", "Ziyaretler.csv")
    visitor.see(".preview")
    visitor.axe()
    assert [tab(visitor, words) for words in ("All", "New", "Error")] == ["4", "3", "1"]
    visitor.press("j", "x")
    visitor.see("[data-apply]", t.plural("Apply %(n)s record", "Apply %(n)s records", 2))
    page.reload()
    assert not page.locator("[data-pick]").first.is_checked()
    assert page.locator("[data-pick]:checked").count() == 2

    page.locator(".verdict", has_text=t("Error")).click()
    visitor.arrives(r"/imports/\d+\?rows=error")
    visitor.axe()
    page.locator(".is-act a").click()
    visitor.see("#text-held")
    visitor.axe()
    visitor.press("Control+Enter")
    visitor.see("#text-held-error")
    assert visitor.focused() == "error-summary"
    visitor.axe()
    page.fill("#text-held", f"28.02.{year}")
    visitor.press("Control+Enter")
    visitor.arrives(r"/imports/\d+\?rows=error#row-5")

    page.locator(".verdict").first.click()
    visitor.arrives(r"/imports/\d+")
    page.locator("[data-apply]").click()
    visitor.see("h1", t("Imported: %(name)s", name="Ziyaretler.csv"))
    visitor.see(".fact-line", t.plural("%(n)s new record", "%(n)s new records", 3))
    visitor.axe()
    result = visitor.path
    page.locator(".preview .why a").first.click()
    visitor.arrives(r"/visits/\d+")
    visitor.see("h1", re.compile("|".join(GUESTS)))

    visitor.open(result)
    page.locator("a.btn-danger").click()
    visitor.see("h1", t("Undo the whole import?"))
    visitor.axe()
    page.locator(".btn-danger-fill").click()
    visitor.see("h1", t("Undone: %(name)s", name="Ziyaretler.csv"))
    visitor.axe()
    visitor.fits()
    for path in (result, "/imports"):
        visitor.open(path)
        visitor.fits()


@pytest.mark.parametrize(("language", "scheme"), [("tr", "light"), ("en", "dark")])
def test_the_paragraph_of_a_report_becomes_visits_once(enter, language, scheme):
    visitor = enter("officer", language)
    visitor.look(DESKTOP, scheme)
    page, t = visitor.page, visitor.t
    text = TEXT if language == "tr" else TEXT.replace(".202", ".201")

    for again in (False, True):
        visitor.open("/imports")
        page.fill("#text", text)
        page.locator("form[action$='/imports/text'] button").click()
        visitor.see(".preview")
        visitor.axe()
        if not again:
            assert tab(visitor, "All") == "3"
            assert page.locator("tbody mark").count() >= 6
            page.locator("button[name=all][value=yes]").click()
            visitor.see("[data-apply]", t.plural("Apply %(n)s record", "Apply %(n)s records", 3))
            page.locator("[data-apply]").click()
            visitor.see(".fact-line", t.plural("%(n)s new record", "%(n)s new records", 3))
    assert tab(visitor, "New") == "0"


def test_a_long_import_says_how_far_it_is_can_be_stopped_and_outlives_the_session(enter):
    visitor = enter("officer", "tr")
    page, t = visitor.page, visitor.t

    steps = []

    def only_one(route):
        steps.append(route)
        if len(steps) == 1:
            route.continue_()  # the next one is under way while somebody looks, however slow the machine

    page.route("**/continue", only_one)
    visitor.open("/imports")
    send_file(visitor, table(MANY), "Uzun liste.csv")
    page.locator("#columns [data-save]").click()
    visitor.see("[data-work-left]", re.compile(r"\d"))
    visitor.axe()
    page.locator("[data-work-stop]").click()
    visitor.see("p", t("Stopped. What was done so far is kept."))
    stopped_at = page.locator("[data-work-bar]").get_attribute("value")
    assert stopped_at is not None
    assert 0 < int(stopped_at) < MANY
    visitor.axe()
    visitor.fits()

    page.unroute("**/continue")
    page.route("**/continue", lambda route: route.fulfill(status=401, body=""))
    visitor.open(visitor.path.partition("?")[0])
    visitor.see("[data-work-stopped]:not([hidden])")
    assert page.evaluate("() => document.activeElement.matches('[data-work-go]')")
    visitor.axe()
    visitor.complaints.clear()

    page.unroute("**/continue")
    page.locator("[data-work-go]").click()
    visitor.see("[data-work], .preview")


def test_without_a_script_every_step_has_a_button(enter):
    visitor = enter("officer", "tr", scripted=False)
    page = visitor.page

    visitor.open("/imports")
    send_file(visitor, table(2, year=2018), "Betiksiz.csv")
    page.locator("#columns [data-save]").click()
    visitor.see(".preview")
    page.locator("[data-pick]").first.uncheck()
    page.locator(".pick-line .without-script").click()
    visitor.see(".preview")
    assert page.locator("[data-pick]:checked").count() == 1
    page.locator("[data-apply]").click()
    visitor.see(".fact-line", visitor.t.plural("%(n)s new record", "%(n)s new records", 1))


def test_a_file_is_dropped_on_the_page(enter):
    visitor = enter("officer", "tr")
    visitor.open("/imports")

    visitor.page.evaluate(
        """() => {
            const carried = new DataTransfer();
            carried.items.add(new File(["Tarih;Ad Soyad"], "birakilan.csv"));
            const zone = document.querySelector("[data-drop]");
            const what = { dataTransfer: carried, bubbles: true, cancelable: true };
            zone.dispatchEvent(new DragEvent("drop", what));
        }"""
    )

    assert visitor.page.locator("#file").evaluate("(field) => field.files[0].name") == "birakilan.csv"
