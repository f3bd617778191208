"""Question 14: whether we are too dependent on one country, theme or person."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from app.analysis.dependence import LEAST, TOO_MUCH, Concentration, Verdict, concentration
from app.analysis.graph import on_day
from app.answers import our_links
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
    cell,
    sentences,
)
from app.answers.balance import countries_of
from app.answers.friends import Friend, at_home, friends
from app.answers.picture import Bar, Bars
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import graph, keepers, names
from app.queries.accounts import Colleague
from app.queries.kept import kept
from models.vocabulary import RecordKind, Theme

QUESTION = N_("Are we too dependent on one country, theme or person?")
NAMED = 3
SHOWN = 12
K = TypeVar("K", bound=Hashable)

_METHOD = (
    N_(
        "Counted: ties of our own house that are in force and have a partner abroad. A tie with several "
        "countries or fields is shared out among them. What a record does not name is left out and said."
    ),
    N_(
        "We lean on one part if it has %(share)s or more, whichever single record is left out; below "
        "%(least)s records nothing is said. The number of equal parts is one divided by the sum of the "
        "squared shares (Herfindahl): as if that many of the same size had it all."
    ),
    N_(
        "A contact person of a tie is whoever holds an office with its partner on record today. Who keeps a "
        "tie in our office is the owner named beside it; a deputy makes it safe."
    ),
)


@dataclass(frozen=True)
class _Persons:
    """The ties, and through whom they are kept.

    :param single: ties with exactly one contact person on record, with that person.
    :param nobody: how many have none.
    :param lone: ties whose keeper nobody stands in for.
    """

    single: tuple[tuple[Friend, int], ...]
    nobody: int
    kept: Concentration[Colleague]
    lone: int


def ask(session: Session, actor: Actor, *, t: Translator, today: date) -> Answer:
    """Say how much of our relations hangs on one country, one theme and one person.

    Cost: some thirty statements, and one while the data stays as it is.
    """
    return kept(session, actor, ("dependence", t.language, today), lambda: _ask(session, actor, t, today))


def _ask(session: Session, actor: Actor, t: Translator, today: date) -> Answer:
    say = Speaker(t)
    abroad = [one for one in friends(session, actor, today=today) if one.countries - at_home(one)]
    countries = concentration(
        [sorted(id_ for id_ in one.countries - at_home(one) if id_ is not None) for one in abroad]
    )
    visits = concentration(_visits(session, actor, abroad, today))
    themes = concentration([[row.theme for row in one.agreement.themes] for one in abroad])
    persons = _persons(session, actor, abroad, today)
    ids = {*countries.counts, *visits.counts, *(person for _, person in persons.single)}
    named = {id_: say.name(found) for id_, found in names.titles(session, actor, ids).items()}
    lands = {id_: name for id_, name in named.items() if name.kind is RecordKind.COUNTRY}
    fields: dict[Theme, Name | str] = {theme: t(label(theme)) for theme in themes.counts}
    keeping: dict[Colleague, Name | str] = {one: one.name for one in persons.kept.counts}
    wanted = tuple(_wanted(abroad, themes, persons, t))
    rows = [
        _row(t(N_("Country, by ties")), countries, lands, say),
        _row(t(N_("Country, by visits")), visits, lands, say),
        _row(t(N_("Theme, by ties")), themes, fields, say),
        _row(t(N_("Colleague who keeps the tie")), persons.kept, keeping, say),
    ]
    return Answer(
        question=t(QUESTION),
        sentence=sentences(
            _country(countries, lands, say),
            _theme(themes, fields, say),
            _person(persons, len(abroad), say),
            _keeper(persons, say),
        ),
        headings=(
            Heading(t(N_("On what"))),
            Heading(t(N_("The most"))),
            Heading(t(N_("Records")), numeric=True),
            Heading(t(N_("Share")), numeric=True),
            Heading(t(N_("As if equal parts")), numeric=True),
            Heading(t(N_("Finding"))),
        ),
        rows=tuple(rows),
        method=tuple(t(one, share=t.percent(float(TOO_MUCH)), least=t.number(LEAST)) for one in _METHOD),
        as_of=today,
        sample=t.plural("%(n)s tie in force abroad", "%(n)s ties in force abroad", len(abroad)),
        counted=t.plural("%(n)s country", "%(n)s countries", len(countries.counts)),
        enough=countries.verdict is not Verdict.TOO_FEW,
        wanted=wanted,
        used=tuple(say.name(one.agreement) for one in abroad),
        further=(
            Further(t(N_("Where do we have friends?")), "friends"),
            Further(t(N_("Whom should we approach next?")), "candidates"),
        ),
        tables=tuple(_tables(abroad, countries, persons, named, say)),
        picture=_bars(countries, lands, t),
    )


def _visits(session: Session, actor: Actor, abroad: Sequence[Friend], today: date) -> list[list[int]]:
    """The countries of each visit that took place; our own is none of them."""
    home = frozenset[int | None]().union(*(at_home(one) for one in abroad))
    met = graph.encounters(session, actor, today=today)
    bodies, cities = graph.bodies(session, actor), graph.countries_of_cities(session, actor)
    return [sorted(countries_of(one, bodies, cities) - home) for one in met]


def _persons(session: Session, actor: Actor, abroad: Sequence[Friend], today: date) -> _Persons:
    ours = our_links.look(session, actor, today=today)
    holders: dict[int, set[int]] = {}
    for post in on_day(ours.net.register.posts if ours else (), today):
        holders.setdefault(post.organisation, set()).add(post.person)
    contacts = {link.id: link.contacts for link in ours.links} if ours else {}
    known = [
        (one, {person for node in contacts.get(one.agreement.id, ()) for person in holders.get(node, ())})
        for one in abroad
    ]
    owners = keepers.of_records(session, [one.agreement.id for one in abroad])
    owned = [owners.get(one.agreement.id) for one in abroad]
    return _Persons(
        single=tuple((one, next(iter(people))) for one, people in known if len(people) == 1),
        nobody=sum(not people for _, people in known),
        kept=concentration([[kept[0]] if kept else [] for kept in owned]),
        lone=sum(kept is not None and not kept[1] for kept in owned),
    )


def _country(found: Concentration[int], lands: dict[int, Name], say: Speaker) -> Words:
    largest, shares = _largest(found, lands, say), _shares(found, say.t)
    match found.verdict:
        case Verdict.TOO_FEW:
            return say.plural(
                "Not enough data: %(n)s tie abroad with a known country, at least %(least)s are needed.",
                "Not enough data: %(n)s ties abroad with a known country, at least %(least)s are needed.",
                found.known,
                least=say.t.number(LEAST),
            )
        case Verdict.LEANS:
            return say(N_("We lean on one country: %(name)s (%(shares)s)."), name=largest, shares=shares)
        case Verdict.NEARLY:
            return say(
                N_("A single tie decides whether we lean on one country: %(name)s (%(shares)s)."),
                name=largest,
                shares=shares,
            )
        case _:
            return say(
                N_("We lean on no single country; the most: %(name)s (%(shares)s)."),
                name=largest,
                shares=shares,
            )


def _theme(found: Concentration[Theme], fields: dict[Theme, Name | str], say: Speaker) -> Words:
    largest, shares = _largest(found, fields, say), _shares(found, say.t)
    match found.verdict:
        case Verdict.TOO_FEW:
            return say(
                N_("Theme: not enough data, %(known)s of %(total)s ties have one on record."),
                known=say.t.number(found.known),
                total=say.t.number(found.total),
            )
        case Verdict.LEANS:
            return say(N_("We lean on one theme: %(name)s (%(shares)s)."), name=largest, shares=shares)
        case Verdict.NEARLY:
            return say(
                N_("A single tie decides whether we lean on one theme: %(name)s (%(shares)s)."),
                name=largest,
                shares=shares,
            )
        case _:
            return say(
                N_("We lean on no single theme; the most: %(name)s (%(shares)s)."),
                name=largest,
                shares=shares,
            )


def _person(persons: _Persons, total: int, say: Speaker) -> Words:
    if not total or persons.nobody == total:
        return ()
    told = say.plural(
        "%(n)s of %(total)s ties has a single contact person on record.",
        "%(n)s of %(total)s ties have a single contact person on record.",
        len(persons.single),
        total=say.t.number(total),
    )
    if not persons.nobody:
        return told
    return sentences(
        told,
        say.plural("Of %(n)s nobody is known.", "Of %(n)s nobody is known.", persons.nobody),
    )


def _keeper(persons: _Persons, say: Speaker) -> Words:
    kept = persons.kept
    if kept.verdict is not Verdict.LEANS:
        return ()
    return say(
        N_("In our office they lean on %(name)s (%(shares)s)."),
        name=say.join([one.name for one in kept.largest]),
        shares=_shares(kept, say.t),
    )


def _largest(found: Concentration[K], named: "dict[K, Name] | dict[K, Name | str]", say: Speaker) -> Words:
    unknown = say.t(N_("unknown"))
    parts: list[Words | Name | str] = [named.get(part, unknown) for part in found.largest[:NAMED]]
    if len(found.largest) > NAMED:
        parts.append(say.t.plural("%(n)s other", "%(n)s others", len(found.largest) - NAMED))
    return say.join(parts)


def _shares(found: Concentration[K], t: Translator) -> str:
    each = t(
        N_("in %(count)s of %(known)s ties, share %(share)s"),
        count=t.number(found.count),
        known=t.number(found.known),
        share=t.percent(float(found.share)),
    )
    return each if len(found.largest) < 2 else t(N_("each %(shares)s"), shares=each)


_FINDINGS = {
    Verdict.TOO_FEW: (N_("Not enough data"), "quiet", "help-circle"),
    Verdict.LEANS: (N_("Leans on it"), "wait", "alert-circle"),
    Verdict.NEARLY: (N_("A single record decides"), "quiet", "help-circle"),
}


def _row(
    what: str, found: Concentration[K], named: "dict[K, Name] | dict[K, Name | str]", say: Speaker
) -> Row:
    t, nothing = say.t, cell("–", faint=True)
    of = t(N_("%(known)s of %(total)s"), known=t.number(found.known), total=t.number(found.total))
    words, tone, glyph = _FINDINGS.get(found.verdict, (N_("Spread"), "", ""))
    return Row(
        (
            cell(what),
            Cell(_largest(found, named, say)) if found.largest else nothing,
            cell(of),
            cell(t.percent(float(found.share))) if found.largest else nothing,
            cell(t.number(round(found.effective, 1))) if found.largest else nothing,
            Cell((t(words),), tone=tone, glyph=glyph),
        )
    )


def _tables(
    abroad: Sequence[Friend],
    countries: Concentration[int],
    persons: _Persons,
    named: dict[int, Name],
    say: Speaker,
) -> Iterator[Table]:
    t = say.t
    if countries.counts:
        ties = {
            id_: [say.name(one.agreement) for one in abroad if id_ in one.countries]
            for id_ in list(countries.counts)[:SHOWN]
        }
        yield Table(
            t(N_("Ties by country")),
            (Heading(t(N_("Country"))), Heading(t(N_("Ties")), numeric=True), Heading(t(N_("Which")))),
            tuple(
                Row((cell(named[id_]), cell(t.number(countries.counts[id_])), Cell(say.join(found))))
                for id_, found in ties.items()
                if id_ in named
            ),
        )
    if persons.single:
        yield Table(
            t(N_("Ties with a single contact person")),
            (Heading(t(N_("Tie"))), Heading(t(N_("Contact person")))),
            tuple(
                Row((cell(say.name(one.agreement)), cell(named[person])))
                for one, person in persons.single
                if person in named
            ),
        )


def _bars(countries: Concentration[int], lands: dict[int, Name], t: Translator) -> Bars | None:
    shown = [id_ for id_ in countries.counts if id_ in lands][:SHOWN]
    if len(shown) < 2:
        return None
    return Bars(
        t(N_("Ties by country")),
        tuple(
            Bar(
                lands[id_].text,
                countries.counts[id_],
                t.number(countries.counts[id_]),
                strong=id_ in countries.largest,
            )
            for id_ in shown
        ),
    )


def _wanted(
    abroad: Sequence[Friend], themes: Concentration[Theme], persons: _Persons, t: Translator
) -> Iterator[Wanted]:
    if len(abroad) < LEAST:
        yield Wanted(t(N_("Enter the ties of our own house.")), RecordKind.AGREEMENT)
    if themes.known < len(abroad):
        yield Wanted(t(N_("Enter the fields of cooperation of the ties that have none.")))
    if persons.nobody:
        yield Wanted(t(N_("Enter who speaks for the partners of whom nobody is known.")), RecordKind.PERSON)
    if persons.kept.known < len(abroad):
        yield Wanted(t(N_("Name who keeps the ties, and who stands in for them.")))
    elif persons.lone:
        yield Wanted(
            t.plural(
                "Name a deputy for %(n)s tie that only one colleague keeps.",
                "Name a deputy for %(n)s ties that only one colleague keeps.",
                persons.lone,
            )
        )
