"""Letters to several recipients: who gets which words, the register, numbers, files, and taking back."""

import io
import zipfile
from datetime import date
from io import BytesIO
from uuid import uuid4

import docx
import pytest
from sqlalchemy import func, select

from app import trail
from app.records import kit
from app.records.agreements import AGREEMENT
from app.records.letter_templates import LETTER_TEMPLATE
from app.records.letters import LETTER
from app.records.memberships import MEMBERSHIP
from app.records.people import PERSON
from app.records.recipient_groups import RECIPIENT_GROUP
from app.services import letter_merge
from app.unit_of_work import unit_of_work
from models import AddressForm, ImportRun, Letter, Mention, PartialDate, Record, TrailEntry
from models.vocabulary import (
    AgreementState,
    GroupRule,
    Language,
    LetterDirection,
    LetterKind,
    MembershipRelation,
    OrganisationKind,
    Relation,
)
from tests.laws.reading import besides_updates, statements, typed_in
from tests.make import TODAY

PLACE = "/letters/merge"
OUT = LetterDirection.OUTGOING


@pytest.fixture
def ambassador(make):
    body = make.organisation(
        "Letonya Büyükelçiliği",
        title_en="Embassy of Latvia",
        organisation_kind=OrganisationKind.EMBASSY,
        represents_id=make.country("LV").id,
        address="Ankara Caddesi 5",
    )
    post = {"organisation_id": body.id, "title_tr": "Büyükelçi", "title_en": "Ambassador"}
    return make.person("Anna Bērziņa", posts=[post])


@pytest.fixture
def rector(make):
    body = make.organisation("Ege Üniversitesi", seat_id=make.city("İzmir").id)
    return make.person("Ali Veli", posts=[{"organisation_id": body.id, "title_tr": "Rektör"}])


def group(make, *people, **data):
    rows = [{"recipient_id": one.id} for one in people]
    return make.record(RECIPIENT_GROUP, title_tr="Yılbaşı listesi", members=rows, **data)


def order(browser, address="?kind=new_year&year=2024", **typed):
    return typed_in(browser.open(f"{PLACE}{address}")) | typed


def preview(browser, form, status=200):
    return browser.submit(PLACE, form | {"do": "preview"}, status)


def carried(page):
    """What the page of the preview carries along."""
    form = page.select_one(".letter-previews").find_parent("form")
    return {one["name"]: one["value"] for one in form.select("input[type=hidden]")}


def said(page):
    return [" ".join(one.get_text(" ").split()) for one in page.select(".letter-preview")]


def written(browser, form):
    """Go on from a preview to the register as the page does."""
    page = preview(browser, form)
    sent = carried(page) | {"do": "write"}
    sent["take"] = [one["value"] for one in page.select("input[name=take][checked]")]
    sent["known"] = [one["value"] for one in page.select("input[name=known]")]
    return browser.submit(PLACE, sent)


def all_letters(session):
    session.expire_all()
    return session.scalars(select(Letter).order_by(Letter.id)).all()


def test_a_group_gets_letters_in_the_language_and_with_the_form_of_address_of_each(
    browse, make, session, ambassador, rector
):
    browser = browse()
    page = written(
        browser, order(browser, f"?kind=new_year&year=2024&group={group(make, ambassador, rector).id}")
    )

    first, second = all_letters(session)
    assert (first.language, first.correspondent_id) == (Language.ENGLISH, ambassador.id)
    assert first.body.startswith("Your Excellency,")
    assert "2024" in first.body
    assert first.addressed_to == "Anna Bērziņa\nAmbassador\nEmbassy of Latvia\nAnkara Caddesi 5"
    assert (second.language, second.correspondent_id) == (Language.TURKISH, rector.id)
    assert second.body.startswith("Sayın Rektör,")
    for one in (first, second):
        assert (one.direction, one.letter_kind, one.occasion_year) == (OUT, LetterKind.NEW_YEAR, 2024)
        assert (one.registration_no, one.dated.is_known) == ("", False)
        assert session.scalar(select(func.count()).where(Mention.record_id == one.id)) == 1
        assert (one.subject_tr, one.subject_en) == ("Yeni yıl kutlaması", "New Year's greetings")
    assert "/letters/written/" in page.answer.location


