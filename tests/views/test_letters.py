"""Letters: who waits for a reply, what replies to what, and where a letter is seen."""

from datetime import timedelta

import pytest

from app.records import kit
from app.records.letters import LETTER
from models import Letter, PartialDate
from models.vocabulary import LetterDirection
from tests.laws.reading import typed_in
from tests.make import TODAY

OUT = LetterDirection.OUTGOING


def in_days(days):
    return PartialDate.on(TODAY + timedelta(days=days))


@pytest.fixture
def linz(make):
    return make.organisation("Linz Belediyesi", seat_id=make.city("Linz").id)


@pytest.fixture
def listed(browse):
    """Say which letters a list shows."""
    browser = browse()

    def look(query):
        page = browser.open(f"/letters?{query}")
        return [link.get_text(strip=True) for link in page.select("main tbody td.is-name a")]

    return look


@pytest.fixture
def lacks(make, session):
    """Say what a letter lacks."""

    def ask(letter):
        session.expire_all()
        return LETTER.missing(kit.load(session, make.actor(), LETTER, letter.id))

    return ask


def refused(browse, sent):
    """Try to write a letter; return what is said beside its fields."""
    browser = browse()
    form = typed_in(browser.open("/letters/new")) | {"direction": "in", "subject_tr": "Davet"} | sent
    page = browser.submit("/letters/new", form, status=422)
    return {link["href"] for link in page.select(".error-summary a")}


def test_a_letter_that_is_known_by_nothing_is_refused(browse, session):
    assert refused(browse, {"subject_tr": ""}) == {"#subject_tr"}
    assert not session.query(Letter).count()


def test_a_reply_is_not_due_before_the_letter_is_written(browse):
    assert refused(browse, {"dated": "12.01.2023", "reply_due": "11.01.2023"}) == {"#reply_due"}
    assert refused(browse, {"dated": "12.01.2023", "reply_due": "2022"}) == {"#reply_due"}


def test_what_came_in_or_has_a_number_is_not_dated_on_a_day_to_come(browse, session):
    tomorrow = {"dated": "26.10.2023"}
    assert refused(browse, tomorrow) == {"#dated"}
    assert refused(browse, tomorrow | {"direction": "out", "registration_no": "E-1"}) == {"#dated"}

    browser = browse()
    for taken in (tomorrow | {"direction": "out"}, {"direction": "in", "dated": "10.2023"}):
        form = typed_in(browser.open("/letters/new")) | {"subject_tr": "Davet"}
        browser.submit("/letters/new", form | taken)

    assert session.query(Letter).count() == 2


def test_a_reply_due_in_the_month_of_the_letter_is_taken(make):
    letter = make.letter(dated=PartialDate.on(TODAY), reply_due=PartialDate.of(TODAY.year, TODAY.month))

    assert letter.reply_due.precision == "month"


def test_a_letter_of_no_page_is_refused(browse):
    assert refused(browse, {"pages": "0"}) == {"#pages"}


def test_a_letter_is_not_the_reply_to_itself(browse, make):
    letter = make.letter("Davet")
    browser = browse()
    form = typed_in(browser.open(f"/letters/{letter.id}/edit")) | {"answers": f"#{letter.id}"}

    page = browser.submit(f"/letters/{letter.id}/edit", form, status=422)

    assert page.find(id="answers-error")


def test_without_a_subject_it_is_called_by_its_number_and_correspondent(make, linz):
    letter = make.letter("", registration_no="E-123", correspondent_id=linz.id)

    assert letter.title_tr == "E-123 – Linz Belediyesi"


def test_a_letter_awaits_a_reply_until_one_is_entered(make, listed, session):
    asked = make.letter("Davet", reply_due=in_days(3))
    make.letter("Tebrik")
    assert listed("reply=wanted") == ["Davet"]
    assert listed("reply=given") == []

    reply = make.letter("Kabul", direction=OUT, answers_id=asked.id)
    assert listed("reply=wanted") == []
    assert listed("reply=given") == ["Davet"]

    kit.throw_away(session, make.actor("admin"), LETTER, reply.id, today=TODAY)
    session.commit()
    assert listed("reply=wanted") == ["Davet"]


def test_a_reply_is_overdue_when_its_day_has_certainly_passed(make, listed):
    make.letter("Geciken", reply_due=in_days(-1))
    make.letter("Bugün", reply_due=in_days(0))
    make.letter("Bu yıl", reply_due=PartialDate.of(TODAY.year))

    assert listed("reply=late") == ["Geciken"]


def test_the_page_says_that_a_reply_is_overdue_until_it_is_entered(make, browse):
    asked = make.letter("Davet", reply_due=in_days(-1))
    browser = browse()
    assert "Reply overdue" in browser.open(f"/letters/{asked.id}").h1.get_text()

    make.letter("Kabul", direction=OUT, answers_id=asked.id)

    assert "Reply overdue" not in browser.open(f"/letters/{asked.id}").words


