"""The programme of a visit on paper: a sheet for every pocket, in Turkish or English (A7).

It goes to guests too, so what colleagues noted beside an item, and what is to be looked at, is not on it.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from app.documents.facts import Name
from app.documents.paper import Block, Facts, Paper, Paragraph, Section, Table, Words
from app.documents.saying import joined, plain, soft
from app.domain.programme import Day, Line
from app.i18n import N_, Translator
from models import Visit


def sheet(visit: Visit, days: Sequence[Day], issuer: Name, t: Translator, *, as_of: date, zone: str) -> Paper:
    """Write the programme of a visit.

    :param visit: loaded with its delegation and host.
    :param days: as :func:`app.domain.programme.by_day` tells them.
    :param zone: name of the office's time zone.
    """
    sections = [
        Section(f"day-{number}", _heading(day, t), (_table(day, t, zone),), is_numbered=False)
        for number, day in enumerate(days, start=1)
    ]
    nothing: tuple[Block, ...] = () if sections else (Paragraph(plain(t(N_("Nothing is planned yet.")))),)
    facts = Facts(tuple(_facts(visit, t)))
    return Paper(
        kind=t(N_("Visit programme")),
        title=t.title(visit),
        subtitle=t.partial_long(visit.held),
        language=t.language,
        issuer=t.title(issuer),
        as_of=as_of,
        sections=(
            Section("visit", t(N_("Visit")), (facts, *nothing), is_numbered=False),
            *sections,
        ),
    )


def _facts(visit: Visit, t: Translator) -> Iterator[tuple[str, Words]]:
    visitors = [one for one in visit.delegates if one.side == "visitor"]
    people = joined(
        (
            joined((plain(one.name), plain(t.either(one.title_tr, one.title_en))))
            for one in visitors
            if one.name
        ),
        "; ",
    )
    told = (
        (N_("Delegation"), people or plain(visit.group_name)),
        (N_("Subject"), plain(t.either(visit.subject_tr, visit.subject_en))),
        (N_("Host"), plain(t.title(visit.host)) if visit.host else ()),
    )
    yield from ((t(name), words) for name, words in told if words)


def _heading(day: Day, t: Translator) -> str:
    return t.long_date(day.day) if day.day else t(N_("Day still open"))


def _table(day: Day, t: Translator, zone: str) -> Table:
    heads = (t(N_("Time")), t(N_("Programme")), t(N_("Place")), t(N_("Who takes part")))
    rows = tuple(
        (_hours(line, t, zone), _what(line, t), _where(line, t), _who(line, t)) for line in day.lines
    )
    return Table(_heading(day, t), heads, rows)


def _hours(line: Line, t: Translator, zone: str) -> Words:
    item = line.item
    if item.starts_at is None:
        return soft(t(N_("hour open")))
    there = t.time(item.starts_at) + (f"–{t.time(item.ends_at)}" if item.ends_at else "")
    if line.own is None:
        return plain(there)
    ours = t.time(line.own.starts)
    if line.own.day != item.day:
        ours = f"{t.short_day(line.own.day)} {ours}"
    told = t(N_("%(city)s time %(hours)s"), city=t.zone_city(zone), hours=ours)
    return (*plain(there), *soft(f" {told}"))


def _what(line: Line, t: Translator) -> Words:
    item = line.item
    parts = [plain(t.title(item))]
    if item.language_tr or item.language_en:
        language = t.either(item.language_tr, item.language_en)
        parts.append(soft(t(N_("Language: %(language)s"), language=language)))
    if item.dress_tr or item.dress_en:
        parts.append(soft(t(N_("Dress: %(dress)s"), dress=t.either(item.dress_tr, item.dress_en))))
    if item.travel_minutes:
        way = t.plural(
            "On the way to it: %(n)s minute", "On the way to it: %(n)s minutes", item.travel_minutes
        )
        parts.append(soft(way))
    return joined(parts, " · ")


def _where(line: Line, t: Translator) -> Words:
    city = plain(t.title(line.place.city)) if line.place.city else ()
    return joined((plain(t.either(line.item.place_tr, line.item.place_en)), city))


def _who(line: Line, t: Translator) -> Words:
    item = line.item
    everybody = plain(t(N_("whole delegation"))) if item.whole_delegation else ()
    host = plain(t(N_("Host: %(name)s"), name=t.title(item.host))) if item.host else ()
    return joined((everybody, *(plain(one.name) for one in item.attendees), host))
