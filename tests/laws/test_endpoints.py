"""Who may do what at every address: one table, as long as the application's own map."""

import re
from io import BytesIO
from typing import Any, NamedTuple

import pytest
from flask import Flask

import views
from app import create_app, trail
from app.config import Mode
from app.documents import note_packages, paper_json
from app.documents.paper import Paper
from app.domain import portfolio_file
from app.domain.letter_texts import Text
from app.importers.reference import removing
from app.jobs import request
from app.permissions.actor import Actor
from app.queries.minimum_wages import minimum_wages
from app.records import kit
from app.records.nouns import NOUNS
from app.services import house_papers, letter_merge, notes
from app.unit_of_work import unit_of_work
from app.web import access, limits, uploads
from app.web.access import UnguardedEndpoint
from models import ReferenceSet, SavedView
from models.vocabulary import (
    SHARED_KINDS,
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
from tests.laws.reading import written
from tests.make import PASSWORD, TODAY, picture
from tests.portfolios import portfolio

# What each of them gets who asks for a record, an account, a page of İzmir: a status, or `in` for being asked
# to sign in. 302 after a POST means that it was done. Another municipality's record is 404; countries and
# cities are shared, and administrators keep them.
TABLE = """
                                   ------------- İzmir -------------  - Antalya -
                          stranger viewer  officer  auditor  admin    officer  admin

GET  static                    200    200      200      200    200        200    200
GET  locale.choose             302    302      302      302    302        302    302
GET  health.show               200    200      200      200    200        200    200

GET  account.sign_in           200    302      302      302    302        302    302
POST account.sign_in           422    422      422      422    422        422    422
POST account.resume            422    422      422      422    422        422    422
POST account.sign_out           in    302      302      302    302        302    302
POST account.sign_out_everywhere in   302      302      302    302        302    302
GET  account.show               in    200      200      200    200        200    200
POST account.save_preferences   in    302      302      302    302        302    302
POST account.change_password    in    302      302      302    302        302    302

GET  home.today                 in    200      200      200    200        200    200
GET  search.results             in    200      200      200    200        200    200
GET  search.first               in    200      200      200    200        200    200
POST favourites.mark            in    302      302      302    302        404    404
POST lists.export               in    file     file     file   file       file   file
POST lists.columns              in    302      302      302    302        302    302
POST lists.star                 in    302      302      302    302        302    302
POST lists.save_view            in    302      302      302    302        302    302
POST lists.open_with            in    302      302      302    302        302    302
POST lists.rename_view          in    403      403      403    302        404    404
POST lists.remove_view          in    403      403      403    302        404    404
GET  suggestions.suggest        in    200      200      200    200        200    200
GET  suggestions.understood     in    200      200      200    200        200    200
GET  to_complete.index          in    200      200      200    200        200    200

GET  users.index                in    403      403      403    200        403    200
GET  users.new                  in    403      403      403    200        403    200
POST users.new                  in    403      403      403    302        403    302
POST users.close                in    403      403      403    302        403    404
POST users.reopen               in    403      403      403    302        403    404

GET  about.show                 in    200      200      200    200        200    200
GET  networks.index             in    200      200      200    200        200    200
GET  map.show                   in    200      200      200    200        200    200
GET  map.data                   in    200      200      200    200        200    200
GET  map.city                   in    200      200      200    200        200    200
GET  map.choose                 in    200      200      200    200        200    200
GET  map.find                   in    200      200      200    200        200    200
GET  map.shell_script           in    200      200      200    200        200    200
GET  answers.index              in    200      200      200    200        200    200
GET  answers.show               in    200      200      200    200        200    200
POST answers_out.export         in    file     file     file   file       file   file
POST answers_out.save_view      in    302      302      302    302        302    302
GET  network.show               in    200      200      200    200        200    200
GET  network.data               in    200      200      200    200        200    200
POST network.save_view          in    302      302      302    302        302    302
POST network_out.export         in    file     file     file   file       file   file
GET  record_notes.show          in    200      200      200    200        200    200
GET  record_notes.file          in    200      200      200    200        200    200

GET  house_papers.edit          in    403      403      403    200        403    200
POST house_papers.edit          in    403      403      403    302        403    302
GET  word_templates.index       in    403      403      403    200        403    200
POST word_templates.index       in    403      403      403    422        403    422
POST word_templates.remove      in    403      403      403    302        403    404
GET  occasion_calendar.show     in    200      200      200    200        200    200
GET  letter_paper.edit          in    403      403      403    200        403    200
POST letter_paper.edit          in    403      403      403    422        403    422
POST letter_paper.remove        in    403      403      403    302        403    404
GET  letter_waiting.show        in    200      200      200    200        200    200
GET  letter_merge.write         in    403      200      403    200        200    200
POST letter_merge.go_on         in    403      302      403    302        422    422
GET  letter_batches.without_number in 403      200      403    200        200    200
POST letter_batches.without_number in 403      302      403    302        302    302
GET  letter_batches.show        in    403      200      403    200        404    404
POST letter_batches.show        in    403      302      403    302        404    404
GET  letter_batches.file        in    file     file     file   file       404    404
GET  letter_batches.files       in    file     file     file   file       404    404
GET  letter_batches.single      in    file     file     file   file       404    404
POST letter_batches.take_back   in    403      302      403    302        404    404
GET  forms_of_address.edit      in    403      403      403    200        403    200
POST forms_of_address.edit      in    403      403      403    302        403    302
GET  event_lists.attendance     in    file     file     file   file       404    404
GET  event_lists.badges         in    file     file     file   file       404    404
GET  event_lists.place_cards    in    file     file     file   file       404    404

GET  gifts.hints                in    200      200      200    200        200    200
POST visit_gifts.enter          in    403      302      403    302        404    404
POST guests.new                 in    403      302      403    302        422    422
GET  guest_boards.answers       in    200      200      200    200        404    404
POST guest_boards.enter_answer  in    403      302      403    302        404    404
GET  guest_boards.gate          in    200      200      200    200        404    404
POST guest_boards.tick          in    403      302      403    302        404    404
GET  guest_boards.choose        in    403      200      403    200        404    404
POST guest_boards.invite        in    403      302      403    302        404    404
GET  guest_papers.gate          in    file     file     file   file       404    404
GET  guest_papers.labels        in    file     file     file   file       404    404
GET  invitations.show           in    200      200      200    200        404    404
GET  invitations.file           in    file     file     file   file       404    404
GET  invitations.edit_texts     in    403      403      403    200        403    200
POST invitations.edit_texts     in    403      403      403    302        403    302
GET  minimum_wages.index        in    200      200      200    200        200    200
GET  minimum_wages.new          in    403      403      403    200        403    200
POST minimum_wages.new          in    403      403      403    302        403    302
GET  minimum_wages.edit         in    403      403      403    200        403    200
POST minimum_wages.edit         in    403      403      403    302        403    302
GET  diplomatic_list.show       in    200      200      200    200        200    200
GET  precedence.show            in    200      200      200    200        404    404
POST precedence.choose          in    403      302      403    302        404    404
GET  precedence.guest           in    403      200      403    200        404    404
POST precedence.guest           in    403      302      403    302        404    404
POST precedence.by_rule         in    403      302      403    302        404    404
GET  precedence.file            in    file     file     file   file       404    404
GET  precedence-lists.new       in    403      403      403    200        403    200
POST precedence-lists.new       in    403      403      403    302        403    302
GET  precedence-lists.edit      in    403      403      403    200        403    404
POST precedence-lists.edit      in    403      403      403    302        403    404
POST precedence-lists.translated in   403      403      403    302        403    404
POST precedence-lists.bin       in    403      403      403    302        403    404
POST precedence-lists.restore   in    403      403      403    302        403    404
POST precedence-lists.bin_selected in 403      403      403    302        403    404
POST precedence-lists.restore_selected in 403  403      403    302        403    404
POST precedence-orders.new      in    403      302      403    302        422    422

POST seating-plans.new          in    403      302      403    302        422    422
POST seating-plans.arrange      in    403      302      403    302        404    404
POST seating-plans.move         in    403      422      403    422        404    404
POST seating-plans.wish         in    403      422      403    422        404    404
POST seating-plans.unwish       in    403      302      403    302        404    404
GET  seating-plans.picture      in    200      200      200    200        404    404
GET  seating-plans.sheet        in    file     file     file   file       404    404
GET  seating-plans.badges       in    file     file     file   file       404    404
GET  seating-plans.place_cards  in    file     file     file   file       404    404

GET  reference.index            in    200      200      200    200        200    200
POST reference.switch           in    403      403      403    302        403    302
GET  reference.ask_to_remove    in    403      403      403    200        403    200
POST reference.remove           in    403      403      403    302        403    302
POST reference.bring_back       in    403      403      403    302        403    302
GET  reference.places           in    200      200      200    200        200    200
POST reference.decide           in    403      403      403    302        403    302
GET  listed_network.show        in    200      200      200    200        200    200
POST listed_network.compute     in    403      403      403    302        403    302
POST listed_network.halt        in    403      403      403    302        403    302
GET  reference.city             in    200      200      200    200        200    200

GET  bin.index                  in    403      200      403    200        200    200
GET  trail.index                in    403      200      200    200        200    200

GET  imports.index              in    403      200      403    200        200    200
POST imports.take_file          in    403      422      403    422        422    422
POST imports.take_text          in    403      302      403    302        302    302
GET  imports.show               in    403      200      403    200        404    404
POST imports.read_sheet         in    403      422      403    422        404    404
POST imports.name_columns       in    403      302      403    302        404    404
POST imports.go_on              in    403      302      403    302        404    404
POST imports.pick               in    403      302      403    302        404    404
GET  imports.correct            in    403      200      403    200        404    404
POST imports.correct            in    403      302      403    302        404    404
GET  imports.refused            in    403      200      403    200        404    404
POST imports.apply              in    403      302      403    302        404    404
GET  imports.ask_undo           in    403      200      403    200        404    404
POST imports.undo               in    403      302      403    302        404    404
POST imports.drop               in    403      302      403    302        404    404

POST agreements.new             in    403      302      403    302        422    422
GET  agreements.sign            in    403      200      403    200        404    404
POST agreements.sign            in    403      302      403    302        404    404
GET  agreements.end             in    403      200      403    200        404    404
POST agreements.end             in    403      422      403    422        404    404
POST agreements.suspend         in    403      302      403    302        404    404
POST agreements.resume          in    403      302      403    302        404    404
POST memberships.new            in    403      302      403    302        422    422
POST figures.new                in    403      302      403    302        422    422
GET  notes.write                in    403      200      403    200        404    404
POST notes.write                in    403      302      403    302        404    404
POST notes.check                in    403      302      403    302        404    404
POST notes.approve              in    403      403      403    302        403    404
POST notes.send_back            in    403      302      403    302        404    404
GET  notes.issue                in    403      200      403    200        404    404
POST notes.issue                in    403      422      403    422        404    404
GET  note_versions.current      in    200      200      200    200        404    404
GET  note_versions.show         in    200      200      200    200        404    404
GET  note_versions.file         in    200      200      200    200        404    404
GET  note_versions.compare      in    200      200      200    200        404    404
GET  visit_packs.show           in    200      200      200    200        404    404
POST visit_packs.take           in    file     file     file   file       404    404
GET  note_packages.index        in    200      200      200    200        200    200
POST note_packages.choose       in    200      200      200    200        404    404
POST note_packages.begin        in    302      302      302    302        404    404
GET  note_packages.show         in    404      404      404    404        404    404
GET  note_packages.progress     in    404      404      404    404        404    404
POST note_packages.halt         in    404      404      404    404        404    404
POST note_packages.file         in    404      404      404    404        404    404
POST advice.new                 in    403      302      403    302        422    422
GET  documents.add_version      in    403      200      403    200        404    404
POST documents.add_version      in    403      302      403    302        404    404
GET  files.download             in    200      200      200    200        404    404
GET  files.preview              in    200      200      200    200        404    404
GET  files.attach               in    403      200      403    200        404    404
POST files.attach               in    403      302      403    302        404    404
GET  tasks.close                in    403      200      403    200        404    404
POST tasks.close                in    403      302      403    302        404    404
GET  tasks.drop                 in    403      200      403    200        404    404
POST tasks.drop                 in    403      302      403    302        404    404
POST tasks.reopen               in    403      302      403    302        404    404
GET  map_files.choose           in    200      200      200    200        200    200
GET  map_files.preview          in    200      200      200    200        200    200
POST map_files.export           in    file     file     file   file       file   file
GET  map_ground.world           in    404      404      404    404        404    404
GET  public_maps.index          in    403      403      403    200        403    200
GET  public_maps.new            in    403      403      403    200        403    200
POST public_maps.new            in    403      403      403    302        403    302
POST public_maps.withdraw       in    403      403      403    302        403    404
GET  peer_portfolios.index      in    200      200      200    200        200    200
GET  peer_portfolios.show       in    200      200      200    200        404    404
POST peer_portfolios.look       in    403      422      403    422        422    422
POST peer_portfolios.take       in    403      302      403    302        302    302
GET  peer_portfolios.ask_to_remove in 403      200      403    200        404    404
POST peer_portfolios.remove     in    403      302      403    302        404    404
GET  peer_portfolios.ask_to_export in 403      403      403    200        403    200
POST peer_portfolios.export     in    403      403      403    file       403    422
GET  public_map.show           200    200      200      200    200        200    200
GET  public_map.picture        200    200      200      200    200        200    200
POST visits.promise             in    403      302      403    302        404    404
POST interpreters.new           in    403      302      403    302        422    422
POST bookings.new               in    403      302      403    302        422    422
POST mission_files.new          in    403      302      403    302        422    422
GET  missions.index             in    200      200      200    200        200    200
GET  missions.sheet             in    file     file     file   file       404    404
GET  escort_cards.sheet         in    file     file     file   file       404    404
POST bookings.confirm           in    403      302      403    302        404    404
POST bookings.finish            in    403      302      403    302        404    404
GET  booked.show                in    200      200      200    200        404    404
POST booked.add                 in    403      302      403    302        404    404
GET  organisations.card         in    200      200      200    200        404    404
GET  people.card                in    200      200      200    200        404    404
GET  visit_programme.show       in    200      200      200    200        404    404
POST visit_programme.add        in    403      302      403    302        404    404
POST visit_programme.follow     in    403      302      403    302        404    404
GET  visit_programme.sheet      in    200      200      200    200        404    404
GET  visit_programme.sheet_file in    200      200      200    200        404    404
GET  visit_programme.pocket     in    200      200      200    200        404    404
GET  calendar_feeds.read       200    200      200    200    200        200    200
GET  calendar_feeds.file        in    200      200      200    200        404    404
GET  calendar_feeds.of_visit    in    403      200      403    200        404    404
POST calendar_feeds.of_visit    in    403      302      403    302        404    404
GET  calendar_feeds.of_account  in    200      200      200    200        200    200
POST calendar_feeds.of_account  in    302      302      302    302        302    302
POST calendar_feeds.close       in    403      302      403    302        404    404
GET  desk.show                  in    200      200      200    200        200    200
POST desk.prepare               in    403      302      403    302        404    404
POST preparation.new            in    403      302      403    302        422    422
POST preparation.settle         in    403      302      403    302        404    404
GET  visit_pattern.again        in    403      200      403    200        404    404
POST visit_pattern.again        in    403      302      403    302        404    404
POST programme.new              in    403      302      403    302        422    422
POST programme.move             in    403      302      403    302        404    404
POST visits.held                in    403      302      403    302        404    404
GET  cities.new                 in    403      200      403    200        200    200
POST cities.new                 in    403      302      403    302        302    302
"""
# What every noun has. A row of the table above stands over it: for a form that names records of İzmir, which
# another municipality cannot send, and for the verbs of a noun.
OWNED = """
GET  *.index                    in    200      200      200    200        200    200
GET  *.choices                  in    200      200      200    200        200    200
GET  *.new                      in    403      200      403    200        200    200
POST *.new                      in    403      302      403    302        302    302
GET  *.show                     in    200      200      200    200        404    404
GET  *.history                  in    403      200      200    200        404    404
GET  *.edit                     in    403      200      403    200        404    404
POST *.edit                     in    403      302      403    302        404    404
POST *.translated               in    403      302      403    302        404    404
POST *.bin                      in    403      302      403    302        404    404
POST *.restore                  in    403      302      403    302        404    404
POST *.bin_selected             in    403      302      403    302        404    404
POST *.restore_selected         in    403      302      403    302        404    404
POST *.bulk                     in    403      302      403    302        404    404
POST *.take_back                in    403      302      403    302        404    404
POST *.entrust                  in    403      302      403    302        404    404
"""
SHARED = """
GET  *.index                    in    200      200      200    200        200    200
GET  *.choices                  in    200      200      200    200        200    200
GET  *.new                      in    403      403      403    200        403    200
POST *.new                      in    403      403      403    302        403    302
GET  *.show                     in    200      200      200    200        200    200
GET  *.history                  in    403      200      200    200        200    200
GET  *.edit                     in    403      403      403    200        403    200
POST *.edit                     in    403      403      403    302        403    302
POST *.translated               in    403      403      403    302        403    302
POST *.bin                      in    403      403      403    302        403    302
POST *.restore                  in    403      403      403    302        403    302
POST *.bin_selected             in    403      403      403    302        403    302
POST *.restore_selected         in    403      403      403    302        403    404
"""
ASKED_TO_SIGN_IN = "in"
DONE = "302"
FILE = "file"
"""A file was sent, and the trail says so."""
STATUS = {ASKED_TO_SIGN_IN: 302, FILE: 200}


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
"""What the form of a verb posts besides."""


IMPORT_STATES = {
    "imports.read_sheet": ImportState.COLUMNS,
    "imports.name_columns": ImportState.COLUMNS,
    "imports.go_on": ImportState.READING,
    "imports.ask_undo": ImportState.APPLIED,
    "imports.undo": ImportState.APPLIED,
}
"""The step in which an import is when its page is asked for; else its rows are looked at."""


class Who(NamedTuple):
    """A column of the table."""

    role: str | None
    municipality: str = "izmir"


WHO = (
    Who(None),
    *(Who(role) for role in ("viewer", "officer", "auditor", "admin")),
    *(Who(role, "antalya") for role in ("officer", "admin")),
)


class Row(NamedTuple):
    """A line of the table."""

    method: str
    endpoint: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method}-{self.endpoint}"


