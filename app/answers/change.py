"""Question 12: how our relations changed, by year and by mayor's term."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from app.analysis.periods import (
    Happened,
    Happening,
    Period,
    What,
    standing,
    successive,
    undated,
    within,
    years,
)
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
from app.answers.friends import is_mission
from app.answers.network_choice import meets_there
from app.answers.picture import Bar, Bars
from app.domain.agreements import expired
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import agreements, graph, memberships, names, projects, terms
from app.queries.kept import kept
from app.queries.terms import Term
from models import Agreement, PartialDate
from models.vocabulary import AgreementState, Direction, PartyRole, RecordKind

QUESTION = N_("How did our relations change, by year and by mayor's term?")
NAMED = 3
DRAWN = 12
"""Years or terms in the picture, the last ones."""
VISITS = (What.INCOMING, What.OUTGOING, What.OTHER_VISIT)
_REST = (*VISITS, What.JOINED, What.PROJECT)
_TOLD = (What.TIE, What.TIE_ENDED, What.JOINED, What.PROJECT)
"""What is named beside the figures; visits are too many."""

ENOUGH = 0.5
"""Below this share of ties whose beginning is known, nothing is said about their course."""


class By(StrEnum):
    """What the years are put together to."""

    YEAR = "year"
    TERM = "term"


_METHOD = (
    N_(
        "A tie of our own house counts on the day it was signed or, without one, began; drafts and ties with "
        "missions are left out. It ended on the day recorded for its end, if it has ended or run out. Visits "
        "that took place count on their first day, projects that were awarded when they began. A network "
        "counts as joined when we became a member, an office holder or somebody who takes part; a partner "
        "only where partners meet, and not of a bank or an agency."
    ),
    N_(
        "A date that is known only in part counts in a year or term if it certainly lies within it. What may "
        "lie there or beside it stands behind a plus; what has no date at all has a line of its own and does "
        "not count as standing. Years in which nothing is on record share a line."
    ),
    N_(
        "A term is a post of our mayor with a known beginning; without an end it lasts until the next one "
        "begins. That something happened in a term does not say that the mayor brought it about."
    ),
)


@dataclass(frozen=True)
class _Line:
    """A year or a term.

    :param mayors: records of who was mayor.
    """

    head: str
    mayors: tuple[Name, ...]
    period: Period
    happened: Happened
    standing: int

    @property
    def is_quiet(self) -> bool:
        """Whether nothing on record may lie in it."""
        return not self.happened.certain and not self.happened.perhaps


def ask(session: Session, actor: Actor, *, t: Translator, today: date, by: By = By.YEAR) -> Answer:
    """Count by year or by term what began and ended, and who met whom.

    Cost: ten statements, and three while the data stays as it is.
    """
    say = Speaker(t)
    happenings = kept(
        session, actor, ("happenings", today), lambda: tuple(_happenings(session, actor, today))
    )
    of_mayors = [one for one in terms.mayors(session, actor) if (one.since.earliest or today) <= today]
    lines = list(
        _terms(happenings, of_mayors, today) if by is By.TERM else _years(happenings, of_mayors, today)
    )
    dateless = undated(happenings)
    shown = {id_ for line in lines for what in _TOLD for id_ in line.happened.certain.get(what, ())}
    titles = names.titles(session, actor, shown | set(dateless.get(What.TIE, ())))
    named = {id_: say.name(found) for id_, found in titles.items()}
    rows = [_row(line, t) for line in reversed(_without_gaps(lines))]
    if any(dateless.values()):
        rows.append(_undated(dateless, t))
    ties = sum(one.what is What.TIE for one in happenings)
    enough = bool(lines) and len(dateless.get(What.TIE, ())) <= (1 - ENOUGH) * ties
    head = t(N_("Term")) if by is By.TERM else t(N_("Year"))
    return Answer(
        question=t(QUESTION),
        sentence=sentences(*_sentence(by, lines, happenings, dateless, today, say)),
        headings=(
            Heading(head),
            Heading(t(N_("New ties")), numeric=True),
            Heading(t(N_("Ended")), numeric=True),
            Heading(t(N_("Standing at its end")), numeric=True),
            Heading(t(N_("Incoming")), numeric=True),
            Heading(t(N_("Outgoing")), numeric=True),
            Heading(t(N_("Other visits")), numeric=True),
            Heading(t(N_("Networks joined")), numeric=True),
            Heading(t(N_("Projects begun")), numeric=True),
        ),
        rows=tuple(rows),
        method=tuple(t(one) for one in _METHOD),
        as_of=today,
        sample=_sample(happenings, t),
        counted=(
            t.plural("%(n)s term", "%(n)s terms", len(lines))
            if by is By.TERM
            else t.plural("%(n)s year", "%(n)s years", len(lines))
        ),
        enough=enough,
        wanted=tuple(_wanted(happenings, of_mayors, dateless, t)),
        used=tuple(named.values()),
        further=tuple(_further(by, lines, t)),
        tables=_which(head, lines, dateless.get(What.TIE, ()), named, t),
        picture=_bars(lines, t),
    )


def _happenings(session: Session, actor: Actor, today: date) -> Iterator[Happening]:
    for paper in agreements.ever_of_our_house(session, actor):
        if _is_tie(paper):
            yield _happened(What.TIE, paper.id, paper.since, today)
            over = paper.state in (AgreementState.ENDED, AgreementState.SUPERSEDED)
            if over or expired(paper, today):
                yield _happened(What.TIE_ENDED, paper.id, paper.ends, today)
    for one in graph.encounters(session, actor, today=today):
        first_day = PartialDate.on(one.held.earliest) if one.held.earliest else one.held
        held = first_day if one.held.precision in ("day", "span") else one.held
        yield _happened(_DIRECTIONS.get(one.direction, What.OTHER_VISIT), one.id, held, today)
    for membership in memberships.ours(session, actor):
        if meets_there(membership.relation, membership.network.organisation_kind):
            yield _happened(What.JOINED, membership.id, membership.since, today)
            if membership.until.certainly_before(today):
                yield _happened(What.LEFT, membership.id, membership.until, today)
    for id_, starts in projects.begun(session, actor):
        yield _happened(What.PROJECT, id_, starts, today)


_DIRECTIONS: Mapping[Direction | None, What] = {
    Direction.INCOMING: What.INCOMING,
    Direction.OUTGOING: What.OUTGOING,
}


def _happened(what: What, id_: int, on: PartialDate, today: date) -> Happening:
    """What is on record as done was done by today: of a year that runs the rest is cut off."""
    if on.earliest is None or on.latest is None:
        return Happening(what, id_)
    return Happening(what, id_, on.earliest, max(on.earliest, min(on.latest, today)))


def _is_tie(paper: Agreement) -> bool:
    return any(
        one.role is PartyRole.PARTY and not one.organisation.ours and not is_mission(one.organisation)
        for one in paper.parties
    )


def _years(happenings: Sequence[Happening], mayors: Sequence[Term], today: date) -> Iterator[_Line]:
    terms_ = list(zip(mayors, _periods(mayors, today), strict=True))
    for year in years(happenings, today):
        period = Period(date(year, 1, 1), min(date(year, 12, 31), today))
        then = tuple(
            _mayor(one) for one, term in terms_ if term.first <= period.last and period.first <= term.last
        )
        yield _line(str(year), then, period, happenings)


def _terms(happenings: Sequence[Happening], mayors: Sequence[Term], today: date) -> Iterator[_Line]:
    for one, period in zip(mayors, _periods(mayors, today), strict=True):
        head = f"{period.first.year}–{period.last.year}"
        yield _line(head, (_mayor(one),), period, happenings)


def _periods(mayors: Sequence[Term], today: date) -> tuple[Period, ...]:
    return successive([(one.since.earliest or today, one.until.latest) for one in mayors], today)


def _mayor(one: Term) -> Name:
    return Name(one.person_id, RecordKind.PERSON, one.name)


def _line(head: str, mayors: tuple[Name, ...], period: Period, happenings: Sequence[Happening]) -> _Line:
    return _Line(head, mayors, period, within(happenings, period), standing(happenings, period.last))


def _without_gaps(lines: Sequence[_Line]) -> list[_Line]:
    """Put years after each other in which nothing is on record into one line; mayors part them."""
    shown: list[_Line] = []
    for line in lines:
        before = shown[-1] if shown else None
        if before and before.is_quiet and line.is_quiet and before.mayors == line.mayors:
            head = f"{before.period.first.year}–{line.period.last.year}"
            shown[-1] = replace(line, head=head, period=Period(before.period.first, line.period.last))
        else:
            shown.append(line)
    return shown


def _row(line: _Line, t: Translator) -> Row:
    of = line.happened
    return Row(
        (
            Cell((line.head,), apart(line.mayors)),
            _count(of, t, What.TIE),
            _count(of, t, What.TIE_ENDED),
            cell(t.number(line.standing)),
            *(_count(of, t, what) for what in _REST),
        )
    )


def _which(
    head: str,
    lines: Sequence[_Line],
    dateless: Sequence[int],
    named: Mapping[int, Name],
    t: Translator,
) -> tuple[Table, ...]:
    """Name what began and ended, below the figures."""
    told = [
        (cell(line.head), [id_ for what in _TOLD for id_ in line.happened.certain.get(what, ())])
        for line in reversed(lines)
    ]
    told.append((cell(t(N_("date unknown")), faint=True), list(dateless)))
    rows = tuple(
        Row((first, _names(ids, named, t))) for first, ids in told if any(id_ in named for id_ in ids)
    )
    headings = (Heading(head), Heading(t(N_("Which"))))
    return (Table(t(N_("What began and ended")), headings, rows),) if rows else ()


def _count(of: Happened, t: Translator, what: What) -> Cell:
    certain, perhaps = of.count(what), of.unsure(what)
    if not certain and not perhaps:
        return cell("–", faint=True)
    return cell(t.number(certain) + (f" + {t.number(perhaps)}" if perhaps else ""))


def _names(ids: Iterable[int], named: Mapping[int, Name], t: Translator) -> Cell:
    known: list[Name | str] = [named[id_] for id_ in dict.fromkeys(ids) if id_ in named]
    if not known:
        return cell("–", faint=True)
    rest = len(known) - NAMED
    others = [t.plural("%(n)s other", "%(n)s others", rest)] if rest > 0 else []
    return Cell(apart([*known[:NAMED], *others]))


def _undated(dateless: Mapping[What, Sequence[int]], t: Translator) -> Row:
    def told(what: What) -> Cell:
        ids = dateless.get(what, ())
        return cell(t.number(len(ids))) if ids else cell("–", faint=True)

    return Row(
        (
            cell(t(N_("date unknown")), faint=True),
            told(What.TIE),
            told(What.TIE_ENDED),
            cell("–", faint=True),
            *(told(what) for what in _REST),
        )
    )


def _sentence(
    by: By,
    lines: Sequence[_Line],
    happenings: Sequence[Happening],
    dateless: Mapping[What, Sequence[int]],
    today: date,
    say: Speaker,
) -> Iterator[Words]:
    t = say.t
    if by is By.TERM and not lines:
        yield say(N_("Not enough data for the terms: no post of our mayor with its beginning is on record."))
    elif not lines:
        yield say(N_("Not enough data: nothing with a date is on record."))
    elif by is By.TERM:
        yield from _by_term(lines, say)
    else:
        yield from _by_year(lines, today, say)
    ties = sum(one.what is What.TIE for one in happenings)
    unknown = len(dateless.get(What.TIE, ()))
    if unknown:
        yield say.plural(
            "When it began is not known of %(n)s of %(total)s ties.",
            "When they began is not known of %(n)s of %(total)s ties.",
            unknown,
            total=t.number(ties),
        )


def _by_year(lines: Sequence[_Line], today: date, say: Speaker) -> Iterator[Words]:
    for line in reversed(lines[-2:]):
        sentence = (
            N_("%(year)s so far: %(figures)s.") if line.period.last == today else N_("%(year)s: %(figures)s.")
        )
        yield say(sentence, year=line.head, figures=_figures(line, say.t))
    most = max(line.happened.count(What.TIE) for line in lines)
    if most > 1:
        best = [line.head for line in lines if line.happened.count(What.TIE) == most]
        yield say(N_("Most new ties: %(years)s (%(n)s)."), years=say.t.join(best), n=say.t.number(most))


def _by_term(lines: Sequence[_Line], say: Speaker) -> Iterator[Words]:
    for line in reversed(lines[-2:]):
        yield say(
            N_("%(mayor)s (%(years)s): %(figures)s; new ties a year: %(rate)s."),
            mayor=line.mayors[0],
            years=line.head,
            figures=_figures(line, say.t),
            rate=say.t.number(round(line.happened.count(What.TIE) / line.period.years, 1)),
        )


def _figures(line: _Line, t: Translator) -> str:
    of = line.happened
    ties, visits = of.count(What.TIE), of.count(*VISITS)
    return ", ".join(
        (
            t.plural("%(n)s new tie", "%(n)s new ties", ties),
            t.plural("%(n)s visit", "%(n)s visits", visits),
        )
    )


def _sample(happenings: Sequence[Happening], t: Translator) -> str:
    ties = sum(one.what is What.TIE for one in happenings)
    visits = sum(one.what in VISITS for one in happenings)
    return t(N_("ties ever agreed %(ties)s, visits %(visits)s"), ties=t.number(ties), visits=t.number(visits))


def _wanted(
    happenings: Sequence[Happening],
    mayors: Sequence[Term],
    dateless: Mapping[What, Sequence[int]],
    t: Translator,
) -> Iterator[Wanted]:
    if not happenings:
        yield Wanted(t(N_("Enter the ties of our own house.")), RecordKind.AGREEMENT)
        yield Wanted(t(N_("Enter or import visits.")), RecordKind.VISIT)
    if dateless.get(What.TIE):
        yield Wanted(t(N_("Enter when the ties were signed, as far as it is known.")))
    if not mayors:
        yield Wanted(
            t(N_("Enter the mayors of our municipality with the beginning of their posts.")),
            RecordKind.PERSON,
        )


def _further(by: By, lines: Sequence[_Line], t: Translator) -> Iterator[Further]:
    other = By.YEAR if by is By.TERM else By.TERM
    title = N_("By mayor's term") if other is By.TERM else N_("By year")
    yield Further(t(title), "change", {"by": other.value})
    for line in reversed(lines[-3:] if by is By.YEAR else []):
        if line.happened.count(*VISITS):
            question = t(N_("Do we give and get in balance? %(year)s"), year=line.head)
            yield Further(question, "balance", {"year": line.head})


def _bars(lines: Sequence[_Line], t: Translator) -> Bars | None:
    shown = lines[-DRAWN:]
    if len(shown) < 2:
        return None
    bars = []
    for line in shown:
        ties, visits = line.happened.count(What.TIE), line.happened.count(*VISITS)
        label = line.head if len(line.mayors) != 1 else f"{line.head} {line.mayors[0].text}"
        bars.append(Bar(label, ties + visits, t.number(ties + visits), part=ties))
    return Bars(
        t(N_("Visits and new ties")), tuple(bars), part_label=t(N_("New ties")), rest_label=t(N_("Visits"))
    )
