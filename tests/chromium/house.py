"""A served Elçi of its own: temporary data, the demo record, a free port of this machine."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Playwright

HOME = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 30
"""Seconds until the server must answer."""


def find_browser() -> str | None:
    """Return the path of the Chromium named by ELCI_TEST_BROWSER, else of the first one installed."""
    named = os.environ.get("ELCI_TEST_BROWSER")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def launch(playwright: Playwright, browser: str) -> Browser:
    """Start a Chromium that talks to nobody."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    arguments = [*QUIET, *(["--no-sandbox"] if as_root else [])]
    return playwright.chromium.launch(executable_path=browser, args=arguments)


@contextmanager
def served(prepare: Callable[[dict[str, str]], None] | None = None) -> Iterator[str]:
    """Serve the demo on a database of its own; lends the address.

    :param prepare: is called with the environment of the commands when the demo is there, before the server.
    """
    with tempfile.TemporaryDirectory(prefix="elci-chromium-", ignore_cleanup_errors=True) as directory:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ELCI_")}
        settings = {
            "MODE": "demo",
            "DATA_DIR": directory,
            "SIGN_IN_LIMIT": "10000 per minute",
            "EXPORT_LIMIT": "10000 per minute",
            "LOG_LEVEL": "WARNING",
        }
        environment = kept | {f"ELCI_{name}": value for name, value in settings.items()}
        flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
        for command in ("init", "demo"):
            subprocess.run([*flask, command], cwd=HOME, env=environment, check=True, capture_output=True)
        if prepare:
            prepare(environment)
        port = _free_port()
        with (Path(directory) / "log").open("wb") as log:
            server = subprocess.Popen(
                [*flask, "serve", "--port", str(port)],
                cwd=HOME,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            try:
                address = f"http://127.0.0.1:{port}"
                _wait_for(address, server)
                yield address
            finally:
                server.terminate()
                server.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urlopen(f"{address}/sign-in", timeout=PATIENCE):
                return
        except URLError:
            time.sleep(0.1)
    raise RuntimeError(f"no server at {address}")
