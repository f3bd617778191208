"""The store: each content once, whole or not at all, whatever happens to the disk."""

import hashlib
import os
import resource
import time
from contextlib import contextmanager

import pytest

from app.storage import FileDamaged, FileMissing, StorageFull, Store

CONTENT = "İş birliği protokolü".encode() * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "documents")


def arrived(store, content=CONTENT, limit=1_000_000):
    arriving = store.receive(limit)
    for start in range(0, len(content), 4096):
        arriving.write(content[start : start + 4096])
    return arriving


def files(store):
    return sorted(
        str(path.relative_to(store.directory)) for path in store.directory.rglob("*") if path.is_file()
    )


@contextmanager
def no_file_larger_than(size: int):
    """As if the disk were full from there on."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_content_stands_under_its_checksum_and_is_for_the_server_alone(store):
    assert arrived(store).keep() == SHA256

    assert files(store) == [f"{SHA256[:2]}/{SHA256}"]
    assert store.intact(SHA256).read_bytes() == CONTENT
    assert store.has(SHA256, len(CONTENT))
    assert store.intact(SHA256).stat().st_mode & 0o077 == 0


def test_the_same_content_is_stored_once_and_the_first_one_is_never_touched(store):
    arrived(store).keep()
    first = store.path(SHA256).stat()

    arrived(store).keep()

    assert files(store) == [f"{SHA256[:2]}/{SHA256}"]
    assert store.path(SHA256).stat().st_ino == first.st_ino


def test_what_is_not_kept_is_gone(store):
    arriving = arrived(store)
    assert files(store) != []

    arriving.close()

    assert files(store) == []


def test_what_a_killed_server_left_behind_is_swept_a_day_later_and_not_sooner(store):
    store.receive(1).close()
    old, young = store.directory / "arriving-old", store.directory / "arriving-young"
    for path in (old, young):
        path.write_bytes(b"half a fi")
    os.utime(old, (time.time() - 90_000,) * 2)

    store.receive(1)

    assert files(store) == ["arriving-young"]


def test_a_full_disk_while_a_file_arrives_is_said_leaves_nothing_and_hurts_no_other_file(store):
    arrived(store, b"first").keep()
    before = files(store)

    with no_file_larger_than(8192):
        arriving = arrived(store)
        with pytest.raises(StorageFull):
            arriving.keep()

    assert arriving.is_full
    assert files(store) == before
    assert arrived(store).keep() == SHA256, "there is room again"


def test_a_file_beyond_the_limit_is_not_written_to_its_end(store):
    arriving = arrived(store, CONTENT, limit=5000)

    assert arriving.is_too_large
    assert arriving.size == len(CONTENT)
    assert files(store) == []


def test_a_missing_and_a_damaged_file_are_told_apart(store):
    arrived(store).keep()
    path = store.path(SHA256)

    path.write_bytes(CONTENT.replace(b"protokol", b"PROTOKOL"))
    with pytest.raises(FileDamaged):
        store.intact(SHA256)

    path.write_bytes(CONTENT[:-1])
    assert not store.has(SHA256, len(CONTENT))

    path.unlink()
    assert not store.has(SHA256, len(CONTENT))
    with pytest.raises(FileMissing):
        store.intact(SHA256)


def test_a_damaged_file_is_whole_again_when_its_content_is_added_once_more(store):
    arrived(store).keep()
    store.path(SHA256).write_bytes(b"damaged")

    arrived(store).keep()

    assert store.intact(SHA256).read_bytes() == CONTENT


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "ab", SHA256.upper(), SHA256 + "/"])
def test_nothing_but_a_checksum_leads_into_the_store(store, name):
    with pytest.raises(ValueError, match="SHA-256"):
        store.path(name)