def test_new_years_greetings_of_october_are_for_the_next_year(browse):
    browser = browse()

    assert order(browser, "?kind=new_year")["occasion_year"] == str(TODAY.year + 1)
    assert order(browser, "?kind=national_day")["occasion_year"] == str(TODAY.year)
    assert order(browser, "?kind=thanks")["occasion_year"] == ""


def test_nothing_is_written_before_the_letters_were_looked_at(browse, make, session, rector):
    browser = browse()

    page = preview(browser, order(browser, f"?kind=new_year&to={rector.id}"))

    assert "Sayın Rektör" in page.words
    assert not all_letters(session)


def test_what_stands_in_the_other_language_or_is_empty_is_said_of_each_letter(
    browse, make, ambassador, rector
):
    browser = browse()
    form = order(browser, f"?kind=new_year&year=2024&group={group(make, ambassador, rector).id}")

    english, turkish = said(preview(browser, form | {"signatory_tr": "Ada Yılmaz\nBelediye Başkanı"}))
    assert "in Turkish, for there is no English: lines of the signature" in english
    assert "for there is no" not in turkish
    english, turkish = said(preview(browser, form | {"signatory_en": "Ada Yılmaz\nMayor"}))
    assert "for there is no" not in english
    assert "in English, for there is no Turkish: lines of the signature" in turkish
    for line in said(preview(browser, form)):
        assert "empty: lines of the signature" in line
        assert "signatory" not in line
    texts = form | {"text_en": "", "signatory_tr": "A", "signatory_en": "A"}
    english, _turkish = said(preview(browser, texts))
    assert "in Turkish, for there is no English: text of the letter" in english


def test_a_title_that_is_not_in_the_language_of_the_letter_is_said(browse, make):
    body = make.organisation("Linz Belediyesi", title_en="City of Linz", seat_id=make.city("Linz").id)
    mayor = make.person("Eva Huber", posts=[{"organisation_id": body.id, "title_tr": "Belediye Başkanı"}])
    browser = browse()

    (line,) = said(preview(browser, order(browser, f"?kind=new_year&to={mayor.id}", signatory_en="A")))

    assert "in Turkish, for there is no English: title of the recipient" in line


def test_few_letters_are_open_and_of_many_the_first(browse, make):
    people = [make.person(f"Kişi {number}", languages="Türkçe") for number in range(4)]
    browser = browse()

    page = preview(browser, order(browser, f"?kind=new_year&group={group(make, *people).id}"))
    assert [one.has_attr("open") for one in page.select(".letter-preview details")] == [True] + [False] * 3
    page = preview(browser, order(browser, f"?kind=new_year&group={group(make, *people[:3]).id}"))
    assert all(one.has_attr("open") for one in page.select(".letter-preview details"))


def test_who_has_no_language_is_left_out_or_gets_the_chosen_one_and_both_is_said(browse, make, session):
    nobody = make.person("Kim Bilir")
    browser = browse()
    form = order(browser, f"?kind=new_year&to={nobody.id}")

    (line,) = said(preview(browser, form))
    assert "language not known: left out" in line
    assert "no address" in line
    assert "no post" in line
    page = browser.submit(PLACE, carried(preview(browser, form)) | {"do": "write", "take": nobody.id}, 422)
    assert "Choose at least one recipient" in page.words

    written(browser, form | {"unknown": "en"})

    (letter,) = all_letters(session)
    assert letter.body.startswith("Dear Kim Bilir,")


