"""How warm our ties are: the rule of question 3, in classes."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from app.answers import sleeping
from app.answers.sleeping import Sleep
from app.domain.freshness import months_before
from app.i18n import Translator
from app.mapping.view import Warmth
from app.permissions.actor import Actor


def warmths(session: Session, actor: Actor, *, t: Translator, today: date) -> Mapping[int, Warmth]:
    """Return the warmth of every tie of our own house that stands, agreement → class.

    Cost: as :func:`app.answers.sleeping.look`.

    Source: docs/rules.md, R-14.
    """
    recently = months_before(today, sleeping.MONTHS // 2)
    looked = sleeping.look(session, actor, t=t, today=today)
    return {tie.agreement.id: _warmth(tie, recently) for tie in looked.ties}


def _warmth(tie: sleeping.Tie, recently: date) -> Warmth:
    if tie.state is Sleep.ASLEEP:
        return Warmth.ASLEEP
    if tie.state is Sleep.SILENT or tie.last is None:
        return Warmth.SILENT
    return Warmth.AWAKE if tie.last.on.certainly_before(recently) else Warmth.FRESH


WARMEST = tuple(Warmth)
"""Of several ties the warmest counts: the first of these."""
