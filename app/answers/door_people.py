"""With whom to speak on a way to a city: whom of the first stop we have met, and whether they hold office."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.analysis.introductions import Chain, Post, Register
from app.answers.answer import Cell, Heading, Name, Row, Table, cell
from app.domain.last_seen import LastSeen, Sighting, last_seen
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import people, sightings
from app.queries.graph import Network
from models import PartialDate, Person
from models import Post as Office


def table(
    session: Session,
    actor: Actor,
    chains: Sequence[Chain],
    net: Network,
    named: Mapping[int, Name | str],
    *,
    t: Translator,
    today: date,
) -> Table | None:
    """Name somebody at the first stop of each way; None where nobody there is on record.

    Whoever holds an office there comes before who has left it, and whoever met us last before the others.

    Cost: five statements.
    """
    met = _last_met(net.register)
    whom = [(chain, _spokesman(chain.steps[0].b, net.register, met, today)) for chain in chains]
    persons = people.with_posts(session, actor, {id_ for _, id_ in whom if id_ is not None})
    seen = sightings.of_people(session, actor, persons, today=today)
    rows = []
    for chain, id_ in whom:
        if id_ is not None and id_ in persons:
            stop = named[chain.steps[0].b]
            person, days = persons[id_], seen.get(id_, ())
            rows.append(_row(stop, person, met.get(id_), days, chain, t=t, today=today))
    if not rows:
        return None
    return Table(
        t(N_("With whom to speak")),
        (
            Heading(t(N_("Way"))),
            Heading(t(N_("Person"))),
            Heading(t(N_("Last meeting"))),
            Heading(t(N_("Still in office?"))),
            Heading(t(N_("Strength")), numeric=True),
        ),
        tuple(dict.fromkeys(rows)),
    )


def _last_met(register: Register) -> dict[int, date]:
    last: dict[int, date] = {}
    for meeting in register.meetings:
        for one in meeting.participants:
            if meeting.day is not None:
                last[one] = max(last.get(one, date.min), meeting.day)
    return last


def _spokesman(stop: int, register: Register, met: Mapping[int, date], today: date) -> int | None:
    if any(post.person == stop for post in register.posts):
        return stop
    holders = [post for post in register.posts if post.organisation == stop]

    def order(post: Post) -> tuple[bool, date, int]:
        gone = post.until is not None and post.until < today
        return not gone, met.get(post.person, date.min), -post.person

    return max(holders, key=order).person if holders else None


def _row(
    stop: Name | str,
    person: Person,
    met: date | None,
    seen: Sequence[Sighting],
    chain: Chain,
    *,
    t: Translator,
    today: date,
) -> Row:
    there = [post for post in person.posts if isinstance(stop, Name) and post.organisation_id == stop.id]
    office = max(
        there or person.posts, key=lambda one: _latest(one, last_seen(one, today, seen)), default=None
    )
    title = t.either(office.title_tr, office.title_en) if office else ""
    name = Name(person.id, person.kind, t.title(person))
    return Row(
        (
            cell(stop),
            cell(name, detail=", ".join(_office(office, title, t))),
            cell(t.date(met)) if met else cell(t(N_("none recorded")), faint=True),
            _state(office, seen, t, today),
            cell(t.number(round(chain.score, 2))),
        )
    )


def _latest(office: Office, last: LastSeen) -> tuple[bool, date, date]:
    return office.until.latest is None, last.on or date.min, office.since.earliest or date.min


def _office(office: Office | None, title: str, t: Translator) -> Iterator[str]:
    if title:
        yield title
    if office is not None and office.organisation is not None:
        yield t.title(office.organisation)


def _state(office: Office | None, seen: Sequence[Sighting], t: Translator, today: date) -> Cell:
    if office is None:
        return cell(t(N_("unknown")), faint=True)
    until: PartialDate = office.until
    if until.latest is not None and until.latest < today:
        told = t(N_("Left office: %(day)s"), day=until)
        return Cell((told,), tone="quiet", glyph="circle-minus")
    last = last_seen(office, today, seen)
    if last.announced.is_known:
        told = t(N_("Announced for %(day)s"), day=last.announced)
        return Cell((told,), tone="wait", glyph="clock")
    if last.on is None:
        return Cell((t(N_("Not confirmed")),), tone="wait", glyph="help-circle")
    if last.stale:
        told = t(N_("Not confirmed since %(day)s"), day=last.on)
        return Cell((told,), tone="wait", glyph="help-circle")
    return cell(t(N_("In office on %(day)s"), day=last.on))
