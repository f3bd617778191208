"""Every page, as axe reads it: Turkish and English, desk and phone, light and dark, and 320 px wide."""

import re

import pytest

from app.services.demo_accounts import PASSWORD
from tests.chromium.visitor import DESKTOP, PHONE, Visitor

LANGUAGES = ("tr", "en")
KNOWN = {
    "visit": "/visits?q=Sichuan",
    "city": "/cities?q=uskup",
    "country": "/countries?q=North+Macedonia",
    "organisation": "/organisations?q=uskup",
    "person": "/people?q=Jill+Morris",
    "agreement": "/agreements?q=uskup",
    "membership": "/memberships?q=medcities",
    "figure": "/figures",
    "project": "/projects?q=cool",
    "event": "/events?q=antalya",
}
PAGES = (
    "/",
    "/visits",
    "/visits?q=el&year=2023&sort=title",
    "/visits?incomplete=yes",
    "/visits?q=zzzz",
    "/cities",
    "/countries",
    "/organisations",
    "/people",
    "{visit}",
    "{city}",
    "{country}",
    "{organisation}",
    "{person}",
    "/visits/new",
    "/cities/new",
    "/organisations/new",
    "/people/new",
    "{visit}/edit",
    "{organisation}/edit",
    "{person}/edit",
    "/agreements",
    "/memberships",
    "/decisions",
    "/figures",
    "/networks",
    "/reference",
    "/reference/places",
    "{agreement}",
    "{membership}",
    "{figure}",
    "/tasks",
    "/tasks?due=overdue",
    "/tasks/new",
    "/letters",
    "/letters/new",
    "/to-complete",
    "/agreements/new",
    "/memberships/new",
    "/decisions/new",
    "/figures/new",
    "{agreement}/edit",
    "{agreement}/end",
    "/projects",
    "/projects/new",
    "{project}",
    "/events",
    "/events/new",
    "{event}",
    "{event}/note",
    "/advice",
    "/advice/new",
    "/notes",
    "/peer-portfolios",
    "{city}/note",
    "{person}/note",
    "{visit}/note",
    "{country}/note",
    "{organisation}/note",
    "/answers",
    "/answers/friends",
    "/answers/sleeping",
    "/answers/blank-spots",
    "/answers/balance",
    "/answers/door",
    "{visit}/history",
    "/bin",
    "/audit/trail",
    "/audit/trail?kind=visit&since=soon",
    "/about",
    "/search",
    "/search?q=uskup",
    "/search?q=zzzz",
    "/account",
)
ADMIN_PAGES = (
    "/reference",
    "/users",
    "/users/new",
    "/countries/new",
    "{city}/edit",
    "{country}/edit",
    "/letterhead",
    "/word-templates",
    "/public-maps",
)
REFUSED = (("/users", 403), ("/visits/99999999", 404), ("/nothing/here", 404))
TOO_LONG = "Dışişlerimizleştiremediklerimizdenmişsiniz" * 8


@pytest.fixture(scope="session")
def known(chromium, house, keys):
    """Paths of one record of each noun."""
    context = chromium.new_context(storage_state=keys("officer", "tr"))
    found = {}
    for name, url in KNOWN.items():
        page = context.request.get(house + url).text()
        links = re.findall(r'class="is-name"[^>]*><a href="(/[a-z]+/\d+)"', page)
        assert links, url
        found[name] = links[0]
    context.close()
    return found


def is_fine(visitor: Visitor) -> None:
    """Read the page large and small, light and dark; in English a part of that."""
    visitor.look(DESKTOP)
    visitor.axe()
    if visitor.language == "tr":
        visitor.look(DESKTOP, "dark")
        visitor.axe(["color-contrast"])
        visitor.look(PHONE)
        visitor.unroll()
        visitor.axe()
    visitor.look(PHONE, "dark")
    visitor.unroll()
    visitor.axe(["color-contrast"] if visitor.language == "tr" else [])
    visitor.fits()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_pages_of_an_officer(look_around, known, path, language):
    visitor = look_around("officer", language)
    visitor.open(path.format(**known))
    is_fine(visitor)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ADMIN_PAGES)
def test_pages_of_an_administrator(look_around, known, path, language):
    visitor = look_around("admin", language)
    visitor.open(path.format(**known))
    is_fine(visitor)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "status"), REFUSED)
