"""What every endpoint works on, made for it: the values of its address and what a valid form posts there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from flask import Flask

from app import trail
from app.documents import note_packages, paper_json
from app.documents.paper import Paper
from app.domain import portfolio_file
from app.domain.letter_texts import Text
from app.importers.reference import removing
from app.jobs import request
from app.permissions.actor import Actor
from app.queries.minimum_wages import minimum_wages
from app.records import kit
from app.records.noun import Noun
from app.records.nouns import NOUNS
from app.services import house_papers, letter_merge, notes
from app.unit_of_work import unit_of_work
from app.web import uploads
from models import ReferenceSet, SavedView
from models.vocabulary import (
    ImportState,
    ImportWay,
    JobKind,
    Language,
    LetterKind,
    NoteFormat,
    NoteKind,
    OrganisationKind,
    RecordKind,
)
from tests.make import PASSWORD, TODAY, Make, picture
from tests.portfolios import portfolio

OF_MANY = {"bulk", "take_back", "bin_selected", "restore_selected"}
"""Endpoints that work on the rows selected in a list."""


OF_A_VERB = {
    "agreements.sign": {"signed": "2023", "ends": "2023"},
    "agreements.end": {"signed": "2023", "ends": "2023"},
    "tasks.close": {"evidence": "Letter 12", "done_on": "25.10.2023"},
    "tasks.drop": {"dropped_because": "They withdrew"},
    "notes.issue": {"number": "2023/1", "issued_on": "25.10.2023"},
    "preparation.settle": {"state": "ready"},
    "programme.move": {"minutes": "15"},
    "visits.promise": {"side": "theirs", "theirs-title_tr": "A letter"},
}
"""What the form of a verb of a noun posts besides."""


IMPORT_STATES = {
    "imports.read_sheet": ImportState.COLUMNS,
    "imports.name_columns": ImportState.COLUMNS,
    "imports.go_on": ImportState.READING,
    "imports.ask_undo": ImportState.APPLIED,
    "imports.undo": ImportState.APPLIED,
}
"""The step in which an import is when its page is asked for; else its rows are looked at."""


@dataclass(frozen=True)
class Asked:
    """An endpoint that somebody of İzmir asks for, and the names in its address."""

    app: Flask
    make: Make
    endpoint: str
    arguments: set[str]


@dataclass(frozen=True)
class Made:
    """What was made for an endpoint: values of its address, and what a valid form posts there."""

    values: dict[str, Any] = field(default_factory=dict)
    posted: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Asked], Made]
_MAKERS: dict[str, Maker] = {}


def prepare(app: Flask, make: Make, endpoint: str) -> tuple[str, dict[str, Any]]:
    """Make what an endpoint of İzmir works on; return its address and what a valid form posts there."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    asked = Asked(app, make, endpoint, rule.arguments)
    values: dict[str, Any] = {"code": "tr", "filename": "logo.svg", "key": "friends", "extension": "pdf"}
    values |= {"city_id": make.city("Üsküp").id, "language": "en"}
    noun = next((noun for noun in NOUNS.values() if noun.plural == endpoint.partition(".")[0]), None)
    made = of_a_noun(asked, noun) if noun else _maker(endpoint)(asked)
    values |= made.values
    with app.test_request_context():
        return app.url_for(endpoint, **{name: values[name] for name in rule.arguments}), made.posted


def at(*places: str) -> Callable[[Maker], Maker]:
    """Say what is made for endpoints, or for every other endpoint of a blueprint."""

    def keep(maker: Maker) -> Maker:
        for place in places:
            assert place not in _MAKERS, place
            _MAKERS[place] = maker
        return maker

    return keep


def _maker(endpoint: str) -> Maker:
    return _MAKERS.get(endpoint) or _MAKERS.get(endpoint.partition(".")[0]) or (lambda _: Made())


