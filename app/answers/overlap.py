"""Question 7: who sits in the same networks as we do, and which networks overlap."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

import networkx as nx
from sqlalchemy.orm import Session

from app.analysis.introductions import LISTED_MEMBER
from app.analysis.overlap import Fellow, Overlap, fellows, overlaps
from app.answers import small_picture
from app.answers.answer import Answer, Cell, Further, Heading, Row, Speaker, Wanted, Words, cell, sentences
from app.answers.door import Data
from app.answers.picture import Bar, Bars, Picture
from app.answers.surroundings import SEAT, Naming, Surroundings, look, nobody, sample
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries.kept import kept
from models.vocabulary import RecordKind

QUESTION = N_("Who sits in the same networks as we do, which networks overlap?")

SHOWN = 30
"""Lines of the table; the others are counted in one."""

DRAWN = 15
"""Fellow members in the picture, or pairs of networks in the chart."""


class By(StrEnum):
    """What is compared."""

    MEMBERS = "members"
    """Who sits in the same networks as we do."""
    NETWORKS = "networks"
    """Which of our networks have the same members."""


BY_WORDS = {By.MEMBERS: N_("Members"), By.NETWORKS: N_("Networks")}

_METHOD = (
    N_(
        "Our networks are those in which our own record or, unless only our own record is asked for, a "
        "public list knows a seat of ours: we are a member or hold an office there, also where a source only "
        "implies it; taking part is none. A network on both counts once, where name or abbreviation is the "
        "same. Members are those that are known: a list may be years old, and no list is complete."
    ),
    N_(
        "A network with thousands of members shares members with every other, so the number alone says "
        "little: called more than chance is only what chance brings so rarely that of a hundred such "
        "findings one is wrong."
    ),
)
_METHODS = {
    By.MEMBERS: N_(
        "By chance, whoever sits in any network would sit in each of ours in proportion to its size. A "
        "shared network weighs the more the smaller it is (minus the logarithm of its share of all members); "
        "the order is by that weight."
    ),
    By.NETWORKS: N_(
        "By chance, the smaller network would draw its members from everybody who sits in any network "
        "(hypergeometric distribution). The order is by how rarely chance brings as many."
    ),
}


@dataclass(frozen=True)
class _Found:
    """What our networks share, with whom, and with each other.

    :param known: those of our networks of which another member is known.
    """

    known: tuple[int, ...]
    fellows: tuple[Fellow, ...]
    overlaps: tuple[Overlap, ...]


def ask(
    session: Session,
    actor: Actor,
    *,
    t: Translator,
    today: date,
    by: By = By.MEMBERS,
    data: Data = Data.ALL,
    network: int | None = None,
) -> Answer:
    """Tell who sits where we sit beyond chance, or which of our networks have the same members.

    :param network: only who sits in this one of our networks, chance or not; ignored if there is none.
    """
    say = Speaker(t)
    seen = look(session, actor, today=today, data=data)
    if seen is None:
        return nobody(QUESTION, t=t, today=today)
    found = kept(session, actor, ("overlap", today, data), lambda: _find(seen))
    named = Naming(session, actor, seen, t)
    named.learn(seen.sits_in)
    if by is By.NETWORKS:
        return _of_networks(found, seen, named, say, today)
    if network is not None:
        named.learn({network})
    chosen = network if network is not None and named.knows(network) else None
    return _of_members(found, seen, named, say, today, chosen)


def _find(seen: Surroundings) -> _Found:
    known = tuple(sorted(id_ for id_ in seen.sits_in if len(seen.networks[id_]) > 1))
    networks = {id_: members for id_, members in seen.networks.items() if len(members) > 1}
    return _Found(
        known,
        fellows(networks, known, seen.us),
        overlaps(networks, list(combinations(known, 2))),
    )


def _of_members(
    found: _Found, seen: Surroundings, named: Naming, say: Speaker, today: date, network: int | None
) -> Answer:
    t = say.t
    chosen = [
        one for one in found.fellows if (network in one.networks if network is not None else one.telling)
    ]
    shown = chosen[:SHOWN]
    named.learn({*(one.member for one in shown), *(seen.evidence(one.member) for one in shown)})
    shown = [one for one in shown if named.knows(one.member)]
    rows = [_fellow_row(one, seen, named, t) for one in shown]
    pool = (
        sum(network in one.networks for one in found.fellows) if network is not None else len(found.fellows)
    )
    if rest := pool - len(shown):
        rows.append(_rest(t.plural("%(n)s other", "%(n)s others", rest), 3))
    return Answer(
        question=t(QUESTION),
        sentence=_told_of_members(found, chosen, seen, named, say, network),
        headings=(
            Heading(t(N_("Member"))),
            Heading(t(N_("Networks shared with us")), numeric=True),
            Heading(t(N_("Its networks altogether")), numeric=True),
            Heading(t(N_("What links us"))),
        ),
        rows=tuple(rows) if found.fellows else (),
        method=(*(t(one) for one in _METHOD), t(_METHODS[By.MEMBERS])),
        as_of=today,
        sample=_sample(found, seen, t),
        counted=t.plural("%(n)s member", "%(n)s members", len(chosen)),
        enough=bool(found.fellows),
        wanted=tuple(_wanted(found, seen, t)),
        picture=_picture(shown, seen, named, t),
        further=(
            Further(t(N_("Which networks overlap?")), "overlap", {"by": By.NETWORKS}),
            Further(t(N_("Who matters most in our network?")), "matters"),
        ),
    )


def _of_networks(found: _Found, seen: Surroundings, named: Naming, say: Speaker, today: date) -> Answer:
    t = say.t
    shown = [one for one in found.overlaps if named.knows(one.a) and named.knows(one.b)][:SHOWN]
    telling = [one for one in shown if one.telling]
    rows = [_overlap_row(one, seen, named, t) for one in shown]
    return Answer(
        question=t(QUESTION),
        sentence=_told_of_networks(found, named, say),
        headings=(
            Heading(t(N_("Networks"))),
            Heading(t(N_("Members in both")), numeric=True),
            Heading(t(N_("By chance")), numeric=True),
            Heading(t(N_("Share of the smaller")), numeric=True),
            Heading(t(N_("More than chance"))),
        ),
        rows=tuple(rows),
        method=(*(t(one) for one in _METHOD), t(_METHODS[By.NETWORKS])),
        as_of=today,
        sample=_sample(found, seen, t),
        counted=t.plural("%(n)s pair", "%(n)s pairs", len(found.overlaps)),
        enough=len(found.known) > 1,
        wanted=tuple(_wanted(found, seen, t)),
        picture=_bars(telling[:DRAWN], named, t),
        further=(
            Further(t(N_("Who sits in the same networks as we do?")), "overlap"),
            Further(t(N_("Which partners know each other, which blocs exist?")), "blocs"),
        ),
    )


def _told_of_members(
    found: _Found,
    chosen: Sequence[Fellow],
    seen: Surroundings,
    named: Naming,
    say: Speaker,
    network: int | None,
) -> Words:
    t = say.t
    if not found.fellows:
        return _nothing_known(seen, say)
    if network is not None and network not in seen.sits_in:
        return say(N_("%(network)s: no seat of ours is known."), network=named(network))
    if network is not None:
        return say.plural(
            "%(network)s: %(n)s other member is known.",
            "%(network)s: %(n)s other members are known.",
            len(chosen),
            network=named(network),
        )
    told = say.plural(
        "%(n)s city or body sits in one or more of %(networks)s networks with known members in which we have "
        "a seat.",
        "%(n)s cities and bodies sit in one or more of %(networks)s networks with known members in which we "
        "have a seat.",
        len(found.fellows),
        networks=t.number(len(found.known)),
    )
    if not chosen:
        return sentences(told, say(N_("None of them shares more with us than chance would bring.")))
    some = say.plural(
        "%(n)s of them shares more with us than chance would bring.",
        "%(n)s of them share more with us than chance would bring.",
        len(chosen),
    )
    most = max(len(one.networks) for one in chosen)
    first = [one.member for one in chosen if len(one.networks) == most]
    if len(first) > 3:
        top = say.plural(
            "%(n)s of them are equal first, in %(most)s networks each.",
            "%(n)s of them are equal first, in %(most)s networks each.",
            len(first),
            most=t.number(most),
        )
    else:
        named.learn(first)
        names = say.join(named.every(first))
        top = say(N_("Most: %(names)s (%(n)s)."), names=names, n=t.number(most))
    return sentences(told, some, top)


def _told_of_networks(found: _Found, named: Naming, say: Speaker) -> Words:
    t = say.t
    if len(found.known) < 2:
        return say(
            N_("Not enough data: of fewer than two networks of ours other members are known."),
        )
    telling = [one for one in found.overlaps if one.telling and named.knows(one.a) and named.knows(one.b)]
    if not telling:
        return say(
            N_(
                "No two of the %(n)s networks with known members in which we have a seat share more of them "
                "than chance brings."
            ),
            n=t.number(len(found.known)),
        )
    told = say.plural(
        "%(n)s pair of our networks shares more members than chance would bring.",
        "%(n)s pairs of our networks share more members than chance would bring.",
        len(telling),
    )
    first = max(telling, key=lambda one: (one.of_smaller, one.shared, -one.a, -one.b))
    return sentences(
        told,
        say(
            N_("Most alike: %(a)s and %(b)s, %(shared)s members in both, %(share)s of the smaller one."),
            a=named(first.a),
            b=named(first.b),
            shared=t.number(first.shared),
            share=t.percent(first.of_smaller),
        ),
    )


def _nothing_known(seen: Surroundings, say: Speaker) -> Words:
    if not seen.sits_in:
        return say(N_("Not enough data: no network in which we sit is on record."))
    return say.plural(
        "Not enough data: of the only network in which we have a seat no other member is known.",
        "Not enough data: of none of the %(n)s networks in which we have a seat another member is known.",
        len(seen.sits_in),
    )


def _fellow_row(one: Fellow, seen: Surroundings, named: Naming, t: Translator) -> Row:
    return Row(
        (
            Cell((named(one.member),), named.some(one.networks)),
            Cell((t.number(len(one.networks)),), public=_listed(one, seen)),
            cell(t.number(one.seats)),
            named.link(one.member),
        )
    )


def _listed(one: Fellow, seen: Surroundings) -> bool:
    """Whether only public lists say where somebody sits."""
    return not any((one.member, id_) in seen.recorded for id_ in one.networks)


def _overlap_row(one: Overlap, seen: Surroundings, named: Naming, t: Translator) -> Row:
    public = not any(
        (member, id_) in seen.recorded
        for id_ in (one.a, one.b)
        for member in seen.networks[one.a] & seen.networks[one.b]
        if member != seen.us
    )
    return Row(
        (
            Cell((named(one.a), " – ", named(one.b))),
            Cell((t.number(one.shared),), public=public),
            cell(t.number(round(one.expected, 1))),
            cell(t.percent(one.of_smaller)),
            cell(t(N_("yes"))) if one.telling else cell(t(N_("no")), faint=True),
        )
    )


def _rest(words: str, blanks: int) -> Row:
    return Row((cell(words), *(cell("–", faint=True) for _ in range(blanks))))


def _sample(found: _Found, seen: Surroundings, t: Translator) -> str:
    return t(
        N_(
            "members known of %(known)s of the %(n)s networks in which we have a seat, as member or office "
            "holder; %(rest)s"
        ),
        known=t.number(len(found.known)),
        n=t.number(len(seen.sits_in)),
        rest=sample(seen, t),
    )


def _wanted(found: _Found, seen: Surroundings, t: Translator) -> Iterator[Wanted]:
    if not seen.sits_in:
        yield Wanted(t(N_("Enter the networks of which we are a member.")), RecordKind.MEMBERSHIP)
    elif unknown := len(seen.sits_in) - len(found.known):
        message = t.plural(
            "Enter or import the members of %(n)s network in which we have a seat.",
            "Enter or import the members of %(n)s networks in which we have a seat.",
            unknown,
        )
        yield Wanted(message, RecordKind.MEMBERSHIP)


def _picture(shown: Sequence[Fellow], seen: Surroundings, named: Naming, t: Translator) -> Picture | None:
    """We, the first of our fellows, and the networks that tell something: in a huge one everybody sits."""
    links: nx.Graph[int] = nx.Graph()
    for one in shown[:DRAWN]:
        for id_ in seen.linking.intersection(one.networks):
            for member in (one.member, seen.us):
                kind = SEAT if (member, id_) in seen.recorded else LISTED_MEMBER
                links.add_edge(member, id_, kinds=(kind,), strength=0.5)
    if not links:
        return None
    fellows_shown = [one.member for one in shown[:DRAWN]]
    networks = sorted(set(links) - {seen.us, *fellows_shown})
    return small_picture.draw(
        seen,
        named,
        (seen.us, *fellows_shown, *networks),
        links=links,
        caption=t(N_("We, our networks, and who sits in the most telling of them with us.")),
        highlighted=fellows_shown[:1],
    )


def _bars(telling: Collection[Overlap], named: Naming, t: Translator) -> Bars | None:
    if not telling:
        return None
    title = t(N_("Members in both networks, beside what chance would bring"))
    return Bars(
        title,
        tuple(
            Bar(
                f"{named.called(one.a)} – {named.called(one.b)}",
                one.shared,
                t.number(one.shared),
                part=min(one.expected, one.shared),
            )
            for one in telling
        ),
        caption=title,
        part_label=t(N_("By chance")),
    )
