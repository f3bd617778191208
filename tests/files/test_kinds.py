"""Which files are taken: the name says a kind and the content is of it."""

import io
import zipfile

import pytest

from app.files.kinds import ANOTHER, HARMFUL, KINDS, MACROS, OLD, UNKNOWN, NotTaken, recognise
from tests.make import picture

OOXML = "application/vnd.openxmlformats-officedocument."


def package(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name.replace("__", "/"), text)
    return made.getvalue()


def office(main: str, extra: str = "", **parts: str) -> bytes:
    types = f'<Types><Override ContentType="{OOXML}{main}.main+xml"/>{extra}</Types>'
    return package(**{"[Content_Types].xml": types, "word__document.xml": "<w/>"}, **parts)


def open_document(kind: str, **parts: str) -> bytes:
    return package(mimetype=f"application/vnd.oasis.opendocument.{kind}", **parts)


TAKEN = {
    "protokol.pdf": picture("PDF"),
    "PROTOKOL.PDF": picture("PDF"),
    "not.docx": office("wordprocessingml.document"),
    "liste.xlsx": office("spreadsheetml.sheet"),
    "sunum.pptx": office("presentationml.presentation"),
    "not.odt": open_document("text"),
    "liste.ods": open_document("spreadsheet"),
    "sunum.odp": open_document("presentation"),
    "foto.jpg": picture("JPEG"),
    "foto.jpeg": picture("JPEG"),
    "foto.png": picture("PNG"),
    "foto.webp": picture("WEBP"),
    "not.txt": "Şehir notu: ğüşiöç\r\n".encode(),
    "eski.txt": "Şehir notu: ğüşiöç\r\n".encode("cp1254"),
    "liste.csv": "﻿ad;unvan\nAyşe;Başkan\n".encode(),
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_whose_name_and_content_agree_is_taken(name):
    kind = recognise(name, io.BytesIO(TAKEN[name]))

    assert kind is KINDS[name.rpartition(".")[2].lower()]


REFUSED = {
    "drawing.svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", HARMFUL),
    "page.html": (b"<!doctype html><script>alert(1)</script>", HARMFUL),
    "program.exe": (b"MZ" + b"\0" * 100, HARMFUL),
    "script.js": (b"alert(1)", HARMFUL),
    "macro.docm": (office("wordprocessingml.document"), MACROS),
    "renamed.docx": (office("wordprocessingml.document", word__vbaProject="x"), MACROS),
    "typed.docx": (
        office(
            "wordprocessingml.document",
            '<Override ContentType="application/vnd.ms-word.document.macroEnabled"/>',
        ),
        MACROS,
    ),
    "basic.odt": (open_document("text", Basic__Standard="x"), MACROS),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD),
    "mail.eml": (b"From: somebody", UNKNOWN),
    "no extension": (b"text", UNKNOWN),
    "archive.zip": (package(a="b"), UNKNOWN),
    "page.pdf": (b"<!doctype html><script>alert(1)</script>", ANOTHER),
    "picture.pdf": (picture("PNG"), ANOTHER),
    "program.pdf": (b"MZ" + b"\0" * 100, ANOTHER),
    "page.txt": (b"\n <HTML><script>alert(1)</script>", ANOTHER),
    "drawing.csv": (b"<svg/>", ANOTHER),
    "program.txt": (b"\x7fELF" + b"\x01" * 100, ANOTHER),
    "noise.txt": (bytes(range(256)), ANOTHER),
    "archive.docx": (package(a="b"), ANOTHER),
    "sheet.docx": (office("spreadsheetml.sheet"), ANOTHER),
    "self-extracting.docx": (b"MZ-stub" + office("wordprocessingml.document"), ANOTHER),
    "half.docx": (office("wordprocessingml.document")[:40], ANOTHER),
    "text.odt": (open_document("spreadsheet"), ANOTHER),
    "protokol.pdf.exe": (picture("PDF"), HARMFUL),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_may_harm_or_is_not_what_it_says_is_refused_with_its_reason(name):
    content, reason = REFUSED[name]

    with pytest.raises(NotTaken) as refused:
        recognise(name, io.BytesIO(content))

    assert refused.value.problem.message == reason


def test_a_table_of_parts_that_unpacks_to_a_gigabyte_is_not_unpacked():
    bomb = package(**{"[Content_Types].xml": " " * 50_000_000})

    with pytest.raises(NotTaken):
        recognise("bomb.docx", io.BytesIO(bomb))
