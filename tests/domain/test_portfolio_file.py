"""The file of a portfolio: written in one way, and read without trust."""

import hashlib
import json
import random
from datetime import date

import pytest

from app.domain.portfolio_file import MOST_TIES, checksum, fingerprint, read, write
from app.errors import Invalid
from tests.portfolios import HOSTILE, portfolio

WHOLE = write(portfolio())


def why(data: bytes) -> str:
    """Return why a file is refused."""
    with pytest.raises(Invalid) as refusal:
        read(data)
    problem = refusal.value.problems[0]
    return problem.message % problem.values


def forged(change) -> bytes:
    """Return a file whose content was altered and whose checksum was reckoned anew."""
    file = json.loads(WHOLE)
    change(file["portfolio"])
    file["checksum"] = f"sha256:{checksum(file['portfolio'])}"
    return (json.dumps(file, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def test_what_was_written_is_read_as_it_was():
    assert read(WHOLE).portfolio == portfolio()


def test_the_same_portfolio_is_the_same_file():
    assert write(portfolio()) == WHOLE


def test_the_checksum_is_of_the_canonical_form_that_the_documentation_describes():
    file = json.loads(WHOLE)
    told = file.pop("checksum")

    canonical = json.dumps(file, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert told == f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def test_a_fingerprint_is_five_groups_of_four_digits():
    assert fingerprint("0" * 64) == "0000 0000 0000 0000 0000"
    assert fingerprint("00000000000000000000000000003039" + "f" * 32) == "0000 0000 0000 0001 2345"


def test_other_data_have_another_fingerprint():
    later = read(write(portfolio(as_of=date(2023, 10, 21))))

    assert fingerprint(later.sha256) != fingerprint(read(WHOLE).sha256)


def test_a_byte_that_was_changed_anywhere_is_refused():
    dice = random.Random(7)
    for place in range(len(WHOLE)):
        changed = bytearray(WHOLE)
        changed[place] ^= dice.randrange(1, 256)
        with pytest.raises(Invalid):
            read(bytes(changed))


@pytest.mark.parametrize(
    "data",
    [
        WHOLE[:-1],
        WHOLE + b"\n",
        WHOLE.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + WHOLE,
        WHOLE[: len(WHOLE) // 2],
        WHOLE.replace(b'"format_version": 1', b'"format_version": 1,\n "format_version": 1'),
        WHOLE.replace("Ü".encode(), b"\\u00dc", 1),
    ],
    ids=["shorter", "longer", "other line ends", "a mark before it", "half", "a key twice", "an escape"],
)
def test_a_file_that_is_not_byte_for_byte_as_it_was_written_is_refused(data):
    with pytest.raises(Invalid):
        read(data)


def test_a_change_of_a_name_is_called_a_change():
    assert "changed on the way" in why(WHOLE.replace(b"Skopje", b"Skopjf", 1))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"%PDF-1.7",
        b"[]",
        b"null",
        b'"elci-portfolio"',
        b'{"format": "elci-backup"}',
        b'{"format": "elci-portfolio", "format_version": 1}',
        b"[" * 2_000_000,
        b'{"a":' * 500_000,
        b'{"checksum": "sha256:' + b"0" * 64 + b'", "format": "elci-portfolio", "format_version": 1,'
        b' "portfolio": {"a": ' + b"[" * 900 + b"]" * 900 + b"}}",
        b'{"format": "elci-portfolio", "format_version": ' + b"9" * 5_000 + b"}",
        b'{"format": "elci-portfolio", "format_version": NaN}',
        b'{"checksum": "sha256:' + b"0" * 64 + b'", "format": "elci-portfolio", "format_version": 1,'
        b' "portfolio": {"a": "\\ud800"}}',
    ],
)
def test_what_is_no_portfolio_is_refused_in_a_sentence(data):
    assert why(data)


def test_a_file_that_is_too_large_is_not_even_read():
    assert "larger than 4 MB" in why(b"[" * 50_000_000)


def test_a_file_of_a_newer_version_says_so():
    assert "A newer Elçi" in why(b'{"format": "elci-portfolio", "format_version": 2}')


def set_(place, value):
    """Return what puts a value at a place of the content."""

    def change(content):
        *way, last = place
        for step in way:
            content = content[step]
        content[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (set_(["ties", 0, "relation"], "contact"), "portfolio.ties[0].relation"),
        (set_(["ties", 0, "relation"], "enemies"), "portfolio.ties[0].relation"),
        (set_(["ties", 0, "state"], "draft"), "portfolio.ties[0].state"),
        (set_(["ties", 0, "notes"], "a private word"), "portfolio.ties[0]"),
        (set_(["ties", 0, "signed"], {"earliest": "2020-01-01"}), "portfolio.ties[0].signed"),
        (set_(["ties", 0, "renews"], 1), "portfolio.ties[0].renews"),
        (set_(["ties", 0, "partner", "city", "geonames_id"], "7"), "city.geonames_id"),
        (set_(["ties", 0, "partner", "city", "geonames_id"], 2**70), "city.geonames_id"),
        (set_(["ties", 0, "partner", "city", "latitude"], "91"), "city.latitude"),
        (set_(["ties", 0, "partner", "city", "latitude"], None), "city.longitude"),
        (set_(["ties", 0, "partner", "name_tr"], ""), "partner.name_tr"),
        (set_(["ties", 0, "partner", "name_tr"], "x" * 501), "partner.name_tr"),
        (set_(["ties", 0, "partner", "name_tr"], "two\nlines"), "partner.name_tr"),
        (set_(["ties", 0, "partner", "country"], "mk"), "partner.country"),
        (set_(["as_of"], "2023-W10-1"), "portfolio.as_of"),
        (set_(["as_of"], 2023), "portfolio.as_of"),
        (set_(["projects", 0, "state"], "applied"), "portfolio.projects[0].state"),
        (set_(["ties"], {}), "portfolio.ties"),
        (set_(["ties"], [None] * (MOST_TIES + 1)), "portfolio.ties"),
        (set_(["memberships", 0, "network"], None), "portfolio.memberships[0].network"),
    ],
)
def test_a_shape_that_no_portfolio_has_is_named_by_its_place(change, place):
    assert place in why(forged(change))


def test_a_text_is_a_text_whatever_stands_in_it():
    assert read(write(portfolio(partner=HOSTILE))).portfolio.ties[0].partner.name_tr == HOSTILE


def test_a_text_of_ours_on_several_lines_or_without_end_is_handed_out_on_one():
    told = read(write(portfolio(partner="Two\r\nlines\x00 " + "x" * 900))).portfolio

    assert told.ties[0].partner.name_tr.startswith("Two lines xxx")
    assert len(told.ties[0].partner.name_tr) == 500
