"""The office's day. Every rule takes its day from here."""

from datetime import date, datetime

from flask import current_app

from app.config import Settings


def settings() -> Settings:
    """Return the settings of the running application."""
    found: Settings = current_app.extensions["elci.settings"]
    return found


def office_today() -> date:
    """Return the day on which the office works; in demo mode the demo's own day."""
    found = settings()
    return found.demo_today or datetime.now(found.timezone).date()