def test_nobody_gets_a_second_letter_for_the_same_occasion_and_year_without_being_asked(
    browse, make, session, rector
):
    browser = browse()
    form = order(browser, f"?kind=new_year&year=2024&to={rector.id}")
    written(browser, form)

    again = order(browser, f"?kind=new_year&year=2024&to={rector.id}")
    page = preview(browser, again)
    assert "written to already" in page.words
    assert not page.select("input[name=take][checked]")
    sent = carried(page) | {"do": "write", "take": rector.id}
    sent.pop("known", None)
    page = browser.submit(PLACE, sent, 200)
    assert "Meanwhile somebody else wrote" in page.words
    assert len(all_letters(session)) == 1
    browser.submit(PLACE, sent | {"known": rector.id})
    assert len(all_letters(session)) == 2

    next_year = preview(browser, order(browser, f"?kind=new_year&year=2025&to={rector.id}"))
    assert "written to already" not in next_year.words


def test_the_same_form_sent_twice_writes_once(browse, session, rector):
    browser = browse()
    page = preview(browser, order(browser, f"?kind=new_year&to={rector.id}"))
    sent = carried(page) | {"do": "write", "take": rector.id}
    browser.submit(PLACE, sent)

    browser.submit(PLACE, sent)

    assert len(all_letters(session)) == 1


@pytest.mark.parametrize("name", ["{{ 7*7 }}", '#panic("x")', "<b>Ada</b>", "{{ name }} {% x %}"])
def test_what_a_name_says_is_text(browse, make, session, name):
    person = make.person(name)
    browser = browse()

    written(browser, order(browser, f"?kind=new_year&to={person.id}", unknown="tr"))

    (letter,) = all_letters(session)
    assert letter.body.startswith(f"Sayın {name},")
    page = browser.open(f"/letters/{letter.id}")
    assert name in page.select_one("section[aria-labelledby=text]").get_text()
    file = docx.Document(BytesIO(browser.open(f"/letters/{letter.id}/letter.docx").answer.data))
    assert any(f"Sayın {name}," in one.text for one in file.paragraphs)


def test_bad_input_is_refused_beside_the_field_and_kept(browse, session, rector):
    browser = browse()
    form = order(browser, f"?kind=new_year&to={rector.id}")

    def targets(**typed):
        page = preview(browser, form | typed, 422)
        assert all(page.find(id=f"{one['href'][1:]}-error") for one in page.select(".error-summary a"))
        return [one["href"] for one in page.select(".error-summary a")]

    assert targets(text_tr="Sayın {{ isim }}") == ["#text_tr"]
    assert targets(subject_en="{{ name") == ["#subject_en"]
    assert targets(text_tr="", text_en="") == ["#text_tr"]
    assert targets(**{"recipients-0-recipient": ""}) == ["#group"]
    assert targets(occasion_year="yirmi") == ["#occasion_year"]
    assert targets(text_tr="x" * 20_001) == ["#text_tr"]
    assert targets(**{"recipients-0-recipient": "#999999999"}) == ["#recipients-0-recipient"]
    kept = preview(browser, form | {"text_tr": "Sayın {{ isim }}"}, 422)
    assert typed_in(kept)["text_tr"] == "Sayın {{ isim }}"
    assert not all_letters(session)


def test_an_empty_group_and_too_large_a_one_are_refused(browse, make, monkeypatch):
    browser = browse()
    page = preview(browser, order(browser, f"?kind=new_year&group={group(make).id}"), 422)
    assert "Nobody is in this group" in page.words

    monkeypatch.setattr(letter_merge, "AT_MOST", 1)
    two = group(make, make.person("Bir"), make.person("İki"))
    page = preview(browser, order(browser, f"?kind=new_year&group={two.id}"), 422)
    assert "At most 1 letters at once" in page.words


def test_a_text_of_the_house_stands_in_place_of_ours(browse, make, session, rector):
    make.record(
        LETTER_TEMPLATE,
        title_tr="Bizim",
        letter_kind=LetterKind.NEW_YEAR,
        text_tr="{{ salutation }}, mutlu yıllar.",
    )
    browser = browse()
    form = order(browser, f"?kind=new_year&to={rector.id}")
    assert form["text_tr"] == "{{ salutation }}, mutlu yıllar."

    written(browser, form)

    assert all_letters(session)[0].body == "Sayın Rektör, mutlu yıllar."
    assert "Yeni yılınızı" in order(browser, "?kind=new_year&text=0")["text_tr"]


