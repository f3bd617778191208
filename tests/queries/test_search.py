import random
from datetime import date, timedelta

import pytest

from app.domain.turkish import match_key, search_key
from app.queries.everything import everything
from app.queries.names import same_name, suggest
from app.records import kit
from app.records.cities import CITY
from app.records.nouns import NOUNS
from app.records.visits import VISIT
from models import PartialDate
from models.vocabulary import OrganisationKind, RecordKind
from tests.make import TODAY

HOSTILE = (
    '"',
    '""',
    "'",
    "';DROP TABLE record;--",
    "*",
    "a*",
    "*a",
    ":",
    "a:b",
    ":*",
    "a & b | !c",
    "(",
    ")",
    "a AND",
    "NOT a",
    "NEAR(a b)",
    "folded:a",
    "-a",
    "^a",
    "{a}",
    "\\",
    "%",
    "_",
    "${7*7}",
    "{{ 7*7 }}",
    "<script>alert(1)</script>",
    "a\x00b",
    "\x00",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "👩🏽\u200d🚀",
    "محمد",
    "\u202eabc",
    "שלום",
    "東京",
    "ไทย",
    "𞤀𞤁",
    "ꭰꮄ",
    "١٢٣",
    "½ ² ① Ⅷ",
    "12e5 1.5 -3 0x1f",
    "a.b.c/d-e_f@g.h",
    "http://example.org/a?b=c",
    "ß ǅ ﬁ İ ı",
    "\u0307\u0301",
    "and or not near",
)


@pytest.fixture
def find(make, session):
    """Say what somebody finds: id of every hit, by kind."""

    def search(query, municipality="izmir"):
        found = everything(session, make.actor(municipality=municipality), query, NOUNS, 25)
        return {one.kind: [record.id for record in one.records] for one in found}

    return search


@pytest.fixture
def visits_of(find):
    """Return the ids of the visits a query finds, in their order."""
    return lambda query, municipality="izmir": find(query, municipality).get(RecordKind.VISIT, [])


@pytest.fixture
def skopje_visit(make):
    body = make.organisation("Belediye Konuk Evi", seat_id=make.city("Üsküp").id)
    return make.visit(counterparts=[{"organisation_id": body.id}], group_name="Teachers", subject_tr="Spor")


@pytest.mark.parametrize(
    "typed", ["izmir", "İZMİR", "IZMIR", "ızmır", "İzmir", "izm", "smyrna", "ИЗМИР", "إزمير"]
)
def test_izmir_is_found_in_every_spelling(find, make, typed):
    assert make.city("İzmir").id in find(typed)[RecordKind.CITY]


@pytest.mark.parametrize("typed", ["uskup", "Üsküp", "ÜSKÜP", "usk", "Skopje", "skop", "Скопје", "shkup"])
def test_a_visit_is_found_by_every_name_of_the_city_where_its_organisation_sits(
    visits_of, skopje_visit, make, typed
):
    make.visit(city_id=make.city("Bremen").id)

    assert visits_of(typed) == [skopje_visit.id]


@pytest.mark.parametrize("typed", ["isparta", "ısparta", "ISPARTA", "Isparta", "İSPARTA"])
def test_isparta_is_found_with_either_i(find, make, visits_of, typed):
    visit = make.visit(city_id=make.city("Isparta").id)

    assert find(typed)[RecordKind.CITY] == [make.city("Isparta").id]
    assert visits_of(typed) == [visit.id]


def test_a_visit_is_found_by_the_names_of_its_own_city(visits_of, make):
    visit = make.visit(city_id=make.city("Üsküp").id)

    assert visits_of("shkup") == visits_of("uskup") == [visit.id]


def test_the_names_of_a_city_are_not_copied_into_visits(make, session, visits_of, skopje_visit):
    city = make.city("Üsküp")
    admin = make.actor("admin")
    kit.edit(session, admin, CITY, city.id, city.version, {"names": [{"name": "Yenisaray"}]}, today=TODAY)
    session.commit()

    assert visits_of("yenisaray") == [skopje_visit.id]
    assert visits_of("shkup") == []
    assert "yenisaray" not in skopje_visit.folded


