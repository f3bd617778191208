"""What public lists say of a city and the cities of our own country."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.documents.facts import InLists, Listed, Name
from app.documents.paper import Block, Heading, Items, Words
from app.documents.saying import cite, joined, named, plain, soft
from app.documents.sources import Sources
from app.i18n import N_, Translator
from app.queries import reference
from models import City
from models.vocabulary import RecordKind

_SHOWN = 30
"""Cities that a note names; of more it says how many there are."""


def in_lists(session: Session, city_id: int | None, seat: City | None, sources: Sources) -> InLists | None:
    """Read whom of our country public lists call partners of a city.

    :param seat: our own city, with its country; without one there is no country of ours.
    :returns: None where no list is on, and for our own city.

    Cost: two statements.
    """
    if city_id is None or seat is None or seat.country is None or seat.id == city_id:
        return None
    found = reference.partners_in(session, city_id, seat.country.id)
    if found is None:
        return None
    marks: dict[int, set[int]] = {}
    for one in found:
        marks.setdefault(one.id, set()).update(sources.public_list(one.list, one.read_at))
    cities = {one.id: Name(one.id, one.title_tr, one.title_en) for one in found}
    listed = {id_: Listed(city, tuple(sorted(marks[id_]))) for id_, city in cities.items()}
    us = listed.pop(seat.id, None)
    country = Name(seat.country.id, seat.country.title_tr, seat.country.title_en)
    return InLists(country, us, tuple(listed.values()))


def said(found: InLists, t: Translator) -> Iterator[Block]:
    """Say it, marked as what it is."""
    yield Heading(f"{t(N_('In public lists'))} ({t(N_('open source'))})")
    told = []
    if found.us:
        told.append((*plain(t(N_("Our own city: "))), *_names((found.us,), t)))
    if found.others:
        count = t.plural("%(n)s other city", "%(n)s other cities", len(found.others))
        more: Words = ()
        if len(found.others) > _SHOWN:
            left = len(found.others) - _SHOWN
            more = soft(t.plural("and %(n)s more", "and %(n)s more", left))
        names = joined((_names(found.others[:_SHOWN], t), more))
        told.append((*plain(f"{t.title(found.country)}, {count}: "), *names))
    else:
        words = N_("%(country)s: the lists name no other city as a partner; they are not complete.")
        told.append(plain(t(words, country=t.title(found.country))))
    yield Items(tuple(told))


def _names(found: tuple[Listed, ...], t: Translator) -> Words:
    return joined((*named(one.city, t, RecordKind.CITY), *cite(one.marks)) for one in found)
