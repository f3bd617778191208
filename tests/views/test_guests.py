"""Guest lists: answers as they come, the gate, labels, and who must not be forgotten."""

import csv
import io
from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from docx import Document
from sqlalchemy import select

from app.documents import guest_papers
from app.documents.facts import Name
from app.documents.paper import Paragraph
from app.domain.forms_of_address import Form
from app.i18n import translator
from app.records import kit
from app.records.guests import GUEST
from app.records.recipient_groups import RECIPIENT_GROUP
from app.services import guests as service
from app.services.letters import set_forms_of_address
from app.typesetting.labels import Label
from models import Guest, PartialDate
from models.vocabulary import (
    AddressRank,
    AnswerChannel,
    EventKind,
    GuestAnswer,
    Language,
    OrganisationKind,
    Side,
)
from tests.laws.reading import statements, typed_in
from tests.make import TODAY

HOSTILE = '<script>alert(1)</script> {{ 7*7 }} #panic("x") =1+1 مرحبا ' + "uzun " * 40


@pytest.fixture
def reception(make):
    return make.guest_list("29 Ekim resepsiyonu", seats=3, held=PartialDate.of(2023, 10, 29))


@pytest.fixture
def consul(make):
    """Write a consul with a post, a form of address and an address."""
    body = make.organisation("Linz Konsolosluğu", address="Konak 1\nİzmir")
    post = {"organisation_id": body.id, "title_tr": "Konsolos", "title_en": "Consul"}
    return make.person("Eva Huber", address_tr="Sayın Konsolos", posts=[post])


def refused(page):
    return {link["href"] for link in page.select(".error-summary a")}


def answered(browser, guests, told, status=302, **more):
    return browser.submit(f"/guestlists/{guests.id}/answers", {"set": told, **more}, status=status)


def test_what_is_known_of_a_person_is_taken_down_as_of_the_day_and_stays(
    browse, make, reception, consul, session
):
    browser = browse()
    form = typed_in(browser.open(f"/guests/new?about={reception.id}")) | {"person": f"#{consul.id}"}

    browser.submit("/guests/new", form)

    guest = session.scalars(select(Guest)).one()
    assert (guest.name, guest.rank_tr, guest.rank_en) == ("Eva Huber", "Konsolos", "Consul")
    assert (guest.form_tr, guest.organisation_name) == ("Sayın Konsolos", "Linz Konsolosluğu")
    assert guest.address == "Konak 1\nİzmir"
    form = typed_in(browser.open(f"/people/{consul.id}/edit")) | {"title_tr": "Eva Huber-Maier"}
    browser.submit(f"/people/{consul.id}/edit", form)
    session.expire_all()
    assert session.get_one(Guest, guest.id).name == "Eva Huber"


def test_another_person_in_place_of_a_guest_brings_their_own_titles(browse, make, reception, consul, session):
    guest = make.guest(reception, "Ada Yılmaz", rank_tr="Daire Başkanı", plate="35 A 1")
    browser = browse()
    form = typed_in(browser.open(f"/guests/{guest.id}/edit")) | {"person": f"#{consul.id}"}

    browser.submit(f"/guests/{guest.id}/edit", form)

    session.expire_all()
    assert (guest.name, guest.rank_tr, guest.plate) == ("Eva Huber", "Konsolos", "35 A 1")


def test_nobody_is_on_a_list_twice(browse, make, reception, consul):
    body = make.organisation("Kent Konseyi")
    make.guest(reception, "Eva Huber", person_id=consul.id)
    make.guest(reception, "", organisation_id=body.id)
    browser = browse()
    form = typed_in(browser.open(f"/guests/new?about={reception.id}"))

    again = browser.submit("/guests/new", form | {"person": f"#{consul.id}"}, status=422)
    assert refused(again) == {"#person"}
    again = browser.submit("/guests/new", form | {"organisation": f"#{body.id}"}, status=422)
    assert refused(again) == {"#organisation"}
    browser.submit("/guests/new", form | {"organisation": f"#{body.id}", "name": "Ada Yılmaz"})


