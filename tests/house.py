"""An office of its own, apart from the one the other tests share: a database, a data directory, and real
processes over them."""

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil
from flask import Flask
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from app import create_app, migrating
from app.config import Mode
from app.extensions import db
from app.services import passwords
from app.unit_of_work import read_only
from models import User
from models.vocabulary import Role
from seeds import load_reference, new_house
from tests.make import TODAY

HOME = Path(__file__).resolve().parents[1]
REFERENCE = Path(__file__).parent / "reference"
KEY = "for tests only" * 3
EMAIL, PASSWORD = "officer@house.test", "correct horse battery"
PATIENCE = 30
"""Seconds until a server must answer."""


@cache
def _hash() -> str:
    return passwords.hashed(PASSWORD)


class House:
    """A municipality with one officer, on a database of its own."""

    def __init__(self, url: str, data_dir: Path) -> None:
        data_dir.mkdir(exist_ok=True)
        self.url, self.data_dir = url, data_dir
        self.app: Flask = create_app(
            {"database_url": url, "data_dir": data_dir, "mode": Mode.DEVELOPMENT, "secret_key": KEY}
            | {"demo_today": None}
        )
        with self.app.app_context():
            self.engine: Engine = db.engine

    def found(self) -> "House":
        """Make the schema, a little of the reference data, the municipality and its officer."""
        with self.engine.begin() as connection:
            migrating.upgrade(connection, "head")
        with Session(self.engine) as session:
            load_reference.load(session, REFERENCE)
            house = new_house.found(session, "izmir", "İzmir Büyükşehir Belediyesi", today=TODAY)
            session.add(
                User(
                    municipality_id=house,
                    email=EMAIL,
                    name="Uzman",
                    role=Role.OFFICER,
                    password_hash=_hash(),
                    session_stamp="stamp",
                )
            )
            session.commit()
        return self

    def make_demo_account(self) -> None:
        """Leave an account of the demo behind."""
        with self.session() as session:
            session.scalars(select(User)).one().is_demo = True
            session.commit()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def run(self, *arguments: str, typed: str | None = None) -> Any:
        """Run a command in this process; returns what Click saw of it."""
        try:
            return self.app.test_cli_runner().invoke(args=arguments, input=typed)
        finally:
            read_only.set(False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Look into the database."""
        engine = create_engine(self.url)
        with Session(engine) as opened:
            yield opened
        engine.dispose()

    @contextmanager
    def serving(self, *command: str, **settings: str) -> Iterator["Served"]:
        """Serve it in a process of its own: with ``flask serve``, or with the module and arguments named."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ELCI_")}
        told = {"MODE": "development", "DATA_DIR": str(self.data_dir), "DATABASE_URL": self.url}
        told |= {"SECRET_KEY": KEY, "SIGN_IN_LIMIT": "1000 per minute", "WORKER": "off", **settings}
        port = _free_port()
        told["PORT"] = str(port)
        with (self.data_dir / "log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *(command or ("flask", "--app", "wsgi", "serve"))],
                cwd=HOME,
                env=clean | {f"ELCI_{name}": value for name, value in told.items()},
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        served = Served(process, port, self.data_dir / "log")
        try:
            served.wait()
            yield served
        finally:
            served.kill()
            served.leave()


class Served:
    """A running server."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
        self.process, self._port, self._log = process, port, log
        self._visitors: list[Visitor] = []

    @property
    def log(self) -> str:
        """What it has written so far."""
        return self._log.read_text()

    def wait(self) -> None:
        """Wait until it answers."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            try:
                self.stranger().get("/health")
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"no server:\n{self.log}")

    def stranger(self) -> "Visitor":
        """Let somebody in who is not signed in."""
        self._visitors.append(Visitor(self._port))
        return self._visitors[-1]

    def visitor(self, *, secure: bool = False) -> "Visitor":
        """Let an officer in.

        :param secure: through a proxy that speaks HTTPS with the world.
        """
        visitor = self.stranger()
        visitor.secure = secure
        visitor.sign_in()
        return visitor

    def end(self) -> None:
        """Ask it to end; what is at work is done, and told in the log."""
        self.leave()
        self.process.terminate()
        self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.process.kill()
        self.process.wait()

    def children(self) -> list[psutil.Process]:
        """The processes that it started."""
        return psutil.Process(self.process.pid).children()

    def leave(self) -> None:
        """Let every visitor go."""
        for visitor in self._visitors:
            visitor.leave()


class Visitor:
    """A browser without a screen: it keeps cookies and its connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._cookies: dict[str, str] = {}
        self._token = ""
        self.secure = False
        self.headers: http.client.HTTPMessage = http.client.HTTPMessage()

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of a page."""
        return self._ask("GET", path)

    def post(self, path: str, form: dict[str, str]) -> tuple[int, str]:
        """Send a form with the token of the session; return status and text."""
        return self._ask("POST", path, urlencode({"csrf_token": self._token, **form}))

    def leave(self) -> None:
        """Close the connection."""
        self._connection.close()

    def sign_in(self) -> None:
        """Sign the officer in."""
        self._take_token("/sign-in")
        status, text = self.post("/sign-in", {"email": EMAIL, "password": PASSWORD})
        assert status == 302, text
        self._take_token("/account")

    def _take_token(self, path: str) -> None:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get(path)[1])
        assert found is not None
        self._token = found[1]

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if self.secure:
            headers |= {
                "X-Forwarded-Proto": "https",
                "Referer": f"https://127.0.0.1:{self._connection.port}/",
            }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            raise
        self.headers = answer.headers
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, text


class Crowd:
    """Officers who log visits at the same time until they are told to stop, and remember what was saved."""

    def __init__(self, served: Served, size: int, most: int) -> None:
        self.saved: list[str] = []
        self.refused: list[tuple[int, str]] = []
        self._numbers = iter(range(most))
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._work, args=[visitor])
            for visitor in [served.visitor() for _ in range(size)]
        ]

    def begin(self) -> None:
        """Start working."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let everybody finish the visit at hand."""
        self._numbers = iter(())
        self.end()

    def end(self) -> None:
        """Wait until all have ended."""
        for thread in self._threads:
            thread.join(PATIENCE)

    def wait_for(self, count: int) -> None:
        """Wait until so many visits were saved."""
        until = time.monotonic() + PATIENCE
        while len(self.saved) < count and time.monotonic() < until:
            time.sleep(0.005)
        assert len(self.saved) >= count, self.refused[:1]

    def _work(self, visitor: Visitor) -> None:
        while True:
            with self._lock:
                number = next(self._numbers, None)
            if number is None:
                return
            group = f"Heyet {number}"
            try:
                status, text = visitor.post("/visits/new", {"held": "25.10.2023", "group_name": group})
            except (OSError, http.client.HTTPException):
                return  # the server is gone
            if status == 302:
                self.saved.append(group)
            else:
                self.refused.append((status, text))


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
