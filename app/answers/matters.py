"""Question 4: who matters most in our network, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from app.analysis.bands import TRIALS, Standing
from app.analysis.importance import by_closeness, by_reach, by_ways
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
from app.answers.picture import Bar, Bars, Picture
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

QUESTION = N_("Who matters most in our network?")

SHOWN = 30
"""Lines of the table; the others are added up in one."""

DRAWN = 6
"""Partners in the picture, each with as many of those it leads to."""


BARS = 15
"""Partners in the chart of the closest."""


class By(StrEnum):
    """What makes a partner matter."""

    REACH = "reach"
    """Whom it knows that we do not."""
    BETWEEN = "between"
    """How many of our partners reach each other through it."""
    CONTACT = "contact"
    """How much there is between it and us."""


BY_WORDS = {
    By.REACH: N_("Whom they know"),
    By.BETWEEN: N_("Who stands between the others"),
    By.CONTACT: N_("How close they are to us"),
}
_COLUMNS = {
    By.REACH: N_("Knows beyond us"),
    By.BETWEEN: N_("Ways through it, of 100"),
    By.CONTACT: N_("Strength"),
}
_METHODS = {
    By.REACH: N_(
        "Counted are the cities and bodies that a partner is tied to and that are no partners of ours: whom "
        "it could introduce. Members of the same network do not count as tied."
    ),
    By.BETWEEN: N_(
        "Our own house is left out. Between any two of our partners and networks, the shortest ways are "
        "looked for; the figure is the share of them that lead through somebody (betweenness, unweighted). "
        "A network links its members if it has at most %(circle)s of them, or if more of our partners sit in "
        "it than chance would bring: one with thousands of members would link everybody."
    ),
    By.CONTACT: N_(
        "The strength of what our own record and the lists say between a partner and us, from 0 to 1: "
        "sister city 0.9, down to informal contact 0.4; a meeting 0.6 among two and less among many, half of "
        "it after two years; a twin town that only a list names 0.45. Several records support each other."
    ),
}


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The order, and for reach whom each leads to."""

    standings: tuple[Standing, ...]
    beyond: Mapping[int, tuple[int, ...]]

    @property
    def first(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.standings if one.rank == 1)

    @property
    def tells(self) -> bool:
        """Whether anybody has a value at all."""
        return bool(self.standings) and self.standings[0].value > 0


def ask(
    session: Session,
    actor: Actor,
    *,
    t: Translator,
    today: date,
    by: By = By.REACH,
    data: Data = Data.ALL,
) -> Answer:
    """Rank our partners, and say how far the order can be relied on.

    :param by: what makes a partner matter.
    """
    say = Speaker(t)
    seen = look(session, actor, today=today, data=data)
    if seen is None:
        return nobody(QUESTION, t=t, today=today)
    asked = ("matters", today, by, data)
    ranked = kept(session, actor, asked, lambda: _rank(seen, by))
    shown = tuple(one for one in ranked.standings[:SHOWN] if one.value)
    named = Naming(session, actor, seen, t)
    drawn = _drawn(seen, ranked, by)
    beyond = [id_ for one in shown for id_ in ranked.beyond.get(one.node, ())[:SOME]]
    evidence = [seen.evidence(one.node) for one in shown]
    named.learn({*(one.node for one in shown), *beyond, *drawn, *evidence})
    shown = tuple(one for one in shown if named.knows(one.node))
    rows = [_row(one, ranked, seen, by, named, t) for one in shown]
    if rows and (rest := len(ranked.standings) - len(shown)):
        others = t.plural("%(n)s other", "%(n)s others", rest)
        blank = cell("–", faint=True)
        rows.append(Row((blank, cell(others), *(blank for _ in range(3)))))
    return Answer(
        question=t(QUESTION),
        sentence=_sentence(seen, ranked, by, named, say),
        headings=(
            Heading(t(N_("Rank")), numeric=True),
            Heading(t(N_("Partner"))),
            Heading(t(_COLUMNS[by]), numeric=True),
            Heading(t(N_("Rank with records left out")), numeric=True),
            Heading(t(N_("What links us"))),
        ),
        rows=tuple(rows),
        method=(
            t(_METHODS[by], circle=t.number(LARGEST_CIRCLE)),
            t(BAND, trials=t.number(TRIALS)),
            t(WHERE_FROM),
        ),
        as_of=today,
        sample=sample(seen, t),
        counted=t.plural("%(n)s partner", "%(n)s partners", len(seen.partners)),
        enough=ranked.tells,
        wanted=() if ranked.tells else tuple(more_data(data, t)),
        picture=_picture(seen, ranked, by, drawn, named, t) if rows else None,
        further=(
            Further(t(N_("Who connects us to others, who are our only bridges?")), "bridges"),
            Further(t(N_("Which partners know each other, which blocs exist?")), "blocs"),
        ),
    )


