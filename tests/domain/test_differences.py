import pytest

from app.domain.differences import marked


def words(pieces) -> str:
    return "".join(text for text, _ in pieces)


def different(pieces) -> list[str]:
    return [text for text, differs in pieces if differs]


def test_only_the_words_that_differ_are_marked():
    mine, theirs = marked("Kardeş şehir iş birliği, EXPO", "Kardeş şehir iş birliği ve gençlik")

    assert different(mine) == [", EXPO"]
    assert different(theirs) == ["ve gençlik"]


def test_a_word_in_the_middle_is_found():
    before, after = marked("on Monday at ten", "on Friday at ten")

    assert (different(before), different(after)) == (["Monday"], ["Friday"])


@pytest.mark.parametrize(
    ("one", "other"),
    [("", "a b"), ("24.10.2023", "2023"), ("a b", ""), ("12", "13"), ("", ""), ("a b", "c d")],
)
def test_a_word_a_number_and_quite_another_text_are_not_taken_apart(one, other):
    assert marked(one, other) == (((one, False),), ((other, False),))


def test_nothing_of_either_text_is_lost_however_long_they_are():
    one = "first line\n" + " ".join(f"word{number}" for number in range(3000)) + " end"
    other = "first line\n" + " ".join(f"other{number}" for number in range(3000)) + " end"

    mine, theirs = marked(one, other)

    assert (words(mine), words(theirs)) == (one, other)
    assert mine[0] == ("first line\n", False)
    assert mine[-1] == (" end", False)
