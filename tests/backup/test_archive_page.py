"""The page that describes the archive names all that is in it."""

import re
from dataclasses import fields
from pathlib import Path

from app.backup.manifest import Manifest
from models import Model

PAGE = Path(__file__).resolve().parents[2] / "docs" / "archive.md"


def described(heading):
    """Return what the last table of a section tells of, and what it says."""
    section = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, flags=re.MULTILINE)
    assert len(rows) == len(dict(rows)), "one line each"
    return dict(rows)


def test_every_table_is_described_and_no_other():
    told = described("Tables")

    assert sorted(told) == sorted(Model.metadata.tables)
    assert all(len(words) > 10 for words in told.values())


def test_everything_that_the_manifest_says_is_described():
    told = described("Members")

    assert {name for name in told if name.isidentifier()} == {field.name for field in fields(Manifest)}
    assert {"manifest.json", "tables/<table>.jsonl", "documents/<two digits>/<SHA-256>"} <= told.keys()
