"""What stands on a page beside its text: its number, and the head that every page bears."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.importers.text.dates import FoundDate

LINE = re.compile(r"[^\n\r\f\v\x0b\x85\u2028\u2029]+")
_NUMBER = re.compile(
    r"\s*(?:[-–—|]{0,3}\s*(?:sayfa|page|s\.|p\.)?\s*(?=[lo]{0,3}\d)[\dlo]{1,4}\s*(?:(?:/|of)\s*\d{1,4})?\s*[-–—|]{0,3})\s*"
)
_LONGEST_NUMBER = 24
_NUMBERED = re.compile(
    r"(?<!\w)(?:sayfa|page)\s*:?\s*\d{1,4}\s*(?:/|of)\s*\d{1,4}\W*$|\s{3}(?:sayfa|page|s\.)\s*:?\s*\d{1,4}\W*$"
)
"""A head with the page's number at its end: ``Müdürlüğü     Sayfa 1/2``."""
_SHORTEST_HEAD = 12


def page_furniture(text: str, flat: str, dates: Sequence[FoundDate]) -> list[tuple[int, int]]:
    """Return the lines that belong to a page and not to what it says, in their order.

    A line that holds a date says something.

    :param flat: the text folded letter by letter.
    :param dates: of the text, in their order.
    """
    days = iter([*dates, FoundDate(len(text) + 1, len(text) + 1, 1, 1, 0)])
    day = next(days)
    lines: list[tuple[int, int]] = []
    for found in LINE.finditer(text):
        dated = False
        while day.start < found.end():
            dated = dated or day.start >= found.start()
            day = next(days)
        if not dated and found[0].strip():
            lines.append(found.span())
    numbers = {place for place, (start, end) in enumerate(lines) if _is_number(flat[start:end])}
    heads = set(_heads(text, flat, lines, numbers))
    return [line for place, line in enumerate(lines) if place in numbers or place in heads]


def _is_number(flat: str) -> bool:
    bare = flat.strip()
    short = len(bare) < _LONGEST_NUMBER and _NUMBER.fullmatch(bare)
    return bool(short or _NUMBERED.search(bare))


def _heads(text: str, flat: str, lines: Sequence[tuple[int, int]], numbers: set[int]) -> Iterator[int]:
    """Yield the places of lines that stand beside the numbers of pages, the same but for figures."""
    alike: dict[str, list[int]] = defaultdict(list)
    for place, (start, end) in enumerate(lines):
        bare = re.sub(r"[\W\d_]+", "", flat[start:end])
        if len(bare) >= _SHORTEST_HEAD and text[start:end].rstrip()[-1] not in ":,":
            alike[bare].append(place)
    for places in alike.values():
        beside = sum(bool({place - 1, place + 1} & numbers) for place in places)
        # Before the first head, or behind the last foot, there is no number.
        if len(places) > 1 and beside >= len(places) - 1:
            yield from places