def of_a_noun(asked: Asked, noun: Noun[Any]) -> Made:
    """Make a record for the pages that every noun has, and for its verbs."""
    make, endpoint = asked.make, asked.endpoint
    values: dict[str, Any] = {"name": noun.filters[0].key if noun.filters else "nothing"}
    posted: dict[str, Any] = make.posted(noun)
    if "record_id" in asked.arguments:
        record = make.minimal(noun)
        values["record_id"], posted["seen_version"] = record.id, record.version
        posted |= OF_A_VERB.get(endpoint, {})
        if endpoint == "documents.add_version":
            posted["file"] = (BytesIO(picture()), "scan.png")
        if endpoint.endswith(".restore"):
            kit.throw_away(make.session, make.actor("admin"), noun, record.id, today=TODAY)
            make.session.commit()
    elif endpoint.partition(".")[2] in OF_MANY:
        record = make.minimal(noun)
        posted = {"do": "apply", "set": list(noun.bulk[-1:]), "seen": f"{record.id}:{record.version}"}
        posted["id"] = record.id
        if "operation" in asked.arguments:
            values["operation"] = operation_on(make, noun, record, binned="restore" in endpoint)
    return Made(values, posted)


def operation_on(make: Make, noun: Noun[Any], record: Any, *, binned: bool) -> str:
    """Edit a record or move it to the bin; return the id under which the trail has it."""
    actor = make.actor("admin")
    with unit_of_work(make.session) as session:
        if binned:
            kit.throw_away(session, actor, noun, record.id, today=TODAY)
        else:
            kit.edit(session, actor, noun, record.id, record.version, {"notes_tr": "x"}, today=TODAY)
        return trail.operation_of(session)


@at("account.sign_in", "account.resume")
def somebody_who_guesses(_asked: Asked) -> Made:
    return Made(posted={"email": "nobody@office.test", "password": "a guess", "target": "/visits/new"})


@at("account.change_password")
def another_password(_asked: Asked) -> Made:
    return Made(posted={"current": PASSWORD, "new": "another battery"})


@at("users")
def user(asked: Asked) -> Made:
    if "user_id" in asked.arguments:
        return Made({"user_id": asked.make.user().id})
    about = {"name": "A Colleague", "email": "a.colleague@office.test", "role": "viewer"}
    return Made(posted=about | {"new": PASSWORD})


@at("favourites")
def record_to_mark(asked: Asked) -> Made:
    return Made({"record_id": asked.make.organisation().id})


@at("lists")
def view_of_a_colleague(asked: Asked) -> Made:
    """Share a view with everybody in İzmir."""
    colleague = asked.make.user("officer")
    view = SavedView(
        municipality_id=colleague.municipality_id,
        user_id=colleague.id,
        kind=RecordKind.VISIT,
        name="Ours",
        query="",
        shared=True,
    )
    asked.make.session.add(view)
    asked.make.session.commit()
    return Made({"plural": "visits", "ending": "csv", "view_id": view.id}, {"name": "Mine"})


@at("network", "network_out")
def network(_asked: Asked) -> Made:
    return Made({"ending": "graphml"}, {"name": "Mine"})


@at("answers_out")
def answer(_asked: Asked) -> Made:
    return Made({"ending": "xlsx"}, {"name": "Mine"})


@at("map.choose")
def choice_on_the_map(_asked: Asked) -> Made:
    return Made({"name": "country"})


@at("map_files")
def file_of_the_map(_asked: Asked) -> Made:
    return Made({"ending": "geojson"})


@at("public_map", "public_maps")
def public_map(asked: Asked) -> Made:
    if not asked.arguments:
        return Made(posted={"title_tr": "Dostlarımız", "relations": ["sister_city"]})
    shown = asked.make.public_map()
    return Made({"token": shown.token, "map_id": shown.id})


@at("peer_portfolios")
def portfolio_of_a_peer(asked: Asked) -> Made:
    asked.make.organisation("İzmir", organisation_kind=OrganisationKind.MUNICIPALITY, ours=True)
    if "portfolio_id" in asked.arguments:
        return Made({"portfolio_id": asked.make.peer_portfolio().id})
    return Made()


@at("peer_portfolios.take")
def portfolio_that_waits(asked: Asked) -> Made:
    """Let a file wait for somebody to confirm it."""
    with asked.app.app_context():
        arriving = uploads.portfolio_store().receive(1_000_000)
        arriving.write(portfolio_file.write(portfolio()))
        return Made(posted=portfolio_of_a_peer(asked).posted | {"waiting": arriving.keep()})


