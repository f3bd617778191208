"""What holds for every noun; a new one is covered by a line in NOUNS and a least form in tests/make.py."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from wtforms.fields.core import UnboundField

from app import trail
from app.errors import NotFound, PermissionDenied, Stale
from app.records import kit
from app.records.form import RowsField
from app.records.naming import named_by
from app.records.noun import Noun
from app.records.nouns import NOUNS
from models import Organisation, PartialDate, TrailEntry, TrailPersonal
from models.vocabulary import SHARED_KINDS, RecordKind, Role
from tests.laws.reading import (
    copies,
    facts,
    least,
    one_row,
    references,
    statements,
    telling,
    typed_in,
    written,
)
from tests.make import TODAY

ELSEWHERE = "antalya"
OWNED = [noun for noun in NOUNS.values() if noun.kind not in SHARED_KINDS]
SHARED = [noun for noun in NOUNS.values() if noun.kind in SHARED_KINDS]
PARTED = [noun for noun in NOUNS.values() if noun.parts]


def by_name(noun):
    return noun.plural


@dataclass(frozen=True)
class Cell:
    """A field in the rows of a form, which takes more than words."""

    noun: Noun
    rows: str
    field: str

    def __str__(self) -> str:
        return f"{self.noun.plural}-{self.rows}-{self.field}"


def cells_of_rows():
    for noun in NOUNS.values():
        for rows, listed in fields_of(noun.form):
            if issubclass(listed.field_class, RowsField):
                for name, field in fields_of(listed.args[0]):
                    if field.field_class.kind in {"number", "date", "time"}:
                        yield Cell(noun, rows, name)


def fields_of(form):
    found = ((name, getattr(form, name)) for name in dir(form))
    return [(name, field) for name, field in found if isinstance(field, UnboundField)]


@pytest.fixture(params=NOUNS.values(), ids=by_name)
def noun(request):
    return request.param


@pytest.fixture
def writer(browse, noun):
    """A browser of the least role that may do everything with the noun."""
    roles = {least(permission) for permission in (noun.create, noun.write, noun.bin)}
    return browse("admin" if "admin" in roles else "officer")


def fresh(session, record):
    session.expire_all()
    return session.get_one(type(record), record.id)


def verbs(app, noun, *, writing: bool):
    """Endpoint, rule and method of all that is done to one record of a noun, or of all that writes."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] == noun.plural and (
            "POST" in rule.methods if writing else "record_id" in rule.arguments
        ):
            for method in sorted(rule.methods & {"GET", "POST"}):
                yield rule, method


def try_out(browser, app, rule, method, record, status: int):
    known = {"record_id": record.id, "operation": str(UUID(int=0))}
    values = {name: known[name] for name in rule.arguments}
    address = app.url_map.bind("localhost").build(rule.endpoint, values)
    return browser.open(address, status) if method == "GET" else browser.submit(address, {}, status)


def create(browser, noun, make, **typed: str) -> int:
    form = typed_in(browser.open(f"/{noun.plural}/new")) | make.posted(noun) | typed
    saved = browser.submit(f"/{noun.plural}/new", form)
    return int(saved.answer.location.removeprefix(f"/{noun.plural}/"))


def test_the_list_and_the_empty_form_open_for_who_may_create(browse, noun):
    browser = browse(least(noun.create))

    assert browser.open(f"/{noun.plural}").h1.get_text(strip=True) == noun.many
    assert browser.open(f"/{noun.plural}/new").select_one("form[data-form]")


def test_the_least_that_is_known_makes_a_record_with_a_page(browse, noun, make, session, t):
    browser = browse(least(noun.create))

    id_ = create(browser, noun, make)

    record = session.get_one(noun.model, id_)
    assert record.title_tr
    assert t.title(record) in browser.open(f"/{noun.plural}/{id_}").h1.get_text()
    assert browser.open(f"/{noun.plural}?q={record.title_tr}").select(f'main a[href="/{noun.plural}/{id_}"]')