def test_a_guest_without_a_title_is_invited_and_one_without_a_name_is_refused(
    browse, make, reception, session
):
    browser = browse()
    form = typed_in(browser.open(f"/guests/new?about={reception.id}"))

    assert refused(browser.submit("/guests/new", form, status=422)) == {"#person"}
    browser.submit("/guests/new", form | {"name": "Ada Yılmaz"})

    guest = session.scalars(select(Guest)).one()
    assert guest.rank_tr == ""
    assert GUEST.missing(guest) == ("No title",)


def test_a_number_answers_for_a_guest_and_the_figures_follow(browse, make, reception, session):
    ada, eva, can = (make.guest(reception, name) for name in ("Ada", "Eva", "Can"))
    browser = browse()
    how = {"on": "24.10.2023", "through": "phone"}

    answered(browser, reception, f"{ada.id}:1", **how)
    answered(browser, reception, f"{eva.id}:3", **how)
    answered(browser, reception, f"{can.id}:0", **how)

    session.expire_all()
    assert (ada.answer, ada.answered_on) == (GuestAnswer.YES, date(2023, 10, 24))
    assert (eva.answer, eva.companions) == (GuestAnswer.WITH_COMPANION, 2)
    assert can.answered_through is AnswerChannel.PHONE
    page = browser.open(f"/guestlists/{reception.id}")
    line = page.select_one("section[aria-labelledby=numbers]").get_text(" ", strip=True)
    assert "Invited 3" in line
    assert "People coming 4" in line
    assert "1 seat too few" in line
    answered(browser, reception, f"{eva.id}:none")
    session.expire_all()
    assert (eva.answer, eva.answered_on) == (None, None)
    assert "entered the answer of the guest" in browser.open(f"/guests/{eva.id}/history").words


def test_who_answered_what_is_said_and_can_be_taken_back_as_it_was(browse, make, reception, session):
    ada = make.guest(
        reception,
        "Ada Yılmaz",
        answer=GuestAnswer.YES,
        answered_on=date(2023, 10, 20),
        answered_through=AnswerChannel.LETTER,
    )
    browser = browse()
    sent = {"csrf_token": browser.token(), "set": f"{ada.id}:0", "on": "24.10.2023", "part": "1"}

    part = BeautifulSoup(
        browser.client.post(f"/guestlists/{reception.id}/answers", data=sent).text, "html5lib"
    )

    assert [one.text for one in part.select("[data-toast-text]")] == ["Ada Yılmaz: Does not come"]
    [undo] = part.select("[data-undo]")
    browser.submit(undo["action"], {one["name"]: one["value"] for one in undo.select("input")})
    session.expire_all()
    assert (ada.answer, ada.answered_on, ada.answered_through) == (
        GuestAnswer.YES,
        date(2023, 10, 20),
        AnswerChannel.LETTER,
    )
    assert browser.open(f"/guestlists/{reception.id}/answers").select_one("[data-toast-text]").text == (
        "Ada Yılmaz: Comes"
    )


def test_an_answer_leaves_on_record_how_it_came_unless_somebody_says_otherwise(
    browse, make, reception, session
):
    ada = make.guest(
        reception, "Ada", answer=GuestAnswer.YES, answered_through=AnswerChannel.LETTER, companions=0
    )
    browser = browse()

    answered(browser, reception, f"{ada.id}:2", on="24.10.2023", through="")
    session.expire_all()
    assert (ada.answer, ada.answered_through) == (GuestAnswer.WITH_COMPANION, AnswerChannel.LETTER)

    answered(browser, reception, f"{ada.id}:2", on="24.10.2023", through="phone")
    session.expire_all()
    assert ada.answered_through is AnswerChannel.PHONE