@pytest.mark.parametrize(
    ("typed", "hits"), [("ogret", 1), ("Öğret heye", 1), ("retmen", 0), ("ogretmenlerin", 0)]
)
def test_every_word_typed_is_the_beginning_of_a_word(visits_of, make, typed, hits):
    make.visit(group_name="Öğretmen heyeti")

    assert len(visits_of(typed)) == hits


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("teachers sport", 0),
        ("teachers spor", 1),
        ("spor teachers", 1),
        ("uskup teachers", 1),
        ("makedonya usk spo", 1),
        ("uskup bremen", 0),
    ],
)
def test_of_several_words_all_are_needed_wherever_they_stand(visits_of, skopje_visit, typed, hits):
    assert len(visits_of(typed)) == hits


def test_what_is_typed_about_a_visit_is_found_in_all_its_fields(make, visits_of):
    body = make.organisation("Başka Ad")
    delegate = {"name": "Alfons Delegeoğlu", "title_tr": "Genelsekreter", "title_en": "Secretarygeneral"}
    visit = make.visit(
        subject_tr="Konubir",
        subject_en="Subjectone",
        place_tr="Salondaki",
        minutes_tr="Tutanaktaki",
        notes_tr="Nottaki",
        group_name="Grubundaki",
        delegates=[
            {
                **delegate,
                "organisation_id": body.id,
                "organisation_name": "Kurumunadı",
                "printed_name": "Yazılanad",
            }
        ],
    )

    for word in (
        *("konubir", "subjectone", "salondaki", "tutanaktaki", "nottaki", "grubundaki"),
        *("alfons", "delegeoglu", "genelsekreter", "secretarygeneral", "kurumunadi", "yazilanad"),
    ):
        assert visits_of(word) == [visit.id], word


def test_what_is_not_written_any_more_is_not_found_any_more(make, session, visits_of):
    visit = make.visit(subject_tr="Eskikonu")
    kit.edit(session, make.actor(), VISIT, visit.id, visit.version, {"subject_tr": "Yenikonu"}, today=TODAY)

    assert (visits_of("eskikonu"), visits_of("yenikonu")) == ([], [visit.id])


def test_visits_are_found_newest_first_whatever_the_order_in_which_they_were_written(make, visits_of):
    days = [TODAY - timedelta(days=97 * place) for place in range(12)]
    shuffled = random.Random(5).sample(days, len(days))
    ids = {day: make.visit(held=PartialDate.on(day), subject_tr="Sıralama").id for day in shuffled}

    assert visits_of("sirala") == [ids[day] for day in days]


def test_of_one_day_the_visit_written_last_comes_first(make, visits_of):
    first, second = (make.visit(subject_tr="Sıralama").id for _ in range(2))

    assert visits_of("sirala") == [second, first]


@pytest.mark.parametrize("typed", ["hindistan", "India", "HİNDİSTAN", "ind"])
def test_the_name_of_a_country_finds_the_visit_of_its_mission(make, visits_of, typed):
    mission = make.organisation(
        "Yeni Delhi Temsilciliği",
        organisation_kind=OrganisationKind.EMBASSY,
        seat_id=make.city("Ankara").id,
        represents_id=make.country("IN").id,
    )
    visit = make.visit(counterparts=[{"organisation_id": mission.id}])
    make.visit(city_id=make.city("Bremen").id)

    assert visits_of(typed) == [visit.id]


@pytest.mark.parametrize("typed", ["kuzey makedonya", "North Maced", "makedon"])
def test_the_name_of_a_country_finds_visits_through_city_and_seat(make, visits_of, skopje_visit, typed):
    by_city = make.visit(city_id=make.city("Üsküp").id)
    by_country = make.visit(country_id=make.country("MK").id)

    assert set(visits_of(typed)) == {skopje_visit.id, by_city.id, by_country.id}


def test_an_organisation_is_found_by_seat_and_represented_country(make, find):
    mission = make.organisation(
        "Temsilcilik",
        organisation_kind=OrganisationKind.EMBASSY,
        seat_id=make.city("Ankara").id,
        represents_id=make.country("IN").id,
    )

    for typed in ("india", "angora", "turkiye"):
        assert find(typed)[RecordKind.ORGANISATION] == [mission.id], typed


