"""Reading visits out of a text.

``read_visits`` is pure: text and names in, proposals out. Nothing is corrected that the text says: a wrong year stays
and is marked. Cost: linear in the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.turkish import fold
from app.importers.text.dates import FoundDate, flattened, weekday
from app.importers.text.gazetteer import Gazetteer
from app.importers.text.joining import join
from app.importers.text.layout import Item, Layout
from app.importers.text.lexicon import ACRONYMS, INTERNATIONAL, MISREAD_LIKE, SIGNS
from app.importers.text.parties import Party, PieceReader
from app.importers.text.pieces import MASKED, pieces
from app.importers.text.proposal import ProposedPerson, ProposedVisit, Span
from app.importers.text.tokens import is_flat, tokenise
from models.vocabulary import Direction, VisitMode

_LONGEST_ITEM = 3000
"""Letters of an entry that are read; a longer one is a chapter."""
_SENTENCE = re.compile(r"(?<=[a-zçğıöşü]{4}[.!?])\s+(?=[A-ZÇĞİÖŞÜ\"“])")
_LEAD, _TAIL = 12, 18
"""Letters beside a date at the end of an entry: a weekday, ``saat``; ``çevrim içi``."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\xad‐]\s*[\n\r\f]\s*(?=[a-zçğıöşü])")
_HOST_ENDINGS = frozenset(
    "i ı u ü yi yı yu yü e a ye ya in ın un ün nin nın nun nün le la yle yla ni nı".split()
)
_SECTION_TASKS = re.compile(
    r"yapilacak|gorevler|to-?do|task|action item|hatirlatma|hazirlik|is listesi|notlar"
)
_SECTION_OUT = re.compile(r"yurt ?disi|giden|outgoing|travel|visits abroad|seyahat")


@dataclass(frozen=True, slots=True)
class Home:
    """The office that reads.

    :param names: of the city and the municipality, in every language; a body with such a name is no visitor.
    """

    country: str
    names: tuple[str, ...]

    def owns(self, organisation: str) -> bool:
        """Say whether a body is ours."""
        folded = fold(organisation)
        return any(
            folded == name
            or (
                folded.startswith(name)
                and re.match(r"\s+(?:buyuksehir|belediye|metropolitan|municipality)", folded[len(name) :])
            )
            or folded in {f"municipality of {name}", f"metropolitan municipality of {name}"}
            for name in map(fold, self.names)
        )


def read_visits(text: str, gazetteer: Gazetteer, home: Home, year: int | None = None) -> list[ProposedVisit]:
    """Return the visits that a text tells of, in its order.

    :param year: of the dates without one; if None, the year of the text's other dates.
    """
    layout = Layout(text)
    main = year or layout.main_year()
    reader = PieceReader(gazetteer, home.country)
    entries = [_Entry(text, item, gazetteer, reader, home) for item in layout.items()]
    return _with_odd_dates([entry.proposal(main) for entry in entries if entry.is_visit()], year)


