"""Several things in one cell."""

import re
from collections.abc import Sequence

_BETWEEN = re.compile(r"\s*[;|]\s*")
_AND = re.compile(r"\s*,\s*|\s+(?:ve|and|&)\s+", re.IGNORECASE)
_FULL_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}")
_TITLE_WORDS = (
    r"Prof\.|Dr\.|Doç\.|Yrd\.|Av\.|Op\.|Uzm\.|H\.\s?E\.|Prof(?= )|Dr(?= )|"
    r"Sn\.|Sn(?= )|Sayın(?= )|Mr\.?(?= )|Mrs\.?(?= )|Ms\.?(?= )"
)
_HONORIFIC = re.compile(_TITLE_WORDS)
_HONORIFICS = re.compile(rf"\s*(?:(?:{_TITLE_WORDS})\s*)+")
_COURTESY = re.compile(r"Sn\.?|Sayın|Mr\.?|Mrs\.?|Ms\.?")
_WITH_TITLE = re.compile(r"(?P<name>[^()]+?)\s*\((?P<title>[^()]+)\)")


def several(text: str) -> list[str]:
    """Return what stands in lines of its own or between semicolons.

    An empty line counts: it stands beside the line of another cell.
    """
    parts = text.split("\n") if "\n" in text else _BETWEEN.split(text)
    return [part.strip(" \t\r;") for part in parts]


def names(text: str, beside: int = 0) -> list[str]:
    """Return the names of people in a cell. Commas and ``ve`` part them only if every part is a full name.

    :param beside: how many things the cell beside it has, which belong to one of them each.
    """
    found = [one for one in several(text.strip()) if one]
    if len(found) != 1:
        return found
    parts = [one for one in _AND.split(text.strip()) if one]
    if len(parts) > 1 and (len(parts) == beside or all(map(_is_full_name, parts))):
        return parts
    return found


def beside(text: str, count: int) -> list[str] | None:
    """Return one text for each of ``count`` things, empty where nothing is said; None if it cannot be."""
    if not text.strip():
        return [""] * count
    found = several(text)
    while len(found) > count and not found[-1]:
        found.pop()
    if len(found) < count and "\n" in text:
        found += [""] * (count - len(found))
    if len(found) != count and len(found) == 1:
        found = _AND.split(text.strip())
    return found if len(found) == count else None


def with_title(name: str) -> tuple[str, str]:
    """Part a name from the title that stands behind it in brackets."""
    found = _WITH_TITLE.fullmatch(name)
    return (found["name"].strip(), found["title"].strip()) if found else (name, "")


def with_honorific(name: str) -> tuple[str, str]:
    """Part a name from what stands before it: ``Prof. Dr. Hans Müller``. ``Sayın`` and ``Mr`` say nothing."""
    found = _HONORIFICS.match(name)
    if found is None or not (bare := name[found.end() :].strip()):
        return "", name
    kept = [word for word in _HONORIFIC.findall(found[0]) if not _COURTESY.fullmatch(word)]
    return " ".join(kept), bare


def each(text: str) -> Sequence[str]:
    """Return things of a list in one cell, however they are parted."""
    return [one.strip() for one in re.split(r"[\n;,|]", text) if one.strip()]


def _is_full_name(text: str) -> bool:
    return bool(_FULL_NAME.fullmatch(text)) and all(word[0].isupper() for word in text.split())