def test_nothing_of_another_municipality_is_found(make, find, session):
    theirs = make.organisation("Antalya Gizli Kurumu", "antalya", seat_id=make.city("Üsküp").id)
    person = make.person("Gizli Kişi", "antalya")
    visit = make.visit("antalya", counterparts=[{"organisation_id": theirs.id}], subject_tr="Gizli")

    for typed in ("gizli", "uskup", "makedonya", "antalya gizli"):
        found = [id_ for ids in find(typed).values() for id_ in ids]
        assert not {theirs.id, person.id, visit.id} & set(found), typed
    assert find("gizli", "antalya").keys() == {RecordKind.ORGANISATION, RecordKind.PERSON, RecordKind.VISIT}
    assert suggest(session, make.actor(), list(RecordKind), "gizli") == []
    assert same_name(session, make.actor(), [RecordKind.PERSON], "Gizli Kişi") == []


def test_what_lies_in_the_bin_is_not_found_until_it_is_taken_out(make, session, visits_of, skopje_visit):
    kit.throw_away(session, make.actor(), VISIT, skopje_visit.id, today=TODAY)
    assert visits_of("teachers") == visits_of("uskup") == []

    kit.restore(session, make.actor(), VISIT, skopje_visit.id, today=TODAY)
    assert visits_of("teachers") == visits_of("uskup") == [skopje_visit.id]


def test_search_is_looser_than_identity(find, make, session):
    city = make.city("Münster").id

    assert find("munster")[RecordKind.CITY] == find("MÜNSTER")[RecordKind.CITY] == [city]
    assert same_name(session, make.actor(), [RecordKind.CITY], "Munster") == []
    assert [one.id for one in same_name(session, make.actor(), [RecordKind.CITY], "MÜNSTER")] == [city]
    assert search_key("Münster") == search_key("Munster")
    assert match_key("Münster") != match_key("Munster")


def test_a_city_is_suggested_by_the_beginning_of_its_name_and_the_larger_one_first(make, session):
    found = suggest(session, make.actor(), [RecordKind.CITY], "karsi")

    assert [city.title_tr for city in found] == ["Karşıyaka"] * 4
    assert found[0].id == make.city("Karşıyaka").id


@pytest.mark.parametrize(
    ("typed", "called_after"),
    [
        ("Beçkent", "Beçkentliler"),
        ("VINDOBONA", "Vindobonaville"),
        ("windöbön", "Windobon 2nd District"),
        ("windobon", "Windobon Eyaleti"),
        ("windob", "Windobon Eyaleti"),
    ],
)
def test_a_city_comes_before_what_is_called_after_it_in_whatever_language_it_is_typed(
    make, session, find, typed, called_after
):
    names = [{"name": "Windöbön", "language": "de"}]
    city = make.record(CITY, title_tr="Beçkent", title_en="Vindobona", names=names, population=9_000)
    make.record(CITY, title_tr=called_after)

    assert suggest(session, make.actor(), [RecordKind.CITY], typed)[0].id == city.id
    assert find(typed)[RecordKind.CITY][0] == city.id


def test_the_town_of_exactly_this_name_comes_before_a_larger_one_that_has_it_in_its_name(make, session):
    make.record(CITY, title_tr="Foo Yeni Ulubey Kent", population=9_000_000)
    small = make.record(CITY, title_tr="Yeni Ulubey Kent", population=900)
    make.record(CITY, title_tr="Yeni Ulubey Kent Foo", population=9_000_000)

    found = suggest(session, make.actor(), [RecordKind.CITY], "yeni  ulubey kent")

    assert [city.title_tr for city in found] == [
        "Yeni Ulubey Kent",
        "Yeni Ulubey Kent Foo",
        "Foo Yeni Ulubey Kent",
    ]
    assert found[0].id == small.id


def test_nothing_typed_finds_nothing(find):
    assert find("") == find("  ") == find("…!?") == {}


@pytest.mark.parametrize("typed", HOSTILE, ids=ascii)
def test_no_text_breaks_the_search(make, session, browser, typed):
    visit = make.visit(subject_tr=typed.replace("\x00", "") or "x", notes_tr="a b c")

    everything(session, make.actor(), typed, NOUNS, 25)
    suggest(session, make.actor(), list(RecordKind), typed)
    for path in ("/search", "/search/first", "/visits", "/organisations", "/cities"):
        answer = browser.client.get(path, query_string={"q": typed})
        assert answer.status_code == 200, path
        assert "<script>alert" not in answer.text
    assert (
        browser.client.get("/suggest", query_string={"q": typed, "kinds": "city,person"}).status_code == 200
    )
    assert browser.client.get(f"/visits/{visit.id}").status_code == 200