class _Entry:
    """One item with what its words say."""

    def __init__(self, text: str, item: Item, gazetteer: Gazetteer, reader: PieceReader, home: Home) -> None:
        self._item = item
        self._source = text
        self._home = home
        self._flat = flattened(" ".join(text[start:end] for start, end in item.spans)[:_LONGEST_ITEM])
        self._parties: list[Party] = []
        if self._may_be_one():
            self._parties = list(self._read(gazetteer, reader))

    def _may_be_one(self) -> bool:
        """Say whether it is worth reading: dated or listed, and no task."""
        if self._item.end - self._item.start > _LONGEST_ITEM or not self._flat.strip():
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
        return not self._is_task()

    def _is_task(self) -> bool:
        flat = self._flat
        if SIGNS["cancelled"].search(flat):
            return True
        about = SIGNS["task_object"].search(flat)
        done = SIGNS["task_verb"].search(flat)
        if re.match(r"\s*(?:\[[ x]?\]|☐|☑|□|(?:todo|to do|gorev|task)\b)", flat) or self._source[
            self._item.start : self._item.start + 3
        ].startswith(("[ ]", "[x", "[X", "☐", "☑", "□")):
            return True
        if _SECTION_TASKS.search(self._item.section):
            return True
        if about and done:
            return True
        if re.match(_IMPERATIVE, flat) or re.search(_FUTURE, flat):
            return True
        return bool(SIGNS["task_mark"].search(flat) and (about or done)) or bool(
            SIGNS["office"].search(flat) and not SIGNS["in_person"].search(flat)
        )

    def _read(self, gazetteer: Gazetteer, reader: PieceReader) -> Iterator[Party]:
        parties: list[Party] = []
        flat = is_flat(" ".join(self._source[start:end] for start, end in self._item.spans))
        for place, (start, end) in enumerate(self._item.spans):
            stretch = self._source[start:end]
            if not self._item.cells and (sentence := _SENTENCE.search(stretch)) and sentence.start() > 20:
                stretch = stretch[: sentence.start()]
            shown, places = _unbroken(stretch)
            column = self._item.columns[place] if place < len(self._item.columns) else ""
            if column in {"mode", "other", "time", "number", "date"}:
                continue
            read = [reader.read(piece) for piece in pieces(tokenise(_masked(shown), gazetteer, flat=flat))]
            if self._item.cells and read:
                read[0].before = "\t"
                _as_column(column, shown, read)
            for party in read:
                party.spans = {
                    name: (start + places[one], start + places[two - 1] + 1)
                    for name, (one, two) in party.spans.items()
                }
            parties.extend(read)
        joined = _one_row(parties) if self._item.cells else join(parties)
        yield from joined

    def _visitors(self) -> list[Party]:
        """Return the parties that are not ours."""
        others = [party for party in self._parties if not self._is_host(party)]
        return others

    def _is_host(self, party: Party) -> bool:
        if party.organisation and all(self._home.owns(one) for one in party.organisation.split("; ")):
            return True
        if party.is_place and party.city and self._home.owns(party.city):
            return True
        if party.is_place and not party.city and party.country == self._home.country:
            return True
        if self._home.owns(party.city) and not party.organisation and not party.name:
            return True
        others = any(
            other is not party
            and (other.country or other.organisation)
            and not self._home.owns(other.organisation)
            for other in self._parties
        )
        alone = not party.organisation and not party.country and not party.city
        if not (others and alone and (party.titles or party.name)):
            return False
        if party.titles and not any(
            fold(title).split()[-1] in _OUR_OFFICES
            or fold(title).startswith(("baskan", "belediye baskan", "mayor", "deputy mayor", "acting mayor"))
            for title in party.titles
        ):
            return False
        marked = (party.name_ending or party.title_ending) in _HOST_ENDINGS
        after = party.after in {"by", "ile"} or self._source[party.end : party.end + 14].strip().startswith(
            "tarafından"
        )
        return bool(marked or after or party.before in {"by", "with", "meeting", "ile"} or party.titles)

    def is_visit(self) -> bool:
        """Say whether somebody came, went or was spoken to."""
        visitors = self._visitors()
        if not visitors:
            return False
        met = bool(SIGNS["meeting"].search(self._flat) or SIGNS["online"].search(self._flat))
        person = any(
            party.name and (party.titles or party.organisation or party.country) for party in visitors
        )
        named = any(party.name for party in visitors)
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
            return bool((titled or group or office or body) and foreign and met)
        return bool(person or group or office or (met and (body or place or named)))

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
            ACRONYMS & set(re.findall(r"[^\W_]+", body)) or INTERNATIONAL.match(fold(body))
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
        direction = self._direction(mode, visitors)
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
            (party.city for party in placed), ""
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
            direction=direction,
            persons=persons,
            organisation="; ".join(bodies),
            city=city,
            country=countries[0] if countries else "",
            countries=countries,
            raw=(self._item.start, self._item.end),
            text=self._source[self._item.start : self._item.end],
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
        if any(one.titles and not one.name and not one.group and not one.plural for one in visitors):
            doubts.setdefault("persons", "no_name")
        if any(person.name and not person.title for person in persons):
            doubts.setdefault("titles", "no_title")
            doubts.setdefault("persons", "no_title")
        if not bodies:
            doubts.setdefault("organisation", "no_body")
        if len({party.city for party in visitors if party.city}) > 1:
            doubts.setdefault("city", "several")
        if not countries and any(not fold(body).startswith(("birlesmis", "uluslararasi")) for body in bodies):
            if not any(body.isupper() or "(" in body for body in bodies):
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
        days = found.days
        if days is None:
            doubts["date"] = "impossible_date" if found.year else "no_year"
            return None, None
        if found.whole_month:
            doubts["date"] = "whole_month"
        elif self._item.weekday and not found.day1 and weekday(self._item.weekday) != days[0].weekday():
            doubts["date"] = "other_weekday"
        return days

    def _mode(self, doubts: dict[str, str]) -> VisitMode | None:
        flat = flattened(self._source[self._item.start : self._item.end])
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
        if mode is VisitMode.ONLINE:
            return Direction.NOBODY
        if SIGNS["outgoing"].search(self._flat) or _SECTION_OUT.search(self._item.section):
            return Direction.OUTGOING
        if SIGNS["third_place"].search(self._flat):
            return Direction.THIRD_PLACE
        return Direction.INCOMING if visitors else None


