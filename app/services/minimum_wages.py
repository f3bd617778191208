"""Keep the minimum wages that R-5 is measured by: enter one, correct one."""

from datetime import date

from sqlalchemy.orm import Session

from app import trail
from app.domain.gifts import wage_in_order
from app.errors import Invalid, NotFound, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries.locks import lock_data
from app.queries.minimum_wages import minimum_wages
from models import MinimumWage

SHARED = 0
"""Whose data it is: every municipality's."""


def keep(
    session: Session,
    actor: Actor,
    wage_id: int | None,
    *,
    since: date,
    until: date,
    amount: float,
    source: str,
    to_confirm: bool,
) -> MinimumWage:
    """Enter the amount of a period, or correct one.

    :param wage_id: of the amount to correct; None for a new one.
    :param amount: Turkish lira in the month, net.
    :raises PermissionDenied: the actor does not keep reference data.
    :raises NotFound: there is no such amount.
    :raises Invalid: the period ends before it begins, another amount is of some of its days, or it is no
        amount.
    """
    ensure(actor, Permission.REFERENCE_WRITE)
    lock_data(session, SHARED)
    others = minimum_wages(session)
    found = next((one for one in others if one.id == wage_id), None)
    if wage_id is not None and found is None:
        raise NotFound(f"minimum wage {wage_id}")
    problems = list(wage_in_order(since, until, [one for one in others if one is not found]))
    if amount <= 0:
        problems.append(Problem("amount", N_("Enter the amount in Turkish lira")))
    if problems:
        raise Invalid(*problems)
    wage = found or MinimumWage()
    before = _told(wage) if found else {}
    wage.since, wage.until, wage.amount = since, until, amount
    wage.source, wage.to_confirm = source, to_confirm
    session.add(wage)
    session.flush()
    if (now := _told(wage)) != before:
        event = "gift.wage_corrected" if found else "gift.wage_entered"
        trail.note(session, actor, event, now)
        trail.touch(session, 0)
    return wage


def _told(wage: MinimumWage) -> dict[str, object]:
    days = {"since": wage.since.isoformat(), "until": wage.until.isoformat()}
    return {**days, "amount": wage.amount, "source": wage.source, "to_confirm": wage.to_confirm}
