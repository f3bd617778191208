"""Rules about groups of recipients: pure, values in, problems out."""

from collections.abc import Iterator
from datetime import date

from app.errors import Problem
from app.i18n import N_
from models import RecipientGroup


def a_member_is_somebody(group: RecipientGroup, today: date) -> Iterator[Problem]:
    """Every row names a recipient, and each recipient stands in the group once."""
    seen: set[int] = set()
    for place, member in enumerate(group.members):
        if member.recipient_id is None:
            yield Problem(f"members.{place}.recipient", N_("Choose a person or an organisation"))
        elif member.recipient_id in seen:
            yield Problem(f"members.{place}.recipient", N_("This recipient is in the group already"))
        seen.add(member.recipient_id)


RULES = (a_member_is_somebody,)