def test_an_unknown_placeholder_of_a_text_is_named_when_it_is_saved(browse):
    browser = browse()
    form = typed_in(browser.open("/letter-texts/new?kind=thanks"))
    assert "{{ visit_day }}" in form["text_tr"]

    page = browser.submit("/letter-texts/new", form | {"title_tr": "A", "text_en": "{{ isim }}"}, 422)

    assert "Unknown placeholder: isim" in page.words
    assert [one["href"] for one in page.select(".error-summary a")] == ["#text_en"]


def numbers(browser, page, *typed, **more):
    """Type numbers into the page that follows the register."""
    address = page.answer.location
    fields = [one["name"] for one in browser.open(address).select("input[name^=number-]")]
    return address, dict(zip(fields, typed, strict=False)) | more


def test_numbers_are_typed_one_after_another(browse, make, session, ambassador, rector):
    browser = browse()
    page = written(browser, order(browser, f"?kind=new_year&group={group(make, ambassador, rector).id}"))
    address, typed = numbers(browser, page, "E-1", dated="24.10.2023")

    browser.submit(address, typed)

    first, second = all_letters(session)
    assert (first.registration_no, first.dated) == ("E-1", PartialDate.on(date(2023, 10, 24)))
    assert (second.registration_no, second.dated.is_known) == ("", False)
    after = browser.open(address)
    assert after.select_one(f"#number-{second.id}[data-takes-focus]")
    assert not after.select(f"#number-{first.id}")
    waiting = browser.open("/letters/without-number")
    assert waiting.select(f"#number-{second.id}")
    assert not waiting.select(f"#number-{first.id}")


def test_no_number_is_given_under_a_day_to_come(browse, make, session):
    undated = make.letter(direction=OUT, body="Sayın Yetkili", registration_no="")
    draft = make.letter(direction=OUT, body="Sayın Yetkili", dated=PartialDate.on(date(2023, 10, 26)))
    browser, address = browse(), "/letters/without-number"

    page = browser.submit(address, {f"number-{undated.id}": "E-1", "dated": "26.10.2023"}, 422)
    assert [one["href"] for one in page.select(".error-summary a")] == ["#dated"]
    page = browser.submit(address, {f"number-{draft.id}": "E-2", "dated": ""}, 422)
    assert [one["href"] for one in page.select(".error-summary a")] == [f"#number-{draft.id}"]

    session.expire_all()
    assert (undated.registration_no, draft.registration_no) == ("", "")


def test_many_letters_get_their_numbers_in_as_many_statements_as_few(app, browse, make, session):
    browser, costs = browse(), []
    for count in (2, 30):
        for number in range(count):
            dated = PartialDate.of(2023, 4) if number % 2 else PartialDate.unknown()
            make.letter(direction=OUT, body="Sayın Yetkili", registration_no="", dated=dated)
        page = browser.open("/letters/without-number")
        fields = [one["name"] for one in page.select("input[name^=number-]")]
        typed = {name: f"E-{count}-{place}" for place, name in enumerate(fields)} | {"dated": "24.10.2023"}
        with statements(app) as sent:
            browser.submit("/letters/without-number", typed)
        costs.append(besides_updates(sent))

    assert costs[0] == costs[1]
    edited = session.scalars(select(TrailEntry).where(TrailEntry.event == "letter.edited")).all()
    assert len(edited) == 32
    assert all("registration_no" in entry.changes for entry in edited)


def test_letters_taken_out_at_once_leave_one_line_that_says_so(browse, make, ambassador, rector):
    browser = browse()
    page = written(browser, order(browser, f"?kind=new_year&group={group(make, ambassador, rector).id}"))
    browser.open(f"{page.answer.location}.zip")

    newest = browser.open("/audit/trail").select_one("main tbody tr").get_text(" ", strip=True)

    assert newest.startswith("Letters")
    assert "took letters out as a file" in newest


def test_a_number_is_kept_without_what_no_database_keeps(browse, make, session):
    letter = make.letter(direction=OUT, body="Sayın Yetkili", registration_no="")

    browse().submit("/letters/without-number", {f"number-{letter.id}": " \x00E-\x00 \x1f1\x00"})

    session.expire_all()
    assert letter.registration_no == "E- 1"


