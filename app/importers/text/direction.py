"""Who travelled: they came to us, we went to them, both met elsewhere; nobody where they met online."""

import re

from app.importers.text.lexicon import SIGNS
from models.vocabulary import Direction, VisitMode

_ABROAD = re.compile(r"yurt ?disi(?!ndan)|giden|outgoing|travel|visits abroad|seyahat")
_CAME = re.compile(
    r"\b(?:kabul (?:et|ed)|agirla|makaminda|ev sahipligi|misafir (?:et|ed)|yurt ?disindan gel"
    r"|(?:ziyaret\w*|ziyaret icin|ziyarete) gel|tarafindan ziyaret ed"
    r"|\w{4,}m[iu]z(?:i|u|a|e) (?:\w+ ){0,3}ziyaret"
    r"|received|welcomed|hosted|courtesy call on|visited (?:us|our|the mayor|the municipality)\b)"
)
_OURSELVES = re.compile(
    r"\b(?:\w{3,}m[iu]z|our (?:\w+ ){0,2}(?:delegation|mayor|team|representatives?|general)|we)\b"
)
"""Our people as those who act: ``Başkanımız``, ``heyetimiz``; not ``Başkanımızı``."""
_WENT = re.compile(
    r"\b(?:ziyaret (?:et|gerceklestir)(?!il)|ziyaret(?:te|lerde) bulun|git(?:ti|mis)|gid(?:erek|ip)"
    r"|seyahat|katil(?:di|mis)|istirak et|davetlisi olarak|konuk oldu"
    r"|visited|travell?ed|went|flew|attended|participated|took part)"
)
_MET = re.compile(r"\b(?:gorus|bulus|bir araya gel|temas|met\b|meeting)")
_TO = re.compile(r"\b(?:visit|trip|travel|mission|journey) to\b")


def is_abroad(flat: str, section: str) -> bool:
    """Say whether words or headings say that our own people travelled; both folded."""
    return bool(SIGNS["outgoing"].search(flat) or _ABROAD.search(section))


def direction(
    flat: str, section: str, mode: VisitMode | None, *, there: bool, named: bool
) -> Direction | None:
    """Return who travelled; None where our own people met them and no word says where.

    :param flat: the words of the entry, folded.
    :param section: the folded headings above it.
    :param there: whether a city abroad is named as the place: ``Viyana'da``, ``to Bologna``.
    :param named: whether a visitor is named.
    """
    if mode is VisitMode.ONLINE:
        return Direction.NOBODY
    if _CAME.search(flat):
        return Direction.INCOMING
    ourselves = _OURSELVES.search(flat)
    if is_abroad(flat, section) or (there and _TO.search(flat)):
        return Direction.OUTGOING
    if ourselves and (_WENT.search(flat) or (there and _MET.search(flat))):
        return Direction.OUTGOING
    if SIGNS["third_place"].search(flat):
        return Direction.THIRD_PLACE
    if ourselves and _MET.search(flat):
        return None
    return Direction.INCOMING if named else None
