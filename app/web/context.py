"""What every template knows."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask_login import current_user

from app.domain.last_seen import last_seen
from app.domain.tasks import days_late
from app.i18n import N_
from app.labels import label
from app.permissions.policy import Permission
from app.records import cells
from app.web.access import current_actor
from app.web.clock import office_today, settings
from app.web.locale import current_translator, language_url
from app.web.places import foot_places, places
from app.web.words import event_subject, event_words


@dataclass(frozen=True)
class Shown:
    """The signed-in user as the top bar shows them."""

    name: str
    municipality: str
    role_label: str

    @property
    def initials(self) -> str:
        """First letters of the first two names."""
        return "".join(part[0] for part in self.name.split()[:2])


def init_app(app: Flask) -> None:
    """Give templates the translator, the user, the places and what the user chose."""

    @app.context_processor
    def common() -> dict[str, Any]:
        t = current_translator()
        told: dict[str, Any] = {
            "t": t,
            "_": t,
            "N_": N_,
            "ngettext": t.plural,
            "lang": t.language,
            "label": label,
            "event_subject": event_subject,
            "event_words": event_words,
            "days_late": days_late,
            "last_seen": last_seen,
            "local": lambda moment: moment.astimezone(settings().timezone),
            "language_url": language_url,
            "file_size": lambda bytes_: cells.size(bytes_, t),
            "upload_mb": settings().upload_mb,
            "demo_today": settings().demo_today,
            "office_day": office_today(),
            "actor": None,
            "places": (),
            "foot_places": (),
            "theme": "",
            "density": "",
            "shortcuts_on": True,
            "can": lambda permission: False,
        }
        if current_user.is_authenticated:
            account, actor = current_user.account, current_actor()
            told |= {
                "actor": Shown(account.name, t.title(account.municipality), t(label(account.role))),
                "places": places(actor, current_user.called, t),
                "foot_places": foot_places(actor, t),
                "theme": account.theme or "",
                "density": account.density or "",
                "shortcuts_on": account.shortcuts_on,
                "can": lambda permission: actor.may(Permission(permission)),
            }
        return told
