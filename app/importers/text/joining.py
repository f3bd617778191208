"""Pieces into parties: a name and its title, a body and its place, two titles of one person."""

from collections.abc import Iterable, Sequence

from app.domain.turkish import fold
from app.importers.text.endings import lower
from app.importers.text.lexicon import MISSIONS, known
from app.importers.text.party import Party

_BESIDE = frozenset({",", "-", "(", ")", ":", "[", "“", '"', "\t", "of"})
_MAYORS = frozenset(title for title, body in MISSIONS.items() if body == "Municipality of")
_LONGEST_ABBREVIATION = 4
_ACADEMIC = frozenset(
    {"professor", "profesor", "docent", "doctor", "doktor", "councillor", "councilor", "captain"}
)
"""Titles that stand before a name as an honour, whatever the office is."""
_AND = frozenset({"ve", "and", "&", "ile", "with", "veya"})


def join(parties: Iterable[Party]) -> list[Party]:
    """Return the parties of an entry; each stands for itself."""
    waiting = [party for party in parties if not _is_empty(party)]
    joined: list[Party] = []
    place = 0
    while place < len(waiting):
        party = waiting[place]
        following = waiting[place + 1] if place + 1 < len(waiting) else None
        previous = joined[-1] if joined else None
        place += 1
        if previous is not None and _only_counts(party) and (previous.group or previous.name):
            continue  # "(8 members)"
        if following is not None and _is_one_person(party, following):
            waiting[place] = _merged(party, following)
        elif previous is not None and _completes(party, previous):
            joined[-1] = _merged(previous, party)
        elif following is not None and _leads(party, following):
            waiting[place] = _merged(party, following)
        else:
            if previous is not None and party.is_name and party.before in _AND | {","}:
                _inherit(party, previous)
            elif previous is not None and _comes_along(party, previous):
                party.organisation, party.city, party.country = (
                    previous.organisation,
                    previous.city,
                    previous.country,
                )
                party.mission = previous.mission
            joined.append(party)
    return joined


def _only_counts(party: Party) -> bool:
    return party.group and not (
        party.name or party.titles or party.organisation or party.city or party.country
    )


def _is_empty(party: Party) -> bool:
    return not (
        party.name or party.titles or party.organisation or party.city or party.country or party.group
    )


def _is_one_person(party: Party, following: Party) -> bool:
    """Say whether a title without a name belongs to the next piece."""
    if not party.is_office or party.group or following.group:
        return False
    if following.is_name:
        return following.before in _BESIDE
    return following.before in {"ve", "and", "&"} and bool(following.titles)


def _completes(party: Party, previous: Party) -> bool:
    """Say whether a piece says more about the party before it."""
    if party.before not in _BESIDE or party.group:
        return False
    if party.is_name:
        return previous.is_office and not previous.group and not previous.plural
    if party.is_office:
        return bool(previous.name) and (not previous.titles or _is_only_academic(previous))
    if party.is_place:
        if party.after in _AND and party.before == "-":
            return False  # "… – Almatı ile kardeş kentlik": what was spoken of
        if party.city:
            return not previous.city
        return previous.country in {"", party.country}
    somebody = previous.name or previous.is_office or previous.group
    return bool(party.organisation and not party.titles and somebody and not previous.organisation)


def _is_only_academic(party: Party) -> bool:
    """Say whether a title only does honour, so that an office behind the name says more."""
    return not party.organisation and all(fold(title) in _ACADEMIC for title in party.titles)


def _leads(party: Party, following: Party) -> bool:
    """Say whether a place or a body stands before what it belongs to."""
    if party.is_name and following.is_office and following.before in _BESIDE:
        return not following.group
    if following.before not in _BESIDE:
        return False
    if party.is_place:
        return (not following.country and not following.is_place and not following.group) or (
            following.is_place and bool(party.country) and not party.city
        )
    if party.organisation and not party.name and not party.titles and not party.group:
        if following.is_name:
            return following.before in {":", "-", ",", "("}
        if following.titles and not following.organisation:
            return True
    return False


