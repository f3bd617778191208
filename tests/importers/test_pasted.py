"""Files of text, and files that are none."""

import pytest

from app.errors import Invalid
from app.importers import pasted

TEXT = "12.03.2024 – Çin Büyükelçisi Ğüşıöç İLGİLİ, “görüşme”\n" * 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1254"]
)
def test_the_usual_encodings_are_recognised(encoding):
    assert pasted.decoded(TEXT.encode(encoding)) == TEXT


def test_iso_8859_9_is_recognised():
    text = TEXT.replace("–", "-").replace("“", '"').replace("”", '"')

    assert pasted.decoded(text.encode("iso-8859-9")) == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        ("\ufeff".encode("utf-16"), "empty"),
        (b"12.03.2024 - Peru\x00 ambassador and many more letters", "NUL"),
        (b"PK\x03\x04 a workbook", "no text file"),
        (b"%PDF-1.7", "no text file"),
        (bytes(range(1, 32)) * 40, "no text file"),
        (b"\xff\xfe\x41", "cannot be read"),
    ],
)
def test_what_is_no_text_is_refused_with_one_sentence(content, words):
    with pytest.raises(Invalid, match=words):
        pasted.decoded(content)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(pasted.LARGEST + 1)

    with pytest.raises(Invalid, match="50 MB"):
        pasted.read(path)
