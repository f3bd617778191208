"""Question 6: which of our partners know each other, and which blocs exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import networkx as nx
from sqlalchemy.orm import Session

from app.analysis.blocs import PERSISTENT, SEARCHES, Bloc, Followed, blocs, follow
from app.analysis.overlap import Shared, together
from app.answers import small_picture
from app.answers.answer import (
    Answer,
    Cell,
    Further,
    Heading,
    Row,
    Speaker,
    Table,
    Words,
    apart,
    cell,
    sentences,
)
from app.answers.door import Data
from app.answers.picture import Picture
from app.answers.surroundings import (
    LARGEST_CIRCLE,
    LISTED_SAME,
    PUBLIC,
    SAME,
    SEAT,
    WHERE_FROM,
    Naming,
    Surroundings,
    link_words,
    look,
    more_data,
    nobody,
    sample,
    seat_strength,
)
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries.kept import kept

QUESTION = N_("Which partners know each other, which blocs exist?")

SHOWN = 30
"""Pairs of the table; the others are counted in one line."""

DRAWN = 24
"""Partners in the picture while there is no bloc to draw."""

_METHOD = (
    N_(
        "Two partners know each other if a tie, a visit or a project names both, if a public list calls "
        "them twin towns, or if they sit in the same networks: in one of at most %(circle)s members, or in "
        "more of them than chance would bring. Networks are never turned into ties of all their members."
    ),
    N_(
        "A bloc is a group whose members are tied among each other more than to the other partners, each by "
        "two ties or more. It is looked for %(searches)s times (Louvain, each time another start and another "
        "tenth of the ties left out) and told only if its members stay together in %(share)s of the "
        "searches, if ties drawn by lot would not bring it about, and if it does not rest on one record or "
        "one network alone. Our own house is left out: it knows everybody."
    ),
    N_(
        "A bloc is called after a member, and keeps that name from one year to the next while the member "
        "belongs to it. It is the same bloc if at least a third of the members of both are the same. Public "
        "lists have no dates: they count alike at both times."
    ),
)


@dataclass(frozen=True)
class _Found:
    """Who knows whom among our partners, and the blocs.

    :param known: partners who know another one; edges as of our surroundings, and ``networks`` and
        ``reasons``: the records and networks behind it.
    """

    known: nx.Graph[int]
    blocs: tuple[Followed, ...]

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Who knows whom, the strongest first."""
        edges = self.known.edges(data="strength")
        return [(a, b) for a, b, _ in sorted(edges, key=lambda edge: (-round(edge[2], 9), edge[0], edge[1]))]


def ask(session: Session, actor: Actor, *, t: Translator, today: date, data: Data = Data.ALL) -> Answer:
    """Tell who knows whom among our partners, and who belongs together."""
    say = Speaker(t)
    seen = look(session, actor, today=today, data=data)
    if seen is None:
        return nobody(QUESTION, t=t, today=today)
    before = date(today.year - 1, 12, 31)
    earlier = look(session, actor, today=today, at=before, data=data)
    found = kept(session, actor, ("blocs", today, data), lambda: _find(seen, earlier))
    pairs = found.pairs[:SHOWN]
    named = Naming(session, actor, seen, t)
    records = {found.known.edges[pair]["record_ids"][0] for pair in pairs}
    networks = {id_ for pair in pairs for id_ in found.known.edges[pair]["networks"]}
    named.learn({*found.known, *records, *networks})
    bloc_table = Table(
        t(N_("Blocs")),
        (
            Heading(t(N_("Bloc"))),
            Heading(t(N_("Members")), numeric=True),
            Heading(t(N_("Ties inside")), numeric=True),
            Heading(t(N_("Stayed together")), numeric=True),
            Heading(t(N_("Since %(day)s"), day=before)),
        ),
        tuple(_bloc_row(one, found.known, named, t) for one in found.blocs),
    )
    pair_table = Table(
        t(N_("Who knows whom")),
        (Heading(t(N_("Partners"))), Heading(t(N_("What links them"))), Heading(t(N_("Record")))),
        tuple(_pair_rows(found, pairs, named, t)),
    )
    first, *others = [one for one in (bloc_table, pair_table) if one.rows] or [pair_table]
    return Answer(
        question=t(QUESTION),
        sentence=_sentence(seen, found, named, say),
        headings=first.headings,
        rows=first.rows,
        title=first.title,
        tables=tuple(others),
        method=_method(t),
        as_of=today,
        sample=sample(seen, t),
        counted=t.plural("%(n)s bloc", "%(n)s blocs", len(found.blocs)),
        enough=bool(found.pairs),
        wanted=() if found.pairs else tuple(more_data(data, t)),
        picture=_picture(seen, found, named, t),
        further=(
            Further(t(N_("Who connects us to others, who are our only bridges?")), "bridges"),
            Further(t(N_("Who sits in the same networks as we do, which networks overlap?")), "overlap"),
        ),
    )


