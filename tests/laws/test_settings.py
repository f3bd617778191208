"""Every setting stands in the operator's manual as the code has it."""

import re
from pathlib import Path

import pytest

from app.config import DATA_DIR_MARK, Settings

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
LINES = dict(
    re.findall(r"^\| `(ELCI_\w+)` \| (.*) \|$", MANUAL.read_text(encoding="utf-8"), flags=re.MULTILINE)
)


@pytest.mark.parametrize("setting", Settings.documented(), ids=lambda one: one.name)
def test_every_setting_has_its_line_with_default_and_meaning(setting):
    default = setting.default.replace(DATA_DIR_MARK, "<data dir>")

    assert LINES[setting.name] == f"{f'`{default}`' if default else ''} | {setting.meaning}"


def test_the_manual_tells_of_no_setting_that_does_not_exist():
    assert LINES.keys() == {setting.name for setting in Settings.documented()}