def test_a_number_that_another_letter_has_is_refused_and_nothing_is_saved(
    browse, make, session, ambassador, rector
):
    make.letter(direction=OUT, registration_no="E-1")
    browser = browse()
    page = written(browser, order(browser, f"?kind=new_year&group={group(make, ambassador, rector).id}"))
    address, typed = numbers(browser, page, "E-1", "E-2")

    refused = browser.submit(address, typed, 422)
    assert "Another letter has the number E-1: Deneme Yazısı, of which no date is known" in refused.words
    assert set(typed.values()) <= {one.get("value") for one in refused.select("input")}
    twice = browser.submit(address, dict.fromkeys(typed, "E-9"), 422)
    assert "Another letter has the number E-9: New Year's greetings" in twice.words
    browser.submit(address, typed | {"dated": "yarın değil"}, 422)

    assert [one.registration_no for one in all_letters(session)[1:]] == ["", ""]


def test_one_file_has_a_section_for_each_letter_and_an_archive_a_file(browse, make, ambassador, rector):
    browser = browse()
    page = written(browser, order(browser, f"?kind=new_year&group={group(make, ambassador, rector).id}"))
    address = page.answer.location

    file = docx.Document(BytesIO(browser.open(f"{address}.docx").answer.data))
    archive = zipfile.ZipFile(io.BytesIO(browser.open(f"{address}.zip").answer.data))

    assert len(file.sections) == 2
    texts = [one.text for one in file.paragraphs]
    assert "Your Excellency," in texts
    assert "Sayın Rektör," in texts
    assert {"Letter Text", "Letter Address"} <= {one.style.name for one in file.paragraphs if one.style}
    assert archive.namelist() == ["001 Anna Bērziņa.docx", "002 Ali Veli.docx"]
    assert "Your Excellency," in [
        one.text for one in docx.Document(archive.open("001 Anna Bērziņa.docx")).paragraphs
    ]


def test_letters_bear_the_letterhead_in_their_own_language(browse, make, ambassador, rector):
    admin = browse("admin")
    lines = {"lines_tr": "T.C.\nİZMİR", "lines_en": "Republic of Türkiye", "foot_en": "Konak Square"}
    admin.submit("/letterhead", typed_in(admin.open("/letterhead")) | lines)
    browser = browse()
    page = written(browser, order(browser, f"?kind=new_year&group={group(make, ambassador, rector).id}"))

    file = docx.Document(BytesIO(browser.open(f"{page.answer.location}.docx").answer.data))

    heads = [one.text for one in file.paragraphs if one.style and one.style.name == "Letterhead"]
    assert heads == ["Republic of Türkiye", "T.C.", "İZMİR"]
    assert file.sections[0].footer.paragraphs[0].text == "Konak Square"


def test_all_of_them_are_taken_back_but_the_one_that_has_a_number(browse, make, session, ambassador, rector):
    browser = browse()
    page = written(browser, order(browser, f"?kind=new_year&group={group(make, ambassador, rector).id}"))
    address, typed = numbers(browser, page, "E-1")
    browser.submit(address, typed)
    undo = browser.open(address).select_one("form[action$=take-back]")["action"]

    browser.submit(undo)

    first, second = all_letters(session)
    assert first.binned_at is None
    assert second.binned_at is not None


def refused_everywhere(browser, operation):
    for ending in ("", ".docx", ".zip"):
        browser.open(f"/letters/written/{operation}{ending}", 404)
    browser.submit(f"/letters/written/{operation}/take-back", status=404)


