"""Texts that somebody made to keep the office waiting."""

import time

import pytest

LETTERS = 200_000
LONGEST_SECONDS = 8


@pytest.mark.parametrize(
    "piece",
    [
        "12.03.2024 - Linz Belediye Başkanı Eva Muster, ",
        "12.03.2024 ",
        "a",
        "1.",
        " ",
        "(",
        "\t",
        "12.03.2024 - " + "aB" * 1400 + "\n",
        "12.03.2024 - " + "ab cd " * 480 + "\n",
        "12.03.2024 - " + "(" * 1400 + "\n",
        "a;b;c\n",
    ],
    ids=[
        "one line",
        "dates",
        "letters",
        "points",
        "spaces",
        "brackets",
        "tabs",
        "capitals",
        "gaps",
        "nested",
        "rows",
    ],
)
def test_the_time_grows_with_the_text_and_no_faster(read, piece):
    text = (piece * LETTERS)[:LETTERS] + "x"
    begun = time.perf_counter()

    read(text)

    assert time.perf_counter() - begun < LONGEST_SECONDS
