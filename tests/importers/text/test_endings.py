"""Turkish endings on names."""

import pytest

from app.importers.text.endings import agrees, is_ending, parted, stems


@pytest.mark.parametrize(
    "ending", ["nin", "ın", "dan", "nda", "lı", "sinin", "lerinden", "si", "ya", "yla", "daki", "dir"]
)
def test_chains_of_endings_are_endings(ending):
    assert is_ending(ending)


@pytest.mark.parametrize("letters", ["", "ov", "brien", "ster", "enko", "x"])
def test_other_letters_are_none(letters):
    assert not is_ending(letters)


def test_an_apostrophe_within_a_name_stays():
    assert parted("O'Brien") == ("O'Brien", "")
    assert parted("Luger’in") == ("Luger", "in")
    assert parted("Italy's") == ("Italy", "s")


@pytest.mark.parametrize(
    ("stem", "ending", "fits"),
    [
        ("Üsküp", "ün", True),
        ("Üsküp", "ın", False),
        ("Bremen", "den", True),
        ("Bremen", "dan", False),
        ("Varna", "lı", True),
        ("Seul", "ün", True),
    ],
)
def test_vowels_of_an_ending_agree_with_the_name(stem, ending, fits):
    assert agrees(stem, ending) is fits


def test_a_softened_consonant_is_hard_again_in_the_stem():
    assert "dernek" in set(stems("derneği"))
    assert "münste" not in set(stems("münster"))
