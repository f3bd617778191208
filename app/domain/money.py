"""Rules about amounts of money: pure, values in, problems out. Amounts of two currencies are never added."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from app.errors import Problem
from app.i18n import N_, is_currency


def in_a_currency(currency: str, amounts: Iterable[float | None], field: str) -> Iterator[Problem]:
    """An amount without its currency says nothing.

    :param field: where the currency is entered.
    """
    if currency and not is_currency(currency):
        yield Problem(field, N_("Enter the code of a currency, such as TRY or EUR"))
    elif not currency and any(amount is not None for amount in amounts):
        yield Problem(field, N_("Say in which currency the amounts are"))


def totals(amounts: Iterable[tuple[str, float]]) -> Mapping[str, float]:
    """Add amounts up, each currency by itself, in the order of their codes; to two decimals."""
    found: defaultdict[str, float] = defaultdict(float)
    for currency, amount in amounts:
        found[currency] += amount
    return {currency: round(found[currency], 2) for currency in sorted(found)}
