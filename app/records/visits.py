"""Visits: form, list and rules."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, overload

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session, selectinload

from app.domain import visits as rules
from app.domain.public_holidays import Holidays, during
from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import countries as country_queries
from app.queries import years as year_queries
from app.queries.lines import Body, Name
from app.queries.map_places import units
from app.queries.visit_lines import VisitLine, visit_lines
from app.queries.visit_names import hang_on_names
from app.queries.visits import by_country as visit_countries
from app.queries.visits import concerning, hosted_by, to_complete, with_country
from app.records import cells
from app.records.choices import by_country, by_year, over
from app.records.fields import (
    DayField,
    EnumField,
    FlagField,
    LongTextField,
    NumberField,
    PartialDateField,
    Required,
    TextField,
    TimeField,
)
from app.records.form import RowForm, RowsField
from app.records.noun import Cell, Column, Filter, Names, Noun, Options, Part
from app.records.person_row import PersonRowForm
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import City, Counterpart, Country, Delegate, Organisation, Record, Visit, VisitStop
from models.vocabulary import Direction, RecordKind, Side, VisitKind, VisitMode, VisitState


class CounterpartForm(RowForm):
    """An organisation the visit is with."""

    organisation = ReferenceField(N_("Organisation"), of=["organisation"], creates="organisation")


class DelegateForm(PersonRowForm):
    """A participant, with the title of that day."""

    preset = frozenset({"side"})
    title_tr = TextField(N_("Title on that day"))
    organisation = ReferenceField(N_("Organisation"), of=["organisation"], creates="organisation")
    side = EnumField(N_("Side"), of=Side, blank=None, default=Side.VISITOR)
    title_en = TextField(N_("Title in English"))


class StopForm(RowForm):
    """A stop of a mission; its days may stay open while it is planned."""

    day = DayField(N_("Day"))
    city = ReferenceField(N_("City"), of=["city"], creates="city")
    what_tr = TextField(N_("What is on"))
    until = DayField(N_("Until"))
    what_en = TextField(N_("What is on, in English"))


class VisitForm(RecordForm):
    """A date and somebody log a visit; the rest can wait."""

    held = PartialDateField(
        N_("Date"),
        [Required(N_("Enter a date; a month or a year will do"))],
    )
    starts_at = TimeField(N_("Time"))
    delegates = RowsField(DelegateForm, N_("Delegation"))
    counterparts = RowsField(CounterpartForm, N_("Organisation"))
    city = ReferenceField(
        N_("City"),
        of=["city"],
        creates="city",
        description=N_("Only where no organisation says where they come from."),
    )
    subject_tr = TextField(N_("Subject"))
    host = ReferenceField(N_("Host"), of=["person", "organisation"], creates="person")
    direction = EnumField(N_("Direction"), of=Direction)
    mode = EnumField(N_("How they met"), of=VisitMode)
    visit_kind = EnumField(N_("Kind of visit"), of=VisitKind)
    state = EnumField(N_("State"), of=VisitState)
    state_reason_tr = TextField(N_("Reason"), description=N_("Why it was postponed or cancelled."))
    state_reason_en = TextField(N_("Reason in English"))
    group_name = TextField(
        N_("Group without names"), description=N_("If the names are not known: delegation of 12 people.")
    )
    headcount = NumberField(N_("Number of visitors"), least=1, most=100_000)
    headcount_about = FlagField(N_("The number is an estimate"))
    country = ReferenceField(
        N_("Country"), of=["country"], description=N_("Only where neither city nor organisation tells.")
    )
    place_tr = TextField(N_("Place of the meeting"))
    place_en = TextField(N_("Place of the meeting in English"))
    subject_en = TextField(N_("Subject in English"))
    stops = RowsField(
        StopForm,
        N_("Stops"),
        description=N_("Of a mission, in the order of the way. A day may stay open until it is known."),
    )
    minutes_tr = LongTextField(N_("Meeting note"))
    minutes_en = LongTextField(N_("Meeting note in English"))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def title(visit: Visit, names: Names) -> tuple[str, str]:
    """Who came, in the words of that day: the named visitors, else the group, the bodies, the place."""
    visitors = [one.name for one in visit.delegates if one.side is Side.VISITOR and one.name]
    ids = [counterpart.organisation_id for counterpart in visit.counterparts] or [
        id_ for id_ in (visit.city_id or visit.country_id,) if id_
    ]
    if visitors or visit.group_name or not ids:
        others = [one.name or one.title_tr for one in visit.delegates]
        return ", ".join(visitors) or visit.group_name or ", ".join(others), ""
    named = [names[id_] for id_ in ids]
    return ", ".join(one.title_tr for one in named), ", ".join(one.title_en or one.title_tr for one in named)


@overload
def bodies(visit: Visit) -> list[Organisation]: ...
@overload
def bodies(visit: VisitLine) -> list[Body]: ...
def bodies(visit: Visit | VisitLine) -> list[Organisation] | list[Body]:
    """The organisations a visit is with, those of the visitors included, each once."""
    found: list[Any] = [one.organisation for one in visit.counterparts]
    found += [one.organisation for one in visit.delegates if one.side is Side.VISITOR]
    return list({body.id: body for body in found if body is not None}.values())


def other_side(visit: Visit, t: Translator) -> str:
    """Whom the visit is with, in a name: its bodies, else its city or country, else who came."""
    place = visit.city or visit.country
    return ", ".join(t.title(body) for body in bodies(visit)) or t.title(place or visit)


@overload
def countries(visit: Visit) -> list[Country]: ...
@overload
def countries(visit: VisitLine) -> list[Name]: ...
def countries(visit: Visit | VisitLine) -> list[Country] | list[Name]:
    """The countries a visit is with: what its bodies represent or where they sit, its city's, its own."""
    found: list[Any] = [body.represents or (body.seat and body.seat.country) for body in bodies(visit)]
    if not any(found):
        found = [visit.city.country if visit.city else visit.country]
    return list({country.id: country for country in found if country is not None}.values())