def test_only_letters_that_were_written_at_once_are_taken_back(browse, make, session):
    actor, browser = make.actor("officer"), browse()
    text = {"direction": OUT, "subject_tr": "Davet", "body": "Sayın Yetkili"}
    with unit_of_work(session):
        mixed = trail.operation_of(session)
        kit.create(session, actor, LETTER, text, today=TODAY)
        kit.create(session, actor, PERSON, {"title_tr": "Ada"}, today=TODAY)
    with unit_of_work(session):
        bare = trail.operation_of(session)
        kit.create(session, actor, LETTER, {"direction": OUT, "subject_tr": "Davet"}, today=TODAY)
    imported = str(uuid4())
    session.get_one(ImportRun, make.import_run().id).operation_id = imported
    with unit_of_work(session, imported):
        kit.create(session, actor, LETTER, text, today=TODAY)

    for operation in (mixed, bare, imported, "a%00b", "1" * 36, uuid4()):
        refused_everywhere(browser, operation)

    session.expire_all()
    assert not session.scalars(select(Record.id).where(Record.binned_at.is_not(None))).all()


def test_what_is_undone_can_be_written_again(browse, session, rector):
    browser = browse()
    form = f"?kind=new_year&year=2024&to={rector.id}"
    page = written(browser, order(browser, form))
    browser.submit(f"{page.answer.location}/take-back")

    again = preview(browser, order(browser, form))

    assert "written to already" not in again.words


def tie(make, house, body, relation=Relation.SISTER_CITY, state=AgreementState.IN_FORCE):
    parties = [{"organisation_id": house.id}, {"organisation_id": body.id}]
    return make.record(AGREEMENT, title_tr=body.title_tr, relation=relation, state=state, parties=parties)


def in_group(browse, make, rule):
    page = browse().open(f"/recipient-groups/{group(make, rule=rule).id}")
    return [
        one.get_text(strip=True) for one in page.select("section[aria-labelledby=everybody] td.is-name a")
    ]


def test_the_mayors_of_our_sister_cities_are_a_rule(browse, make):
    house = make.organisation("İzmir", ours=True)
    linz, graz, bonn = (make.organisation(name) for name in ("Linz", "Graz", "Bonn"))
    tie(make, house, linz)
    tie(make, house, graz)
    tie(make, house, bonn, Relation.GOODWILL)
    ended = make.organisation("Eski")
    tie(make, house, ended, state=AgreementState.ENDED)
    post = {"organisation_id": linz.id, "title_tr": "Belediye Başkanı"}
    make.person("Eski Başkan", posts=[{**post, "until": PartialDate.of(2020)}])
    make.person("Yeni Başkan", posts=[post])
    make.person("Bir Memur", posts=[{"organisation_id": linz.id, "title_tr": "Memur"}])

    assert in_group(browse, make, GroupRule.SISTER_CITIES) == ["Graz", "Yeni Başkan"]


def test_missions_in_our_city_and_in_the_capital_are_rules(browse, make, ambassador):
    make.organisation("İzmir", ours=True, seat_id=make.city("İzmir").id)
    consulate = {"organisation_kind": OrganisationKind.CONSULATE_GENERAL}
    make.organisation("Yunanistan Başkonsolosluğu", seat_id=make.city("İzmir").id, **consulate)
    make.organisation("Bir Dernek", seat_id=make.city("İzmir").id)
    embassy = {"organisation_kind": OrganisationKind.EMBASSY}
    make.organisation("Fransa Büyükelçiliği", seat_id=make.city("Ankara").id, **embassy)

    assert in_group(browse, make, GroupRule.MISSIONS_HERE) == ["Yunanistan Başkonsolosluğu"]
    assert in_group(browse, make, GroupRule.MISSIONS_CAPITAL) == ["Fransa Büyükelçiliği"]


def test_networks_of_which_we_are_a_member_are_a_rule(browse, make):
    house = make.organisation("İzmir", ours=True)
    eurocities, left, other = (make.organisation(name) for name in ("Eurocities", "Ayrıldığımız", "Başka"))
    member = {"member_id": house.id, "relation": MembershipRelation.MEMBER}
    make.record(MEMBERSHIP, network_id=eurocities.id, **member)
    make.record(MEMBERSHIP, network_id=left.id, until=PartialDate.of(2020), **member)
    make.record(MEMBERSHIP, network_id=other.id, **(member | {"member_id": eurocities.id}))

    assert in_group(browse, make, GroupRule.NETWORKS) == ["Eurocities"]


