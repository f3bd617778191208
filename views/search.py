"""One box over everything."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.marks import marked
from app.extensions import db
from app.permissions.policy import Permission
from app.queries.everything import PER_KIND, Found, everything
from app.records.describe import details
from app.records.nouns import NOUNS
from app.web.access import current_actor, requires
from app.web.locale import current_translator

bp = Blueprint("search", __name__)
FIRST = 3


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


@bp.get("/search")
@requires(Permission.RECORD_VIEW)
def results() -> ResponseReturnValue:
    """Show everything that was found, by kind."""
    query = request.args.get("q", "").strip()[:200]
    found = everything(db.session, current_actor(), query, NOUNS, PER_KIND)
    groups = _groups(query, found)
    return render_template(
        "search/results.html", q=query, groups=groups, total=sum(one.total for one in found)
    )


@bp.get("/search/first")
@requires(Permission.RECORD_VIEW)
def first() -> ResponseReturnValue:
    """Show the first hits while somebody types."""
    query = request.args.get("q", "").strip()[:200]
    found = everything(db.session, current_actor(), query, NOUNS, FIRST)
    groups = _groups(query, found)
    return render_template("search/first.html", q=query, groups=groups, total=sum(one.total for one in found))


def _groups(query: str, found: list[Found]) -> list[Group]:
    t = current_translator()
    words = details(db.session, [record for one in found for record in one.records], t)
    groups = []
    for one in found:
        noun: Any = NOUNS[one.kind]
        hits = [
            Hit(
                url_for(f"{noun.plural}.show", record_id=record.id),
                marked(t.title(record), query),
                marked(words.get(record.id, ""), query),
            )
            for record in one.records
        ]
        all_url = url_for(f"{noun.plural}.index", q=query)
        groups.append(Group(t(noun.many), noun.icon, hits, one.total, all_url))
    return groups
