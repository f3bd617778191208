"""How somebody is addressed in a letter: by their own form of address, else by the rank of their title. Pure.

The table ``forms_of_address.csv`` beside this module says which titles are which rank and how the rank is
addressed in Turkish and English; a house says otherwise in a table of its own. The first row that fits
counts, so a deputy stands above whom they stand in for.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.domain.letter_texts import merged
from app.domain.turkish import search_key
from models.vocabulary import AddressRank

_FILE = Path(__file__).with_suffix(".csv")
HEADS = (
    AddressRank.AMBASSADOR,
    AddressRank.CHARGE,
    AddressRank.CONSUL_GENERAL,
    AddressRank.CONSUL,
    AddressRank.HONORARY_CONSUL,
    AddressRank.MAYOR,
    AddressRank.PRESIDENT,
    AddressRank.SECRETARY_GENERAL,
)
"""Ranks whose holder is the head of a body and gets its letters, the first one first."""


class Form(NamedTuple):
    """How a rank is addressed; may name ``{{ name }}`` and ``{{ title }}``."""

    tr: str
    en: str


class _Row(NamedTuple):
    rank: AddressRank
    titles: re.Pattern[str] | None
    form: Form


PLACEHOLDERS = ("name", "title")
"""What a form of address may name."""


@cache
def _table() -> tuple[_Row, ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            _Row(AddressRank(row["rank"]), _pattern(row["titles"]), Form(row["words_tr"], row["words_en"]))
            for row in csv.DictReader(file)
        )


@cache
def usual() -> Mapping[AddressRank, Form]:
    """Return how each rank is addressed where the house says nothing else."""
    return {row.rank: row.form for row in _table()}


def rank_of(*titles: str) -> AddressRank:
    """Return the rank of somebody with these titles, in whatever language they are."""
    keys = [f" {search_key(title)} " for title in titles if title]
    for row in _table():
        if row.titles and any(row.titles.search(key) for key in keys):
            return row.rank
    return AddressRank.PERSON


def salutation(form: Form, own: str, language: str, *, name: str, title: str) -> str:
    """Return the words with which a letter begins.

    :param form: of the rank.
    :param own: how this person is to be addressed in the language, empty where nobody said: it wins.
    :param language: ``tr`` or ``en``.
    """
    if own:
        return own.rstrip(",")
    return merged(form.tr if language == "tr" else form.en, {"name": name, "title": title})


def _pattern(titles: str) -> re.Pattern[str] | None:
    if not titles:
        return None
    words = "|".join(re.escape(search_key(one)) for one in titles.split("|"))
    return re.compile(rf"(?<=\s)(?:{words})(?=\s)")
