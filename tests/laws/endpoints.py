"""Who may do what at every address: one table, as long as the application's own map."""

from typing import NamedTuple

from flask import Flask

from app.records.nouns import NOUNS
from models.vocabulary import SHARED_KINDS

# What each of them gets who asks for a record, an account, a page of İzmir: a status, or `in` for being asked
# to sign in. 302 after a POST means that it was done; 409 that it is an edit, and nothing says what its
# editor read. Another municipality's record is 404; countries and cities are shared, and administrators
# keep them.
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
POST account.save_preferences   in    409      409      409    409        409    409
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
GET  record_notes.file          in    file     file     file   file       file   file

GET  house_papers.edit          in    403      403      403    200        403    200
POST house_papers.edit          in    403      403      403    409        403    409
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
POST forms_of_address.edit      in    403      403      403    409        403    409
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
POST invitations.edit_texts     in    403      403      403    409        403    409
GET  minimum_wages.index        in    200      200      200    200        200    200
GET  minimum_wages.new          in    403      403      403    200        403    200
POST minimum_wages.new          in    403      403      403    302        403    302
GET  minimum_wages.edit         in    403      403      403    200        403    200
POST minimum_wages.edit         in    403      403      403    409        403    409
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
GET  imports.refused            in    403      file     403    file       404    404
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
GET  note_versions.current      in    file     file     file   file       404    404
GET  note_versions.show         in    200      200      200    200        404    404
GET  note_versions.file         in    file     file     file   file       404    404
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
GET  files.download             in    file     file     file   file       404    404
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
GET  public_map.phone_picture  200    200      200      200    200        200    200
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
GET  organisations.card         in    file     file     file   file       404    404
GET  people.card                in    file     file     file   file       404    404
GET  visit_programme.show       in    200      200      200    200        404    404
POST visit_programme.add        in    403      302      403    302        404    404
POST visit_programme.follow     in    403      302      403    302        404    404
GET  visit_programme.sheet      in    200      200      200    200        404    404
GET  visit_programme.sheet_file in    file     file     file   file       404    404
GET  visit_programme.pocket     in    200      200      200    200        404    404
GET  calendar_feeds.read       200    200      200    200    200        200    200
GET  calendar_feeds.file        in    file     file     file   file       404    404
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
POST *.entrust                  in    403      409      403    409        404    404
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
"""A file was sent, the trail has one line more that says so, and nothing else was written."""
STATUS = {ASKED_TO_SIGN_IN: 302, FILE: 200}


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