def test_an_empty_form_is_refused_beside_the_field_and_in_the_summary(browse, noun, session):
    browser = browse(least(noun.create))
    asked = typed_in(browser.open(f"/{noun.plural}/new"))
    kept = {name: asked[name] for name in ("csrf_token", "form_key", "seen_version")}
    before = written(session)

    page = browser.submit(f"/{noun.plural}/new", dict.fromkeys(asked, "") | kept, status=422)

    targets = [link["href"].removeprefix("#") for link in page.select(".error-summary a")]
    assert targets
    for target in targets:
        assert page.find(id=target), target
        assert page.find(id=f"{target}-error").get_text(strip=True), target
    assert page.title.get_text().startswith("Error: ")
    assert written(session) == before


@pytest.mark.parametrize("cell", list(cells_of_rows()), ids=str)
def test_a_row_that_cannot_be_read_is_refused_and_never_dropped(browse, make, session, cell):
    browser = browse(least(cell.noun.create))
    new, name = f"/{cell.noun.plural}/new", f"{cell.rows}-7-{cell.field}"
    form = typed_in(browser.open(new)) | make.posted(cell.noun) | {name: "31.02.2023 x"}
    before = written(session)

    page = browser.submit(new, form, status=422)

    links = [link["href"].removeprefix("#") for link in page.select(".error-summary a")]
    (wrong,) = [target for target in links if target.endswith(f"-{cell.field}")]
    assert page.find(id=f"{wrong}-error").get_text(strip=True)
    assert written(session) == before


def test_a_record_is_edited(writer, noun, make, session, t):
    record, field = make.minimal(noun), telling(noun, make)
    seen = record.version
    form = typed_in(writer.open(f"/{noun.plural}/{record.id}/edit"))

    writer.submit(f"/{noun.plural}/{record.id}/edit", form | {field: "Yeni Şeyler"})

    changed = fresh(session, record)
    assert getattr(changed, field) == "Yeni Şeyler"
    assert changed.title_tr == "Yeni Şeyler" or field != "title_tr"
    assert changed.version == seen + 1
    assert t.title(changed) in writer.open(f"/{noun.plural}/{record.id}").h1.get_text()


def test_saving_without_a_change_writes_nothing(writer, noun, make, session):
    record = make.minimal(noun)
    form = typed_in(writer.open(f"/{noun.plural}/{record.id}/edit"))
    before = written(session)

    writer.submit(f"/{noun.plural}/{record.id}/edit", form)

    assert written(session) == before


def test_a_second_editor_is_shown_both_versions_and_loses_nothing(writer, noun, make, session):
    record, field = make.minimal(noun), telling(noun, make)
    address, seen = f"/{noun.plural}/{record.id}/edit", record.version
    mine = typed_in(writer.open(address)) | {field: "What I wrote"}
    writer.submit(address, typed_in(writer.open(address)) | {field: "What a colleague wrote"})

    page = writer.submit(address, mine, status=409)

    offered = typed_in(page)
    carried = {"csrf_token", "seen_version"}
    assert {name: offered[name] for name in mine.keys() - carried} == {
        name: mine[name] for name in mine.keys() - carried
    }
    assert "What a colleague wrote" in page.select_one("form[data-form]").get_text()
    assert getattr(fresh(session, record), field) == "What a colleague wrote"

    writer.submit(address, offered)

    assert getattr(fresh(session, record), field) == "What I wrote"
    assert record.version == seen + 2


@pytest.mark.parametrize("noun", PARTED, ids=by_name, indirect=True)
def test_a_second_editor_is_shown_the_rows_a_colleague_added(writer, noun, make):
    record, field = make.minimal(noun), telling(noun, make)
    address = f"/{noun.plural}/{record.id}/edit"
    mine = typed_in(writer.open(address)) | {field: "What I wrote"}
    row = one_row(noun, "Words in a row")
    if not row:
        return  # no table of this form takes words
    writer.submit(address, typed_in(writer.open(address)) | row)

    page = writer.submit(address, mine, status=409)

    assert "Words in a row" in page.select_one("form[data-form] .conflict-line li").get_text()


