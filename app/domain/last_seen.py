"""When somebody was last seen in an office, and for when they are announced in it.

Source: docs/rules.md, R-15.
"""

from dataclasses import dataclass
from datetime import date

from app.domain.freshness import post_is_stale
from app.domain.people import begins_later
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


def last_seen(post: Post, today: date) -> LastSeen:
    """Say when somebody was last seen in a post.

    A day to come says nothing about who is in office: whoever is awaited on it is announced.
    """
    days = (post.known_on, post.since.latest)
    on = max((day for day in days if day is not None and day <= today), default=None)
    announced = PartialDate.unknown()
    if on is None and post.known_on is not None:
        announced = PartialDate.on(post.known_on)
    elif on is None and begins_later(post, today):
        announced = post.since
    return LastSeen(on, announced, stale=not announced.is_known and post_is_stale(on, today))