def test_an_answer_taken_back_leaves_how_many_were_invited_along_and_no_way_it_came(
    browse, make, reception, session
):
    ada = make.guest(reception, "Ada", companions=2)
    eva = make.guest(reception, "Eva", answer=GuestAnswer.YES)
    browser = browse()

    for guest in (ada, eva):
        sent = {"csrf_token": browser.token(), "set": f"{guest.id}:0", "through": "phone", "part": "1"}
        told = browser.client.post(f"/guestlists/{reception.id}/answers", data=sent).text
        [undo] = BeautifulSoup(told, "html5lib").select("[data-undo]")
        browser.submit(undo["action"], {one["name"]: one["value"] for one in undo.select("input")})

    session.expire_all()
    assert (ada.answer, ada.companions) == (None, 2)
    assert (eva.answer, eva.answered_through) == (GuestAnswer.YES, None)


def test_more_names_than_companions_are_pointed_out_where_answers_are_entered(browse, make, reception):
    ada = make.guest(
        reception,
        "Ada",
        answer=GuestAnswer.WITH_COMPANION,
        companions=2,
        companion_names="Can Yılmaz, Ece Demir",
    )
    browser, board = browse(), f"/guestlists/{reception.id}/answers"
    assert "More names" not in browser.open(board).words

    answered(browser, reception, f"{ada.id}:2")

    assert "More names of companions than companions: Can Yılmaz, Ece Demir" in browser.open(board).words


def test_names_of_companions_who_do_not_come_are_not_told_at_the_gate(browse, make, reception, session):
    make.guest(reception, "Ada", answer=GuestAnswer.YES, companion_names="Can Yılmaz")
    listed = [
        kit.load(session, make.actor("viewer"), GUEST, id_) for id_ in session.scalars(select(Guest.id))
    ]

    paper = guest_papers.gate(reception, listed, Name(1, "İzmir", ""), translator("en"), as_of=TODAY)

    assert "Can Yılmaz" not in str(paper)


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_companions_of_who_comes_alone_or_not_at_all_are_refused(browse, make, reception, session, answer):
    browser = browse()
    form = typed_in(browser.open(f"/guests/new?about={reception.id}")) | {"name": "Ada", "answer": answer}

    page = browser.submit("/guests/new", form | {"companions": "3"}, status=422)

    assert refused(page) == {"#companions"}
    assert session.scalars(select(Guest)).all() == []
    browser.submit("/guests/new", form)
    guest = session.scalars(select(Guest)).one()
    form = typed_in(browser.open(f"/guests/{guest.id}/edit")) | {"companions": "3"}
    browser.submit(f"/guests/{guest.id}/edit", form, status=422)
    session.expire_all()
    assert not guest.companions


def test_the_minute_of_an_arrival_that_is_taken_back_is_not_made_up_again(browse, make, reception):
    ada = make.guest(reception, "Ada Yılmaz", answer=GuestAnswer.YES)
    browser = browse()
    sent = {"csrf_token": browser.token(), "part": "1"}

    came, left = (
        browser.client.post(f"/guestlists/{reception.id}/gate", data=sent | {"set": f"{ada.id}:{told}"}).text
        for told in "10"
    )

    assert "data-undo" in came
    assert "data-undo" not in left


def test_a_script_gets_the_row_and_the_figures_alone(browse, make, reception):
    ada = make.guest(reception, "Ada Yılmaz")
    browser = browse()
    sent = {"csrf_token": browser.token(), "set": f"{ada.id}:2", "part": "1"}

    told = browser.client.post(f"/guestlists/{reception.id}/answers", data=sent).text

    assert "Comes with 1 companion" in told
    assert "People coming" in told
    assert "<html" not in told


@pytest.mark.parametrize("told", ["", "x", "1", ":1", "{id}:", "{id}:10", "{id}:-1", "{id}:yes", "999999:1"])
def test_what_is_no_answer_changes_nothing(browse, make, reception, session, told):
    ada = make.guest(reception, "Ada")

    answered(browse(), reception, told.format(id=ada.id), status=404)

    session.expire_all()
    assert ada.answer is None


