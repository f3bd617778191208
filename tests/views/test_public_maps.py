"""Maps on pages of others."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.records.agreements import AGREEMENT
from app.records.nouns import NOUNS
from models import PartialDate, PublicMap, TrailEntry
from models.vocabulary import AgreementState, OrganisationKind, PublicField, RecordKind, Relation, Role
from tests.browser import Page

HOSTILE = "<script>alert(1)</script>${x}"


@pytest.fixture
def office(make):
    """Write our house with a sister city of 1996, a project, and one that ended."""
    house = make.organisation(
        "İzmir Büyükşehir Belediyesi",
        organisation_kind=OrganisationKind.MUNICIPALITY,
        seat_id=make.city("İzmir").id,
        ours=True,
    )
    for city, relation, state in (
        ("Bremen", Relation.SISTER_CITY, AgreementState.IN_FORCE),
        ("Linz", Relation.PROJECT, AgreementState.IN_FORCE),
        ("Üsküp", Relation.SISTER_CITY, AgreementState.ENDED),
    ):
        body = make.organisation(f"{city} Belediyesi", seat_id=make.city(city).id)
        parties = [{"organisation_id": house.id}, {"organisation_id": body.id}]
        title, signed = f"{HOSTILE} {city}", PartialDate.of(1996)
        make.record(AGREEMENT, relation=relation, state=state, parties=parties, title_tr=title, signed=signed)


@pytest.fixture
def stranger(app):
    """Return a client without a session."""
    return app.test_client()


def test_nothing_is_public_until_somebody_makes_a_map(browse, make, stranger):
    page = browse(make.user(Role.MANAGER)).open("/public-maps")

    assert "No map is public." in page.words
    assert stranger.get("/public/map/guessed").status_code == 404


def test_a_manager_puts_a_map_on_an_address_and_closes_it(browse, make, office, stranger, session):
    browser = browse(make.user(Role.MANAGER))
    posted = {"title_tr": "Dostlarımız", "relations": "sister_city", "sites": "https://www.example.org/page"}
    browser.submit("/public-maps/new", posted)
    made = session.scalars(select(PublicMap)).one()

    assert made.sites == ["https://www.example.org"]
    assert len(made.token) >= 32
    assert stranger.get(f"/public/map/{made.token}").status_code == 200
    assert f"/public/map/{made.token}" in browser.open("/public-maps").words

    browser.submit(f"/public-maps/{made.id}/withdraw")
    assert stranger.get(f"/public/map/{made.token}").status_code == 404
    assert stranger.get(f"/public/map/{made.token}/map.svg").status_code == 404
    assert stranger.get(f"/public/map/{made.token}/phone.svg").status_code == 404
    events = select(TrailEntry.event).where(TrailEntry.event.startswith("agreement.map_"))
    told = session.scalars(events.order_by(TrailEntry.id)).all()
    assert told == ["agreement.map_published", "agreement.map_withdrawn"]


def test_a_map_shows_the_chosen_kinds_that_stand_and_nothing_else(make, office, stranger):
    token = make.public_map().token
    told = (
        stranger.get(f"/public/map/{token}?lang=en").text + stranger.get(f"/public/map/{token}/map.svg").text
    )

    assert "Bremen" in told
    assert "Linz" not in told
    assert "Üsküp" not in told
    assert "Skopje" not in told
    assert "1996" not in told
    assert "alert(1)" not in told
    assert "Belediyesi" not in told.replace("İzmir Büyükşehir Belediyesi", "")


def test_a_map_says_of_a_tie_what_was_chosen(make, office, stranger):
    token = make.public_map(fields=[PublicField.SINCE, PublicField.TITLE]).token
    told = stranger.get(f"/public/map/{token}?lang=en").text

    assert "1996" in told
    assert "&lt;script&gt;alert(1)&lt;/script&gt;${x} Bremen" in told
    assert "<script" not in told


def test_a_map_says_nothing_of_what_our_record_lacks(make, office, stranger, session):
    bremen = make.city("Bremen")
    bremen.latitude, bremen.longitude = bremen.longitude, bremen.latitude
    session.commit()
    token = make.public_map().token
    page = Page(stranger.get(f"/public/map/{token}?lang=en").text, "html.parser")

    assert [cell.text for cell in page.select("tbody tr *")] == ["Bremen", "Germany", "Sister city"]
    assert "latitude" not in page.text + stranger.get(f"/public/map/{token}/map.svg?lang=en").text


def test_a_map_without_a_tie_of_its_kinds_says_so_on_the_page_as_in_the_picture(make, office, stranger):
    token = make.public_map(relations=[Relation.GOODWILL]).token

    for part in ("", "/map.svg"):
        assert "No tie of these kinds stands." in stranger.get(f"/public/map/{token}{part}?lang=en").text


def test_the_office_copies_an_address_in_each_language_and_the_line_for_a_page(browse, make, office):
    framed = make.public_map(title_en='"Friends" <b>', sites=["https://www.example.org"])
    alone = make.public_map(title_tr="Yalnız")
    page = browse(make.user(Role.DIRECTOR)).open("/public-maps")

    addresses = {one.text for one in page.select("td.is-name a")}
    assert addresses == {
        f"http://localhost/public/map/{one.token}?lang={code}"
        for one in (framed, alone)
        for code in ("tr", "en")
    }
    lines = [Page(one.text, "html.parser").select("iframe")[0] for one in page.select("textarea[readonly]")]
    assert [(one["title"], one["src"]) for one in lines] == [
        ("Dostlarımız", f"http://localhost/public/map/{framed.token}?lang=tr"),
        ('"Friends" <b>', f"http://localhost/public/map/{framed.token}?lang=en"),
    ]


def test_a_map_has_a_policy_of_its_own_that_names_the_sites(make, office, stranger):
    token = make.public_map(sites=["https://www.example.org", "http://intranet:8080/x"]).token
    for part in ("", "/map.svg", "/phone.svg"):
        assert stranger.get(f"/public/map/{token}{part}").headers["Content-Security-Policy"] == (
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; "
            "form-action 'none'; frame-ancestors https://www.example.org http://intranet:8080"
        )


def test_a_map_without_sites_is_framed_by_nobody(make, office, stranger):
    answer = stranger.get(f"/public/map/{make.public_map().token}")

    assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")


def test_the_rest_of_the_site_is_framed_by_nobody_else(make, office, stranger):
    make.public_map(sites=["https://www.example.org"])

    for address in ("/sign-in", "/public/map/guessed"):
        assert stranger.get(address).headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")


def test_a_map_sets_no_cookie_and_has_no_way_into_the_site(make, office, stranger):
    token = make.public_map().token
    answer = stranger.get(f"/public/map/{token}")

    assert "Set-Cookie" not in answer.headers
    assert "<a " not in answer.text
    assert "<form" not in answer.text
    assert "<script" not in answer.text
    assert "style=" not in answer.text
    sources = re.findall(r'(?:src|srcset|href)="([^"]+)"', answer.text)
    assert all(one.startswith(("/static/", f"/public/map/{token}/")) for one in sources)


def test_a_phone_gets_an_upright_picture_and_the_table_is_open(make, office, stranger):
    token = make.public_map().token
    page = Page(stranger.get(f"/public/map/{token}").text, "html.parser")

    addresses = [one["srcset"] for one in page.select("source")] + [one["src"] for one in page.select("img")]
    drawings = [stranger.get(address).text for address in addresses]
    sizes = [re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0] for svg in drawings]
    assert sizes == [("419.53", "595.28"), ("841.89", "595.28")]
    assert all("Bremen" in svg for svg in drawings)
    assert page.select_one("details[open] table")


def test_a_map_is_kept_and_told_anew_when_the_record_changes(browse, make, office, stranger):
    token = make.public_map().token
    first = stranger.get(f"/public/map/{token}")

    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = stranger.get(f"/public/map/{token}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    browse().submit("/organisations/new", make.posted(NOUNS[RecordKind.ORGANISATION]))
    changed = stranger.get(f"/public/map/{token}", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_a_map_speaks_both_languages(make, office, stranger):
    token = make.public_map().token

    assert "<title>Our friends</title>" in stranger.get(f"/public/map/{token}?lang=en").text
    turkish = stranger.get(f"/public/map/{token}?lang=xx").text
    assert "<title>Dostlarımız</title>" in turkish
    assert '<html lang="tr">' in turkish


@pytest.mark.parametrize(
    "site",
    ["www.example.org", "javascript:alert(1)", "https://a.example; script-src *", "https://*", "https://a.example'",
     "https://a.example,https://b", "ftp://a.example", "https://", "*", "'self'", "https://user@a.example"],
)  # fmt: skip
def test_what_is_no_site_is_refused_and_what_was_typed_stays(browse, make, session, site):
    browser = browse(make.user(Role.DIRECTOR))
    posted = {"title_tr": "Dostlarımız", "relations": "sister_city", "sites": site}
    page = browser.submit("/public-maps/new", posted, status=422)

    assert page.select_one('[name="title_tr"]')["value"] == "Dostlarımız"
    assert not session.scalars(select(PublicMap)).all()


def test_a_map_of_no_kind_is_refused(browse, make, session):
    page = browse(make.user(Role.DIRECTOR)).submit("/public-maps/new", {"title_tr": "Boş"}, status=422)

    assert "Choose at least one kind of tie" in page.words


def test_another_municipality_neither_sees_nor_closes_our_map(browse, make, office):
    made = make.public_map()
    theirs = browse(make.user(Role.ADMIN, "antalya"))

    assert "Our friends" not in theirs.open("/public-maps").words
    theirs.submit(f"/public-maps/{made.id}/withdraw", status=404)


@pytest.mark.parametrize("token", ["%00", "a%00b", "%ED%A0%80", "x" * 5000, "../../etc"])
def test_an_address_that_no_map_can_have_leads_nowhere(stranger, token):
    assert stranger.get(f"/public/map/{token}").status_code == 404
    assert stranger.get(f"/public/map/{token}/map.svg").status_code == 404


def test_a_municipality_has_so_many_maps_on_addresses_and_no_more(app, browse, make, monkeypatch, session):
    settings = replace(app.extensions["elci.settings"], public_maps=1)
    monkeypatch.setitem(app.extensions, "elci.settings", settings)
    make.public_map("antalya")
    browser = browse(make.user(Role.MANAGER))
    posted = {"title_tr": "Dostlarımız", "relations": "sister_city"}
    browser.submit("/public-maps/new", posted)

    page = browser.submit("/public-maps/new", posted, status=422)

    assert "At most 1 maps are public at a time. Close the address of one first." in page.words
    assert page.select_one("#title_tr")["value"] == "Dostlarımız"
    ours = session.scalars(select(PublicMap).order_by(PublicMap.id.desc())).first()
    browser.submit(f"/public-maps/{ours.id}/withdraw")
    browser.submit("/public-maps/new", posted)
