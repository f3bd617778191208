"""Question 3: which ties sleep, and since when."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    apart,
    cell,
    sentences,
)
from app.answers.picture import Bar, Bars
from app.domain.freshness import months_before, surely_by
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import agreements, contacts, map_places
from app.queries.agreements import StandingTie
from app.queries.kept import kept
from models import PartialDate
from models.vocabulary import RecordKind, Relation

MONTHS = 24
"""How long a tie may be without contact (R-14)."""

CHOICES = (12, 24, 36, 60)
"""Months that the page offers."""

DRAWN = 10
"""Years in the chart, each apart; what is older stands in one bar."""

QUESTION = N_("Which ties sleep, and since when?")


class Sleep(StrEnum):
    """What the record says about the contact of a tie."""

    AWAKE = "awake"
    ASLEEP = "asleep"
    SILENT = "silent"
    """No contact is recorded, and the record is too young to call that sleep."""


@dataclass(frozen=True, slots=True)
class Touch:
    """The last two-way contact: a visit, an answered letter, an event, a signing, or a project under way.

    :param record: the visit, the reply, the event or the agreement.
    """

    on: PartialDate
    record: Name
    through_city: bool = False
    running: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that stands, and how long ago its last contact was."""

    agreement: Name
    relation: Relation
    partners: tuple[Name, ...]
    state: Sleep
    last: Touch | None


@dataclass(frozen=True, slots=True)
class Looked:
    """Every tie of our house that stands.

    :param begins: day of the first visit on record.
    :param limit: a tie whose last contact is before this day sleeps.
    """

    ties: tuple[Tie, ...]
    begins: date | None
    limit: date

    @property
    def is_young(self) -> bool:
        """Whether the record of visits does not reach back to the limit."""
        return self.begins is None or self.begins > self.limit

    def of(self, state: Sleep) -> list[Tie]:
        """The ties in a state, those longest without contact first."""
        ties = [tie for tie in self.ties if tie.state is state]
        return sorted(ties, key=lambda tie: _latest(tie.last) or date.min)


def look(session: Session, actor: Actor, *, t: Translator, today: date, months: int = MONTHS) -> Looked:
    """Find the last contact of every tie of our own house that stands.

    Contact is what goes both ways: a visit that took place, in person or online; a letter with its reply; an
    event together; the signing of a tie; a project in force. Before its first visit the record knows nothing,
    so a tie sleeps only where the record is at least as old as the limit.

    Cost: ten statements, and one while the data stays as it is.

    Source: docs/rules.md, R-14.
    """
    asked = ("sleeping", t.language, today, months)
    return kept(session, actor, asked, lambda: _look(session, actor, t, today, months))


def _look(session: Session, actor: Actor, t: Translator, today: date, months: int) -> Looked:
    limit = months_before(today, months)
    papers = agreements.standing_of_our_house(session, actor, today=today)
    bodies = map_places.bodies(session, actor, {id_ for paper in papers for id_ in paper.partners})
    partners = {paper.id: [bodies[id_] for id_ in paper.partners if id_ in bodies] for paper in papers}
    met = contacts.last_with_organisations(session, actor, bodies.values(), today=today)
    begins = contacts.begins(session, actor)
    touches: dict[int, list[Touch]] = {
        id_: [
            Touch(
                one.on,
                Name(one.record_id, one.kind, t.either(one.title_tr, one.title_en)),
                one.through_city,
            )
            for one in all_
        ]
        for id_, all_ in met.items()
    }
    for paper in papers:
        for body in partners[paper.id]:
            touches[body.id] += _of_paper(paper, _name(paper, t), today)
    ties = []
    for paper in papers:
        known = [touch for body in partners[paper.id] for touch in touches[body.id]]
        last = max(
            known,
            key=_order,
            default=None,
        )
        recent = any(not touch.on.certainly_before(limit) for touch in known)
        state = Sleep.AWAKE if recent else Sleep.ASLEEP if begins and begins <= limit else Sleep.SILENT
        names = tuple(Name(body.id, RecordKind.ORGANISATION, t.title(body)) for body in partners[paper.id])
        ties.append(Tie(_name(paper, t), paper.relation, names, state, last))
    return Looked(tuple(ties), begins, limit)


def ask(session: Session, actor: Actor, *, t: Translator, today: date, months: int = MONTHS) -> Answer:
    """List the ties without contact, and say how far back the record can know it."""
    say = Speaker(t)
    looked = look(session, actor, t=t, today=today, months=months)
    asleep, silent = looked.of(Sleep.ASLEEP), looked.of(Sleep.SILENT)
    rows = tuple(_row(tie, months, today, t) for tie in (*asleep, *silent))
    wanted = tuple(_wanted(looked, silent, t))
    return Answer(
        question=t(QUESTION),
        sentence=_sentence(looked, asleep, silent, months, say),
        headings=(
            Heading(t(N_("Tie"))),
            Heading(t(N_("Partner"))),
            Heading(t(N_("State"))),
            Heading(t(N_("Last contact"))),
        ),
        rows=rows,
        method=tuple(t(one, months=months) for one in _METHOD),
        as_of=today,
        sample=t.plural("%(n)s tie that stands", "%(n)s ties that stand", len(looked.ties)),
        counted=t.plural("%(n)s tie found", "%(n)s ties found", len(rows)),
        enough=bool(looked.ties) and not wanted,
        wanted=wanted,
        used=tuple(dict.fromkeys(tie.last.record for tie in (*asleep, *silent) if tie.last)),
        picture=_picture(looked, today, t),
        further=(
            Further(t(N_("Where do we have friends?")), "friends"),
            Further(t(N_("Do we give and get in balance?")), "balance"),
        ),
    )


