"""The questions, as a director asks them: by mouse, by keyboard, on a phone, without a script."""

import io

import pytest
from PIL import Image
from python_calamine import CalamineWorkbook

from app.answers.catalogue import QUESTIONS
from tests.chromium.visitor import DESKTOP, PHONE

LANGUAGES = ("tr", "en")
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
SKOPJE = {"tr": "Üsküp", "en": "Skopje"}


def is_fine(visitor, size):
    visitor.look(size)
    if size == PHONE:
        visitor.unroll()
    visitor.axe()
    visitor.look(size, "dark")
    visitor.axe(["color-contrast"])
    visitor.look(size)


def ask_for(visitor, language):
    """Ask who opens the door to Skopje, from the field."""
    visitor.open("/answers/door")
    visitor.page.locator("#city-ts-control").click()
    visitor.choose(SKOPJE[language].lower(), SKOPJE[language])
    visitor.page.locator(".parameters button[type=submit]").click()
    visitor.arrives(r"/answers/door\?city=\d+")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.key)
def test_every_question_is_two_clicks_away_and_fine_to_read(enter, question):
    visitor = enter("director", "tr")
    visitor.open("/")
    visitor.page.locator('.sidebar a[href="/answers"]').first.click()
    visitor.arrives("/answers")
    visitor.page.locator(f'main a[href="/answers/{question.key}"]').click()
    visitor.arrives(f"/answers/{question.key}")
    is_fine(visitor, DESKTOP)
    visitor.fits()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.key)
def test_every_question_on_a_phone_in_english(enter, question):
    visitor = enter("director", "en", PHONE)
    visitor.open(f"/answers/{question.key}")
    is_fine(visitor, PHONE)
    visitor.fits()


@SIZES
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_from_the_field_to_its_records(enter, language, size):
    visitor = enter("officer", language, size)
    ask_for(visitor, language)

    visitor.see(".answer", SKOPJE[language])
    assert visitor.page.locator(".ways .way").count()
    visitor.page.locator("#method summary").click()
    assert visitor.page.locator("#method p").first.is_visible()
    is_fine(visitor, size)
    visitor.fits()
    visitor.look(size)
    visitor.page.locator(".page-side a").first.click()
    visitor.arrives(r"/(agreements|visits|memberships|cities|people|projects)/\d+")


def test_from_the_keyboard_alone(enter):
    visitor = enter("officer", "en")
    visitor.open("/answers/door")
    visitor.tab_to("city-ts-control")
    visitor.choose("skop", "Skopje")
    visitor.press("Tab", "Enter")
    visitor.arrives(r"/answers/door\?city=\d+")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_typed_stays_when_it_is_not_understood(enter, language):
    visitor = enter("officer", language, scripted=False)
    visitor.open("/answers/door")
    visitor.page.fill("#city", "Qqxyzzy")
    visitor.page.locator(".parameters button[type=submit]").click()
    visitor.see("#city-error")
    assert visitor.page.input_value("#city") == "Qqxyzzy"
    visitor.page.fill("#city", SKOPJE[language])
    visitor.page.locator(".parameters button[type=submit]").click()
    visitor.arrives(r"/answers/door\?city=\d+")
    visitor.see(".answer", SKOPJE[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_filters_keep_each_other_and_are_taken_back(enter, language):
    visitor = enter("officer", language)
    visitor.open("/answers/balance?by=partner")
    visitor.page.locator(".answer-filters summary.chip", has_text=visitor.t("Year")).click()
    visitor.page.locator(".answer-filters .menu-item", has_text="2023").first.click()
    visitor.arrives(r"/answers/balance\?by=partner&year=2023")
    visitor.page.locator(".chip-clear").first.click()
    visitor.arrives(r"/answers/balance\?year=2023")


@SIZES
@pytest.mark.parametrize("language", LANGUAGES)
def test_workbook_and_picture_are_saved(enter, tmp_path, language, size):
    visitor = enter("officer", language, size)
    ask_for(visitor, language)
    for ending, words in (("xlsx", "Excel file"), ("png", "Picture (PNG)"), ("svg", "Picture (SVG)")):
        visitor.page.locator(".page-title summary", has_text=visitor.t("Export")).click()
        with visitor.page.expect_download() as download:
            visitor.page.get_by_role("button", name=visitor.t(words), exact=True).click()
        download.value.save_as(tmp_path / f"answer.{ending}")
        assert SKOPJE[language] in download.value.suggested_filename
        visitor.press("Escape")
    told = CalamineWorkbook.from_path(tmp_path / "answer.xlsx").get_sheet_by_index(0).to_python()
    assert visitor.page.locator(".answer").inner_text() in {row[1] for row in told}
    with Image.open(io.BytesIO((tmp_path / "answer.png").read_bytes())) as picture:
        assert picture.width > 1000
    assert "<svg" in (tmp_path / "answer.svg").read_text(encoding="utf-8")


def test_a_question_is_kept_under_a_name_and_removed_again(enter):
    visitor = enter("officer", "en")
    ask_for(visitor, "en")
    visitor.page.locator(".page-title summary", has_text="Save the view").click()
    visitor.page.fill("#view-name", "The way to Skopje")
    visitor.axe()
    visitor.press("Enter")
    visitor.see(".views [aria-current=page]", "The way to Skopje")
    visitor.axe()

    visitor.open("/answers")
    visitor.page.get_by_role("link", name="The way to Skopje").click()
    visitor.arrives(r"/answers/door\?city=\d+")
    visitor.page.locator(".views summary").click()
    visitor.page.get_by_role("button", name="Remove the view").click()
    visitor.see("[data-toast]", "The way to Skopje")
    assert not visitor.page.locator(".views").count()


def test_print_is_a_press_away_and_leaves_the_controls_out(enter):
    visitor = enter("officer", "tr")
    ask_for(visitor, "tr")
    visitor.page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    visitor.page.locator(".page-title summary", has_text=visitor.t("Export")).click()
    visitor.page.locator("[data-print]").click()
    assert visitor.page.evaluate("() => window.printed")
    visitor.page.emulate_media(media="print")
    assert not visitor.page.locator(".parameters").is_visible()
    assert not visitor.page.locator(".page-title .actions").is_visible()
    assert visitor.page.locator(".answer").is_visible()
    assert visitor.page.locator("#method p").first.is_visible()
