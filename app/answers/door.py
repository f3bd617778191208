"""Question 9: who can open the door to a city: chains of named ties."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.analysis.introductions import Chain, introductions
from app.analysis.introductions import Step as Link
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
from app.queries import cities, graph, names
from app.queries.graph import Network
from models import City, PartialDate
from models.vocabulary import MembershipRelation, RecordKind, Relation

QUESTION = N_("Who can open the door to a city?")
QUESTION_OF = N_("Who can open the door to us in %(city)s?")
LIMIT = 5

_WORDS = {
    "seat": N_("Member"),
    "meeting": N_("Meeting"),
    "post": N_("Holds an office"),
    "represents": N_("Represents the country"),
    "sits_in": N_("Sits there"),
}

_METHOD = (
    N_(
        "A way has at most three steps, and each step rests on a record. Each record counts between 0 and 1: "
        "sister city 0.9; friendship and protocol city 0.8; project 0.7; goodwill and programme 0.6; network "
        "tie 0.5; informal contact 0.4; half of it while the tie is suspended. An office 0.9; a seat in a "
        "network 0.7, less in a large one; partner of a network 0.5, participant 0.4, lender 0.3, contact "
        "0.2; a body that sits in the city 0.3; a mission 0.5 towards the country it represents."
    ),
    N_(
        "A meeting counts 0.6 among two and less among many, and half of it after two years. Several records "
        "for one step support each other; the strength of a way is the product of its steps."
    ),
    N_(
        "Who has left office, a tie that has ended and a visit that is only planned are not offered. A "
        "mission is offered only if it has met us: that an embassy exists opens no door. An office counts "
        "until its end is recorded; its date is the last day on which somebody was seen in it."
    ),
    N_(
        "The ways come from our own record alone. What cities and networks have among each other is known "
        "only where it was entered: %(others)s ties and memberships of others are on record."
    ),
)


def ask(session: Session, actor: Actor, *, city_id: int, t: Translator, today: date) -> Answer:
    """Name the chains from us to a city, the strongest first.

    :raises NotFound: there is no such city.
    """
    say = Speaker(t)
    city = cities.one(session, actor, city_id)
    if city is None:
        raise NotFound(f"city {city_id}")
    net = graph.network(session, actor, today=today)
    code = city.country.code if city.country else None
    chains: Sequence[Chain] = ()
    if net.us is not None and net.home != city.id:
        chains = introductions(net.register, net.us, city.id, country=code, today=today, limit=LIMIT)
    homes = {net.home} if net.home else set()
    titles = names.titles(session, actor, _ids(chains) | homes)
    # A city may be in the bin while organisations still have their seat there: then there is no such way.
    chains = [chain for chain in chains if _ids((chain,)) <= titles.keys()]
    named = {id_: say.name(record) for id_, record in titles.items()}
    if net.us is not None and net.home in named:
        named[net.us] = named[net.home]
    ways = tuple(_way(chain, named, net.dates, t) for chain in chains)
    target = say.name(city)
    return Answer(
        question=t(QUESTION_OF, city=target.text),
        sentence=_sentence(ways, target, net, say),
        headings=(
            Heading(t(N_("Way")), numeric=True),
            Heading(t(N_("Step"))),
            Heading(t(N_("What links them"))),
            Heading(t(N_("Date"))),
            Heading(t(N_("Record"))),
            Heading(t(N_("Strength")), numeric=True),
        ),
        rows=tuple(_rows(chains, ways, t)),
        method=_method(net, t),
        as_of=today,
        sample=_sample(net, t),
        counted=t.plural("%(n)s way found", "%(n)s ways found", len(ways)),
        enough=bool(ways),
        wanted=tuple(_wanted(ways, city, net, t)),
        ways=ways,
        used=tuple(dict.fromkeys(step.evidence for way in ways for step in way.steps)),
        further=tuple(_further(ways, city, t)),
    )


def _ids(chains: Iterable[Chain]) -> set[int]:
    steps = [step for chain in chains for step in chain.steps]
    return {id_ for step in steps for id_ in (step.a, step.b, step.record_ids[0])}


def _way(chain: Chain, named: Mapping[int, Name], dates: Mapping[int, PartialDate], t: Translator) -> Way:
    stops = (chain.steps[0].a, *(step.b for step in chain.steps))
    return Way(
        tuple(named[id_] for id_ in stops),
        tuple(_step(step, named, dates, t) for step in chain.steps),
        t.number(round(chain.score, 2)),
    )


def _step(step: Link, named: Mapping[int, Name], dates: Mapping[int, PartialDate], t: Translator) -> Step:
    kinds = ", ".join(dict.fromkeys(t(_word(kind)) for kind in step.kinds))
    held = dates.get(step.record_ids[0])
    return Step(kinds, t.partial(held) if held and held.is_known else "", named[step.record_ids[0]])


def _word(kind: str) -> str:
    family, _, member = kind.partition(":")
    if family == "tie":
        return label(Relation(member))
    return label(MembershipRelation(member)) if family == "membership" else _WORDS[kind]


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
    if len(best.steps) == 1:
        told = say(N_("We know %(city)s ourselves: %(how)s."), city=target, how=_how(best.steps[0]))
    else:
        told = say(N_("Best way: %(chain)s."), chain=_chain(best))
    if len(ways) == 1:
        return told
    second = N_("Second way: %(chain)s.")
    return sentences(told, say(second, chain=_chain(ways[1])))


def _chain(way: Way) -> Words:
    """``Üsküp (Kardeş şehir, 23.03.2023) → Zagreb (Kardeş şehir)``: no ending hangs on a name."""
    steps: Iterator[Words] = (
        (stop, " (", _how(step), ")") for stop, step in zip(way.stops[1:], way.steps, strict=True)
    )
    return apart(steps, by=" → ")


def _how(step: Step) -> str:
    first = step.words.partition(",")[0]
    return f"{first}, {step.since}" if step.since else first


def _rows(chains: Sequence[Chain], ways: Sequence[Way], t: Translator) -> Iterator[Row]:
    for number, (chain, way) in enumerate(zip(chains, ways, strict=True), start=1):
        for place, step in enumerate(way.steps):
            yield Row(
                (
                    cell(t.number(number)),
                    Cell((way.stops[place], " → ", way.stops[place + 1])),
                    cell(step.words),
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
            if stop.kind is RecordKind.CITY and stop.id not in asked and stop.id != city.id:
                asked.add(stop.id)
                yield Further(t(QUESTION_OF, city=stop.text), "door", {"city": str(stop.id)})
    yield Further(t(N_("Where do we have friends?")), "friends")
    yield Further(t(N_("Which ties sleep, and since when?")), "sleeping")


def _sample(net: Network, t: Translator) -> str:
    of = net.register
    return t(
        N_("on record: ties %(ties)s, seats in networks %(seats)s, meetings %(meetings)s, offices %(posts)s"),
        ties=t.number(len({tie.record_id for tie in of.ties if tie.kind.startswith("tie:")})),
        seats=t.number(len(of.seats)),
        meetings=t.number(len(of.meetings)),
        posts=t.number(len(of.posts)),
    )


def _method(net: Network, t: Translator) -> tuple[str, ...]:
    others = sum(tie.kind != "sits_in" and net.us not in (tie.a, tie.b) for tie in net.register.ties)
    others += sum(seat.member != net.us for seat in net.register.seats)
    return (*(t(one) for one in _METHOD[:-1]), t(_METHOD[-1], others=t.number(others)))
