"""Make a backup while people work."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Connection, Engine

from app import migrating
from app.backup import documents, tables
from app.backup.manifest import MEMBER, KeptDocument, KeptTable, Manifest, Refused, application_version
from app.unit_of_work import read_only
from models import utc_now

OWNER_ONLY = 0o600
"""Mode of the file: it holds everything, accounts too."""


def backup(engine: Engine, folder: Path, target: Path) -> Manifest:
    """Write database and documents into one new file, as they are at one moment.

    Nobody waits for it: it reads in one snapshot. Documents follow after the rows that name them; they never
    change, so what the snapshot names is still there. What is missing on the disk is told in the manifest.

    :param folder: the document store.
    :raises Refused: the file is there already, or cannot be written; the database was never initialised.
    Cost: memory for a thousand rows, whatever there is.
    """
    if target.exists():
        raise Refused(f"{target} is there already, and a backup is never overwritten.")
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with _created(draft) as file, snapshot(engine) as connection:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                manifest = _fill(archive, connection, folder)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(target)
    except OSError as problem:
        raise Refused(f"{target} cannot be written: {problem.strerror}.") from problem
    finally:
        draft.unlink(missing_ok=True)
    return manifest


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Lend a connection that sees one moment and locks nobody out."""
    before = read_only.set(True)
    options = (
        {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        if engine.dialect.name == "postgresql"
        else {}
    )
    try:
        with engine.connect() as connection:
            connection.execution_options(**options)
            yield connection
    finally:
        read_only.reset(before)


@contextmanager
def _created(path: Path) -> Iterator[IO[bytes]]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a Path cannot open a descriptor
        yield file


def _fill(archive: ZipFile, connection: Connection, folder: Path) -> Manifest:
    revision = migrating.current(connection)
    if revision is None:
        raise Refused("The database is empty: there is nothing to back up; run flask init first.")
    kept_tables = tuple(
        _add_table(archive, table.name, tables.lines(connection, table)) for table in tables.kept(connection)
    )
    kept_documents, missing = [], []
    for sha256 in sorted(documents.named(connection, folder)):
        path = documents.place(folder, sha256)
        if path.is_file() and documents.checksum(path) == sha256:
            kept_documents.append(_add_document(archive, path, KeptDocument(sha256, path.stat().st_size)))
        else:
            missing.append(sha256)
    manifest = Manifest(
        application=application_version(),
        revision=revision,
        made_at=utc_now().isoformat(timespec="seconds"),
        engine=connection.dialect.name,
        tables=kept_tables,
        documents=tuple(kept_documents),
        missing=tuple(missing),
    )
    archive.writestr(MEMBER, manifest.write())
    return manifest


def _add_table(archive: ZipFile, name: str, lines: Iterable[bytes]) -> KeptTable:
    digest, count = hashlib.sha256(), 0
    with archive.open(KeptTable(name, 0, "").member, "w", force_zip64=True) as member:
        for line in lines:
            member.write(line)
            digest.update(line)
            count += 1
    return KeptTable(name, count, digest.hexdigest())


def _add_document(archive: ZipFile, path: Path, kept: KeptDocument) -> KeptDocument:
    info = ZipInfo.from_file(path, kept.member, strict_timestamps=False)
    info.compress_type = ZIP_STORED  # PDF and pictures are compressed already
    with path.open("rb") as file, archive.open(info, "w", force_zip64=True) as member:
        shutil.copyfileobj(file, member, documents.CHUNK)
    return kept
