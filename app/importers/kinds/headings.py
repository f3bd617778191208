"""How people head the columns of their tables: ``headings.toml``."""

import tomllib
from collections.abc import Mapping
from pathlib import Path


def headings(kind: str) -> Mapping[str, tuple[str, ...]]:
    """Return target → headings of a kind of import.

    :raises KeyError: the file has no such kind.
    """
    with Path(__file__).with_name("headings.toml").open("rb") as file:
        return {target: tuple(words) for target, words in tomllib.load(file)[kind].items()}
