"""Verify a backup: nothing is believed before all of it has been read."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it is a class

from app import migrating
from app.backup.documents import CHUNK
from app.backup.manifest import MEMBER, KeptTable, Manifest, Refused

_DAMAGED = (BadZipFile, ZlibError, EOFError, OSError, RuntimeError, NotImplementedError)
"""What the standard library raises over a file that is cut off, altered or of another kind."""


@contextmanager
def verified(path: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """Lend a backup whose every byte was checked.

    :raises Refused: the file is no backup, is cut off or altered, or was made by a newer Elçi.
    """
    try:
        archive = ZipFile(path)
    except FileNotFoundError as problem:
        raise Refused(f"There is no file {path}.") from problem
    except _DAMAGED as problem:
        raise Refused(f"{path} is not a backup of Elçi, or it is cut off.") from problem
    with archive:
        yield archive, _verify(archive, path)


def _verify(archive: ZipFile, path: Path) -> Manifest:
    names = archive.namelist()
    if MEMBER not in names:
        raise Refused(f"{path} is not a backup of Elçi.")
    try:
        manifest = Manifest.read(archive.read(MEMBER))
        if manifest.revision not in {script.revision for script in migrating.known()}:
            raise Refused(
                f"{path} was made by Elçi {manifest.application} with schema {manifest.revision}, which this "
                "version does not know: use the version that made it, or a newer one."
            )
        if sorted(names) != sorted([MEMBER, *manifest.members]):
            raise Refused(f"{path} does not hold what its manifest says: it was altered.")
        for name, kept in manifest.members.items():
            digest, size, rows = _read(archive, name)
            extent = rows == kept.rows if isinstance(kept, KeptTable) else size == kept.size
            if digest != kept.sha256 or not extent:
                raise Refused(f"{path} is damaged or was altered: the checksum of {name} is wrong.")
    except _DAMAGED as problem:
        raise Refused(f"{path} is damaged: {problem}.") from problem
    return manifest


def _read(archive: ZipFile, name: str) -> tuple[str, int, int]:
    """Return checksum, bytes and lines of a member."""
    digest, size, rows = hashlib.sha256(), 0, 0
    with archive.open(name) as member:
        while chunk := member.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            rows += chunk.count(b"\n")
    return digest.hexdigest(), size, rows
