"""Question 13: whether we give and get in balance."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

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
    cell,
    sentences,
)
from app.answers.picture import Bar, Bars
from app.domain.turkish import sort_key
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import graph, names
from app.queries.graph import Body, Encounter
from models.vocabulary import Direction, RecordKind

QUESTION = N_("Do we give and get in balance?")

LEAST = 10
"""Visits of known direction below which nothing is said about balance."""

ONE_SIDED = 2
"""How many times more visits on one side are called out of balance."""

SHOWN = 100
"""Lines of the table; the others are added up in one."""


DRAWN = 15
"""Countries or partners in the chart."""


class By(StrEnum):
    """What the visits are counted for."""

    COUNTRY = "country"
    PARTNER = "partner"


_METHOD = (
    N_(
        "Counted: visits that took place, each in the year of its first day. Incoming: they came to us; "
        "outgoing: we went. A meeting in a third place or at which nobody travelled is neither. A direction "
        "that is not recorded is counted as unknown and not shared out."
    ),
    N_(
        "A visit counts once for each country or partner it names, so the lines may add up to more than the "
        "visits. A mission counts for the country it represents, never for the city it sits in. A source "
        "that lists only guests makes the record one-sided."
    ),
)


def ask(
    session: Session,
    actor: Actor,
    *,
    t: Translator,
    today: date,
    by: By = By.COUNTRY,
    year: int | None = None,
) -> Answer:
    """Set incoming visits beside outgoing ones.

    :param year: only visits that began in it.
    """
    say = Speaker(t)
    met = graph.encounters(session, actor, today=today)
    if year is not None:
        met = tuple(one for one in met if one.held.earliest and one.held.earliest.year == year)
    bodies = graph.bodies(session, actor)
    cities = graph.countries_of_cities(session, actor)
    counts: dict[int | None, Counter[Direction | None]] = {}
    for one in met:
        about: set[int | None] = set()
        about |= countries_of(one, bodies, cities) if by is By.COUNTRY else partners_of(one, bodies)
        for id_ in about or {None}:
            counts.setdefault(id_, Counter())[one.direction] += 1
    named = names.titles(session, actor, {id_ for id_ in counts if id_ is not None})
    lines = [(say.name(named[id_]), count) for id_, count in counts.items() if id_ in named]
    lines.sort(key=lambda line: (-line[1].total(), sort_key(line[0].text)))
    rows = [_row(cell(name), count, t) for name, count in lines[:SHOWN]]
    if rest := lines[SHOWN:]:
        others = t.plural("%(n)s other", "%(n)s others", len(rest))
        rows.append(_row(cell(others), _added(count for _, count in rest), t))
    if nowhere := [count for about_id, count in counts.items() if about_id not in named]:
        rows.append(_row(cell(t(N_("unknown")), faint=True), _added(nowhere), t))
    total = Counter(one.direction for one in met)
    wanted = tuple(_wanted(total, t))
    return Answer(
        question=t(QUESTION),
        sentence=_sentence(total, say),
        headings=(
            Heading(t(N_("Country")) if by is By.COUNTRY else t(N_("Partner"))),
            Heading(t(N_("Incoming")), numeric=True),
            Heading(t(N_("Outgoing")), numeric=True),
            Heading(t(N_("Neither")), numeric=True),
            Heading(t(N_("Direction unknown")), numeric=True),
            Heading(t(N_("Visits")), numeric=True),
        ),
        rows=tuple(rows),
        method=tuple(t(one) for one in _METHOD),
        as_of=today,
        sample=t.plural("%(n)s visit that took place", "%(n)s visits that took place", len(met)),
        counted=(
            t.plural("%(n)s country", "%(n)s countries", len(lines))
            if by is By.COUNTRY
            else t.plural("%(n)s partner", "%(n)s partners", len(lines))
        ),
        enough=_known(total) >= LEAST,
        picture=_picture(lines, t),
        wanted=wanted,
        further=(
            Further(t(N_("Which ties sleep, and since when?")), "sleeping"),
            Further(t(N_("Where do we have friends?")), "friends"),
        ),
    )


def _picture(lines: Sequence[tuple[Name, Counter[Direction | None]]], t: Translator) -> Bars | None:
    """Visits of known direction, and how many of them came in; None where there is nothing to compare."""
    known = [(name, count) for name, count in lines if _known(count)]
    known.sort(key=lambda line: (-_known(line[1]), sort_key(line[0].text)))
    if len(known) < 2:
        return None
    title = t(N_("Visits of known direction, and how many of them came to us"))
    return Bars(
        title,
        tuple(
            Bar(name.text, _known(count), t.number(_known(count)), part=count[Direction.INCOMING])
            for name, count in known[:DRAWN]
        ),
        caption=title,
        part_label=t(N_("Incoming")),
        rest_label=t(N_("Outgoing")),
    )


def countries_of(one: Encounter, bodies: Mapping[int, Body], cities: Mapping[int, int]) -> set[int]:
    """The countries a visit is with: what its bodies represent or where they sit, else its city's, its own.

    A body of our own house is no partner.
    """
    abroad = (bodies[id_] for id_ in one.bodies if id_ in bodies and not bodies[id_].ours)
    found = {body.country_id for body in abroad} - {None}
    if not found:
        found = {cities.get(one.city_id or 0, one.country_id)} - {None}
    return {id_ for id_ in found if id_ is not None}


def partners_of(one: Encounter, bodies: Mapping[int, Body]) -> set[int]:
    """The bodies a visit is with, else its city or country."""
    found = {id_ for id_ in one.bodies if id_ in bodies and not bodies[id_].ours}
    return found or {id_ for id_ in (one.city_id or one.country_id,) if id_ is not None}


def _sentence(total: Mapping[Direction | None, int], say: Speaker) -> Words:
    t = say.t
    incoming, outgoing, unknown = _sides(total)
    visits = sum(total.values())
    if not visits:
        return say(N_("Not enough data: no visit that took place is recorded."))
    told = [
        say(
            N_("Visits that took place: %(total)s. Incoming: %(incoming)s, outgoing: %(outgoing)s."),
            total=t.number(visits),
            incoming=t.number(incoming),
            outgoing=t.number(outgoing),
        )
    ]
    if unknown:
        told.append(
            say.plural(
                "The direction of %(n)s visit is not recorded.",
                "The direction of %(n)s visits is not recorded.",
                unknown,
            )
        )
    if _known(total) < LEAST:
        told.append(
            say(
                N_("Not enough data: a balance needs at least %(least)s visits of known direction."),
                least=t.number(LEAST),
            )
        )
    elif incoming > ONE_SIDED * outgoing:
        told.append(say(N_("On record we receive far more than we go out.")))
    elif outgoing > ONE_SIDED * incoming:
        told.append(say(N_("On record we go out far more than we receive.")))
    else:
        told.append(say(N_("On record both directions are in balance.")))
    return sentences(*told)


def _wanted(total: Mapping[Direction | None, int], t: Translator) -> Iterable[Wanted]:
    incoming, outgoing, unknown = _sides(total)
    if ONE_SIDED * outgoing < incoming:
        message = t(N_("Check whether the visits abroad are recorded, and enter those that are missing."))
        yield Wanted(message, RecordKind.VISIT)
    elif ONE_SIDED * incoming < outgoing:
        message = t(N_("Check whether the incoming visits are recorded, and enter those that are missing."))
        yield Wanted(message, RecordKind.VISIT)
    if not sum(total.values()):
        yield Wanted(t(N_("Enter or import visits.")), RecordKind.VISIT)
    if unknown:
        yield Wanted(t(N_("Enter the direction of the visits where it is not known.")))


def _row(first: Cell, count: Mapping[Direction | None, int], t: Translator) -> Row:
    incoming, outgoing, unknown = _sides(count)
    visits = sum(count.values())
    figures = (incoming, outgoing, visits - incoming - outgoing - unknown, unknown, visits)
    return Row((first, *(cell(t.number(figure)) for figure in figures)))


def _added(counts: Iterable[Counter[Direction | None]]) -> Counter[Direction | None]:
    return sum(counts, start=Counter[Direction | None]())


def _sides(count: Mapping[Direction | None, int]) -> tuple[int, int, int]:
    return count.get(Direction.INCOMING, 0), count.get(Direction.OUTGOING, 0), count.get(None, 0)


def _known(count: Mapping[Direction | None, int]) -> int:
    incoming, outgoing, _ = _sides(count)
    return incoming + outgoing
