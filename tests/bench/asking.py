"""Colleagues who ask for pages over the wire, signed in, each with a session of their own."""

import gzip
import http.client
import re
import secrets
import socket
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Answer:
    """What came back, and how long it took."""

    status: int
    body: bytes
    seconds: float
    encoding: str
    location: str = ""

    @property
    def text(self) -> str:
        """The page."""
        return (gzip.decompress(self.body) if self.encoding == "gzip" else self.body).decode()


@dataclass
class Colleague:
    """Somebody who is signed in."""

    cookie: str
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)


class Line:
    """One connection that stays open."""

    def __init__(self, port: int, *, compressed: bool = True) -> None:
        self.port, self.compressed = port, compressed
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._connect()

    def _connect(self) -> None:
        self.connection.connect()
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, path: str, who: Colleague | None = None, posted: dict[str, str] | None = None) -> Answer:
        """Ask for a page, or post a form with the colleague's token."""
        headers = {"Accept-Encoding": "gzip"} if self.compressed else {}
        if who is not None:
            headers["Cookie"] = who.cookie
        body = urlencode(posted | {"csrf_token": who.token if who else ""}) if posted is not None else None
        begun = time.perf_counter()
        try:
            self.connection.request("POST" if body else "GET", path, body, headers | (FORM if body else {}))
            response = self.connection.getresponse()
            content = response.read()
        except (http.client.RemoteDisconnected, ConnectionError):
            self.connection.close()
            self._connect()
            return self.ask(path, who, posted)
        taken = time.perf_counter() - begun
        if (kept := response.headers.get("Set-Cookie")) and who is not None:
            who.cookie = kept.partition(";")[0]
        encoding = response.headers.get("Content-Encoding", "")
        return Answer(response.status, content, taken, encoding, response.headers.get("Location", ""))


def colleagues(app: Flask, port: int, users: list[tuple[int, str]]) -> list[Colleague]:
    """Sign users in without their passwords, by the key of the measured server; each gets a token.

    :param users: ids and session stamps.
    """
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    line, found = Line(port, compressed=False), []
    for id_, stamp in users:
        told = {"_user_id": f"{id_}:{stamp}", "_fresh": True, "language": "tr"}
        one = Colleague(f"elci={signer.dumps(told)}")
        page = line.ask("/account", one)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
        assert token is not None, page.status
        one.token = token[1]
        found.append(one)
    return found


def visit_form(person: int, body: int) -> dict[str, str]:
    """What the form of a visit posts."""
    return {
        "form_key": secrets.token_urlsafe(16),
        "held": "1 mayıs 2026",
        "delegates-0-person": f"#{person}",
        "delegates-0-title_tr": "Büyükelçi",
        "delegates-0-side": "visitor",
        "counterparts-0-organisation": f"#{body}",
        "subject_tr": "Ölçüm sırasında yazıldı",
        "direction": "incoming",
        "minutes_tr": "Kısa bir görüşme yapıldı ve iyi dilekler iletildi.",
    }


class Writer(threading.Thread):
    """Logs one visit a second while others read, so that nothing that was kept stays valid for long."""

    def __init__(self, port: int, who: Colleague, person: int, body: int) -> None:
        super().__init__(daemon=True)
        self.port, self.who, self.person, self.body = port, who, person, body
        self._over = threading.Event()

    def run(self) -> None:
        line = Line(self.port)
        while not self._over.wait(1):
            line.ask("/visits/new", self.who, visit_form(self.person, self.body))

    def stop(self) -> None:
        """Write no more."""
        self._over.set()
        self.join(10)
