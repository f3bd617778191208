"""Sign in, log a visit from the keyboard, find it again: in both languages, at a desk and on a phone."""

from itertools import product

import pytest

from app.services.demo_accounts import PASSWORD
from tests.chromium.visitor import DESKTOP, PHONE, Visitor

MOST_PRESSES = 60
EVERYWHERE = pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param(language, size, id=f"{language}-{'desktop' if size == DESKTOP else 'phone'}")
        for language, size in product(("tr", "en"), (DESKTOP, PHONE))
    ],
)
ROW_FOCUSED = """() => {
    const row = document.activeElement.closest("[data-row]");
    return [...row.parentElement.querySelectorAll("[data-row]")].indexOf(row);
}"""
DELEGATES = '[data-rows-of="delegates"] [data-row]'


def begins_a_visit(visitor: Visitor) -> None:
    """Open the form with its key, from Today, and wait for the fields that suggest."""
    visitor.open("/")
    visitor.presses = 0
    visitor.press("n")
    visitor.arrives("/visits/new")
    visitor.see("#host-ts-control")
    assert visitor.focused() == "held"


def saves(visitor: Visitor) -> str:
    """Save with the keyboard; returns the path of the visit."""
    visitor.press("Control+Enter")
    return visitor.arrives(r"/visits/\d+")[1]


def names(visitor: Visitor) -> list[str]:
    """Who stands in the delegation, in the order of the rows."""
    said = "rows => rows.map((row) => row.querySelector('.is-reference .item .hit-label')?.textContent ?? '')"
    return list(visitor.page.eval_on_selector_all(DELEGATES, said))


@EVERYWHERE
def test_sign_in_log_a_visit_find_it_by_uskup(enter, language, size):
    visitor = enter("stranger", language, size)
    visitor.open("/")
    visitor.arrives("/sign-in")
    assert visitor.focused() == "email"
    visitor.type("officer@izmir.demo")
    visitor.press("Tab")
    visitor.type(PASSWORD)
    visitor.press("Enter")
    visitor.arrives("/")

    begins_a_visit(visitor)
    visitor.type("dün")
    visitor.tab_to("counterparts-0-organisation-ts-control")
    visitor.choose("skop", "Üsküp Belediyesi" if language == "tr" else "Skopje")
    visitor.tab_to("subject_tr")
    visitor.type("Kardeş şehir")
    path = saves(visitor)
    assert visitor.presses <= MOST_PRESSES

    visitor.press("Control+k")
    visitor.arrives("/search") if size == PHONE else visitor.tab_to("search")
    if size == PHONE:
        visitor.tab_to("words")
    visitor.type("uskup")
    visitor.press("Enter")
    visitor.arrives(r"/search\?q=uskup")
    found = visitor.page.locator(f'main a[href="{path}"]')
    found.focus()
    visitor.press("Enter")
    visitor.arrives(path)
    visitor.see("main", "Kardeş şehir")


@EVERYWHERE
def test_a_known_ambassador_takes_at_most_sixty_keys(enter, language, size):
    visitor = enter("officer", language, size)
    begins_a_visit(visitor)
    visitor.type("dün")
    visitor.tab_to("delegates-0-person-ts-control")
    visitor.choose("morr", "Jill Morris")
    visitor.tab_to("subject_tr")
    visitor.type("Nezaket ziyareti")
    visitor.press("Tab")
    visitor.choose("soy", "Tunç Soyer")
    saves(visitor)
    print(f"{visitor.presses} keys")  # noqa: T201 - shown with -rP
    assert visitor.presses <= MOST_PRESSES
    visitor.see("h1", "Jill Morris")
    body, title, day = {
        "tr": ("Birleşik Krallık Ankara Büyükelçiliği", "Büyükelçi", "24 Ekim 2023"),
        "en": ("Embassy of the United Kingdom in Ankara", "Ambassador", "24 October 2023"),
    }[language]
    page = visitor.page.locator(".page").inner_text()
    for fact in (body, title, day, "Tunç Soyer", "Nezaket ziyareti"):
        assert fact in page


