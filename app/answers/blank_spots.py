"""Question 2: where our blank spots are: regions, fields and languages without a tie."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.answers import stated
from app.answers.answer import (
    Answer,
    Cell,
    Further,
    Heading,
    Row,
    Speaker,
    Wanted,
    Words,
    apart,
    cell,
    sentences,
)
from app.answers.balance import countries_of
from app.answers.friends import CITY_METRICS, Friend, at_home, friends
from app.domain.turkish import sort_key
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import agreements, graph, names
from app.queries import countries as country_queries
from app.queries.kept import kept
from app.queries.public_graph import public_graph
from app.regions import REGIONS, WORLD_LANGUAGES, official_languages
from models import Country
from models.vocabulary import CountryKind, Metric, OrganisationKind, RecordKind, Theme

QUESTION = N_("Where are our blank spots?")

_METHOD = (
    N_(
        "A blank spot is a region, a field or a language without a tie of our own house in force abroad. "
        "Regions are the subregions of the United Nations (M49) with at least one state; languages are those "
        "of the United Nations and those that are official in five states or more (CLDR)."
    ),
    N_(
        "Memberships of networks and contacts with missions are no ties. Where visits are recorded without a "
        "tie, the table says how many took place."
    ),
    N_(
        "Public lists do not fill a blank spot: nobody says whether such a tie lives. They show where one of "
        "our own may only be missing from the record, and which partner could lead there."
    ),
)


NAMED = 4
"""Names in a cell; the others are counted."""


@dataclass(frozen=True)
class Blank:
    """What has no tie, in words, with what else our record and public lists know of it."""

    kind: str
    name: str
    known: Words = ()
    listed: Words = ()


def ask(session: Session, actor: Actor, *, t: Translator, today: date) -> Answer:
    """List regions, fields and languages without a tie, and say how far the record bears it.

    Cost: two statements while the data stays as it is.
    """
    asked = ("blank spots", t.language, today)
    return kept(session, actor, asked, lambda: _ask(session, actor, t, today))


def _ask(session: Session, actor: Actor, t: Translator, today: date) -> Answer:
    say = Speaker(t)
    ties = tuple(one for one in friends(session, actor, today=today) if one.countries - at_home(one))
    lands = {land.id: land for land in country_queries.every(session, actor)}
    met = graph.encounters(session, actor, today=today)
    bodies, cities = graph.bodies(session, actor), graph.countries_of_cities(session, actor)
    home = frozenset[int | None]().union(*(at_home(one) for one in ties))
    visits = Counter(land for one in met for land in countries_of(one, bodies, cities) - home)
    regions = _regions(ties, lands, visits, _listed(session, actor, ties, say), say)
    themes = _themes(ties, t)
    languages = _languages(ties, lands, t)
    caution, wanted = stated.thin(
        stated.compare(session, actor, t=t, today=today), (*CITY_METRICS, Metric.MEMBERSHIPS), t
    )
    fields = sum(bool(one.agreement.themes) for one in ties)
    if fields < len(ties):
        wanted = (*wanted, Wanted(t(N_("Enter the fields of cooperation of the ties that have none."))))
    if not ties:
        wanted = (Wanted(t(N_("Enter the ties of our own house.")), RecordKind.AGREEMENT), *wanted)
    blanks = (*regions, *themes, *languages)
    if not ties:  # everything would be blank: only what is known there is worth a line
        blanks = tuple(one for one in blanks if one.known or one.listed)
    return Answer(
        question=t(QUESTION),
        sentence=_sentence((len(regions), _inhabited(lands)), len(themes), len(languages), caution, say)
        if ties
        else say(N_("Not enough data: no tie in force is recorded.")),
        headings=(
            Heading(t(N_("Without a tie"))),
            Heading(t(N_("What it is"))),
            Heading(t(N_("What the record knows"))),
            Heading(t(N_("What public lists know"))),
        ),
        rows=tuple(
            Row((cell(one.name), cell(one.kind), _told(one.known), _told(one.listed, public=True)))
            for one in blanks
        ),
        method=(
            *(t(one) for one in _METHOD),
            t(
                N_("A field of cooperation is recorded for %(known)s of %(total)s ties."),
                known=t.number(fields),
                total=t.number(len(ties)),
            ),
        ),
        as_of=today,
        sample=t.plural("%(n)s tie in force", "%(n)s ties in force", len(ties)),
        counted=t.plural("%(n)s blank spot", "%(n)s blank spots", len(blanks)) if ties else "",
        enough=bool(ties) and not caution,
        wanted=wanted,
        further=(
            Further(t(N_("Where do we have friends?")), "friends"),
            Further(t(N_("Who can open the door to a city?")), "door"),
        ),
    )


def _sentence(regions: tuple[int, int], themes: int, languages: int, caution: Words, say: Speaker) -> Words:
    t = say.t
    told = say(
        N_(
            "On record no tie in force reaches %(regions)s of %(all_regions)s regions of the world, "
            "%(themes)s of %(all_themes)s fields of cooperation and %(languages)s of %(all_languages)s "
            "world languages."
        ),
        regions=t.number(regions[0]),
        all_regions=t.number(regions[1]),
        themes=t.number(themes),
        all_themes=t.number(len(Theme)),
        languages=t.number(languages),
        all_languages=t.number(len(WORLD_LANGUAGES)),
    )
    if not caution:
        return told
    return sentences(caution, told, say(N_("A spot may be blank only in this record.")))


def _inhabited(lands: Mapping[int, Country]) -> int:
    return len({land.region for land in lands.values() if _counts(land)})


def _counts(land: Country) -> bool:
    return land.region in REGIONS and land.country_kind is CountryKind.STATE


def _told(words: Words, *, public: bool = False) -> Cell:
    return Cell(words, public=public) if words else cell("–", faint=True)


def _listed(session: Session, actor: Actor, ties: tuple[Friend, ...], say: Speaker) -> dict[str, Words]:
    """Region → whom public lists name there: twin towns of our own city, else of our partners' cities."""
    t, public = say.t, public_graph(session)
    house = agreements.own_house(session, actor)
    home = house.seat_id if house else None
    seats = {
        body.seat_id
        for one in ties
        for body in one.partners
        if body.seat_id and body.organisation_kind is OrganisationKind.MUNICIPALITY
    } - {home}

    def region(city: int) -> str:
        return public.regions.get(public.countries.get(city) or 0, "")

    ours: dict[str, list[int]] = {}
    for id_ in public.ties.adj[home] if home in public.ties else ():
        ours.setdefault(region(id_), []).append(id_)
    theirs: dict[str, list[int]] = {}
    for city in seats & public.ties.nodes:
        for there in {region(id_) for id_ in public.ties.adj[city]}:
            theirs.setdefault(there, []).append(city)
    ids = {id_ for some in (*ours.values(), *theirs.values()) for id_ in some}
    found = names.titles(session, actor, ids)

    def named(some: list[int]) -> Words:
        known = [say.name(found[id_]) for id_ in some if id_ in found]
        known.sort(key=lambda one: sort_key(one.text))
        more = len(known) - NAMED
        return apart([*known[:NAMED], t.plural("%(n)s other", "%(n)s others", more) if more > 0 else ""])

    partners, twins = N_("Partners with twin towns there: %(names)s"), N_("Twin towns of ours: %(names)s")
    told = {there: say(partners, names=named(some)) for there, some in theirs.items()}
    return told | {there: say(twins, names=named(some)) for there, some in ours.items()}