@pytest.mark.parametrize("number", [2**31, 99_999_999_999])
def test_a_number_that_no_record_can_have_names_nobody(browse, reception, number):
    browser = browse()

    answered(browser, reception, f"{number}:1", status=404)
    browser.submit(f"/guestlists/{reception.id}/invite", {"id": number})

    assert "Choose at least one guest." in browser.open(f"/guestlists/{reception.id}/invite").words


def test_a_guest_of_another_list_is_not_answered_for_here(browse, make, reception, session):
    other = make.guest(make.guest_list("Başka yemek"), "Ada")

    answered(browse(), reception, f"{other.id}:1", status=404)

    session.expire_all()
    assert other.answer is None


def test_no_answer_came_on_a_day_to_come(browse, make, reception, session):
    ada = make.guest(reception, "Ada")

    page = answered(browse(), reception, f"{ada.id}:1", status=422, on="26.10.2023")

    assert refused(page) == {"#on"}
    session.expire_all()
    assert ada.answer is None


def test_who_comes_with_companions_says_with_how_many(browse, make, reception):
    ada = make.guest(reception, "Ada")
    browser = browse()
    form = typed_in(browser.open(f"/guests/{ada.id}/edit")) | {"answer": "with_companion"}

    assert refused(browser.submit(f"/guests/{ada.id}/edit", form, status=422)) == {"#companions"}
    for wrong in ("-1", "9999", "two"):
        page = browser.submit(f"/guests/{ada.id}/edit", form | {"companions": wrong}, status=422)
        assert "#companions" in refused(page)


def test_the_gate_is_told_who_comes_and_no_more(browse, make, reception, session):
    coming = make.guest(
        reception,
        "Ada Yılmaz",
        answer=GuestAnswer.WITH_COMPANION,
        companions=1,
        companion_names="Can Yılmaz",
        plate="35 A 1",
        rank_tr="Daire Başkanı",
        address="Gizli Sokak 1",
    )
    make.guest(reception, "Gelmeyen Kişi", answer=GuestAnswer.NO)
    make.guest(reception, "Yanıtsız Kişi")
    browser = browse()

    shown = browser.open(f"/guestlists/{reception.id}/gate").select_one("main table").get_text()

    assert "Ada Yılmaz" in shown
    assert "Can Yılmaz" in shown
    assert "35 A 1" in shown
    for hidden in ("Gelmeyen", "Yanıtsız", "Gizli Sokak", "Daire Başkanı"):
        assert hidden not in shown
    browser.submit(f"/guestlists/{reception.id}/gate", {"set": f"{coming.id}:1"})
    session.expire_all()
    assert coming.arrived_at is not None
    assert "Arrived 1" in browser.open(f"/guestlists/{reception.id}/gate").words
    browser.submit(f"/guestlists/{reception.id}/gate", {"set": f"{coming.id}:0"})
    session.expire_all()
    assert coming.arrived_at is None


