"""The map on paper, and the map on a page of somebody else, in a browser."""

import json
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.chromium.visitor import DESKTOP, PHONE, SMALLEST

EACH_LANGUAGE = pytest.mark.parametrize("language", ["tr", "en"])
OUTSIDE = "https://pages.example.test"


def publish(visitor, sites):
    """Put a map of sister cities on an address; return it."""
    visitor.open("/public-maps/new")
    visitor.page.fill("[name=title_tr]", "Dost şehirlerimiz")
    visitor.page.check("[value=sister_city]")
    visitor.page.check("[value=since]")
    visitor.page.fill("[name=sites]", sites)
    visitor.page.press("[name=title_tr]", "Control+Enter")
    visitor.arrives("/public-maps")
    return urlsplit(visitor.page.locator("td.is-name a").first.get_attribute("href")).path


@EACH_LANGUAGE
@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALLEST], ids=["desktop", "phone", "smallest"])
def test_from_the_map_to_the_printed_sheet_by_keyboard(enter, language, size, tmp_path):
    visitor = enter("officer", language, size)
    visitor.open("/map?relation=sister_city")
    link = visitor.page.locator("a.map-export")
    link.focus()
    visitor.press("Enter")
    visitor.arrives(r"/map/export\?.*relation=sister_city.*")
    visitor.page.wait_for_function("() => document.querySelector('.map-preview').naturalWidth > 1000")
    visitor.axe()
    visitor.fits()

    visitor.page.locator('button[formaction*="export.pdf"]').focus()
    with visitor.page.expect_download() as download:
        visitor.press("Enter")
    download.value.save_as(tmp_path / "map.pdf")
    pdf = pypdfium2.PdfDocument(tmp_path / "map.pdf")
    told = pdf[0].get_textpage().get_text_range()
    pdf.close()
    assert {"tr": "Üsküp", "en": "Skopje"}[language] in told
    assert "Linz" not in told


@contextmanager
def another_site(page):
    """Serve one page on an origin of its own; lends the origin, and takes what the page frames."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            body = page().encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_public_map_stands_in_a_frame_of_the_site_that_was_named_and_the_rest_in_none(
    enter, chromium, house
):
    framed: list[str] = []
    with another_site(lambda: "".join(f'<iframe src="{one}"></iframe>' for one in framed)) as site:
        framed += [house + publish(enter("director"), site), f"{house}/sign-in"]
        context = chromium.new_context()
        page, refused = context.new_page(), []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(site)
        frame = page.frame_locator("iframe >> nth=0")
        frame.get_by_role("rowheader", name="Üsküp").wait_for()
        assert frame.locator("img").evaluate("image => image.naturalWidth") > 100
        assert not frame.locator("a, form, script").count()
        assert any("frame-ancestors 'self'" in one for one in refused)
        context.close()


@EACH_LANGUAGE
def test_a_public_map_passes_axe_and_fits_a_phone(enter, language):
    address = publish(enter("director", language), "")
    for size in (DESKTOP, PHONE, SMALLEST):
        visitor = enter("stranger", language, size)
        visitor.open(f"{address}?lang={language}")
        visitor.axe()
        visitor.fits()


def test_on_a_phone_a_public_map_can_be_read(enter):
    address = publish(enter("director"), "")
    visitor = enter("stranger", "tr", PHONE)
    visitor.open(address)

    image = visitor.page.locator("img")
    image.evaluate("image => image.decode()")
    across, natural = image.evaluate("image => [image.clientWidth, image.naturalWidth]")
    assert across == PHONE[0]
    assert across > 0.6 * natural  # of the sheet's letters, that much is left
    expect(visitor.page.get_by_role("rowheader", name="Üsküp")).to_be_in_viewport()


def test_a_long_word_pushes_nothing_out_of_a_public_map_on_any_screen_or_paper(enter):
    address = publish(enter("director"), "")
    visitor = enter("stranger", "tr", SMALLEST)
    visitor.open(address)
    visitor.page.locator("tbody th").first.evaluate("cell => cell.textContent = 'ü'.repeat(90)")
    for media in ("screen", "print"):
        visitor.page.emulate_media(media=media)
        for size in (SMALLEST, PHONE, (718, 1000), DESKTOP):
            visitor.page.set_viewport_size({"width": size[0], "height": size[1]})
            box, told = visitor.page.locator(".scrolls").evaluate("box => [box.clientWidth, box.scrollWidth]")
            assert told <= box, (media, size)
            assert visitor.page.get_by_role("rowheader", name="Bremen").count() == 1


def test_a_site_that_was_not_named_gets_no_frame(enter, house):
    address = publish(enter("director"), OUTSIDE)

    with urllib.request.urlopen(f"{house}{address}") as answer:
        assert answer.headers["Content-Security-Policy"].endswith(f"frame-ancestors {OUTSIDE}")
        assert "Set-Cookie" not in answer.headers
    with urllib.request.urlopen(f"{house}/sign-in") as answer:
        assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")


def test_the_map_draws_the_ground_that_the_office_has_set(enter):
    visitor = enter("officer", "en")
    told = {"type": "FeatureCollection", "features": []}
    visitor.page.route("**/map/lakes.json", lambda route: route.fulfill(body=json.dumps(told)))
    visitor.open("/map")

    visitor.see("[data-map][data-drawn]")
    assert visitor.page.locator(".leaflet-control-attribution").inner_text() == "Leaflet | Natural Earth"
