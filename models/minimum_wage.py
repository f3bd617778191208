"""The net monthly minimum wage as dated amounts: what a rule of law is measured by, and nobody's record."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model


class MinimumWage(Model):
    """The amount of a period; the periods do not overlap.

    :param since, until: first and last day.
    :param amount: Turkish lira in the month, net.
    :param source: where it was published.
    :param to_confirm: whether nobody has read the source yet.
    """

    __tablename__ = "minimum_wage"
    __table_args__ = (
        UniqueConstraint("since"),
        CheckConstraint("since <= until", name="period_in_order"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[date]
    until: Mapped[date]
    amount: Mapped[float]
    source: Mapped[str]
    to_confirm: Mapped[bool] = mapped_column(default=True)
