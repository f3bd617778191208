"""Every form and what nobody should send: told beside the field and above, nothing lost, nothing written."""

import re
from datetime import date

import pytest
from sqlalchemy import func, select

from app.i18n import Month, translator
from models import Mention, Record, TrailEntry, User
from tests.make import PASSWORD

DATE = "Enter a date; a month or a year will do"
NAME = "Enter the name"
LONG = "Enter at most %(limit)s characters; there are %(length)s now"
FIGURES = "Enter a number in figures"
BETWEEN = "Enter a number from %(least)s to %(most)s"
LIST = "Choose one from the list"
GONE = "This record is not there any more; choose another one"
NOT_A_DATE = "Not a date: %(typed)s. Write for example 25.10.2023, 25 October, October 2023 or 2023."
NEAR = "There is no record of exactly this name; choose one or create it"
NONE = "There is no record of this name; check the spelling"
ADDRESS = "Enter an e-mail address such as ad.soyad@example.org"

Cases = list[tuple[str, dict[str, str], str, str, dict[str, object]]]
VISIT, BODY, PERSON, CITY = "/visits/new", "/organisations/new", "/people/new", "/cities/new"
COUNTRY, ACCOUNT = "/countries/new", "/users/new"
GOOD = {
    VISIT: {"held": "25.10.2023", "group_name": "Teachers"},
    BODY: {"title_tr": "Deneme Kurumu"},
    PERSON: {"title_tr": "Deneme Kişisi"},
    CITY: {"title_tr": "Deneme Şehri"},
    COUNTRY: {"title_tr": "Deneme", "title_en": "Trial", "code": "QX", "country_kind": "territory"},
    ACCOUNT: {"name": "New Colleague", "email": "new@izmir.test", "role": "officer", "new": PASSWORD},
}