def read(table: str, plural: str = "*") -> list[Row]:
    lines = (line.split() for line in table.splitlines() if line.startswith(("GET", "POST")))
    return [Row(words[0], words[1].replace("*", plural), tuple(words[2:])) for words in lines]


def of_every_noun() -> list[Row]:
    return [
        row
        for noun in NOUNS.values()
        for row in read(SHARED if noun.kind in SHARED_KINDS else OWNED, noun.plural)
        if noun.bulk or not row.endpoint.endswith((".bulk", ".take_back"))
        if noun.has_keeper or not row.endpoint.endswith(".entrust")
    ]


SAID = read(TABLE)
ROWS = SAID + [row for row in of_every_noun() if (row.method, row.endpoint) not in {one[:2] for one in SAID}]


def of_the_map(app: Flask) -> set[tuple[str, str]]:
    return {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in {"GET", "POST"}.intersection(rule.methods or ())
    }


def noun_of(endpoint: str) -> Any:
    return next((noun for noun in NOUNS.values() if noun.plural == endpoint.partition(".")[0]), None)


def also_posted(endpoint: str) -> dict[str, Any]:
    """What the verb of a noun asks for besides the facts of the record."""
    if endpoint == "documents.add_version":
        return {"file": (BytesIO(picture()), "scan.png")}
    return OF_A_VERB.get(endpoint, {})