def _find(seen: Surroundings, earlier: Surroundings | None) -> _Found:
    known = _acquainted(seen)
    now = _blocs(known)
    former: Sequence[Bloc] = ()
    if earlier is not None:
        known_then = _acquainted(earlier)
        same = {*known.edges} == {*known_then.edges}
        former = now if same else _blocs(known_then)
    return _Found(known, follow((former, now))[-1])


def _blocs(known: nx.Graph[int]) -> tuple[Bloc, ...]:
    """The blocs that do not rest on one record or one network alone: that one says it all."""
    return tuple(bloc for bloc in blocs(known) if len(_reasons(known, bloc)) > 1)


def _reasons(known: nx.Graph[int], bloc: Bloc) -> frozenset[int]:
    edges = known.subgraph(bloc.members).edges(data="reasons")
    return frozenset[int]().union(*(reasons for _, _, reasons in edges))


def _acquainted(seen: Surroundings) -> nx.Graph[int]:
    """Our partners who know another one, without us."""
    graph: nx.Graph[int] = nx.Graph()
    for a, b, facts in seen.graph.subgraph(seen.partners).edges(data=True):
        graph.add_edge(min(a, b), max(a, b), **facts, networks=(), reasons=frozenset(facts["record_ids"]))
    for one in together(seen.networks, seen.partners):
        circle = len(seen.networks[one.networks[0]]) <= LARGEST_CIRCLE
        if circle or one.telling:
            _sit_together(graph, seen, one)
    return graph


def _sit_together(graph: nx.Graph[int], seen: Surroundings, one: Shared) -> None:
    """Add to what links two that they sit in the same networks."""
    doubt = 1.0
    for id_ in one.networks:
        doubt *= 1 - seat_strength(seen.networks[id_]) ** 2
    seats = [
        seen.graph.edges[member, id_]
        for id_ in one.networks
        for member in (one.a, one.b)
        if seen.graph.has_edge(member, id_)
    ]
    recorded = len(seats) == 2 * len(one.networks) and all(SEAT in seat["kinds"] for seat in seats)
    kind, record = (SAME, seats[0]["record_ids"][0]) if recorded else (LISTED_SAME, one.a)
    facts = graph.edges[one.a, one.b] if graph.has_edge(one.a, one.b) else _NOTHING
    kinds, records = [*facts["kinds"]], [*facts["record_ids"]]
    first = 0 if 1 - doubt > facts["strength"] else len(kinds)
    kinds.insert(first, kind)
    records.insert(first and len(records), record)
    graph.add_edge(
        one.a,
        one.b,
        strength=1 - doubt * (1 - facts["strength"]),
        kinds=tuple(kinds),
        record_ids=tuple(dict.fromkeys(records)),
        networks=one.networks,
        reasons=facts["reasons"].union(one.networks),
    )


_NOTHING: Mapping[str, Any] = {"strength": 0.0, "kinds": (), "record_ids": (), "reasons": frozenset()}


