"""Which of our cities a name means."""

import pytest

from app.domain.city_matching import CityMatch, CityMatcher, KnownCity
from models.vocabulary import MatchHow

IZMIR, KARSIYAKA, KARSIYAKA_BITLIS, ESKISEHIR, LEFKE = 1, 2, 3, 4, 5
MUNSTER, FURTH, LOHNE, FRANKFURT, FRANKFURT_ODER = 10, 11, 12, 13, 14
PARIS, PARIS_TEXAS, ATHENS, ATHENS_GEORGIA, VENICE, UPPER, LOWER = 20, 21, 22, 23, 24, 25, 26
PRISTINA, NICOSIA, BRASOV, WITHOUT_COUNTRY, WITHOUT_POSITION, WIEN = 30, 31, 32, 33, 34, 35

CITIES = [
    KnownCity(IZMIR, "İzmir", "", "TR", 38.413, 27.138, 2_938_292),
    KnownCity(KARSIYAKA, "Karşıyaka", "", "TR", 38.458, 27.114, 339_624),
    KnownCity(KARSIYAKA_BITLIS, "Karşıyaka", "", "TR", 38.808, 42.958, 651),
    KnownCity(ESKISEHIR, "Eskişehir", "", "TR", 39.777, 30.520, 921_630),
    KnownCity(LEFKE, "Lefke", "Lefka", "XN", 35.112, 32.850, 7_835),
    KnownCity(MUNSTER, "Münster", "", "DE", 51.962, 7.626, 308_258),
    KnownCity(FURTH, "Fürth", "", "DE", 49.476, 10.989, 132_036),
    KnownCity(LOHNE, "Löhne", "", "DE", 52.187, 8.692, 39_521),
    KnownCity(FRANKFURT, "Frankfurt", "", "DE", 50.116, 8.684, 650_000),
    KnownCity(FRANKFURT_ODER, "Frankfurt (Oder)", "", "DE", 52.347, 14.551, 57_107),
    KnownCity(PARIS, "Paris", "", "FR", 48.853, 2.349, 2_138_551),
    KnownCity(PARIS_TEXAS, "Paris", "", "US", 33.661, -95.556, 24_782),
    KnownCity(ATHENS, "Atina", "Athens", "GR", 37.984, 23.728, 664_046),
    KnownCity(ATHENS_GEORGIA, "Athens", "", "US", 33.961, -83.378, 116_714),
    KnownCity(VENICE, "Venedik", "Venice", "IT", 45.439, 12.327, 51_298),
    KnownCity(UPPER, "Sandhausen", "", "AT", 47.000, 13.000, None),
    KnownCity(LOWER, "Sandhausen", "", "AT", 47.200, 13.000, None),
    KnownCity(PRISTINA, "Priştine", "Pristina", "XK", 42.673, 21.167, 550_000),
    KnownCity(NICOSIA, "Güney Lefkoşa", "Nicosia", "CY", 35.173, 33.354, 200_452),
    KnownCity(BRASOV, "Braşov", "", "RO", 45.649, 25.606, 253_200),
    KnownCity(WITHOUT_COUNTRY, "Ziguinchor", "", "", None, None, None),
    KnownCity(WITHOUT_POSITION, "Tivaouane", "", "SN", None, None, None),
    KnownCity(WIEN, "Viyana", "Vienna", "AT", 48.208, 16.372, 1_691_468),
]
SPELLINGS = [(VENICE, "Venezia"), (WIEN, "Wien"), (IZMIR, "Smyrna"), (PARIS_TEXAS, "Wien")]
NOWHERE = (0.5, 0.5)


@pytest.fixture
def matcher():
    return CityMatcher(
        CITIES, SPELLINGS, outside={"Q35997": IZMIR, "Q1": 999}, decided={("bavaria", "DE"): FURTH}
    )


def found(city, how):
    return CityMatch(city, MatchHow(how))


def test_an_id_of_an_outside_list_says_more_than_the_name(matcher):
    assert matcher.match("Anything", outside_id="Q35997") == found(IZMIR, "outside_id")


def test_an_id_that_leads_nowhere_says_nothing(matcher):
    assert matcher.match("İzmir", country="TR", outside_id="Q1") == found(IZMIR, "exact")


def test_what_somebody_decided_is_remembered(matcher):
    assert matcher.match("Bavaria", country="DE") == found(FURTH, "decided")


