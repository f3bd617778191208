"""People and bodies of a note in words."""

from collections.abc import Iterable, Iterator

from app.documents.facts import BodyFacts, Office, PersonFacts
from app.documents.paper import Block, Facts, Items, Paragraph, Run, Words
from app.documents.saying import bilingual, check, cite, in_office, joined, named, plain, soft
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


def people(found: Iterable[PersonFacts], t: Translator) -> tuple[Words, ...]:
    """Say people in a line each, with form of address and the offices they hold."""
    told = []
    for one in found:
        form = t.either(one.form_tr, one.form_en)
        name = (Run(t.title(one.name), strong=True, record=(RecordKind.PERSON, one.name.id), language="own"),)
        held = joined((_office(office, t) for office in one.offices if not office.over), "; ")
        address = plain(t(N_("Form of address: %(form)s"), form=form)) if form else ()
        told.append((*joined((name, held, address), " · "), *cite(one.marks)))
    return tuple(told)


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
