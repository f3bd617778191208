"""When somebody was last seen in an office, and for when they are announced in it.

Source: docs/rules.md, R-15.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.freshness import post_is_stale
from app.domain.people import begins_later
from app.domain.turkish import fold
from models import PartialDate, Post


@dataclass(frozen=True, slots=True)
class LastSeen:
    """How sure it is that somebody holds an office.

    :param on: the last day on which somebody saw them in it; None where there is none.
    :param announced: while they were not seen in it: the day to come for which they are announced in it.
    :param stale: whether it must be checked before it is printed.
    """

    on: date | None
    announced: PartialDate
    stale: bool


@dataclass(frozen=True, slots=True)
class Sighting:
    """A day on which somebody was met, with organisation and titles of that day (R-12).

    :param title_tr, title_en: of several titles each stands behind a semicolon.
    """

    day: date
    organisation_id: int | None
    title_tr: str
    title_en: str

    def shows(self, post: Post) -> bool:
        """Say whether they were met in this post: in its title, for its organisation."""
        both = (self.title_tr, post.title_tr), (self.title_en, post.title_en)
        in_title = any(_titles(worn) & _titles(held) for worn, held in both)
        return in_title and self.organisation_id == post.organisation_id


def last_seen(post: Post, today: date, sightings: Iterable[Sighting] = ()) -> LastSeen:
    """Say when somebody was last seen in a post.

    A day to come says nothing about who is in office: whoever is awaited on it is announced.

    :param sightings: of whose post it is.
    """
    days = (post.known_on, post.since.latest, *(one.day for one in sightings if one.shows(post)))
    on = max((day for day in days if day is not None and day <= today), default=None)
    announced = PartialDate.unknown()
    if on is None and post.known_on is not None:
        announced = PartialDate.on(post.known_on)
    elif on is None and begins_later(post, today):
        announced = post.since
    return LastSeen(on, announced, stale=not announced.is_known and post_is_stale(on, today))


def _titles(told: str) -> set[str]:
    return {fold(one).strip() for one in told.split(";")} - {""}
