"""Contact cards say what the page says, in letters that every telephone reads."""

import pytest
import vobject

from models import PartialDate
from models.vocabulary import Consent


@pytest.fixture
def nihat(make):
    """Somebody with two offices and one that is over."""
    seat = make.city("Üsküp")
    city, network = make.organisation("Şişli Belediyesi", seat_id=seat.id), make.organisation("MedCities")
    return make.person(
        "Ayşe Gül Işık",
        honorific="Dr.",
        email="ayse@sisli.test",
        phone="+90 212 000 00 00",
        consent=Consent.GIVEN,
        notes_tr="Çay içmez",
        posts=[
            {"title_tr": "Başkan", "title_en": "Mayor", "organisation_id": city.id},
            {"title_tr": "Eş başkan", "organisation_id": network.id, "known_on": None},
            {"title_tr": "Meclis üyesi", "until": PartialDate.of(2019)},
        ],
    )


def card(browser, address):
    answer = browser.client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/vcard"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return vobject.readOne(answer.data.decode("utf-8"))


def test_the_card_of_a_person_has_name_posts_and_contact(browse, nihat):
    found = card(browse("viewer", language="tr"), f"/people/{nihat.id}/card.vcf")

    assert (found.fn.value, found.n.value.prefix) == ("Ayşe Gül Işık", "Dr.")
    assert [line.value for line in found.contents["org"]] == [["Şişli Belediyesi"], ["MedCities"]]
    assert [line.value for line in found.contents["title"]] == ["Başkan", "Eş başkan"]
    assert (found.email.value, found.tel.value) == ("ayse@sisli.test", "+90 212 000 00 00")
    assert "note" not in found.contents


def test_the_card_speaks_the_language_of_the_reader(browse, nihat):
    assert card(browse(language="en"), f"/people/{nihat.id}/card.vcf").title.value == "Mayor"


def test_who_refused_the_use_of_contact_data_has_a_card_without_them(browser, make):
    person = make.person(email="no@office.test", phone="1", consent=Consent.REFUSED)

    found = card(browser, f"/people/{person.id}/card.vcf")

    assert not {"email", "tel"} & found.contents.keys()


def test_the_card_of_a_body_has_its_seat(browse, make):
    body = make.organisation(
        "Üsküp Belediyesi",
        title_en="City of Skopje",
        seat_id=make.city("Üsküp").id,
        address="İlinden Cad. 82, kat; 2",
        website="https://skopje.test",
        email="info@skopje.test",
        phone="+389 2 000",
    )

    found = card(browse(language="tr"), f"/organisations/{body.id}/card.vcf")

    assert (found.fn.value, found.org.value) == ("Üsküp Belediyesi", ["Üsküp Belediyesi"])
    assert (found.adr.value.street, found.adr.value.city) == ("İlinden Cad. 82, kat; 2", "Üsküp")
    assert found.adr.value.country == "Kuzey Makedonya"
    assert (found.url.value, found.email.value, found.tel.value) == (
        "https://skopje.test",
        "info@skopje.test",
        "+389 2 000",
    )


def test_a_name_cannot_write_lines_of_its_own(browser, make):
    person = make.person("Kötü\r\nEMAIL:x@evil.test", honorific="A;B,C")

    found = card(browser, f"/people/{person.id}/card.vcf")

    assert "email" not in found.contents


def test_the_page_links_to_the_card(browser, nihat):
    assert browser.open(f"/people/{nihat.id}").select(f'a[href="/people/{nihat.id}/card.vcf"]')
