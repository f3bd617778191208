"""What a file is, told by its content; its name is never believed."""

import re
import zipfile
from enum import Enum, auto
from pathlib import Path

import filetype

from app.i18n import N_
from app.importers.tables.compound import Compound
from app.importers.tables.limits import LARGEST
from app.importers.tables.refusals import damaged, empty, locked, of_wrong_type, refuse

_HEAD = 8192
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:(!doctype html|html|table|head|body|meta|style)|(\?xml|\w+:?\w* ))",
    re.IGNORECASE,
)
_PARTS = {
    "word/document.xml": "DOCX",
    "ppt/presentation.xml": "PPTX",
    "xl/workbook.bin": "XLSB",
    "index/document.iwa": "NUMBERS",
    "meta-inf/container.xml": "EPUB",
    "meta-inf/manifest.mf": "JAR",
}
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_STREAMS = {"WordDocument": "DOC", "PowerPoint Document": "PPT", "__properties_version1.0": "MSG"}


class FileKind(Enum):
    """The kinds of file with tables in them that are read."""

    XLSX = auto()
    ODS = auto()
    XLS = auto()
    TEXT = auto()


def kind_of(path: Path) -> FileKind:
    """Return what a file is.

    :raises Invalid: it is empty, too large, locked, or nothing with a table in it.
    """
    size = path.stat().st_size
    if size > LARGEST:
        raise refuse(N_("The file is larger than 50 MB."))
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip():
        raise empty()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(path)
    if head.startswith(_COMPOUND):
        return _compound(path.read_bytes())
    if foreign := _foreign(head):
        raise of_wrong_type(foreign)
    return FileKind.TEXT


def _foreign(head: bytes) -> str:
    """Return the type of a file that is no text, or text of another kind; empty for any other."""
    if head.startswith(b"{\\rtf"):
        return "RTF"
    if markup := _MARKUP.match(head):
        return "HTML" if markup[1] else "XML"
    known = filetype.guess(head)
    return known.extension.upper() if known else ""


def _packed(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as package:
            parts = {info.filename.lower(): info for info in package.infolist()}
            if any(info.flag_bits & 1 for info in parts.values()):
                raise locked()
            declared = _declared(package, parts)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        raise damaged() from None
    if declared == f"{_OPEN_DOCUMENT}spreadsheet" and "content.xml" in parts:
        return FileKind.ODS
    if "xl/workbook.xml" in parts:
        return FileKind.XLSX
    if declared.startswith(_OPEN_DOCUMENT):
        raise of_wrong_type({"text": "ODT", "presentation": "ODP"}.get(declared.rpartition(".")[2], "ODF"))
    raise of_wrong_type(next((name for part, name in _PARTS.items() if part in parts), "ZIP"))


def _declared(package: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> str:
    if "mimetype" not in parts:
        return ""
    with package.open(parts["mimetype"]) as part:
        return part.read(200).decode("ascii", "replace").strip().removesuffix("-template")


def _compound(content: bytes) -> FileKind:
    streams = Compound(content).names
    if "EncryptedPackage" in streams:
        raise locked()
    if streams & {"Workbook", "Book"}:
        return FileKind.XLS
    raise of_wrong_type(next((name for stream, name in _STREAMS.items() if stream in streams), "OLE"))
