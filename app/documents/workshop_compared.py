"""Portfolios beside each other: what is common, who could open whose door, what nobody has. Pure."""

from collections.abc import Collection, Iterator, Sequence

from app.documents.facts import Name
from app.documents.workshop_facts import Common, Compared, Door, Portfolio, Proposal, ProposalKind
from models.vocabulary import Theme

_OF_A_KIND = 3
"""Proposals of one kind; more nobody discusses."""
_SEVERAL = 2


def compare(portfolios: Sequence[Portfolio], regions: Collection[str], near: Collection[str]) -> Compared:
    """Compare portfolios, the first of which is ours.

    :param regions: of the world, in their order.
    :param near: regions in which somebody at the table has a partner.

    Cost: the square of the portfolios times their partners.
    """
    known = [one for one in portfolios if one.is_known]
    unused = _unused(portfolios[0]) if portfolios else ()
    if len(known) < _SEVERAL:
        return Compared(unused=unused)
    return Compared(
        common_partners=_common_partners(known),
        common_networks=_common_networks(known),
        doors=tuple(sorted(_doors(known), key=lambda one: (-len(one.countries), -len(one.partners)))),
        alone=_alone(known),
        missing=_missing(known),
        without=tuple(region for region in regions if region not in near),
        unused=unused,
    )


def propose(compared: Compared, us: int) -> tuple[Proposal, ...]:
    """Say which steps the comparison suggests, each with the line that it rests on."""
    common = [one for one in compared.common_partners if us in one.holders]
    networks = [one for one in compared.common_networks if us not in one.holders]
    asked = [door for door in compared.doors if door.to == us and door.countries]
    offered = [door for door in compared.doors if door.by == us and door.countries]
    lines: tuple[tuple[ProposalKind, Sequence[Common | Door]], ...] = (
        (ProposalKind.TOGETHER, common),
        (ProposalKind.NETWORK, networks),
        (ProposalKind.ASK, asked),
        (ProposalKind.OFFER, offered),
    )
    return tuple(Proposal(kind, one) for kind, found in lines for one in found[:_OF_A_KIND])


def _common_partners(known: Sequence[Portfolio]) -> tuple[Common, ...]:
    seats = {one.seat.id for one in known if one.seat}
    found = {key: one for side in reversed(known) for key, one in side.partners.items()}
    lines = (
        Common(one.name, one.country, one.city, tuple(side.body.id for side in known if key in side.partners))
        for key, one in found.items()
        if one.city not in seats
    )
    return _widest(lines)


def _common_networks(known: Sequence[Portfolio]) -> tuple[Common, ...]:
    found = {one.id: one for side in reversed(known) for one in side.networks}
    return _widest(
        Common(one, None, None, tuple(side.body.id for side in known if one in side.networks))
        for one in found.values()
    )


def _widest(lines: Iterator[Common]) -> tuple[Common, ...]:
    shared = [one for one in lines if len(one.holders) >= _SEVERAL]
    return tuple(sorted(shared, key=lambda one: (-len(one.holders), one.name.title_tr, one.name.id)))


def _doors(known: Sequence[Portfolio]) -> Iterator[Door]:
    """Yield what each has that another has not; the city of the other is no partner for itself."""
    for by in known:
        for to in known:
            if by is to:
                continue
            seat = to.seat.id if to.seat else None
            theirs, lands = to.partners, to.countries
            new = tuple(one for key, one in by.partners.items() if key not in theirs and one.city != seat)
            counted: dict[int, tuple[Name, int]] = {}
            for one in new:
                if one.country and one.country.id not in lands:
                    counted[one.country.id] = (one.country, counted.get(one.country.id, (None, 0))[1] + 1)
            if new:
                countries = sorted(counted.values(), key=lambda pair: (-pair[1], pair[0].title_tr))
                yield Door(by.body.id, to.body.id, new, tuple(countries))


def _alone(known: Sequence[Portfolio]) -> dict[int, tuple[Name, ...]]:
    lands = {one.body.id: one.countries for one in known}
    found = {}
    for body, own in lands.items():
        others = {id_ for other, theirs in lands.items() if other != body for id_ in theirs}
        only = (name for id_, (name, _count) in own.items() if id_ not in others)
        found[body] = tuple(sorted(only, key=lambda name: name.title_tr))
    return found


def _missing(known: Sequence[Portfolio]) -> tuple[Common, ...]:
    ours, *others = known
    found = {id_: name for side in others for id_, (name, _count) in side.countries.items()}
    return _widest(
        Common(name, None, None, tuple(side.body.id for side in others if id_ in side.countries))
        for id_, name in found.items()
        if id_ not in ours.countries
    )


def _unused(ours: Portfolio) -> tuple[Theme, ...]:
    """Return the fields that no tie of ours has; nothing where none says its fields."""
    themes = ours.themes
    return tuple(theme for theme in Theme if theme not in themes) if themes else ()