def test_a_stale_change_is_refused_below_the_pages_too(noun, make, session):
    record = make.minimal(noun)

    with pytest.raises(Stale):
        kit.edit(session, make.actor("admin"), noun, record.id, record.version - 1, {}, today=TODAY)


def test_a_binned_record_is_gone_until_the_message_is_taken_back(writer, noun, make):
    record = make.minimal(noun)
    address, listed = f"/{noun.plural}/{record.id}", f"/{noun.plural}?q={record.title_tr}"
    link = f'main a[href="{address}"]'
    assert writer.open(listed).select(link)

    after = writer.submit(f"{address}/bin")
    page = writer.open(after.answer.location)

    undo = page.select_one("form[data-undo]")
    assert writer.open(address, status=404)
    assert not writer.open(listed).select(link)
    assert not writer.open(f"/search?q={record.title_tr}").select(link)
    writer.submit(undo["action"])
    assert writer.open(address)
    assert writer.open(listed).select(link)


@pytest.mark.parametrize("noun", OWNED, ids=by_name, indirect=True)
@pytest.mark.parametrize("binned", [False, True], ids=["live", "binned"])
def test_another_municipality_finds_no_record_at_any_verb(app, browse, noun, make, session, binned):
    record = make.minimal(noun)
    if binned:
        kit.throw_away(session, make.actor("admin"), noun, record.id, today=TODAY)
        session.commit()
    stranger = browse(make.user("admin", ELSEWHERE))
    before = written(session)

    tried = [
        try_out(stranger, app, rule, method, record, status=404)
        for rule, method in verbs(app, noun, writing=False)
    ]

    assert len(tried) >= 5
    assert written(session) == before


@pytest.mark.parametrize("noun", OWNED, ids=by_name, indirect=True)
def test_another_municipality_sees_the_record_in_no_list(browse, noun, make):
    record = make.minimal(noun)
    stranger = browse(make.user("officer", ELSEWHERE))

    for address in (
        f"/{noun.plural}",
        f"/search?q={record.title_tr}",
        f"/search/first?q={record.title_tr}",
        "/",
    ):
        assert f"/{noun.plural}/{record.id}" not in stranger.open(address).answer.text, address
    assert not stranger.open(f"/suggest?q={record.title_tr}&kinds={noun.kind}").answer.json["hits"]


@pytest.mark.parametrize("noun", OWNED, ids=by_name, indirect=True)
def test_another_municipality_finds_no_record_in_the_kit(noun, make, session):
    record, stranger = make.minimal(noun), make.actor("admin", ELSEWHERE)

    for attempt in attempts(session, stranger, noun, record, {}):
        with pytest.raises(NotFound):
            attempt()


@pytest.mark.parametrize("noun", SHARED, ids=by_name, indirect=True)
def test_a_shared_record_is_seen_by_every_municipality(browse, noun, make, t):
    record = make.minimal(noun)

    for user in (make.user("viewer"), make.user("viewer", ELSEWHERE)):
        browser = browse(user)
        assert t.title(record) in browser.open(f"/{noun.plural}/{record.id}").h1.get_text()
        assert (
            t.title(record)
            in browser.open(f"/{noun.plural}?q={record.title_tr}").select_one("main table").get_text()
        )


@pytest.mark.parametrize("named", [one for one in references() if not one.is_shared], ids=str)
def test_a_form_cannot_name_another_municipalitys_record(browse, make, session, named):
    theirs = make.minimal(NOUNS[named.kind], ELSEWHERE)

    refused(browse, make, session, named, theirs)


@pytest.mark.parametrize("named", references(), ids=str)
def test_a_form_cannot_name_what_lies_in_the_bin(browse, make, session, named):
    gone = make.minimal(NOUNS[named.kind])
    kit.throw_away(session, make.actor("admin"), NOUNS[named.kind], gone.id, today=TODAY)
    session.commit()

    refused(browse, make, session, named, gone)


