"""One entry of a text: whether it is a visit, and what it says."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from app.domain.turkish import fold
from app.importers.text.dates import FoundDate, flattened, weekday
from app.importers.text.direction import direction, is_abroad
from app.importers.text.gazetteer import Gazetteer
from app.importers.text.home import Home
from app.importers.text.hosts import is_unclear, may_be_ours, travels, visitors_among
from app.importers.text.items import Item
from app.importers.text.joining import give_the_only_city, join
from app.importers.text.leftovers import fields_left
from app.importers.text.lexicon import ABROAD, ACRONYMS, INTERNATIONAL, MISREAD_LIKE, SIGNS
from app.importers.text.parties import PieceReader
from app.importers.text.party import Party
from app.importers.text.pieces import pieces
from app.importers.text.proposal import LeftOut, ProposedPerson, ProposedVisit, Span
from app.importers.text.repairs import repaired
from app.importers.text.rows import as_column, one_row
from app.importers.text.source import Source
from app.importers.text.stretches import first_sentence, masked, unbroken, without_subject
from app.importers.text.tasks import is_call, is_headed_as_task, is_task, needs_something, tells_of_work
from app.importers.text.tokens import is_flat, tokenise
from models.vocabulary import Direction, VisitMode

_LONGEST_ITEM = 3000
"""Letters of an entry that are read; a longer one is a chapter."""


_LEAD, _TAIL = 12, 18
"""Letters beside a date at the end of an entry: a weekday, ``saat``; ``çevrim içi``."""


def _letters(text: str) -> str:
    """Return what is left of a text without spaces, and without hyphens at a margin."""
    return re.sub(r"[\s\xad‐-]", "", text)


def _is_long(word: str) -> bool:
    return word[:1].isupper() and len(word) > 2


def _is_met_with(party: Party) -> bool:
    return party.after == "ile" or party.before in {"with", "meeting", "of"}


def _is_a_lone_word(party: Party) -> bool:
    """Say whether what looks like a name is a word with a capital of which nothing is said: ``Öğle``."""
    return party.is_name and party.doubts.get("persons") == "one_word" and not (party.city or party.country)


_CAME_OR_SPOKE = re.compile(
    r"ziyaret|agirla|kabul|gorus|(?<!\w)(?:visit|received|welcomed|hosted|courtesy|met with|meeting with)"
)
"""What a sentence says of a body that came; a meeting alone may be anybody's."""
_FIGURE = re.compile(r"(?<![\w.,/:-])\d[\d.,]*(?![\w/:-])")
_FIGURES = re.compile(r"[\d.,%\s]*\d[\d.,%\s]*")
_QUOTES = frozenset('"“”«»')
"""What stands in quotes is called so; it is nobody's name."""
_COUNTED = re.compile(
    r"(?<!\w)(?:toplam(?:da|i)?|sayisi|adet|in total|total|subtotal|ara toplam|i?statisti[ck]\w*)(?!\w)"
)
"""What a line says that counts visits, where it names nobody."""
_MANY_NAMES = 4
"""Names that one person may have; with more, words of the office may be among them."""
_THERE = frozenset({"at", "of", "meeting", "for"})
"""What parts a place where people met from the words beside it."""