def test_a_body_without_the_name_of_a_person_is_addressed_by_its_office(browse, make):
    linz = make.organisation(
        "Linz Belediyesi", organisation_kind=OrganisationKind.MUNICIPALITY, seat_id=make.city("Linz").id
    )
    browser = browse()

    (line,) = said(preview(browser, order(browser, f"?kind=new_year&to={linz.id}")))

    assert "Dear Mayor," in line
    assert "no name of a person" in line


def test_a_member_stands_in_a_group_once(browse, make, rector):
    browser = browse()
    form = typed_in(browser.open("/recipient-groups/new")) | {
        "title_tr": "Liste",
        "members-0-recipient": f"#{rector.id}",
        "members-1-recipient": f"#{rector.id}",
    }

    page = browser.submit("/recipient-groups/new", form, 422)

    assert [one["href"] for one in page.select(".error-summary a")] == ["#members-1-recipient"]


def test_an_anniversary_tells_its_years_and_is_about_the_tie(browse, make, session):
    house = make.organisation("İzmir", ours=True)
    linz = make.organisation("Linz", seat_id=make.city("Linz").id)
    agreement = tie(make, house, linz)
    with_day = {"signed": PartialDate.on(date(1998, 11, 12))}
    kit.edit(session, make.actor("admin"), AGREEMENT, agreement.id, agreement.version, with_day, today=TODAY)
    session.commit()
    browser = browse()

    written(browser, order(browser, f"?kind=tie_anniversary&year=2023&about={agreement.id}&to={linz.id}"))

    (letter,) = all_letters(session)
    assert letter.about_id == agreement.id
    assert "25 years ago" in letter.body


def test_the_administrator_says_how_a_rank_is_addressed(browse, make, session, rector):
    admin = browse("admin")
    form = typed_in(admin.open("/forms-of-address"))
    assert form["rector_tr"] == "Sayın Rektör"
    wrong = admin.submit("/forms-of-address", form | {"rector_tr": "Sayın {{ house }}"}, 422)
    assert "Unknown placeholder: house" in wrong.words
    admin.submit("/forms-of-address", form | {"rector_tr": "Sayın Rektörümüz"})
    browser = browse()

    written(browser, order(browser, f"?kind=new_year&to={rector.id}"))

    assert all_letters(session)[0].body.startswith("Sayın Rektörümüz,")
    assert session.scalars(select(AddressForm)).one().words_en == ""
    admin.submit("/forms-of-address", typed_in(admin.open("/forms-of-address")) | {"rector_tr": ""})
    assert typed_in(admin.open("/forms-of-address"))["rector_tr"] == "Sayın Rektör"


def test_another_municipality_reaches_neither_groups_nor_letters(browse, make, session, rector):
    theirs = group(make, rector)
    browser = browse()
    page = written(browser, order(browser, f"?kind=new_year&group={theirs.id}"))
    stranger = browse(make.user("officer", "antalya"))

    for address in ("", ".docx", ".zip"):
        stranger.open(f"{page.answer.location}{address}", 404)
    stranger.submit(f"{page.answer.location}/take-back", status=404)
    stranger.open(f"/letters/{all_letters(session)[0].id}/letter.docx", 404)
    form = order(stranger, "?kind=new_year") | {"group": f"#{theirs.id}"}
    assert [one["href"] for one in preview(stranger, form, 422).select(".error-summary a")] == ["#group"]


def test_a_letter_without_a_text_has_no_file(browse, make):
    browse().open(f"/letters/{make.letter(direction=OUT).id}/letter.docx", 404)


def test_looking_costs_as_many_statements_for_many_as_for_one(app, browse, make):
    browser = browse()
    one, many = (
        group(make, make.person("Kişi 0")),
        group(make, *(make.person(f"Kişi {n}") for n in range(30))),
    )
    forms = [order(browser, f"?kind=new_year&group={each.id}", unknown="tr") for each in (one, many)]

    costs = []
    for form in forms:
        with statements(app) as told:
            preview(browser, form)
        costs.append(len(told))

    assert costs[0] == costs[1]