@pytest.mark.parametrize("file", ["gate.pdf", "gate.docx", "labels.pdf"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_list_is_a_file_whatever_the_names_are(browse, make, reception, file, language):
    body = make.organisation(HOSTILE, address=HOSTILE)
    make.guest(
        reception,
        HOSTILE,
        rank_tr=HOSTILE,
        organisation_id=body.id,
        organisation_name=HOSTILE,
        address=HOSTILE,
        answer=GuestAnswer.YES,
        plate=HOSTILE,
    )
    make.guest(reception, "Adsız")

    answer = browse("viewer", language).client.get(f"/guestlists/{reception.id}/{file}")

    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF" if file.endswith("pdf") else b"PK")


@pytest.mark.parametrize("file", ["gate.pdf", "labels.pdf"])
def test_an_empty_list_has_its_files_and_no_others(browse, reception, file):
    browser = browse("viewer")

    assert browser.client.get(f"/guestlists/{reception.id}/{file}").status_code == 200
    assert browser.client.get(f"/guestlists/{reception.id}/gate.exe").status_code == 404


def test_labels_speak_the_language_of_the_invitation_and_who_declined_gets_none(make, session, reception):
    body = make.organisation("Linz Belediyesi", title_en="City of Linz")
    told = {
        "organisation_id": body.id,
        "rank_tr": "Başkan",
        "rank_en": "Mayor",
        "address": "Main Sq 1\n\nLinz",
    }
    make.guest(reception, "Ada", language=Language.ENGLISH, **told)
    make.guest(reception, "Eva", answer=GuestAnswer.NO)
    make.guest(reception, "Zoe")
    session.expire_all()
    listed = [
        kit.load(session, make.actor("viewer"), GUEST, id_) for id_ in session.scalars(select(Guest.id))
    ]

    found = guest_papers.labels(listed, translator("tr"), translator("en"))

    assert found == (Label("Ada", ("Mayor", "City of Linz", "Main Sq 1", "Linz")), Label("Zoe", ()))


def test_the_gate_list_counts_everybody_who_is_expected(make, session, reception):
    make.guest(reception, "Ada", answer=GuestAnswer.WITH_COMPANION, companions=2)
    make.guest(reception, "Eva", answer=GuestAnswer.YES, companions=1)
    listed = [
        kit.load(session, make.actor("viewer"), GUEST, id_) for id_ in session.scalars(select(Guest.id))
    ]

    paper = guest_papers.gate(reception, listed, Name(1, "İzmir", ""), translator("en"), as_of=TODAY)

    (said,) = [one for one in paper.sections[0].blocks if isinstance(one, Paragraph)]
    assert said.words[0].text == "4 people are expected."


def test_who_came_to_the_same_kind_of_event_is_not_forgotten(browse, make, consul, session):
    signing = {"event_kind": EventKind.SIGNING}
    before = make.event("Geçen imza", **signing, participants=[{"person_id": consul.id, "name": "Eva Huber"}])
    past = make.guest_list("Geçen yemek", about_id=before.id)
    came, stayed = make.person("Ada Yılmaz"), make.person("Can Demir")
    make.guest(past, "Ada Yılmaz", person_id=came.id, answer=GuestAnswer.YES)
    make.guest(past, "Can Demir", person_id=stayed.id, answer=GuestAnswer.NO)
    elsewhere = make.person("Zoe Other")
    make.event("Fuar", event_kind=EventKind.FAIR, participants=[{"person_id": elsewhere.id, "name": "Zoe"}])
    now = make.guest_list("Bu yemek", about_id=make.event("Bu imza", **signing).id)
    browser = browse()

    page = browser.open(f"/guestlists/{now.id}/invite?group=before")

    offered = [one["value"] for one in page.select('input[name="id"]')]
    assert offered == [str(came.id), str(consul.id)]
    boxes = page.select('td.is-select input[name="id"]')  # on phones they stand beside the names
    assert len(boxes) == len(offered)
    browser.submit(f"/guestlists/{now.id}/invite", {"id": offered, "group": "before"})
    session.expire_all()
    listed = session.scalars(select(Guest).where(Guest.guest_list_id == now.id)).all()
    assert {one.name for one in listed} == {"Ada Yılmaz", "Eva Huber"}
    again = browser.open(f"/guestlists/{now.id}/invite?group=before")
    assert again.select('input[name="id"]') == []
    assert [one.get_text() for one in again.select("td.is-name .detail")] == ["on the list", "on the list"]


def test_who_takes_part_in_the_visit_is_the_group_offered_first_the_visitors_before_ours(browse, make):
    head, second, ours = (make.person(name) for name in ("Zoran Ilić", "Ana Petrova", "Ada Yılmaz"))
    visit = make.visit(
        delegates=[
            {"name": "Ada Yılmaz", "person_id": ours.id, "side": Side.OURS},
            {"name": "Zoran Ilić", "person_id": head.id, "side": Side.VISITOR},
            {"name": "Ana Petrova", "person_id": second.id, "side": Side.VISITOR},
            {"name": "Adı yalnız yazılan", "side": Side.VISITOR},
        ]
    )
    dinner = make.guest_list("Yemek", about_id=visit.id)

    page = browse().open(f"/guestlists/{dinner.id}/invite")

    assert [box["value"] for box in page.select('input[name="id"][checked]')] == [
        str(one.id) for one in (head, second, ours)
    ]
    assert page.select_one('nav strong[aria-current="page"]').get_text() == visit.title_tr


def test_missions_and_saved_views_are_groups_of_guests(browse, make, reception, consul):
    embassy = make.organisation("Büyükelçilik", organisation_kind=OrganisationKind.EMBASSY)
    envoy = make.person("Elçi Bey", posts=[{"organisation_id": embassy.id, "title_tr": "Büyükelçi"}])
    browser = browse()

    offered = browser.open(f"/guestlists/{reception.id}/invite?group=missions").select('input[name="id"]')

    assert [one["value"] for one in offered] == [str(envoy.id)]
    browser.submit("/lists/people/views?q=huber", {"name": "Konsoloslar"})
    page = browser.open(f"/guestlists/{reception.id}/invite")
    (link,) = [one for one in page.select("main nav a") if one.get_text() == "Konsoloslar"]
    offered = browser.open(link["href"]).select('input[name="id"]')
    assert [one["value"] for one in offered] == [str(consul.id)]


def test_a_group_of_recipients_is_a_group_of_guests_in_its_order(browse, make, reception, consul):
    body = make.organisation("Kent Konseyi")
    members = [{"recipient_id": body.id}, {"recipient_id": consul.id}]
    group = make.record(RECIPIENT_GROUP, title_tr="Protokol", members=members)

    page = browse().open(f"/guestlists/{reception.id}/invite?group=group-{group.id}")

    assert [one["value"] for one in page.select('input[name="id"]')] == [str(body.id), str(consul.id)]


def test_nobody_is_chosen_or_another_municipalitys_people_are_chosen_and_nobody_is_invited(
    browse, make, reception, session
):
    theirs = make.person("Antalyalı", municipality="antalya")
    browser = browse()

    browser.submit(f"/guestlists/{reception.id}/invite", {"group": "missions"})
    browser.submit(f"/guestlists/{reception.id}/invite", {"id": [str(theirs.id), "x", "9" * 30]})

    assert session.scalars(select(Guest)).all() == []


def test_guests_are_to_be_reminded_on_the_first_page(browse, make):
    late = make.guest_list("Akşam yemeği", answer_by=date(2023, 10, 26), held=PartialDate.of(2023, 11, 1))
    make.guest(late, "Ada")
    browser = browse()

    assert "1 guest has not answered" in browser.open("/").words
    assert "Remind 1 guest" in browser.open(f"/guestlists/{late.id}").h1.get_text()
    listed = browser.open(f"/guests?list={late.id}&answer=unknown").select("main tbody td.is-name a")
    assert [one.get_text() for one in listed] == ["Ada"]


def test_three_hundred_guests_cost_no_more_statements_than_one(app, browse, make, reception, session):
    make.guest(reception, "İlk Konuk")
    browser = browse()
    address = f"/guestlists/{reception.id}"
    pages = ("answers", "gate", "gate.pdf", "labels.pdf")

    def cost(page):
        with statements(app) as sent:
            assert browser.client.get(f"{address}/{page}", buffered=True).status_code == 200
        return len(sent)

    few = [cost(page) for page in pages]
    people = [make.person(f"Konuk {number:03}").id for number in range(300)]
    with statements(app) as sent:
        made = service.invite_all(session, make.actor(), reception.id, people, today=TODAY)
    session.commit()

    assert made == 300
    assert len(sent) < 40
    assert [cost(page) for page in pages] == few
    assert len(browser.open(f"{address}/answers").select("tr[data-guest]")) == 301


def test_guests_leave_the_house_as_text_and_never_as_formulas(browse, make, reception):
    make.guest(reception, "=1+1", plate="@SUM(A1)", companion_names="+cmd")
    browser = browse()
    sent = {"csrf_token": browser.token()}

    told = browser.client.post(
        f"/lists/guests/export.csv?list={reception.id}&columns=title,plate,names", data=sent, buffered=True
    )

    cells = [cell for row in csv.reader(io.StringIO(told.data.decode("utf-8-sig"))) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "@", "+"))] == []