MISSING: Cases = [
    (VISIT, {"held": ""}, "held", DATE, {}),
    (VISIT, {"held": "   "}, "held", DATE, {}),
    (VISIT, {"group_name": ""}, "delegates", "Enter a person, an organisation or a city", {}),
    (VISIT, {"state": "cancelled"}, "state_reason_tr", "Say why it was postponed or cancelled", {}),
    (BODY, {"title_tr": ""}, "title_tr", NAME, {}),
    (BODY, {"title_tr": " \t "}, "title_tr", NAME, {}),
    (PERSON, {"title_tr": ""}, "title_tr", NAME, {}),
    (PERSON, {"title_tr": "\x00"}, "title_tr", NAME, {}),
    (PERSON, {"posts-0-since": "2020"}, "posts-0-title_tr", "Enter the post or the organisation", {}),
    (CITY, {"title_tr": ""}, "title_tr", NAME, {}),
    (CITY, {"names-0-language": "mk"}, "names-0-name", "Enter the spelling", {}),
    (CITY, {"latitude": "38,4"}, "longitude", "Enter both coordinates, or neither", {}),
    (COUNTRY, {"title_en": ""}, "title_en", NAME, {}),
    (COUNTRY, {"code": ""}, "code", "Enter the code of two letters", {}),
    (COUNTRY, {"country_kind": ""}, "country_kind", LIST, {}),
    (ACCOUNT, {"name": ""}, "name", NAME, {}),
    (ACCOUNT, {"email": ""}, "email", "Enter the e-mail address", {}),
    (ACCOUNT, {"role": ""}, "role", LIST, {}),
    (ACCOUNT, {"new": ""}, "new", "Enter the new password", {}),
]
TOO_LONG: Cases = [
    (url, {field: "x" * (limit + 1)}, field, LONG, {"limit": limit, "length": limit + 1})
    for url, field, limit in (
        (VISIT, "subject_tr", 300),
        (VISIT, "group_name", 300),
        (VISIT, "place_tr", 300),
        (VISIT, "minutes_tr", 20_000),
        (VISIT, "notes_tr", 20_000),
        (VISIT, "city", 300),
        (VISIT, "host", 300),
        (VISIT, "delegates-0-person", 300),
        (BODY, "title_tr", 300),
        (BODY, "title_en", 300),
        (BODY, "notes_tr", 20_000),
        (BODY, "seat", 300),
        (PERSON, "title_tr", 300),
        (PERSON, "posts-0-title_tr", 300),
        (CITY, "title_tr", 300),
        (CITY, "names-0-name", 300),
        (COUNTRY, "title_en", 300),
        (ACCOUNT, "name", 300),
    )
]
DATES: Cases = [
    (
        VISIT,
        {"held": "31.02.2024"},
        "held",
        "%(month)s has %(days)s days.",
        {"month": Month(2024, 2), "days": 29},
    ),
    (
        VISIT,
        {"held": "29.02.2023"},
        "held",
        "%(month)s has %(days)s days.",
        {"month": Month(2023, 2), "days": 28},
    ),
    (
        VISIT,
        {"held": "5-3 kasım 2023"},
        "held",
        "The end (%(end)s) is before the start (%(start)s).",
        {"end": date(2023, 11, 3), "start": date(2023, 11, 5)},
    ),
    (VISIT, {"held": "5.13.2023"}, "held", "There is no month %(month)s: a year has 12.", {"month": 13}),
    (VISIT, {"held": "1.1.1700"}, "held", "The year %(year)s is not between 1800 and 2200.", {"year": 1700}),
    (VISIT, {"held": "soon"}, "held", NOT_A_DATE, {"typed": "soon"}),
    (VISIT, {"held": "<b>%(typed)s ${1}"}, "held", NOT_A_DATE, {"typed": "<b>%(typed)s ${1}"}),
    (VISIT, {"held": "٢٥.١٠.٢٠٢٣x"}, "held", NOT_A_DATE, {"typed": "٢٥.١٠.٢٠٢٣x"}),
    (
        VISIT,
        {"starts_at": "25:00"},
        "starts_at",
        "Not a time: %(typed)s. Write for example 14:00.",
        {"typed": "25:00"},
    ),
    (PERSON, {"retain_until": "2030"}, "retain_until", "Enter a whole date: day, month and year", {}),
    (
        PERSON,
        {"posts-0-title_tr": "Başkan", "posts-0-since": "2020", "posts-0-until": "2019"},
        "posts-0-until",
        "The end cannot be before the beginning",
        {},
    ),
    (
        VISIT,
        {"held": "26.10.2023", "state": "held"},
        "state",
        "A visit that is still to come cannot have been held",
        {},
    ),
]
REFERENCES: Cases = [
    (VISIT, {"city": "Munster"}, "city", NEAR, {}),
    (VISIT, {"city": "Karşıyaka"}, "city", "Several records bear this name; choose one", {}),
    (VISIT, {"country": "Atlantis"}, "country", NONE, {}),
    (VISIT, {"city": "Nowhere #999999999"}, "city", GONE, {}),
    (VISIT, {"delegates-0-person": "X #999999999"}, "delegates-0-person", GONE, {}),
    (BODY, {"represents": "Atlantis"}, "represents", NONE, {}),
    (BODY, {"seat": "Munster"}, "seat", NEAR, {}),
    (PERSON, {"posts-0-organisation": "#999999999"}, "posts-0-organisation", GONE, {}),
    (CITY, {"country": "Atlantis"}, "country", NONE, {}),
]
VALUES: Cases = [
    (VISIT, {"headcount": "a dozen"}, "headcount", FIGURES, {}),
    (VISIT, {"headcount": "0"}, "headcount", BETWEEN, {"least": 1, "most": 100_000}),
    (VISIT, {"headcount": "-1"}, "headcount", BETWEEN, {"least": 1, "most": 100_000}),
    (VISIT, {"headcount": "1e9"}, "headcount", FIGURES, {}),
    (VISIT, {"headcount": "1.20"}, "headcount", FIGURES, {}),
    (VISIT, {"headcount": "9" * 50}, "headcount", FIGURES, {}),
    (VISIT, {"direction": "sideways"}, "direction", LIST, {}),
    (VISIT, {"visit_kind": "<b>"}, "visit_kind", LIST, {}),
    (BODY, {"email": "nobody"}, "email", ADDRESS, {}),
    (
        BODY,
        {"website": "javascript:alert(1)"},
        "website",
        "Enter a web address that begins with https://",
        {},
    ),
    (
        BODY,
        {"organisation_kind": "university", "represents": "Malta"},
        "represents",
        "Only an embassy, a consulate or a delegation represents a country",
        {},
    ),
    (
        BODY,
        {"organisation_kind": "embassy", "district": "Ege"},
        "district",
        "Only a consulate has a consular district",
        {},
    ),
    (PERSON, {"email": "a b@c.d"}, "email", ADDRESS, {}),
    (CITY, {"latitude": "91", "longitude": "0"}, "latitude", BETWEEN, {"least": -90, "most": 90}),
    (
        CITY,
        {"latitude": "0", "longitude": "0"},
        "latitude",
        "0, 0 lies in the sea off Africa; leave unknown coordinates empty",
        {},
    ),
    (CITY, {"population": "many"}, "population", FIGURES, {}),
    (COUNTRY, {"code": "deu"}, "code", "Enter the code of two letters", {}),
    (ACCOUNT, {"email": "nobody"}, "email", ADDRESS, {}),
    (ACCOUNT, {"new": "short"}, "new", "A password has at least %(shortest)s characters", {"shortest": 8}),
    (ACCOUNT, {"role": "emperor"}, "role", LIST, {}),
]
CASES = MISSING + TOO_LONG + DATES + REFERENCES + VALUES
NAMES = (
    "<b>Bold</b> & <script>alert(1)</script>",
    "${7*7} {{ 7*7 }} %(name)s %s",
    'O\'Brien "the" `quoted`',
    "👩🏽\u200d🚀 Astronaut 🇹🇷",
    "محمد عبد الله",
    "\u202eabc\u202c Reversed",
    "İIıi ŞĞÜÖÇ",
)


