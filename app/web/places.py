"""The places of the sidebar. A place whose pages do not exist is not there."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request, url_for

from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.permissions.policy import Permission
from app.queries.tasks import Called
from models.vocabulary import TaskState


@dataclass(frozen=True)
class Section:
    """A page under a place."""

    label: str
    url: str
    active: bool
    count: int = 0
    late: bool = False


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
    count: int = 0
    late: bool = False


_PLACES: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...] = (
    (N_("Today"), "home", "work", (("home.today", N_("Overview")), ("tasks.index", N_("My tasks")))),
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


def places(actor: Actor, called: Called, t: Translator) -> tuple[Place, ...]:
    """Return the places, the open one with its sections.

    :param called: the actor's tasks that are due; the place that leads to them says how many.
    """
    return tuple(_places(actor, called, t))


def my_tasks(actor: Actor) -> str:
    """Return the address of what the actor has to do, the most urgent first."""
    return url_for("tasks.index", owner=actor.user_id, state=TaskState.OPEN.value)


def foot_places(actor: Actor, t: Translator) -> tuple[Place, ...]:
    """Return what stands at the foot of the sidebar: administration, for those who may."""
    here = request.blueprint or ""
    about = Place(t(N_("About Elçi")), url_for("about.show"), "info-circle", here == "about", "foot", 0)
    if not actor.may(Permission.USER_MANAGE):
        return (about,)
    accounts = url_for("users.index")
    return (Place(t(N_("Administration")), accounts, "settings", here == "users", "foot", 0), about)


def _places(actor: Actor, called: Called, t: Translator) -> Iterator[Place]:
    here = request.blueprint or ""
    for number, (label, icon, group, sections) in enumerate(_PLACES, start=1):
        shown = tuple(
            _my_tasks(actor, called, t, words)
            if endpoint == "tasks.index"
            else Section(t(words), url_for(endpoint), endpoint.partition(".")[0] == here)
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
            sum(section.count for section in shown),
            any(section.late for section in shown),
        )


def _my_tasks(actor: Actor, called: Called, t: Translator, words: str) -> Section:
    return Section(t(words), my_tasks(actor), request.blueprint == "tasks", called.due, called.overdue > 0)