def test_what_somebody_typed_stays_text_on_every_page(browse, make, reception):
    guest = make.guest(reception, HOSTILE, answer=GuestAnswer.YES, plate=HOSTILE, companion_names=HOSTILE)
    browser = browse()

    for address in (
        f"/guestlists/{reception.id}/answers",
        f"/guestlists/{reception.id}/gate",
        f"/guests/{guest.id}",
        f"/guests?list={reception.id}",
    ):
        page = browser.open(address)
        assert "<script>alert(1)" not in page.answer.text, address
        assert "{{ 7*7 }}" in page.words, address


def in_word(answer):
    """Return the paragraphs of a Word file."""
    assert answer.status_code == 200, answer.status
    return [one.text for one in Document(io.BytesIO(answer.data)).paragraphs if one.text]


def test_each_guest_is_invited_in_their_language_by_their_form_of_address(browse, make, reception):
    consulate = make.organisation("Linz Konsolosluğu", title_en="Consulate of Linz")
    told = {
        "organisation_id": consulate.id,
        "organisation_name": "Linz Konsolosluğu",
        "rank_tr": "Başkonsolos",
        "rank_en": "Consul General",
    }
    make.guest(reception, "Eva Huber", language=Language.ENGLISH, **told)
    make.guest(reception, "Ada Yılmaz", language=Language.TURKISH, form_tr="Değerli Başkanım", **told)
    make.guest(reception, "Can Demir", language=Language.TURKISH)
    make.guest(reception, "Gelmez", language=Language.TURKISH, answer=GuestAnswer.NO)
    make.guest(reception, "Dilsiz")
    browser = browse("viewer", "tr")

    words = in_word(browser.client.get(f"/guestlists/{reception.id}/invitations.docx"))

    assert "Consulate of Linz" in words
    assert {"Dear Consul General,", "Değerli Başkanım,", "Sayın Can Demir,"} <= set(words)
    assert not [one for one in words if "Gelmez" in one or "Dilsiz" in one]
    assert "Sunday 29 October 2023" in "\n".join(words)
    page = browser.open(f"/guestlists/{reception.id}/invitations")
    assert "Dilsiz" in page.select_one(".notice").get_text()
    words = in_word(browser.client.get(f"/guestlists/{reception.id}/invitations.docx?kind=card&unknown=en"))
    assert "Dilsiz" in words
    assert "29 Ekim 2023 Pazar" in words