@at("reference")
def public_list(asked: Asked) -> Made:
    return Made({"set_id": asked.make.public_list().id} if "set_id" in asked.arguments else {}, {"on": "0"})


@at("reference.bring_back")
def removed_list(asked: Asked) -> Made:
    list_: ReferenceSet = asked.make.public_list()
    with unit_of_work(asked.make.session) as session:
        removing.remove(session, asked.make.actor("admin"), list_.id)
    return Made({"set_id": list_.id})


@at("reference.decide")
def outside_place(asked: Asked) -> Made:
    """Make a place of which nobody knows which city it is."""
    asked.make.public_list()
    return Made({"place_id": asked.make.outside_place().id}, {"city": "new"})


@at("listed_network.halt")
def job(asked: Asked) -> Made:
    with unit_of_work(asked.make.session) as session:
        return Made({"job_id": request(session, asked.make.actor("admin"), JobKind.REFERENCE_GRAPH).id})


@at("imports")
def import_of_a_file(asked: Asked) -> Made:
    """Make an import in the step for which an endpoint is there; one that can be undone wrote something."""
    make = asked.make
    if "run_id" not in asked.arguments:
        return Made()
    state = IMPORT_STATES.get(asked.endpoint, ImportState.PREVIEW)
    way = ImportWay.TABLE if state is ImportState.COLUMNS else ImportWay.TEXT
    run = make.import_run({}, state=state, way=way, done=0)
    if state is ImportState.APPLIED:
        with unit_of_work(make.session, run.operation_id) as session:
            kit.create(session, make.actor(), NOUNS[RecordKind.PERSON], {"title_tr": "Ada"}, today=TODAY)
    posted = {"target-0": "held", "target-1": "persons", "held": "2023"}
    return Made({"run_id": run.id, "number": 1, "ending": "csv"}, posted)


@at("imports.take_text")
def pasted_text(_asked: Asked) -> Made:
    return Made(posted={"text": "12.01.2023 - Almanya İzmir Başkonsolosu Ada Yılmaz"})


@at("files")
def document(asked: Asked) -> Made:
    return Made({"document_id": asked.make.document().id, "number": 1, "page": 1})


@at("files.attach")
def document_to_attach(asked: Asked) -> Made:
    return Made({"about_id": asked.make.visit().id}, {"document": f"#{asked.make.document().id}"})


@at("record_notes")
def note_about_a_city(asked: Asked) -> Made:
    return Made({"place": "cities", "record_id": asked.make.city("Üsküp").id})


@at("note_versions")
def checked_note(asked: Asked) -> Made:
    """Make a note with a version."""
    make = asked.make
    note = make.minimal(NOUNS[RecordKind.NOTE])
    paper = Paper("Note", "Deneme Notu", "tr", "İzmir", TODAY, ())
    with unit_of_work(make.session) as session:
        notes.check(session, make.actor(), note.id, note.version, paper_json.to_json(paper), today=TODAY)
    return Made({"note_id": note.id, "number": 1})


@at("note_packages")
def notes_of_a_colleague(asked: Asked) -> Made:
    """Let a colleague ask for notes: nobody else may see even that."""
    visit = asked.make.visit()
    colleague = asked.make.user("officer")
    actor = Actor(colleague.id, colleague.municipality_id, colleague.name, colleague.role)
    with unit_of_work(asked.make.session) as session:
        wanted = (NoteKind.VISIT, [visit.id], Language.TURKISH, NoteFormat.PDF)
        job_id = note_packages.ask(session, actor, *wanted).job_id
    return Made({"place": "visits", "job_id": job_id}, {"id": visit.id, "language": "tr", "format": "pdf"})


@at("visit_packs")
def visit_with_papers(asked: Asked) -> Made:
    return Made({"record_id": asked.make.visit().id}, {"language": "tr"})


@at("desk.prepare", "visit_pattern")
def visit_to_prepare(asked: Asked) -> Made:
    list_ = asked.make.checklist(("Bayrak", 0))
    posted = {"checklist": list_.id, "held": "1.12.2023", "delegation": "y"}
    return Made({"record_id": asked.make.visit().id}, posted)


@at("calendar_feeds")
def calendar(asked: Asked) -> Made:
    visit = asked.make.visit()
    token, feed_id = asked.make.calendar(visit)
    return Made({"record_id": visit.id, "token": token, "feed_id": feed_id})


