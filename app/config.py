"""Every setting of Elçi: its name in the environment, its default, its meaning.

Flask-free. A setting that is unknown, wrong or missing stops the process with one sentence.
"""

import os
import re
import secrets
import shlex
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Self, TypeVar
from zoneinfo import ZoneInfo

from limits import parse_many
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

T = TypeVar("T")

PREFIX = "ELCI_"
TEST_PREFIX = "ELCI_TEST_"
"""Names with this prefix speak to the test suite, not to the application."""

HOME = Path(__file__).resolve().parent.parent
SECRET_KEY_LENGTH = 32
DATA_DIR_MARK = "{data_dir}"


class ConfigurationError(SystemExit):
    """The settings do not make sense. Nobody need catch it: the process prints the sentence and ends."""


class Mode(StrEnum):
    """What the installation is for."""

    DEMO = "demo"
    DEVELOPMENT = "development"
    PRODUCTION = "production"


_NATURAL_EARTH = "Natural Earth"
"""Whose the shapes are that come with Elçi."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What the documentation says about one setting, and how its text is read."""

    name: str
    default: str
    meaning: str
    secret: bool
    read: Callable[[str], object]


def _setting(read: Callable[[str], T], default: str, meaning: str, *, secret: bool = False) -> T:
    """Declare a field of :class:`Settings`; typed as what ``read`` returns, as ``dataclasses.field`` is."""
    metadata = {"read": read, "default": default, "meaning": meaning, "secret": secret}
    declared: Any = field(repr=not secret, metadata=metadata, kw_only=True)
    return declared  # type: ignore[no-any-return]


