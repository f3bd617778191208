import gzip
import time

import pytest

from app.web import assets


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "page.css").write_text("a {}")
    (tmp_path / "logo.svg").write_text("<svg/>")
    return tmp_path


def address(folder):
    assets.address.cache_clear()
    return assets.address(folder)


def test_the_address_of_our_files_stays_as_long_as_they_do(folder):
    assert address(folder) == address(folder)
    assert address(folder).startswith("/static/")


@pytest.mark.parametrize("change", ["content", "name", "more"])
def test_the_address_of_our_files_changes_with_them(folder, change):
    before = address(folder)
    match change:
        case "content":
            (folder / "logo.svg").write_text("<svg></svg>")
        case "name":
            (folder / "logo.svg").rename(folder / "mark.svg")
        case "more":
            (folder / "css" / "print.css").write_text("")

    assert address(folder) != before


def test_a_page_is_compressed_for_who_understands_it(app, browser):
    plain = browser.client.get("/about")
    packed = browser.client.get("/about", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Elçi" in gzip.decompress(packed.data).decode()
    assert len(packed.data) < len(plain.data) / 3


def test_no_two_pages_have_the_same_token_once_a_second_has_passed(browser, monkeypatch):
    """What is compressed together with a secret may tell it by its length, but not this one for long."""
    first = browser.token()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 2)

    assert browser.token() != first
