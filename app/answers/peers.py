"""Question 11: how we compare with peer cities, by their own data or by public lists, saying which."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.analysis.side_by_side import Portfolio, like_us, only_theirs, portfolio, rank
from app.answers import our_links, stated
from app.answers.answer import (
    Answer,
    Cell,
    Further,
    Heading,
    Name,
    Row,
    Speaker,
    Table,
    Wanted,
    Words,
    apart,
    cell,
    sentences,
)
from app.answers.network_choice import meets_there
from app.answers.our_links import OurLinks
from app.answers.picture import Bar, Bars
from app.answers.stated import Comparison
from app.domain.portfolio import Membership as GivenMembership
from app.domain.portfolio import Portfolio as GivenPortfolio
from app.domain.turkish import sort_key
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import known_networks, map_places, names, portfolios
from models import PartialDate
from models.vocabulary import AgreementState, RecordKind

QUESTION = N_("How do we compare with peer cities?")
_STANDING = (AgreementState.IN_FORCE, AgreementState.SUSPENDED)
SHOWN = 20
NAMED = 3

_METHOD = (
    N_(
        "Compared are the municipalities marked as peers, and a city that is chosen; where there are none, "
        "the cities of our country whose size is nearest to ours. The order rests on the public lists alone, "
        "because they say the same kind of thing of everybody; they are not complete for anybody."
    ),
    N_(
        "On record: with whom a tie of theirs stands, and the networks in which they are a member, hold an "
        "office or take part, also where a source only implies it, by the portfolio that they "
        "gave us themselves, which is marked with its day; without one, by what our own record has of them. "
        "Stated: what a source says of them, with its day. These figures are shown and not set against each "
        "other: what counts as a sister city differs from house to house."
    ),
)


@dataclass(frozen=True)
class _Side:
    """One of those compared.

    :param name: its municipality where that is on record, else its city.
    :param ties: ties that stand on record of it, cities and bodies.
    :param memberships: networks in which it sits or takes part, by our record.
    :param given: the portfolio that it gave us; it goes before what our record has of it.
    """

    city: int
    name: Name
    listed: Portfolio
    ties: int
    memberships: int
    stated: tuple[Comparison, ...]
    given: GivenPortfolio | None = None


def ask(session: Session, actor: Actor, *, t: Translator, today: date, city_id: int | None = None) -> Answer:
    """Set our partners and networks beside those of peer cities.

    :param city_id: one more city; it is left out if it is our own.
    """
    say = Speaker(t)
    ours = our_links.look(session, actor, today=today)
    if ours is None or ours.home is None:
        return _without_home(ours, say, today)
    sides, chosen = _sides(session, actor, ours, city_id, say, today)
    us, peers = sides[0], sides[1:]
    partners = _by_size(
        only_theirs(us.listed.partners | _tied(ours), {one.city: one.listed.partners for one in peers}), ours
    )
    known = known_networks.on_record(session, actor)
    mine = us.listed.networks | {number for number, node in known.items() if ours.link(node)}
    networks = only_theirs(mine, {one.city: one.listed.networks for one in peers})
    shown = {*list(partners)[:SHOWN], *(known[number] for number in networks if number in known)}
    named = {id_: say.name(found) for id_, found in names.titles(session, actor, shown).items()}
    listed = any(one.listed.partners or one.listed.networks for one in sides)
    return Answer(
        question=t(QUESTION),
        sentence=sentences(*_sentence(us, peers, partners, named, say)),
        headings=(
            Heading(t(N_("Municipality"))),
            Heading(t(N_("Partners in public lists")), numeric=True),
            Heading(t(N_("Their countries")), numeric=True),
            Heading(t(N_("Partners in common with us")), numeric=True),
            Heading(t(N_("Networks in public lists")), numeric=True),
        ),
        rows=tuple(_row(one, us, t) for one in sides),
        method=tuple(t(one) for one in _METHOD),
        as_of=today,
        sample=t(N_("open source: ties %(ties)s"), ties=t.number(ours.public.ties.number_of_edges())),
        counted=t.plural("%(n)s peer city", "%(n)s peer cities", len(peers)),
        enough=listed and bool(peers),
        wanted=tuple(_wanted(peers, t, chosen=chosen, listed=listed)),
        used=tuple(dict.fromkeys(one.figure for side in sides for one in side.stated)),
        further=(
            Further(t(N_("Whom should we approach next?")), "candidates"),
            Further(t(N_("What do we lose if we leave, what do we gain if we join?")), "what-if"),
        ),
        title=t(N_("In public lists")),
        tables=(
            _on_record(sides, t),
            *_tables(partners, _called(networks, known, ours, named), peers, named, say),
        ),
        picture=_bars(us, peers, t),
    )


def _sides(
    session: Session, actor: Actor, ours: OurLinks, city_id: int | None, say: Speaker, today: date
) -> tuple[list[_Side], bool]:
    """We first, then the peers by name; and whether anybody chose them."""
    marked = {one.seat_id: one for one in map_places.peers(session, actor) if one.seat_id is not None}
    chosen = [*marked, *([city_id] if city_id is not None else [])]
    cities = [city for city in dict.fromkeys(chosen) if city != ours.home]
    compared = cities or like_us(ours.public, ours.home or 0)
    titles = names.titles(session, actor, {ours.us, *compared, *(one.id for one in marked.values())})
    figures = stated.compare(session, actor, t=say.t, today=today)
    given = {one.organisation_id: one.portfolio for one in portfolios.held(session, actor)}
    sides = []
    for city in compared:
        body = marked.get(city)
        record = titles.get(body.id if body else city)
        if record is not None:
            sides.append(_side(city, say.name(record), ours, figures, given.get(body.id) if body else None))
    sides.sort(key=lambda one: sort_key(one.name.text))
    us = _side(ours.home or 0, say.name(titles[ours.us]), ours, figures)
    return [us, *sides], bool(cities)


def _side(
    city: int,
    name: Name,
    ours: OurLinks,
    figures: Iterable[Comparison],
    given: GivenPortfolio | None = None,
) -> _Side:
    if given is not None:
        ties = len({one.partner for one in given.ties if one.state in _STANDING})
        joined = len({one.network for one in given.memberships if _sits(one, given.as_of)})
    elif city == ours.home:
        ties = len(_agreed(ours))
        joined = sum(link.network and not ours.is_listed(link) for link in ours.links)
    else:
        others = ours.partners[-1]
        ties = len(others.adj[city]) if city in others else 0
        joined = sum(member == city for _, member in ours.told_by)
    return _Side(
        city,
        name,
        portfolio(ours.public, city),
        ties,
        joined,
        tuple(one for one in figures if one.about.id == name.id),
        given,
    )


def _sits(one: GivenMembership, day: date) -> bool:
    return meets_there(one.relation, one.network.kind) and not _is_over(one.until, day)


def _is_over(until: PartialDate, day: date) -> bool:
    return until.latest is not None and until.latest < day


def _tied(ours: OurLinks) -> frozenset[int]:
    return frozenset[int]().union(*(link.contacts for link in ours.links if not link.network))


def _agreed(ours: OurLinks) -> set[int]:
    """With whom a tie on paper stands."""
    papers = (
        tie for tie in ours.net.register.ties if tie.kind.startswith("tie:") and ours.us in (tie.a, tie.b)
    )
    return {tie.b if tie.a == ours.us else tie.a for tie in papers}


def _by_size(found: Mapping[int, Sequence[int]], ours: OurLinks) -> dict[int, Sequence[int]]:
    """What most peers have first, and of these the largest cities."""
    sizes = ours.public.populations
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), -(sizes.get(item[0]) or 0), item[0]))
    return dict(ordered)


def _called(
    networks: Mapping[int, Sequence[int]],
    known: Mapping[int, int],
    ours: OurLinks,
    named: Mapping[int, Name],
) -> list[tuple[Name | str, Sequence[int]]]:
    """Networks by the organisation on record, or by the name that the list has."""
    names_ = ours.public.network_names
    return [(named.get(known.get(number, 0), names_[number]), who) for number, who in networks.items()]


def _sentence(
    us: _Side,
    peers: Sequence[_Side],
    partners: Mapping[int, Sequence[int]],
    named: Mapping[int, Name],
    say: Speaker,
) -> Iterator[Words]:
    t = say.t
    if not peers:
        yield say(N_("Not enough data: no peer municipality is marked, and no city of our size is known."))
        return
    if not any(one.listed.partners for one in (us, *peers)):
        yield say(N_("Not enough data: no public list names a partner of ours or of a peer city."))
        return
    counts = {one.city: len(one.listed.partners) for one in (us, *peers)}
    place, equal = rank(counts, us.city)
    yield say.plural(
        "In public lists we have %(n)s partner: rank %(place)s of %(all)s.",
        "In public lists we have %(n)s partners: rank %(place)s of %(all)s.",
        counts[us.city],
        place=t.number(place),
        all=t.number(len(counts)),
    )
    if equal:
        yield say.plural("%(n)s other has as many.", "%(n)s others have as many.", equal)
    most = max(counts.values())
    if place > 1:
        leaders = [one.name for one in peers if counts[one.city] == most]
        yield say(N_("The most: %(names)s (%(n)s)."), names=say.join(leaders), n=t.number(most))
    several = [named[id_] for id_, who in partners.items() if len(who) > 1 and id_ in named][:NAMED]
    if several:
        yield say(N_("Several peers have, and we have not: %(names)s."), names=say.join(several))


def _row(one: _Side, us: _Side, t: Translator) -> Row:
    is_us = one.city == us.city
    common = len(one.listed.partners & us.listed.partners)
    return Row(
        (
            cell(one.name, detail=t(N_("our own house")) if is_us else ""),
            cell(t.number(len(one.listed.partners)), public=True),
            cell(t.number(len(one.listed.countries))),
            cell("–", faint=True) if is_us else cell(t.number(common)),
            cell(t.number(len(one.listed.networks))),
        )
    )


def _on_record(sides: Sequence[_Side], t: Translator) -> Table:
    """What our record has of each, and what is stated of them."""
    missing = cell(t(N_("not imported")), faint=True)
    return Table(
        t(N_("On record and stated")),
        (
            Heading(t(N_("Municipality"))),
            Heading(t(N_("Ties on record")), numeric=True),
            Heading(t(N_("Networks on record, in which it sits or takes part")), numeric=True),
            Heading(t(N_("Stated figures"))),
        ),
        tuple(
            Row(
                (
                    cell(one.name),
                    _counted(one.ties, one, t) if one.ties or one.given or not place else missing,
                    _counted(one.memberships, one, t)
                    if one.memberships or one.given or not place
                    else missing,
                    _stated(one, t),
                )
            )
            for place, one in enumerate(sides)
        ),
    )


def _counted(number: int, one: _Side, t: Translator) -> Cell:
    """Say a number, and where it comes from if not from our own record."""
    if one.given is None:
        return cell(t.number(number))
    day = t.date(one.given.as_of)
    return cell(t.number(number), detail=t(N_("their own portfolio, %(day)s"), day=day))


def _stated(one: _Side, t: Translator) -> Cell:
    if not one.stated:
        return cell("–", faint=True)
    figures: list[Words] = [
        (figure.figure, f": {t.number(figure.stated)} ({t.partial(figure.as_of)})") for figure in one.stated
    ]
    return Cell(apart(figures))


def _tables(
    partners: Mapping[int, Sequence[int]],
    networks: Sequence[tuple[Name | str, Sequence[int]]],
    peers: Sequence[_Side],
    named: Mapping[int, Name],
    say: Speaker,
) -> Iterator[Table]:
    t = say.t
    called = {one.city: one.name for one in peers}
    first = [(id_, who) for id_, who in list(partners.items())[:SHOWN] if id_ in named]
    if first:
        yield Table(
            t(N_("Partners of peers that are none of ours")),
            (
                Heading(t(N_("City"))),
                Heading(t(N_("Peers")), numeric=True),
                Heading(t(N_("Who has it as a partner"))),
            ),
            tuple(
                Row((cell(named[id_], public=True), cell(t.number(len(who))), _who(who, called, say)))
                for id_, who in first
            ),
        )
    if networks:
        yield Table(
            t(N_("Networks of peers in which we are not")),
            (
                Heading(t(N_("Network"))),
                Heading(t(N_("Peers")), numeric=True),
                Heading(t(N_("Who is in it"))),
            ),
            tuple(
                Row((cell(name, public=True), cell(t.number(len(who))), _who(who, called, say)))
                for name, who in networks[:SHOWN]
            ),
        )


def _who(cities: Sequence[int], called: Mapping[int, Name], say: Speaker) -> Cell:
    return Cell(say.join([called[city] for city in cities if city in called]))


def _bars(us: _Side, peers: Sequence[_Side], t: Translator) -> Bars | None:
    if not any(one.listed.partners for one in (us, *peers)) or not peers:
        return None
    sides = sorted((us, *peers), key=lambda one: (-len(one.listed.partners), sort_key(one.name.text)))
    return Bars(
        t(N_("Partners in public lists")),
        tuple(
            Bar(
                one.name.text,
                len(one.listed.partners),
                t.number(len(one.listed.partners)),
                strong=one is us,
            )
            for one in sides
        ),
    )


def _wanted(peers: Sequence[_Side], t: Translator, *, chosen: bool, listed: bool) -> Iterator[Wanted]:
    if not chosen:
        yield Wanted(
            t(N_("Mark the municipalities that we compare ourselves with as peers.")), RecordKind.ORGANISATION
        )
    if not listed:
        yield Wanted(t(N_("Read or switch on a public list of twin towns.")))
    for one in peers if chosen else ():
        if not one.ties and not one.memberships and one.given is None:
            message = t(N_("Import the ties and memberships of a peer: %(name)s."), name=one.name.text)
            yield Wanted(message)


def _without_home(ours: OurLinks | None, say: Speaker, today: date) -> Answer:
    t = say.t
    sentence = N_("Not enough data: the city of our own house is not on record.")
    wanted = N_("Enter the seat of our own house.")
    if ours is None:
        sentence = N_("Not enough data: no organisation on record is marked as our own house.")
        wanted = N_("Mark the organisation of our own municipality as our own house.")
    return Answer(
        question=t(QUESTION),
        sentence=say(sentence),
        headings=(),
        rows=(),
        method=tuple(t(one) for one in _METHOD),
        as_of=today,
        sample="",
        enough=False,
        wanted=(Wanted(t(wanted), RecordKind.ORGANISATION),),
    )
