"""A server process of one worker, and what the kernel says about it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

HOME = Path(__file__).resolve().parents[2]


class Server:
    """A running server: the worker's processor time and memory."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, database: psutil.Process | None) -> None:
        self.port = port
        self._master = psutil.Process(process.pid)
        self._database = database

    @property
    def worker(self) -> psutil.Process:
        """The one process that serves pages."""
        return self._master.children()[0]

    def cpu(self) -> float:
        """Seconds of processor time of the worker so far, and of the database server."""
        database = [self._database, *self._database.children()] if self._database else []
        return sum(_cpu(process) for process in (self.worker, *database))

    def memory(self) -> int:
        """Bytes that belong to the worker, its share of what it shares included (PSS)."""
        return int(self.worker.memory_full_info().pss)

    def resident(self) -> int:
        """Bytes of the worker in memory (RSS)."""
        return int(self.worker.memory_info().rss)


@contextmanager
def server(
    target: str,
    port: int,
    environment: Mapping[str, str],
    database: psutil.Process | None = None,
    *,
    config: str = "",
) -> Iterator[Server]:
    """Serve an application with gunicorn: one worker, four threads, connections kept alive.

    :param config: the file with everything else, as the application is delivered.
    """
    command = [sys.executable, "-m", "gunicorn", "-w", "1", "-k", "gthread", "--threads", "4"]
    command += ["-b", f"127.0.0.1:{port}", "--keep-alive", "60", "--log-level", "warning"]
    command += ["--config", config, target] if config else [target]
    process = subprocess.Popen(command, cwd=HOME, env={**os.environ, **environment})
    try:
        yield _ready(Server(process, port, database))
    finally:
        process.terminate()
        process.wait(20)


def _ready(running: Server) -> Server:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(IndexError, psutil.Error):
            if any(one.status == psutil.CONN_LISTEN for one in running.worker.net_connections()):
                return running
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _cpu(process: psutil.Process) -> float:
    """The scheduler's own count, in nanoseconds; psutil knows hundredths of a second."""
    try:
        tasks = Path(f"/proc/{process.pid}/task")
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9
    except (OSError, IndexError):
        times = process.cpu_times()
        return times.user + times.system
