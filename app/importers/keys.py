"""The strict key of a name, remembered: the rows of a file repeat the same names."""

from functools import lru_cache

from app.domain import turkish

_REMEMBERED = 50_000
match_key = lru_cache(maxsize=_REMEMBERED)(turkish.match_key)
"""See :func:`app.domain.turkish.match_key`."""
