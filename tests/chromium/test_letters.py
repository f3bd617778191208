"""A thank-you letter from the visit to the register, New Year's greetings for a group, and bad input."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest

from models.vocabulary import LetterKind
from tests.chromium.visitor import DESKTOP, PHONE
from views.letter_merge import HEADINGS

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
NEXT_NUMBER = "was => document.activeElement?.id.startsWith('number-') && document.activeElement.id !== was"
LANGUAGES = pytest.mark.parametrize("language", ["tr", "en"])

PAGES = (
    "/letters",
    "/letters/merge",
    "/letters/without-number",
    "/letter-texts/new?kind=thanks",
    "/recipient-groups/new",
    "/occasions/new",
    "/forms-of-address",
)


def id_of(path):
    found = re.search(r"(\d+)$", path)
    assert found is not None
    return found[1]


def a_mayor(visitor, name):
    """Somebody with a post in a body of their own; returns the number of their record."""
    body = visitor.record("organisations", title_tr=f"{name} Belediyesi", address="Hauptplatz 1")
    post = {"posts-0-title_tr": "Belediye Başkanı", "posts-0-title_en": "Mayor"}
    posted = post | {"posts-0-organisation": f"#{id_of(body)}"}
    return id_of(visitor.record("people", title_tr=name, languages="Türkçe", **posted))


@SIZES
@LANGUAGES
def test_a_thank_you_letter_goes_from_the_visit_to_the_register(enter, language, size):
    visitor = enter("officer", language, size)
    page, t = visitor.page, visitor.t
    name = f"Konuk {language} {size[0]}"
    guest = a_mayor(visitor, name)
    facts = {"held": "20.10.2023", "state": "held", "direction": "incoming"}
    delegate = {"delegates-0-person": f"#{guest}", "delegates-0-side": "visitor"}
    path = visitor.record("visits", **facts, **delegate)

    visitor.open(path)
    visitor.see("section[aria-labelledby=letters]", t("Thank-you letter to be written"))
    page.get_by_role("link", name=t("Draft a thank-you letter")).click()
    visitor.arrives(r"/letters/merge\?.*kind=thanks.*")
    visitor.axe()
    page.fill("#signatory_tr", "Ad Soyad\nBelediye Başkanı")
    page.press("#signatory_tr", "Control+Enter")

    visitor.see(".letter-preview", name)
    visitor.axe()
    visitor.see(".letter-sheet", "20 Ekim 2023 tarihinde gerçekleşen ziyaretiniz için teşekkür ederim.")
    visitor.see(".letter-sheet", "Sayın Başkan,")
    visitor.axe()
    page.get_by_role("button", name=t("Write them into the register")).click()

    visitor.arrives(r"/letters/written/.+")
    visitor.axe()
    assert visitor.focused().startswith("number-")  # the number can be typed at once
    number = f"E-{language}-{size[0]}"
    visitor.type(number)
    visitor.press("Enter")
    visitor.see("main tbody", number)
    visitor.fits()
    visitor.look(size)

    visitor.open(path)
    visitor.see("section[aria-labelledby=letters]", number)
    assert (
        page.locator("section[aria-labelledby=letters]", has_text=t("Thank-you letter to be written")).count()
        == 0
    )
    visitor.fits()


@SIZES
@LANGUAGES
def test_the_new_years_greetings_of_a_group_are_written_numbered_and_taken_back(enter, language, size):
    visitor = enter("officer", language, size)
    page, t = visitor.page, visitor.t
    names = [f"{who} {language} {size[0]}" for who in ("Birinci", "İkinci")]
    members = {f"members-{n}-recipient": f"#{a_mayor(visitor, name)}" for n, name in enumerate(names)}
    group = id_of(visitor.record("recipient-groups", title_tr=f"Liste {language} {size[0]}", **members))

    visitor.open("/occasions/calendar?days=120&kind=new_year")
    visitor.axe()
    visitor.fits()
    visitor.look(size)
    page.locator("main tbody a.btn").click()
    visitor.arrives(r"/letters/merge\?.*kind=new_year.*")
    assert page.input_value("#occasion_year") == "2024"
    visitor.open(f"/letters/merge?kind=new_year&year=2024&group={group}")
    page.get_by_role("button", name=t("Look at each letter")).click()
    visitor.see(".letter-preview", names[1])
    assert page.locator("input[name=take]:checked").count() == 2
    visitor.axe()
    visitor.fits()
    visitor.look(size)
    page.get_by_role("button", name=t("Write them into the register")).click()

    address = visitor.arrives(r"/letters/written/[^/]+")[1]
    visitor.see("[data-toast]")
    with page.expect_download() as download:
        page.get_by_role("link", name=t("One Word file")).click()
    file = docx.Document(BytesIO(Path(download.value.path()).read_bytes()))
    assert len(file.sections) == 2
    page.locator("input[name^=number-]").first.focus()
    first = visitor.focused()
    visitor.type(f"Y-{language}-{size[0]}")
    visitor.press("Enter")
    visitor.see("main tbody", f"Y-{language}-{size[0]}")
    page.wait_for_function(
        "was => document.activeElement?.id.startsWith('number-') && document.activeElement.id !== was",
        arg=first,
    )

    page.get_by_role("button", name=t("Take all of them back")).click()
    visitor.arrives(r"/letters")
    visitor.open(address)  # the one that has its number stays
    assert page.locator("main tbody tr").count() == 1

    visitor.open(f"/letters/merge?kind=new_year&year=2024&group={group}")
    page.get_by_role("button", name=t("Look at each letter")).click()
    visitor.see(".letter-preview", t("written to already"))
    assert page.locator("input[name=take]:checked").count() == 1
    visitor.axe()


@LANGUAGES
def test_what_cannot_be_right_is_told_and_kept(enter, language):
    visitor = enter("officer", language, PHONE)
    page, t = visitor.page, visitor.t
    name = '{{ 7*7 }} #panic("x") <b>'
    person = id_of(visitor.record("people", title_tr=f"{name} {language}"))

    visitor.open(f"/letters/merge?kind=greeting&to={person}")
    page.fill("#text_tr", "Sayın {{ isim }}")
    page.press("#text_tr", "Control+Enter")
    visitor.see("#text_tr-error", t("Unknown placeholder: %(names)s", names="isim"))
    assert visitor.focused() == "error-summary"
    assert page.input_value("#text_tr") == "Sayın {{ isim }}"
    visitor.axe()
    visitor.fits()
    visitor.look(PHONE)

    page.fill("#text_tr", "{{ salutation }},")
    page.press("#text_tr", "Control+Enter")
    visitor.see(".letter-preview", t("language not known: left out"))
    page.get_by_role("button", name=t("Write them into the register")).click()
    visitor.see(".error-summary", t("Choose at least one recipient"))
    page.locator("label[for=unknown-1]").click()
    page.press("#text_tr", "Control+Enter")
    visitor.see(".letter-sheet", f"Sayın {name} {language},")
    visitor.axe()


@LANGUAGES
@SIZES
def test_unanswered_letters_are_answered_and_reminded_of_with_one_key(enter, language, size):
    visitor = enter("officer", language, size)
    page = visitor.page
    subject = f"Soru {language} {size[0]}"
    visitor.record("letters", direction="in", subject_tr=subject, dated="01.01.2020", reply_due="10.01.2020")

    visitor.open("/letters/waiting")
    visitor.see("section[aria-labelledby=ours]", subject)
    visitor.axe()
    visitor.fits()
    visitor.look(size)
    visitor.press("j", "r")
    visitor.arrives(r"/letters/new\?about=\d+")
    assert page.input_value("#answers-ts-control") is not None
    assert page.locator("input[name=direction][value=out]").is_checked()


@LANGUAGES
def test_the_pages_of_letter_writing_are_read_by_axe(look_around, language):
    visitor = look_around("admin", language)
    for address in (
        "/letters/merge",
        "/letter-texts/new?kind=thanks",
        "/recipient-groups/new",
        "/forms-of-address",
        "/letters",
        "/occasions/new",
        "/letters/without-number",
    ):
        visitor.open(address)
        visitor.axe()
        visitor.fits()
        visitor.look(DESKTOP)


def test_every_kind_of_letter_can_be_begun(look_around):
    visitor = look_around("officer", "tr")
    for kind in LetterKind:
        visitor.open(f"/letters/merge?kind={kind}")
        assert visitor.page.locator("h1").inner_text() == visitor.t(HEADINGS[kind])
