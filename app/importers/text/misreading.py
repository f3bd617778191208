"""What machines take letters for, whatever dictionary is asked."""

from collections.abc import Iterator

from app.importers.text.endings import lower

_SHORTEST_PAIRED = 5
_PAIRS = (
    ("rn", "m"),
    ("m", "rn"),
    ("ın", "m"),
    ("in", "m"),
    ("ııı", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("ii", "ü"),
    ("h", "lı"),
    ("h", "li"),
    ("li", "h"),
)
"""Letters as a machine reads them, and what may have stood there."""
_PLAIN_LETTERS = frozenset("abcçdefgğhıijklmnoöpqrsştuüvwxyzâîûéè")


def with_pairs(word: str) -> Iterator[str]:
    """Yield a word with pairs of letters put right in turn: ``Ternsilci``, ``Arahk``; no short one."""
    if len(word) < _SHORTEST_PAIRED:
        return
    small = lower(word)
    if len(small) != len(word):
        return
    for seen, meant in _PAIRS:
        places = [place for place in range(1, len(small)) if small.startswith(seen, place)]
        for place in places:
            yield word[:place] + meant + word[place + len(seen) :]
        if len(places) > 1:
            yield word[:1] + small[1:].replace(seen, meant)


def with_i_or_l(word: str) -> Iterator[str]:
    """Yield a word with each l inside read as an i, and each i as an l: ``Vllnius``."""
    if len(word) >= _SHORTEST_PAIRED:
        for place in range(1, len(word)):
            for seen, meant in (("l", "i"), ("l", "ı"), ("i", "l"), ("ı", "l"), ("I", "l")):
                if word[place] == seen:
                    yield f"{word[:place]}{meant}{word[place + 1 :]}"


def is_plain(word: str) -> bool:
    """Say whether a word has none but Turkish and English letters: another is nobody's misprint."""
    return all(letter in _PLAIN_LETTERS or not letter.isalpha() for letter in lower(word))


def one_letter_apart(one: str, two: str) -> bool:
    """Say whether words differ by a letter: another, a missing one, or two that changed places."""
    if len(one) != len(two):
        short, long = sorted((one, two), key=len)
        return len(long) - len(short) == 1 and any(
            long[:place] + long[place + 1 :] == short for place in range(len(long))
        )
    apart = [place for place in range(len(one)) if one[place] != two[place]]
    if len(apart) <= 1:
        return True
    left, right = apart[0], apart[-1]
    swapped = one[left] == two[right] and one[right] == two[left]
    return len(apart) == 2 and right == left + 1 and swapped
