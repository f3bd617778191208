"""The application, put together in named steps."""

import dataclasses
import os
from collections.abc import Mapping
from datetime import timedelta
from inspect import iscoroutinefunction
from pathlib import Path

from flask import Flask, request
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

import views
from app import cli, migrating
from app.config import ConfigurationError, Mode, Settings
from app.extensions import alembic, csrf, db, engine_options, limiter, login_manager
from app.mapping.paper.base_map import base_map
from app.unit_of_work import read_only
from app.web import access, assets, context, errors, headers, logs, numbers, sessions, uploads

HOME = Path(__file__).resolve().parent.parent


def create_app(overrides: Mapping[str, object] | None = None) -> Flask:
    """Build the application.

    :param overrides: fields of :class:`app.config.Settings` that stand over the environment.
    :raises ConfigurationError: a setting is unknown, wrong or missing.
    :raises UnguardedEndpoint: an endpoint says not whom it lets in.
    """
    settings = dataclasses.replace(Settings.from_environment(os.environ), **(overrides or {}))  # type: ignore[arg-type]
    _check_map_file(settings.map_file)
    static = assets.address(HOME / "static")
    app = Flask("elci", root_path=str(HOME), static_url_path=static)
    app.request_class = uploads.FormRequest
    _configure(app, settings)
    _bind_extensions(app, settings)
    numbers.init_app(app)
    views.register(app)
    cli.register(app)
    for part in (assets, context, headers, errors, access):
        part.init_app(app)
    return app


def _check_map_file(path: Path | None) -> None:
    """Read the office's own shapes, if it has any: what cannot be drawn is refused before somebody looks."""
    if path is None:
        return
    try:
        base_map(path)
    except (OSError, ValueError) as problem:
        message = f"ELCI_MAP_FILE is {str(path)!r}: {problem}."
        raise ConfigurationError(message) from None


def _configure(app: Flask, settings: Settings) -> None:
    logs.configure(settings)
    app.extensions["elci.settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_ENGINES={"default": engine_options(settings)},
        SESSION_COOKIE_NAME="elci",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.mode is Mode.PRODUCTION,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        WTF_CSRF_CHECK_DEFAULT=False,  # checked by app.web.access, after asking who is there
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session
        RATELIMIT_STORAGE_URI=settings.limit_storage,
        MAX_CONTENT_LENGTH=4_000_000,
        MAX_FORM_MEMORY_SIZE=4_000_000,
        MAX_FORM_PARTS=5_000,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
        ALEMBIC={"script_location": str(HOME / "migrations")},
        ALEMBIC_CONTEXT=migrating.OPTIONS,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxies:
        proxies = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]


def _bind_extensions(app: Flask, settings: Settings) -> None:
    logs.init_app(app)

    @app.before_request
    def say_whether_it_writes() -> None:
        read_only.set(request.method in {"GET", "HEAD", "OPTIONS"})

    db.init_app(app)
    # Without asynchronous sessions there is none to close, and trying costs each request a thread.
    app.teardown_appcontext_funcs = [
        each for each in app.teardown_appcontext_funcs if not iscoroutinefunction(each)
    ]
    alembic.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    login_manager.init_app(app)
    sessions.init_app(app)