def _sentence(seen: Surroundings, found: _Found, named: Naming, say: Speaker) -> Words:
    t = say.t
    if not seen.partners:
        return say(N_("Not enough data: no partner of ours is on record."))
    if not found.pairs:
        return say.plural(
            "Not enough data: our only partner knows no other.",
            "Not enough data: of none of our %(n)s partners is it known that it knows another one.",
            len(seen.partners),
        )
    told = say.plural(
        "%(known)s of our %(partners)s partners know another one: %(n)s pair.",
        "%(known)s of our %(partners)s partners know another one: %(n)s pairs.",
        len(found.pairs),
        known=t.number(len(found.known)),
        partners=t.number(len(seen.partners)),
    )
    if not found.blocs:
        return sentences(told, say(N_("No bloc persists among them.")))
    if len(found.blocs) == 1 and len(found.blocs[0].bloc.members) == len(found.known):
        return sentences(told, say(N_("They are all one bloc; none stands apart.")))
    names = say.join(
        [(*_bloc_name(one, named, t), f" ({t.number(len(one.bloc.members))})") for one in found.blocs]
    )
    some = say.plural(
        "%(n)s bloc persists: %(names)s.", "%(n)s blocs persist: %(names)s.", len(found.blocs), names=names
    )
    return sentences(told, some)


def _bloc_name(one: Followed, named: Naming, t: Translator) -> Words:
    return Speaker(t)(N_("%(name)s bloc"), name=named(one.anchor))


def _bloc_row(one: Followed, known: nx.Graph[int], named: Naming, t: Translator) -> Row:
    members = apart(named.every(one.bloc.members))
    return Row(
        (
            Cell(_bloc_name(one, named, t), members),
            cell(t.number(len(one.bloc.members))),
            Cell((t.number(one.bloc.ties),), public=_is_listed(known, one.bloc)),
            cell(t.percent(one.bloc.persistence)),
            _since(one, named, t),
        )
    )


def _is_listed(known: nx.Graph[int], bloc: Bloc) -> bool:
    """Whether only public lists say what ties a bloc."""
    edges = known.subgraph(bloc.members).edges(data="kinds")
    return all(PUBLIC.issuperset(kinds) for _, _, kinds in edges)


def _since(one: Followed, named: Naming, t: Translator) -> Cell:
    """Who came and who went since the end of the year before."""
    if one.before is None:
        return cell(t(N_("new")))
    now, then = set(one.bloc.members), set(one.before.members)
    came, went = named.every(now - then), named.every(then - now)
    say = Speaker(t)
    changes = (
        say(N_("came: %(names)s"), names=apart(came)) if came else (),
        say(N_("went: %(names)s"), names=apart(went)) if went else (),
    )
    return Cell(apart(changes, by="; ") or (t(N_("unchanged")),))


def _pair_rows(
    found: _Found, pairs: Sequence[tuple[int, int]], named: Naming, t: Translator
) -> Iterator[Row]:
    for a, b in pairs:
        if not (named.knows(a) and named.knows(b)):
            continue
        facts = found.known.edges[a, b]
        public = PUBLIC.issuperset(facts["kinds"])
        record = facts["record_ids"][0]
        yield Row(
            (
                Cell((named(a), " – ", named(b))),
                Cell((link_words(facts["kinds"], t),), named.some(facts["networks"]), public=public),
                cell(named(record)) if named.knows(record) else cell("–", faint=True),
            )
        )
    if rest := len(found.pairs) - len(pairs):
        others = t.plural("%(n)s other", "%(n)s others", rest)
        yield Row((cell(others), cell("–", faint=True), cell("–", faint=True)))


def _picture(seen: Surroundings, found: _Found, named: Naming, t: Translator) -> Picture | None:
    groups = {id_: place for place, one in enumerate(found.blocs) for id_ in one.bloc.members}
    strength: Mapping[int, float] = dict(found.known.degree(weight="strength"))
    strongest = sorted(found.known, key=lambda id_: (-round(strength[id_], 9), id_))
    drawn = [id_ for id_ in strongest if id_ in groups] or strongest[:DRAWN]
    return small_picture.draw(
        seen,
        named,
        drawn,
        links=found.known,
        caption=t(N_("Our partners who know each other; members of a bloc stand together.")),
        groups=groups,
    )


def _method(t: Translator) -> tuple[str, ...]:
    pairs, persist, names = _METHOD
    return (
        t(pairs, circle=t.number(LARGEST_CIRCLE)),
        t(persist, searches=t.number(SEARCHES), share=t.percent(PERSISTENT)),
        t(names),
        t(WHERE_FROM),
    )