def test_a_form_of_address_that_the_house_has_in_one_language_leaves_the_other_as_usual(
    browse, make, reception, session
):
    for name, language in (("Ada", Language.TURKISH), ("Eva", Language.ENGLISH)):
        make.guest(reception, name, language=language, rank_tr="Başkonsolos", rank_en="Consul General")
    told = {AddressRank.CONSUL_GENERAL: Form("Pek Sayın Başkonsolos", "")}
    set_forms_of_address(session, make.actor("admin"), told)
    session.commit()

    words = in_word(browse("viewer").client.get(f"/guestlists/{reception.id}/invitations.docx"))

    assert {"Pek Sayın Başkonsolos,", "Dear Consul General,"} <= set(words)


def test_what_is_put_into_an_invitation_stays_text(browse, make, reception):
    make.guest(reception, "{{ 7*7 }} {{ house }} <b>", language=Language.TURKISH, rank_tr="{{ day }}")
    browser = browse("viewer", "tr")

    for kind in ("letter", "card"):
        words = "\n".join(
            in_word(browser.client.get(f"/guestlists/{reception.id}/invitations.docx?kind={kind}"))
        )
        assert "{{ 7*7 }} {{ house }} <b>" in words
        assert "49" not in words


def test_a_line_of_which_nothing_is_known_goes_and_a_guest_without_a_title_is_addressed_by_name(browse, make):
    guests = make.guest_list("Tarihsiz yemek")
    make.guest(guests, "Ada Yılmaz", language=Language.TURKISH)

    words = in_word(browse("viewer", "tr").client.get(f"/guestlists/{guests.id}/invitations.docx?kind=card"))

    assert "Ada Yılmaz" in words
    assert not [one for one in words if "{{" in one or "None" in one]


