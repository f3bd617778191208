"""İzmir's ties of 2023 as the office would have them in a workbook, read by hand from its printed report."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from app.records.agreements import AGREEMENT
from models import Agreement, PartialDate
from models.vocabulary import ImportKind, Instrument, Relation, Verdict

GOLDEN = Path(__file__).resolve().parents[4] / "shared" / "golden" / "partnerships.json"
PRINTED = {
    "sister_city": "Kardeş şehir",
    "goodwill_mou": "İyi niyet",
    "cooperation_protocol": "İş birliği protokolü",
    "company_cooperation_protocol": "İş birliği protokolü",
    "agreement": "Anlaşma",
    "partnership_agreement": "Ortaklık anlaşması",
    "programme_cooperation": "Program ortaklığı",
    "project_partnership": "Proje ortaklığı",
    "informal_exchange": "Temas",
}
LATER = date(2024, 12, 31)
pytestmark = pytest.mark.skipif(not GOLDEN.exists(), reason="the golden set is not here")


def day(record):
    """The date as it stands in a cell: a date, a month in words, a year."""
    printed = record["date"] or ""
    if len(printed) == len("2023-03-23"):
        return date.fromisoformat(printed)
    return "Ağustos 2024" if printed == "2024-08" else record["year"]


@pytest.fixture
def workbook(make, tmp_path):
    """Write the list with a title above, days as Excel has them, and a line of sums below."""
    known = json.loads(GOLDEN.read_text(encoding="utf-8"))["records"]
    path = tmp_path / "is_birlikleri.xlsx"
    with Workbook(str(path), {"default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet("İş birlikleri")
        sheet.write(0, 0, "İZMİR BÜYÜKŞEHİR BELEDİYESİ – ULUSLARARASI İŞ BİRLİKLERİ")
        head = ["Sıra No", "Muhatap", "Ülke", "İş Birliği Türü", "Tarih", "Yer", "Konu", "Durum"]
        sheet.write_row(2, 0, head)
        ties = [one for one in known if one["type"] in PRINTED]
        for number, one in enumerate(ties, start=1):
            country = make.country(one["country"]).title_tr if one["country"] else None
            state = "Aktif" if one["status"] == "active" else "Planlanıyor"
            sheet.write_row(2 + number, 0, [number, one["partner"], country, PRINTED[one["type"]], day(one)])
            sheet.write_row(2 + number, 5, [one.get("place"), one.get("scope"), state])
        sheet.write_row(3 + len(ties), 1, ["TOPLAM"])
    return path


@pytest.fixture
def done(take, house, workbook):
    """Take the workbook in."""
    return lambda: take(ImportKind.AGREEMENT, workbook, today=LATER)


def test_the_ties_that_the_report_names_are_read_and_written_once(done, session):
    read = done()
    assert Counter(read.verdicts) == {"new": 20, "error": 1, "conflict": 1, "ignored": 2}
    # Four cells name several parties, which makes one tie among all of them only if somebody says so.
    assert sum(bool(row.doubts) for row in read.rows if row.verdict is Verdict.NEW) == 4

    read.write(today=LATER)

    ties = session.query(Agreement).order_by(AGREEMENT.model.id).all()
    named = Counter(tie.relation for tie in ties)
    assert named == {Relation.SISTER_CITY: 5, Relation.GOODWILL: 2, Relation.PROGRAMME: 9}
    by_title = {tie.title_tr.removeprefix("İzmir Büyükşehir Belediyesi – "): tie for tie in ties}
    assert by_title["Üsküp Belediyesi"].signed == PartialDate.of(2023, 3, 23)
    assert by_title["Bremen Belediyesi"].signed == PartialDate.of(1996)
    assert not by_title["Chengdu Belediyesi"].signed.is_known
    assert by_title["UNICEF"].instrument is Instrument.AGREEMENT
    again = done()
    assert Counter(again.verdicts) == {"same": 16, "new": 4, "error": 1, "conflict": 1, "ignored": 2}


def test_what_a_real_office_would_stumble_over_is_said_row_by_row(done):
    read = done()

    told = {row.verdict: read.said(place) for place, row in enumerate(read.rows)}
    assert "A signed agreement is not a draft" in told[Verdict.ERROR]  # a day on which it is to be signed
    assert "Medellin" in told[Verdict.CONFLICT]  # the city is Medellín