@pytest.fixture
def written(session):
    """Count everything that a form could write."""

    def count():
        session.expire_all()
        return [
            session.scalar(select(func.count()).select_from(model))
            for model in (Record, TrailEntry, Mention, User)
        ]

    return count


def value_of(page, name):
    """What stands in a field of the page."""
    field = page.select(f'main [name="{name}"]')
    chosen = [one for one in field if one.has_attr("checked")] if len(field) > 1 else field
    if not chosen:
        return ""
    one = chosen[0]
    if one.name == "textarea":
        return one.get_text().removeprefix("\n")
    if one.name == "select":
        return str((one.select_one("option[selected]") or {"value": ""})["value"])
    return str(one.get("value", ""))


def words_of(value):
    """What somebody typed; the number of a record is the machine's."""
    return re.sub(r" ?#\d+$", "", value.replace("\x00", "").strip())


def beside(page, field):
    """What is said beside a field."""
    told = page.find(id=f"{field}-error") or page.select_one(f"fieldset#{field} > .field-error")
    return told.get_text(" ", strip=True) if told else ""


@pytest.mark.parametrize("language", ["en", "tr"])
@pytest.mark.parametrize(
    ("url", "changed", "field", "message", "values"),
    CASES,
    ids=lambda value: (
        str(value)[:40].encode("ascii", "replace").decode() if isinstance(value, (str, dict)) else ""
    ),
)
def test_what_cannot_be_right_is_told_beside_the_field_and_above_and_nothing_is_written(
    browse, written, language, url, changed, field, message, values
):
    t = translator(language)
    browser = browse("admin", language)
    data = GOOD[url] | changed
    before = written()
    printed = (
        {name: t.exact_number(value) for name, value in values.items()} if message == BETWEEN else values
    )
    sentence = t(message, **printed)

    page = browser.submit(url, data, status=422)

    assert sentence in beside(page, field), beside(page, field)
    link = page.select_one(f'.error-summary a[href="#{field}"]')
    assert sentence in link.get_text(" ", strip=True)
    assert page.find(id=field), "the link of the summary leads nowhere"
    assert (
        page.title.get_text()
        .strip()
        .startswith("Hata:" if language == "tr" and t("Error:") == "Hata:" else "Error:")
    )
    for name, typed in data.items():
        if name != "new" and not (name == field and message == LIST):
            assert words_of(value_of(page, name)) == words_of(typed), name
    assert PASSWORD not in page.decode()
    assert written() == before


def test_the_sentences_are_turkish_for_who_reads_turkish():
    t = translator("tr")
    missing = sorted(
        {
            message
            for _, _, _, message, _ in CASES
            if t(message, **dict.fromkeys(_holes(message), 1)) == message
        }
    )

    assert not missing


