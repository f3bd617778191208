"""What counts as a word of ours: the check of the Turkish catalogue must see all of them."""

import io

import pytest

from translations.check import KEYWORDS, from_code


@pytest.mark.parametrize(
    "code",
    [
        't("A word")',
        't(words.get(key, N_("A word")))',
        't(N_("A word") if here else there)',
        'told = {"one": [N_("A word")]}',
        't("A "\n  "word")',
    ],
)
def test_a_word_is_found_wherever_it_stands(code):
    found = {text for _, _, texts, _ in from_code(io.BytesIO(code.encode()), KEYWORDS) for text in texts}
    assert "A word" in found
