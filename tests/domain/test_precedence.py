"""The order of precedence: one order for any order of input, and a rule between any two neighbours."""

import random
from datetime import date
from itertools import pairwise

import pytest

from app.domain import alphabets, precedence
from app.domain.precedence import ByHand, Guest, Office, Rule, Standing
from app.domain.turkish import sort_key
from models import Certainty, PartialDate
from models.vocabulary import EqualsBy

GOVERNOR = Office(1, 1, "Vali", "Governor")
MAYOR = Office(2, 2, "Belediye Başkanı", "Mayor")
MAYOR_THERE = Office(3, 2, "Büyükelçi", "Ambassador", is_equivalent=True)

DOUBTFUL = PartialDate(date(2023, 1, 1), date(2023, 1, 1), Certainty.DOUBTFUL)


def guest(
    key: int, name: str = "", office: Office | None = None, country: str = "", since: date | None = None
):
    return Guest(key, sort_key(name) if name else "", office, since, country)


def keys(order: precedence.Order) -> list[int]:
    return [one.key for one in order.guests]


def crowd(dice: random.Random) -> tuple[list[Guest], list[ByHand]]:
    """Guests of whom many are alike, some without rank, name, country or day, some placed by hand."""
    offices = [None, GOVERNOR, MAYOR, MAYOR_THERE]
    days = [None, date(2020, 1, 1), date(2021, 5, 5)]
    guests = [
        guest(
            key,
            dice.choice(["", "Ada", "Ayşe", "Çiğdem", "İlke", "Işıl"]),
            dice.choice(offices),
            dice.choice(["", "almanya", "bulgaristan"]),
            dice.choice(days),
        )
        for key in range(1, dice.randint(2, 40))
    ]
    count = dice.randint(0, 5)
    hand = [
        ByHand(number, dice.randint(1, 45), dice.randint(1, 45), f"reason {number}")
        for number in range(count)
    ]
    return guests, hand


@pytest.mark.parametrize("equals_by", [None, *EqualsBy])
@pytest.mark.parametrize("seed", range(60))
def test_the_order_is_the_same_for_any_order_of_input(seed, equals_by):
    dice = random.Random(seed)
    guests, hand = crowd(dice)
    first = precedence.in_order(guests, equals_by, hand)

    for _ in range(4):
        dice.shuffle(guests)
        dice.shuffle(hand)

        assert precedence.in_order(guests, equals_by, hand) == first
    assert sorted(keys(first)) == sorted(one.key for one in guests)


@pytest.mark.parametrize("equals_by", [None, *EqualsBy])
@pytest.mark.parametrize("seed", range(60))
def test_every_neighbouring_pair_cites_the_first_rule_that_tells_them_apart(seed, equals_by):
    guests, hand = crowd(random.Random(seed))
    order = precedence.in_order(guests, equals_by, hand)

    assert len(order.reasons) == len(guests) - 1
    for (first, second), reason in zip(pairwise(order.guests), order.reasons, strict=True):
        alone = precedence.in_order([first, second], equals_by)
        if reason.rule is Rule.BY_HAND:
            assert reason.by_hand in hand
            assert {reason.by_hand.moved, reason.by_hand.before} & {first.key, second.key}
        else:
            assert keys(alone) == [first.key, second.key]
            assert alone.reasons == (reason,)


def test_rank_comes_first_and_equal_ranks_are_said_to_be_equal():
    mayors = [guest(1, "Zeynep", MAYOR, "b"), guest(2, "Ada", MAYOR_THERE, "a"), guest(3, "Veli", GOVERNOR)]

    order = precedence.in_order(mayors, EqualsBy.COUNTRY)

    assert keys(order) == [3, 2, 1]
    assert [(one.rule, one.is_equal) for one in order.reasons] == [(Rule.RANK, False), (Rule.COUNTRY, True)]


def test_among_heads_of_mission_the_earlier_credentials_come_first_and_none_recorded_come_last():
    heads = [
        guest(1, "Ada", MAYOR, "a"),
        guest(2, "Bora", MAYOR, "b", date(2022, 2, 2)),
        guest(3, "Can", MAYOR, "c", date(2020, 2, 2)),
    ]

    order = precedence.in_order(heads, EqualsBy.SENIORITY)

    assert keys(order) == [3, 2, 1]
    assert [one.rule for one in order.reasons] == [Rule.SENIORITY, Rule.DATED]


def test_who_has_no_rank_comes_last_and_after_them_who_has_no_name():
    order = precedence.in_order([guest(1, "", GOVERNOR), guest(2, "Ada"), guest(3, "Bora", MAYOR)], None)

    assert keys(order) == [3, 2, 1]
    assert [one.rule for one in order.reasons] == [Rule.RANKED, Rule.NAMED]