def _holes(message):
    return [part.partition(")")[0] for part in message.split("%(")[1:]]


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_page(browser, written):
    before = written()
    data = {
        "held": "31.02.2024",
        "starts_at": "noon",
        "city": "Karşıyaka",
        "headcount": "many",
        "subject_tr": "x" * 301,
    }

    page = browser.submit(VISIT, data, status=422)

    told = [link["href"] for link in page.select(".error-summary a")]
    assert told == ["#held", "#starts_at", "#city", "#subject_tr", "#headcount"]
    assert "Not saved: correct 5 fields" in page.words
    assert written() == before


def test_nobody_is_created_by_a_form_that_is_refused(browser, written):
    before = written()
    data = {
        "held": "",
        "delegates-0-person": "+Ayşe Yılmaz",
        "delegates-0-side": "visitor",
        "city": "+Yenice",
    }

    page = browser.submit(VISIT, data, status=422)

    assert written() == before
    assert (value_of(page, "delegates-0-person"), value_of(page, "city")) == ("+Ayşe Yılmaz", "+Yenice")


def test_who_was_to_be_created_is_still_to_be_created_after_a_rule_refused_the_form(
    browser, written, session
):
    before = written()
    data = {
        "held": "26.10.2023",
        "state": "held",
        "delegates-0-person": "+Ayşe Yılmaz",
        "delegates-0-side": "visitor",
        "city": "Yenice",
    }

    page = browser.submit(VISIT, data, status=422)

    assert written() == before
    assert (value_of(page, "delegates-0-person"), value_of(page, "city")) == ("+Ayşe Yılmaz", "+Yenice")
    again = {name: value_of(page, name) for name in data} | {"held": "25.10.2023"}
    browser.submit(VISIT, again)
    assert set(
        session.scalars(select(Record.title_tr).where(Record.title_tr.in_(["Ayşe Yılmaz", "Yenice"])))
    ) == {
        "Ayşe Yılmaz",
        "Yenice",
    }


def test_an_answer_to_the_offers_of_a_refused_form_saves_it(make, browser, session):
    page = browser.submit(VISIT, {"held": "25.10.2023", "city": "Karşıyaka"}, status=422)
    offers = [str(one["value"]) for one in page.select('.offers input[name="city-choice"]')]
    assert offers[-1] == "+Karşıyaka"
    assert f"#{make.city('Karşıyaka').id}" in offers

    browser.submit(VISIT, {"held": "25.10.2023", "city": "Karşıyaka", "city-choice": offers[0]})

    assert session.scalar(select(Mention.mentioned_id)) == int(offers[0].removeprefix("#"))


def test_editing_refuses_what_creating_refuses_and_keeps_what_is_stored(make, browser, written, session):
    visit = make.visit(subject_tr="Kültür")
    before = written()
    data = {"held": "31.02.2024", "group_name": "", "subject_tr": "Spor", "seen_version": str(visit.version)}

    page = browser.submit(f"/visits/{visit.id}/edit", data, status=422)

    assert value_of(page, "held") == "31.02.2024"
    assert value_of(page, "subject_tr") == "Spor"
    assert page.h1.get_text(strip=True) == "Edit: Delegation of teachers"
    assert written() == before
    session.expire_all()
    assert visit.subject_tr == "Kültür"