@at("visit_programme")
def programme_of_a_visit(asked: Asked) -> Made:
    return Made({"record_id": asked.make.visit().id, "ending": "pdf"}, {"title_tr": "Kabul"})


@at("visit_gifts")
def gifts_of_a_visit(asked: Asked) -> Made:
    posted = {"direction": "received", "received-what_tr": "A bowl", "received-quantity": "1"}
    return Made({"record_id": asked.make.visit().id}, posted)


@at("booked")
def booked_services(asked: Asked) -> Made:
    return Made({"place": "visits", "record_id": asked.make.visit().id}, {"booking-service": "escort"})


@at("missions")
def mission(asked: Asked) -> Made:
    mission = asked.make.minimal(NOUNS[RecordKind.MISSION_FILE])
    return Made({"record_id": mission.id, "ending": "pdf"})


@at("escort_cards")
def booked_escort(asked: Asked) -> Made:
    return Made({"record_id": asked.make.minimal(NOUNS[RecordKind.BOOKING]).id})


@at("event_lists")
def event(asked: Asked) -> Made:
    return Made({"record_id": asked.make.event().id, "ending": "pdf"})


@at("guest_boards", "guest_papers", "invitations")
def guest(asked: Asked) -> Made:
    guest = asked.make.guest(asked.make.guest_list())
    posted = {"set": f"{guest.id}:1", "id": str(asked.make.person().id)}
    return Made({"record_id": guest.guest_list_id, "ending": "pdf"}, posted)


@at("invitations.edit_texts")
def texts_of_invitations(_asked: Asked) -> Made:
    return Made(posted={"letter_tr": "{{ salutation }}", "card_tr": "{{ name }}"})


@at("precedence")
def order_of_precedence(asked: Asked) -> Made:
    visit = asked.make.visit(delegates=[{"name": "Ada Yılmaz"}])
    values = {"place": "visits", "record_id": visit.id, "guest": asked.make.guests(visit)[0], "ending": "pdf"}
    return Made(values, {"seen_version": asked.make.order(visit).version, "language": "tr"})


@at("minimum_wages")
def minimum_wage(asked: Asked) -> Made:
    posted = {"since": "01.01.2030", "until": "31.12.2030", "amount": "30.000,00", "source": "A gazette"}
    return Made({"wage_id": minimum_wages(asked.make.session)[0].id}, posted)


@at("word_templates.remove")
def template_of_a_note(asked: Asked) -> Made:
    with unit_of_work(asked.make.session) as session:
        sent = (NoteKind.CITY, "sablon.docx", "0" * 64, ["body"])
        kept = house_papers.keep_template(session, asked.make.actor("admin"), *sent, replaces="")
        return Made({"template_id": kept.id})


@at("letter_paper.remove")
def paper_of_letters(asked: Asked) -> Made:
    with unit_of_work(asked.make.session) as session:
        sent = ("yazi.docx", "0" * 64, ["body"])
        house_papers.keep_letter_paper(session, asked.make.actor("admin"), *sent, replaces="")
    return Made()


@at("letter_merge.go_on")
def recipient(asked: Asked) -> Made:
    body = asked.make.organisation().id
    posted = {"letter_kind": "new_year", "text_tr": "{{ salutation }}", "unknown": "tr", "do": "write"}
    return Made(posted=posted | {"recipients-0-recipient": f"#{body}", "take": body})


@at("letter_batches.single")
def letter(asked: Asked) -> Made:
    return Made({"record_id": asked.make.letter(direction="out", body="Sayın Yetkili").id})


@at("letter_batches")
def merged_letters(asked: Asked) -> Made:
    """Write a letter as a merge does."""
    body = asked.make.organisation().id
    text = Text("Kutlama", "", "{{ salutation }}", "")
    order = letter_merge.Order(LetterKind.NEW_YEAR, text, recipient_ids=(body,), unknown=Language.TURKISH)
    with unit_of_work(asked.make.session) as session:
        (id_,) = letter_merge.write_all(session, asked.make.actor(), order, {body}, today=TODAY)
        return Made({"operation": trail.operation_of(session)}, {f"number-{id_}": "E-1"})
