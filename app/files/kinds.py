"""The kinds of file that are taken. The name says a kind, and the content must be of it.

Nothing here trusts the media type that a browser sends.
"""

import codecs
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import filetype

from app.errors import Problem
from app.i18n import N_

_HEAD = 8192
_CHUNK = 1 << 16
_LARGEST_PART = 1 << 20
"""Bytes of a part of an office file that are read at most, however much it is packed."""

File = Any
"""Something to read and to seek in, at any place."""


class NotTaken(Exception):
    """A file that is not taken; ``problem`` says why."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.problem = Problem("", message, values)


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    :param is_it: says whether a content is of this kind.
    """

    media_type: str
    is_it: Callable[[File], bool]


def _begins_like(*extensions: str) -> Callable[[File], bool]:
    def is_it(file: File) -> bool:
        file.seek(0)
        guess = filetype.guess(file.read(_HEAD))
        return guess is not None and guess.extension in extensions

    return is_it


def _office(main_part: str) -> Callable[[File], bool]:
    """Word, Excel and PowerPoint since 2007: a package with a table of its parts."""

    def is_it(file: File) -> bool:
        parts = _packed(file, "[Content_Types].xml")
        if "macroenabled" in parts.lower() or any("vbaproject" in name.lower() for name in _names(file)):
            raise NotTaken(MACROS)
        return f"{main_part}.main+xml" in parts

    return is_it


def _open_document(media_type: str) -> Callable[[File], bool]:
    def is_it(file: File) -> bool:
        if _packed(file, "mimetype").strip() != media_type:
            return False
        if any(name.startswith(("Basic/", "Scripts/")) for name in _names(file)):
            raise NotTaken(MACROS)
        return True

    return is_it


def _is_text(file: File) -> bool:
    """Whether it is text throughout, as UTF-8 or in the old Turkish code page, and no page of the web."""
    file.seek(0)
    head = file.read(_HEAD)
    if filetype.guess(head) is not None or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    return any(_decodes(file, encoding) for encoding in ("utf-8", "cp1254"))


def _decodes(file: File, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while piece := file.read(_CHUNK):
            if any(char < " " and char not in "\t\r\n\f" for char in decoder.decode(piece)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _names(file: File) -> list[str]:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            return package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return []


def _packed(file: File, name: str) -> str:
    """Read a part of a package, empty if there is none. What stands before a package could be run."""
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        return ""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package, package.open(name) as part:
            return part.read(_LARGEST_PART).decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RuntimeError, NotImplementedError):
        return ""  # RuntimeError: locked with a password


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
PDF = "application/pdf"
PICTURES = ("image/jpeg", "image/png", "image/webp")

KINDS: Mapping[str, Kind] = {
    "pdf": Kind(PDF, _begins_like("pdf")),
    "docx": Kind(f"{_OOXML}wordprocessingml.document", _office("wordprocessingml.document")),
    "xlsx": Kind(f"{_OOXML}spreadsheetml.sheet", _office("spreadsheetml.sheet")),
    "pptx": Kind(f"{_OOXML}presentationml.presentation", _office("presentationml.presentation")),
    "odt": Kind(f"{_ODF}text", _open_document(f"{_ODF}text")),
    "ods": Kind(f"{_ODF}spreadsheet", _open_document(f"{_ODF}spreadsheet")),
    "odp": Kind(f"{_ODF}presentation", _open_document(f"{_ODF}presentation")),
    "jpg": Kind("image/jpeg", _begins_like("jpg")),
    "jpeg": Kind("image/jpeg", _begins_like("jpg")),
    "png": Kind("image/png", _begins_like("png")),
    "webp": Kind("image/webp", _begins_like("webp")),
    "heic": Kind("image/heic", _begins_like("heic")),
    "txt": Kind("text/plain", _is_text),
    "csv": Kind("text/csv", _is_text),
}
"""Extension → kind."""

_WITH_MACROS = {"docm", "xlsm", "pptm", "dotm", "xltm", "potm", "ppsm", "xlsb", "xlam", "ppam"}
_OLD = {"doc": "docx", "xls": "xlsx", "ppt": "pptx"}
_HARMFUL = {
    *("svg", "svgz", "htm", "html", "xhtml", "mht", "mhtml", "xml", "js", "mjs", "hta", "exe", "msi", "com"),
    *("scr", "bat", "cmd", "ps1", "vbs", "jar", "apk", "sh", "py", "lnk", "dll", "swf"),
}

MACROS = N_("Office files with macros are not taken; save it without macros, or as a PDF")
HARMFUL = N_("Web pages, SVG drawings and programs are not taken: they can harm whoever opens them")
OLD = N_("This old format of Office is not taken; save it as %(extension)s or PDF")
UNKNOWN = N_("Files of this kind are not taken; these are: %(kinds)s")
ANOTHER = N_("The content of this file is not what its name says; save it anew as %(extension)s")


def recognise(name: str, file: File) -> Kind:
    """Return the kind of a file whose name and content agree.

    :raises NotTaken: they do not agree, or the kind is not taken.
    """
    extension = PurePosixPath(name.replace("\\", "/")).suffix.removeprefix(".").lower()
    if extension in _WITH_MACROS:
        raise NotTaken(MACROS)
    if extension in _HARMFUL:
        raise NotTaken(HARMFUL)
    if extension in _OLD:
        raise NotTaken(OLD, extension=_OLD[extension])
    kind = KINDS.get(extension)
    if kind is None:
        raise NotTaken(UNKNOWN, kinds=", ".join(KINDS))
    if not kind.is_it(file):
        raise NotTaken(ANOTHER, extension=extension)
    return kind
