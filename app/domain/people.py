"""Rules about people and their posts."""

from collections.abc import Iterable, Iterator
from datetime import date

from app.errors import Problem
from app.i18n import N_
from models import PartialDate, Person, Post


def current_post(posts: Iterable[Post], on: date | None = None) -> Post | None:
    """Return the post somebody is believed to hold, today or on a day; None where none is known.

    One that has certainly ended, or certainly begins after the day, is never current. Of the others the one
    heard of last wins, and first of all one heard of by that day.
    """
    open_posts = [post for post in posts if not ended(post, on) and not begins_later(post, on)]
    return max(open_posts, key=lambda post: _heard_of(post, on), default=None)


def ended(post: Post, on: date | None = None) -> bool:
    """Say whether a post has ended: before a day, or at all."""
    return post.until.is_known and (on is None or post.until.latest is None or post.until.latest < on)


def begins_later(post: Post, on: date | None = None) -> bool:
    """Say whether a post had certainly not begun on a day."""
    return on is not None and PartialDate.on(on).certainly_before(post.since)


def ends_after_it_begins(person: Person, today: date) -> Iterator[Problem]:
    """A post does not certainly end before it begins."""
    for place, post in enumerate(person.posts):
        if post.until.is_known and post.since.is_known and post.until.certainly_before(post.since):
            yield Problem(f"posts.{place}.until", N_("The end cannot be before the beginning"))


def a_post_says_something(person: Person, today: date) -> Iterator[Problem]:
    """A post has a title or an organisation."""
    for place, post in enumerate(person.posts):
        if not (post.title_tr or post.title_en or post.organisation_id):
            yield Problem(f"posts.{place}.title_tr", N_("Enter the post or the organisation"))


def missing(person: Person) -> tuple[str, ...]:
    """Say what is still to be completed, as msgids; what came from a source is complete as far as it goes."""
    return () if person.posts or person.sources else (N_("No post or organisation"),)


POST_RULES = (ends_after_it_begins, a_post_says_something)


def _heard_of(post: Post, on: date | None) -> tuple[bool, date, date, int]:
    known = post.known_on or date.min
    return on is None or known <= on, known, post.since.earliest or date.min, -post.position