@EVERYWHERE
def test_a_new_person_is_created_in_place(enter, language, size):
    visitor = enter("officer", language, size)
    name = f"Zülfikar Deneme {language.upper()}{size[0]}"
    begins_a_visit(visitor)
    visitor.tab_to("delegates-0-person-ts-control")
    visitor.choose(name, visitor.t("New person: %(name)s", name=name))
    saves(visitor)
    visitor.see("h1", name)
    visitor.page.get_by_role("link", name=name).first.click()
    visitor.arrives(r"/people/\d+")
    visitor.see("h1", name)


def test_near_duplicates_are_offered_before_creating(enter):
    visitor = enter("officer", "en")
    begins_a_visit(visitor)
    visitor.tab_to("delegates-0-person-ts-control")
    visitor.type("Jill Mor")  # and goes on without choosing
    visitor.press("Tab", "Control+Enter")
    visitor.see(".error-summary", "There is no record of exactly this name; choose one or create it")
    visitor.axe()
    offers = visitor.page.get_by_role("group", name=visitor.t("Which one do you mean?"))
    offers.get_by_label("Create new: Jill Mor", exact=True).wait_for()
    offers.get_by_label("Jill Morris").focus()
    visitor.press("Space")
    saves(visitor)
    visitor.see("h1", "Jill Morris")


def test_suggestions_show_what_was_typed_and_how_many_there_are(enter):
    visitor = enter("officer", "en")
    begins_a_visit(visitor)
    visitor.tab_to("host-ts-control")
    visitor.type("tunc")
    visitor.see(".ts-dropdown .option mark", "Tunç")
    visitor.axe()
    assert visitor.page.get_attribute("#host-ts-control", "aria-expanded") == "true"
    visitor.press("Escape")
    visitor.page.locator(".ts-dropdown:visible").wait_for(state="detached")


def test_rows_of_the_delegation_obey_the_keyboard(enter):
    visitor = enter("officer", "en")
    begins_a_visit(visitor)
    visitor.tab_to("delegates-0-person-ts-control")
    for number, typed in enumerate(("jill morr", "danny ann", "joep wijn")):
        visitor.choose(typed)
        if number < 2:
            visitor.press("Tab", "Tab", "Enter")  # title, organisation, next row
            visitor.page.locator(DELEGATES).nth(number + 1).locator("input[id$=person-ts-control]").wait_for()
            assert visitor.page.evaluate(ROW_FOCUSED) == number + 1
    assert names(visitor) == ["Jill Morris", "Danny Annan", "Joep Wijnands"]

    visitor.press("Alt+ArrowUp")
    assert names(visitor) == ["Jill Morris", "Joep Wijnands", "Danny Annan"]
    assert visitor.page.evaluate(ROW_FOCUSED) == 1
    visitor.press("Alt+ArrowUp", "Alt+ArrowUp")  # the first row stays the first
    visitor.press("Alt+ArrowDown")
    assert names(visitor) == ["Jill Morris", "Joep Wijnands", "Danny Annan"]
    visitor.see("[data-rows-said]", visitor.t("Row moved."))

    visitor.page.locator('[data-rows-of="delegates"] [data-row-add]').press("Enter")
    visitor.page.locator(DELEGATES).nth(3).locator("input[id$=person-ts-control]").wait_for()
    assert visitor.page.evaluate(ROW_FOCUSED) == 3
    visitor.press("Backspace")
    assert len(names(visitor)) == 3
    assert visitor.page.evaluate(ROW_FOCUSED) == 2

    saves(visitor)
    visitor.see("h1", "Jill Morris, Joep Wijnands, Danny Annan")


def test_rows_can_be_moved_and_removed_with_the_mouse(enter):
    visitor = enter("officer", "en")
    begins_a_visit(visitor)
    visitor.tab_to("delegates-0-person-ts-control")
    visitor.choose("jill morr")
    visitor.page.locator('[data-rows-of="delegates"] [data-row-add]').click()
    visitor.page.locator(DELEGATES).nth(1).locator("input[id$=person-ts-control]").wait_for()
    visitor.choose("danny ann")
    for act in ("up", "remove"):
        row = visitor.page.locator(DELEGATES).nth(1)
        row.locator(".row-acts summary").click()
        row.locator(f'[data-row-act="{act}"]').click()
    assert names(visitor) == ["Danny Annan"]


