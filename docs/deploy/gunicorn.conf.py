"""How gunicorn serves Elçi. Named by `make run-production`, elci.service and the Dockerfile.

Address, port and everything else come from the settings (ELCI_…); WEB_CONCURRENCY is the number of processes.
"""

import logging
import os

from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.base import Worker

from app.config import Mode, Settings
from app.web import logs

_settings = Settings.from_environment(os.environ)
if _settings.mode is not Mode.PRODUCTION:
    raise SystemExit(f"ELCI_MODE is {_settings.mode}: gunicorn serves production only, flask serve the rest.")


class JsonLogger(Logger):
    """gunicorn's own messages in the application's log, a line of JSON each."""

    def setup(self, cfg: Config) -> None:
        """Let our formatter write them; the requests are logged by the application."""
        super().setup(cfg)
        logs.configure(_settings)
        self.error_log.handlers.clear()
        self.error_log.propagate = True
        self.error_log.setLevel(max(logging.INFO, logging.getLogger().level))


bind = f"{f'[{_settings.host}]' if ':' in _settings.host else _settings.host}:{_settings.port}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "gthread"
threads = 4  # five connections to PostgreSQL for each process, and five more at need
preload_app = True  # the processes share what is loaded once
timeout = 60  # seconds; a process whose threads all hang is replaced
graceful_timeout = 30  # seconds for requests at work when it stops
keepalive = 65  # seconds; longer than the proxy keeps its connection
accesslog = None
control_socket_disable = True
logger_class = JsonLogger
forwarded_allow_ips = ""  # ELCI_TRUSTED_PROXIES decides whom to believe


def on_starting(server: Arbiter) -> None:
    """End with one sentence when the database is not ready, before a port is opened."""
    from app.extensions import db
    from app.web import memory, readiness
    from wsgi import app

    with app.app_context():
        readiness.ensure()
        db.engine.dispose()  # a connection must not be shared with the processes that follow
    memory.settle()  # the processes share what is loaded


def post_worker_init(worker: Worker) -> None:
    """Connect at once: a restore sees by it that somebody is using the database."""
    from app.web import readiness
    from wsgi import app

    with app.app_context():
        readiness.revision()