def test_an_invitation_leads_to_nothing_that_is_not_said_and_the_page_names_it_before(
    browse, make, reception
):
    make.guest(reception, "Ada Yılmaz", language=Language.TURKISH)
    make.guest(reception, "Eva Huber", language=Language.ENGLISH)
    browser = browse()
    place = f"/guestlists/{reception.id}/invitations"

    letters = "\n".join(in_word(browser.client.get(f"{place}.docx")))
    assert "rica ederiz" not in letters
    assert "answer by" not in letters
    cards = "\n".join(in_word(browser.client.get(f"{place}.docx?kind=card")))
    assert "LCV" not in cards
    assert "RSVP" not in cards
    (notice,) = browser.open(place).select(".notice")
    assert [" ".join(one.get_text(" ").split()) for one in notice.select("li")] == [
        "what guests are invited to, in English · 1 invitation",
        "hour · 2 invitations",
        "place · 2 invitations",
        "day by which they are asked to answer · 2 invitations",
    ]
    assert notice.select_one("a")["href"] == f"/guestlists/{reception.id}/edit"


def test_an_invitation_that_can_say_everything_is_not_warned_of(browse, make):
    told = {"title_en": "Reception", "place_tr": "Saat Kulesi", "place_en": "Clock Tower"}
    day = {"held": PartialDate.of(2023, 10, 29), "starts_at": time(19), "answer_by": date(2023, 10, 20)}
    guests = make.guest_list("Resepsiyon", **told, **day)
    make.guest(guests, "Eva Huber", language=Language.ENGLISH)
    browser = browse()

    assert not browser.open(f"/guestlists/{guests.id}/invitations").select(".notice")
    words = in_word(browser.client.get(f"/guestlists/{guests.id}/invitations.docx?kind=card"))
    assert "RSVP: 20 Oct 2023" in words


def test_the_house_writes_its_own_words_and_an_unknown_placeholder_is_named(browse, make, reception):
    make.guest(reception, "Ada", language=Language.TURKISH)
    browser = browse("admin")
    form = typed_in(browser.open("/invitation-texts"))
    assert "{{ salutation }}" in form["letter_tr"]

    page = browser.submit(
        "/invitation-texts", form | {"card_tr": "{{ isim }} {{ 7*7 }}", "letter_en": "{{ name"}, status=422
    )
    assert refused(page) == {"#card_tr", "#letter_en"}
    assert "isim, 7*7" in page.find(id="card_tr-error").get_text()

    browser.submit("/invitation-texts", form | {"card_tr": "Buyurun {{ name }}"})
    words = in_word(browser.client.get(f"/guestlists/{reception.id}/invitations.docx?kind=card"))
    assert words == ["Buyurun Ada"]
    assert "changed the texts of invitations" in browser.open("/audit/trail").words
    form = typed_in(browser.open("/invitation-texts"))
    browser.submit("/invitation-texts", form | {"card_tr": ""})
    assert "{{ name }}" in typed_in(browser.open("/invitation-texts"))["card_tr"]


def test_the_language_of_an_invitation_follows_from_what_is_known_of_the_guest(
    browse, make, reception, session
):
    linz = make.organisation("Linz Belediyesi", seat_id=make.city("Linz").id)
    mayor = make.person("Eva Huber", posts=[{"organisation_id": linz.id, "title_tr": "Başkan"}])
    speaker = make.person("Can Demir", languages="Türkçe")
    nobody = make.person("Kim Bilir")

    service.invite_all(session, make.actor(), reception.id, [mayor.id, speaker.id, nobody.id], today=TODAY)
    session.commit()

    found = {one.name: one.language for one in session.scalars(select(Guest))}
    assert found == {"Eva Huber": Language.ENGLISH, "Can Demir": Language.TURKISH, "Kim Bilir": None}
