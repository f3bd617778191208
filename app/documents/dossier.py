"""What ties us to somebody, when we last met, what was promised, and what is not known.

Facts only: ids, days, members of vocabularies, and text as the register has it. A template makes words of
them in the language of the paper, which need not be the reader's.

Source: docs/rules.md, R-13, R-14, R-15.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session

from app.answers.sleeping import MONTHS, Sleep
from app.documents.facts import (
    WAYS,
    ChainStep,
    Contact,
    Dossier,
    Gap,
    Holder,
    InNetwork,
    Meeting,
    Name,
    Network,
    OthersTie,
    Participant,
    Promise,
    Tie,
    Touched,
)
from app.documents.in_lists import in_lists
from app.documents.sources import Sources, unsure
from app.documents.together import letters as letters_with
from app.documents.together import together as together_with
from app.domain.agreements import expired
from app.domain.chain import Step, chain
from app.domain.forms_of_address import rank_of
from app.domain.freshness import months_before, months_between, surely_by
from app.domain.last_seen import Sighting, last_seen
from app.domain.people import ended
from app.domain.tasks import days_late
from app.domain.visits import OVER
from app.permissions.actor import Actor
from app.queries import city_notes as queries
from app.queries import contacts, figures, sightings, tasks
from app.queries.agreements import STANDING
from app.queries.contacts import PASSING
from models import (
    Agreement,
    City,
    Decision,
    Delegate,
    Membership,
    Municipality,
    Organisation,
    PartialDate,
    Person,
    Record,
    Signatory,
    StatedFigure,
    Task,
    Visit,
)
from models.vocabulary import (
    AddressRank,
    Direction,
    Evidence,
    Metric,
    RecordKind,
    Relation,
    Side,
    SigningRole,
    VisitState,
)

W = TypeVar("W")

SHOWN = 8
"""Visits that a note lists; of more it says how many there are."""
_COUNTED = {
    Relation.SISTER_CITY: Metric.SISTER_CITIES,
    Relation.PROTOCOL_CITY: Metric.PROTOCOL_CITIES,
    Relation.GOODWILL: Metric.GOODWILL_CITIES,
}
"""Relations of which sources state how many cities there are."""


@dataclass(frozen=True)
class Subject(Generic[W]):
    """Whom a dossier is about.

    :param bodies: organisations whose ties and memberships are theirs; not ours, loaded with their sources.
    :param met: records of which a visit with them names one; letters, projects and events with one of them
        are with them too.
    :param visits: visits that it is about; events of which they are part are with them, too.
    :param promised: records to which a promise leads.
    :param offices: organisations whose office holders are named.
    :param who: tells who they are, once the seat of our house is known; it cites its sources.
    :param is_ours: whether it is we ourselves.
    :param itself: organisations that it is on, or that those it is on speak for; the others only sit there.
    :param city_id: of which public lists are asked; None where it is about no city.
    """

    bodies: Sequence[Organisation]
    met: Collection[int]
    promised: Collection[int] | Select[int]
    offices: Collection[int]
    who: Callable[[Sources, City | None], W]
    is_ours: Callable[[City | None], bool] = lambda seat: False
    itself: Collection[int] = ()
    city_id: int | None = None
    visits: Collection[int] = ()


def gather(session: Session, actor: Actor, subject: Subject[W], *, today: date) -> tuple[Dossier, W]:
    """Read what the register knows of us and somebody.

    :returns: the dossier, and what the subject told of itself.

    Cost: a fixed number of statements, however much is on record.
    """
    house = queries.own_house(session, actor)
    ids = [body.id for body in subject.bodies]
    agreements = queries.ties(session, actor, ids)
    decisions = queries.decisions(session, actor, [one.id for one in agreements])
    memberships = queries.memberships(session, actor, [*ids, *(body.id for body in house)])
    known = queries.meetings(session, actor, subject.met)
    ahead = [one for one in known if queries.is_ahead(one, today)]
    behind = [one for one in known if not queries.is_ahead(one, today)]
    led = _led(behind, queries.heads(session, actor, [one.id for one in behind if _took_place(one)]))
    shown = queries.visits(
        session, actor, [one.id for one in [*ahead[-SHOWN:], *behind[:SHOWN]]] + [*led.values()]
    )
    promised = tasks.promised_on(session, actor, subject.promised)
    people = queries.people(session, actor, subject.offices)
    seen = sightings.of_people(session, actor, [one.id for one in people], today=today)
    begins = contacts.begins(session, actor)
    near = contacts.Whom([body for body in subject.bodies if body.id in subject.met], subject.met)
    to_come = {one.id for one in ahead}
    (met,) = contacts.last_with(session, actor, {0: near}, today=today, ahead=to_come).values()
    last_met = last_records(session, actor, [met])
    stated = figures.about_ours_and_peers(session, actor)
    recorded = figures.recorded(session, actor, today=today)

    sources = Sources()
    seat = house[0].seat if house else None
    ours = [one for one in agreements if any(party.organisation.ours for party in one.parties)]
    ties = tuple(tie_of(one, ids, decisions, seat, sources, today) for one in sorted(ours, key=worth))
    contact = contact_of(met, last_met, ties, sources, begins, today)
    for first in (*led.values(), ahead[-1].id if ahead else None):
        if first in shown:
            sources.of(shown[first])  # the summary names them before the rest
    who = subject.who(sources, seat)
    is_ours = subject.is_ours(seat)
    memberships = [one for one in memberships if not _over(one, today)]
    themselves = [body for body in subject.bodies if body.id in subject.itself]
    within = tuple(_where_we_are(themselves, memberships, sources))
    known_tie = is_ours or _has(ties, *_COUNTED) or 0 < len(themselves) == len(within)
    tie_gaps = tuple(_gaps(stated, recorded, () if known_tie else _COUNTED.values(), sources))
    others = tuple(_others(one, sources) for one in agreements if one not in ours)
    listed = in_lists(session, subject.city_id, seat, sources)
    shared = tuple(_networks(memberships, ids, {body.id for body in house}, sources))
    named = {*subject.itself, *(one.network.id for one in shared)}
    beside = [body for body in subject.bodies if body.id not in named]
    seated = tuple(_where_we_are(beside, memberships, sources))
    network_gaps = tuple(_gaps(stated, recorded, () if shared else (Metric.MEMBERSHIPS,), sources))
    coming = tuple(meeting_of(shown[one.id], today, sources) for one in ahead[::-1] if one.id in shown)
    meetings = tuple(meeting_of(shown[one.id], today, sources) for one in behind[:SHOWN] if one.id in shown)
    letters = letters_with(session, actor, subject.met, subject.offices, sources, today=today)
    with_them = () if is_ours else (*subject.met, *subject.visits)
    together = together_with(session, actor, with_them, sources)
    promises = tuple(_promise(one, sources, today) for one in promised)
    holders = tuple(_holders(people, seen, subject.offices, sources, today))
    dossier = Dossier(
        issuer=issuer_of(session, actor, house),
        our_city=name_of(seat) if seat else None,
        as_of=today,
        ties=ties,
        contact=contact,
        tie_gaps=tie_gaps,
        others=others,
        listed=listed,
        within=within,
        shared=shared,
        seated=seated,
        their_memberships=sum(one.member_id in ids for one in memberships),
        network_gaps=network_gaps,
        coming=coming,
        meetings=meetings,
        led={way: meeting_of(shown[id_], today, sources) for way, id_ in led.items() if id_ in shown},
        met=len(behind),
        directions=_directions(behind),
        letters=letters,
        together=together,
        promises=promises,
        people=holders,
        cited=sources.cited,
    )
    return dossier, who


def _took_place(one: queries.Meeting) -> bool:
    return one.state is None or one.state in OVER


def _led(behind: Sequence[queries.Meeting], heads: Mapping[int, tuple[str, str]]) -> dict[Direction, int]:
    """Find the last visit each way that a mayor led, by the titles of the day.

    :param behind: the latest first.
    """
    mayors = [one for one in behind[::-1] if rank_of(*heads.get(one.id, ())) is AddressRank.MAYOR]
    return {one.direction: one.id for one in mayors if one.direction in WAYS}


def last_records(
    session: Session, actor: Actor, met: Iterable[Sequence[contacts.Contact]]
) -> Mapping[int, Record]:
    """Read the visits, letters and events that were the last contact with several, with their sources.

    Cost: two statements.
    """
    return contacts.records(session, actor, {max(one, key=_order).record_id for one in met if one})


def contact_of(
    met: Sequence[contacts.Contact],
    records: Mapping[int, Record],
    ties: Sequence[Tie],
    sources: Sources,
    begins: date | None,
    today: date,
) -> Contact:
    """Find the last contact or signing; :mod:`app.answers.sleeping` means the same by it.

    :param met: as :func:`app.queries.contacts.last_with` gives them.
    :param records: as :func:`last_records` reads them.

    Source: docs/rules.md, R-14.
    """
    near = [tie for tie in ties if tie.speaks]
    signed = [tie for tie in near if tie.signed.earliest is not None and tie.signed.earliest <= today]
    last_signed = max(signed, key=lambda tie: surely_by(tie.signed), default=None)
    last_met = max(met, key=_order, default=None)
    last, tie_id, what = PartialDate.unknown(), None, None
    # Of a meeting and a signing on one day the meeting says more.
    if last_met and not (last_signed and surely_by(last_signed.signed) > surely_by(last_met.on)):
        last, record = last_met.on, records.get(last_met.record_id)
        what = Touched(record.kind, name_of(record), sources.of(record)) if record else None
    elif last_signed:
        last, tie_id = last_signed.signed, last_signed.id
    running = any(tie.relation is Relation.PROJECT and tie.stands for tie in near)
    limit = months_before(today, MONTHS)
    every = [*(one.on for one in met), *(tie.signed for tie in signed)]
    awake = running or any(not one.certainly_before(limit) for one in every)
    state = Sleep.AWAKE if awake else Sleep.ASLEEP if begins and begins <= limit else Sleep.SILENT
    past = last.latest is not None and last.latest <= today
    months = months_between(last.latest, today) if past and last.latest else None
    return Contact(state, last, tie_id, what, running, months, begins)


def _order(met: contacts.Contact) -> tuple[date, bool, bool, int]:
    """The last that is certain; of several on one day the nearest, and a visit before the rest."""
    return surely_by(met.on), not met.through_city, met.kind is RecordKind.VISIT, met.record_id


def tie_of(
    agreement: Agreement,
    theirs: Collection[int],
    decisions: Sequence[Decision],
    home: City | None,
    sources: Sources,
    today: date,
) -> Tie:
    """Tell an agreement of ours with one of some bodies.

    :param theirs: ids of the bodies.
    :param home: the seat of our house.
    """
    others = [party.organisation for party in agreement.parties if not party.organisation.ours]
    taken = [
        decision
        for decision in decisions
        if any(subject.subject_id == agreement.id for subject in decision.subjects)
    ]
    return Tie(
        id=agreement.id,
        relation=agreement.relation,
        instrument=agreement.instrument,
        state=agreement.state,
        expired=expired(agreement, today),
        signed=agreement.signed,
        ends=agreement.ends,
        mode=agreement.mode,
        place_tr=agreement.place_tr,
        place_en=agreement.place_en,
        counterparts=tuple(map(name_of, others)),
        themes=tuple(one.theme for one in agreement.themes),
        signatories=tuple(
            participant_of(one) for one in agreement.signatories if one.signing_role is SigningRole.SIGNATORY
        ),
        steps=tuple(_steps(agreement, others, taken, home)),
        speaks=any(speaks(one) for one in others if one.id in theirs),
        outdated="place_en" in agreement.outdated,
        unsure=unsure(agreement),
        marks=sources.of(agreement, *taken),
    )


def _steps(
    agreement: Agreement, others: Sequence[Organisation], taken: Sequence[Decision], home: City | None
) -> Iterator[ChainStep]:
    """Give the steps of the chain; an informal contact has none to speak of."""
    if agreement.relation is Relation.CONTACT:
        return
    lands = {body.seat.country_id if body.seat else None for body in others}
    domestic = None if not lands or None in lands or home is None else lands == {home.country_id}
    steps: Iterable[Step] = chain(
        agreement,
        [body.organisation_kind for body in others],
        taken,
        domestic=domestic,
        from_source=bool(agreement.sources),
    )
    for step in steps:
        found = step.decision
        yield ChainStep(
            step.kind,
            step.state,
            found.decided if found else PartialDate.unknown(),
            found.number if found else "",
        )


def speaks(body: Organisation) -> bool:
    """Say whether a body of a city may stand for it; a network, a ministry or a bank only sits there."""
    return body.organisation_kind not in PASSING


def worth(agreement: Agreement) -> tuple[bool, int]:
    """Order ties as an office does: what stands first, then the closest relation; the latest stay first."""
    return agreement.state not in STANDING, list(Relation).index(agreement.relation)


def _others(agreement: Agreement, sources: Sources) -> OthersTie:
    parties = tuple(name_of(party.organisation) for party in agreement.parties)
    return OthersTie(agreement.id, agreement.relation, agreement.signed, parties, sources.of(agreement))


def _networks(
    memberships: Sequence[Membership], theirs: Collection[int], ours: Collection[int], sources: Sources
) -> Iterator[Network]:
    """Give the networks in which both sides are something today."""
    for network_id in dict.fromkeys(one.network_id for one in memberships):
        within = [one for one in memberships if one.network_id == network_id]
        we = [one for one in within if one.member_id in ours]
        they = [one for one in within if one.member_id in theirs]
        if we and they:
            marks = sources.of(*we, *they)
            yield Network(name_of(we[0].network), _in_network(we), _in_network(they), marks)


def _where_we_are(
    bodies: Sequence[Organisation], memberships: Sequence[Membership], sources: Sources
) -> Iterator[Network]:
    """Give the organisations in which we are something ourselves."""
    for body in bodies:
        we = [one for one in memberships if one.network_id == body.id and one.member.ours]
        if we:
            yield Network(name_of(body), _in_network(we), (), sources.of(*we))


def _over(membership: Membership, today: date) -> bool:
    return membership.until.latest is not None and membership.until.latest < today


def _has(ties: Iterable[Tie], *relations: Relation) -> bool:
    return any(tie.stands and tie.relation in relations for tie in ties)


def _gaps(
    stated: Iterable[StatedFigure],
    recorded: Mapping[Metric, int],
    metrics: Collection[Metric],
    sources: Sources,
) -> Iterator[Gap]:
    """Compare the latest statement of each of these metrics about our own house with the count."""
    latest = {
        one.metric: one
        for one in sorted(stated, key=lambda one: one.as_of.latest or date.min)
        if one.about.ours
    }
    for metric in metrics:
        one = latest.get(metric)
        if one is not None and recorded.get(metric, 0) < one.value:
            yield Gap(metric, one.value, recorded.get(metric, 0), one.as_of, sources.of(one))


def _in_network(memberships: Sequence[Membership]) -> tuple[InNetwork, ...]:
    return tuple(
        InNetwork(
            name_of(one.member), one.relation, one.membership_class, implied=one.evidence is Evidence.IMPLIED
        )
        for one in memberships
    )


def meeting_of(visit: Visit, today: date, sources: Sources) -> Meeting:
    """Tell a visit; it is loaded with everybody who took part."""
    agreed = (VisitState.REQUESTED, VisitState.APPROVED, VisitState.PLANNED)
    return Meeting(
        id=visit.id,
        title=name_of(visit),
        held=visit.held,
        starts_at=visit.starts_at,
        direction=visit.direction,
        mode=visit.mode,
        visit_kind=visit.visit_kind,
        state=visit.state,
        visitors=tuple(participant_of(one) for one in visit.delegates if one.side is Side.VISITOR),
        group=visit.group_name,
        headcount=visit.headcount,
        headcount_about=visit.headcount_about,
        host=name_of(visit.host) if visit.host else None,
        subject_tr=visit.subject_tr,
        subject_en=visit.subject_en,
        doubt_tr=visit.doubt_tr,
        doubt_en=visit.doubt_en,
        outdated="subject_en" in visit.outdated,
        unsure=unsure(visit),
        unconfirmed=visit.state in agreed and visit.held.latest is not None and visit.held.latest < today,
        marks=sources.of(visit),
    )


def _promise(task: Task, sources: Sources, today: date) -> Promise:
    assert task.promised_by is not None  # noqa: S101 - the query asks for promises only
    return Promise(
        id=task.id,
        title_tr=task.title_tr,
        title_en=task.title_en,
        side=task.promised_by,
        whom=name_of(task.promiser) if task.promiser else None,
        owner=task.owner.name if task.owner else "",
        due=task.due,
        late=days_late(task, today),
        marks=sources.of(task),
    )


def participant_of(one: Delegate | Signatory) -> Participant:
    """Keep the words of the day; an organisation whose title has not changed may be named in English too.

    Source: docs/rules.md, R-12.
    """
    body, words = one.organisation, one.organisation_name
    same = body is not None and words in ("", body.title_tr)
    english = body.title_en if body is not None and same else ""
    return Participant(
        name=one.name,
        title_tr=one.title_tr,
        title_en=one.title_en,
        body_tr=words or (body.title_tr if body else ""),
        body_en=english,
        person_id=one.person_id,
        body_id=one.organisation_id,
    )


def _directions(behind: Sequence[queries.Meeting]) -> Mapping[Direction | None, int]:
    order: tuple[Direction | None, ...] = (*Direction, None)
    counted = {one: sum(met.direction is one for met in behind) for one in order}
    return {one: count for one, count in counted.items() if count}


def _holders(
    people: Sequence[Person],
    seen: Mapping[int, Sequence[Sighting]],
    bodies: Collection[int],
    sources: Sources,
    today: date,
) -> Iterator[Holder]:
    for person in people:
        for post in person.posts:
            if post.organisation and post.organisation_id in bodies and not ended(post, today):
                yield Holder(
                    person=name_of(person),
                    honorific=person.honorific,
                    title_tr=post.title_tr,
                    title_en=post.title_en,
                    organisation=name_of(post.organisation),
                    since=post.since,
                    last=last_seen(post, today, seen.get(person.id, ())),
                    marks=sources.of(person),
                )


def issuer_of(session: Session, actor: Actor, house: Sequence[Organisation]) -> Name:
    """Name whose paper it is: our house, or the municipality while no body is marked as ours."""
    if house:
        return name_of(house[0])
    municipality = session.get_one(Municipality, actor.municipality_id)
    return Name(municipality.id, municipality.title_tr, municipality.title_en)


def name_of(record: Record) -> Name:
    """Name a record by its titles; a visit is called by the names of its guests, or in words for a group.

    :param record: of a visit everything is loaded.
    """
    in_words = record.kind in (RecordKind.EVENT, RecordKind.LETTER)
    in_words |= isinstance(record, Visit) and record.title_tr == record.group_name
    return Name(record.id, record.title_tr, record.title_en, in_words)


def whole(found: Dossier) -> dict[str, Any]:
    """Return the values of a dossier by name, for a note that has more of them."""
    return {one.name: getattr(found, one.name) for one in fields(Dossier)}
