"""The parts of a workbook that is a zip archive, unpacked no further than allowed."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

from app.importers.tables.limits import LARGEST_UNPACKED
from app.importers.tables.refusals import damaged, too_large_unpacked

_PIECE = 1 << 18
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Package:
    """An archive whose parts together are known to be no larger than allowed.

    What the directory of an archive says of their sizes is not believed: every part is unpacked once and
    forgotten.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = {info.filename.lower(): info for info in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece.

        :raises Invalid: there is no such part, or it is larger than allowed.
        """
        info = self._parts.get(name.lower())
        if info is None:
            raise damaged()
        yield from self._unpacked(info)

    def parse(self, name: str, handlers: Callable[[expat.XMLParserType], None]) -> None:
        """Go through a part that is XML.

        :param handlers: sets the handlers of the parser.
        :raises Invalid: it is no XML, or declares entities, which no workbook does.
        """
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_entities
        handlers(parser)
        try:
            for piece in self.pieces(name):
                parser.Parse(piece)
            parser.Parse(b"", True)  # noqa: FBT003 - that was the last piece
        except (expat.ExpatError, LookupError, ValueError):  # the last two: in an encoding that nobody knows
            raise damaged() from None

    def measure(self, size: int) -> None:
        """Unpack everything once.

        :param size: bytes of the archive itself.
        :raises Invalid: it is larger than allowed, cut off, spoilt, or its parts lie upon each other.
        """
        infos = self._archive.infolist()
        if sum(info.file_size for info in infos) > LARGEST_UNPACKED:
            raise too_large_unpacked()
        if sum(info.compress_size for info in infos) > size:
            raise damaged()
        left = LARGEST_UNPACKED
        for info in infos:
            for piece in self._unpacked(info):
                left -= len(piece)
                if left < 0:
                    raise too_large_unpacked()

    def _unpacked(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        if info.compress_type not in _METHODS:
            raise damaged()
        if info.compress_type == zipfile.ZIP_DEFLATED:
            info.file_size = LARGEST_UNPACKED + 1  # else a part that is larger than it says would be cut off
        with self._archive.open(info) as part:
            while piece := part.read(_PIECE):
                yield piece


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Open an archive and measure it.

    :raises Invalid: it is damaged, or larger than allowed.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            package = Package(archive)
            package.measure(path.stat().st_size)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
        raise damaged() from None
    with zipfile.ZipFile(path) as archive:
        yield Package(archive)


def _refuse_entities(*_: object) -> None:
    raise damaged()