def test_a_decision_is_not_carried_to_a_homonym_far_away(matcher):
    assert matcher.match("Bavaria", country="DE", position=(53.5, 10.0)).city_id is None


@pytest.mark.parametrize("name", ["İzmir", "Izmir", "IZMIR", "izmir"])
def test_a_city_is_found_by_its_name_whatever_its_capitals(matcher, name):
    assert matcher.match(name, country="TR") == found(IZMIR, "exact")


def test_the_english_name_is_as_good_as_the_turkish_one(matcher):
    assert matcher.match("Athens", country="GR") == found(ATHENS, "exact")


def test_another_spelling_finds_it_too(matcher):
    assert matcher.match("Venezia", country="IT") == found(VENICE, "exonym")


@pytest.mark.parametrize(
    "name", ["Sakarya", "Sakarya Metropolitan Municipality", "SAKARYA BÜYÜKŞEHİR BELEDİYESİ"]
)
def test_the_municipality_of_a_province_sits_in_its_seat(name):
    seat = KnownCity(1, "Adapazarı", "", "TR", 40.781, 30.403, 286_787)

    assert CityMatcher([seat]).match(name, country="TR") == found(1, "exonym")


def test_a_country_leaves_out_the_cities_of_others(matcher):
    assert matcher.match("Paris", country="US") == found(PARIS_TEXAS, "exact")
    assert matcher.match("Paris", country="DE") == CityMatch(None, MatchHow.UNKNOWN)


@pytest.mark.parametrize("name", ["Eskisehir", "ESKISEHIR", "Eski\u0307s\u0327ehi\u0307r"])
def test_a_turkish_name_that_lost_its_marks_is_found(matcher, name):
    assert matcher.match(name, country="TR").city_id == ESKISEHIR


@pytest.mark.parametrize(
    ("name", "position"),
    [("Munster", (52.985, 10.09)), ("Furth", (48.592, 12.021)), ("Lohne", (52.665, 8.236))],
)
def test_munster_is_not_munster_with_dots(matcher, name, position):
    without = matcher.match(name, country="DE")
    elsewhere = matcher.match(name, country="DE", position=position)

    assert (without.how, without.city_id, len(without.candidates)) == (MatchHow.UNSURE, None, 1)
    assert elsewhere == CityMatch(None, MatchHow.UNKNOWN)


def test_a_name_that_lost_its_marks_is_sure_where_the_position_is_the_same(matcher):
    assert matcher.match("Munster", country="DE", position=(51.96, 7.63)) == found(MUNSTER, "folded")
    assert matcher.match("Brașov", country="RO", position=(45.65, 25.60)) == found(BRASOV, "folded")


def test_of_homonyms_the_near_one_is_meant(matcher):
    assert matcher.match("Karşıyaka", country="TR", position=(38.5, 27.1)) == found(KARSIYAKA, "exact")


def test_two_homonyms_about_equally_far_away_are_told_apart_by_somebody(matcher):
    match = matcher.match("Sandhausen", country="AT", position=(47.09, 13.0))

    assert match == CityMatch(None, MatchHow.UNSURE, (UPPER, LOWER))


def test_homonyms_without_a_position_are_told_apart_by_somebody(matcher):
    match = matcher.match("Karşıyaka", country="TR")

    assert match == CityMatch(None, MatchHow.UNSURE, (KARSIYAKA, KARSIYAKA_BITLIS))


def test_without_a_country_the_city_far_larger_than_its_homonyms_is_meant(matcher):
    assert matcher.match("Paris") == found(PARIS, "largest")


def test_without_a_country_a_city_not_far_larger_is_unsure(matcher):
    assert matcher.match("Athens") == CityMatch(None, MatchHow.UNSURE, (ATHENS, ATHENS_GEORGIA))


def test_a_name_counts_more_than_another_spelling_of_a_smaller_city(matcher):
    assert matcher.match("Vienna") == found(WIEN, "exact")
    assert matcher.match("Wien") == found(WIEN, "largest")


