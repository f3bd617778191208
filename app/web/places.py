"""The places of the sidebar. A place whose pages do not exist is not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flask import request, url_for

from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.permissions.policy import Permission


@dataclass(frozen=True)
class Section:
    """A page under a place."""

    label: str
    url: str
    active: bool


@dataclass(frozen=True)
class Place:
    """An entry of the sidebar."""

    label: str
    url: str
    icon: str
    active: bool
    group: str
    number: int
    sections: tuple[Section, ...] = ()


_PLACES: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...] = (
    (N_("Today"), "home", "work", (("home.today", N_("Overview")),)),
    (N_("Visits"), "users-group", "work", (("visits.index", N_("Visits")),)),
    (
        N_("Ties"),
        "link",
        "work",
        (
            ("agreements.index", N_("Agreements")),
            ("memberships.index", N_("Memberships")),
            ("decisions.index", N_("Decisions")),
            ("figures.index", N_("Stated figures")),
        ),
    ),
    (
        N_("Directory"),
        "address-book",
        "work",
        (
            ("cities.index", N_("Cities")),
            ("countries.index", N_("Countries")),
            ("organisations.index", N_("Organisations")),
            ("networks.index", N_("Networks")),
            ("people.index", N_("People")),
        ),
    ),
    (N_("Map"), "world", "view", (("map.show", N_("Map")),)),
    (N_("Answers"), "message-question", "view", (("answers.index", N_("Questions")),)),
)


def places(t: Translator) -> tuple[Place, ...]:
    """Return the places, the open one with its sections."""
    return tuple(_places(t))


def foot_places(actor: Actor, t: Translator) -> tuple[Place, ...]:
    """Return what stands at the foot of the sidebar: administration, for those who may."""
    here = request.blueprint or ""
    about = Place(
        t(N_("About Elçi")),
        _url("about.show", request.script_root),
        "info-circle",
        here == "about",
        "foot",
        0,
    )
    if not actor.may(Permission.USER_MANAGE):
        return (about,)
    accounts = _url("users.index", request.script_root)
    return (Place(t(N_("Administration")), accounts, "settings", here == "users", "foot", 0), about)


@cache
def _url(endpoint: str, root: str) -> str:
    """Build the address of a place once, and not for every page.

    :param root: where the site is mounted, which ``url_for`` takes from the request.
    """
    return url_for(endpoint)


def _places(t: Translator) -> Iterator[Place]:
    here, root = request.blueprint or "", request.script_root
    for number, (label, icon, group, sections) in enumerate(_PLACES, start=1):
        shown = tuple(
            Section(t(words), _url(endpoint, root), endpoint.partition(".")[0] == here)
            for endpoint, words in sections
        )
        yield Place(
            t(label),
            shown[0].url,
            icon,
            any(section.active for section in shown),
            group,
            number,
            shown if len(shown) > 1 else (),
        )