@pytest.mark.parametrize("named", references(), ids=str)
def test_a_form_can_name_a_record_of_its_own(browse, make, session, named):
    record = make.minimal(NOUNS[named.kind])
    browser = browse(least(named.noun.create))

    id_ = create(browser, named.noun, make, **{named.field: f"#{record.id}"})

    told = named_by(named.noun, kit.load(session, make.actor(), named.noun, id_))
    # A city among the parties of an agreement stands for its municipality.
    seats = session.scalars(select(Organisation.seat_id).where(Organisation.id.in_(told)))
    assert record.id in told | set(seats)


def refused(browse, make, session, named, other):
    """Neither the form nor the kit below it takes the record, and nothing is written."""
    browser = browse(least(named.noun.create))
    address = f"/{named.noun.plural}/new"
    form = typed_in(browser.open(address)) | make.posted(named.noun) | {named.field: f"#{other.id}"}
    before = written(session)

    page = browser.submit(address, form, status=422)

    assert page.find(id=f"{named.field}-error")
    assert other.title_tr not in page.words
    assert written(session) == before
    data = facts(named.noun, make) | as_the_kit_takes_it(named.field, other.id)
    with pytest.raises(NotFound):
        kit.create(session, make.actor("admin"), named.noun, data, today=TODAY)


def as_the_kit_takes_it(field: str, id_: int) -> dict[str, Any]:
    rows, _, column = field.rpartition("-0-")
    return {rows: [{f"{column}_id": id_}]} if rows else {f"{column}_id": id_}


def test_a_reader_may_open_no_page_that_writes(app, browse, noun, make, session):
    record, reader = make.minimal(noun), browse("viewer")
    before = written(session)

    tried = [
        try_out(reader, app, rule, method, record, status=403)
        for rule, method in verbs(app, noun, writing=True)
    ]

    assert len(tried) >= 6
    assert written(session) == before


def test_a_reader_is_offered_no_button_that_writes(browse, noun, make):
    record, reader = make.minimal(noun), browse("viewer")

    for address in (f"/{noun.plural}", f"/{noun.plural}/{record.id}", f"/{noun.plural}?q=xyz"):
        main = reader.open(address).select_one("main")
        sent = [button.get("action") or button["formaction"] for button in main.select("form, [formaction]")]
        assert not [target for target in sent if target.startswith(f"/{noun.plural}/")], address
        assert not main.select('a[href$="/new"], a[href$="/edit"]'), address


def test_the_kit_refuses_every_role_that_may_not(noun, make, session):
    record = make.minimal(noun)
    needed = (noun.write, noun.bin, noun.bin, noun.create)
    tried = 0
    for role in Role:
        actor = make.actor(role.value)
        for permission, attempt in zip(
            needed, attempts(session, actor, noun, record, facts(noun, make)), strict=True
        ):
            if not actor.may(permission):
                with pytest.raises(PermissionDenied):
                    attempt()
                tried += 1
    assert tried >= 2 * 4


def attempts(session, actor, noun, record, data):
    """Every verb of the kit; creating is left out where there is nothing to create."""
    verbs = [
        lambda: kit.edit(session, actor, noun, record.id, record.version, {}, today=TODAY),
        lambda: kit.throw_away(session, actor, noun, record.id, today=TODAY),
        lambda: kit.restore(session, actor, noun, record.id, today=TODAY),
    ]
    return [*verbs, lambda: kit.create(session, actor, noun, data, today=TODAY)] if data else verbs


def test_search_finds_a_record_by_the_beginning_of_its_title(browse, noun, make):
    record, browser = make.minimal(noun), browse("viewer")
    address = f"/{noun.plural}/{record.id}"

    for typed in (record.title_tr[:4], record.title_tr[:4].upper(), record.title_tr.split()[-1][:4]):
        assert browser.open(f"/search?q={typed}").select(f'main a[href="{address}"]'), typed
        assert browser.open(f"/search/first?q={typed}").select(f'[data-href="{address}"]'), typed
        hits = browser.open(f"/suggest?q={typed}&kinds={noun.kind}").answer.json["hits"]
        assert f"#{record.id}" in [hit["value"] for hit in hits], typed
    assert not browser.open("/search?q=qqqq").select(f'main a[href="{address}"]')