def prepare(app: Flask, make: Any, endpoint: str) -> tuple[str, dict[str, Any]]:  # noqa: C901, PLR0912, PLR0915 - a case a line
    """Make what an endpoint of İzmir works on; return its address and what a valid form posts there."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    known: dict[str, Any] = {"code": "tr", "filename": "logo.svg", "key": "friends", "extension": "pdf"}
    known |= {"city_id": make.city("Üsküp").id, "language": "en"}
    posted: dict[str, Any] = {}
    noun = noun_of(endpoint)
    if noun is not None:
        posted = make.posted(noun)
        known["name"] = noun.filters[0].key if noun.filters else "nothing"
        if "record_id" in rule.arguments:
            record = make.minimal(noun)
            known["record_id"], posted["seen_version"] = record.id, record.version
            posted |= also_posted(endpoint)
            if endpoint.endswith(".restore"):
                kit.throw_away(make.session, make.actor("admin"), noun, record.id, today=TODAY)
                make.session.commit()
        elif endpoint.partition(".")[2] in OF_MANY:
            record = make.minimal(noun)
            posted = {"do": "apply", "set": list(noun.bulk[-1:]), "seen": f"{record.id}:{record.version}"}
            posted["id"] = record.id
            if "operation" in rule.arguments:
                known["operation"] = operation_on(make, noun, record, binned="restore" in endpoint)
    elif "run_id" in rule.arguments:
        known |= {"run_id": import_for(make, endpoint), "number": 1, "ending": "csv"}
        posted = {"target-0": "held", "target-1": "persons", "held": "2023"}
    elif endpoint == "imports.take_text":
        posted = {"text": "12.01.2023 - Almanya İzmir Başkonsolosu Ada Yılmaz"}
    elif "template_id" in rule.arguments:
        with unit_of_work(make.session) as session:
            sent = (NoteKind.CITY, "sablon.docx", "0" * 64, ["body"])
            known["template_id"] = house_papers.keep_template(session, make.actor("admin"), *sent).id
    elif "note_id" in rule.arguments:
        known |= {"note_id": checked_note(make), "number": 1}
    elif "document_id" in rule.arguments:
        known |= {"document_id": make.document().id, "number": 1, "page": 1}
    elif "set_id" in rule.arguments:
        known["set_id"] = public_list(make, removed=endpoint == "reference.bring_back").id
        posted = {"on": "0"}
    elif endpoint.startswith("visit_packs."):
        known["record_id"], posted = make.visit().id, {"language": "tr"}
    elif endpoint.startswith("note_packages."):
        visit = make.visit()
        known |= {"place": "visits", "job_id": notes_of_a_colleague(make, visit)}
        posted = {"id": visit.id, "language": "tr", "format": "pdf"}
    elif "job_id" in rule.arguments:
        known["job_id"] = job(make)
    elif "place_id" in rule.arguments:
        known["place_id"] = outside_place(make)
        posted = {"city": "new"}
    elif "about_id" in rule.arguments:
        known["about_id"] = make.visit().id
        posted = {"document": f"#{make.document().id}"}
    elif endpoint == "favourites.mark":
        known["record_id"] = make.organisation().id
    elif endpoint.startswith("lists."):
        known |= {"plural": "visits", "ending": "csv", "view_id": view_of_a_colleague(make).id}
        posted = {"name": "Mine"}
    elif endpoint.startswith("network"):
        known["ending"] = "graphml"
        posted = {"name": "Mine"}
    elif endpoint.startswith("answers_out."):
        known |= {"key": "friends", "ending": "xlsx"}
        posted = {"name": "Mine"}
    elif endpoint in {"record_notes.show", "record_notes.file"}:
        known |= {"place": "cities", "record_id": make.city("Üsküp").id}
    elif endpoint.startswith(("desk.", "visit_pattern.")):
        known["record_id"] = make.visit().id
        posted = {"checklist": make.checklist(("Bayrak", 0)).id, "held": "1.12.2023", "delegation": "y"}
    elif endpoint.startswith("calendar_feeds."):
        visit = make.visit()
        token, feed_id = make.calendar(visit)
        known |= {"record_id": visit.id, "token": token, "feed_id": feed_id}
    elif endpoint.startswith("visit_programme."):
        known |= {"record_id": make.visit().id, "ending": "pdf"}
        posted = {"title_tr": "Kabul"}
    elif endpoint.startswith("booked."):
        known |= {"place": "visits", "record_id": make.visit().id}
        posted = {"booking-service": "escort"}
    elif endpoint == "missions.sheet":
        known |= {"record_id": make.minimal(NOUNS[RecordKind.MISSION_FILE]).id, "ending": "pdf"}
    elif endpoint.startswith("escort_cards."):
        known["record_id"] = make.minimal(NOUNS[RecordKind.BOOKING]).id
    elif endpoint == "letter_batches.single":
        known["record_id"] = make.letter(direction="out", body="Sayın Yetkili").id
    elif endpoint.startswith("letter_batches."):
        known["operation"], letter = letters_written(make)
        posted = {f"number-{letter}": "E-1"}
    elif endpoint == "letter_paper.remove":
        with unit_of_work(make.session) as session:
            house_papers.keep_letter_paper(session, make.actor("admin"), "yazi.docx", "0" * 64, ["body"])
    elif endpoint == "letter_merge.go_on":
        body = make.organisation().id
        posted = {"letter_kind": "new_year", "text_tr": "{{ salutation }}", "unknown": "tr", "do": "write"}
        posted |= {"recipients-0-recipient": f"#{body}", "take": body}
    elif endpoint.startswith("event_lists."):
        known |= {"record_id": make.event().id, "ending": "pdf"}
    elif endpoint == "visit_gifts.enter":
        known["record_id"] = make.visit().id
        posted = {"direction": "received", "received-what_tr": "A bowl", "received-quantity": "1"}
    elif endpoint == "invitations.edit_texts":
        posted = {"letter_tr": "{{ salutation }}", "card_tr": "{{ name }}"}
    elif endpoint.startswith(("guest_boards.", "guest_papers.", "invitations.")):
        guest = make.guest(make.guest_list())
        known |= {"record_id": guest.guest_list_id, "ending": "pdf"}
        posted = {"set": f"{guest.id}:1", "id": str(make.person().id)}
    elif endpoint.startswith("minimum_wages."):
        known["wage_id"] = minimum_wages(make.session)[0].id
        posted = {"since": "01.01.2030", "until": "31.12.2030", "amount": "30.000,00", "source": "A gazette"}
    elif endpoint.startswith("precedence."):
        visit = make.visit(delegates=[{"name": "Ada Yılmaz"}])
        known |= {"place": "visits", "record_id": visit.id, "guest": make.guests(visit)[0], "ending": "pdf"}
        order = make.order(visit)
        posted = {"seen_version": order.version, "language": "tr"}
    elif endpoint == "map.choose":
        known["name"] = "country"
    elif endpoint == "map_files.export":
        known["ending"] = "geojson"
    elif "token" in rule.arguments or "map_id" in rule.arguments:
        shown = make.public_map()
        known |= {"token": shown.token, "map_id": shown.id}
    elif endpoint.startswith("peer_portfolios."):
        make.organisation("İzmir", organisation_kind=OrganisationKind.MUNICIPALITY, ours=True)
        if "portfolio_id" in rule.arguments:
            known["portfolio_id"] = make.peer_portfolio().id
        elif endpoint.endswith(".take"):
            posted = {"waiting": portfolio_that_waits(app)}
    elif endpoint == "public_maps.new":
        posted = {"title_tr": "Dostlarımız", "relations": ["sister_city"]}
    elif "user_id" in rule.arguments:
        known["user_id"] = make.user().id
    elif endpoint == "users.new":
        posted = {
            "name": "A Colleague",
            "email": "a.colleague@office.test",
            "role": "viewer",
            "new": PASSWORD,
        }
    elif endpoint == "account.change_password":
        posted = {"current": PASSWORD, "new": "another battery"}
    elif endpoint in {"account.sign_in", "account.resume"}:
        posted = {"email": "nobody@office.test", "password": "a guess", "target": "/visits/new"}
    with app.test_request_context():
        return app.url_for(endpoint, **{name: known[name] for name in rule.arguments}), posted


def portfolio_that_waits(app: Flask) -> str:
    """Let a file wait for somebody to confirm it, and return its checksum."""
    with app.app_context():
        arriving = uploads.portfolio_store().receive(1_000_000)
        arriving.write(portfolio_file.write(portfolio()))
        return arriving.keep()


def public_list(make: Any, *, removed: bool = False) -> ReferenceSet:
    """Make a public list, or one that was removed as a whole."""
    list_ = make.public_list()
    if removed:
        with unit_of_work(make.session) as session:
            removing.remove(session, make.actor("admin"), list_.id)
    return list_


def checked_note(make: Any) -> int:
    """Make a note with a version."""
    note = make.minimal(NOUNS[RecordKind.NOTE])
    paper = Paper("Note", "Deneme Notu", "tr", "İzmir", TODAY, ())
    with unit_of_work(make.session) as session:
        notes.check(session, make.actor(), note.id, note.version, paper_json.to_json(paper), today=TODAY)
    return int(note.id)


def job(make):
    with unit_of_work(make.session) as session:
        return request(session, make.actor("admin"), JobKind.REFERENCE_GRAPH).id


def notes_of_a_colleague(make: Any, visit: Any) -> int:
    """Let a colleague ask for notes: nobody else may see even that."""
    colleague = make.user("officer")
    actor = Actor(colleague.id, colleague.municipality_id, colleague.name, colleague.role)
    with unit_of_work(make.session) as session:
        wanted = (NoteKind.VISIT, [visit.id], Language.TURKISH, NoteFormat.PDF)
        return note_packages.ask(session, actor, *wanted).job_id


def outside_place(make: Any) -> int:
    """Make a place of which nobody knows which city it is."""
    public_list(make)
    return make.outside_place().id


def import_for(make: Any, endpoint: str) -> int:
    """Make an import in the step for which an endpoint is there; one that can be undone wrote something."""
    state = IMPORT_STATES.get(endpoint, ImportState.PREVIEW)
    way = ImportWay.TABLE if state is ImportState.COLUMNS else ImportWay.TEXT
    run = make.import_run({}, state=state, way=way, done=0)
    if state is ImportState.APPLIED:
        with unit_of_work(make.session, run.operation_id) as session:
            kit.create(session, make.actor(), NOUNS[RecordKind.PERSON], {"title_tr": "Ada"}, today=TODAY)
    return int(run.id)


def view_of_a_colleague(make: Any) -> SavedView:
    """Share a view with everybody in İzmir."""
    colleague = make.user("officer")
    view = SavedView(
        municipality_id=colleague.municipality_id,
        user_id=colleague.id,
        kind=RecordKind.VISIT,
        name="Ours",
        query="",
        shared=True,
    )
    make.session.add(view)
    make.session.commit()
    return view


def letters_written(make: Any) -> tuple[str, int]:
    """Write a letter as a merge does; return the operation and the letter."""
    body = make.organisation().id
    text = Text("Kutlama", "", "{{ salutation }}", "")
    order = letter_merge.Order(LetterKind.NEW_YEAR, text, recipient_ids=(body,), unknown=Language.TURKISH)
    with unit_of_work(make.session) as session:
        (id_,) = letter_merge.write_all(session, make.actor(), order, {body}, today=TODAY)
        return trail.operation_of(session), id_


def operation_on(make: Any, noun: Any, record: Any, *, binned: bool) -> str:
    """Edit a record or move it to the bin; return the id under which the trail has it."""
    actor = make.actor("admin")
    with unit_of_work(make.session) as session:
        if binned:
            kit.throw_away(session, actor, noun, record.id, today=TODAY)
        else:
            kit.edit(session, actor, noun, record.id, record.version, {"notes_tr": "x"}, today=TODAY)
        return trail.operation_of(session)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_gets_at_every_address_what_the_table_says(app, browse, make, session, connection, row):
    for who, expected in zip(WHO, row.expected, strict=True):
        attempt = connection.begin_nested()
        address, posted = prepare(app, make, row.endpoint)
        browser = browse(make.user(*who) if who.role else None)
        before = written(session)

        answer = (
            browser.client.get(address, buffered=True)
            if row.method == "GET"
            else browser.client.post(address, data=posted | {"csrf_token": browser.token()}, buffered=True)
        )

        assert answer.status_code == (STATUS.get(expected) or int(expected)), who
        if expected == ASKED_TO_SIGN_IN:
            assert answer.location.startswith("/sign-in"), who
        if row.method == "GET" or expected not in {DONE, FILE}:
            assert written(session) == before, who
        session.close()
        attempt.rollback()  # the next one finds the office as it was


def test_the_table_has_a_row_for_every_address_and_every_row_an_address(app):
    rows = [(row.method, row.endpoint) for row in ROWS]

    assert len(rows) == len(set(rows))
    assert of_the_map(app) - set(rows) == set(), "an address without a row: say who may do what"
    assert set(rows) - of_the_map(app) == set(), "a row without an address"


def test_every_paper_and_file_is_counted(app):
    """Each costs as much work as many pages; an address for one that is added later is counted, too."""
    made = re.compile(r":?(ending|extension)>|\.(pdf|docx|zip)$")
    views = {
        rule.endpoint: app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        if made.search(rule.rule)
    }

    assert "map_files.export" in views
    assert [endpoint for endpoint, view in views.items() if not limits.is_costly(view)] == []


def test_an_address_without_an_access_rule_stops_the_application(monkeypatch):
    register = views.register

    def careless(app: Flask) -> None:
        register(app)
        app.add_url_rule("/forgotten", "forgotten", lambda: "for everybody")

    monkeypatch.setattr(views, "register", careless)

    with pytest.raises(UnguardedEndpoint, match="no access rule"):
        create_app(
            {"database_url": "sqlite://", "mode": Mode.DEVELOPMENT, "secret_key": "for tests only" * 3}
        )


def test_an_address_added_later_is_closed(make):
    app = Flask("late")
    app.request_class = uploads.FormRequest
    access.init_app(app)
    app.add_url_rule("/forgotten", "forgotten", lambda: "for everybody")
    app.testing = True

    with pytest.raises(UnguardedEndpoint):
        app.test_client().get("/forgotten")


@pytest.mark.parametrize("token", [{}, {"csrf_token": "forged"}], ids=["without", "forged"])
@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "POST"], ids=str)
def test_a_form_without_the_token_of_its_session_changes_nothing(app, browse, make, session, row, token):
    browser = browse("admin")
    address, posted = prepare(app, make, row.endpoint)
    browser.open("/account")  # the session has a token by now
    before = written(session)

    answer = browser.client.post(address, data=posted | token)

    assert answer.status_code == 400
    assert "came from another site" in answer.text
    assert written(session) == before


def test_the_token_of_another_session_is_forged_here(browse, make, session):
    theirs, ours = browse("officer"), browse("officer")
    ours.open("/visits/new")
    noun = NOUNS[RecordKind.VISIT]
    before = written(session)

    ours.submit("/visits/new", make.posted(noun) | {"csrf_token": theirs.token()}, status=400)

    assert written(session) == before
