"""The store of files: each content once, under its checksum, outside of what the server shows to everybody.

``<directory>/<first two digits of the SHA-256>/<SHA-256>``. What stands there never changes, so it needs no
lock and can be copied while people work. What is still arriving stands beside it as
``<directory>/arriving-*``, on the same disk, so that keeping it is a rename.
"""

import errno
import hashlib
import os
import re
import tempfile
import time
from io import FileIO
from pathlib import Path

from app.errors import DomainError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_ARRIVING = "arriving-"
_ABANDONED = 24 * 60 * 60
"""Seconds after which nobody is sending a file any more: the server was killed meanwhile."""


class StorageFull(DomainError):
    """The disk, or the share of it that we may use, is full."""


class FileMissing(DomainError):
    """What the record tells of is not in the store."""


class FileDamaged(DomainError):
    """What stands in the store is not what was put there."""


class Store:
    """A directory of files under their checksums."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def receive(self, limit: int) -> "Arriving":
        """Begin to take a file.

        :param limit: the largest number of bytes that is kept.
        """
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path in self.directory.glob(f"{_ARRIVING}*"):
            if path.stat().st_mtime < time.time() - _ABANDONED:
                path.unlink(missing_ok=True)
        return Arriving(self, limit)

    def path(self, sha256: str) -> Path:
        """Return where a content stands, or would.

        :raises ValueError: this is no checksum.
        """
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise ValueError("not a SHA-256 in hexadecimal")
        return self.directory / sha256[:2] / sha256

    def has(self, sha256: str, size: int) -> bool:
        """Say whether a file of this size stands there; its content is not read."""
        path = self.path(sha256)
        return path.is_file() and path.stat().st_size == size

    def intact(self, sha256: str) -> Path:
        """Return the path of a file whose content was read and is what it should be.

        :raises FileMissing: it is not there.
        :raises FileDamaged: its content is another one.
        """
        path = self.path(sha256)
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            raise FileMissing(sha256) from None
        if found != sha256:
            raise FileDamaged(sha256)
        return path

    def remove(self, sha256: str) -> None:
        """Let go of a content that nobody needs any more."""
        self.path(sha256).unlink(missing_ok=True)

    def remove_older(self, days: int) -> None:
        """Let go of every content that has stood there for more than so many days.

        Meant for stores of what is only waiting, never for documents.
        """
        before = time.time() - days * 24 * 60 * 60
        for path in self.directory.glob("??/*"):
            try:
                if path.stat().st_mtime < before:
                    path.unlink()
            except FileNotFoundError:
                continue  # somebody else let go of it


class Arriving:
    """A file on its way into the store: written as it comes, gone when it is closed without being kept.

    A disk that fills up and a file that is too large do not interrupt whoever sends it: the rest is dropped,
    and ``is_full`` or ``is_too_large`` says so, because the words of the same form are still to come.
    """

    def __init__(self, store: Store, limit: int) -> None:
        self.size = 0
        self.is_full = self.is_too_large = False
        self._store, self._limit, self._digest = store, limit, hashlib.sha256()
        self._file: FileIO | None = None
        self.path: Path | None = None

    @property
    def sha256(self) -> str:
        """Checksum of what has arrived so far."""
        return self._digest.hexdigest()

    def write(self, data: bytes) -> int:
        """Take the next piece."""
        self.size += len(data)
        self.is_too_large = self.size > self._limit
        if self.is_too_large:
            self.close()
        elif not self.is_full:
            self._digest.update(data)
            try:
                self._append(data)
            except OSError as problem:
                self._give_up(problem)
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place in what has arrived."""
        return 0 if self._file is None else self._file.seek(offset, whence)

    def seekable(self) -> bool:
        """Say that it can be read from any place, as packages are."""
        return True

    def tell(self) -> int:
        """Return where reading stands; a package is read from its end."""
        return 0 if self._file is None else self._file.tell()

    def read(self, size: int = -1) -> bytes:
        """Read what has arrived."""
        return b"" if self._file is None else self._file.read(size)

    def settle(self) -> None:
        """Bring all of it to the disk, which may take a while and needs nothing of the database."""
        if self._file is not None:
            try:
                os.fsync(self._file.fileno())
            except OSError as problem:
                self._give_up(problem)

    def keep(self) -> str:
        """Let it stand in the store and return its checksum; a content that stands there already stays.

        :raises StorageFull: there is no room for it.
        """
        if self.path is None:
            raise StorageFull
        target = self._store.path(self.sha256)
        try:
            target.parent.mkdir(exist_ok=True, mode=0o700)
            try:
                self._store.intact(self.sha256)
            except (FileMissing, FileDamaged):
                self.path.replace(target)  # what was damaged is whole again
                _settle_names(target.parent)
        except OSError as problem:
            self._give_up(problem)
            raise StorageFull from problem
        self.close()
        return self.sha256

    def close(self) -> None:
        """Let go of it; what was not kept is gone."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self.path is not None:
            self.path.unlink(missing_ok=True)
            self.path = None

    def _append(self, data: bytes) -> None:
        if self._file is None:
            handle, name = tempfile.mkstemp(prefix=_ARRIVING, dir=self._store.directory)
            self._file, self.path = FileIO(handle, "w+b"), Path(name)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]

    def _give_up(self, problem: OSError) -> None:
        self.close()
        if problem.errno not in _FULL:
            raise problem
        self.is_full = True


def _settle_names(directory: Path) -> None:
    """Bring the names in a directory to the disk, as :meth:`Arriving.settle` does with a content."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
