"""Whole texts in many formats. Persons are invented; what is true of each text stands in a JSON beside it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importers.scoring import score

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
SHARED = Path(__file__).resolve().parents[2].parent / "shared"
REPORT = SHARED / "seeds" / "001_2cc15d51e052e2be.txt"
needs_the_report = pytest.mark.skipif(not REPORT.exists(), reason="the report is not here")
LEAST = 0.95


def tool(truth, read, tmp_path):
    """Score with the tool that is shared by all, if it is here."""
    path = tmp_path / "read.json"
    path.write_text(json.dumps(read, ensure_ascii=False), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, str(SHARED / "tools" / "score_visits.py"), str(truth), str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(told.stdout.rsplit(maxsplit=1)[-1])


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_list_is_read_whatever_its_format(path, read):
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["entries"]
    visits = [visit.as_json() for visit in read(path.read_text(encoding="utf-8"))]

    assert len(truth) >= 8
    assert score(truth, visits) >= LEAST


@needs_the_report
def test_the_paragraph_of_the_2023_report_is_read(read, tmp_path):
    lines = REPORT.read_text(encoding="utf-8").split("\n")[5361:5372]
    visits = [visit.as_json() for visit in read("\n".join(lines))]

    assert tool(SHARED / "golden" / "visits.json", visits, tmp_path) >= 0.98


@needs_the_report
def test_a_whole_report_proposes_few_visits_that_are_none(read):
    text = REPORT.read_text(encoding="utf-8")
    visits = read(text)

    assert 65 <= len(visits) <= 65 + 40


@needs_the_report
@pytest.mark.parametrize(
    "path", sorted((SHARED / "seeds").glob("00[0234]*.txt")), ids=lambda path: path.stem[:3]
)
def test_news_and_committee_reports_propose_next_to_nothing(path, read):
    assert len(read(path.read_text(encoding="utf-8"))) <= 1