_OUR_OFFICES = frozenset(
    "baskan baskani vekili sekreter yardimcisi mayor muduru mudur danismani danisman".split()
)
_IMPERATIVE = (
    r"\s*(?:prepare|send|book|draft|translate|submit|remind|order|arrange|check|confirm|update|print|finish|complete|write|buy|reserve|upload"
    r"|schedule|review|request|collect|pay|file|archive|organi[sz]e|follow up|ask|renew|forward|circulate|proofread|finali[sz]e|compile|call the|call back)\b"
)
_FUTURE = (
    r"\b(?!(?:ziyaret|gorus|gel|katil|bulus|agirla|imzala)\w*)(?:hazirla|gonder|al|yap|ayarla|yaz|ilet|tamamla|iste|guncelle|bas|yukle|ode|sun|ver|cevir|ara|bul"
    r"|topla|gir|arsivle|bildir|doldur|kes|olustur|gorevlendir|duzenle|planla|hatirlat|incele|kontrol et|temin et|teyit et|takip et|siparis ver)\w{0,4}[ae]c[ae](?:k|g)\w*"
)


def _unbroken(text: str) -> tuple[str, list[int]]:
    """Return a stretch on one line, words put together that a line's end had broken, and where each letter stood."""
    letters: list[str] = []
    places: list[int] = []
    skipped = 0
    for found in [*_HYPHEN.finditer(text), None]:
        end = found.start() if found else len(text)
        letters.extend(" " if letter.isspace() else letter for letter in text[skipped:end])
        places.extend(range(skipped, end))
        skipped = found.end() if found else end
    return "".join(letters), places


def _masked(text: str) -> str:
    """Return a text without the words that say how people met; each letter keeps its place."""
    flat = flattened(text)
    spans = [found.span() for name in ("online", "hybrid") for found in SIGNS[name].finditer(flat)]
    spans += [found.span() for found in SIGNS["online_misread"].finditer(flat.translate(MISREAD_LIKE))]
    spans += [found.span() for found in _FACE.finditer(flat)]
    spans += [found.span() for found in _SUBJECT.finditer(flat)]
    for start, end in spans:
        text = text[:start] + MASKED + " " * (end - start - 1) + text[end:]
    return text


_SUBJECT = re.compile(
    r"(?<!\w)(?:konu|konusu|gorusme konusu|amac|amaci|gundem|subject|topic|purpose|agenda|not|note|notes|yer|venue|place|location)\s*:[^;|\n]*"
)
_FACE = re.compile(r"(?<!\w)(?:yuz\s?yuze|in[ -]person|face[ -]to[ -]face|fiziki)(?!\w)")