def _merged(first: Party, second: Party) -> Party:
    """Return two pieces as one party; what the first says comes first."""
    named = second if second.name else first
    if second.is_office and _is_only_academic(first):
        first.titles = []
    titles = [*first.titles, *(title for title in second.titles if title not in first.titles)]
    if first.titles and second.titles and second.organisation and first.organisation != second.organisation:
        # Two posts of one person: the second says where it is held.
        titles = [
            *first.titles,
            f"{second.organisation} {second.post}" if not second.mission and second.post else titles[-1],
        ]
    if first.land and first.is_place and second.titles and not second.organisation:
        second.organisation = _mission_of(first.land, second.titles[-1])
    elif second.land and second.is_place and first.titles and not first.organisation:
        first.organisation = _mission_of(second.land, first.titles[-1])
    elif first.city and first.is_place and second.titles and not second.organisation:
        second.organisation = municipality_of(first.city, second.titles)
    organisations = [one for one in (first.organisation, second.organisation) if one]
    merged = Party(
        before=first.before,
        after=second.after,
        name=first.name or second.name,
        titles=titles,
        post=second.post or first.post,
        organisation="; ".join(dict.fromkeys(organisations)),
        city=first.city or second.city,
        country=first.country or second.country,
        group=first.group or second.group,
        plural=first.plural or second.plural,
        name_ending=named.name_ending,
        title_ending=named.title_ending,
        mission=first.mission or second.mission,
        land=first.land or second.land,
        unit=bool(organisations) and all(one.unit for one in (first, second) if one.organisation),
        start=min(first.start, second.start),
        end=max(first.end, second.end),
        spans={**second.spans, **first.spans},
        doubts={**second.doubts, **first.doubts},
    )
    if merged.country and "country" in merged.doubts and first.country and second.country == first.country:
        del merged.doubts["country"]
    return merged


def _comes_along(party: Party, previous: Party) -> bool:
    """Say whether a second office is of the body of the first: ``… ve Ticaret Ataşesi Y``."""
    alone = not (party.organisation or party.city or party.country)
    if party.before == "led":
        theirs = previous.mission or not (party.titles and _is_of_a_mission(party))
        return alone and theirs and bool(previous.organisation or previous.city or previous.country)
    together = party.before in {"ve", "and", "&", ","}
    together = together or (party.before in _AND and previous.mission and _is_of_a_mission(party))
    return bool(party.titles and alone and together and previous.organisation and previous.titles)


def _is_of_a_mission(party: Party) -> bool:
    """Say whether an office is one of those that missions have: ``Konsolos``, ``Attaché``."""
    head = known(party.titles[-1].rsplit(maxsplit=1)[-1])
    return head is not None and head.stem in MISSIONS and head.stem not in _MAYORS


def _inherit(party: Party, previous: Party) -> None:
    """Give a second name the body of the first: ``A Derneği'nden X ve Y``; a title in the plural too."""
    if previous.name or previous.titles or previous.organisation:
        party.organisation, party.city, party.country = previous.organisation, previous.city, previous.country
        party.mission = previous.mission
        if previous.plural:
            party.titles = list(previous.titles)
        else:
            party.doubts["titles"] = "no_title"


def _mission_of(land: str, title: str) -> str:
    """Return the mission of a country that somebody with a title comes from: ``HOLLANDA - Büyükelçi X``."""
    head = known(title.rsplit(maxsplit=1)[-1])
    body = MISSIONS.get(fold(title)) or MISSIONS.get(head.stem if head else "", "")
    if land.isupper() and len(land) > _LONGEST_ABBREVIATION:
        land = " ".join(word[0] + lower(word[1:]) for word in land.split())
    if not body or body.startswith("Municipality"):
        return ""
    return f"{body} {land}" if body.endswith(" of") else f"{land} {body}"


def body_of_office(titles: Sequence[str], land: str, city: str) -> str:
    """Return the body that somebody stands for by title, country and city; empty where there is none."""
    for title in titles:
        role = fold(title).split()[-1]
        if city and (_is_municipal([title]) or role in _MAYORS):
            return f"{MISSIONS[role]} {city}" if role in _MAYORS else f"{city} Belediyesi"
        if city and fold(title).startswith("vali"):
            return f"{city} {MISSIONS['vali']}"
        if land and (body := _mission_of(land, title)):
            if not city:
                return body
            return f"{body} in {city}" if " of " in body else f"{land} {city}{body.removeprefix(land)}"
    return ""


def give_the_only_city(parties: Sequence[Party]) -> None:
    """Give a mayor without a city the one that is named: ``travelled to Bologna and met Deputy Mayor X``."""
    cities = {
        party.city: party for party in parties if party.city and (party.is_place or _is_municipality(party))
    }
    if len(cities) != 1:
        return
    (place,) = cities.values()
    for party in parties:
        alone = not (party.organisation or party.city or party.country)
        if alone and party.name and (body := municipality_of(place.city, party.titles)):
            party.city, party.country, party.organisation = place.city, place.country, body
            party.doubts.setdefault("organisation", "from_context")


def municipality_of(city: str, titles: Sequence[str]) -> str:
    """Return the municipality of a city in the language of a mayor's title; empty for another title."""
    role = fold(titles[-1]).split()[-1] if titles else ""
    if role in _MAYORS:
        return f"{MISSIONS[role]} {city}"
    return f"{city} Belediyesi" if _is_municipal(titles) else ""


def _is_municipality(party: Party) -> bool:
    return party.organisation.endswith("Belediyesi") and not party.name and not party.titles


def _is_municipal(titles: Sequence[str]) -> bool:
    return any(fold(title).startswith(("belediye ", "buyuksehir belediye ")) for title in titles)