def _rank(seen: Surroundings, by: By) -> _Ranked:
    if by is By.CONTACT:
        return _Ranked(by_closeness(seen.with_us, seen.us, seen.partners), {})
    if by is By.BETWEEN:
        return _Ranked(by_ways(seen.among_partners()), {})
    ours = seen.partners | seen.networks.keys() | {seen.us}
    beyond = {id_: tuple(sorted(set(seen.graph.adj[id_]) - ours)) for id_ in sorted(seen.partners)}
    return _Ranked(by_reach(beyond), beyond)


def _sentence(seen: Surroundings, ranked: _Ranked, by: By, named: Naming, say: Speaker) -> Words:
    t, first = say.t, ranked.first
    if not seen.partners:
        return say(N_("Not enough data: no partner of ours is on record."))
    if not ranked.tells:
        return say(N_("Not enough data: of none of our partners is it known to whom else it is tied."))
    total = len(ranked.standings)
    if len(first) == total and total > 1:
        return say.plural(
            "All %(n)s stand equal: nothing tells our partners apart.",
            "All %(n)s stand equal: nothing tells our partners apart.",
            total,
        )
    if len(first) > 3:
        told = say.plural("%(n)s partners are equal first.", "%(n)s partners are equal first.", len(first))
        return sentences(told, _value(first[0], by, say))
    names = say.join(named.every(one.node for one in first))
    if len(first) > 1:
        return sentences(say(N_("Equal first: %(names)s."), names=names), _value(first[0], by, say))
    one = first[0]
    told = say(N_("%(name)s matters most."), name=names)
    if one.worst == 1:
        sure = say(N_("It stays first when a tenth of the records is left out."))
    else:
        sure = say(
            N_("That is not sure: with a tenth of the records left out its rank is %(band)s."),
            band=band(one, t),
        )
    listed: Words = ()
    if seen.graph.has_edge(seen.us, one.node) and seen.is_listed(seen.us, one.node):
        listed = say(N_("Only public lists say that it has to do with us."))
    return sentences(told, _value(one, by, say), sure, listed)


def _value(one: Standing, by: By, say: Speaker) -> Words:
    t = say.t
    if by is By.REACH:
        return say.plural(
            "Known beyond us: %(n)s city or body.",
            "Known beyond us: %(n)s cities and bodies.",
            int(one.value),
        )
    if by is By.BETWEEN:
        return say(
            N_("Of 100 shortest ways among our partners, %(n)s lead through it."),
            n=t.number(_in_hundred(one.value)),
        )
    return say(N_("Strength of what links us: %(value)s of 1."), value=t.number(round(one.value, 2)))


def _row(one: Standing, ranked: _Ranked, seen: Surroundings, by: By, named: Naming, t: Translator) -> Row:
    beyond = ranked.beyond.get(one.node, ())
    value = t.number(int(one.value)) if by is By.REACH else t.number(round(one.value, 2))
    if by is By.BETWEEN:
        value = t.number(_in_hundred(one.value))
    return Row(
        (
            cell(t.number(one.rank)),
            Cell((named(one.node),), named.some(beyond)),
            Cell(
                (value,),
                public=bool(beyond) and all(seen.is_listed(one.node, other) for other in beyond),
            ),
            cell(band(one, t)),
            named.link(one.node),
        )
    )


def _in_hundred(share: float) -> float:
    return round(100 * share, 1) or round(100 * share, 3)


def _drawn(seen: Surroundings, ranked: _Ranked, by: By) -> tuple[int, ...]:
    """The first partners, and some of those each leads to: one of each in turn, so that none is left out."""
    if by is not By.REACH:
        return tuple(one.node for one in ranked.standings[:SHOWN] if one.value)
    top = [one.node for one in ranked.standings[:DRAWN] if one.value]
    further = (id_ for place in range(DRAWN) for one in top for id_ in ranked.beyond[one][place : place + 1])
    return tuple(dict.fromkeys((*top, *further)))


def _picture(
    seen: Surroundings, ranked: _Ranked, by: By, drawn: Sequence[int], named: Naming, t: Translator
) -> Picture | Bars | None:
    if by is By.CONTACT:
        title = t(N_("Our closest partners, by the strength of what links us"))
        first = [one for one in ranked.standings[:BARS] if one.value and named.knows(one.node)]
        bars = (
            Bar(named.called(one.node), one.value, t.number(round(one.value, 2)), strong=one.rank == 1)
            for one in first
        )
        return Bars(title, tuple(bars), caption=title)
    reach = by is By.REACH
    told = N_("We, the partners that matter most, and some of those they are tied to.")
    between = N_("Our partners and networks without us: who stands between the others.")
    return small_picture.draw(
        seen,
        named,
        (seen.us, *drawn) if reach else drawn,
        caption=t(told if reach else between),
        highlighted=[one.node for one in ranked.first],
    )
