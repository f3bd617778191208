"""A note from its record to its number, versions side by side, a template of the office, many in one go."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from tests.chromium.visitor import DESKTOP, PHONE

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
LANGUAGES = pytest.mark.parametrize("language", ["tr", "en"])


def template(*lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    made = BytesIO()
    document.save(made)
    return {"name": "sablon.docx", "mimeType": "application/octet-stream", "buffer": made.getvalue()}


def read(visitor):
    """Read the page as axe does, and at the smallest size; then make the window as it was."""
    before = visitor.page.viewport_size
    visitor.axe()
    visitor.fits()
    visitor.look((before["width"], before["height"]))


@SIZES
@LANGUAGES
def test_a_note_is_written_checked_approved_issued_and_compared(enter, language, size):
    manager = enter("manager", language, size)
    page, t = manager.page, manager.t
    city = manager.record("cities", title_tr=f"Deneme {language} {size[0]}", title_en="Trial")

    manager.open(f"{city}/note")
    read(manager)
    page.get_by_role("link", name=t("Begin a note")).click()
    manager.arrives(r"/notes/new\?.*")
    manager.axe()
    page.get_by_role("button", name=t("Save")).first.click()
    note = manager.arrives(r"/notes/\d+")[1]
    read(manager)

    page.get_by_role("link", name=t("Write"), exact=True).click()
    manager.arrives(rf"{note}/write")
    page.fill("#text-where", "**Vardar** kıyısında.")
    page.get_by_role("button", name=t("Preview")).click()
    manager.see("#section-where .paper-note strong", "Vardar")
    read(manager)
    page.locator("[data-save]").click()
    manager.arrives(note)
    manager.see("section[aria-labelledby=where] .paper-written", "kıyısında")

    page.get_by_role("button", name=t("Mark as checked")).click()
    manager.see(
        ".paper-check", t("You wrote this note. If you approve it yourself, its versions will say so.")
    )
    manager.axe()
    page.get_by_role("button", name=t("Back to draft")).click()
    manager.open(f"{note}/write")
    page.fill("#text-where", "**Gediz** kıyısında.")
    page.locator("[data-save]").click()
    manager.arrives(note)
    page.get_by_role("button", name=t("Mark as checked")).click()
    page.get_by_role("button", name=t("Approve")).click()
    manager.see("section", t("approved by who wrote it"))

    page.get_by_role("link", name=t("Issue")).click()
    manager.arrives(rf"{note}/issue")
    read(manager)
    page.locator("[data-save]").click()
    manager.arrives(note)
    read(manager)
    assert page.get_by_role("button", name=t("Back to draft")).count() == 0

    manager.open(f"{note}/compare?from=1&to=2")
    manager.see("del mark", "Vardar")
    manager.see("ins mark", "Gediz")
    read(manager)


@LANGUAGES
def test_the_office_puts_its_own_word_file_into_use(enter, language):
    admin = enter("admin", language, PHONE)
    page, t = admin.page, admin.t
    admin.open("/word-templates")

    for content, wrong in ((template("{{ body }} {{ mayor }}"), "mayor"), (template("{{ body }}"), "")):
        page.select_option("#note_kind", "country")
        page.set_input_files("#file", content)
        page.locator("[data-save]").click()
        if wrong:
            admin.see("#file-error", wrong)
            read(admin)
    admin.see("section[aria-labelledby=in-use] tbody", "sablon.docx")
    read(admin)
    page.get_by_role("button", name=t("Remove: %(name)s", name="sablon.docx")).click()
    admin.see("section[aria-labelledby=in-use] .quiet")


@SIZES
@LANGUAGES
def test_many_notes_are_asked_for_waited_for_and_fetched(enter, language, size):
    visitor = enter("officer", language, size)
    page, t = visitor.page, visitor.t
    visitor.open("/organisations?all=yes")
    for box in page.locator("tbody [data-select]").all()[:3]:
        box.check()

    page.locator('button[formaction*="/notes/packages/"]').click()
    visitor.arrives(r"/notes/packages/organisations/choose.*")
    read(visitor)
    page.get_by_text(t("Word file"), exact=True).click()
    page.get_by_role("button", name=t("Write the notes")).click()
    visitor.arrives(r"/notes/packages/\d+")
    visitor.axe()
    page.locator("main [data-file]").wait_for(timeout=60_000)
    read(visitor)
    with page.expect_download() as saved:
        page.locator("main [data-file]").click()
    with ZipFile(saved.value.path()) as archive:
        assert len(archive.namelist()) == 3
        assert all(name.endswith(".docx") for name in archive.namelist())

    visitor.open("/notes/packages")
    visitor.see("main li", t.plural("%(n)s note", "%(n)s notes", 3))
    read(visitor)
