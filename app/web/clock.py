"""The office's day. Every rule takes its day from here."""

from datetime import date, datetime

from flask import current_app

from app.config import Settings


def settings() -> Settings:
    """Return the settings of the running application."""
    found: Settings = current_app.extensions["elci.settings"]
    return found


def office_now() -> datetime:
    """Return the moment at which the office works; in demo mode this hour of the demo's own day."""
    found = settings()
    now = datetime.now(found.timezone)
    return datetime.combine(found.demo_today, now.timetz()) if found.demo_today else now


def office_today() -> date:
    """Return the day on which the office works; in demo mode the demo's own day."""
    return office_now().date()
