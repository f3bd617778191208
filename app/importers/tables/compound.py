"""The container of old Office files: streams in chains of sectors, as [MS-CFB] describes it."""

import struct
from collections.abc import Iterator, Mapping

from app.importers.tables.refusals import damaged

_NONE = 0xFFFFFFFA
"""From here on a number names no sector."""
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_SMALL = 4096
_IN_HEADER = 109


class Compound:
    """A container in memory.

    :raises Invalid: it is cut off or spoilt.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._size = 1 << struct.unpack_from("<H", content, 30)[0]
            if self._size not in {512, 4096}:
                raise damaged()
            self._next = self._table()
            first_of_directory = struct.unpack_from("<I", content, 48)[0]
            self._streams: Mapping[str, tuple[int, int]] = dict(self._top(self._chain(first_of_directory)))
        except (struct.error, IndexError, UnicodeDecodeError):
            raise damaged() from None

    @property
    def names(self) -> frozenset[str]:
        """Names of the streams that lie in no folder."""
        return frozenset(self._streams)

    def stream(self, name: str) -> bytes:
        """Return a stream.

        :raises Invalid: it is cut off. Streams of less than 4,096 bytes, which no workbook is, count as that.
        """
        first, size = self._streams[name]
        if size < _SMALL:
            raise damaged()
        try:
            return self._chain(first)[:size]
        except (struct.error, IndexError):
            raise damaged() from None

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) * self._size : (number + 2) * self._size]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._size // 4}I", self._sector(sector))

    def _table(self) -> list[int]:
        """Return for each sector the number of the next one in its chain."""
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76))
        more = struct.unpack_from("<I", self._content, 68)[0]
        for _ in range(len(self._content) // self._size):
            if more >= _NONE:
                break
            *listed, more = self._numbers(more)
            sectors += listed
        return [number for sector in sectors if sector < _NONE for number in self._numbers(sector)]

    def _chain(self, sector: int) -> bytes:
        parts: list[bytes] = []
        while sector < _NONE:
            if len(parts) * self._size > len(self._content):
                raise damaged()  # it bites its tail
            parts.append(self._sector(sector))
            sector = self._next[sector]
        return b"".join(parts)

    def _top(self, directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield name, first sector and size of what is not in a folder; siblings are a tree."""
        waiting = [struct.unpack_from("<I", directory, 76)[0]]
        seen: set[int] = set()
        while waiting:
            entry = waiting.pop()
            if entry >= _NONE or entry in seen:
                continue
            seen.add(entry)
            at = entry * _ENTRY
            length, left, right = struct.unpack_from("<HxxII", directory, at + 64)
            first, size = struct.unpack_from("<II", directory, at + 116)
            waiting += [left, right]
            yield directory[at : at + max(length - 2, 0)].decode("utf-16-le"), (first, size)
