"""Contact cards (vCard 3.0, RFC 2426, which every telephone and mail program reads) of people and bodies.

A card says what the page of the record shows and nothing more.
"""

import vobject

from app.domain.people import current_post, ended
from app.i18n import Translator
from models import Organisation, Person, Post
from models.vocabulary import Consent

MEDIA_TYPE = "text/vcard; charset=utf-8"


def of_person(person: Person, t: Translator) -> str:
    """Write the card of a person, with the posts that have not ended.

    Which part of a name is the family's cannot be told, so the whole stands as the given one. E-mail and
    telephone are left out where the person refused their use.

    Source: docs/rules.md, R-16.
    """
    card = _card(t.title(person))
    card.add("n").value = vobject.vcard.Name(given=t.title(person), prefix=person.honorific)
    first = current_post(person.posts)
    others = (post for post in person.posts if post is not first and not ended(post))
    for number, post in enumerate((first, *others) if first else ()):
        _add_post(card, post, t, group=f"post{number}" if number else None)
    if person.consent is not Consent.REFUSED:
        _add(card, "email", person.email)
        _add(card, "tel", person.phone)
    return str(card.serialize())


def of_organisation(body: Organisation, t: Translator) -> str:
    """Write the card of an organisation, with its seat."""
    card = _card(t.title(body))
    card.add("n").value = vobject.vcard.Name()
    above = [t.title(body.parent)] if body.parent else []
    card.add("org").value = [*above, t.title(body)]
    card.add("x-abshowas").value = "COMPANY"  # telephones of Apple list it under the name of the body
    _add(card, "email", body.email)
    _add(card, "tel", body.phone)
    _add(card, "url", body.website)
    country = body.seat.country if body.seat else None
    if body.address or body.seat:
        card.add("adr").value = vobject.vcard.Address(
            street=body.address,
            city=t.title(body.seat) if body.seat else "",
            country=t.title(country) if country else "",
        )
    return str(card.serialize())


def _card(name: str) -> vobject.base.Component:
    card = vobject.vCard()
    card.add("fn").value = name
    return card


def _add_post(card: vobject.base.Component, post: Post, t: Translator, *, group: str | None) -> None:
    title = t.either(post.title_tr, post.title_en)
    body = t.title(post.organisation) if post.organisation else ""
    for name, value in (("org", [body] if body else None), ("title", title or None)):
        if value:
            line = card.add(name)
            line.value, line.group = value, group


def _add(card: vobject.base.Component, name: str, value: str) -> None:
    if value:
        card.add(name).value = value