def where_we_went(visit: Visit) -> list[Country]:
    """The countries in which a visit of ours was, as recorded of the visit itself.

    Nothing is taken from the bodies it is with: a consul general of ours abroad is none of his own country.
    """
    found = [visit.country, *(city.country for city in _cities(visit))]
    return list({country.id: country for country in found if country is not None}.values())


def public_holidays(visit: Visit, t: Translator, today: date) -> Holidays:
    """Return the public holidays to look at while a visit is still ahead or going on."""
    is_over = visit.held.latest is not None and visit.held.latest < today
    if is_over or visit.state in (VisitState.POSTPONED, VisitState.CANCELLED):
        return Holidays()
    return during(visit.held, [country.code for country in _involved(visit) if country], t.language)


def _involved(visit: Visit) -> Iterator[Country | None]:
    """Yield the countries of those we meet and of where we meet; our own travellers bring none."""
    for body in bodies(visit):
        if not body.ours:
            yield body.represents or (body.seat.country if body.seat else None)
    yield visit.country
    for city in _cities(visit):
        yield city.country


def _cities(visit: Visit) -> list[City]:
    return [city for city in (visit.city, *(stop.city for stop in visit.stops)) if city is not None]


def words(visit: Visit) -> Iterable[str]:
    """Everything a colleague may remember of a visit."""
    yield visit.group_name
    for delegate in visit.delegates:
        yield from (
            delegate.name,
            delegate.printed_name,
            delegate.title_tr,
            delegate.title_en,
            delegate.organisation_name,
        )
    for stop in visit.stops:
        yield from (stop.what_tr, stop.what_en)


def _guest(visit: Visit | VisitLine, t: Translator) -> Cell:
    visitors = [delegate for delegate in visit.delegates if delegate.side is Side.VISITOR]
    titles = dict.fromkeys(t.either(delegate.title_tr, delegate.title_en) for delegate in visitors)
    detail = ", ".join(title for title in titles if title)
    return Cell(t.title(visit), detail=detail or t.either(visit.subject_tr, visit.subject_en) or None)


def _headcount(visit: Visit | VisitLine, t: Translator) -> Cell:
    cell = cells.number(visit.headcount, t)
    if cell.text and visit.headcount_about:
        return cell._replace(text=t(N_("about %(number)s"), number=cell.text), value=None)
    return cell


def _detail(visit: Visit, t: Translator) -> str:
    titles = dict.fromkeys(t.either(one.title_tr, one.title_en) for one in visit.delegates)
    return cells.apart(
        (t.partial(visit.held), t.either(visit.subject_tr, visit.subject_en) or ", ".join(titles))
    )


def _incomplete(value: str, today: date) -> ColumnElement[bool] | None:
    return to_complete() if value == "yes" else None


