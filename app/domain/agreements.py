"""Rules about agreements: pure, values in, problems out."""

from collections.abc import Iterator
from datetime import date

from app.errors import Problem
from app.i18n import N_
from models import Agreement, Certainty
from models.vocabulary import AgreementState, YesNo

OPEN = (AgreementState.DRAFT, AgreementState.IN_FORCE, AgreementState.SUSPENDED)
"""States in which a tie stands or is on its way."""


def two_or_more_parties(agreement: Agreement, today: date) -> Iterator[Problem]:
    """An agreement is between at least two organisations, each of them once."""
    named: list[int | None] = [party.organisation_id for party in agreement.parties]
    if None in named:
        yield Problem(f"parties.{named.index(None)}.organisation", N_("Choose an organisation or a city"))
        return
    for place, id_ in enumerate(named):
        if id_ in named[:place]:
            yield Problem(f"parties.{place}.organisation", N_("This party is named twice"))
    if len(set(named)) < 2:
        yield Problem("parties", N_("Name at least two parties"))


def not_signed_in_the_future(agreement: Agreement, today: date) -> Iterator[Problem]:
    """Nothing is signed on a day that is still to come; a disputed date proves nothing."""
    still_to_come = agreement.signed.earliest is not None and agreement.signed.earliest > today
    if still_to_come and agreement.signed.certainty is not Certainty.DOUBTFUL:
        yield Problem("signed", N_("The date of signing is still to come"))


def not_ended_before_signed(agreement: Agreement, today: date) -> Iterator[Problem]:
    """The end is not certainly before the signing or the beginning (R-13)."""
    for name in ("signed", "starts"):
        begun = getattr(agreement, name)
        if agreement.ends.is_known and begun.is_known and agreement.ends.certainly_before(begun):
            yield Problem("ends", N_("The end cannot be before the signing"))
            return


def a_draft_is_not_signed(agreement: Agreement, today: date) -> Iterator[Problem]:
    """What is signed is not a draft any more."""
    if agreement.state is AgreementState.DRAFT and agreement.signed.is_known:
        yield Problem("state", N_("A signed agreement is not a draft"))


def a_reason_only_at_the_end(agreement: Agreement, today: date) -> Iterator[Problem]:
    """Only an agreement that has ended has a reason for its end."""
    if agreement.ended_because_tr and agreement.state is not AgreementState.ENDED:
        yield Problem("ended_because_tr", N_("Only an agreement that has ended has a reason for it"))


def not_about_itself(agreement: Agreement, today: date) -> Iterator[Problem]:
    """An agreement neither amends nor replaces itself."""
    for name in ("amends", "supersedes"):
        if agreement.id is not None and getattr(agreement, f"{name}_id") == agreement.id:
            yield Problem(name, N_("An agreement cannot amend or replace itself"))


def says_what_it_is(agreement: Agreement, today: date) -> Iterator[Problem]:
    """What the parties are to each other, and whether that is in force, is said and not guessed."""
    if agreement.relation is None:
        yield Problem("relation", N_("Choose what the parties are to each other"))
    if agreement.state is None:
        yield Problem("state", N_("Say whether the agreement is a draft, in force, or has ended"))


RULES = (
    says_what_it_is,
    two_or_more_parties,
    not_signed_in_the_future,
    not_ended_before_signed,
    a_draft_is_not_signed,
    a_reason_only_at_the_end,
    not_about_itself,
)


def expired(agreement: Agreement, today: date) -> bool:
    """Say whether a tie in force has run out: its end is certainly past, and it does not renew itself."""
    return (
        agreement.state is AgreementState.IN_FORCE
        and agreement.ends.certainly_before(today)
        and agreement.renews is not YesNo.YES
    )
