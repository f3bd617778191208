"""A file of a public list: which list it is by its headings, and each row as places, or why it is none.

The file is text, comma or tab separated. Cells are read as they stand; nothing is guessed.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.domain.earth import Place
from app.domain.turkish import match_key
from app.errors import Invalid, Problem
from app.i18n import N_
from app.importers import pasted
from app.importers.reference import wikidata
from app.importers.reference.sets import NETWORK_MEMBERS, TWIN_TOWNS, WIKIDATA_TIES, KnownSet
from app.queries.spellings import WIKIDATA

MOST_ROWS = 200_000
LONGEST_NAME = 300
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
FIRST_YEAR, LAST_YEAR = 1800, 2100
_NOTHING = frozenset({"NA", "N/A", "NULL", "null", "-"})
"""What programs write for an empty cell of numbers; as a country, NA is Namibia."""
_OF_A_TIE = ("a_name", "a_country", "b_name", "b_country")
_OF_A_MEMBER = ("network_name", "city_name", "country")


class Outside(NamedTuple):
    """A place as a row says it.

    :param source, key: as of :class:`models.OutsidePlace`.
    :param name_en: empty where the list has one name.
    """

    source: str
    key: str
    name: str
    name_en: str
    country: str
    position: Place | None


class TieRow(NamedTuple):
    """Two places that a row calls partners."""

    number: int
    a: Outside
    b: Outside


class MemberRow(NamedTuple):
    """A place that a row calls a member of a network."""

    number: int
    network: str
    acronym: str
    place: Outside
    joined: int | None


class BadRow(NamedTuple):
    """A row that cannot be read, and why; the field of the problem is the heading of the column."""

    number: int
    problem: Problem


@dataclass(frozen=True)
class ListFile:
    """An opened file.

    :param code: of the set it belongs to.
    :param says: what is known of the list, from its headings.
    """

    text: str
    says: KnownSet
    headings: tuple[str, ...]
    code: str
    countries: Collection[str]

    def ties(self) -> Iterator[TieRow | BadRow]:
        """Yield the rows of a list of twin towns."""
        place = self._entity if self.says is WIKIDATA_TIES else self._place
        for number, cells in self._rows():
            try:
                yield TieRow(number, place(cells, "a"), place(cells, "b"))
            except _Unreadable as why:
                yield BadRow(number, why.problem)

    def members(self) -> Iterator[MemberRow | BadRow]:
        """Yield the rows of a list of members."""
        for number, cells in self._rows():
            try:
                network = _needed(cells, "network_name")
                place = self._place(cells, "")
                yield MemberRow(number, network, cells.get("network_acronym", ""), place, _year(cells))
            except _Unreadable as why:
                yield BadRow(number, why.problem)

    def _rows(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        # The first row has the headings; numbers are those a table program shows.
        for number, row in enumerate(_lines(self.text), start=1):
            if number == 1 or not any(map(str.strip, row)):
                continue
            if number > MOST_ROWS + 1:
                raise Invalid(Problem("file", N_("The file has more than %(n)s rows."), {"n": MOST_ROWS}))
            cells = [cell.strip() for cell in row]
            told = dict(zip(self.headings, cells, strict=False))
            if len(cells) != len(self.headings):
                told = {_TOO_FEW: str(len(cells))}
            yield number, told

    def _place(self, cells: Mapping[str, str], side: str) -> Outside:
        before = f"{side}_" if side else ""
        name = _needed(cells, f"{before}name" if side else "city_name")
        country = self._country(cells, f"{before}country")
        position = _position(cells, f"{before}lat", f"{before}lon")
        id_ = cells.get(f"{before}id", "")
        if wikidata.entity_id(id_):
            return Outside(WIKIDATA, id_, name, "", country, position)
        return Outside(self.code, id_ or f"{match_key(name)}|{country}", name, "", country, position)

    def _entity(self, cells: Mapping[str, str], side: str) -> Outside:
        told = {heading: wikidata.plain(cell) for heading, cell in cells.items() if heading.startswith(side)}
        told |= {_TOO_FEW: cells[_TOO_FEW]} if _TOO_FEW in cells else {}
        id_ = wikidata.entity_id(_needed(told, side))
        if id_ is None:
            raise _Unreadable(side, N_("“%(cell)s” is no id of Wikidata"), cell=told[side])
        name_tr, name_en = told.get(f"{side}tr", ""), told.get(f"{side}en", "")
        if not name_tr and not name_en:
            raise _Unreadable(f"{side}tr", N_("The name is missing"))
        position = None
        if cell := told.get(f"{side}position"):
            pair = wikidata.point(cell)
            if pair is None:
                raise _Unreadable(f"{side}position", N_("“%(cell)s” is no position"), cell=cell)
            position = _position({"lat": pair[0], "lon": pair[1]}, "lat", "lon")
        country = self._country(told, f"{side}country")
        return Outside(WIKIDATA, id_, name_tr or name_en, name_en, country, position)

    def _country(self, cells: Mapping[str, str], heading: str) -> str:
        code = _needed(cells, heading).upper()
        if code not in self.countries:
            raise _Unreadable(heading, N_("There is no country with the code “%(code)s”"), code=code)
        return code


def opened(path: Path, countries: Collection[str], code: str | None = None) -> ListFile:
    """Open a file and find out by its headings which list it is.

    :param countries: the codes that are known.
    :param code: of the set it belongs to; None: the usual one of such a file.
    :raises Invalid: it is no text, too large, has other headings, or its quotation marks are broken;
        or the code is none.
    """
    if code is not None and (code == WIKIDATA or not _CODE.fullmatch(code)):
        message = N_("The code of a list has small letters, digits and hyphens, and is not “wikidata”.")
        raise Invalid(Problem("set", message))
    text = pasted.read(path)
    first = next(_lines(text), [])
    headings = tuple(cell.strip().lstrip("?").lower() for cell in first)
    for says, needed in (
        (TWIN_TOWNS, _OF_A_TIE),
        (NETWORK_MEMBERS, _OF_A_MEMBER),
        (WIKIDATA_TIES, ("a", "acountry", "b", "bcountry")),
    ):
        if set(needed) <= set(headings):
            twice = [heading for heading in headings if headings.count(heading) > 1]
            if twice:
                raise Invalid(
                    Problem("file", N_("The column “%(name)s” is there twice."), {"name": twice[0]})
                )
            return ListFile(text, says, headings, code or says.code, countries)
    raise Invalid(
        Problem(
            "file",
            N_("The headings are those of no list that Elçi knows. It needs %(ties)s, or %(members)s."),
            {"ties": ", ".join(_OF_A_TIE), "members": ", ".join(_OF_A_MEMBER)},
        )
    )


_TOO_FEW = "\0"
"""Stands for a whole row whose columns are too few or too many."""


class _Unreadable(Exception):
    def __init__(self, heading: str, message: str, **values: object) -> None:
        super().__init__(message)
        self.problem = Problem(heading, message, values)


def _lines(text: str) -> Iterator[list[str]]:
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    # A TSV answer of Wikidata quotes inside its cells, and no cell as a whole.
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL,
        strict=True,
    )
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Invalid(
                Problem(
                    "file",
                    N_("Row %(row)s begins with a quotation mark that does not end, or a cell is too long."),
                    {"row": number},
                )
            ) from None
        yield row


def _needed(cells: Mapping[str, str], heading: str) -> str:
    if _TOO_FEW in cells:
        raise _Unreadable(
            "", N_("The row has %(n)s columns, not as many as there are headings"), n=cells[_TOO_FEW]
        )
    cell = cells.get(heading, "")
    if len(cell) > LONGEST_NAME:
        raise _Unreadable(heading, N_("The name is longer than %(n)s letters"), n=LONGEST_NAME)
    if not cell:
        message = N_("The country is missing") if "country" in heading else N_("The name is missing")
        raise _Unreadable(heading, message)
    return cell


def _position(cells: Mapping[str, str], latitude: str, longitude: str) -> Place | None:
    lat, lon = _number(cells, latitude), _number(cells, longitude)
    if not lat and not lon:
        return None
    if not lat or not lon:
        raise _Unreadable(longitude if lat else latitude, N_("Enter both coordinates, or neither"))
    place = _degrees(lat, latitude, 90), _degrees(lon, longitude, 180)
    if place == (0, 0):
        raise _Unreadable(latitude, N_("0, 0 lies in the sea off Africa; leave unknown coordinates empty"))
    return place


def _number(cells: Mapping[str, str], heading: str) -> str:
    cell = cells.get(heading, "")
    return "" if cell in _NOTHING else cell


def _degrees(cell: str, heading: str, most: int) -> float:
    try:
        degrees = float(cell.replace(",", "."))
    except ValueError:
        raise _Unreadable(heading, N_("“%(cell)s” is no number"), cell=cell) from None
    if not -most <= degrees <= most:
        raise _Unreadable(
            heading, N_("“%(cell)s” is not between -%(most)s and %(most)s degrees"), cell=cell, most=most
        )
    return degrees


def _year(cells: Mapping[str, str]) -> int | None:
    cell = _number(cells, "joined_year").removesuffix(".0")
    if not cell:
        return None
    if not cell.isdecimal() or not FIRST_YEAR <= int(cell[:9]) <= LAST_YEAR:
        raise _Unreadable("joined_year", N_("“%(cell)s” is no year"), cell=cell)
    return int(cell)