@pytest.mark.parametrize(
    "word", ["عبد", "東京", "Ⅷ", "١٢٣", "12e5", "straße", "ꮄꭰ", "שלום", "2023a", "çığ", "ไทย"]
)
def test_words_of_any_script_are_found_on_both_engines(make, visits_of, word):
    visit = make.visit(subject_tr=f"önce {word} sonra")

    assert visits_of(word) == [visit.id]
    assert visits_of(word[:-1] or word) == [visit.id]


@pytest.mark.parametrize(
    "typed", ["ab" * 2500, "a b c d e " * 500, "uskup " * 833, "izmir" + " " * 4995, "é" * 5000]
)
def test_five_thousand_characters_do_not_break_the_search(make, session, browser, typed):
    make.visit(subject_tr="a b c d e")

    everything(session, make.actor(), typed, NOUNS, 25)
    assert browser.client.get("/search", query_string={"q": typed}).status_code == 200
    assert browser.client.get("/visits", query_string={"q": typed}).status_code == 200
    assert browser.client.get("/suggest", query_string={"q": typed, "kinds": "city"}).status_code == 200


def test_as_many_different_words_as_fit_do_not_break_the_search(make, browser):
    make.visit(subject_tr="a b c d e")
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = " ".join(letters[place % 26] + letters[place // 26] for place in range(66))

    assert browser.client.get("/search", query_string={"q": words}).status_code == 200


def test_a_repeated_word_is_looked_for_once(make, visits_of, skopje_visit):
    assert visits_of("uskup " * 40) == visits_of("uskup usku us") == [skopje_visit.id]


def test_lists_are_in_the_order_of_the_turkish_alphabet(make, browser):
    names = [
        "Adana",
        "Âlâ",
        "Can",
        "Çan",
        "Dağ",
        "Gaz",
        "Ğaz",
        "Hac",
        "Ilgaz",
        "Irak",
        "İdil",
        "Jale",
        "Ordu",
        "Ödül",
    ]
    names += ["Sam", "Şam", "Tuz", "Umut", "Ümit", "Van", "Ye 2", "Ye 10", "Zonguldak"]
    names[-3:-1] = sorted(names[-3:-1])
    for name in random.Random(3).sample(names, len(names)):
        make.organisation(name)

    page = browser.open("/organisations")

    assert [link.get_text() for link in page.select("td.is-name a")] == names
    page = browser.open("/organisations?sort=-title")
    assert [link.get_text() for link in page.select("td.is-name a")] == names[::-1]


def test_the_people_of_an_organisation_are_in_the_order_of_the_turkish_alphabet(make, browser):
    body = make.organisation()
    for name in ("Ilgın", "Çiçek", "İnci", "Cem", "Hale", "Dilek"):
        make.person(name, posts=[{"organisation_id": body.id}])

    words = browser.open(f"/organisations/{body.id}").words

    places = [words.index(name) for name in ("Cem", "Çiçek", "Dilek", "Hale", "Ilgın", "İnci")]
    assert places == sorted(places)


def test_a_long_search_term_is_shown_as_it_was_looked_for(browser):
    page = browser.open("/search?q=" + "a" * 300)

    assert page.select_one("#words")["value"] == "a" * 200


def test_first_hits_are_three_of_a_kind_and_say_how_many_there_are(make, browser):
    for place in range(5):
        make.visit(held=PartialDate.on(date(2023, 1, 1 + place)), subject_tr="Sıralama")

    answer = browser.client.get("/search/first?q=sirala")

    assert answer.text.count('data-href="/visits/') == 3
    assert 'data-announce="5 results"' in answer.text


def test_a_body_that_says_the_name_is_suggested_before_one_that_only_sits_there(make, session):
    skopje = make.city("Üsküp").id
    make.organisation("Güneydoğu Avrupa Ağı", seat_id=skopje)
    ours = make.organisation("Üsküp Belediyesi", title_en="Municipality of Skopje", seat_id=skopje)
    found = suggest(session, make.actor(), [RecordKind.ORGANISATION], "skop")
    assert found[0].id == ours.id
    assert len(found) == 2
