"""Elçi, a record of a municipality's diplomacy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask


def create_app(overrides: Mapping[str, object] | None = None) -> Flask:
    """Build the application; see :func:`app.factory.create_app`."""
    from app.factory import create_app as build  # late: importing app.labels must not load the whole site

    return build(overrides)