def _as_column(column: str, text: str, read: list[Party]) -> None:
    """Believe the heading of a column more than the words in it."""
    first = read[0]
    shown = text.strip()
    whole = (first.start, read[-1].end)
    if column == "name" and not any(
        party.name or party.organisation or party.titles or party.group for party in read
    ):
        first.name, first.spans["persons"] = shown, whole
    elif column == "city" and shown:
        found = first.country if not first.organisation else ""
        read[:] = [
            Party(
                before="\t",
                city=shown,
                country=found,
                start=first.start,
                end=first.end,
                spans={"city": whole, "country": whole} if found else {"city": whole},
            )
        ]
    elif column == "organisation" and not any(party.organisation or party.titles for party in read):
        read[:] = [
            Party(
                before="\t",
                organisation=shown,
                city=first.city,
                country=first.country,
                start=first.start,
                end=first.end,
                spans={**first.spans, "organisation": whole},
            )
        ]
    elif column == "title" and not any(party.titles for party in read):
        read[:] = [
            Party(before="\t", titles=[shown], start=first.start, end=first.end, spans={"titles": whole})
        ]


def _one_row(parties: Iterable[Party]) -> list[Party]:
    """Put the cells of a row together: names with titles, then body, city and country for all."""
    joined = join(parties)
    first = joined[0] if joined else None
    for party in joined[1:]:
        if (
            party.is_name
            and party.before == "\t"
            and first is not None
            and first.titles
            and first.name
            and not first.organisation
        ):
            # Behind a name and a title, what looks like a name is where they work.
            party.organisation, party.name = party.name, ""
            party.doubts = {"organisation": "common_words", "city": "unknown_place"}
    people = [party for party in joined if party.name]
    rest = [party for party in joined if not party.name]
    if not people:
        return _one_party(rest)
    titles = [title for party in rest for title in party.titles]
    for place, person in enumerate(people):
        if not person.titles and titles:
            person.titles = [titles[place] if len(titles) == len(people) else titles[0]]
            person.doubts.pop("titles", None)
        for party in rest:
            if party.organisation and not person.organisation:
                person.organisation = party.organisation
                person.mission = party.mission
            person.spans = {**party.spans, **person.spans}
        for party in rest:
            person.city = person.city or party.city
            if not person.country and party.country:
                person.country = party.country
    return people


def _one_party(rest: list[Party]) -> list[Party]:
    if len(rest) < 2:
        return rest
    first, *others = rest
    for party in others:
        first.titles = first.titles or party.titles
        first.organisation = first.organisation or party.organisation
        first.city = first.city or party.city
        first.country = first.country or party.country
        first.group = first.group or party.group
        first.spans = {**party.spans, **first.spans}
    return [first]


def _with_odd_dates(visits: Sequence[ProposedVisit], year: int | None) -> list[ProposedVisit]:
    """Mark dates of another year than the list, and dates out of a list that is in order otherwise."""
    dated = [visit.date for visit in visits if visit.date]
    years = [one.year for one in dated]
    usual = max(set(years), key=years.count) if years else None
    steps = [one <= two for one, two in zip(dated, dated[1:], strict=False)]
    ordered = len(dated) >= 4 and sum(steps) >= 0.8 * len(steps)
    out: list[ProposedVisit] = []
    before: date | None = None
    for place, visit in enumerate(visits):
        odd = ""
        if (
            visit.date
            and usual
            and visit.date.year != usual
            and years.count(visit.date.year) * 10 <= max(len(years), 10)
        ):
            odd = "other_year"
        elif visit.date and ordered:
            after = next((one.date for one in visits[place + 1 :] if one.date), None)
            if (before and visit.date < before) or (before and after and visit.date > after >= before):
                odd = "out_of_order"
        out.append(
            replace(visit, doubts={**visit.doubts, "date": odd})
            if odd and "date" not in visit.doubts
            else visit
        )
        if visit.date and odd != "other_year":
            before = visit.date
    return out