def test_pages_of_a_refusal(look_around, path, status, language):
    visitor = look_around("officer", language)
    visitor.open(path, status)
    is_fine(visitor)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sign_in(enter, language):
    visitor = enter("stranger", language)
    visitor.open("/sign-in")
    is_fine(visitor)
    visitor.page.fill("#email", "nobody@izmir.demo")
    visitor.page.fill("#password", "wrong")
    visitor.press("Enter")
    visitor.see(".error-summary")
    assert visitor.focused() == "error-summary"
    is_fine(visitor)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_with_errors(enter, language):
    visitor = enter("officer", language)
    visitor.open("/visits/new")
    visitor.see("#host-ts-control")
    visitor.page.fill("#held", "31.02.2024")
    visitor.page.fill("#starts_at", "25:99")
    visitor.page.fill("#subject_tr", TOO_LONG)
    visitor.page.fill("#delegates-0-title_tr", TOO_LONG)
    visitor.page.fill("#city-ts-control", "Münst")
    visitor.page.fill("#host-ts-control", "Nobody Knows Him")
    visitor.press("Control+s")
    visitor.see(".error-summary li:nth-child(5)")
    is_fine(visitor)


@pytest.mark.parametrize("noun", ["visits", "cities", "organisations", "people"])
def test_an_empty_form_is_refused_with_words(enter, noun):
    visitor = enter("officer", "tr")
    visitor.open(f"/{noun}/new")
    if noun == "visits":
        visitor.page.fill("#held", "")
    visitor.press("Control+Enter")
    visitor.see(".error-summary")
    assert visitor.focused() == "error-summary"
    is_fine(visitor)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_session_that_ends_in_mid_edit_loses_nothing(enter, language):
    visitor = enter("officer", language)
    visitor.open("/visits/new")
    visitor.see("#host-ts-control")
    visitor.page.locator(".more-fields > summary").click()
    visitor.page.fill("#group_name", "<b>'Typed'</b> ${late} 🌍 مرحبا")
    visitor.lose_session()
    visitor.press("Control+Enter")
    visitor.see("h1", visitor.t("Your session has ended"))
    is_fine(visitor)
    visitor.page.fill("#email", "officer@izmir.demo")
    visitor.page.fill("#password", PASSWORD)
    visitor.press("Enter")
    visitor.see("h1", visitor.t("You are signed in again"))
    is_fine(visitor)
    visitor.page.get_by_role("button", name=visitor.t("Send what I typed")).click()
    visitor.arrives(r"/visits/\d+")
    visitor.see("h1", "<b>'Typed'</b> ${late} 🌍 مرحبا")
    is_fine(visitor)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_opens_on_a_page(enter, size):
    visitor = enter("officer", "tr", size)
    visitor.open("/visits")
    for opener in ("#filters .chip", ".user-menu summary", ".filters-open", ".bottombar summary"):
        found = visitor.page.locator(opener).first
        if not found.is_visible():
            continue
        found.click()
        visitor.axe()
        visitor.look(size, "dark")
        visitor.axe(["color-contrast"])
        visitor.open("/visits")
        visitor.look(size)
    visitor.press("Shift+?")
    visitor.see("#shortcuts[open]")
    visitor.axe()
    visitor.press("Escape")
    visitor.page.locator("#shortcuts").wait_for(state="hidden")


def test_a_filter_is_a_link_and_lives_in_the_address(enter):
    visitor = enter("officer", "en")
    visitor.open("/visits?q=buyukelci")
    chip = visitor.page.locator("#filters summary", has_text="Country")
    chip.click()
    visitor.see("#filters details[open] [data-narrows]:focus")  # its values have come
    visitor.type("lith")
    visitor.press("Enter")
    visitor.arrives(r"/visits\?.*country=\d+.*")
    assert "q=buyukelci" in visitor.path
    visitor.see(".count-line")
    visitor.page.go_back()
    visitor.arrives(r"/visits\?q=buyukelci")


@pytest.mark.parametrize("path", ["/visits?q=el&year=2023", "/search?q=uskup", "/visits/new", "/sign-in"])
def test_the_other_language_keeps_the_page(enter, path):
    visitor = enter("stranger" if path == "/sign-in" else "officer", "tr")
    visitor.open(path)
    for language in ("en", "tr"):
        # Not with the mouse: a bubble of Chromium's own window may lie over this corner. Not with the
        # keyboard: a form puts the focus into its first field when its scripts have come.
        visitor.page.locator(f'.languages a[hreflang="{language}"]').first.dispatch_event("click")
        visitor.see(f'html[lang="{language}"]')
        assert visitor.path == path
        assert visitor.page.locator("h1").count() == 1


def test_rows_are_walked_with_j_and_k(enter):
    visitor = enter("officer", "en")
    visitor.open("/people")
    visitor.press("j", "j", "k", "j")
    visitor.see("tbody tr:nth-child(2).is-current")
    visitor.axe()
    visitor.press("Enter")
    visitor.arrives(r"/people/\d+")
    visitor.press("e")
    visitor.arrives(r"/people/\d+/edit")