def test_a_rule_that_refuses_an_edit_leaves_the_record_and_its_page_as_they_were(make, browser, session):
    visit = make.visit(subject_tr="Kültür")
    data = {"held": "2.11.2023", "group_name": "Others", "state": "held", "seen_version": str(visit.version)}

    page = browser.submit(f"/visits/{visit.id}/edit", data, status=422)

    assert page.h1.get_text(strip=True) == "Edit: Delegation of teachers"
    session.expire_all()
    assert (visit.group_name, visit.version) == ("Delegation of teachers", 1)


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_is_shown_as_the_text_it_is_wherever_it_stands(browser, session, name):
    data = {
        "held": "24.10.2023",
        "delegates-0-person": "+" + name,
        "delegates-0-title_tr": name,
        "delegates-0-organisation": "+" + name,
        "delegates-0-side": "visitor",
        "city": "+" + name,
        "subject_tr": name,
        "group_name": name,
        "minutes_tr": name,
        "place_tr": name,
    }
    browser.submit(VISIT, data)
    ids = dict(session.execute(select(Record.kind, Record.id).where(Record.title_tr == name)).all())

    shown = " ".join(name.split())
    pages = {
        path: browser.open(path)
        for path in (
            *("/", "/visits", "/organisations", "/people", f"/cities?q={name[:3]}"),
            *(f"/visits/{ids['visit']}", f"/visits/{ids['visit']}/edit"),
            *(f"/people/{ids['person']}", f"/organisations/{ids['organisation']}", f"/cities/{ids['city']}"),
        )
    }

    for path, page in pages.items():
        if path.startswith("/cities?"):
            continue
        texts = page.words + " ".join(str(one.get("value")) for one in page.select("input"))
        assert shown in texts, path
        assert not page.select("b:-soup-contains(Bold)"), path
    timeline = pages[f"/people/{ids['person']}"].select_one(".timeline a")
    assert (timeline.get_text(), timeline["href"]) == (name, f"/visits/{ids['visit']}")


@pytest.mark.parametrize("name", NAMES[:3] + NAMES[4:], ids=ascii)
def test_a_search_for_any_name_finds_it_and_says_what_was_looked_for(browser, name):
    browser.submit(BODY, {"title_tr": name})

    query = {"q": name}
    answer = browser.client.get("/search", query_string=query)
    page = browser._page(answer, 200, f"/search?q={name}")

    assert page.select_one("#words")["value"] == name.strip()
    assert [link.get_text() for link in page.select(".plain-list a")] == [name]
    assert browser._page(browser.client.get("/search/first", query_string=query), 200, "first").select(".hit")


FORGED = {
    "/visits/new": GOOD[VISIT],
    "/visits/{visit}/edit": {**GOOD[VISIT], "seen_version": "1"},
    "/visits/{visit}/bin": {},
    "/visits/{visit}/held": {},
    "/organisations/new": GOOD[BODY],
    "/people/new": GOOD[PERSON],
    "/cities/new": GOOD[CITY],
    "/countries/new": GOOD[COUNTRY],
    "/users/new": GOOD[ACCOUNT],
    "/users/{user}/close": {},
    "/account/password": {"current": PASSWORD, "new": "another good password"},
    "/account/preferences": {"theme": "dark"},
    "/sign-out": {},
    "/sign-out/everywhere": {},
    "/sign-in": {"email": "a@b.test", "password": PASSWORD},
    "/sign-in/resume": {"email": "a@b.test", "password": PASSWORD, "target": "/visits/new"},
}


@pytest.mark.parametrize("token", [None, "", "forged", "another session's"])
@pytest.mark.parametrize("path", FORGED)
def test_a_form_without_the_token_of_its_session_changes_nothing(make, browse, written, session, path, token):
    visit, user = make.visit(), make.user()
    data = dict(FORGED[path])
    if token is not None:
        data["csrf_token"] = browse("admin").token() if "another" in token else token
    browser = browse("admin")
    before = (written(), visit.version, session.scalars(select(User.password_hash).order_by(User.id)).all())

    answer = browser.client.post(path.format(visit=visit.id, user=user.id), data=data)
    page = browser._page(answer, 400, path)

    assert "Nothing was saved" in page.words
    after = (written(), visit.version, session.scalars(select(User.password_hash).order_by(User.id)).all())
    assert after == before
    assert user.is_active
    assert browser.client.get("/account").status_code == 200


def test_the_same_form_sent_twice_writes_one_record(browser, written):
    form = browser.open(VISIT).select_one("main form")
    data = {**GOOD[VISIT], "form_key": form.select_one("[name=form_key]")["value"]}

    first = browser.submit(VISIT, data).answer.location
    before = written()
    second = browser.submit(VISIT, data).answer.location

    assert first == second
    assert written() == before


def test_the_key_of_another_municipalitys_form_shows_nothing_of_it(make, browser, browse, session):
    browse(make.user(municipality="antalya")).submit(BODY, {"title_tr": "Antalyalı", "form_key": "key"})

    page = browser.submit(BODY, {"title_tr": "İzmirli", "form_key": "key"}, status=422)

    assert "Antalyalı" not in page.words
    assert value_of(page, "title_tr") == "İzmirli"


