"""History, bin, trail and conflicts, as an officer meets them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.records import kit
from app.records.agreements import AGREEMENT
from app.records.nouns import NOUNS
from app.records.visits import VISIT
from models import Agreement, TrailEntry, Visit
from models.vocabulary import AgreementState, RecordKind, Relation
from tests.laws.reading import statements, typed_in, written
from tests.make import TODAY

NOW = datetime(2023, 10, 25, 9, 30, tzinfo=UTC)


@pytest.fixture
def bin_it(make, session):
    """Move a record to the bin."""

    def throw(record, municipality="izmir"):
        noun = NOUNS[record.kind]
        session.expire_all()
        kit.throw_away(session, make.actor("admin", municipality), noun, record.id, today=TODAY)
        session.commit()
        return record

    return throw


def rows(page) -> list[str]:
    return [row.select_one("a").get_text(strip=True) for row in page.select("main tbody tr")]


def fresh(session, model, id_):
    session.expire_all()
    return session.get_one(model, id_)


# --- History ------------------------------------------------------------------------------------------------


def test_the_page_of_a_record_tells_three_fields_and_links_to_the_rest(browser, make):
    visit = make.visit(group_name="Delegation")
    form = typed_in(browser.open(f"/visits/{visit.id}/edit"))
    typed = {"subject_tr": "Spor", "place_tr": "Konak", "notes_tr": "Çay", "minutes_tr": "Uzun"}

    browser.submit(f"/visits/{visit.id}/edit", form | typed)

    page = browser.open(f"/visits/{visit.id}")
    newest = page.select_one("section[aria-labelledby=history] .is-change")
    assert len(newest.select(".change")) == 3
    assert "1 more field changed" in newest.get_text()
    assert page.select_one(f'a[href="/visits/{visit.id}/history"]')


def test_who_may_not_see_the_trail_sees_no_changes_on_the_page(browse, make):
    visit = make.visit()

    page = browse("viewer").open(f"/visits/{visit.id}")

    assert not page.select(".is-change")
    assert not page.select(f'a[href="/visits/{visit.id}/history"]')


def test_the_history_of_a_binned_record_stays_open(browse, make, bin_it):
    visit = bin_it(make.visit())

    page = browse("auditor").open(f"/visits/{visit.id}/history")

    assert "This record is in the bin." in page.words
    assert "moved the record to the bin" in page.words
    assert not page.select("main form")
    assert not page.select(f'a[href="/visits/{visit.id}"]')


def test_the_history_goes_on_to_older_changes_without_losing_any(browser, make, session):
    visit = make.visit(place_tr="0")
    for number in range(1, 26):
        visit = kit.load(session, make.actor(), VISIT, visit.id)
        data = {"place_tr": str(number)}
        kit.edit(session, make.actor(), VISIT, visit.id, visit.version, data, today=TODAY)
    session.commit()

    first = browser.open(f"/visits/{visit.id}/history")
    second = browser.open(first.select_one(".pager a[rel=next]")["href"])

    told = [ins.get_text() for page in (first, second) for ins in page.select(".is-change ins")]
    assert told[:25] == [str(number) for number in range(25, 0, -1)]
    assert not second.select(".pager a[rel=next]")


def test_the_history_costs_as_many_statements_for_many_changes_as_for_one(app, browser, make, session):
    visit = make.visit(host_id=make.person("Ev Sahibi").id)
    addresses = (f"/visits/{visit.id}/history", "/audit/trail", f"/visits/{visit.id}")

    def cost():
        told = []
        for address in addresses:
            with statements(app) as sent:
                browser.open(address)
            told.append(len(sent))
        return told

    few = cost()
    for number in range(30):
        host = make.person(f"Kişi {number}")
        visit = kit.load(session, make.actor(), VISIT, visit.id)
        kit.edit(session, make.actor(), VISIT, visit.id, visit.version, {"host_id": host.id}, today=TODAY)
    session.commit()

    assert (
        max(a - b for a, b in zip(cost(), few, strict=True)) <= 1
    )  # a created entry names nothing to look up


# --- Bin ----------------------------------------------------------------------------------------------------


def test_the_bin_shows_what_who_and_when_and_gives_it_back(browser, make, session):
    visit = make.visit(group_name="Delegation of teachers")
    browser.submit(f"/visits/{visit.id}/bin")

    page = browser.open("/bin")
    assert rows(page) == ["Delegation of teachers"]
    assert "officer of izmir" in page.select_one("main tbody tr").get_text()
    browser.submit(page.select_one("main tbody form")["action"])

    assert fresh(session, Visit, visit.id).binned_at is None
    assert not rows(browser.open("/bin"))


def test_the_bin_is_searched_by_words_and_kind(browser, make, bin_it):
    bin_it(make.visit(group_name="Delegation of teachers"))
    bin_it(make.organisation("Teachers' Union"))

    assert sorted(rows(browser.open("/bin?q=teachers"))) == ["Delegation of teachers", "Teachers' Union"]
    assert rows(browser.open("/bin?q=teachers&kind=organisation")) == ["Teachers' Union"]
    assert "No record in the bin matches." in browser.open("/bin?q=zzzz").words
    assert len(rows(browser.open("/bin?kind=nonsense&page=99999"))) == 2


def test_the_bin_holds_nothing_of_another_municipality_and_nothing_one_may_not_restore(browse, make, bin_it):
    bin_it(make.visit("antalya", group_name="Theirs"), "antalya")
    bin_it(make.minimal(NOUNS[RecordKind.CITY]))

    assert not rows(browse().open("/bin"))
    assert len(rows(browse("admin").open("/bin"))) == 1


def test_the_bin_costs_as_many_statements_for_forty_as_for_one(app, browser, make, bin_it):
    def cost():
        with statements(app) as sent:
            browser.open("/bin")
        return len(sent)

    bin_it(make.visit())
    one = cost()
    for _ in range(39):
        bin_it(make.visit())

    assert cost() == one
    assert len(rows(browser.open("/bin"))) == 40


def test_a_binned_record_opened_by_its_address_says_so_to_who_may_restore_it(browse, make, bin_it):
    visit = bin_it(make.visit(group_name="Delegation of teachers"))

    page = browse().open(f"/visits/{visit.id}", status=404)

    assert page.h1.get_text(strip=True) == "Delegation of teachers"
    assert "admin of izmir moved it there" in page.words
    assert page.select_one(f'form[action="/visits/{visit.id}/restore"]')
    for somebody in (browse("viewer"), browse("auditor"), browse(make.user("officer", "antalya"))):
        assert "Delegation of teachers" not in somebody.open(f"/visits/{visit.id}", status=404).words


def test_what_names_a_binned_record_is_not_restored_before_it_and_the_page_says_so(
    browser, make, bin_it, session
):
    house = make.organisation("Bir Kurum")
    visit = make.visit(host_id=house.id)
    bin_it(visit)
    bin_it(house)
    before = written(session)

    answer = browser.submit(f"/visits/{visit.id}/restore").answer
    page = browser.open(answer.location, status=404)

    assert "Take that out first: Bir Kurum" in page.select_one(".notice").get_text()
    assert written(session) == before


def test_a_sister_tie_whose_place_was_taken_stays_in_the_bin_with_the_rule_in_words(
    browser, make, bin_it, session
):
    parties = [
        {"organisation_id": make.organisation("İzmir", ours=True).id},
        {"organisation_id": make.organisation("Üsküp").id},
    ]
    data = {"relation": Relation.SISTER_CITY, "state": AgreementState.IN_FORCE, "parties": parties}
    first = bin_it(make.record(AGREEMENT, **data))
    make.record(AGREEMENT, **data)
    before = written(session)

    answer = browser.submit(f"/agreements/{first.id}/restore").answer
    page = browser.open(answer.location, status=404)

    assert (
        "A sister-city relation with one of the parties stands already"
        in page.select_one(".notice").get_text()
    )
    assert written(session) == before


def test_a_record_binned_while_somebody_wrote_keeps_what_was_typed(browser, make, bin_it, session):
    visit = make.visit()
    chosen = {"city": f"#{make.city('Üsküp').id}"}
    typed = typed_in(browser.open(f"/visits/{visit.id}/edit")) | {"subject_tr": "What I wrote"} | chosen
    bin_it(visit)

    page = browser.submit(f"/visits/{visit.id}/edit", typed, status=409)

    assert page.select_one("#subject_tr")["value"] == "What I wrote"
    assert page.select_one("#city")["data-label"] == "Skopje"
    assert "moved to the bin while you were writing" in page.select_one(".error-summary").get_text()
    browser.submit(f"/visits/{visit.id}/restore")
    again = browser.submit(f"/visits/{visit.id}/edit", typed_in(page), status=409)
    browser.submit(f"/visits/{visit.id}/edit", typed_in(again))
    assert fresh(session, Visit, visit.id).subject_tr == "What I wrote"


# --- Two editors --------------------------------------------------------------------------------------------


@pytest.fixture
def clash(browser, browse, make):
    """Two officers open one visit; the first saves, then the second: what the second one is shown."""

    def meet(theirs, mine, **data):
        visit = make.visit(**({"group_name": "A", "subject_tr": "Kültür", "place_tr": "Konak"} | data))
        address = f"/visits/{visit.id}/edit"
        form = typed_in(browser.open(address))
        colleague = browse("manager")
        colleague.submit(address, typed_in(colleague.open(address)) | theirs)
        return address, browser.submit(address, form | mine, status=409)

    return meet


def section(page, heading):
    found = [one for one in page.select("main section") if heading in one.select_one("h2").get_text()]
    return found[0].get_text() if found else ""


def test_fields_are_told_apart_by_who_changed_them(clash):
    _, page = clash(
        {"subject_tr": "Spor", "place_tr": "Bornova", "held": "2023"},
        {"subject_tr": "Eğitim", "notes_tr": "Çay ikram edildi"},
    )

    both = section(page, "Changed by both of you")
    assert all(words in both for words in ("Spor", "Eğitim", "Before: Kültür", "manager of izmir"))
    theirs = section(page, "Changed by your colleague only")
    assert all(words in theirs for words in ("Bornova", "Konak", "2023"))
    mine = section(page, "Changed by you only")
    assert "Çay ikram edildi" in mine
    assert "Spor" not in theirs + mine


def test_choosing_takes_the_version_of_the_other_and_keeps_all_else(browser, clash, session):
    address, page = clash(
        {"subject_tr": "Spor", "place_tr": "Bornova", "group_name": "Theirs"},
        {"subject_tr": "Eğitim", "notes_tr": "Çay", "group_name": "Mine"},
    )

    browser.submit(address, typed_in(page) | {"take-subject_tr": "theirs"})

    saved = session.scalars(select(Visit)).one()
    assert (saved.subject_tr, saved.place_tr, saved.notes_tr, saved.group_name) == (
        "Spor",
        "Bornova",
        "Çay",
        "Mine",
    )


def test_rows_that_both_changed_are_chosen_as_whole_lists(browser, clash, session, make):
    address, page = clash(
        {"delegates-0-person": "+Yan Ting", "delegates-0-title_tr": "Vali"},
        {"delegates-0-person": "+Li Wei", "delegates-1-person": "+Jill Morris"},
    )
    both = section(page, "Changed by both of you")
    assert "Yan Ting, Vali" in both
    assert "Li Wei" in both

    browser.submit(address, typed_in(page) | {"take-delegates": "theirs"})

    visit = session.scalars(select(Visit)).one()
    loaded = kit.load(session, make.actor(), VISIT, visit.id)
    assert [one.name for one in loaded.delegates] == ["Yan Ting"]


def test_a_row_added_without_a_script_keeps_what_was_chosen(browser, clash):
    address, page = clash({"subject_tr": "Spor"}, {"subject_tr": "Eğitim", "notes_tr": "Çay"})

    chosen = typed_in(page) | {"take-subject_tr": "theirs", "add-row": "delegates"}
    form = typed_in(browser.submit(address, chosen, status=200))

    assert (form["subject_tr"], form["notes_tr"]) == ("Spor", "Çay")


def test_rows_only_a_colleague_changed_are_not_lost_when_i_save_mine(browser, clash, session, make):
    address, page = clash({"delegates-0-person": "+Yan Ting"}, {"subject_tr": "Eğitim"})

    browser.submit(address, typed_in(page))

    visit = session.scalars(select(Visit)).one()
    loaded = kit.load(session, make.actor(), VISIT, visit.id)
    assert [one.name for one in loaded.delegates] == ["Yan Ting"]
    assert visit.subject_tr == "Eğitim"


def test_a_third_editor_leads_to_a_choice_again_that_remembers_the_first(browser, browse, clash, session):
    address, page = clash(
        {"subject_tr": "Spor", "place_tr": "Bornova"}, {"subject_tr": "Eğitim", "place_tr": "Alsancak"}
    )
    chosen = typed_in(page) | {"take-subject_tr": "theirs", "take-place_tr": "mine"}
    third = browse("director")
    third.submit(address, typed_in(third.open(address)) | {"notes_tr": "Third", "place_tr": "Çeşme"})

    again = browser.submit(address, chosen, status=409)

    both = section(again, "Changed by both of you")
    assert all(words in both for words in ("Spor", "Eğitim", "Alsancak", "Çeşme"))
    assert again.select_one("[name=take-subject_tr][checked]")["value"] == "theirs"
    assert "Third" in section(again, "Changed by your colleague only")
    browser.submit(address, typed_in(again))
    saved = session.scalars(select(Visit)).one()
    assert (saved.subject_tr, saved.place_tr, saved.notes_tr) == ("Spor", "Alsancak", "Third")


def test_what_two_editors_typed_alike_is_no_conflict(clash):
    _, page = clash({"subject_tr": "Spor"}, {"subject_tr": "Spor"})

    assert "No field was changed by both of you" in page.words
    assert not page.select("[name^=take-]")


def test_who_changed_a_shared_record_elsewhere_is_not_named(browse, make, bin_it):
    city, noun = make.minimal(NOUNS[RecordKind.CITY]), "/cities"
    ours, theirs = browse("admin"), browse(make.user("admin", "antalya"))
    address = f"{noun}/{city.id}/edit"
    form = typed_in(ours.open(address))
    theirs.submit(address, typed_in(theirs.open(address)) | {"region": "Elsewhere"})

    page = ours.submit(address, form | {"region": "Here"}, status=409)

    assert "Another municipality" in section(page, "Changed by both of you")
    assert "antalya" not in page.words
    bin_it(city, "antalya")
    for binned in (ours.open("/bin"), ours.open(f"{noun}/{city.id}", status=404)):
        assert "Another municipality" in binned.words
        assert "antalya" not in binned.words


@pytest.mark.parametrize(
    ("verb", "typed"), [("sign", {"signed": "2021"}), ("end", {"ends": "2023", "reason": "No longer needed"})]
)
def test_a_verb_on_a_changed_agreement_keeps_what_was_typed(browser, make, session, verb, typed):
    state = AgreementState.DRAFT if verb == "sign" else AgreementState.IN_FORCE
    parties = [{"organisation_id": make.organisation(name).id} for name in ("A", "B")]
    agreement = make.record(AGREEMENT, relation=Relation.GOODWILL, state=state, parties=parties)
    seen = agreement.version
    kit.edit(session, make.actor(), AGREEMENT, agreement.id, seen, {"place_tr": "Ankara"}, today=TODAY)
    session.commit()
    address = f"/agreements/{agreement.id}/{verb}"

    page = browser.submit(address, typed | {"seen_version": str(seen)}, status=409)

    assert "Ankara" in page.select_one("#meanwhile").get_text()
    offered = typed_in(page)
    assert {name: offered[name] for name in typed} == typed
    assert fresh(session, Agreement, agreement.id).state is state
    browser.submit(address, offered)
    assert fresh(session, Agreement, agreement.id).state is not state


def test_suspending_a_changed_agreement_says_why_nothing_was_done(browser, make, session):
    parties = [{"organisation_id": make.organisation(name).id} for name in ("A", "B")]
    state = AgreementState.IN_FORCE
    agreement = make.record(AGREEMENT, relation=Relation.GOODWILL, state=state, parties=parties)

    answer = browser.submit(f"/agreements/{agreement.id}/suspend", {"seen_version": "0"}).answer

    assert "Nothing was done" in browser.open(answer.location).select_one(".notice").get_text()
    assert fresh(session, Agreement, agreement.id).state is state


# --- The trail of the municipality --------------------------------------------------------------------------


def test_the_trail_is_narrowed_by_who_what_and_when(browse, make, session):
    with time_machine.travel(NOW):
        officer = make.user("officer")
        browser = browse(officer)
        visit = make.visit(group_name="Delegation")
        make.organisation("Bir Kurum")
        browser.submit(f"/visits/{visit.id}/bin")
    with time_machine.travel(NOW + timedelta(days=1)):
        browse(officer).submit(f"/visits/{visit.id}/restore")
        auditor = browse("auditor")

        assert rows(auditor.open("/audit/trail")) == ["Delegation", "Delegation", "Bir Kurum", "Delegation"]
        assert len(rows(auditor.open(f"/audit/trail?who={officer.id}"))) == 2
        assert rows(auditor.open("/audit/trail?who=0&kind=organisation")) == ["Bir Kurum"]
        assert len(rows(auditor.open("/audit/trail?until=25.10.2023"))) == 3
        assert len(rows(auditor.open("/audit/trail?since=26.10.2023"))) == 1
        assert len(rows(auditor.open("/audit/trail?since=Ekim+2023&until=2023"))) == 4
        wrong = auditor.open("/audit/trail?since=soon&who=x&kind=y")
        assert "Enter a day" in wrong.select_one(".field-error").get_text()
        assert len(rows(wrong)) == 4


def test_what_was_done_to_no_record_is_told_by_its_kind_and_not_as_something_gone(browse):
    admin = browse("admin")
    admin.submit("/letterhead", typed_in(admin.open("/letterhead")) | {"lines_tr": "İzmir"})

    line = browse("auditor").open("/audit/trail").select_one("tbody tr")

    assert "Information notes" in line.select_one(".is-name").get_text()
    assert "changed the letterhead" in line.get_text()


@pytest.mark.parametrize("number", ["x", "0", "-1", "9" * 30, "²"])
def test_an_address_that_somebody_made_up_breaks_nothing(browser, make, number):
    visit = make.visit()

    for address in (
        f"/audit/trail?before={number}&who={number}",
        f"/visits/{visit.id}/history?before={number}",
        f"/bin?page={number}",
        "/audit/trail?since=0001&until=9999",
    ):
        assert browser.open(address)


def test_restoring_twice_is_restoring(browser, make, bin_it):
    visit = bin_it(make.visit())

    for _ in range(2):
        assert browser.submit(f"/visits/{visit.id}/restore").answer.location == f"/visits/{visit.id}"
    assert browser.open(f"/visits/{visit.id}")


def test_the_trail_of_one_municipality_says_nothing_of_another(browse, make):
    make.visit("antalya", group_name="Theirs")

    assert not rows(browse("auditor").open("/audit/trail"))


def test_the_trail_goes_on_to_older_changes(browse, make):
    for number in range(55):
        make.organisation(f"Kurum {number}")
    browser = browse()

    first = browser.open("/audit/trail?kind=organisation")
    second = browser.open(first.select_one(".pager a[rel=next]")["href"])

    assert rows(first) + rows(second) == [f"Kurum {number}" for number in range(54, -1, -1)]


# --- The clock ----------------------------------------------------------------------------------------------


def test_a_clock_moved_back_changes_neither_the_order_of_the_trail_nor_who_is_signed_in(
    browse, make, session
):
    with time_machine.travel(NOW):
        browser = browse()
        visit = make.visit(place_tr="first")
        form = typed_in(browser.open(f"/visits/{visit.id}/edit"))
        browser.submit(f"/visits/{visit.id}/edit", form | {"place_tr": "second"})
    with time_machine.travel(NOW - timedelta(hours=1)):
        form = typed_in(browser.open(f"/visits/{visit.id}/edit"))
        browser.submit(f"/visits/{visit.id}/edit", form | {"place_tr": "third"})
        page = browser.open(f"/visits/{visit.id}/history")
        listed = browser.open("/audit/trail?kind=visit")

    assert [one.get_text() for one in page.select(".change ins")][:2] == ["third", "second"]
    moments = session.scalars(select(TrailEntry.at).order_by(TrailEntry.id.desc())).all()
    assert moments[0] < moments[1]
    assert [row.select(".detail")[-1].get_text() for row in listed.select("main tbody tr")][:2] == [
        "Place of the meeting",
        "Place of the meeting",
    ]


def test_a_session_still_ends_after_its_hours(app, browse):
    with time_machine.travel(NOW):
        browser = browse()
        with browser.client.session_transaction() as session:
            session.permanent = True
        assert browser.open("/visits")
    with time_machine.travel(NOW + app.permanent_session_lifetime + timedelta(minutes=1)):
        assert "/sign-in" in browser.open("/visits", status=302).answer.location


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/answers/sleeping/export.xlsx", "Answer"),
        ("/answers/network/export.json", "Network view"),
        ("/map/export.csv", "took the map out as a file"),
    ],
)
def test_what_left_the_house_stands_in_the_trail_of_the_municipality(browse, path, words):
    browser = browse("admin")
    with browser.client.post(path, data={"csrf_token": browser.token()}) as answer:
        assert answer.status_code == 200

    newest = browser.open("/audit/trail").select_one("main tbody tr").get_text(" ", strip=True)

    assert words in newest
    assert "as a file" in newest


def taken(session):
    query = select(TrailEntry).where(TrailEntry.event.endswith("_taken")).order_by(TrailEntry.id)
    return [(entry.event, entry.changes) for entry in session.scalars(query)]


def test_a_paper_taken_out_says_in_the_trail_which_of_what_and_nothing_that_stands_in_it(
    browse, make, session
):
    guests = make.guest_list("Resepsiyon")
    make.guest(guests, name="Ada Yılmaz")

    assert browse("viewer").client.get(f"/guestlists/{guests.id}/gate.pdf", buffered=True).status_code == 200

    told = {"record": [None, guests.id], "format": [None, "pdf"]}
    assert taken(session) == [("guest_list.gate_taken", told)]
    newest = browse("auditor").open("/audit/trail").select_one("main tbody tr")
    assert newest.select_one("a")["href"] == f"/guestlists/{guests.id}/history"
    said = newest.get_text(" ", strip=True)
    assert all(
        words in said for words in ("Resepsiyon", "took the gate list out as a file", "PDF", "viewer of")
    )


def test_the_note_on_a_record_is_taken_out_under_the_noun_it_is_about(browse, make, session):
    visit = make.visit()

    assert (
        browse("viewer").client.get(f"/visits/{visit.id}/note.docx?lang=en", buffered=True).status_code == 200
    )

    assert taken(session) == [("visit.note_taken", {"record": [None, visit.id], "format": [None, "docx"]})]


def test_what_is_not_sent_leaves_no_line(browse, make, session):
    visit, document = make.visit(), make.document()
    client = browse("viewer").client
    address = f"/documents/{document.id}/versions/1"

    assert client.get(f"/visits/{visit.id}/note.exe", buffered=True).status_code == 404
    assert client.head(f"/visits/{visit.id}/note.pdf", buffered=True).status_code == 200
    assert taken(session) == []
    first = client.get(address, buffered=True)
    assert first.status_code == 200
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]}, buffered=True)
    assert again.status_code == 304

    told = {"record": [None, document.id], "version": [None, 1]}
    assert taken(session) == [("document.file_taken", told)]


def test_a_list_taken_out_is_named_in_the_trail_as_the_list(browse):
    browser = browse("admin")
    browser.client.post("/lists/visits/export.csv", data={"csrf_token": browser.token()}, buffered=True)

    newest = browser.open("/audit/trail").select_one("main tbody tr").get_text(" ", strip=True)

    assert newest.startswith("Visits")