class Entry:
    """One item with what its words say."""

    def __init__(
        self, source: Source, item: Item, gazetteer: Gazetteer, reader: PieceReader, home: Home
    ) -> None:
        self._item = item
        self._source = source.text
        self._dates_inside = source.dates_between(item.start, item.end)
        self._printed = source.printed[item.start : item.end]
        self._home = home
        short = item.end - item.start <= _LONGEST_ITEM and not item.heading
        self._stretches = list(self._unbroken(gazetteer)) if short else []
        self._flat = flattened(" ".join(shown for shown, _ in self._stretches))
        self._parties: list[Party] = []
        self._left: set[str] = set()
        if self._may_be_one():
            self._parties = list(self._read(gazetteer, reader))

    def _may_be_one(self) -> bool:
        """Say whether it is worth reading: dated or listed, and no task."""
        if not self._flat.strip() or self._is_a_row_of_figures():
            return False
        dated = self._item.found is not None and not self._item.found.whole_month
        if not dated and not (
            self._item.listed and (self._item.cells or SIGNS["somebody"].search(self._flat))
        ):
            return False
        if not self._item.listed and not (
            SIGNS["meeting"].search(self._flat) or SIGNS["online"].search(self._flat)
        ):
            return False
        return not self._is_a_task() and not self._is_a_call()

    def _is_a_task(self) -> bool:
        begun = self._source[self._item.start : self._item.start + 40]
        return is_task(without_subject(self._flat), begun)

    def _is_a_call(self) -> bool:
        return is_call(without_subject(self._flat))

    def _is_among_tasks(self) -> bool:
        """Say whether a heading or what was done makes it a task, since its words tell of no guest."""
        flat = without_subject(self._flat)
        headed = is_headed_as_task(self._item.section)
        if not headed and not tells_of_work(flat):
            return False
        foreign = [party for party in self._visitors() if party.mission or self._is_foreign(party)]
        named = any(party.name and party.titles for party in foreign)
        if not headed:
            return not named
        came = SIGNS["in_person"].search(flat)
        return needs_something(flat) or not (named or (came and foreign))

    def _is_a_row_of_figures(self) -> bool:
        """Say whether it is the row of a table that counts something."""
        figures = sum(_FIGURES.fullmatch(shown) is not None for shown, _ in self._stretches)
        own = self._item.found is not None and not self._item.inherited
        total = bool(self._stretches) and not own and _COUNTED.match(flattened(self._stretches[0][0]).strip())
        return self._item.cells and (figures > 1 or bool(total))

    def _unbroken(self, gazetteer: Gazetteer) -> Iterator[tuple[str, list[int]]]:
        """Yield each stretch on one line, and where each letter stands in the text."""
        for start, end in self._item.spans:
            shown, places = unbroken(self._source[start:end])
            if self._item.found or self._item.listed:
                shown, places = repaired(shown, places, gazetteer)
            yield shown, [start + place for place in places]

    def _read(self, gazetteer: Gazetteer, reader: PieceReader) -> Iterator[Party]:
        parties: list[Party] = []
        flat = is_flat(" ".join(shown for shown, _ in self._stretches))
        for place, (stretch, places) in enumerate(self._stretches):
            shown = stretch if self._item.cells else first_sentence(stretch)
            column = self._item.columns[place] if place < len(self._item.columns) else ""
            if column in {"mode", "other", "time", "number", "date"}:
                continue
            tokens = tokenise(masked(shown), gazetteer, flat=flat)
            read = [reader.read(piece) for piece in pieces(tokens)]
            if not flat:
                self._left |= fields_left(tokens, read, self._home.country)
            if self._item.cells and read:
                read[0].before = "\t"
                as_column(column, shown, read)
                if not column and "name" in self._item.columns:
                    # A name beside the names is a place, or somebody of ours.
                    read = [party for party in read if not party.is_name]
            for party in read:
                self._doubt_what_was_put_right(party, stretch, places)
                party.spans = {
                    name: (places[one], places[two - 1] + 1) for name, (one, two) in party.spans.items()
                }
            parties.extend(party for party in read if not (party.is_name and party.before in _QUOTES))
        joined = one_row(parties) if self._item.cells else join(parties)
        give_the_only_city(joined)
        yield from (party for party in joined if not _is_a_lone_word(party))

    def _doubt_what_was_put_right(self, party: Party, stretch: str, places: Sequence[int]) -> None:
        """Mark the fields whose letters are not those that are printed."""
        for name, (one, two) in party.spans.items():
            printed = self._source[places[one] : places[two - 1] + 1]
            if _letters(printed) != _letters(stretch[one:two]):
                party.doubts.setdefault(name, "spelling")

    def _visitors(self) -> list[Party]:
        """Return the parties that are not ours."""
        return visitors_among(self._parties, self._home, self._source, abroad=self._is_abroad())

    def _is_abroad(self) -> bool:
        return is_abroad(self._flat, self._item.section)

    def is_visit(self) -> bool:
        """Say whether somebody came, went or was spoken to."""
        visitors = self._visitors()
        if not visitors or self._counts(visitors) or self._is_among_tasks():
            return False
        if not self._item.cells and all(map(may_be_ours, visitors)) and not self._is_abroad():
            return False
        met = bool(SIGNS["meeting"].search(self._flat) or SIGNS["online"].search(self._flat))
        person = any(
            party.name and (party.titles or party.organisation or party.country) for party in visitors
        )
        named = any(party.name and party.doubts.get("persons") != "one_word" for party in visitors)
        body = any(party.organisation for party in visitors)
        group = any(party.group and (party.organisation or party.country or party.city) for party in visitors)
        place = any(party.is_place for party in visitors)
        office = any(
            party.titles and (party.country or party.organisation or party.city) for party in visitors
        )
        office = office or any(party.name and party.titles and party.mission for party in visitors)
        foreign = any(self._is_foreign(party) for party in visitors)
        if self._item.cells and self._item.listed and self._item.columns and any(self._item.columns):
            return bool(person or group or office or (named and met) or (body and self._item.found))
        titled = any(party.name and party.titles for party in visitors)
        if self._item.cells:
            return bool(self._item.found and (titled or group or office or (named and body)) and foreign)
        dated = self._item.found is not None and not self._item.found.whole_month
        if not dated:
            return bool(
                self._item.listed
                and (titled or office or group)
                and foreign
                and (met or any(party.mission for party in visitors))
            )
        if not self._is_placed():
            came = body and (
                _CAME_OR_SPOKE.search(self._flat)
                or any(party.organisation and _is_met_with(party) for party in visitors)
            )
            known = any(
                party.name and party.country and "one_word" not in party.doubts.values() for party in visitors
            )
            return bool((titled or group or office or came or known) and foreign and met)
        return bool(person or group or office or (met and (body or place or named)))

    def _counts(self, visitors: Sequence[Party]) -> bool:
        """Say whether it counts something and names nobody."""
        return (
            not any(party.name or party.titles for party in visitors)
            and _COUNTED.search(self._flat) is not None
            and any(letter.isdigit() for letter in self._flat)
        )

    def left_out(self) -> LeftOut:
        """Return it as a passage that is no visit."""
        start, end = self._item.start, self._item.end
        return LeftOut((start, end), self._printed, self._why_left_out())

    def _why_left_out(self) -> str:
        if self._item.heading:
            return "heading"
        if not self._stretches:
            return "too_long" if self._item.end - self._item.start > _LONGEST_ITEM else "nobody"
        if self._is_a_task() or (self._stretches and self._is_among_tasks()):
            return "task"
        if (
            self._is_a_row_of_figures()
            or self._counts(self._visitors())
            or len(_FIGURE.findall(self._flat)) > 1
        ):
            return "figures"
        if self._is_a_call():
            return "call"
        if self._parties and all(map(may_be_ours, self._visitors())):
            return "ours"
        return "nobody" if self._item.found else "no_date"

    def _is_placed(self) -> bool:
        """Say whether the date stands where lists have it: at one end, or above."""
        found, item = self._item.found, self._item
        if found is None or item.inherited:
            return item.listed
        if not item.listed:
            return False
        lead = re.sub(r"[\W\d_]", "", self._source[item.start : found.start])
        tail = re.sub(r"[\W\d_]", "", self._source[found.end : item.end])
        return len(lead) <= _LEAD or len(tail) <= _TAIL

    def _is_foreign(self, party: Party) -> bool:
        """Say whether a party comes from abroad, or from a body that is known the world over."""
        if party.country:
            return party.country != self._home.country
        bodies = party.organisation.split("; ")
        return any(
            (ACRONYMS | ABROAD) & set(re.findall(r"[^\W_]+", body)) or INTERNATIONAL.match(fold(body))
            for body in bodies
            if body
        )

    def proposal(self, main_year: int | None) -> ProposedVisit:
        """Return what is proposed."""
        visitors = self._visitors()
        doubts: dict[str, str] = {}
        spans: dict[str, list[Span]] = {}
        for party in visitors:
            for name, span in party.spans.items():
                spans.setdefault(name, []).append(span)
            for name, reason in party.doubts.items():
                doubts.setdefault(name, reason)
        first, last = self._dates(main_year, doubts, spans)
        mode = self._mode(doubts)
        persons = tuple(
            ProposedPerson(party.name, "; ".join(party.titles), party.organisation, party.city, party.country)
            for party in visitors
            if party.name
        )
        # Bodies of our own country beside foreign ones are present, not visiting.
        guests = [party for party in visitors if party.country != self._home.country or party.mission]
        guests = guests if any(party.organisation for party in guests) else visitors
        bodies = list(
            dict.fromkeys(
                one
                for party in guests
                for one in party.organisation.split("; ")
                if one and not self._home.owns(one)
            )
        )
        placed = [
            party for party in guests if party.city and not (party.is_place and self._home.owns(party.city))
        ]
        city = next((party.city for party in placed if not party.is_place), "") or next(
            (party.city for party in placed if not (party.after == "ile" and persons)), ""
        )
        countries = tuple(dict.fromkeys(party.country for party in visitors if party.country))
        if len(countries) > 1 and self._home.country in countries:
            countries = (*(one for one in countries if one != self._home.country), self._home.country)
        if not bodies:
            bodies = list(dict.fromkeys(party.city for party in placed if party.is_place))
        self._doubt(doubts, visitors, persons, bodies, countries, city)
        return ProposedVisit(
            date=first,
            date_end=last if last != first else None,
            mode=mode,
            direction=self._direction(mode, visitors),
            persons=persons,
            organisation="; ".join(bodies),
            city=city,
            country=countries[0] if countries else "",
            countries=countries,
            raw=(self._item.start, self._item.end),
            text=self._printed,
            spans={name: tuple(found) for name, found in spans.items()},
            doubts=doubts,
        )

    def _doubt(
        self,
        doubts: dict[str, str],
        visitors: Sequence[Party],
        persons: Sequence[ProposedPerson],
        bodies: Sequence[str],
        countries: Sequence[str],
        city: str,
    ) -> None:
        """Say what is unsure for the entry as a whole."""
        unclear = [one for one in self._parties if is_unclear(one, self._source)]
        if any(party.organisation for party in visitors) and unclear:
            doubts.setdefault("persons", "host_or_guest")
            doubts.setdefault("titles", "host_or_guest")
        if any(travels(one, visitors) for one in visitors):
            doubts.setdefault("persons", "host_or_guest")
        for name in self._left:
            doubts.setdefault(name, "words_left")
        if any(one.titles and not one.name and not one.group and not one.plural for one in visitors):
            doubts.setdefault("persons", "no_name")
        if any(person.name and not person.title for person in persons):
            doubts.setdefault("titles", "no_title")
            doubts.setdefault("persons", "no_title")
        if any(sum(map(_is_long, person.name.split())) > _MANY_NAMES for person in persons):
            doubts.setdefault("persons", "where_the_name_begins")
        if not any(party.organisation for party in visitors):
            doubts.setdefault("organisation", "no_body")
        elif persons and len(bodies) > len(persons):
            doubts.setdefault("organisation", "several")
        if len({party.city for party in visitors if party.city}) > 1:
            doubts.setdefault("city", "several")
        worldly = [body.isupper() or "(" in body or INTERNATIONAL.match(fold(body)) for body in bodies]
        if not countries and bodies and not any(worldly):
            doubts.setdefault("country", "no_country")

    def _dates(
        self, main_year: int | None, doubts: dict[str, str], spans: dict[str, list[Span]]
    ) -> tuple[date | None, date | None]:
        found = self._item.found
        if found is None:
            doubts["date"] = "no_date"
            return None, None
        spans["date"] = [(found.start, found.end)]
        if found.doubt:
            doubts["date"] = found.doubt
        if not found.year and main_year:
            found = found.in_year(main_year)
        if (
            self._item.inherited
            and self._item.weekday
            and (day := found.on_weekday(weekday(self._item.weekday)))
        ):
            return day, day
        days = found.days
        if days is None:
            doubts["date"] = "impossible_date" if found.year else "no_year"
            return None, None
        if found.whole_month:
            doubts["date"] = "whole_month"
        elif self._has_another_date(found):
            doubts.setdefault("date", "several")
        elif self._item.weekday and not found.day1 and weekday(self._item.weekday) != days[0].weekday():
            doubts["date"] = "other_weekday"
        elif self._item.inherited and (found.day1 or self._item.cells):
            doubts["date"] = "from_context"
        return days

    def _has_another_date(self, found: FoundDate) -> bool:
        """Say whether a day is printed in it that is not the one it is under."""
        return any(
            (one.day, one.month) != (found.day, found.month) and not one.whole_month
            for one in self._dates_inside
            if one.end <= found.start or one.start >= found.end
        )

    def _mode(self, doubts: dict[str, str]) -> VisitMode | None:
        flat = flattened(self._source[self._item.start : self._item.end]) + " " + self._flat
        hybrid = SIGNS["hybrid"].search(flat)
        online = SIGNS["online"].search(flat) or SIGNS["online_misread"].search(flat.translate(MISREAD_LIKE))
        in_person = SIGNS["in_person"].search(flat)
        if hybrid:
            return VisitMode.HYBRID
        if online:
            if in_person:
                doubts["mode"] = "two_modes"
            return VisitMode.ONLINE
        if in_person:
            return VisitMode.IN_PERSON
        if SIGNS["online"].search(self._item.section):
            doubts["mode"] = "from_context"
            return VisitMode.ONLINE
        return None

    def _direction(self, mode: VisitMode | None, visitors: Sequence[Party]) -> Direction | None:
        there = any(
            party.city
            and party.country not in {"", self._home.country}
            and {party.before, party.after} & _THERE
            for party in visitors
            if party.is_place
        )
        if mode is not VisitMode.ONLINE and any(travels(party, visitors) for party in visitors):
            return Direction.OUTGOING
        return direction(self._flat, self._item.section, mode, there=there, named=bool(visitors))