def test_a_list_costs_as_many_statements_for_a_hundred_records_as_for_one(app, browse, noun, make, session):
    browser = browse(least(noun.create))
    named = {one.field: f"#{make.minimal(NOUNS[one.kind]).id}" for one in references() if one.noun is noun}
    id_ = create(browser, noun, make, **(one_row(noun, "Words in a row") | named))
    narrowed = f"/{noun.plural}?q={session.get_one(noun.model, id_).title_tr}"

    one = cost(app, browser, f"/{noun.plural}", narrowed)
    copies(session, noun, id_, 99)
    hundred = cost(app, browser, f"/{noun.plural}", narrowed)

    assert len(browser.open(narrowed).select("main table tbody tr")) == 50
    assert hundred == one


def cost(app, browser, *addresses):
    told = []
    for address in addresses:
        with statements(app) as sent:
            browser.open(address)
        told.append((address, len(sent)))
        assert sent
    return told


def a_day(make, held: PartialDate, visitors: int = 1):
    """A visit in which everything is named once, by somebody of their own organisation."""
    city, country = make.city("Üsküp"), make.country("MK")
    delegates = []
    for number in range(visitors):
        body = make.organisation(f"Kurum {number}", seat_id=city.id, represents_id=country.id)
        person = make.person(f"Kişi {number}", posts=[{"organisation_id": body.id, "title_tr": "Başkan"}])
        delegates.append(
            {
                "name": person.title_tr,
                "person_id": person.id,
                "organisation_id": body.id,
                "title_tr": "Başkan",
            }
        )
    return make.visit(
        held=held,
        delegates=delegates,
        counterparts=[{"organisation_id": one["organisation_id"]} for one in delegates],
        city_id=city.id,
        host_id=make.person("Ev Sahibi").id,
    )


def test_the_first_page_costs_no_more_statements_on_a_busy_day(app, browse, make, session):
    browser = browse()
    days = [TODAY, TODAY.replace(day=27), TODAY.replace(day=20)]
    visits = [a_day(make, PartialDate.on(day)) for day in days]

    one = cost(app, browser, "/")
    for visit in visits:
        copies(session, NOUNS[RecordKind.VISIT], visit.id, 30)
    busy = cost(app, browser, "/")

    # Fewer where the newest records to be completed are of fewer kinds.
    assert busy <= one


def test_a_search_costs_as_many_statements_for_many_hits_as_for_one_of_each_kind(app, browse, make, session):
    browser = browse()
    made = {noun.kind: make.minimal(noun) for noun in NOUNS.values()}
    made[RecordKind.VISIT] = a_day(make, PartialDate.on(TODAY))
    addresses = [f"/{place}?q={word}" for place in ("search", "search/first") for word in ("d", "k", "b")]

    one = cost(app, browser, *addresses)
    for kind, record in made.items():
        copies(session, NOUNS[kind], record.id, 40)
    session.execute(text("ANALYZE"))  # as a database at work does by itself
    session.commit()
    many = cost(app, browser, *addresses)

    assert many == one


def test_the_page_of_a_visit_costs_as_many_statements_for_thirty_delegates_as_for_one(app, browse, make):
    browser = browse()
    small, large = a_day(make, PartialDate.on(TODAY)), a_day(make, PartialDate.on(TODAY), visitors=30)

    one = cost(app, browser, f"/visits/{small.id}", f"/visits/{small.id}/edit")
    thirty = cost(app, browser, f"/visits/{large.id}", f"/visits/{large.id}/edit")

    assert [count for _, count in thirty] == [count for _, count in one]


