"""The programme of a visit on paper: a sheet for every pocket, in Turkish or English (A7).

It goes to guests too, so what colleagues noted beside an item, and what is to be looked at, is not on it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.documents.columns import aligned
from app.documents.dossier import name_of
from app.documents.facts import Name
from app.documents.paper import Block, Facts, Paper, Paragraph, Section, Table, Words
from app.documents.saying import bilingual, entitled, joined, plain, soft, with_fallbacks
from app.domain.programme import Day, Line
from app.i18n import N_, Translator
from models import ProgrammeItem, Visit


def sheet(visit: Visit, days: Sequence[Day], issuer: Name, t: Translator, *, as_of: date, zone: str) -> Paper:
    """Write the programme of a visit.

    :param visit: loaded with its delegation and host.
    :param days: as :func:`app.domain.programme.by_day` tells them.
    :param zone: name of the office's time zone.
    """
    sections = [
        Section(f"day-{number}", table.caption, (table,), is_numbered=False)
        for number, table in enumerate(aligned([_table(day, t, zone) for day in days]), start=1)
    ]
    nothing: tuple[Block, ...] = () if sections else (Paragraph(plain(t(N_("Nothing is planned yet.")))),)
    facts = Facts(tuple(_facts(visit, t)))
    paper = Paper(
        kind=t(N_("Visit programme")),
        title=entitled(name_of(visit), t),
        subtitle=t.partial_long(visit.held),
        language=t.language,
        issuer=t.title(issuer),
        as_of=as_of,
        sections=(
            Section("visit", t(N_("Visit")), (facts, *nothing), is_numbered=False),
            *sections,
        ),
    )
    return with_fallbacks(paper, t)


def untranslated(items: Iterable[ProgrammeItem], language: str) -> Sequence[ProgrammeItem]:
    """Return the items of which something prints in the other language, because this one has none."""
    return [one for one in items if _falls_back(language, *_texts(one))]


def says_untranslated(visit: Visit, language: str) -> bool:
    """Tell whether the subject or a visitor's title prints in the other language."""
    titles = [(one.title_tr, one.title_en) for one in visit.delegates if one.side == "visitor" and one.name]
    return _falls_back(language, (visit.subject_tr, visit.subject_en), *titles)


def _texts(item: ProgrammeItem) -> Iterator[tuple[str, str]]:
    yield item.title_tr, item.title_en
    yield item.place_tr, item.place_en
    yield item.language_tr, item.language_en
    yield item.dress_tr, item.dress_en


def _falls_back(language: str, *texts: tuple[str, str]) -> bool:
    place = 0 if language == "tr" else 1
    return any(pair[1 - place] and not pair[place] for pair in texts)


def _facts(visit: Visit, t: Translator) -> Iterator[tuple[str, Words]]:
    visitors = [one for one in visit.delegates if one.side == "visitor"]
    people = joined(
        (joined((plain(one.name), bilingual(one.title_tr, one.title_en, t))) for one in visitors if one.name),
        "; ",
    )
    told = (
        (N_("Delegation"), people or bilingual(visit.group_name, "", t)),
        (N_("Subject"), bilingual(visit.subject_tr, visit.subject_en, t)),
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
    parts = [bilingual(item.title_tr, item.title_en, t)]
    if language := bilingual(item.language_tr, item.language_en, t):
        parts.append((*soft(t(N_("Language: %(language)s"), language=language[0].text)), *language[1:]))
    if dress := bilingual(item.dress_tr, item.dress_en, t):
        parts.append((*soft(t(N_("Dress: %(dress)s"), dress=dress[0].text)), *dress[1:]))
    if item.travel_minutes:
        way = t.plural(
            "On the way to it: %(n)s minute", "On the way to it: %(n)s minutes", item.travel_minutes
        )
        parts.append(soft(way))
    return joined(parts, " · ")


def _where(line: Line, t: Translator) -> Words:
    city = plain(t.title(line.place.city)) if line.place.city else ()
    return joined((bilingual(line.item.place_tr, line.item.place_en, t), city))


def _who(line: Line, t: Translator) -> Words:
    item = line.item
    everybody = plain(t(N_("whole delegation"))) if item.whole_delegation else ()
    host = plain(t(N_("Host: %(name)s"), name=t.title(item.host))) if item.host else ()
    return joined((everybody, *(plain(one.name) for one in item.attendees), host))