def _one_of(choices: Collection[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError("say " + " or ".join(choices))
        return text

    return read


def _number(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise ValueError(f"say a whole number from {low} to {high}")
        return int(text)

    return read


def _switch(text: str) -> bool:
    return _one_of(("on", "off"))(text) == "on"


def _mode(text: str) -> Mode:
    return Mode(_one_of([mode.value for mode in Mode])(text))


def _directory(text: str) -> Path:
    return HOME / Path(text).expanduser()  # an absolute path replaces HOME


def _database_url(text: str) -> str:
    try:
        url = make_url(text)
    except ArgumentError:
        raise ValueError("say sqlite:///path/to/file or postgresql://user:password@host/name") from None
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise ValueError("only sqlite and postgresql (with psycopg 3) are supported")
    return url.render_as_string(hide_password=False)


def _secret_key(text: str) -> str:
    if text and len(text) < SECRET_KEY_LENGTH:
        raise ValueError(f"a secret key has at least {SECRET_KEY_LENGTH} characters")
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("say a day like 2023-10-25") from None


def _time_zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):  # a folder of the tz database raises OSError
        raise ValueError("say a name of the tz database, like Europe/Istanbul") from None


def _limit(text: str) -> str:
    try:
        parse_many(text)
    except ValueError:
        raise ValueError("say a limit like '10 per minute' or '10 per minute; 50 per hour'") from None
    return text


def _command(text: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(text))
    except ValueError:
        raise ValueError("say a program and its arguments, quotes closed") from None


def _map_file(text: str) -> Path | None:
    if not text:
        return None
    path = _directory(text)
    if not path.is_file():
        raise ValueError("there is no such file")
    return path


def _map_centre(text: str) -> tuple[float, float, float] | None:
    if not text:
        return None
    try:
        lat, lon, zoom = (float(part) for part in text.split(","))
    except ValueError:
        lat, lon, zoom = 91, 0, 0
    if not (abs(lat) <= 90 and abs(lon) <= 180 and 1 <= zoom <= 9):
        raise ValueError("say latitude, longitude and a zoom from 1 to 9, like 41,28,5")
    return lat, lon, zoom


def _map_tiles(text: str) -> str:
    fine = re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[A-Za-z0-9._~/{}?=&%-]*", text)
    if text and not (fine and all(part in text for part in ("{z}", "{x}", "{y}"))):
        raise ValueError("say an address like https://tiles.example.org/{z}/{x}/{y}.png")
    return text


def _limit_storage(text: str) -> str:
    if text != "memory://" and not text.startswith(("redis://", "rediss://")):
        raise ValueError("say memory:// or redis://host:port/number")
    return text


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that an installation can set. Read by :meth:`from_environment`, never changed afterwards."""

    mode: Mode = _setting(
        _mode,
        "demo",
        "`demo`: the demo record, its accounts on the sign-in page, the day of `ELCI_DEMO_TODAY`. "
        "`development`: no demo accounts, today's date, a key made for you. "
        "`production`: the same with your own key.",
    )
    data_dir: Path = _setting(
        _directory,
        "instance",
        "Where the SQLite database, the documents and the generated key live; a relative path is beside "
        "the code.",
    )
    database_url: str = _setting(
        _database_url,
        f"sqlite:///{DATA_DIR_MARK}/elci.sqlite3",
        "SQLite, or PostgreSQL as `postgresql://user:password@host/name`.",
        secret=True,
    )
    secret_key: str = _setting(
        _secret_key,
        "",
        f"Signs the session cookie; at least {SECRET_KEY_LENGTH} characters. Required in production; "
        "otherwise made once and kept in the data directory, readable by its owner only.",
        secret=True,
    )
    demo_today: date | None = _setting(
        _day, "2023-10-25", "The office's day in demo mode; cannot be set in another mode."
    )
    host: str = _setting(
        str,
        "127.0.0.1",
        "Address that `flask serve` listens on; in demo mode only an address of this machine.",
    )
    port: int = _setting(_number(1, 65535), "5000", "Port that `flask serve` listens on.")
    trusted_proxies: int = _setting(
        _number(0, 9),
        "0",
        "How many reverse proxies stand in front and set `X-Forwarded-For`, `-Proto` and `-Host`.",
    )
    default_language: str = _setting(
        _one_of(("tr", "en")),
        "tr",
        "Language of the pages until somebody chooses the other one.",
    )
    timezone: ZoneInfo = _setting(
        _time_zone, "Europe/Istanbul", "The office's time zone; it decides what today is."
    )
    session_hours: int = _setting(
        _number(1, 720), "8", "Hours without a request after which a user must sign in again."
    )
    escalate_after_days: int = _setting(
        _number(0, 365),
        "7",
        "Days for which a task may be overdue before the branch manager and the head of department see it "
        "on their first page too.",
    )
    thanks_after_days: int = _setting(
        _number(0, 365),
        "7",
        "Days after a visit by which its thank-you letter is to be written.",
    )
    report_days: int = _setting(
        _number(1, 365),
        "30",
        "Days after the last day of a mission abroad in which its return report is due.",
    )
    sign_in_limit: str = _setting(_limit, "10 per minute", "How often one address may try to sign in.")
    export_limit: str = _setting(
        _limit,
        "30 per minute; 300 per hour",
        "How many papers and files (lists, answers, maps, notes, badges) one person may ask for.",
    )
    limit_storage: str = _setting(
        _limit_storage,
        "memory://",
        "Where tries and files are counted. Several server processes need `redis://host:port/0` and the "
        "package `redis`.",
        secret=True,
    )
    public_maps: int = _setting(
        _number(0, 1000), "20", "How many maps a municipality may have on public addresses at a time."
    )
    upload_mb: int = _setting(_number(1, 1000), "25", "The largest file that may be added, in megabytes.")
    worker: bool = _setting(
        _switch,
        "on",
        "`on`: `flask serve` starts `flask work`, which does long work, in a process beside it. `off`: that "
        "runs by itself.",
    )
    scan_command: tuple[str, ...] = _setting(
        _command,
        "",
        "Virus scanner, such as `clamdscan --no-summary --fdpass`: run with the path of each new file as "
        "last argument, without a shell. Any exit code but 0, and no answer within a minute, refuses the "
        "file.",
    )
    map_file: Path | None = _setting(
        _map_file,
        "",
        "Shapes under the map in place of `static/map/world.json`: GeoJSON of the form that "
        "`static/map/README.md` describes; a relative path is beside the code.",
    )
    map_source: str = _setting(
        str,
        _NATURAL_EARTH,
        "Whose shapes lie under the map: named on the map, on paper and on public maps. With a tile server: "
        "whose the tiles are, named on the map alone.",
    )
    map_centre: tuple[float, float, float] | None = _setting(
        _map_centre,
        "",
        "First view of the map as latitude, longitude and zoom, such as `41,28,5`. Without it the map shows "
        "where the ties are.",
    )
    map_tiles: str = _setting(
        _map_tiles,
        "",
        "Tile server whose pictures lie under the map, such as `https://tiles.example.org/{z}/{x}/{y}.png`; "
        "its host is let into the content policy, and nothing else is. Paper has the shapes in any case.",
    )
    log_level: str = _setting(
        _one_of(("DEBUG", "INFO", "WARNING", "ERROR")), "INFO", "The least important message that is logged."
    )

    @property
    def shapes_source(self) -> str:
        """Whose shapes paper has: ``map_source``, unless that is whose the tiles are, which no paper shows.

        Of an office's own file beside a tile server nobody said whose it is: then it is named itself.
        """
        if not self.map_tiles:
            return self.map_source
        return self.map_file.name if self.map_file else _NATURAL_EARTH

    @classmethod
    def documented(cls) -> tuple[Setting, ...]:
        """Every setting in the order of the documentation."""
        return tuple(
            Setting(name=PREFIX + declared.name.upper(), **declared.metadata) for declared in fields(cls)
        )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read the settings; an empty value counts as not set. Makes data directory and key, if needed.

        :raises ConfigurationError: something is unknown, wrong or missing.
        """
        known = {setting.name: setting for setting in cls.documented()}
        given = {name: text.strip() for name, text in environment.items() if name.startswith(PREFIX)}
        for name in sorted(given):
            if name not in known and not name.startswith(TEST_PREFIX):
                similar = get_close_matches(name, known, n=1)
                hint = f"; did you mean {similar[0]}?" if similar else "; see docs/operations.md."
                raise ConfigurationError(f"There is no setting {name}{hint}")
        values: dict[str, Any] = {}
        for name, setting in known.items():
            text = given.get(name) or setting.default.replace(DATA_DIR_MARK, str(values.get("data_dir", "")))
            try:
                values[name.removeprefix(PREFIX).lower()] = setting.read(text)
            except ValueError as problem:
                shown = "" if setting.secret else f" is {text!r}"
                raise ConfigurationError(f"{name}{shown}: {problem}.") from None
        _fit_mode(values, given)
        _use_data_dir(values, given)
        return cls(**values)


def _fit_mode(values: dict[str, Any], given: Mapping[str, str]) -> None:
    """Apply what one mode demands, allows or forbids."""
    mode: Mode = values["mode"]
    if mode is not Mode.DEMO:
        if given.get("ELCI_DEMO_TODAY"):
            raise ConfigurationError(f"ELCI_DEMO_TODAY works only in demo mode, and ELCI_MODE is {mode}.")
        values["demo_today"] = None
    elif not _is_loopback(values["host"]):
        raise ConfigurationError(
            f"ELCI_HOST is {values['host']!r}: the demo's passwords are published, so demo mode listens only "
            "on this machine; set ELCI_MODE=production."
        )
    if not values["secret_key"] and mode is Mode.PRODUCTION:
        raise ConfigurationError(
            "ELCI_SECRET_KEY is missing and production needs one: "
            "python3 -c 'import secrets; print(secrets.token_hex(32))' makes it."
        )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _use_data_dir(values: dict[str, Any], given: Mapping[str, str]) -> None:
    """Make the data directory if something is kept there: the database, the key."""
    data_dir: Path = values["data_dir"]
    try:
        if not (values["secret_key"] and given.get("ELCI_DATABASE_URL")):
            data_dir.mkdir(parents=True, exist_ok=True)
        if not values["secret_key"]:
            values["secret_key"] = _kept_key(data_dir / "secret-key")
    except OSError as problem:
        raise ConfigurationError(
            f"ELCI_DATA_DIR is {str(data_dir)!r}: nothing can be kept there ({problem.strerror})."
        ) from None


def _kept_key(path: Path) -> str:
    """Return the key of this installation, made at the first start."""
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600, exist_ok=False)
        draft.write_text(secrets.token_hex(32))
        try:
            os.link(draft, path)  # of two processes that start at once, one wins and both read its key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
