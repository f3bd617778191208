"""What several kinds read from a cell: a party, words of a vocabulary within a phrase, further notes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from app.domain.turkish import search_key
from app.i18n import N_, translator
from app.importers import wording
from app.importers.directory import NOT_THERE, Directory
from app.importers.reading import addresses
from app.importers.said import Said, record_number
from app.queries import names
from models.vocabulary import RecordKind

V = TypeVar("V", bound=StrEnum)
NONE_OF_THE_WORDS = N_("None of the words for it: “%(typed)s”")
SEVERAL_FIT = N_("Several records on file may be this one; say which")
_SHOWN = 3
NO_SUCH_CITY = N_("No city of this name is known")
_WITH_BRACKETS = re.compile(r"(?P<name>[^()]+?)\s*\((?P<short>[^()]+)\)")
_LIST = re.compile(r"\s*[\n;]\s*")
_BODY = re.compile(
    r"\b("
    r"birlig|dernek|derneg|federasyon|konfederasyon|vakf|vakif|universite|enstitu|"
    r"bakanlig|baskanlig|mudurlug|komiserlig|koordinatorlug|temsilcilig|valilig|"
    r"kaymakamlig|konsoloslug|elcilig|odasi|sirket|as$|a s$|ltd|holding|banka|ajans|"
    r"kurul|komite|komisyon|merkez|program|orgut|kurum|fonu|agi$|association|union|"
    r"federation|foundation|network|university|institute|ministry|embassy|consulate|"
    r"chamber|company|bank|agency|council of|committee|commission|centre|center|"
    r"programme|organi[sz]ation|fund|assembly"
    r")"
)
"""Beginnings of words by which a name says that it is no city's, as ``search_key`` writes them."""


def heads(words: str) -> tuple[str, ...]:
    """Return headings, which stand in a text with commas between them."""
    return tuple(words.split(", "))


def said_of(said: Said, target: str) -> str:
    """Return what the row says of a target; empty where it says that nothing is known."""
    text = said.told(target).strip()
    return "" if wording.is_nothing(text) else text


def several(text: str) -> list[str]:
    """Return the texts of a cell that holds several, one a line or with semicolons between them."""
    return [one for one in _LIST.split(text.strip()) if one]


def party(
    said: Said,
    directory: Directory,
    target: str,
    text: str,
    country_id: int | None = None,
    *,
    of_cities: bool = False,
) -> int | None:
    """Return the organisation that a text names; a city stands for its municipality.

    A name on file comes first, then a city; else it is a new organisation.

    :param country_id: tells homonyms apart.
    :param of_cities: a name that nobody knows is taken for a city, unless it says what it is; and is doubted.
    """
    if text.startswith("#"):
        return _by_number(said, directory, target, text)
    for name in (text, *_parts(text)):
        bodies = directory.known.organisations_named(name)
        if any(country_id in (None, *directory.known.bodies[id_].countries) for id_ in bodies):
            return directory.organisation(said, target, name, country_id=country_id)
    match = directory.known.matcher.match(text, country=directory.known.code(country_id))
    is_known = match.city_id is not None or match.candidates
    if not is_known and (not of_cities or _BODY.search(search_key(text))):
        return directory.organisation(said, target, text, country_id=country_id)
    city_id = directory.city(said, target, text, country_id=country_id)
    if city_id is None:
        return None
    if city_id < 0:
        said.doubt(target, NO_SUCH_CITY)
        for city in directory.known.matcher.spelt_like(text, directory.known.code(country_id) or "")[:_SHOWN]:
            said.note(
                target, N_("Perhaps this one: %(name)s (write #%(id)s)"), name=city.title_tr, id=city.id
            )
    return directory.municipality(said, target, city_id)


def _parts(text: str) -> Sequence[str]:
    """Return a name without its brackets, and what stands in them: ``Nüfus Fonu (UNFPA)``."""
    found = _WITH_BRACKETS.fullmatch(text)
    return (found["name"], found["short"]) if found else ()


def _by_number(said: Said, directory: Directory, target: str, text: str) -> int | None:
    number = record_number(text)
    record = names.titles(directory.session, directory.actor, {number}).get(number)
    if record is not None and record.kind is RecordKind.ORGANISATION:
        return record.id
    if record is not None and record.kind is RecordKind.CITY:
        return directory.municipality(said, target, record.id)
    said.refuse(target, NOT_THERE, id=text[1:])
    return None


def word_in(text: str, of: type[V], stems: Mapping[str, V]) -> V | None:
    """Return the member that a phrase names: as a whole, else by the first stem with which a word begins.

    :param stems: beginning of a word or words, as :func:`app.domain.turkish.search_key` writes it → member.
    """
    known = wording.member(text, of)
    if known is not None:
        return of(known)
    phrase = f" {search_key(text)}"
    return next((member for stem, member in stems.items() if f" {stem}" in phrase), None)


def further_addresses(said: Said) -> Iterator[tuple[str, str]]:
    """Yield the e-mail addresses of a row besides the first one, for :func:`add_to_notes`."""
    if others := addresses(said.told("email"))[1:]:
        yield N_("Further e-mail: %(text)s"), ", ".join(others)


def contest_which(said: Said, candidates: Sequence[tuple[int, str]]) -> None:
    """Say that several records on file may be the one that the row is about.

    :param candidates: ids and what tells them apart, best first.
    """
    said.contest("", SEVERAL_FIT, candidates)


def add_to_notes(said: Said, lines: Iterable[tuple[str, str]]) -> None:
    """Keep with the notes what has no field of its own.

    :param lines: msgid with ``%(text)s``, and the text.
    """
    turkish = translator("tr")
    notes = [str(said.data.get("notes_tr") or ""), *(turkish(msgid, text=text) for msgid, text in lines)]
    if any(notes[1:]):
        said.put("notes", "notes_tr", "\n".join(filter(None, notes)))