def test_a_code_that_exists_is_a_sentence_and_not_an_accident(browse, written):
    browser, before = browse("admin"), written()

    page = browser.submit(COUNTRY, GOOD[COUNTRY] | {"code": "TR"}, status=422)

    assert "This is on record already" in page.select_one(".error-summary").get_text()
    assert value_of(page, "title_en") == "Trial"
    assert written() == before


def test_an_address_has_one_account(make, browse, written):
    browser = browse("admin")
    make.user(email="new@izmir.test")
    before = written()

    page = browser.submit(ACCOUNT, GOOD[ACCOUNT], status=422)

    assert "This address has an account already" in beside(page, "email")
    assert written() == before


@pytest.mark.parametrize(
    "path",
    [
        "/visits/999999999",
        "/visits/0",
        "/visits/99999999999999999999",
        "/people/1'",
        "/nowhere",
        "/visits/-1",
    ],
)
def test_an_address_that_leads_nowhere_says_so(browser, path):
    page = browser.open(path, status=404)

    assert "There is no record at this address" in page.words


@pytest.mark.parametrize("query", ["about=0", "about=99999999999", "about=x", "about=1'", "about=١٢"])
def test_a_form_opened_from_nothing_known_is_an_empty_form(browser, query):
    assert value_of(browser.open(f"{VISIT}?{query}"), "held") == "25 Oct 2023"


@pytest.mark.parametrize(
    "query",
    [
        *(
            "page=0",
            "page=-1",
            "page=x",
            "page=99999999",
            "page=١",
            "year=0",
            "year=0000",
            "year=99999",
            "year=x",
            "year=٢٠٢٣",
        ),
        *(
            "country=0",
            "country=x",
            "country=99999999999",
            "country=" + "9" * 20,
            "country=²",
            "kind=%00",
            "state=nothing",
            "sort=nothing",
            "sort=-",
        ),
        *(
            "sort=--day",
            "incomplete=no",
            "q=%00",
            "q=" + "%C4%B0" * 300,
            "q=%FF",
            "kind=a&kind=b",
            "sort=bodies",
        ),
    ],
)
def test_an_address_of_a_list_that_nobody_made_shows_the_list(make, browser, query):
    make.visit()

    for path in ("/visits", "/organisations", "/cities", "/countries", "/people"):
        assert browser.open(f"{path}?{query}").h1


def test_more_than_a_page_takes_is_refused_in_a_sentence(browser, written):
    before = written()

    page = browser.submit(VISIT, {"notes_tr": "x" * 5_000_000}, status=413)

    assert "more than this page can take" in page.words
    assert written() == before


def test_more_rows_than_a_form_takes_do_not_break_it(browser):
    rows = {f"delegates-{place}-person": f"+Guest {place}" for place in range(250)}

    answer = browser.client.post(VISIT, data={"csrf_token": browser.token(), **GOOD[VISIT], **rows})

    assert answer.status_code in (302, 422)


@pytest.mark.parametrize(
    "names",
    [["delegates-x-person"], ["delegates-99999999999-person"], ["delegates--1-person"], ["delegates"]],
)
def test_rows_that_no_page_made_do_not_break_the_form(browser, names):
    answer = browser.client.post(
        VISIT, data={"csrf_token": browser.token(), **GOOD[VISIT], **dict.fromkeys(names, "+Guest")}
    )

    assert answer.status_code in (302, 422)


@pytest.mark.parametrize(
    ("language", "address", "field", "typed", "sentence"),
    [
        ("en", "/gifts/new", "rate", "0", "Enter a number from 0.000001 to 1,000,000"),
        ("tr", "/gifts/new", "rate", "0", "0,000001 ile 1.000.000 arasında bir sayı yazın"),
        ("en", "/bookings/new", "hours", "0.1", "Enter a number from 0.25 to"),
        ("tr", "/bookings/new", "hours", "0,1", "0,25 ile"),
    ],
)
def test_a_bound_is_said_as_exactly_as_it_is_in_the_figures_of_the_language(
    browse, language, address, field, typed, sentence
):
    page = browse(language=language).submit(address, {field: typed}, status=422)

    assert sentence in beside(page, field)
