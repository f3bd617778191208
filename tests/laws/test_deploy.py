"""What the files for an installation say is true of the code."""

import re
from pathlib import Path

import pytest

from app.config import Settings

HOME = Path(__file__).resolve().parents[2]
FILES = sorted((HOME / "docs" / "deploy").iterdir())
COMMANDS = [*FILES, HOME / "Makefile", HOME / "docs" / "operations.md"]


def name(path):
    return path.name


@pytest.mark.parametrize("path", COMMANDS, ids=name)
def test_every_setting_that_is_named_exists(path):
    named = set(re.findall(r"\bELCI_[A-Z_]*[A-Z]\b", path.read_text(encoding="utf-8")))

    assert {one for one in named if not one.startswith("ELCI_TEST")} <= {
        one.name for one in Settings.documented()
    }


@pytest.mark.parametrize("path", COMMANDS, ids=name)
def test_every_file_that_is_named_is_there(path):
    for found in re.findall(r"\bdocs/deploy/[\w.-]*\w", path.read_text(encoding="utf-8")):
        assert (HOME / found).is_file(), found


@pytest.mark.parametrize("path", COMMANDS, ids=name)
def test_every_command_that_is_named_is_known(app, path):
    named = set(re.findall(r"\bflask (?:--app wsgi )?([a-z]+)\b", path.read_text(encoding="utf-8")))

    assert named - {"db", "the"} <= app.cli.commands.keys()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_secret_is_given_away(path):
    given = re.findall(
        r"^\s*(?:ELCI_SECRET_KEY|POSTGRES_PASSWORD)[=:] *(.*)$",
        path.read_text(encoding="utf-8"),
        re.MULTILINE,
    )

    assert [one for one in given if one and not one.startswith("${")] == []


def test_the_container_has_every_folder_that_the_application_needs():
    copied = set(re.findall(r"^COPY (\w+) \w+$", (HOME / "docs/deploy/Dockerfile").read_text(), re.MULTILINE))

    assert copied == {
        "app", "migrations", "models", "seeds", "static", "templates", "translations", "views"
    }  # fmt: skip
