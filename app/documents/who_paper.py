"""People and bodies of a note in words."""

from collections.abc import Iterable, Iterator

from app.documents.facts import BodyFacts, Office, Participant, PersonFacts
from app.documents.paper import Block, Facts, Items, Paragraph, Run, Words
from app.documents.saying import (
    bilingual,
    check,
    cite,
    in_office,
    joined,
    named,
    participant,
    plain,
    post_of_the_day,
    soft,
)
from app.i18n import N_, Translator
from app.labels import label
from models.vocabulary import RecordKind


def person_rows(one: PersonFacts, t: Translator) -> Iterator[tuple[str, Words]]:
    """Say who somebody is: name, form of address, languages."""
    who = joined((plain(one.honorific), (Run(t.title(one.name), strong=True, language="own"),)), " ")
    yield t(N_("Full name")), (*who, *cite(one.marks))
    form = t.either(one.form_tr, one.form_en)
    yield t(N_("Form of address")), plain(form) if form else check(t(N_("not recorded")))
    yield t(N_("Languages")), plain(one.languages or t(N_("not recorded")))


def offices(one: PersonFacts, t: Translator) -> Iterator[Block]:
    """Say what offices somebody holds, and apart from them those that are over."""
    held = [office for office in one.offices if not office.over]
    over = [office for office in one.offices if office.over]
    if held:
        yield Items(tuple(_office(office, t) for office in held))
    else:
        yield Paragraph(plain(t(N_("No office that this person holds today is recorded."))))
    if over:
        yield Paragraph(plain(t(N_("Left:"))))
        yield Items(tuple(_office(office, t) for office in over))


def _office(one: Office, t: Translator) -> Words:
    body = named(one.organisation, t, RecordKind.ORGANISATION) if one.organisation else ()
    told = joined((bilingual(one.title_tr, one.title_en, t), body))
    if one.over:
        return (*told, *soft(f" ({t(N_('until %(date)s'), date=one.until)})"))
    return (*told, *plain(" "), *in_office(one.last, t))


def guest(one: Participant, known: PersonFacts | None, t: Translator) -> Words:
    """Name somebody who comes, once: in the words of the day, with what the register knows besides.

    :param known: the person on record; None where there is none.
    """
    if known is None:
        return participant(one, t)
    recorded = t.title(known.name)
    name: Words = (
        Run(one.name or recorded, strong=True, record=(RecordKind.PERSON, known.name.id), language="own"),
    )
    if one.name not in ("", recorded):
        name = (*name, Run(f" ({recorded})", language="own"))
    form = t.either(known.form_tr, known.form_en)
    address = plain(t(N_("Form of address: %(form)s"), form=form)) if form else ()
    held = [office for office in known.offices if not office.over]
    comes_as = [in_office(office.last, t) for office in held if _is_of_the_day(office, one)]
    others = joined((_office(office, t) for office in held if not _is_of_the_day(office, one)), "; ")
    post = joined((name, post_of_the_day(one, t)))
    return (*joined((joined((post, *comes_as), " "), others, address), " · "), *cite(known.marks))


def _is_of_the_day(office: Office, one: Participant) -> bool:
    """Tell whether somebody comes in an office: its title is that of the day, in the same organisation."""
    same_body = (office.organisation.id if office.organisation else None) == one.body_id
    return same_body and (office.title_tr, office.title_en) == (one.title_tr, one.title_en)


def body_rows(one: BodyFacts, t: Translator) -> Iterator[tuple[str, Words]]:
    """Say what an organisation is, where it sits and whom it stands for."""
    known = ((one.name.title_tr, "TR"), (one.name.title_en, "EN"))
    both = ", ".join(f"{title} ({language})" for title, language in known if title)
    short = plain(f" · {one.acronym}") if one.acronym and one.acronym not in both else ()
    yield t(N_("Name")), (Run(both, language="own"), *short, *cite(one.marks))
    yield t(N_("Kind")), plain(t(label(one.kind))) if one.kind else check(t(N_("not recorded")))
    if one.represents:
        yield t(N_("Represents")), named(one.represents, t, RecordKind.COUNTRY)
    seat = named(one.seat, t, RecordKind.CITY) if one.seat else plain(t(N_("not recorded")))
    land = named(one.country, t, RecordKind.COUNTRY) if one.country and not one.represents else ()
    yield t(N_("Seat")), joined((seat, land))
    if one.parent:
        yield t(N_("Part of")), named(one.parent, t, RecordKind.ORGANISATION)
    if one.website:
        yield t(N_("Web site")), plain(one.website)


def bodies(found: Iterable[BodyFacts], t: Translator) -> tuple[Words, ...]:
    """Say organisations in a line each."""
    return tuple(
        (
            *joined(
                (
                    named(one.name, t, RecordKind.ORGANISATION),
                    plain(t(label(one.kind))) if one.kind else (),
                    named(one.seat, t, RecordKind.CITY) if one.seat else (),
                ),
                " · ",
            ),
            *cite(one.marks),
        )
        for one in found
    )


def facts(rows: Iterable[tuple[str, Words]]) -> Facts:
    """Put rows of labels and words into a block."""
    return Facts(tuple(rows))