def test_letters_of_both_directions_are_told_apart_by_year_and_by_country(make, listed, linz):
    consul = make.person("Maria Huber", posts=[{"organisation_id": linz.id, "title_tr": "Müdür"}])
    make.letter("Gelen", dated=PartialDate.of(2022), correspondent_id=linz.id)
    make.letter("Giden", direction=OUT, dated=PartialDate.of(2023), correspondent_id=consul.id)
    make.letter("Başka", dated=PartialDate.of(2021))

    assert listed("direction=in&year=2022") == ["Gelen"]
    assert listed("direction=out") == ["Giden"]
    assert listed(f"country={make.country('AT').id}") == ["Giden", "Gelen"]
    assert listed(f"country={make.country('DE').id}") == []


def test_the_list_names_the_first_reply(make, browse):
    asked = make.letter("Davet")
    make.letter("Ara yazı", direction=OUT, dated=PartialDate.of(2022), answers_id=asked.id)
    make.letter("Kabul", direction=OUT, dated=PartialDate.of(2023), answers_id=asked.id)

    (row,) = browse().open("/letters?reply=given").select("main tbody tr")

    assert "Ara yazı" in row.get_text()


def test_a_reply_begins_with_what_is_known_of_the_letter(make, browse, linz):
    visit = make.visit()
    asked = make.letter("Davet", correspondent_id=linz.id, about_id=visit.id, file_code="724.01")
    browser = browse()
    (link,) = browser.open(f"/letters/{asked.id}").select('.actions a[href*="/letters/new"]')

    form = typed_in(browser.open(link["href"]))

    assert form["direction"] == "out"
    assert form["correspondent"].endswith(f"#{linz.id}")
    assert form["answers"].endswith(f"#{asked.id}")
    assert form["about"].endswith(f"#{visit.id}")
    assert form["file_code"] == "724.01"


def test_a_letter_stands_on_the_pages_of_who_wrote_it_and_of_what_it_is_about(make, browse, linz):
    visit = make.visit()
    letter = make.letter("Davet", correspondent_id=linz.id, about_id=visit.id, dated=PartialDate.of(2022))
    browser = browse()

    for address in (f"/organisations/{linz.id}", f"/visits/{visit.id}", f"/cities/{linz.seat_id}"):
        timeline = browser.open(address).select_one("section[aria-labelledby=history] .is-event")
        assert timeline.select_one(f'a[href="/letters/{letter.id}"]'), address
        assert "2022" in timeline.get_text()


def test_visits_and_letters_stand_in_one_line_the_latest_first(make, browse, linz):
    first = make.letter("Davet", correspondent_id=linz.id, dated=PartialDate.of(2021))
    visit = make.visit(counterparts=[{"organisation_id": linz.id}], held=PartialDate.of(2022))
    last = make.letter("Teşekkür", correspondent_id=linz.id, dated=PartialDate.of(2023))

    events = browse().open(f"/organisations/{linz.id}").select("section[aria-labelledby=history] .is-event a")

    assert [link["href"] for link in events] == [
        f"/letters/{last.id}",
        f"/visits/{visit.id}",
        f"/letters/{first.id}",
    ]


@pytest.mark.parametrize(
    ("blank", "told"),
    [
        ("dated", "No date"),
        ("subject_tr", "No subject"),
        ("correspondent_id", "No correspondent"),
        ("registration_no", "No document number"),
    ],
)
def test_a_letter_that_lacks_something_is_to_be_completed(make, linz, lacks, blank, told):
    whole = {
        "dated": PartialDate.on(TODAY),
        "subject_tr": "Davet",
        "correspondent_id": linz.id,
        "registration_no": "E-1",
    }
    facts = {name: value for name, value in whole.items() if name != blank}
    assert not make.record(LETTER, direction=OUT, **whole).incomplete

    letter = make.record(LETTER, direction=OUT, **facts)

    assert lacks(letter) == (told,)
    assert letter.incomplete


def test_what_went_to_a_group_lacks_no_correspondent(make, lacks):
    letter = make.letter("Davet", direction=OUT, distribution_tr="İzmir'deki konsolosluklar")

    assert "No correspondent" not in lacks(letter)


def test_a_task_can_be_about_a_letter(make, browse):
    letter = make.letter("Davet")
    make.task("Yanıtla", about_id=letter.id)

    assert "Yanıtla" in browse().open(f"/letters/{letter.id}").words


def test_letters_and_documents_are_the_sections_of_one_place(browse):
    page = browse().open("/letters")

    links = {link["href"]: link.get("aria-current") for link in page.select("nav a[href]")}
    assert "/documents" in links
    assert links["/letters"] == "page"
