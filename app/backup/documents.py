"""The files beside the database: each is named by the SHA-256 of its content and never changes."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, column, inspect, select, table

FOLDER = "documents"
CHUNK = 1 << 20
_VERSIONS = table("document_version", column("sha256"), column("size"))
_TEMPLATES = tuple(table(name, column("sha256")) for name in ("word_template", "letter_paper"))


class Wrong(NamedTuple):
    """A file that is not as the database says."""

    sha256: str
    what: str


def place(folder: Path, sha256: str) -> Path:
    """Return where the file of this content stands."""
    return folder / sha256[:2] / sha256


def there(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield checksum and size in bytes of every file of the store; drafts and strangers are left out."""
    for path in sorted(folder.glob("??/*")):
        if path == place(folder, path.name) and len(path.name) == hashlib.sha256().digest_size * 2:
            yield path.name, path.stat().st_size


def named(connection: Connection, folder: Path) -> dict[str, int | None]:
    """Return checksum → size of the files that the database names; of all, where it cannot name any.

    Of a template of the office the database does not know the size: it is None.
    """
    schema = inspect(connection)
    if not schema.has_table(_VERSIONS.name):
        return dict(there(folder))
    found: dict[str, int | None] = {}
    for templates in _TEMPLATES:
        if schema.has_table(templates.name):
            found |= dict.fromkeys(connection.scalars(select(templates.c.sha256)))
    rows = connection.execute(select(_VERSIONS.c.sha256, _VERSIONS.c.size).distinct())
    return found | {row.sha256: row.size for row in rows}


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def wrong(connection: Connection, folder: Path, *, deep: bool) -> Iterator[Wrong]:
    """Yield the files that are missing, of another size, orphans; with ``deep`` those of another content."""
    wanted, found = named(connection, folder), dict(there(folder))
    for sha256, size in sorted(wanted.items()):
        if sha256 not in found:
            yield Wrong(sha256, "is missing on the disk")
        elif size is not None and found[sha256] != size:
            yield Wrong(sha256, f"has {found[sha256]} bytes and should have {size}")
        elif deep and checksum(place(folder, sha256)) != sha256:
            yield Wrong(sha256, "has another content than it was stored with")
    for sha256 in sorted(found.keys() - wanted.keys()):
        yield Wrong(sha256, "belongs to no record")
