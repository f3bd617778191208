"""A paper of a visit: added, looked at, followed by a second version, saved to disk."""

import hashlib

import pytest

from tests.chromium.visitor import DESKTOP, PHONE, Visitor
from tests.make import picture


def visit(visitor: Visitor) -> str:
    """Log a visit unseen; returns its path."""
    return visitor.record("visits", held="25.10.2023", group_name="Heyet")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_from_the_visit_to_the_second_version(enter, language, size, tmp_path):
    visitor = enter("officer", language, size)
    page, t = visitor.page, visitor.t
    first, second = tmp_path / "İş birliği protokolü.pdf", tmp_path / "imzalı nüsha.pdf"
    first.write_bytes(picture("PDF", pages=2))
    second.write_bytes(picture("PDF", pages=3))
    path = visit(visitor)

    visitor.open(path)
    page.locator("section[aria-labelledby=documents] .section-link").click()
    visitor.arrives(r"/documents/new\?about=\d+")
    visitor.see("#links-0-record-ts-control")
    visitor.axe()
    page.set_input_files("#file", {"name": "sayfa.html", "mimeType": "text/html", "buffer": b"<html></html>"})
    page.fill("#title_tr", "Protokol metni")
    visitor.press("Control+Enter")
    visitor.see(
        "#file-error",
        t("Web pages, SVG drawings and programs are not taken: they can harm whoever opens them"),
    )
    assert page.input_value("#title_tr") == "Protokol metni"
    page.set_input_files("#file", first)
    page.select_option("#document_kind", "agreement_text")
    visitor.press("Control+Enter")
    document = visitor.arrives(r"/documents/\d+")[1]

    visitor.see("h1", "Protokol metni")
    drawn(visitor)
    page.get_by_role("link", name=t("Next page")).click()
    visitor.see('.sheet img[src$="/2.png"]')
    drawn(visitor)
    visitor.axe()

    page.get_by_role("link", name=t("Add a version")).click()
    visitor.arrives(r"/documents/\d+/versions/new")
    page.set_input_files("#file", second)
    visitor.axe()
    visitor.press("Control+Enter")
    visitor.arrives(document)
    visitor.see("section[aria-labelledby=versions]", hashlib.sha256(second.read_bytes()).hexdigest())

    for name, sent in ((second.name, second), (first.name, first)):
        with page.expect_download() as saved:
            page.get_by_role("link", name=name).click()
        assert saved.value.suggested_filename == name
        assert saved.value.path().read_bytes() == sent.read_bytes()

    visitor.open(path)
    visitor.see("section[aria-labelledby=documents] td", "Protokol metni")
    visitor.axe()
    visitor.fits()
    visitor.open(document)
    visitor.fits()


def drawn(visitor: Visitor) -> None:
    """Expect that the picture of the page is there, and nothing in the page but the picture."""
    image = visitor.see(".sheet img")
    image.scroll_into_view_if_needed()
    visitor.page.wait_for_function("() => document.querySelector('.sheet img').naturalWidth > 0")
    assert visitor.page.locator("embed, object, iframe").count() == 0


def test_a_file_that_is_too_large_is_said_before_it_is_sent(enter, tmp_path):
    visitor = enter("officer", "tr")
    large = tmp_path / "film.pdf"
    with large.open("wb") as file:
        file.truncate(26_000_000)

    visitor.open("/documents/new")
    visitor.page.set_input_files("#file", large)

    visitor.see("[role=alert]", visitor.t("This file is larger than %(limit)s MB", limit=25))
    visitor.page.set_input_files("#file", [])
    visitor.page.locator(".field:has(#file) [role=alert]").wait_for(state="hidden")
    visitor.axe()
