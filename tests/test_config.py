"""Settings: what an installation says, and what it is told when that makes no sense."""

import stat
import subprocess
import sys
from datetime import date

import pytest

from app.config import ConfigurationError, Mode, Settings

KEY = "k" * 32


@pytest.fixture
def read(tmp_path):
    def read(**settings):
        environment = {"ELCI_DATA_DIR": str(tmp_path / "data"), "PATH": "/bin", "ELCI_TEST_ENGINE": "sqlite"}
        return Settings.from_environment(environment | settings)

    return read


def refusal(read, **settings):
    with pytest.raises(ConfigurationError) as refused:
        read(**settings)
    sentence = str(refused.value)
    assert "\n" not in sentence
    return sentence


def test_an_installation_that_says_nothing_is_a_demo_on_this_machine(read, tmp_path):
    settings = read()

    assert settings.mode is Mode.DEMO
    assert settings.demo_today == date(2023, 10, 25)
    assert (settings.host, settings.port) == ("127.0.0.1", 5000)
    assert settings.database_url == f"sqlite:///{tmp_path}/data/elci.sqlite3"
    assert (settings.default_language, settings.timezone.key) == ("tr", "Europe/Istanbul")


def test_the_key_of_a_demo_is_made_once_and_nobody_else_can_read_it(read, tmp_path):
    first, second = read(), read(ELCI_MODE="development")

    kept = tmp_path / "data" / "secret-key"
    assert first.secret_key == second.secret_key == kept.read_text()
    assert len(first.secret_key) == 64
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(kept.parent.iterdir()) == [kept]


def test_production_needs_a_key_and_keeps_it_to_itself(read, tmp_path):
    assert "ELCI_SECRET_KEY" in refusal(read, ELCI_MODE="production")

    settings = read(
        ELCI_MODE="production", ELCI_SECRET_KEY=KEY, ELCI_DATABASE_URL="postgresql://elci:pw@db/elci"
    )

    assert settings.secret_key == KEY
    assert settings.demo_today is None
    assert KEY not in repr(settings)
    assert "pw" not in repr(settings)
    assert not (tmp_path / "data").exists()


def test_an_empty_value_is_as_good_as_none(read):
    assert read(ELCI_PORT="", ELCI_MODE=" ").port == 5000


def test_an_unknown_setting_is_refused_and_the_nearest_name_is_offered(read):
    assert refusal(read, ELCI_DATABSE_URL="x") == (
        "There is no setting ELCI_DATABSE_URL; did you mean ELCI_DATABASE_URL?"
    )
    assert "docs/operations.md" in refusal(read, ELCI_QQQQQ="x")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ELCI_MODE", "live"),
        ("ELCI_PORT", "0"),
        ("ELCI_PORT", "65536"),
        ("ELCI_PORT", "five"),
        ("ELCI_PORT", "٥٠٠٠"),
        ("ELCI_DEMO_TODAY", "25.10.2023"),
        ("ELCI_DEMO_TODAY", "2023-02-30"),
        ("ELCI_DATABASE_URL", "mysql://elci@db/elci"),
        ("ELCI_DATABASE_URL", "postgresql+psycopg2://elci@db/elci"),
        ("ELCI_DATABASE_URL", "elci.sqlite3"),
        ("ELCI_SECRET_KEY", "short"),
        ("ELCI_DEFAULT_LANGUAGE", "de"),
        ("ELCI_SESSION_HOURS", "-1"),
        ("ELCI_SIGN_IN_LIMIT", "often"),
        ("ELCI_LIMIT_STORAGE", "memcached://cache"),
        ("ELCI_TIMEZONE", "Europe"),
        ("ELCI_TIMEZONE", "Europe/Izmir"),
        ("ELCI_TIMEZONE", "../etc/passwd"),
        ("ELCI_TRUSTED_PROXIES", "yes"),
        ("ELCI_LOG_LEVEL", "loud"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_its_name(read, name, text):
    assert refusal(read, **{name: text}).startswith(name)


def test_a_refusal_never_repeats_a_secret(read):
    assert "hunter2" not in refusal(read, ELCI_DATABASE_URL="mysql://elci:hunter2@db/elci")
    assert "hunter2" not in refusal(read, ELCI_SECRET_KEY="hunter2")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_means_psycopg_3(read, scheme):
    url = read(ELCI_DATABASE_URL=f"{scheme}://elci:p%40ss@db:5433/elci").database_url

    assert url == "postgresql+psycopg://elci:p%40ss@db:5433/elci"


def test_the_day_of_the_demo_cannot_be_set_elsewhere(read):
    assert "demo mode" in refusal(read, ELCI_MODE="development", ELCI_DEMO_TODAY="2023-10-25")


def test_the_demo_listens_only_on_this_machine(read):
    assert read(ELCI_HOST="localhost").host == "localhost"
    assert read(ELCI_HOST="::1").host == "::1"
    assert "ELCI_MODE=production" in refusal(read, ELCI_HOST="0.0.0.0")
    assert "ELCI_MODE=production" in refusal(read, ELCI_HOST="elci.example")
    assert read(ELCI_HOST="0.0.0.0", ELCI_MODE="production", ELCI_SECRET_KEY=KEY).host == "0.0.0.0"


def test_a_data_directory_that_cannot_be_made_is_named(read, tmp_path):
    (tmp_path / "file").touch()

    assert refusal(read, ELCI_DATA_DIR=str(tmp_path / "file" / "data")).startswith("ELCI_DATA_DIR")


def test_a_relative_data_directory_is_beside_the_code(monkeypatch, tmp_path):
    monkeypatch.setattr("app.config.HOME", tmp_path)

    settings = Settings.from_environment({"ELCI_DATA_DIR": "var/elci"})

    assert settings.data_dir == tmp_path / "var" / "elci"


def test_the_process_ends_with_the_sentence_and_no_traceback():
    code = "from app.config import Settings; Settings.from_environment({'ELCI_PORT': 'five'})"

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "ELCI_PORT is 'five': say a whole number from 1 to 65535.\n"


def test_every_setting_says_what_it_means():
    documented = Settings.documented()

    assert len({setting.name for setting in documented}) == len(documented)
    for setting in documented:
        assert setting.name.startswith("ELCI_")
        assert setting.meaning.endswith(".")
