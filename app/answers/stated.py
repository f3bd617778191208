"""What sources state beside what the record holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.answers.answer import Name, Speaker, Wanted, Words
from app.i18n import N_, Translator
from app.labels import label
from app.permissions.actor import Actor
from app.queries import bookings, figures
from models import PartialDate, StatedFigure
from models.vocabulary import Metric, RecordKind

ENOUGH = 0.5
"""Below this share of what is stated, the record bears no conclusion about the whole."""

HOURS = (Metric.VISIT_INTERPRETING, Metric.EVENT_INTERPRETING)
"""What is counted over a year, and not as it stands today."""
COUNTED: Mapping[Metric, str] = {
    Metric.MEMBERSHIPS: N_(
        "memberships in force that a source states, without those it only implies, and without offices, "
        "participation and applications"
    )
}
"""What of the record is counted beside a figure that may be understood in several ways."""

_ADDED_AS = {
    Metric.SISTER_CITIES: RecordKind.AGREEMENT,
    Metric.PROTOCOL_CITIES: RecordKind.AGREEMENT,
    Metric.GOODWILL_CITIES: RecordKind.AGREEMENT,
    Metric.PROTOCOLS: RecordKind.AGREEMENT,
    Metric.MEMBERSHIPS: RecordKind.MEMBERSHIP,
    Metric.VISIT_INTERPRETING: RecordKind.BOOKING,
    Metric.EVENT_INTERPRETING: RecordKind.BOOKING,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One stated figure and the count beside it.

    :param figure: the record of the statement; its text says what is counted.
    :param recorded: None for a peer, and for what the record does not count; hours have decimals.
    :param as_of: of the statement; the count is today's, that of hours of its year.
    :param source: title of the source, empty where none is recorded.
    :param counted: what of the record is counted, in words; empty where the figure says it.
    :param todo: what to do about a difference, in words; empty where nothing is to be done.
    """

    figure: Name
    metric: Metric
    about: Name
    ours: bool
    stated: int
    recorded: float | None
    as_of: PartialDate
    source: str
    short: str
    counted: str
    todo: str

    @property
    def enough(self) -> bool:
        """Whether so much is recorded that something can be said about the whole."""
        return self.recorded is None or self.recorded >= ENOUGH * self.stated


def compare(session: Session, actor: Actor, *, t: Translator, today: date) -> tuple[Comparison, ...]:
    """Set the latest statement of each figure beside the count of the record, our own house first.

    Cost: seven statements.
    """
    say = Speaker(t)
    counts = figures.recorded(session, actor, today=today)
    hours = bookings.hours_by_year(session, actor)
    latest: dict[tuple[int, Metric, str], StatedFigure] = {}
    for one in figures.about_ours_and_peers(session, actor):
        key = (one.about_id, one.metric, one.title_tr if one.metric is Metric.OTHER else "")
        day = one.as_of.latest or date.min
        if key not in latest or (latest[key].as_of.latest or date.min) <= day:
            latest[key] = one
    told = []
    for one in latest.values():
        recorded = _recorded(one, counts, hours) if one.about.ours else None
        what = t.title(one) if one.metric is Metric.OTHER else t(label(one.metric))
        told.append(
            Comparison(
                figure=Name(one.id, one.kind, what),
                metric=one.metric,
                about=say.name(one.about),
                ours=one.about.ours,
                stated=one.value,
                recorded=recorded,
                as_of=one.as_of,
                source=one.sources[0].title if one.sources else "",
                short=_short(one.metric, recorded, one.value, t),
                counted=t(COUNTED[one.metric]) if one.about.ours and one.metric in COUNTED else "",
                todo=_todo(one.value, recorded, t),
            )
        )
    return tuple(told)


def thin(
    compared: tuple[Comparison, ...], metrics: tuple[Metric, ...], t: Translator
) -> tuple[Words, tuple[Wanted, ...]]:
    """Say that the record is too thin for a conclusion, and what to enter; nothing where it is not."""
    gaps = [one for one in compared if one.ours and one.metric in metrics and not one.enough]
    if not gaps:
        return (), ()
    say = Speaker(t)
    sentence = say(N_("Not enough data: %(gaps)s."), gaps=t.join([one.short for one in gaps]))
    wanted = tuple(
        Wanted(f"{one.figure.text}: {one.todo}", _ADDED_AS.get(one.metric), None) for one in gaps if one.todo
    )
    return sentence, wanted


def _recorded(
    figure: StatedFigure, counts: Mapping[Metric, int], hours: Mapping[tuple[Metric, int], float]
) -> float | None:
    """Return what the record holds of what is stated; hours are of one year, so the statement must be."""
    if figure.metric not in HOURS:
        return counts.get(figure.metric)
    first, last = figure.as_of.earliest, figure.as_of.latest
    if first is None or last is None or first.year != last.year:
        return None
    return hours.get((figure.metric, first.year), 0.0)


def _short(metric: Metric, recorded: float | None, stated: int, t: Translator) -> str:
    if recorded is None:
        return ""
    known = t.number(recorded)
    words = {
        Metric.SISTER_CITIES: t.plural(
            "%(known)s of %(n)s sister city is recorded",
            "%(known)s of %(n)s sister cities are recorded",
            stated,
            known=known,
        ),
        Metric.PROTOCOL_CITIES: t.plural(
            "%(known)s of %(n)s protocol city is recorded",
            "%(known)s of %(n)s protocol cities are recorded",
            stated,
            known=known,
        ),
        Metric.GOODWILL_CITIES: t.plural(
            "%(known)s of %(n)s goodwill city is recorded",
            "%(known)s of %(n)s goodwill cities are recorded",
            stated,
            known=known,
        ),
        Metric.PROTOCOLS: t.plural(
            "%(known)s of %(n)s protocol is recorded",
            "%(known)s of %(n)s protocols are recorded",
            stated,
            known=known,
        ),
        Metric.MEMBERSHIPS: t.plural(
            "%(known)s of %(n)s membership is recorded as in force and stated by a source",
            "%(known)s of %(n)s memberships are recorded as in force and stated by a source",
            stated,
            known=known,
        ),
    }
    return words.get(metric, "")


def _todo(stated: int, recorded: float | None, t: Translator) -> str:
    if recorded is None or recorded == stated:
        return ""
    if recorded > stated:
        return t(N_("More is recorded than stated: check the figure and the records."))
    if isinstance(recorded, float):
        words = N_("Hours that are not on record: %(hours)s. They are entered in the bookings.")
        return t(words, hours=t.number(stated - recorded))
    return t.plural(
        "%(n)s is missing from the record: enter or import it.",
        "%(n)s are missing from the record: enter or import them.",
        stated - recorded,
    )
