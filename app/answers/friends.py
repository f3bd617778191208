"""Question 1: where we have friends, by country, kind of tie and field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.answers import stated
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
from app.answers.picture import Bar, Bars
from app.domain.turkish import sort_key
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import agreements, names
from app.queries.kept import kept
from models import Agreement, Organisation
from models.vocabulary import MISSIONS, AgreementState, Metric, PartyRole, RecordKind, Relation, Theme

QUESTION = N_("Where do we have friends?")
CITY_METRICS = (Metric.SISTER_CITIES, Metric.PROTOCOL_CITIES, Metric.GOODWILL_CITIES)

DRAWN = 15
"""Countries in the chart; the table has all."""

_METHOD = (
    N_(
        "Counted: ties of our own house that are in force today, once in each country of the other parties. "
        "Drafts, ties that are suspended, have ended or have run out are not counted."
    ),
    N_(
        "An embassy or consulate is no tie: it represents its country and stands for no city. Funders, "
        "witnesses and patrons are no partners."
    ),
    N_("A partner without a seat on record, such as an international organisation, has no country."),
)


@dataclass(frozen=True, slots=True)
class Friend:
    """A tie in force and the countries of its other parties; None is a partner without a country."""

    agreement: Agreement
    partners: tuple[Organisation, ...]
    countries: frozenset[int | None]


def friends(session: Session, actor: Actor, *, today: date) -> tuple[Friend, ...]:
    """Return the ties of our own house in force, missions left out.

    Cost: five statements.
    """
    found = []
    for paper in agreements.of_our_house(session, actor, today=today):
        partners = tuple(
            one.organisation
            for one in paper.parties
            if one.role is PartyRole.PARTY and not one.organisation.ours and not is_mission(one.organisation)
        )
        if partners and paper.state is AgreementState.IN_FORCE:
            countries = frozenset(_country(body) for body in partners)
            found.append(Friend(paper, partners, countries))
    return tuple(found)


def ask(session: Session, actor: Actor, *, t: Translator, today: date, theme: Theme | None = None) -> Answer:
    """Lay out the ties in force by country and relation.

    :param theme: only ties with this field of cooperation.

    Cost: two statements while the data stays as it is.
    """
    asked = ("friends", t.language, today, theme)
    return kept(session, actor, asked, lambda: _ask(session, actor, t, today, theme))


def _ask(session: Session, actor: Actor, t: Translator, today: date, theme: Theme | None) -> Answer:
    say = Speaker(t)
    every = friends(session, actor, today=today)
    chosen = [one for one in every if theme is None or theme in {row.theme for row in one.agreement.themes}]
    house = agreements.own_house(session, actor)
    ids = {country for one in chosen for country in one.countries if country is not None}
    countries = {id_: say.name(found) for id_, found in names.titles(session, actor, ids).items()}
    relations = [
        relation for relation in Relation if any(one.agreement.relation is relation for one in chosen)
    ]
    lines = [(name, [one for one in chosen if id_ in one.countries]) for id_, name in countries.items()]
    lines.sort(key=lambda line: (-len(line[1]), sort_key(line[0].text)))
    rows = [_row(name, ties, relations, say) for name, ties in lines]
    without = [one for one in chosen if None in one.countries]
    if without:
        rows.append(_row(None, without, relations, say))
    caution, wanted = stated.thin(
        stated.compare(session, actor, t=t, today=today), () if theme else CITY_METRICS, t
    )
    if not every:
        wanted = (Wanted(t(N_("Enter the ties of our own house.")), RecordKind.AGREEMENT), *wanted)
    return Answer(
        question=t(QUESTION),
        sentence=sentences(_sentence(chosen, lines, theme, say), caution),
        headings=(
            Heading(t(N_("Country"))),
            *(Heading(t(label(relation)), numeric=True) for relation in relations),
            Heading(t(N_("Ties")), numeric=True),
        ),
        rows=tuple(rows),
        method=(*(t(one) for one in _METHOD), _fields(every, t)),
        as_of=today,
        sample=t.plural("%(n)s tie in force", "%(n)s ties in force", len(chosen)),
        counted=t.plural("%(n)s country", "%(n)s countries", len(lines)),
        enough=bool(chosen) and not caution,
        wanted=wanted,
        used=(say.name(house),) if house else (),
        picture=_picture(lines, t),
        further=(
            Further(t(N_("Where are our blank spots?")), "blank-spots"),
            Further(t(N_("Which ties sleep, and since when?")), "sleeping"),
        ),
    )


def _picture(lines: Sequence[tuple[Name, Sequence[Friend]]], t: Translator) -> Bars | None:
    """The countries by the number of ties; None where there is nothing to compare."""
    if len(lines) < 2:
        return None
    title = t(N_("Ties in force by country"))
    most = len(lines[0][1])
    return Bars(
        title,
        tuple(
            Bar(name.text, len(ties), t.number(len(ties)), strong=len(ties) == most)
            for name, ties in lines[:DRAWN]
        ),
        caption=title,
    )


def at_home(one: Friend) -> frozenset[int | None]:
    """The country of our own house, as the tie's own parties say it."""
    seats = (party.organisation.seat for party in one.agreement.parties if party.organisation.ours)
    return frozenset(seat.country_id for seat in seats if seat and seat.country_id)


