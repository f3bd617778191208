"""Question 10: whom to approach next, with reasons and counter-reasons that can be checked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.analysis.advice import WEIGHTS, Advice, Advised, Ground, House, Spread, advise
from app.analysis.candidates import Because, Candidate, Suggestions
from app.analysis.public_graph import PublicGraph
from app.answers import our_links, sleeping
from app.answers.answer import (
    Answer,
    Cell,
    Further,
    Heading,
    Name,
    Row,
    Speaker,
    Wanted,
    Words,
    apart,
    cell,
    sentences,
)
from app.answers.friends import at_home, friends
from app.answers.our_links import OurLinks
from app.answers.picture import Edge, Node, NodeKind, Picture
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import known_networks, names
from app.queries.kept import kept, kept_for_all
from app.queries.public_graph import public_graph
from models.vocabulary import RecordKind

QUESTION = N_("Whom should we approach next?")
SHOWN = 20
"""Candidates, where nothing else is asked for."""
ON_PAGE = 12
POOL = 1_500
"""Suggestions of public lists that are weighed with our own record."""
NAMED = 2
"""Names of a reason; the others are counted."""
NEXT = 3
"""Candidates that the sentence names behind the first, and about whom the next questions are."""
FIRST = 2
"""Reasons on the first line of a cell; the others stand below it."""
ALIKE = 1.5
"""Up to so many times larger or smaller, two cities are said to be about the same size."""
DRAWN, VIA = 5, 3
"""Candidates in the picture, and partners in common with each."""

_METHOD = (
    N_(
        "Suggested are cities abroad that are no partner of ours, on record or in a public list. What speaks "
        "for them is measured on the ties of public lists: partners in common (rare ones count more), "
        "partners that share partners with us, ties between the two countries beyond chance, networks in "
        "common, distance, size, and how many partners the city has. Networks of more than 1,000 members say "
        "nothing."
    ),
    N_(
        "Our own record adds to that: visits with the city (%(met)s for the first one, fewer for each more), "
        "a region of the world without a tie of ours (%(region_gap)s); against it: a tie of ours in the same "
        "country (%(country_taken)s for one), a tie there that sleeps (%(asleep)s), ten times more or fewer "
        "inhabitants (%(size_apart)s). These figures are set by hand."
    ),
    N_(
        "The score is the sum of all reasons. It says how much a city is like those that have become "
        "partners of cities like us, and not whether a tie is wise: that is for people to judge. What a city "
        "works on is not recorded, so fields of cooperation do not count."
    ),
    N_("Scores that are equal to two decimals share a rank."),
)


@dataclass(frozen=True)
class Found:
    """Whom next, and what is needed to speak of it.

    :param listed: whether a public list is on.
    """

    ours: OurLinks
    advised: tuple[Advised, ...]
    named: Mapping[int, Name | str]
    networks: Mapping[int, Name | str]
    listed: bool
    weighed: int


def suggestions(session: Session) -> Suggestions:
    """Return the suggestions of the public lists, made once while the lists stay as they are."""
    return kept_for_all(session, "suggestions", lambda: Suggestions(public_graph(session)))


def find(
    session: Session,
    actor: Actor,
    *,
    t: Translator,
    today: date,
    spread: Spread | None = None,
    limit: int = SHOWN,
) -> Found | None:
    """Rank the candidates; None where no organisation is marked as our own house.

    Cost: one statement for the names, and one while the data stays as it is.
    """
    ours = our_links.look(session, actor, today=today)
    if ours is None:
        return None
    say, public = Speaker(t), ours.public
    house = kept(session, actor, ("house", today), lambda: _house(session, actor, ours, t, today))
    pool = kept(session, actor, ("suggested", today), lambda: _pool(session, ours, house))
    advised = advise(pool, house, public, spread=spread, limit=limit)
    ids = {one.city for one in advised} | {public.countries.get(one.city) or 0 for one in advised}
    ids |= {ours.us, ours.home or 0}
    for one in advised:
        for ground in one.grounds:
            if ground.kind is not Because.NETWORKS:
                ids.update(ground.evidence)
    known = known_networks.on_record(session, actor)
    titles = names.titles(session, actor, (ids | set(known.values())) - {0})
    named: dict[int, Name | str] = {id_: say.name(record) for id_, record in titles.items()}
    networks = {
        number: named.get(known.get(number, 0), name) for number, name in public.network_names.items()
    }
    return Found(ours, advised, named, networks, bool(public.ties or public.networks), len(pool))


def ask(
    session: Session, actor: Actor, *, t: Translator, today: date, spread: Spread | None = None
) -> Answer:
    """Name the cities to approach next, each with what speaks for it and against it.

    :param spread: a rule that leaves cities out.
    """
    say = Speaker(t)
    found = find(session, actor, t=t, today=today, spread=spread, limit=ON_PAGE)
    advised = found.advised if found else ()
    return Answer(
        question=t(QUESTION),
        sentence=_sentence(found, say),
        headings=(
            Heading(t(N_("Rank")), numeric=True),
            Heading(t(N_("City"))),
            Heading(t(N_("What speaks for it"))),
            Heading(t(N_("What speaks against it"))),
            Heading(t(N_("Score")), numeric=True),
        ),
        rows=tuple(_row(one, found, say) for one in advised if found),
        method=_method(t),
        as_of=today,
        sample=_sample(found, t),
        counted=t.plural("%(n)s candidate", "%(n)s candidates", len(advised)),
        enough=bool(advised) and found is not None and found.listed,
        wanted=tuple(_wanted(found, t)),
        used=_used(found),
        further=tuple(_further(found, t)),
        picture=_picture(found, t) if found and advised else None,
    )


def _house(session: Session, actor: Actor, ours: OurLinks, t: Translator, today: date) -> House:
    every = friends(session, actor, today=today)
    home = ours.public.countries.get(ours.home or 0)
    tied: dict[int, list[int]] = {}
    for one in every:
        for country in one.countries - at_home(one):
            if country is not None:
                tied.setdefault(country, []).append(one.agreement.id)
    sleepers = {
        one.agreement.id for one in sleeping.look(session, actor, t=t, today=today).of(sleeping.Sleep.ASLEEP)
    }
    met: dict[int, list[int]] = {}
    cities = ours.public.countries
    meetings = sorted(ours.net.register.meetings, key=lambda one: (one.day or date.min, one.record_id))
    for meeting in reversed(meetings):
        if ours.us in meeting.participants:
            for city in meeting.participants:
                if city in cities:
                    met.setdefault(city, []).append(meeting.record_id)
    return House(
        country=home,
        tied={country: tuple(ids) for country, ids in tied.items()},
        asleep={
            country: there
            for country, ids in tied.items()
            if (there := tuple(id_ for id_ in ids if id_ in sleepers))
        },
        regions=frozenset(region for country in tied if (region := ours.public.regions.get(country, ""))),
        met={city: tuple(ids) for city, ids in met.items()},
        inhabitants=ours.public.populations.get(ours.home or 0),
    )


def _pool(session: Session, ours: OurLinks, house: House) -> Sequence[Candidate]:
    """What lists suggest, and the cities that met us; of these nothing else may be known."""
    tied = {contact for link in ours.links if not link.network for contact in link.contacts}
    found: Sequence[Candidate] = ()
    if ours.home is not None:
        found = suggestions(session).rank(ours.home, partners=tied, limit=POOL)
    listed = ours.public.ties.adj[ours.home] if ours.home in ours.public.ties else ()
    left = house.met.keys() - {one.city for one in found} - tied - ours.ourselves - set(listed)
    return (*found, *(Candidate(city, 0.0, ()) for city in sorted(left)))


def _sentence(found: Found | None, say: Speaker) -> Words:
    if found is None:
        return say(N_("Not enough data: no organisation on record is marked as our own house."))
    thin = () if found.listed else say(N_("Not enough data: no public list of twin towns or networks is on."))
    if not found.advised:
        return sentences(thin, say(N_("No city abroad without a tie is known well enough to be named.")))
    first = found.advised[0]
    leaders = [one for one in found.advised if one.rank == 1]
    if len(leaders) > 1:
        told = say.plural(
            "%(n)s city comes first: %(names)s.",
            "%(n)s cities come first alike: %(names)s.",
            len(leaders),
            names=_some([found.named.get(one.city, "") for one in leaders], len(leaders), say),
        )
        return sentences(thin, told)
    name = found.named.get(first.city, "")
    why = _ground(first.city, first.reasons[0], found, say) if first.reasons else ()
    told = (
        say(N_("First: %(city)s (%(why)s)."), city=name, why=why)
        if why
        else say(N_("First: %(city)s."), city=name)
    )
    against = first.counter_reasons
    but = say(N_("Against it: %(why)s."), why=_ground(first.city, against[0], found, say)) if against else ()
    others = [found.named.get(one.city, "") for one in found.advised[1 : 1 + NEXT]]
    then = say(N_("Then: %(names)s."), names=say.join(others)) if others else ()
    return sentences(thin, told, but, then)


def _row(one: Advised, found: Found, say: Speaker) -> Row:
    t = say.t
    country = found.named.get(found.ours.public.countries.get(one.city) or 0)
    return Row(
        (
            cell(t.number(one.rank)),
            Cell((found.named.get(one.city, t(N_("unknown"))),), (country,) if country else ()),
            _cell(one, one.reasons, found, say),
            _cell(one, one.counter_reasons, found, say),
            cell(t.number(one.score, 2)),
        )
    )


def _cell(one: Advised, grounds: Sequence[Ground], found: Found, say: Speaker) -> Cell:
    if not grounds:
        return cell("–", faint=True)
    told = [_ground(one.city, ground, found, say) for ground in grounds]
    public = any(isinstance(ground.kind, Because) for ground in grounds)
    return Cell(apart(told[:FIRST], by="; "), apart(told[FIRST:], by="; "), public=public)


def _ground(city: int, ground: Ground, found: Found, say: Speaker) -> Words:
    """Say a reason, with what it can be checked by."""
    of = found.networks if ground.kind is Because.NETWORKS else found.named
    shown = _some([of[id_] for id_ in ground.evidence if id_ in of], round(ground.number or 0), say)
    if isinstance(ground.kind, Advice):
        return _own_ground(ground, shown, say)
    if ground.kind in (Because.NEAR, Because.SIZE, Because.COUNTRY):
        return _fact(city, ground, found, say)
    return _shared(ground, shown, say)


def _shared(ground: Ground, shown: Words, say: Speaker) -> Words:
    n = round(ground.number or 0)
    match ground.kind:
        case Because.PARTNERS:
            return say.plural(
                "%(n)s partner in common: %(names)s", "%(n)s partners in common: %(names)s", n, names=shown
            )
        case Because.ALIKE:
            return say.plural(
                "%(n)s of its partners shares partners with us: %(names)s",
                "%(n)s of its partners share partners with us: %(names)s",
                n,
                names=shown,
            )
        case Because.NETWORKS:
            return say.plural(
                "%(n)s network in common: %(names)s", "%(n)s networks in common: %(names)s", n, names=shown
            )
        case _:
            return say.plural("%(n)s partner in public lists", "%(n)s partners in public lists", n)


def _fact(city: int, ground: Ground, found: Found, say: Speaker) -> Words:
    n = round(ground.number or 0)
    if ground.kind is Because.NEAR:
        return say(N_("%(km)s km away"), km=say.t.number(n))
    if ground.kind is Because.SIZE:
        return _size(city, ground.number or 1, found, say)
    if ground.weight > 0:
        return say.plural(
            "%(n)s tie between the two countries, more than by chance",
            "%(n)s ties between the two countries, more than by chance",
            n,
        )
    return say.plural(
        "%(n)s tie between the two countries, fewer than by chance",
        "%(n)s ties between the two countries, fewer than by chance",
        n,
    )


def _size(city: int, times: float, found: Found, say: Speaker) -> Words:
    populations = found.ours.public.populations
    if times < ALIKE:
        return say(N_("about our size"))
    number = say.t.number(round(times, 1))
    if (populations.get(city) or 0) > (populations.get(found.ours.home or 0) or 0):
        return say(N_("%(times)s times as large as we are"), times=number)
    return say(N_("we are %(times)s times as large"), times=number)


def _own_ground(ground: Ground, shown: Words, say: Speaker) -> Words:
    t, whole = say.t, round(ground.number or 0)
    match ground.kind:
        case Advice.MET:
            return say.plural(
                "%(n)s visit with us: %(names)s", "%(n)s visits with us: %(names)s", whole, names=shown
            )
        case Advice.REGION_GAP:
            return say(N_("no tie of ours in this region of the world"))
        case Advice.COUNTRY_TAKEN:
            return say.plural(
                "%(n)s tie of ours in the country: %(names)s",
                "%(n)s ties of ours in the country: %(names)s",
                whole,
                names=shown,
            )
        case Advice.ASLEEP:
            return say.plural(
                "%(n)s tie there sleeps: %(names)s", "%(n)s ties there sleep: %(names)s", whole, names=shown
            )
        case _:
            return say(N_("not our size: a factor of %(times)s"), times=t.number(whole))


def _some(shown: Sequence[Name | str], total: int, say: Speaker) -> Words:
    parts: list[Words | Name | str] = list(shown[:NAMED])
    if total > len(parts) and parts:
        parts.append(say.t.plural("%(n)s other", "%(n)s others", total - len(parts)))
    return say.join(parts)


def _method(t: Translator) -> tuple[str, ...]:
    weights = {kind.value: t.number(weight) for kind, weight in WEIGHTS.items()}
    return tuple(t(one, **weights) for one in _METHOD)


def _sample(found: Found | None, t: Translator) -> str:
    if found is None:
        return ""
    public: PublicGraph = found.ours.public
    return t(
        N_("cities weighed %(cities)s; open source: ties %(ties)s"),
        cities=t.number(found.weighed),
        ties=t.number(public.ties.number_of_edges()),
    )


def _wanted(found: Found | None, t: Translator) -> Iterable[Wanted]:
    if found is None:
        message = t(N_("Mark the organisation of our own municipality as our own house."))
        yield Wanted(message, RecordKind.ORGANISATION)
        return
    if found.ours.home is None:
        yield Wanted(t(N_("Enter the seat of our own house.")), RecordKind.ORGANISATION, found.ours.us)
    if not found.listed:
        yield Wanted(t(N_("Read or switch on a public list of twin towns.")))


def _used(found: Found | None) -> tuple[Name, ...]:
    if found is None:
        return ()
    own = (Advice.MET, Advice.COUNTRY_TAKEN, Advice.ASLEEP)
    records = (
        found.named.get(id_)
        for one in found.advised
        for ground in one.grounds
        if ground.kind in own
        for id_ in ground.evidence
    )
    return tuple(dict.fromkeys(record for record in records if isinstance(record, Name)))


def _further(found: Found | None, t: Translator) -> Iterable[Further]:
    for one in found.advised[:NEXT] if found else ():
        name = found.named.get(one.city) if found else None
        if isinstance(name, Name):
            question = t(N_("Who can open the door to us in %(city)s?"), city=name.text)
            yield Further(question, "door", {"city": str(one.city)})
            question = t(N_("What if we sign a tie with %(city)s?"), city=name.text)
            yield Further(question, "what-if", {"city": str(one.city)})
    yield Further(t(N_("Where are our blank spots?")), "blank-spots")


def _picture(found: Found, t: Translator) -> Picture | None:
    """The first candidates, and the partners through whom we know them."""
    ours, public = found.ours, found.ours.public
    kinds = {
        tie.b if tie.a == ours.us else tie.a: tie.kind.partition(":")[2]
        for tie in ours.net.register.ties
        if ours.us in (tie.a, tie.b) and tie.kind.startswith("tie:")
    }
    edges: dict[tuple[int, int], Edge] = {}
    drawn = [one for one in found.advised[:DRAWN] if one.city in found.named]
    for one in drawn:
        for ground in one.grounds:
            if ground.kind is Because.PARTNERS:
                for partner in (id_ for id_ in ground.evidence[:VIA] if id_ in found.named):
                    kind = kinds.get(partner)
                    edges[ours.us, partner] = Edge(ours.us, partner, kind or "public", public=kind is None)
                    edges[partner, one.city] = Edge(partner, one.city, "public", public=True)
    if not edges:
        return None
    cities = {id_ for pair in edges for id_ in pair} - {ours.us}
    here = found.named.get(ours.home or 0) or found.named.get(ours.us, "")
    nodes = [_node(ours.us, here, NodeKind.US, public, ours.home)]
    nodes += [_node(id_, found.named[id_], NodeKind.CITY, public, id_) for id_ in sorted(cities)]
    first = frozenset(one.city for one in drawn)
    caption = t(N_("The first candidates and the partners we have in common with them."))
    return Picture(tuple(nodes), tuple(edges.values()), first & cities, caption)


def _node(id_: int, name: Name | str, kind: NodeKind, public: PublicGraph, at: int | None) -> Node:
    latitude, longitude = public.positions.get(at or 0, (None, None))
    return Node(id_, name, kind, x=longitude, y=latitude)
