"""Who of those named in an entry is ours, or receives the others."""

from collections.abc import Sequence

from app.domain.turkish import fold
from app.importers.text.home import Home
from app.importers.text.party import Party

_HOST_ENDINGS = frozenset(
    [
        "i",
        "ı",
        "u",
        "ü",
        "yi",
        "yı",
        "yu",
        "yü",
        "e",
        "a",
        "ye",
        "ya",
        "in",
        "ın",
        "un",
        "ün",
        "nin",
        "nın",
        "nun",
        "nün",
        "le",
        "la",
        "yle",
        "yla",
        "ni",
        "nı",
    ]
)


_OUR_OFFICES = frozenset(
    [
        "baskan",
        "baskani",
        "vekili",
        "sekreter",
        "yardimcisi",
        "mayor",
        "muduru",
        "mudur",
        "danismani",
        "danisman",
    ]
)


_WITH = frozenset({"with", "ile"})
_BESIDE = frozenset({",", "(", "-", ":"})
_OUR_MAYORS = ("baskan", "belediye baskan", "mayor", "deputy mayor", "acting mayor")


def visitors_among(parties: Sequence[Party], home: Home, source: str, *, abroad: bool) -> list[Party]:
    """Return the parties that are not ours.

    :param source: the text that the parties were read from.
    :param abroad: whether it was we who travelled: whoever has an office without a body there is theirs.
    """
    return [party for party in parties if not _is_host(party, parties, home, source, abroad=abroad)]


def _is_host(party: Party, parties: Sequence[Party], home: Home, source: str, *, abroad: bool) -> bool:
    """Say whether a party is ours, or receives the others."""
    bodies = party.organisation.split("; ") if party.organisation else []
    ours = bool(bodies) and all(map(home.owns, bodies))
    here = not bodies and not party.name and home.owns(party.city)
    our_country = party.is_place and not party.city and party.country == home.country
    return ours or here or our_country or _receives(party, parties, home, source, abroad=abroad)


def travels(party: Party, parties: Sequence[Party]) -> bool:
    """Say whether somebody of ours goes somewhere: ``Genel Sekreter X'in Linz Belediyesi'ne ziyareti``."""
    if party.after != "whose":
        return False
    place = next((at for at, other in enumerate(parties) if other is party), len(parties))
    following = parties[place + 1] if place + 1 < len(parties) else None
    return (
        following is not None
        and following.before == "whose"
        and bool(following.organisation or following.city)
        and not (following.name or following.titles or following.group)
    )


def _receives(party: Party, parties: Sequence[Party], home: Home, source: str, *, abroad: bool) -> bool:
    """Say whether somebody without a body of their own receives visitors who have one."""
    others = any(
        other is not party and (other.country or other.organisation) and not home.owns(other.organisation)
        for other in parties
    )
    alone = not party.organisation and not party.country and not party.city
    if not (others and alone and (party.titles or party.name)) or travels(party, parties):
        return False
    if not party.titles:
        return _is_marked(party, source)
    if abroad or not _has_an_office_like_ours(party):
        return False
    # "Dakar Belediyesi ile toplantı, Genel Sekreter X": set beside the visitors, and nothing says a host.
    return _is_marked(party, source) or not party.name or party.before not in _BESIDE


def may_be_ours(party: Party) -> bool:
    """Say whether an office such as ours have is all that is said of somebody."""
    alone = not party.organisation and not party.country and not party.city
    return alone and not party.group and _has_an_office_like_ours(party)


def _has_an_office_like_ours(party: Party) -> bool:
    return any(
        fold(title).split()[-1] in _OUR_OFFICES or fold(title).startswith(_OUR_MAYORS)
        for title in party.titles
    )


def is_unclear(party: Party, source: str) -> bool:
    """Say whether no word tells that somebody with an office and without a body is a host, or a guest."""
    alone = not party.organisation and not party.country and not party.city
    told = _is_marked(party, source) and not (party.before in _WITH and not party.name_ending)
    return bool(alone and party.name and party.titles) and not told


def _is_marked(party: Party, source: str) -> bool:
    """Say whether a case or a word beside it makes somebody a host."""
    marked = (party.name_ending or party.title_ending) in _HOST_ENDINGS
    end = max((last for _, last in party.spans.values()), default=0)
    behind = source[end : end + 14].strip()
    after = party.after in {"by", "ile"} or behind.startswith("tarafından")
    return marked or after or party.before in {"by", "with", "meeting", "ile"}