def test_two_of_whom_all_is_alike_stand_as_in_the_record_and_it_is_said():
    order = precedence.in_order([guest(2, "Ada", MAYOR), guest(1, "Ada", MAYOR)], EqualsBy.NAME)

    assert keys(order) == [1, 2]
    assert order.reasons[0].rule is Rule.ENTRY


def test_somebody_placed_by_hand_stands_directly_before_the_other_with_the_reason():
    guests = [guest(1, "Ada", GOVERNOR), guest(2, "Bora", MAYOR), guest(3, "Can", MAYOR)]
    hand = [ByHand(0, 3, 1, "guest of honour")]

    order = precedence.in_order(guests, None, hand)

    assert keys(order) == [3, 1, 2]
    assert order.reasons[0].by_hand == hand[0]
    assert order.reasons[1].rule is Rule.RANK
    assert not order.without_effect


def test_a_placing_that_a_later_one_undoes_or_that_names_somebody_gone_is_told():
    guests = [guest(1, "Ada", MAYOR), guest(2, "Bora", MAYOR)]
    undone, last, gone = ByHand(0, 2, 1, "first"), ByHand(1, 1, 2, "then"), ByHand(2, 9, 1, "left")

    order = precedence.in_order(guests, None, [gone, last, undone])

    assert keys(order) == [1, 2]
    assert order.without_effect == (undone, gone)


def test_two_guests_of_one_key_are_refused():
    with pytest.raises(ValueError, match="one key"):
        precedence.in_order([guest(1, "Ada"), guest(1, "Bora")], None)


def test_three_hundred_guests_are_put_in_order():
    guests = [guest(key, f"Kişi {key % 7}", [None, MAYOR, GOVERNOR][key % 3]) for key in range(300)]

    order = precedence.in_order(guests, EqualsBy.COUNTRY, [ByHand(0, 299, 2, "guest of honour")])

    assert len(order.guests) == 300
    assert len(order.reasons) == 299


def test_a_title_has_a_rank_only_where_it_names_an_office_word_for_word():
    offices = [(GOVERNOR, ("Vali", "Governor")), (MAYOR, ("Belediye Başkanı", " Lord Mayor"))]

    assert precedence.office_of(["belediye başkanı"], offices) is MAYOR
    assert precedence.office_of(["", "LORD MAYOR"], offices) is MAYOR
    assert precedence.office_of(["Vali Yardımcısı"], offices) is None
    assert precedence.office_of(["", ""], offices) is None
    assert precedence.office_of(["Belediye Başkanı; Eurocities Başkanı"], offices) is MAYOR
    assert precedence.office_of(["Vali", "Lord Mayor"], offices) is None


@pytest.mark.parametrize(
    ("since", "until", "day", "found"),
    [
        (date(2020, 1, 1), None, PartialDate.on(date(2023, 1, 1)), Standing.IN_FORCE),
        (date(2020, 1, 1), date(2022, 12, 31), PartialDate.on(date(2023, 1, 1)), Standing.WITHDRAWN),
        (date(2020, 1, 1), date(2023, 1, 1), PartialDate.on(date(2023, 1, 1)), Standing.IN_FORCE),
        (date(2024, 1, 1), None, PartialDate.on(date(2023, 1, 1)), Standing.TO_COME),
        (None, None, PartialDate.on(date(2023, 1, 1)), Standing.UNCERTAIN),
        (date(2020, 1, 1), None, PartialDate.unknown(), Standing.UNCERTAIN),
        (date(2020, 1, 1), date(2023, 6, 1), PartialDate.of(2023), Standing.UNCERTAIN),
        (None, date(2022, 12, 31), PartialDate.of(2023), Standing.WITHDRAWN),
        (None, date(2022, 12, 31), DOUBTFUL, Standing.UNCERTAIN),
    ],
)
def test_a_list_is_refused_only_for_a_day_on_which_it_is_certainly_not_in_force(since, until, day, found):
    assert precedence.standing(since, until, day) is found


def test_a_country_that_no_list_of_countries_has_is_named_all_the_same():
    assert alphabets.country_name("XN", "tr") == "Kuzey Kıbrıs Türk Cumhuriyeti"
    assert alphabets.country_name("XN", "fr") == "Turkish Republic of Northern Cyprus"


def test_flags_stand_by_the_alphabet_of_the_language_and_the_hosts_comes_first():
    codes = frozenset({"DE", "US", "CH", "TR"})

    assert alphabets.flag_order("TR", codes, "tr") == ("TR", "DE", "US", "CH")  # Almanya, Amerika, İsviçre
    assert alphabets.flag_order("TR", codes, "en") == ("TR", "DE", "CH", "US")  # Germany, Switzerland, United
    assert alphabets.flag_order(None, codes, "fr") == (
        "DE",
        "US",
        "CH",
        "TR",
    )  # Allemagne, États-Unis, Suisse