@pytest.mark.parametrize(
    ("language", "typed", "understood"),
    [
        ("tr", "dün", "24 Ekim 2023 Salı"),
        ("tr", "3-5 kasım", "3 Kasım 2023 Cuma – 5 Kasım 2023 Pazar"),
        ("tr", "Ekim 2023", "Ekim 2023"),
        ("tr", "31.02.2024", "Şubat 2024"),
        ("en", "yesterday", "Tuesday 24 October 2023"),
        ("en", "3-5 november", "Friday 3 November 2023 – Sunday 5 November 2023"),
    ],
)
def test_the_date_says_what_it_was_taken_for(enter, language, typed, understood):
    visitor = enter("officer", language)
    begins_a_visit(visitor)
    visitor.type(typed)
    visitor.press("Tab")
    visitor.see("#held-understood", understood)
    visitor.axe()


@EVERYWHERE
def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_fields(enter, language, size):
    visitor = enter("officer", language, size)
    begins_a_visit(visitor)
    visitor.type("31.02.2024")
    visitor.tab_to("host-ts-control")
    visitor.type("Soy")
    visitor.press("Tab", "Control+Enter")
    visitor.see(".error-summary")
    assert visitor.focused() == "error-summary"
    assert visitor.page.title().startswith(visitor.t("Error:"))
    visitor.press("Tab")
    visitor.press("Enter")
    assert visitor.focused() == "held"
    assert visitor.page.input_value("#held") == "31.02.2024"
    assert visitor.page.get_attribute("#held", "aria-invalid") == "true"
    visitor.page.locator('.error-summary a[href="#host"]').press("Enter")
    assert visitor.focused() == "host-ts-control"
    visitor.axe()


def test_z_undoes_moving_to_the_bin(enter):
    visitor = enter("officer", "en")
    path = visitor.record("visits", held="12.10.2023", group_name="Bin and back")
    visitor.open(path)
    visitor.page.get_by_label("More actions").click()
    visitor.page.get_by_role("button", name="Move to the bin").click()
    visitor.arrives("/visits")
    visitor.see(".toast-line", "Moved to the bin:")
    visitor.axe()
    visitor.press("z")
    visitor.arrives(path)
    visitor.see(".toast-line", "Taken out of the bin.")


def test_save_and_open_a_new_one_begins_anew(enter):
    visitor = enter("officer", "en")
    begins_a_visit(visitor)
    visitor.page.locator(".more-fields > summary").click()
    visitor.page.fill("#group_name", "One of two")
    visitor.page.get_by_role("button", name="Save and open a new one").click()
    visitor.see(".toast-line", "The visit is saved")
    visitor.arrives("/visits/new")
    assert visitor.page.input_value("#held") == "25 Oct 2023"


def test_a_visit_can_be_logged_without_a_script(enter):
    visitor = enter("officer", "en", scripted=False)
    visitor.open("/visits/new")
    visitor.page.fill("#held", "3-5 november")
    visitor.page.fill("#delegates-0-person", "Jill Morris")
    visitor.page.locator('[data-rows-of="delegates"] [data-row-add]').click()
    visitor.page.fill("#delegates-1-person", "+Nobody Yet Known")
    visitor.page.fill("#counterparts-0-organisation", "Üsküp")
    visitor.page.fill("#subject_tr", "Without a script")
    visitor.page.locator("[data-save]").click()
    visitor.see(".error-summary", "Organisation")
    visitor.page.get_by_label("Skopje").first.check()
    visitor.page.locator("[data-save]").click()
    visitor.arrives(r"/visits/\d+")
    visitor.see("h1", "Jill Morris, Nobody Yet Known")
    visitor.see("main", "Without a script")