_METHOD = (
    N_(
        "A tie that stands sleeps after %(months)s months without two-way contact. Contact is a visit that "
        "took place, in person or online; a letter with its reply; an event that we hosted or "
        "attended, and they too; the signing of a tie with the same partner; a project in force. Planned, "
        "postponed and cancelled visits and events are none, nor is a letter without a reply."
    ),
    N_(
        "A visit or a reply counts for a partner if it names the partner, one of its units, somebody with a "
        "post there on that day, or, for a municipality, its city or a body of the city. Missions, networks "
        "and banks do not stand for the city they sit in. An event counts for its host and those who took "
        "part, not for the city where it was held."
    ),
    N_(
        "Where the register of visits is younger than %(months)s months, a tie without contact is not called "
        "asleep: this record cannot know it."
    ),
)


def _sentence(
    looked: Looked, asleep: Sequence[Tie], silent: Sequence[Tie], months: int, say: Speaker
) -> Words:
    total = len(looked.ties)
    if not total:
        return say(N_("Not enough data: no tie that stands is recorded."))
    if not asleep and not silent:
        return say.plural(
            "Our only tie had contact within %(months)s months.",
            "None of our %(n)s ties sleeps: each had contact within %(months)s months.",
            total,
            months=months,
        )
    told: list[Words] = []
    if asleep:
        told.append(
            say.plural(
                "%(n)s of %(total)s ties has had no contact for %(months)s months.",
                "%(n)s of %(total)s ties have had no contact for %(months)s months.",
                len(asleep),
                total=say.t.number(total),
                months=months,
            )
        )
        told.append(say(N_("Longest without contact: %(tie)s."), tie=apart(asleep[0].partners)))
    if silent and looked.begins is None:
        told.append(say(N_("Not enough data: no visit with a date is recorded.")))
    elif silent:
        told.append(
            say.plural(
                "No contact is recorded for %(n)s of %(total)s ties since the register begins (%(begins)s).",
                "No contact is recorded for %(n)s of %(total)s ties since the register begins (%(begins)s).",
                len(silent),
                total=say.t.number(total),
                begins=looked.begins,
            )
        )
        told.append(
            say(
                N_("Whether they sleep cannot be told yet: the register is younger than %(months)s months."),
                months=months,
            )
        )
    return sentences(*told)


def _picture(looked: Looked, today: date, t: Translator) -> Bars | None:
    """The ties by the year of their last contact; None where there is nothing to compare."""
    years = Counter(last.year for tie in looked.ties if (last := _latest(tie.last)))
    never = sum(_latest(tie.last) is None for tie in looked.ties)
    if len(looked.ties) < 2 or not years:
        return None
    title = t(N_("Our ties by the year of their last contact"))
    first = max(min(years), today.year - DRAWN)
    told = [(str(year), years[year]) for year in range(min(max(years), today.year), first - 1, -1)]
    if before := sum(number for year, number in years.items() if year < first):
        told.append((t(N_("before %(year)s"), year=str(first)), before))
    if never:
        told.append((t(N_("none recorded")), never))
    bars = tuple(Bar(label, number, t.number(number)) for label, number in told)
    return Bars(title, bars, caption=title)


def _wanted(looked: Looked, silent: Sequence[Tie], t: Translator) -> Iterator[Wanted]:
    if not looked.ties:
        yield Wanted(t(N_("Enter the ties of our own house.")), RecordKind.AGREEMENT)
    elif silent:
        yield Wanted(t(N_("Enter or import the visits of earlier years.")), RecordKind.VISIT)


def _row(tie: Tie, months: int, today: date, t: Translator) -> Row:
    if tie.state is Sleep.ASLEEP:
        state = Cell((t(N_("No contact for %(months)s months"), months=months),), tone="wait", glyph="moon")
    else:
        words = N_("No contact since the register begins") if tie.last else N_("No contact recorded")
        state = Cell((t(words),), tone="quiet", glyph="circle-dashed")
    return Row(
        (
            cell(tie.agreement, detail=t(label(tie.relation))),
            Cell(apart(tie.partners)),
            state,
            _last(tie.last, today, t),
        )
    )


def _last(last: Touch | None, today: date, t: Translator) -> Cell:
    if last is None:
        return cell(t(N_("none recorded")), faint=True)
    when = t.partial(last.on)
    if last.on.precision == "day" and last.on.latest:
        when = f"{when}, {t.ago(last.on.latest, today)}"
    return Cell((when,), detail=(last.record,))


def _name(paper: StandingTie, t: Translator) -> Name:
    return Name(paper.id, RecordKind.AGREEMENT, t.title(paper))


def _of_paper(paper: StandingTie, name: Name, today: date) -> Iterator[Touch]:
    """A tie is itself contact: on the day it was signed, and all along while a project runs."""
    if paper.signed.earliest is not None and paper.signed.earliest <= today:
        yield Touch(paper.signed, name)
    if paper.relation is Relation.PROJECT:
        yield Touch(PartialDate.on(today), name, running=True)


def _order(touch: Touch) -> tuple[date, bool, bool, int]:
    """The latest that is certain; of several on one day the nearest, and a visit before the paper."""
    return (
        surely_by(touch.on),
        not touch.through_city,
        touch.record.kind is RecordKind.VISIT,
        touch.record.id,
    )


def _latest(touch: Touch | None) -> date | None:
    return touch.on.latest if touch else None