def _concerning(value: str, today: date) -> ColumnElement[bool] | None:
    return concerning(int(value), today) if value.isdecimal() and len(value) < 10 else None


def _hosted(value: str, today: date) -> ColumnElement[bool] | None:
    """Understand ids with commas between them: a link may ask for several units."""
    ids = value.split(",")
    known = all(one.isdecimal() and len(one) < 10 for one in ids)
    return hosted_by([int(one) for one in ids]) if known else None


def _units(session: Session, actor: Actor, t: Translator) -> Options:
    return [(str(one.id), t.title(one)) for one in units(session, actor)]


def _named_units(session: Session, actor: Actor, value: str, t: Translator) -> str:
    wanted = value.split(",")
    return t.join([name for id_, name in _units(session, actor, t) if id_ in wanted])


def _incomplete_options(session: Session, actor: Actor, t: Translator) -> Options:
    return [("yes", t(N_("To be completed")))]


VISIT = Noun(
    model=Visit,
    kind=RecordKind.VISIT,
    plural="visits",
    one=N_("Visit"),
    many=N_("Visits"),
    new=N_("Log a visit"),
    icon="users-group",
    detail=_detail,
    form=VisitForm,
    bulk=("state", "state_reason_tr", "direction", "mode", "visit_kind", "host"),
    columns=(
        Column("title", N_("Guest"), _guest, sort=Record.sort_key, detail=N_("Title or subject")),
        Column("day", N_("Date"), lambda visit, t: cells.day(visit.held, t), sort=Record.sort_day),
        Column(
            "bodies",
            N_("Organisation"),
            lambda visit, t: cells.joined(t.title(body) for body in bodies(visit)),
        ),
        Column(
            "country", N_("Country"), lambda visit, t: cells.joined(t.title(one) for one in countries(visit))
        ),
        Column("state", N_("State"), lambda visit, t: cells.visit_state(visit.state, t)),
        Column(
            "subject",
            N_("Subject"),
            lambda visit, t: cells.written(t.either(visit.subject_tr, visit.subject_en)),
            usual=False,
        ),
        Column("direction", N_("Direction"), lambda visit, t: cells.word(visit.direction, t), usual=False),
        Column("kind", N_("Kind of visit"), lambda visit, t: cells.word(visit.visit_kind, t), usual=False),
        Column("mode", N_("How they met"), lambda visit, t: cells.word(visit.mode, t), usual=False),
        Column("host", N_("Host"), lambda visit, t: cells.title(visit.host, t), usual=False),
        Column("headcount", N_("Number of visitors"), _headcount, numeric=True, usual=False),
        Column(
            "time",
            N_("Time"),
            lambda visit, t: cells.written(t.time(visit.starts_at) if visit.starts_at else ""),
            usual=False,
        ),
        Column(
            "place",
            N_("Place of the meeting"),
            lambda visit, t: cells.written(t.either(visit.place_tr, visit.place_en)),
            usual=False,
        ),
    ),
    filters=(
        by_year(year_queries.of_visits),
        by_country(with_country, counts=visit_countries),
        over("direction", N_("Direction"), Visit.direction, Direction),
        over("kind", N_("Kind of visit"), Visit.visit_kind, VisitKind),
        over("state", N_("State"), Visit.state, VisitState),
        over("mode", N_("How they met"), Visit.mode, VisitMode),
        Filter("incomplete", N_("Record"), _incomplete, _incomplete_options),
        Filter(
            "partner",
            N_("Took place, partner from"),
            _concerning,
            country_queries.of_the_record,
            word=country_queries.title,
        ),
        Filter("unit", N_("Unit of ours as host"), _hosted, _units, word=_named_units),
    ),
    loads=(selectinload(Visit.delegates), selectinload(Visit.counterparts), selectinload(Visit.stops)),
    hang_on=hang_on_names,
    parts=(
        Part(
            "delegates",
            Delegate,
            DelegateForm,
            personal=frozenset({"name", "printed_name", "title_tr", "title_en", "organisation_name"}),
            subject="person_id",
        ),
        Part("counterparts", Counterpart, CounterpartForm),
        Part("stops", VisitStop, StopForm),
    ),
    rules=rules.RULES,
    missing=rules.missing,
    day=lambda visit: visit.held.earliest,
    words=words,
    title=title,
    imported=frozenset({"listed_in", "listed_no", "doubt_tr", "doubt_en"}),
    lines=visit_lines,
    newest_first=True,
)