def _regions(
    ties: tuple[Friend, ...],
    lands: Mapping[int, Country],
    visits: Mapping[int, int],
    listed: Mapping[str, Words],
    say: Speaker,
) -> list[Blank]:
    t = say.t
    reached = {lands[id_].region for id_ in _countries(ties) if id_ in lands}
    told = []
    for region, word in REGIONS.items():
        states = [land for land in lands.values() if land.region == region and _counts(land)]
        if not states or region in reached:
            continue
        seen = sorted((land for land in states if visits.get(land.id)), key=lambda land: -visits[land.id])
        known = apart((say.name(land), f" ({t.number(visits[land.id])})") for land in seen)
        words = say(N_("Visits: %(visits)s"), visits=known) if known else ()
        told.append(Blank(t(N_("Region")), t(word), words, listed.get(region, ())))
    return told


def _themes(ties: tuple[Friend, ...], t: Translator) -> list[Blank]:
    reached = {row.theme for one in ties for row in one.agreement.themes}
    return [Blank(t(N_("Field of cooperation")), t(label(theme))) for theme in Theme if theme not in reached]


def _languages(ties: tuple[Friend, ...], lands: Mapping[int, Country], t: Translator) -> list[Blank]:
    spoken = {
        language
        for id_ in _countries(ties)
        if id_ in lands
        for language in official_languages(lands[id_].code)
    }
    return [Blank(t(N_("Language")), t.language_name(code)) for code in WORLD_LANGUAGES if code not in spoken]


def _countries(ties: tuple[Friend, ...]) -> set[int]:
    return {id_ for one in ties for id_ in one.countries - at_home(one) if id_ is not None}