def test_the_page_of_a_place_costs_as_many_statements_however_much_hangs_on_it(app, browse, make, session):
    browser = browse()
    visit = a_day(make, PartialDate.on(TODAY))
    organisation = make.organisation("Kurum", seat_id=make.city("Üsküp").id)
    person = make.person(posts=[{"organisation_id": organisation.id, "title_tr": "Başkan"}])
    child = make.organisation("Birim", parent_id=organisation.id)
    addresses = (
        f"/cities/{make.city('Üsküp').id}",
        f"/countries/{make.country('MK').id}",
        f"/organisations/{organisation.id}",
        f"/people/{person.id}",
    )

    one = cost(app, browser, *addresses)
    for kind, record in (
        (RecordKind.VISIT, visit),
        (RecordKind.PERSON, person),
        (RecordKind.ORGANISATION, child),
    ):
        copies(session, NOUNS[kind], record.id, 30)
    many = cost(app, browser, *addresses)

    assert many == one


def test_every_change_leaves_one_entry_with_what_was_and_what_is(writer, noun, make, session):
    field = telling(noun, make)
    id_ = create(writer, noun, make)
    address, first = f"/{noun.plural}/{id_}", make.posted(noun)[field]
    writer.submit(f"{address}/edit", typed_in(writer.open(f"{address}/edit")) | {field: "Yeni Şeyler"})
    writer.submit(f"{address}/bin")
    writer.submit(f"{address}/restore")

    query = select(TrailEntry).where(TrailEntry.record_id == id_).order_by(TrailEntry.id)
    entries = session.scalars(query).all()

    verbs = ("created", "edited", "binned", "restored")
    assert [entry.event for entry in entries] == [f"{noun.name}.{verb}" for verb in verbs]
    assert len({entry.operation_id for entry in entries}) == 4
    created, edited, binned, restored = entries
    assert told(session, created, field) == [None, first]
    assert told(session, edited, field) == [first, "Yeni Şeyler"]
    assert binned.changes.keys() == restored.changes.keys() == {"binned_at"}
    assert binned.changes["binned_at"] == restored.changes["binned_at"][::-1]
    history = writer.open(address).select("section[aria-labelledby=history] .is-change")
    assert len(history) == 4
    shown = writer.open(f"{address}/history").select(".is-change")
    assert len(shown) == 4
    told_there = [(one.select_one("del"), one.select_one("ins")) for one in shown[2].select(".change")]
    assert (first, "Yeni Şeyler") in [
        (was.get_text(), is_.get_text()) for was, is_ in told_there if was and is_
    ]


def told(session, entry, field: str):
    """Before and after of a field: in the entry, or apart if it is personal, with a digest that fits."""
    change = entry.changes[field]
    if isinstance(change, list):
        return change
    apart = session.scalars(
        select(TrailPersonal).where(TrailPersonal.entry_id == entry.id, TrailPersonal.field == field)
    ).one()
    assert change == {"digest": trail.digest(apart.salt, apart.before, apart.after)}
    return [apart.before, apart.after]


def test_personal_values_never_enter_the_entry_itself(writer, noun, make, session):
    id_ = create(writer, noun, make, **one_row(noun, "Words in a row"))
    loaded = kit.load(session, make.actor(), noun, id_)
    personal = kit.snapshot(noun, loaded).subjects

    for entry in session.scalars(select(TrailEntry).where(TrailEntry.record_id == id_)):
        for field in personal.keys() & entry.changes.keys():
            assert entry.changes[field].keys() == {"digest"}, field


def test_the_same_form_sent_twice_makes_one_record(browse, noun, make, session):
    browser = browse(least(noun.create))
    form = typed_in(browser.open(f"/{noun.plural}/new")) | make.posted(noun)
    count = select(func.count()).select_from(noun.model)
    before = session.scalar(count)

    first = browser.submit(f"/{noun.plural}/new", form)
    second = browser.submit(f"/{noun.plural}/new", form)

    assert first.answer.location == second.answer.location
    session.expire_all()
    assert session.scalar(count) == before + 1
