"""One box over everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.marks import marked
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import at_hand
from app.queries.everything import PER_KIND, Found, everything
from app.records.describe import details
from app.records.nouns import NOUNS
from app.web.access import current_actor, requires
from app.web.locale import current_translator
from models import Record

bp = Blueprint("search", __name__)
FIRST = 3
SHORT_SHELF, LONG_SHELF = 5, 50


@dataclass(frozen=True)
class Hit:
    """A record that was found, the matched parts of its title marked."""

    url: str
    label: list[tuple[str, bool]]
    detail: list[tuple[str, bool]]
    tag: str | None = None


@dataclass(frozen=True)
class Group:
    """The hits of one kind."""

    label: str
    icon: str
    hits: list[Hit]
    total: int
    all_url: str


@dataclass(frozen=True)
class Shelf:
    """Records at hand before anything is typed."""

    label: str
    icon: str
    hits: list[Hit]


@bp.get("/search")
@requires(Permission.RECORD_VIEW)
def results() -> ResponseReturnValue:
    """Show everything that was found, by kind."""
    query = request.args.get("q", "").strip()[:200]
    found = everything(db.session, current_actor(), query, NOUNS, PER_KIND)
    return render_template(
        "search/results.html",
        q=query,
        groups=_groups(query, found),
        total=sum(one.total for one in found),
        shelves=() if query else _shelves(LONG_SHELF),
    )


@bp.get("/search/first")
@requires(Permission.RECORD_VIEW)
def first() -> ResponseReturnValue:
    """Show the first hits while somebody types; of an empty box, what is at hand."""
    query = request.args.get("q", "").strip()[:200]
    if not query:
        return render_template("search/at_hand.html", shelves=_shelves(SHORT_SHELF))
    found = everything(db.session, current_actor(), query, NOUNS, FIRST)
    groups = _groups(query, found)
    return render_template("search/first.html", q=query, groups=groups, total=sum(one.total for one in found))


def _shelves(limit: int) -> list[Shelf]:
    """Return favourites and what was worked on last; an empty shelf is left out."""
    t, actor = current_translator(), current_actor()
    starred = at_hand.favourites(db.session, actor, limit)
    latest = at_hand.worked_on(db.session, actor, min(limit, at_hand.AT_HAND))
    told = details(db.session, [*starred, *latest], t)
    words = {one.id: told.get(one.id) or t(NOUNS[one.kind].one) for one in (*starred, *latest)}
    shelves = (
        (t(N_("Favourites")), "star", starred),
        (t(N_("Worked on last")), "history", latest),
    )
    return [Shelf(label, icon, _hits(records, "", words)) for label, icon, records in shelves if records]


def _hits(records: Sequence[Record], query: str, words: Mapping[int, str]) -> list[Hit]:
    t = current_translator()
    return [
        Hit(
            url_for(f"{NOUNS[record.kind].plural}.show", record_id=record.id),
            marked(t.title(record), query),
            marked(words.get(record.id, ""), query),
        )
        for record in records
    ]


def _groups(query: str, found: list[Found]) -> list[Group]:
    t = current_translator()
    words = details(db.session, [record for one in found for record in one.records], t)
    groups = []
    for one in found:
        noun: Any = NOUNS[one.kind]
        hits = _hits(one.records, query, words)
        all_url = url_for(f"{noun.plural}.index", q=query)
        groups.append(Group(t(noun.many), noun.icon, hits, one.total, all_url))
    return groups