@pytest.mark.parametrize(
    "name",
    [
        "Eskişehir Metropolitan Municipality",
        "Eskişehir Büyükşehir Belediyesi",
        "Eskişehir İlçe Belediyesi",
        "Eskişehir Belediye Başkanlığı",
        "Municipality of Eskişehir",
        "City of Eskişehir",
        "Eskişehir (Anadolu)",
        "ESKISEHIR BUYUKSEHIR BELEDIYESI",
    ],
)
def test_the_words_of_the_office_do_not_count(matcher, name):
    assert matcher.match(name, country="TR").city_id == ESKISEHIR


def test_a_name_with_its_words_counts_first(matcher):
    assert matcher.match("Frankfurt (Oder)", country="DE") == found(FRANKFURT_ODER, "exact")


def test_each_of_two_names_counts(matcher):
    assert matcher.match("Wien/Bécs", country="AT", position=(48.2, 16.4)).city_id == WIEN


def test_a_town_whose_position_disagrees_is_unsure(matcher):
    match = matcher.match("Venezia", country="IT", position=(45.633, 13.8))

    assert match == CityMatch(None, MatchHow.UNSURE, (VENICE,))


def test_a_village_far_away_is_another_one_of_the_name(matcher):
    assert matcher.match("Karşıyaka", country="TR", position=(41.5, 36.0)).candidates == (KARSIYAKA,)
    assert matcher.match("Sandhausen", country="AT", position=(48.8, 16.0)).how is MatchHow.UNKNOWN


def test_a_town_of_northern_cyprus_is_found_under_the_countries_that_lists_give_it(matcher):
    assert matcher.match("Lefka", country="CY") == found(LEFKE, "exact")
    assert matcher.match("Lefke", country="TR", position=(35.13, 32.83)) == found(LEFKE, "exact")
    assert matcher.match("Lefke", country="TR").how is MatchHow.UNSURE


def test_nicosia_is_two_cities(matcher):
    assert matcher.match("Nicosia", country="XN") == CityMatch(None, MatchHow.UNSURE, (NICOSIA,))


def test_a_town_of_kosovo_is_found_under_serbia_where_the_position_says_so(matcher):
    assert matcher.match("Pristina", country="RS", position=(42.67, 21.16)) == found(PRISTINA, "exact")
    assert matcher.match("Pristina", country="RS").how is MatchHow.UNSURE


def test_a_city_whose_country_is_unknown_is_only_a_candidate(matcher):
    assert matcher.match("Ziguinchor", country="SN") == CityMatch(None, MatchHow.UNSURE, (WITHOUT_COUNTRY,))


def test_a_city_without_a_position_is_found_by_its_name(matcher):
    assert matcher.match("Tivaouane", country="SN", position=(14.95, -16.82)).city_id == WITHOUT_POSITION


def test_a_place_near_by_under_another_name_is_never_taken(matcher):
    match = matcher.match("Muenster", country="DE", position=(51.96, 7.63))

    assert match == CityMatch(None, MatchHow.NEAR, (MUNSTER,))


def test_a_village_beside_a_town_is_not_that_town(matcher):
    assert matcher.match("Nottuln", country="DE", position=(51.98, 7.55)).how is MatchHow.UNKNOWN


@pytest.mark.parametrize("name", ["Westphalia County", "Münster (district)", "Münster District Municipality"])
def test_a_county_is_not_its_capital(matcher, name):
    assert matcher.match(name, country="DE", position=(51.962, 7.626)).how is MatchHow.UNKNOWN


def test_a_longer_name_near_by_is_a_candidate(matcher):
    match = matcher.match("Karşıyaka - İzmir", country="TR", position=(38.518, 27.138))

    assert match == CityMatch(None, MatchHow.NEAR, (KARSIYAKA,))


def test_an_unknown_name_is_unknown(matcher):
    assert matcher.match("Nowhere") == CityMatch(None, MatchHow.UNKNOWN)
    assert matcher.match("") == CityMatch(None, MatchHow.UNKNOWN)


def test_an_empty_country_is_an_unknown_one(matcher):
    assert matcher.match("Paris", country="") == found(PARIS, "largest")


def test_a_city_that_is_made_known_later_is_found(matcher):
    matcher.add(KnownCity(99, "Kadıköy", "", "TR", 40.98, 29.06, None))

    assert matcher.match("Kadıköy İskelesi", country="TR", position=(40.99, 29.05)).candidates == (99,)
    assert matcher.match("Kadikoy", country="TR") == found(99, "folded")
    assert matcher.match("Kadiköy", country="TR", position=(40.99, 29.05)).city_id == 99
