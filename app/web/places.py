"""The places of the sidebar. A place whose pages do not exist is not there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from flask import request, url_for

from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.permissions.policy import Permission
from app.queries.tasks import Called
from models.vocabulary import Role, TaskState


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


_Listed: TypeAlias = tuple[str, str, str, tuple[tuple[str, str], ...]]
_PLACES: tuple[_Listed, ...] = (
    (N_("Today"), "home", "work", (("home.today", N_("Overview")), ("tasks.index", N_("My tasks")))),
    (
        N_("Visits"),
        "users-group",
        "work",
        (
            ("visits.index", N_("Visits")),
            ("desk.show", N_("Visit desk")),
            ("missions.index", N_("Missions abroad")),
            ("events.index", N_("Events and workshops")),
        ),
    ),
    (
        N_("Hosting"),
        "gift",
        "work",
        (
            ("guestlists.index", N_("Guest lists")),
            ("bookings.index", N_("Interpreting and escorting")),
            ("interpreters.index", N_("Interpreters and escorts")),
            ("gifts.index", N_("Gifts")),
            ("stock.index", N_("City gifts")),
            ("precedence-lists.index", N_("Lists of ranks")),
        ),
    ),
    (
        N_("Ties"),
        "link",
        "work",
        (
            ("agreements.index", N_("Agreements")),
            ("memberships.index", N_("Memberships")),
            ("projects.index", N_("Projects and grants")),
            ("decisions.index", N_("Decisions")),
            ("figures.index", N_("Stated figures")),
        ),
    ),
    (
        N_("Correspondence"),
        "mail",
        "work",
        (
            ("letters.index", N_("Letters")),
            ("letter_waiting.show", N_("Unanswered letters")),
            ("occasion_calendar.show", N_("Calendar of occasions")),
            ("notes.index", N_("Information notes")),
            ("documents.index", N_("Documents")),
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
            ("diplomatic_list.show", N_("Diplomatic list")),
            ("peer_portfolios.index", N_("Peer portfolios")),
        ),
    ),
    (N_("Map"), "world", "view", (("map.show", N_("Map")),)),
    (
        N_("Answers"),
        "message-question",
        "view",
        (("answers.index", N_("Questions")), ("network.show", N_("Network view"))),
    ),
)
_WITHIN = {
    "to_complete": "home",
    "booked": "visits",
    "calendar_feeds": "visits",
    "programme": "visits",
    "visit_gifts": "visits",
    "visit_packs": "visits",
    "visit_pattern": "visits",
    "visit_programme": "visits",
    "checklists": "desk",
    "preparation": "desk",
    "mission_files": "missions",
    "event_lists": "events",
    "guest_boards": "guestlists",
    "guests": "guestlists",
    "invitations": "guestlists",
    "minimum_wages": "gifts",
    "precedence-orders": "precedence-lists",
    "seating-plans": "precedence-lists",
    "letter_batches": "letters",
    "letter_merge": "letters",
    "letter-texts": "letters",
    "recipient-groups": "letters",
    "occasions": "occasion_calendar",
    "advice": "notes",
    "note_packages": "notes",
    "note_versions": "notes",
    "files": "documents",
    "map_files": "map",
    "forms_of_address": "house_papers",
    "letter_paper": "house_papers",
    "word_templates": "house_papers",
    "listed_network": "reference",
}
"""Pages without a line in the sidebar, and under which one they are; a page of a record that stands in one of
several places says in its address which (``place``)."""
_TRAIL: _Listed = (N_("Trail of changes"), "history", "view", (("trail.index", N_("Trail of changes")),))


def places(actor: Actor, called: Called, t: Translator) -> tuple[Place, ...]:
    """Return the places, the open one with its sections. For auditors the trail is one of them.

    :param called: what the actor has to see to by today; the place that leads to them says how many.
    """
    listed = (*_PLACES, _TRAIL) if actor.role is Role.AUDITOR else _PLACES
    return tuple(_places(listed, actor, called, t))


def my_tasks(actor: Actor) -> str:
    """Return the address of what the actor has to do, the most urgent first."""
    return url_for("tasks.index", owner=actor.user_id, state=TaskState.OPEN.value)


def foot_places(actor: Actor, t: Translator) -> tuple[Place, ...]:
    """Return what stands at the foot of the sidebar: administration, trail, bin, for those who may."""
    here = _here()
    foot = (
        (actor.may(Permission.USER_MANAGE), N_("Administration"), "users.index", "settings"),
        (
            actor.may(Permission.TRAIL_VIEW) and actor.role is not Role.AUDITOR,
            N_("Trail of changes"),
            "trail.index",
            "history",
        ),
        (actor.may(Permission.RECORD_WRITE), N_("Imports"), "imports.index", "upload"),
        (actor.may(Permission.RECORD_BIN), N_("Bin"), "bin.index", "trash"),
        (actor.may(Permission.REFERENCE_WRITE), N_("Public lists"), "reference.index", "list-check"),
        (actor.may(Permission.MAP_PUBLISH), N_("Public maps"), "public_maps.index", "external-link"),
        (actor.may(Permission.PAPER_MANAGE), N_("Letterhead"), "house_papers.edit", "file-text"),
        (True, N_("About Elçi"), "about.show", "info-circle"),
    )
    return tuple(
        Place(
            t(label), _url(endpoint, request.script_root), icon, endpoint.partition(".")[0] == here, "foot", 0
        )
        for may, label, endpoint, icon in foot
        if may
    )


@cache
def _url(endpoint: str, root: str) -> str:
    """Build the address of a place once, and not for every page.

    :param root: where the site is mounted, which ``url_for`` takes from the request.
    """
    return url_for(endpoint)


def _here() -> str:
    """Return the blueprint of the place where the page is, the page's own where it is a place itself."""
    own = request.blueprint or ""
    return (request.view_args or {}).get("place") or _WITHIN.get(own, own)


def _places(listed: Iterable[_Listed], actor: Actor, called: Called, t: Translator) -> Iterator[Place]:
    here, root = _here(), request.script_root
    for number, (label, icon, group, sections) in enumerate(listed, start=1):
        shown = tuple(
            _my_tasks(actor, called, t, words)
            if endpoint == "tasks.index"
            else Section(t(words), _url(endpoint, root), endpoint.partition(".")[0] == here)
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
