"""Question 8: what we lose if we leave a network or end a tie, what we gain if we join one or add a tie."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.analysis.what_if import LARGEST_NETWORK, Change, Link, change, cut_off, only_here
from app.answers import our_links
from app.answers.answer import (
    Answer,
    Further,
    Heading,
    Speaker,
    Wanted,
    Words,
    sentences,
)
from app.answers.our_links import OurLinks
from app.answers.picture import Bar, Bars
from app.answers.what_if_tables import (
    Told,
    by_name,
    contacts,
    cut,
    figures,
    met_elsewhere,
    networks,
    silent_networks,
)
from app.errors import NotFound
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import names
from models.vocabulary import RecordKind

QUESTION = N_("What do we lose if we leave, what do we gain if we join?")
OFFERED = 3
"""Networks that the answer about all of them offers as next questions."""

_METHOD = (
    N_(
        "A contact is whom a tie or project of ours names, and every known member of a network we are in. It "
        "is lost if no other tie, project or network brings it. A meeting alone keeps no contact."
    ),
    N_(
        "A network with more than %(largest)s known members keeps nobody: to be on one list with thousands "
        "is no contact. Its members count only where the question is about that network itself."
    ),
    N_(
        "Members come from our own record and from the public lists that are switched on; what only a list "
        "says is marked as open source. Networks of which only a list calls us a member count as ours; of "
        "those on record, the ones in which we are a member, hold an office or take part, or whose partner "
        "we are and partners meet, also where a source only implies it."
    ),
    N_(
        "Within two ties: whom a tie of ours names, and their partners in public lists or on record. Fees of "
        "memberships are not recorded, so nothing is said about money."
    ),
)


@dataclass(frozen=True)
class _Part:
    """One thing that would change, and what it does on its own."""

    link: Link
    comes: bool
    does: Change


def ask(
    session: Session,
    actor: Actor,
    *,
    t: Translator,
    today: date,
    leave: int | None = None,
    join: int | None = None,
    tie_id: int | None = None,
    city_id: int | None = None,
) -> Answer:
    """Compare our contacts with what they would be.

    :param leave: the organisation of a network of ours, or the number of a public one below zero.
    :param join: the same of a network that is not ours.
    :param tie_id: an agreement of our own house that would end.
    :param city_id: a city with which a tie would be signed.
    :raises NotFound: there is no such agreement or city.
    """
    say = Speaker(t)
    ours = our_links.look(session, actor, today=today)
    asked = {id_ for id_ in (tie_id, city_id) if id_ is not None}
    if asked - names.titles(session, actor, asked).keys():
        raise NotFound(f"records {asked}")
    if ours is None:
        return _without_house(say, today)
    parts = tuple(_parts(ours, leave, join, tie_id, city_id))
    if not parts:
        return _of_all(session, actor, ours, say, today, tie_id)
    return _of_parts(session, actor, ours, parts, say, today)


def _parts(
    ours: OurLinks, leave: int | None, join: int | None, tie_id: int | None, city_id: int | None
) -> Iterator[_Part]:
    for id_ in (leave, tie_id):
        link = ours.link(id_) if id_ is not None else None
        if link is not None and link.network == (id_ == leave):
            yield _Part(link, comes=False, does=_change(ours, gone=(link.id,)))
    if join is not None and ours.link(join) is None and join in ours.networks:
        link = Link(join, ours.networks[join], network=True)
        yield _Part(link, comes=True, does=_change(ours, new=(link,)))
    if city_id is not None and city_id != ours.home:
        link = Link(city_id, frozenset({city_id}), network=False)
        yield _Part(link, comes=True, does=_change(ours, new=(link,)))


def _change(ours: OurLinks, gone: Collection[int] = (), new: Sequence[Link] = ()) -> Change:
    return change(ours.links, gone=gone, new=new, partners=ours.partners, us=ours.ourselves)


def _of_parts(
    session: Session, actor: Actor, ours: OurLinks, parts: Sequence[_Part], say: Speaker, today: date
) -> Answer:
    t = say.t
    gone = [part.link.id for part in parts if not part.comes]
    new = [part.link for part in parts if part.comes]
    every = parts[0].does if len(parts) == 1 else _change(ours, gone, new)
    records = {record for id_ in gone for record in ours.rests_on.get(id_, ())}
    off = cut_off(ours.net.register, ours.us, records, today) - set(gone) if gone else frozenset()
    told = Told(session, actor, ours, say, links=[part.link for part in parts], every=every, off=off)
    wanted = tuple(_wanted(parts, told, t))
    tables = (
        contacts(told, told.lost, len(every.lost), t(N_("Contacts that would be lost"))),
        contacts(told, told.won, len(every.won), t(N_("New contacts"))),
        met_elsewhere(told, every),
        cut(told, off),
    )
    return Answer(
        question=t(QUESTION),
        sentence=sentences(*(_sentence(part, told) for part in parts), _fee(parts, say)),
        headings=(
            Heading(t(N_("What changes"))),
            Heading(t(N_("Today")), numeric=True),
            Heading(t(N_("After")), numeric=True),
            Heading(t(N_("Difference")), numeric=True),
        ),
        rows=figures(told, every),
        method=_method(t),
        as_of=today,
        sample=_sample(ours, t),
        counted=t.plural("%(n)s change", "%(n)s changes", len(parts)),
        enough=not wanted,
        wanted=wanted,
        used=tuple(told.records()),
        further=tuple(_next(parts, told, t)),
        tables=tuple(table for table in tables if table is not None),
        picture=_bars(every, told, say),
    )


def _sentence(part: _Part, told: Told) -> Words:
    if part.link.network:
        return _joining(part, told) if part.comes else _leaving(part, told)
    return _adding(part, told) if part.comes else _ending(part, told)


def _leaving(part: _Part, told: Told) -> Words:
    say, network = told.say, told.name(part.link.id)
    total, lost = len(part.link.contacts), len(part.does.lost)
    if not total:
        return say(N_("Not enough data: nobody else in %(network)s is known."), network=network)
    if not lost:
        return say.plural(
            "If we leave %(network)s, its %(n)s known member is still reached another way.",
            "If we leave %(network)s, all of its %(n)s known members are still reached another way.",
            total,
            network=network,
        )
    first = say.plural(
        "If we leave %(network)s, %(n)s of its %(total)s known members is reached no other way.",
        "If we leave %(network)s, %(n)s of its %(total)s known members are reached no other way.",
        lost,
        network=network,
        total=say.t.number(total),
    )
    return sentences(first, _lands(told, part.does.before, part.does.after, gone=True))


def _joining(part: _Part, told: Told) -> Words:
    say, network = told.say, told.name(part.link.id)
    total, won = len(part.link.contacts), len(part.does.won)
    if not total:
        return say(N_("Not enough data: nobody in %(network)s is known."), network=network)
    first = say.plural(
        "If we join %(network)s, %(n)s of its %(total)s known members is a new contact.",
        "If we join %(network)s, %(n)s of its %(total)s known members are new contacts.",
        won,
        network=network,
        total=say.t.number(total),
    )
    return sentences(
        first, _lands(told, part.does.after, part.does.before, gone=False), _sponsors(part, told)
    )


def _sponsors(part: _Part, told: Told) -> Words:
    """Partners of ours who are there already can speak for us."""
    tied = {contact for link in told.ours.links if not link.network for contact in link.contacts}
    there = [told.name(id_) for id_ in sorted(tied & part.link.contacts) if id_ in told.named]
    if not there:
        return ()
    return told.say.plural(
        "Partner of ours already there: %(names)s.",
        "Partners of ours already there (%(n)s): %(names)s.",
        len(there),
        names=told.some(by_name(there)),
    )


def _ending(part: _Part, told: Told) -> Words:
    say, tie = told.say, told.name(part.link.id)
    if part.does.lost:
        partners = [told.name(id_) for id_ in sorted(part.does.lost)]
        return say(
            N_("If %(tie)s ends, nothing else brings us together with %(partners)s."),
            tie=tie,
            partners=told.some(partners),
        )
    others = [told.name(id_) for id_ in part.does.overlap]
    return say(
        N_("If %(tie)s ends, the partner is still reached through %(others)s."),
        tie=tie,
        others=told.some(others),
    )


def _adding(part: _Part, told: Told) -> Words:
    say, city = told.say, told.name(part.link.id)
    before, after = part.does.two_ties
    if part.does.known:
        others = [told.name(id_) for id_ in part.does.overlap]
        first = say(N_("We reach %(city)s today: %(others)s."), city=city, others=told.some(others))
    else:
        first = say(N_("%(city)s would be a new contact."), city=city)
    second = say.plural(
        "A tie brings %(n)s more city or body within two ties.",
        "A tie brings %(n)s more cities and bodies within two ties.",
        after - before,
    )
    return sentences(first, second)


def _lands(told: Told, more: frozenset[int], less: frozenset[int], *, gone: bool) -> Words:
    lands = told.lands(more) - told.lands(less)
    if not lands:
        return ()
    named = by_name(told.name(id_) for id_ in lands if id_ in told.named)
    if gone:
        return told.say(N_("Countries reached only there: %(countries)s."), countries=told.some(named))
    return told.say(N_("New countries: %(countries)s."), countries=told.some(named))


def _fee(parts: Sequence[_Part], say: Speaker) -> Words:
    if not any(part.link.network for part in parts):
        return ()
    return say(N_("Fees are not recorded: nothing can be said about money saved or spent."))


def _wanted(parts: Sequence[_Part], told: Told, t: Translator) -> Iterator[Wanted]:
    for part in parts:
        if not part.link.contacts:
            network = told.called(part.link.id)
            message = t(N_("Enter who else is in %(network)s, or read a public list of it."), network=network)
            about = part.link.id if part.link.id > 0 else None
            yield Wanted(message, RecordKind.MEMBERSHIP, about)


def _next(parts: Sequence[_Part], told: Told, t: Translator) -> Iterator[Further]:
    for part in parts:
        if part.comes and not part.link.network:
            question = t(N_("Who can open the door to us in %(city)s?"), city=told.called(part.link.id))
            yield Further(question, "door", {"city": str(part.link.id)})
    yield Further(t(QUESTION), "what-if")
    yield Further(t(N_("Which ties sleep, and since when?")), "sleeping")


def _bars(every: Change, told: Told, say: Speaker) -> Bars | None:
    links = sorted(every.overlap.items(), key=lambda item: (-item[1], item[0]))[:12]
    if len(links) < 2 or links[0][1] < 2:
        return None
    t = say.t
    return Bars(
        t(N_("Where else we meet the same cities and bodies")),
        tuple(Bar(told.called(id_), shared, t.number(shared)) for id_, shared in links),
    )


def _of_all(
    session: Session, actor: Actor, ours: OurLinks, say: Speaker, today: date, tie_id: int | None
) -> Answer:
    """Say of each network of ours what leaving it would cost."""
    t = say.t
    alone = only_here(ours.links, ours.ourselves)
    mine = [link for link in ours.links if link.network]
    mine.sort(
        key=lambda link: (
            ours.is_listed(link),
            -len(alone[link.id]) if link.counts else 0,
            -len(link.contacts),
            link.id,
        )
    )
    told = Told(session, actor, ours, say, links=mine)
    known = [link for link in mine if link.contacts]
    silent = len(mine) - len(known)
    unknown = say.plural(
        "Of %(n)s network in which we sit or take part nobody else is known.",
        "Of %(n)s networks in which we sit or take part nobody else is known.",
        silent,
    )
    first = say(N_("Not enough data: no network of ours is recorded with another member."))
    costly = next((link for link in known if link.counts and alone[link.id]), None)
    if costly is not None:
        first = say.plural(
            "Leaving %(network)s would cost the most: %(n)s contact that nothing else brings.",
            "Leaving %(network)s would cost the most: %(n)s contacts that nothing else brings.",
            len(alone[costly.id]),
            network=told.name(costly.id),
        )
    elif known:
        first = say(N_("Leaving any single network costs no contact: another tie or network brings each."))
    not_ours = say(N_("The agreement is no tie of our own house that stands.")) if tie_id else ()
    wanted = (
        Wanted(t(N_("Enter who else is in our networks, or read a public list.")), RecordKind.MEMBERSHIP),
    )
    return Answer(
        question=t(QUESTION),
        sentence=sentences(not_ours, first, unknown if silent and known else ()),
        headings=(
            Heading(t(N_("Network"))),
            Heading(t(N_("Known members")), numeric=True),
            Heading(t(N_("Reached no other way")), numeric=True),
            Heading(t(N_("Countries reached only there"))),
        ),
        rows=networks(told, known, alone),
        tables=silent_networks(told, [link for link in mine if not link.contacts]),
        method=_method(t),
        as_of=today,
        sample=_sample(ours, t),
        counted=t.plural(
            "%(n)s network in which we sit or take part",
            "%(n)s networks in which we sit or take part",
            len(mine),
        ),
        enough=bool(known),
        wanted=wanted if silent else (),
        used=tuple(told.records()),
        further=tuple(
            Further(
                t(N_("What if we leave %(network)s?"), network=told.called(link.id)),
                "what-if",
                {"leave": str(link.id)},
            )
            for link in known[:OFFERED]
        ),
    )


def _without_house(say: Speaker, today: date) -> Answer:
    t = say.t
    return Answer(
        question=t(QUESTION),
        sentence=say(N_("Not enough data: no organisation on record is marked as our own house.")),
        headings=(),
        rows=(),
        method=_method(t),
        as_of=today,
        sample="",
        enough=False,
        wanted=(
            Wanted(
                t(N_("Mark the organisation of our own municipality as our own house.")),
                RecordKind.ORGANISATION,
            ),
        ),
    )


def _method(t: Translator) -> tuple[str, ...]:
    return tuple(t(one, largest=t.number(LARGEST_NETWORK)) for one in _METHOD)


def _sample(ours: OurLinks, t: Translator) -> str:
    ties = sum(not link.network for link in ours.links)
    listed = sum(ours.is_listed(link) for link in ours.links)
    told: Mapping[str, str] = {
        "ties": t.number(ties),
        "networks": t.number(len(ours.links) - ties - listed),
        "listed": t.number(listed),
    }
    return t(
        N_(
            "ties and projects of ours %(ties)s, networks in which we sit or take part %(networks)s, only in "
            "public lists %(listed)s"
        ),
        **told,
    )
