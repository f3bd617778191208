"""Question 5: who connects us to others, and who are our only bridges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import networkx as nx
from sqlalchemy.orm import Session

from app.analysis.bands import TRIALS
from app.analysis.brokers import Broker, brokers, constraint, effective_size
from app.analysis.centrality import only_through
from app.answers import small_picture
from app.answers.answer import (
    Answer,
    Cell,
    Further,
    Heading,
    Row,
    Speaker,
    Words,
    cell,
    sentences,
)
from app.answers.door import Data
from app.answers.surroundings import (
    BAND,
    LARGEST_CIRCLE,
    SOME,
    WHERE_FROM,
    Naming,
    Surroundings,
    band,
    look,
    more_data,
    nobody,
    sample,
)
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries.kept import kept
from app.queries.public_graph import public_graph

QUESTION = N_("Who connects us to others, who are our only bridges?")

SHOWN = 30
"""Lines of the table; the others are counted in one."""

DRAWN = 6
"""Bridges in the picture, each with as many of those it leads to."""

_METHOD = (
    N_(
        "Counted are the cities and bodies that we reach in two steps: a partner or a network of ours, and "
        "somebody tied to it who is no partner of ours. Whom only one of them leads to, for them it is our "
        "only bridge. A network leads to its members only while it has at most %(circle)s of them: in a "
        "larger one members do not know each other."
    ),
    N_(
        "“Only way at all” counts those whom no other way of any length leads to, through whatever ties are "
        "known (articulation points, as dominators seen from us)."
    ),
    N_(
        "Our partners count as %(size)s instead of %(n)s, because some know each other (effective size, "
        "Burt 1992). How far they hem us in is %(constraint)s, from near 0, everyone leads elsewhere, to 1, "
        "all are one circle (constraint, by strength)."
    ),
)


@dataclass(frozen=True, slots=True)
class _Found:
    """The bridges, whom each alone leads to at any length, and how redundant all are."""

    brokers: tuple[Broker, ...]
    at_all: Mapping[int, int]
    size: float
    constraint: float

    @property
    def only(self) -> tuple[Broker, ...]:
        """Those who alone lead to somebody."""
        return tuple(one for one in self.brokers if one.alone)

    @property
    def tells(self) -> bool:
        """Whether it is known of anybody whom it leads to."""
        return any(one.alone or one.beside for one in self.brokers)


def ask(session: Session, actor: Actor, *, t: Translator, today: date, data: Data = Data.ALL) -> Answer:
    """Tell who leads us to whom, and who alone."""
    say = Speaker(t)
    seen = look(session, actor, today=today, data=data)
    if seen is None:
        return nobody(QUESTION, t=t, today=today)
    world = public_graph(session).ties if data is Data.ALL else nx.Graph()
    found = kept(session, actor, ("bridges", today, data), lambda: _find(seen, world))
    shown = found.only[:SHOWN]
    named = Naming(session, actor, seen, t)
    drawn = _drawn(shown)
    beyond = [id_ for one in shown for id_ in one.alone[:SOME]]
    evidence = [seen.evidence(one.node) for one in shown]
    named.learn({*(one.node for one in shown), *beyond, *evidence, *drawn})
    rows = [_row(one, found, seen, named, t) for one in shown if named.knows(one.node)]
    if rows and (rest := len(found.brokers) - len(rows)):
        others = t.plural("%(n)s other", "%(n)s others", rest)
        rows.append(Row((cell(others), *(cell("–", faint=True) for _ in range(5)))))
    return Answer(
        question=t(QUESTION),
        sentence=_sentence(seen, found, named, say),
        headings=(
            Heading(t(N_("Bridge"))),
            Heading(t(N_("Through it alone")), numeric=True),
            Heading(t(N_("Only way at all")), numeric=True),
            Heading(t(N_("Through others, too")), numeric=True),
            Heading(t(N_("Rank with records left out")), numeric=True),
            Heading(t(N_("What links us"))),
        ),
        rows=tuple(rows),
        method=_method(seen, found, t),
        as_of=today,
        sample=sample(seen, t),
        counted=t.plural("%(n)s bridge", "%(n)s bridges", len(found.only)),
        enough=found.tells,
        wanted=() if found.tells else tuple(more_data(data, t)),
        picture=small_picture.draw(
            seen,
            named,
            (seen.us, *drawn),
            caption=t(N_("We, our only bridges, and some of those whom they alone lead to.")),
            highlighted=[one.node for one in shown if one.standing.rank == 1],
        )
        if rows
        else None,
        further=(
            Further(t(N_("Who matters most in our network?")), "matters"),
            Further(t(N_("Which partners know each other, which blocs exist?")), "blocs"),
        ),
    )


def _find(seen: Surroundings, world: nx.Graph[int]) -> _Found:
    found = brokers(seen.graph, seen.us)
    everywhere: nx.Graph[int] = nx.Graph(world.edges)
    everywhere.remove_nodes_from([seen.home] if seen.home in everywhere else [])
    everywhere.add_node(seen.us)
    everywhere.add_edges_from(seen.graph.edges)
    at_all = only_through(everywhere, seen.us)
    return _Found(
        found,
        {one.node: len(at_all.get(one.node, ())) for one in found},
        effective_size(seen.graph, seen.us),
        constraint(seen.graph, seen.us),
    )


def _sentence(seen: Surroundings, found: _Found, named: Naming, say: Speaker) -> Words:
    t = say.t
    reached = {id_ for one in found.brokers for id_ in (*one.alone, *one.beside)}
    if not seen.graph.adj[seen.us]:
        return say(N_("Not enough data: no partner of ours is on record."))
    if not reached:
        return say(N_("Not enough data: of none of our partners is it known to whom else it is tied."))
    told = say.plural(
        "In two steps we reach %(n)s city or body that is no partner of ours.",
        "In two steps we reach %(n)s cities and bodies that are no partners of ours.",
        len(reached),
    )
    alone = sum(len(one.alone) for one in found.only)
    if not alone:
        return sentences(told, say(N_("None of them hangs on a single bridge.")))
    some = say.plural(
        "%(n)s of them we reach through one bridge alone.",
        "%(n)s of them we reach through one bridge alone.",
        alone,
    )
    first = [one for one in found.only if one.standing.rank == 1]
    most = t.number(len(first[0].alone))
    if len(first) > 3:
        top = say.plural(
            "%(n)s bridges are equal first, each for %(most)s.",
            "%(n)s bridges are equal first, each for %(most)s.",
            len(first),
            most=most,
        )
    elif len(first) > 1:
        names = say.join(named.every(one.node for one in first))
        top = say(N_("Equal first: %(names)s, each for %(most)s."), names=names, most=most)
    else:
        top = say(N_("Most hang on %(name)s: %(most)s."), name=named(first[0].node), most=most)
    return sentences(told, some, top)


def _row(one: Broker, found: _Found, seen: Surroundings, named: Naming, t: Translator) -> Row:
    return Row(
        (
            Cell((named(one.node),), named.some(one.alone)),
            Cell(
                (t.number(len(one.alone)),),
                public=all(seen.is_listed(one.node, other) for other in one.alone),
            ),
            cell(t.number(found.at_all[one.node])),
            cell(t.number(len(one.beside))),
            cell(band(one.standing, t)),
            named.link(one.node),
        )
    )


def _method(seen: Surroundings, found: _Found, t: Translator) -> tuple[str, ...]:
    two, all_, size = _METHOD
    return (
        t(two, circle=t.number(LARGEST_CIRCLE)),
        t(all_),
        t(
            size,
            size=t.number(round(found.size, 1)),
            n=t.number(seen.graph.degree(seen.us)),
            constraint=t.number(round(found.constraint, 2)),
        ),
        t(BAND, trials=t.number(TRIALS)),
        t(WHERE_FROM),
    )


def _drawn(shown: Sequence[Broker]) -> tuple[int, ...]:
    """The first bridges, and some of those each alone leads to, one of each in turn."""
    top = shown[:DRAWN]
    further = (id_ for place in range(DRAWN) for one in top for id_ in one.alone[place : place + 1])
    return tuple(dict.fromkeys((*(one.node for one in top), *further)))
