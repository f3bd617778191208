"""The chain of an agreement: which steps it needs, and how each of them stands.

Which steps are needed is dated data with its source, ``chain.csv`` beside this module; the first row that
fits counts. A step of imported history is *not recorded*, never a breach.

Source: docs/rules.md, R-1.
"""

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from app.i18n import N_
from models import Agreement, Decision
from models.vocabulary import AgreementState, DecisionKind, OrganisationKind

_FILE = Path(__file__).with_suffix(".csv")
_STEPS = (DecisionKind.COMMITTEE_REPORT, DecisionKind.COUNCIL_DECISION, DecisionKind.MINISTRY_PERMISSION)
_GROUPS: Mapping[str, Collection[OrganisationKind]] = {
    "local_government": (OrganisationKind.MUNICIPALITY, OrganisationKind.DISTRICT, OrganisationKind.REGION),
    "union": (OrganisationKind.UNION,),
    "international": (
        OrganisationKind.INTERNATIONAL_ORGANISATION,
        OrganisationKind.CITY_NETWORK,
        OrganisationKind.NETWORK_BODY,
        OrganisationKind.DEVELOPMENT_BANK,
    ),
}


class StepState(StrEnum):
    """How a step stands."""

    DONE = "done"
    MISSING = "missing"
    AHEAD = "ahead"
    NOT_NEEDED = "not_needed"
    NOT_RECORDED = "not_recorded"
    UNCLEAR = "unclear"


STEP_WORDS: Mapping[StepState, str] = {
    StepState.DONE: N_("Done"),
    StepState.MISSING: N_("Missing step"),
    StepState.AHEAD: N_("Still to do"),
    StepState.NOT_NEEDED: N_("Not needed"),
    StepState.NOT_RECORDED: N_("Not recorded"),
    StepState.UNCLEAR: N_("Not clear whether needed"),
}


@dataclass(frozen=True)
class Step:
    """One step of the chain of one agreement.

    :param source_tr, source_en: the article the need rests on; empty where no rule is known.
    :param confirmed: whether a source of ours states it; else the text in force must be read first.
    """

    kind: DecisionKind
    state: StepState
    decision: Decision | None
    source_tr: str
    source_en: str
    confirmed: bool


@dataclass(frozen=True)
class _Need:
    step: str
    counterpart: str
    relation: str
    domestic: str
    needed: str
    source_tr: str = ""
    source_en: str = ""
    confirmed: bool = False


def chain(
    agreement: Agreement,
    kinds: Collection[OrganisationKind | None],
    decisions: Sequence[Decision],
    *,
    domestic: bool | None,
    from_source: bool,
) -> tuple[Step, ...]:
    """Return the steps of an agreement in their order.

    :param kinds: of the counterparts.
    :param decisions: those recorded for the agreement.
    :param domestic: whether every counterpart is in our own country; None if that is not known.
    :param from_source: whether the agreement was imported from a source that prints no steps.
    """
    taken = {decision.decision_kind: decision for decision in decisions}
    group = _group(kinds)
    steps = []
    for kind in _STEPS:
        need = _need(kind, group, agreement, domestic)
        state = _state(kind, need, taken, agreement, from_source)
        steps.append(Step(kind, state, taken.get(kind), need.source_tr, need.source_en, need.confirmed))
    return tuple(steps)


def _state(
    kind: DecisionKind,
    need: _Need,
    taken: Mapping[DecisionKind, Decision],
    agreement: Agreement,
    from_source: bool,  # noqa: FBT001 - one of the facts the state follows from
) -> StepState:
    if kind in taken:
        return StepState.DONE
    if need.needed == "no":
        return StepState.NOT_NEEDED
    if from_source and agreement.state is not AgreementState.DRAFT:
        return StepState.NOT_RECORDED
    if need.needed == "unknown":
        return StepState.UNCLEAR
    return StepState.AHEAD if agreement.state is AgreementState.DRAFT else StepState.MISSING


def _need(kind: DecisionKind, group: str, agreement: Agreement, domestic: bool | None) -> _Need:  # noqa: FBT001
    where = {True: "yes", False: "no", None: "?"}[domestic]
    for row in _rows():
        fits = (
            row.counterpart == group
            and row.relation in ("*", agreement.relation)
            and row.domestic in ("*", where)
        )
        if row.step == kind and fits:
            return row
    return _Need(kind, group, "*", "*", "unknown")


def _group(kinds: Collection[OrganisationKind | None]) -> str:
    for group, members in _GROUPS.items():
        if any(kind in members for kind in kinds):
            return group
    return "other"


@cache
def _rows() -> tuple[_Need, ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            _Need(
                row["step"],
                row["counterpart"],
                row["relation"],
                row["domestic"],
                row["needed"],
                row["source_tr"],
                row["source_en"],
                row["confidence"] == "stated",
            )
            for row in csv.DictReader(file)
        )
