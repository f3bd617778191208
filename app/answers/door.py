"""Question 9: who can open the door to a city: chains of named ties."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from app.analysis.introductions import (
    NOTHING,
    PUBLIC_KINDS,
    TRIALS,
    Chain,
    Introductions,
    Outside,
    Register,
    introductions,
)
from app.analysis.introductions import Step as Link
from app.answers import door_people, our_network, sleeping
from app.answers.answer import (
    Answer,
    Cell,
    Further,
    Heading,
    Name,
    Row,
    Speaker,
    Step,
    Wanted,
    Way,
    Words,
    apart,
    cell,
    sentences,
)
from app.errors import NotFound
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import cities, known_networks, names
from app.queries.graph import Network
from app.queries.public_graph import PublicGraph, public_graph
from models import City
from models.vocabulary import MembershipRelation, RecordKind, Relation

QUESTION = N_("Who can open the door to a city?")
QUESTION_OF = N_("Who can open the door to us in %(city)s?")
LIMIT = 5
ASLEEP = 0.5
"""What is left of a tie that sleeps."""


class Data(StrEnum):
    """What the ways may rest on."""

    OWN = "own"
    """Our own record alone."""
    ALL = "all"
    """Our own record and the public lists that are switched on."""


_WORDS = {
    "seat": N_("Member"),
    "meeting": N_("Meeting"),
    "post": N_("Holds an office"),
    "former_post": N_("Formerly held an office"),
    "represents": N_("Represents the country"),
    "sits_in": N_("Sits there"),
    "consortium": N_("Same project"),
    "listed": N_("Twin town"),
    "listed_member": N_("Member"),
}

_METHOD = (
    N_(
        "A way has at most three steps, and each step rests on a record. Each record counts between 0 and 1: "
        "sister city 0.9; friendship and protocol city 0.8; project 0.7; goodwill and programme 0.6; network "
        "tie 0.5; informal contact 0.4; half of it while the tie is suspended or sleeps. An office 0.9; a "
        "seat in a network 0.7, less in a large one; partner of a network 0.5, participant 0.4, lender 0.3, "
        "contact 0.2; a body that sits in the city 0.3; a mission 0.5 towards the country it represents; a "
        "project with few partners 0.7, less with many."
    ),
    N_(
        "A meeting counts 0.6 among two and less among many, and half of it after two years. Several records "
        "for one step support each other; the strength of a way is the product of its steps."
    ),
    N_(
        "A tie that has ended and a visit that is only planned are not offered. Who has left office is named "
        "only as somebody who left: it counts 0.25, and half of that after two years. A mission is offered "
        "only if it has met us: that an embassy exists opens no door. An office counts until its end is "
        "recorded; its date is the last day on which somebody was seen in it."
    ),
)
_OWN_DATA = N_(
    "The ways come from our own record alone. What cities and networks have among each other is known "
    "only where it was entered: %(others)s ties and memberships of others are on record."
)
_ALL_DATA = N_(
    "Steps marked as open source come from public lists: %(ties)s ties of twin towns and %(members)s "
    "memberships of networks. A twin town there counts 0.45, a membership 0.6 of one on record: nobody says "
    "whether the tie lives. A pair that our own record ties needs no list."
)
_STEADY = N_(
    "A tenth of the records behind the ways was left out at random, %(trials)s times: the first way stayed "
    "the first %(held)s times."
)


@dataclass(frozen=True)
class _Found:
    """The chains, and what is needed to speak of them."""

    net: Network
    outside: Outside
    way: Introductions
    named: Mapping[int, Name | str]

    @property
    def chains(self) -> tuple[Chain, ...]:
        return self.way.chains


def ask(
    session: Session, actor: Actor, *, city_id: int, t: Translator, today: date, data: Data = Data.ALL
) -> Answer:
    """Name the chains from us to a city, the strongest first.

    :raises NotFound: there is no such city.
    """
    say = Speaker(t)
    city = cities.one(session, actor, city_id)
    if city is None:
        raise NotFound(f"city {city_id}")
    public = public_graph(session)
    found = _find(session, actor, city, public if data is Data.ALL else None, say, today)
    ways = tuple(_way(chain, found, t) for chain in found.chains)
    target = say.name(city)
    whom = door_people.table(session, actor, found.chains, found.net, found.named, t=t, today=today)
    return Answer(
        question=t(QUESTION_OF, city=target.text),
        sentence=_sentence(ways, target, found.net, say),
        headings=(
            Heading(t(N_("Way")), numeric=True),
            Heading(t(N_("Step"))),
            Heading(t(N_("What links them"))),
            Heading(t(N_("Date"))),
            Heading(t(N_("Record"))),
            Heading(t(N_("Strength")), numeric=True),
        ),
        rows=tuple(_rows(found.chains, ways, t)),
        method=_method(found, public, data, t),
        as_of=today,
        sample=_sample(found.net, public if data is Data.ALL else None, t),
        counted=t.plural("%(n)s way found", "%(n)s ways found", len(ways)),
        enough=bool(ways),
        wanted=tuple(_wanted(ways, city, found.net, t)),
        ways=ways,
        used=tuple(dict.fromkeys(step.evidence for way in ways for step in way.steps)),
        further=tuple(_further(ways, city, t)),
        tables=(whom,) if whom else (),
    )


def outside_of(session: Session, actor: Actor, public: PublicGraph, home: int | None) -> Outside:
    """Set the public lists beside the record: a network that is on record is the organisation there.

    One that is not has its number below zero.
    """
    known = known_networks.on_record(session, actor)
    node = {network: known.get(network, -network) for network in public.networks}
    return Outside(public.ties, public.networks, public.memberships, node, home)


def _find(
    session: Session, actor: Actor, city: City, public: PublicGraph | None, say: Speaker, today: date
) -> _Found:
    net = our_network.look(session, actor, today=today)
    outside = outside_of(session, actor, public, net.home) if public else NOTHING
    code = city.country.code if city.country else None
    way = Introductions()
    if net.us is not None and net.home != city.id:
        asleep = sleeping.look(session, actor, t=say.t, today=today).of(sleeping.Sleep.ASLEEP)
        way = introductions(
            _fresh(net.register, {tie.agreement.id for tie in asleep}),
            net.us,
            city.id,
            country=code,
            today=today,
            outside=outside,
            limit=LIMIT,
        )
    homes = {net.home} if net.home else set()
    titles = names.titles(session, actor, {id_ for id_ in _ids(way.chains) | homes if id_ > 0})
    named: dict[int, Name | str] = {id_: say.name(record) for id_, record in titles.items()}
    if public:
        named |= {-network: name for network, name in public.network_names.items()}
    # A city may be in the bin while organisations still have their seat there: then there is no such way.
    way = Introductions(
        tuple(chain for chain in way.chains if _ids((chain,)) <= named.keys()), way.first_held
    )
    if net.us is not None and net.home in named:
        named[net.us] = named[net.home]
    return _Found(net, outside, way, named)


def _fresh(register: Register, asleep: Collection[int]) -> Register:
    """Let ties that sleep count half: nobody knows who would answer."""
    ties = [
        replace(tie, strength=tie.strength * ASLEEP) if tie.record_id in asleep else tie
        for tie in register.ties
    ]
    return replace(register, ties=ties)


def _ids(chains: Iterable[Chain]) -> set[int]:
    steps = [step for chain in chains for step in chain.steps]
    return {id_ for step in steps for id_ in (step.a, step.b, step.record_ids[0])}


def _way(chain: Chain, found: _Found, t: Translator) -> Way:
    stops = (chain.steps[0].a, *(step.b for step in chain.steps))
    return Way(
        tuple(found.named[id_] for id_ in stops),
        tuple(_step(step, found, t) for step in chain.steps),
        t.number(round(chain.score, 2)),
    )


def _step(step: Link, found: _Found, t: Translator) -> Step:
    public = step.kind in PUBLIC_KINDS
    kinds = ", ".join(dict.fromkeys(_word(kind, t) for kind in step.kinds))
    held = None if public else found.net.dates.get(step.record_ids[0])
    since = t.partial(held) if held and held.is_known and step.kind != "former_post" else ""
    return Step(kinds, since, _evidence(step, found), public=public)


def _evidence(step: Link, found: _Found) -> Name:
    """The record; of what a public list says the page of the city, which prints the list."""
    record = found.named[step.record_ids[0]]
    if isinstance(record, str):
        raise TypeError(record)
    if step.kind not in PUBLIC_KINDS:
        return record
    ends = (found.named[id_] for id_ in (step.a, step.b))
    return Name(record.id, record.kind, " – ".join(end if isinstance(end, str) else end.text for end in ends))


def _word(kind: str, t: Translator) -> str:
    family, _, member = kind.partition(":")
    if family == "tie":
        return t(label(Relation(member)))
    if family == "membership":
        return t(label(MembershipRelation(member)))
    return t(_WORDS[kind])


def _sentence(ways: Sequence[Way], target: Name, net: Network, say: Speaker) -> Words:
    if net.home == target.id:
        return say(N_("%(city)s is our own city."), city=target)
    if net.us is None:
        return say(N_("Not enough data: no organisation on record is marked as our own house."))
    if not ways:
        return say(
            N_("Not enough data: nothing on record links us with %(city)s in three steps or fewer."),
            city=target,
        )
    best = ways[0]
    if len(best.steps) == 1 and best.steps[0].public:
        told = say(N_("A public list ties us with %(city)s ourselves: %(how)s."), city=target, how=_how(best))
    elif len(best.steps) == 1:
        told = say(N_("We know %(city)s ourselves: %(how)s."), city=target, how=_how(best))
    else:
        told = say(N_("Best way: %(chain)s."), chain=_chain(best, say.t))
    if len(ways) == 1:
        return told
    second = N_("Second way: %(chain)s.")
    return sentences(told, say(second, chain=_chain(ways[1], say.t)))


def _how(way: Way) -> str:
    step = way.steps[0]
    first = step.words.partition(",")[0]
    return f"{first}, {step.since}" if step.since else first


def _chain(way: Way, t: Translator) -> Words:
    """``Üsküp (Kardeş şehir, 23.03.2023) → Zagreb (Kardeş şehir)``: no ending hangs on a name."""
    steps: Iterator[Words] = (
        (stop, " (", _told(step, t), ")") for stop, step in zip(way.stops[1:], way.steps, strict=True)
    )
    return apart(steps, by=" → ")


def _told(step: Step, t: Translator) -> str:
    facts = (step.words.partition(",")[0], step.since, t(N_("open source")) if step.public else "")
    return ", ".join(fact for fact in facts if fact)


def _rows(chains: Sequence[Chain], ways: Sequence[Way], t: Translator) -> Iterator[Row]:
    for number, (chain, way) in enumerate(zip(chains, ways, strict=True), start=1):
        for place, step in enumerate(way.steps):
            yield Row(
                (
                    cell(t.number(number)),
                    Cell((way.stops[place], " → ", way.stops[place + 1])),
                    cell(step.words, public=step.public),
                    cell(step.since) if step.since else cell(t(N_("unknown")), faint=True),
                    cell(step.evidence),
                    cell(t.number(round(chain.steps[place].strength, 2))),
                )
            )


def _wanted(ways: Sequence[Way], city: City, net: Network, t: Translator) -> Iterator[Wanted]:
    if ways or net.home == city.id:
        return
    if net.us is None:
        message = t(N_("Mark the organisation of our own municipality as our own house."))
        yield Wanted(message, RecordKind.ORGANISATION)
        return
    name = t.title(city)
    yield Wanted(t(N_("Enter a visit with somebody from %(city)s."), city=name), RecordKind.VISIT, city.id)
    message = t(N_("Enter the networks of which %(city)s is a member."), city=name)
    yield Wanted(message, RecordKind.MEMBERSHIP)
    message = t(N_("Enter ties that our partners have with %(city)s."), city=name)
    yield Wanted(message, RecordKind.AGREEMENT, city.id)


def _further(ways: Sequence[Way], city: City, t: Translator) -> Iterator[Further]:
    asked = set()
    for way in ways:
        for stop in way.stops[1:-1]:
            if not isinstance(stop, Name) or stop.kind is not RecordKind.CITY:
                continue
            if stop.id not in asked and stop.id != city.id:
                asked.add(stop.id)
                yield Further(t(QUESTION_OF, city=stop.text), "door", {"city": str(stop.id)})
    yield Further(t(N_("Where do we have friends?")), "friends")
    yield Further(t(N_("Which ties sleep, and since when?")), "sleeping")


def _sample(net: Network, public: PublicGraph | None, t: Translator) -> str:
    of = net.register
    own = t(
        N_("on record: ties %(ties)s, seats in networks %(seats)s, meetings %(meetings)s, offices %(posts)s"),
        ties=t.number(len({tie.record_id for tie in of.ties if tie.kind.startswith("tie:")})),
        seats=t.number(len(of.seats)),
        meetings=t.number(len(of.meetings)),
        posts=t.number(len(of.posts)),
    )
    if public is None or not (public.ties or public.networks):
        return own
    listed = t(N_("open source: ties %(ties)s"), ties=t.number(public.ties.number_of_edges()))
    return f"{own}; {listed}"


def _method(found: _Found, public: PublicGraph, data: Data, t: Translator) -> tuple[str, ...]:
    told = [t(one) for one in _METHOD]
    if data is Data.ALL and (public.ties or public.networks):
        members = sum(map(len, public.networks.values()))
        told.append(
            t(_ALL_DATA, ties=t.number(public.ties.number_of_edges()), members=t.number(members)),
        )
    else:
        told.append(t(_OWN_DATA, others=t.number(_others(found.net))))
    if len(found.chains) > 1:
        held = t.number(found.way.first_held)
        told.append(t(_STEADY, trials=t.number(TRIALS), held=held))
    return tuple(told)


def _others(net: Network) -> int:
    ties = sum(tie.kind != "sits_in" and net.us not in (tie.a, tie.b) for tie in net.register.ties)
    return ties + sum(seat.member != net.us for seat in net.register.seats)
