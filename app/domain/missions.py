"""Rules about the files of missions abroad: pure, values in, problems and states out.

Source: docs/rules.md, R-4.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.chain import StepState
from app.domain.days_around import far_outside
from app.domain.money import in_a_currency, totals
from app.errors import Problem
from app.i18n import N_
from models import Certainty, Decision, MissionCost, MissionFile, PartialDate
from models.vocabulary import DecisionKind, MissionCheck

GROUNDS = (DecisionKind.COUNCIL_DECISION, DecisionKind.MAYOR_APPROVAL)
"""What staff travel rests on: the council's decision, or the mayor's approval where time is short."""


@dataclass(frozen=True)
class Check:
    """One thing that the file of a mission holds, and how it stands."""

    what: MissionCheck
    state: StepState


@dataclass(frozen=True)
class Mission:
    """What the checks need to know of an outgoing visit.

    :param from_source: whether it was imported from a source that prints no file.
    :param report_days: days after the last one in which the report is due; the house sets them.
    """

    held: PartialDate
    from_source: bool
    report_days: int

    @property
    def report_due(self) -> date | None:
        """The last day for the report: counted from the last day on which the mission can have ended."""
        if self.held.latest is None or self.held.certainty is Certainty.DOUBTFUL:
            return None
        return self.held.latest + timedelta(days=self.report_days)

    def has_left(self, today: date) -> bool:
        """Say whether it has certainly begun."""
        exact = self.held.certainty is Certainty.EXACT
        begun = exact and self.held.earliest is not None and self.held.earliest <= today
        return begun or self.held.certainly_before(today)


def checks(
    mission: Mission, file: MissionFile | None, decisions: Sequence[Decision], *, today: date
) -> tuple[Check, ...]:
    """Say how everything stands that the file of a mission holds, in order.

    What is missing from imported history is not recorded, and no breach. Whether a letter of the civil
    authority is needed has to be confirmed, so that it is never called missing.

    :param decisions: those that name the visit.
    """
    there = _there(file, decisions)
    waived = {one.what for one in file.waivers} if file else set()
    due = mission.report_due
    late = {
        what: due is not None and today > due if what is MissionCheck.REPORT else mission.has_left(today)
        for what in MissionCheck
    }

    def state(what: MissionCheck) -> StepState:
        if there[what]:
            return StepState.DONE
        if what in waived:
            return StepState.NOT_NEEDED
        if mission.from_source:
            return StepState.NOT_RECORDED
        if what is MissionCheck.AUTHORITY_LETTER:
            return StepState.UNCLEAR
        return StepState.MISSING if late[what] else StepState.AHEAD

    return tuple(Check(what, state(what)) for what in MissionCheck)


def _there(file: MissionFile | None, decisions: Sequence[Decision]) -> Mapping[MissionCheck, bool]:
    return {
        MissionCheck.GROUND: any(one.decision_kind in GROUNDS for one in decisions),
        MissionCheck.INVITATION: bool(file and file.invitation_id),
        MissionCheck.INFORMATION_NOTE: bool(file and file.note_id),
        MissionCheck.TRAVELLERS: bool(file and file.travellers),
        MissionCheck.AUTHORITY_LETTER: bool(file and file.authority_letter_id),
        MissionCheck.REPORT: bool(file and (file.report_id or file.reported_on)),
    }


def paid_too_early(file: MissionFile, decisions: Sequence[Decision]) -> list[MissionCost]:
    """Return what was paid certainly before the first decision that the mission rests on.

    Source: docs/rules.md, R-2, of which it is the warning: where no decision is recorded nothing is certain.
    """
    grounds = [one.decided for one in decisions if one.decision_kind in GROUNDS]
    return [
        cost
        for cost in file.costs
        if cost.paid_on is not None
        and grounds
        and all(PartialDate.on(cost.paid_on).certainly_before(decided) for decided in grounds)
    ]


def cost_totals(file: MissionFile) -> Mapping[str, float]:
    """Add up the costs that are known, each currency by itself: nothing is converted."""
    return totals((one.currency, one.amount) for one in file.costs if one.amount is not None)


def says_who_travels(file: MissionFile, today: date) -> Iterator[Problem]:
    """A traveller is somebody, and travels once."""
    seen: set[int | None] = set()
    for place, one in enumerate(file.travellers):
        if one.person_id is None:
            yield Problem(f"travellers.{place}.person", N_("Enter the name of the traveller"))
        elif one.person_id in seen:
            yield Problem(f"travellers.{place}.person", N_("This person is named twice"))
        seen.add(one.person_id)


def costs_are_amounts(file: MissionFile, today: date) -> Iterator[Problem]:
    """An amount is in a currency, and was not paid on a day that is still to come."""
    for place, one in enumerate(file.costs):
        yield from in_a_currency(one.currency or "", [one.amount], f"costs.{place}.currency")
        if one.paid_on is not None and one.paid_on > today:
            yield Problem(f"costs.{place}.paid_on", N_("This day is still to come"))


def stays_end_after_they_begin(file: MissionFile, today: date) -> Iterator[Problem]:
    """A stay does not end before it begins."""
    for place, one in enumerate(file.stays):
        if one.day is not None and one.until is not None and one.until < one.day:
            yield Problem(f"stays.{place}.until", N_("The last day cannot be before the first one"))


def not_needed_for_a_reason(file: MissionFile, today: date) -> Iterator[Problem]:
    """Nothing is left out without a reason."""
    if file.waivers and not file.waived_because:
        yield Problem("waived_because", N_("Say why it is not needed"))


def handed_in_by_today(file: MissionFile, today: date) -> Iterator[Problem]:
    """No report has been handed in on a day that is still to come."""
    if file.reported_on is not None and file.reported_on > today:
        yield Problem("reported_on", N_("This day is still to come"))


def fits_the_journey(file: MissionFile, held: PartialDate) -> Iterator[Problem]:
    """Nobody reports on a journey before it begins, nor travels for it long before or after.

    :param held: the days of the visit.

    Source: docs/rules.md, R-13: refused is only what certainly does not fit.
    """
    if file.reported_on is not None and PartialDate.on(file.reported_on).certainly_before(held):
        yield Problem("reported_on", N_("The journey begins later: %(days)s"), {"days": held})
    days = [(f"tickets.{place}.day", one.day) for place, one in enumerate(file.tickets)]
    for place, stay in enumerate(file.stays):
        days += [(f"stays.{place}.day", stay.day), (f"stays.{place}.until", stay.until)]
    for field, day in days:
        if day is not None and far_outside(day, held):
            yield Problem(field, N_("This day is outside the journey: %(days)s"), {"days": held})


RULES = (
    says_who_travels,
    costs_are_amounts,
    stays_end_after_they_begin,
    not_needed_for_a_reason,
    handed_in_by_today,
)
