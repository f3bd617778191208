"""Pictures of pages, made apart from the server, so that no file can hang it, crash it or take its memory."""

import io
import zlib

import pytest
from PIL import Image

from app.files import rendering
from app.files.rendering import LONGEST_SIDE, NoPreview, count_pages, draw
from tests.make import picture

PDF = "application/pdf"


@pytest.fixture
def file(tmp_path):
    def write(content: bytes):
        path = tmp_path / "file"
        path.write_bytes(content)
        return path

    return write


def opened(png: bytes) -> Image.Image:
    assert png.startswith(b"\x89PNG")
    return Image.open(io.BytesIO(png))


def locked() -> bytes:
    """A PDF that asks for a password before it shows anything."""
    return picture("PDF").replace(
        b"trailer\n<<",
        b"trailer\n<</Encrypt<</Filter/Standard/V 1/R 2/O<" + b"00" * 32 + b">/U<" + b"00" * 32 + b">/P -4>>",
        1,
    )


def test_every_page_of_a_pdf_has_its_picture_of_a_size_for_the_screen(file):
    path = file(picture("PDF", pages=3))

    assert count_pages(path, PDF) == 3
    for page in (1, 3):
        assert max(opened(draw(path, PDF, page)).size) == LONGEST_SIDE


def test_there_is_no_picture_of_a_page_that_is_not_there(file):
    path = file(picture("PDF"))

    for page in (0, 2, 1_000_000):
        with pytest.raises(NoPreview):
            draw(path, PDF, page)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_a_picture_has_one_page(file, format_):
    path, media_type = file(picture(format_)), f"image/{format_.lower()}"

    assert count_pages(path, media_type) == 1
    assert opened(draw(path, media_type, 1)).size == (60, 84)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 and nothing", picture("PDF")[:200], locked()], ids=len)
def test_a_broken_or_locked_pdf_has_no_preview(file, content):
    with pytest.raises(NoPreview):
        count_pages(file(content), PDF)


def test_a_small_file_that_asks_for_a_huge_picture_has_no_preview(file):
    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    side = (60_000).to_bytes(4, "big")
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", side + side + b"\x08\x00\x00\x00\x00")
    bomb += chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000)) + chunk(b"IEND", b"")

    with pytest.raises(NoPreview):
        count_pages(file(bomb), "image/png")


def test_a_reader_that_hangs_is_ended(file, monkeypatch):
    monkeypatch.setattr(rendering, "SECONDS", 0)

    with pytest.raises(NoPreview):
        count_pages(file(picture("PDF")), PDF)
