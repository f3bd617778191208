import hashlib

import pytest
from sqlalchemy import create_engine, text

from app.backup import documents


@pytest.fixture
def store(tmp_path):
    """A database that names documents, and the folder where they should be."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE document_version (id INTEGER, sha256 TEXT, size INTEGER)"))

        def keep(content, *, named=True, written=None):
            sha256 = hashlib.sha256(content).hexdigest()
            path = documents.place(tmp_path, sha256)
            if written != b"":
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(written or content)
            if named:
                row = {"sha256": sha256, "size": len(content)}
                connection.execute(text("INSERT INTO document_version VALUES (1, :sha256, :size)"), row)
            return sha256

        yield connection, tmp_path, keep
    engine.dispose()


def test_each_document_that_is_not_as_the_database_says_is_told(store):
    connection, folder, keep = store
    keep(b"whole")
    keep(b"whole")
    wanted = {
        keep(b"lost", written=b""): "is missing on the disk",
        keep(b"cut off", written=b"cut"): "has 3 bytes and should have 7",
        keep(b"of nobody", named=False): "belongs to no record",
    }
    altered = keep(b"altered", written=b"ALTERED")

    assert dict(documents.wrong(connection, folder, deep=False)) == wanted
    wanted[altered] = "has another content than it was stored with"
    assert dict(documents.wrong(connection, folder, deep=True)) == wanted


def test_what_is_no_document_is_not_looked_at(store):
    connection, folder, keep = store
    sha256 = keep(b"whole")
    (folder / sha256[:2] / f".{sha256}").write_bytes(b"a draft")
    (folder / "README").write_text("a note")

    assert list(documents.wrong(connection, folder, deep=True)) == []
