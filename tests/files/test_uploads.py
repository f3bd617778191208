"""What is found out of a file before anything is asked of the database."""

import sys
from contextlib import closing

import pytest

from app.files import scanning
from app.files.kinds import ANOTHER, NotTaken
from app.files.scanning import INFECTED, SILENT
from app.files.uploads import EMPTY, FULL, TOO_LARGE, look_at
from app.storage import Store
from tests.make import picture
from tests.test_storage import no_file_larger_than

SCANNER = [sys.executable, "-c"]


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "documents")


def sent(store, name="belge.pdf", content=None, scanner=()):
    with closing(store.receive(1_000_000)) as arriving:
        arriving.write(picture("PDF") if content is None else content)
        return look_at(name, arriving, limit_mb=1, scanner=scanner)


def test_a_file_is_known_by_name_kind_and_pages(store):
    upload = sent(store, "İş birliği.pdf", picture("PDF", pages=3))

    assert (upload.name, upload.media_type, upload.pages) == ("İş birliği.pdf", "application/pdf", 3)
    assert upload.problem is None


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.pdf", b"", EMPTY),
        ("large.pdf", b"%PDF-" + b"x" * 1_000_001, TOO_LARGE),
        ("other.pdf", b"words", ANOTHER),
    ],
)
def test_a_file_that_is_not_taken_says_why(store, name, content, reason):
    assert sent(store, name, content).problem.message == reason


def test_a_file_for_which_there_is_no_room_says_so(store):
    with no_file_larger_than(4096):
        upload = sent(store, content=b"%PDF-" + b"x" * 10_000)

    assert upload.problem.message == FULL


@pytest.mark.parametrize(
    ("sent_name", "name"),
    [
        ("C:\\Users\\ayse\\Belgeler\\İzin.pdf", "İzin.pdf"),
        ("../../etc/cron.d/İzin.pdf", "İzin.pdf"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ("line\nbreak\x00.pdf", "linebreak.pdf"),
        ("ş" * 300 + ".pdf", "ş" * 196 + ".pdf"),
        ("folder/", "folder"),
    ],
)
def test_a_name_is_text_without_folders_and_without_what_nobody_sees(store, sent_name, name):
    assert sent(store, sent_name).name == name


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import sys; sys.exit(0)", None),
        ("import sys; sys.exit(1)", INFECTED),
        ("import sys; sys.exit(2)", INFECTED),
        ("import sys; sys.exit(open(sys.argv[1], 'rb').read(5) != b'%PDF-')", None),
    ],
)
def test_the_scanner_of_the_house_is_asked_about_the_file_itself(store, program, reason):
    problem = sent(store, scanner=[*SCANNER, program]).problem

    assert (problem and problem.message) == reason


def test_a_scanner_that_is_not_there_refuses_the_file(store):
    assert sent(store, scanner=["/nowhere/scanner"]).problem.message == SILENT


def test_a_scanner_that_does_not_answer_refuses_the_file(tmp_path):
    with pytest.raises(NotTaken) as refused:
        scanning.scan([*SCANNER, "import time; time.sleep(60)"], tmp_path, patience=0.2)

    assert refused.value.problem.message == SILENT


def test_no_shell_reads_the_command_or_the_name(store, tmp_path):
    sent(store, scanner=[*SCANNER, "pass", f"; touch {tmp_path}/touched"])

    assert not (tmp_path / "touched").exists()
