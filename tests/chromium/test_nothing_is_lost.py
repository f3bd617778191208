"""Edit, delete, undo, restore, and two editors at once: in both languages, nothing typed or saved is lost."""

from itertools import product

import pytest

from tests.chromium.visitor import DESKTOP, PHONE, Visitor

LANGUAGES = pytest.mark.parametrize("language", ["tr", "en"])
EVERYWHERE = pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param(language, size, id=f"{language}-{'desktop' if size == DESKTOP else 'phone'}")
        for language, size in product(("tr", "en"), (DESKTOP, PHONE))
    ],
)
SAVE = "[data-save]"
PUT_AWAY = "form[action$='/bin'] button"
UNDO = "[data-undo] button"


def a_visit(visitor: Visitor, name: str) -> str:
    """Write a visit; returns its path."""
    typed = {"held": "24.10.2023", "group_name": name, "subject_tr": "Kardeş şehir iş birliği"}
    return visitor.record("visits", **typed)


def saves(visitor: Visitor, path: str) -> None:
    visitor.page.locator(SAVE).first.click()
    visitor.arrives(path)


def deletes(visitor: Visitor, path: str) -> None:
    visitor.open(path)
    visitor.page.locator(".actions details.menu > summary").click()
    visitor.page.locator(PUT_AWAY).click()
    visitor.arrives("/visits")


@EVERYWHERE
def test_a_change_is_seen_with_before_and_after(enter, language, size):
    visitor = enter("officer", language, size)
    path = a_visit(visitor, f"Before and after {language} {size[0]}")
    visitor.open(f"{path}/edit")
    visitor.page.fill("#held", "Ekim 2023")
    visitor.page.fill("#subject_tr", "Kardeş şehir iş birliği, gençlik")
    saves(visitor, path)

    here = visitor.see("section[aria-labelledby=history] .change", {"tr": "Konu", "en": "Subject"}[language])
    assert "Kardeş şehir iş birliği, gençlik" in here.inner_text()
    visitor.axe()

    visitor.page.locator("[data-toast-close]").click()  # on a phone it lies over the end of the page
    visitor.page.locator(f'a[href="{path}/history"]').click()
    visitor.arrives(f"{path}/history")
    told = visitor.see(".change", {"tr": "Tarih", "en": "Date"}[language])
    assert told.locator("del").inner_text() == {"tr": "24.10.2023", "en": "24 Oct 2023"}[language]
    assert told.locator("ins").inner_text() == {"tr": "Ekim 2023", "en": "October 2023"}[language]
    marked = visitor.see(".change", {"tr": "Konu", "en": "Subject"}[language]).locator("mark")
    assert marked.all_inner_texts() == [", gençlik"]
    visitor.axe()
    visitor.fits()


@EVERYWHERE
def test_what_was_deleted_comes_back_by_the_message_and_from_the_bin(enter, language, size):
    visitor = enter("officer", language, size)
    name = f"Thrown away {language} {size[0]}"
    path = a_visit(visitor, name)

    deletes(visitor, path)
    visitor.see(UNDO)
    visitor.page.locator(UNDO).click()
    visitor.arrives(path)
    visitor.see("h1", name)

    deletes(visitor, path)
    visitor.open(path, status=404)
    visitor.see(".lead", visitor.t("This record is in the bin."))
    visitor.axe()
    visitor.open("/bin")
    visitor.axe()
    visitor.page.fill("#bin-words", name)
    visitor.page.press("#bin-words", "Enter")
    visitor.arrives(r"/bin\?.*")
    visitor.page.locator(f'form[action="{path}/restore"] button').click()
    visitor.arrives(path)
    visitor.see("h1", name)
    visitor.open("/bin")
    visitor.fits()


@EVERYWHERE
def test_the_later_of_two_editors_chooses_field_by_field(enter, language, size):
    earlier, later = enter("manager", language), enter("officer", language, size)
    path = a_visit(later, f"Two editors {language} {size[0]}")
    for visitor in (earlier, later):
        visitor.open(f"{path}/edit")
    earlier.page.fill("#subject_tr", "Kardeş şehir iş birliği ve gençlik değişimi")
    earlier.page.fill("#group_name", "A group of their own")
    earlier.page.fill("#place_tr", "Başkanlık")
    saves(earlier, path)

    later.page.fill("#subject_tr", "Kardeş şehir iş birliği, Botanik EXPO")
    later.page.fill("#group_name", "A group of mine")
    unfold(later, "#minutes_tr")
    later.page.fill("#minutes_tr", "Two lines\nof my own")
    later.page.locator(SAVE).first.click()

    later.see("h1", later.t("The record changed while you were writing"))
    assert later.page.locator("[name=take-subject_tr]:checked").get_attribute("value") == "mine"
    clash = later.see(".conflict-line", "Botanik").inner_text()
    assert "ve gençlik değişimi" in clash
    assert "Demo Şube Müdürü" in clash
    taken = later.see("section", later.t("Changed by your colleague only")).inner_text()
    assert "Başkanlık" in taken
    kept = later.see("section", later.t("Changed by you only")).inner_text()
    assert "of my own" in kept
    later.axe()
    later.page.locator(".conflict-form > summary").click()
    later.unroll()
    later.axe()
    later.fits()
    later.look(size)

    later.page.locator("[name=take-group_name][value=theirs]").check()
    saves(later, path)

    facts = later.page.locator("#main").inner_text() + later.page.locator("aside").inner_text()
    for words in ("Botanik EXPO", "A group of their own", "Başkanlık", "of my own"):
        assert words in facts, words
    later.open(f"{path}/history")
    changed = later.see(".change", "Botanik EXPO").inner_text()
    assert "ve gençlik değişimi" in changed


@LANGUAGES
def test_a_conflict_is_resolved_without_a_script_and_a_third_editor_is_shown_too(enter, language):
    earlier, later = enter("manager", language), enter("officer", language, scripted=False)
    path = a_visit(earlier, f"Three editors {language}")
    later.open(f"{path}/edit")
    for subject in ("What the second wrote", "What the third wrote"):
        earlier.open(f"{path}/edit")
        earlier.page.fill("#subject_tr", subject)
        saves(earlier, path)
        if subject == "What the second wrote":
            later.page.fill("#subject_tr", "What I wrote")
        later.page.locator(SAVE).first.click()
        clash = later.see(".conflict-line", subject).inner_text()
        assert "What I wrote" in clash

    saves(later, path)

    later.see("main", "What I wrote")


@LANGUAGES
def test_whoever_audits_sees_who_changed_what_and_can_change_nothing(enter, language):
    officer, auditor = enter("officer", language), enter("auditor", language)
    path = a_visit(officer, f"Audited {language}")
    deletes(officer, path)

    auditor.open("/")
    auditor.page.locator(".sidebar a", has_text=auditor.t("Trail of changes")).click()
    auditor.arrives("/audit/trail")
    auditor.axe()
    row = auditor.see("main tr", f"Audited {language}")
    assert auditor.t("moved the record to the bin") in row.inner_text()
    row.locator("a").click()
    auditor.arrives(f"{path}/history")
    auditor.see(".lead", auditor.t("This record is in the bin."))
    assert not auditor.page.locator("main form").count()
    auditor.axe()
    auditor.open("/audit/trail")
    auditor.fits()


def unfold(visitor: Visitor, field: str) -> None:
    """Open the fold that a field stands in, if it does."""
    fold = visitor.page.locator("details", has=visitor.page.locator(field))
    if fold.count() and not visitor.page.locator(field).is_visible():
        fold.locator("> summary").click()