def _sentence(
    chosen: Sequence[Friend],
    lines: Sequence[tuple[Name, Sequence[Friend]]],
    theme: Theme | None,
    say: Speaker,
) -> Words:
    t = say.t
    if not chosen:
        if theme is None:
            return say(N_("Not enough data: no tie in force is recorded."))
        return say(N_("No tie in force has the field %(field)s on record."), field=t(label(theme)))
    ties = t.plural("%(n)s tie in force", "%(n)s ties in force", len(chosen))
    if not lines:
        return say(N_("On record: %(ties)s, none with a partner whose country is known."), ties=ties)
    most = len(lines[0][1])
    top = [name for name, found in lines if len(found) == most]
    told = say.plural(
        "On record: %(ties)s, in %(n)s country.",
        "On record: %(ties)s, in %(n)s countries.",
        len(lines),
        ties=ties,
    )
    if nowhere := sum(one.countries == {None} for one in chosen):
        told = sentences(
            told,
            say.plural(
                "%(n)s of them has no partner whose country is known.",
                "%(n)s of them have no partner whose country is known.",
                nowhere,
            ),
        )
    if len(top) > 3 or len(lines) == 1:
        return told
    return sentences(told, say(N_("Most: %(names)s (%(n)s)."), names=say.join(top), n=t.number(most)))


def _row(country: Name | None, ties: Sequence[Friend], relations: Sequence[Relation], say: Speaker) -> Row:
    t = say.t
    id_ = country.id if country else None
    partners = (say.name(body) for one in ties for body in one.partners if _country(body) == id_)
    name: str | Name = country or t(N_("Without a country"))
    first = Cell((name,), apart(dict.fromkeys(partners)), faint=country is None)
    counts = [sum(one.agreement.relation is relation for one in ties) for relation in relations]
    return Row(
        (
            first,
            *(cell(t.number(count)) if count else cell("–", faint=True) for count in counts),
            cell(t.number(len(ties))),
        )
    )


def _fields(every: Sequence[Friend], t: Translator) -> str:
    known = sum(bool(one.agreement.themes) for one in every)
    return t(
        N_(
            "A field of cooperation is recorded for %(known)s of %(total)s ties; the filter finds only these."
        ),
        known=t.number(known),
        total=t.number(len(every)),
    )


def _country(body: Organisation) -> int | None:
    return body.seat.country_id if body.seat else None


def is_mission(body: Organisation) -> bool:
    """Say whether a body stands for a country: a tie with it is none with a partner."""
    return body.represents_id is not None or body.organisation_kind in MISSIONS
