"""Rules about projects: pure, values in, problems out."""

from collections.abc import Iterator
from datetime import date

from app.domain.money import in_a_currency
from app.errors import Problem
from app.i18n import N_
from models import Project
from models.vocabulary import ProjectState


def amounts_in_a_currency(project: Project, today: date) -> Iterator[Problem]:
    """An amount without its currency says nothing."""
    amounts = (project.budget, project.grant_asked, project.own_share)
    yield from in_a_currency(project.currency, amounts, "currency")


def no_part_above_the_whole(project: Project, today: date) -> Iterator[Problem]:
    """Neither our share nor the grant is more than the budget."""
    if project.budget is None:
        return
    if project.own_share is not None and project.own_share > project.budget:
        yield Problem("own_share", N_("Our share cannot be more than the budget"))
    if project.grant_asked is not None and project.grant_asked > project.budget:
        yield Problem("grant_asked", N_("The grant cannot be more than the budget"))


def ends_after_it_starts(project: Project, today: date) -> Iterator[Problem]:
    """A project does not certainly end before it starts (R-13)."""
    if project.ends.is_known and project.starts.is_known and project.ends.certainly_before(project.starts):
        yield Problem("ends", N_("The end cannot be before the beginning"))


def says_who_each_is(project: Project, today: date) -> Iterator[Problem]:
    """A line of the consortium says a body, a name, a country or a number."""
    for index, one in enumerate(project.partners):
        if not (one.organisation_id or one.name or one.country_id or one.number):
            yield Problem(f"partners.{index}.organisation", N_("Enter a body, a name, a country or a number"))


def counted_once(project: Project, today: date) -> Iterator[Problem]:
    """A body stands in the consortium once."""
    seen: set[int] = set()
    for index, one in enumerate(project.partners):
        if one.organisation_id is None:
            continue
        if one.organisation_id in seen:
            yield Problem(f"partners.{index}.organisation", N_("This body is in the consortium already"))
        seen.add(one.organisation_id)


RULES = (
    amounts_in_a_currency,
    no_part_above_the_whole,
    ends_after_it_starts,
    says_who_each_is,
    counted_once,
)

RUNNING = (ProjectState.AWARDED, ProjectState.ONGOING, ProjectState.COMPLETED)
"""States in which the partners work, or worked, with each other: an application is only a plan to."""


def missing(project: Project) -> tuple[str, ...]:
    """Say what is still to be completed, as msgids in the order of worth.

    What came from a source is complete as far as the source goes.
    """
    if project.sources:
        return ()
    blanks = (
        (project.project_state is None, N_("No state")),
        (project.our_role is None, N_("Our role unknown")),
        (not project.partners and project.bodies is None, N_("No consortium")),
    )
    return tuple(words for blank, words in blanks if blank)
