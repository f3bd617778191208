"""Letters to many: who gets which words, and writing them into the register in one operation."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.forms_of_address import Form, usual
from app.domain.letter_merge import AT_MOST, Addressee, Written, borrowed, language_of, write
from app.domain.letter_texts import Text
from app.errors import Invalid, Problem
from app.i18n import N_, Translator, translator
from app.labels import label
from app.permissions.actor import Actor, ensure
from app.queries import letters, names, recipients
from app.queries.city_notes import own_house
from app.queries.recipients import Recipient
from app.records import kit
from app.records.agreements import AGREEMENT
from app.records.letters import LETTER
from app.records.many import create_all
from app.records.recipient_groups import RECIPIENT_GROUP
from app.records.visits import VISIT
from models import Agreement, Delegate, Letter, PartialDate, Record, Visit
from models.vocabulary import AddressRank, Language, LetterDirection, LetterKind, RecordKind, Side

LANGUAGES = (Language.TURKISH, Language.ENGLISH)
"""In which the house writes."""


@dataclass(frozen=True)
class Order:
    """What is to be written, to whom, for which occasion.

    :param recipient_ids: people and bodies besides those of the group.
    :param unknown: the language of those of whom nobody knows one; None leaves them out.
    """

    kind: LetterKind
    text: Text
    year: int | None = None
    about_id: int | None = None
    group_id: int | None = None
    recipient_ids: tuple[int, ...] = ()
    unknown: Language | None = None
    signatory_tr: str = ""
    signatory_en: str = ""
    file_code: str = ""


@dataclass(frozen=True)
class Line:
    """A letter that would be written.

    :param language: None: nobody can tell, and so none is written.
    :param is_guessed: whether the language was chosen for all of whom nobody knows one.
    :param subjects: in Turkish and in English, as far as the text has them: the register is read in both.
    :param borrowed: names of what stands in the letter in the other language, because this one has none.
    :param before: letters that this recipient got for the same occasion and year.
    """

    recipient: Recipient
    language: Language | None
    is_guessed: bool
    written: Written | None
    subjects: tuple[str, str]
    borrowed: Sequence[str]
    before: Sequence[Letter]


def prepare(session: Session, actor: Actor, order: Order, *, today: date) -> Sequence[Line]:
    """Return the letter that each recipient would get, in their order.

    :raises NotFound: the group, or what the letters are about, is not there.
    :raises Invalid: nobody would get a letter, or more than can be written at once.
    Cost: the same number of statements for any number of recipients.
    """
    found = recipients.recipients(session, actor, _ids(session, actor, order, today))
    if not found:
        raise Invalid(Problem("group", N_("Nobody is in this group; name a recipient")))
    if len(found) > AT_MOST:
        raise Invalid(Problem("group", N_("At most %(limit)s letters at once"), {"limit": AT_MOST}))
    house = next(iter(own_house(session, actor)), None)
    about = _about(session, actor, order)
    values = {one: _values(order, house, about, translator(one.value)) for one in LANGUAGES}
    forms = _forms(session, actor)
    before = letters.for_occasion(
        session, actor, order.kind, order.year, order.about_id, [one.id for one in found]
    )
    lines = []
    for one in found:
        known = language_of(one.languages, one.home)
        language = known or order.unknown
        both = {
            each: write(order.text, each, _addressee(one, each), values[each], forms) for each in LANGUAGES
        }
        subjects = (
            both[Language.TURKISH].subject if order.text.subject_tr else "",
            both[Language.ENGLISH].subject if order.text.subject_en else "",
        )
        written = both[language] if language else None
        strange = borrowed(order.text, language, _in_both(order, about, one)) if language else ()
        lines.append(Line(one, language, known is None, written, subjects, strange, before.get(one.id, ())))
    return lines


def write_all(
    session: Session, actor: Actor, order: Order, chosen: Collection[int], *, today: date
) -> Sequence[int]:
    """Write the letters to the chosen recipients into the register, without a number and a date yet.

    :returns: their ids, in the order of the recipients.
    :raises PermissionDenied: the actor may not.
    :raises Invalid: nobody was chosen of those who can get one, or as for :func:`prepare`.
    """
    ensure(actor, LETTER.create)
    lines = [
        (one, one.language, one.written)
        for one in prepare(session, actor, order, today=today)
        if one.recipient.id in chosen
    ]
    told = [
        _data(order, one, language, written)
        for one, language, written in lines
        if language is not None and written is not None
    ]
    if not told:
        raise Invalid(Problem("", N_("Choose at least one recipient")))
    return [one.id for one in create_all(session, actor, LETTER, told, today=today)]


def _data(order: Order, line: Line, language: Language, written: Written) -> dict[str, object]:
    return {
        "direction": LetterDirection.OUTGOING,
        "dated": PartialDate.unknown(),
        "reply_due": PartialDate.unknown(),
        "subject_tr": line.subjects[0],
        "subject_en": line.subjects[1],
        "correspondent_id": line.recipient.id,
        "language": language,
        "letter_kind": order.kind,
        "occasion_year": order.year,
        "about_id": order.about_id,
        "addressed_to": written.addressed_to,
        "body": written.body,
        "file_code": order.file_code,
    }


def _ids(session: Session, actor: Actor, order: Order, today: date) -> Sequence[int]:
    if order.group_id is None:
        return order.recipient_ids
    group = kit.load(session, actor, RECIPIENT_GROUP, order.group_id)
    by_rule = recipients.members_by_rule(session, actor, group.rule, today=today)
    return [*order.recipient_ids, *(one.recipient_id for one in group.members), *by_rule]


def _forms(session: Session, actor: Actor) -> Mapping[AddressRank, Form]:
    said = recipients.house_forms(session, actor)
    return {
        rank: Form(said[rank].words_tr or form.tr, said[rank].words_en or form.en) if rank in said else form
        for rank, form in usual().items()
    }


def _addressee(one: Recipient, language: Language) -> Addressee:
    turkish = language is Language.TURKISH
    return Addressee(
        one.name,
        (one.title_tr or one.title_en) if turkish else (one.title_en or one.title_tr),
        one.body_tr if turkish else one.body_en,
        one.city_tr if turkish else one.city_en,
        one.country_tr if turkish else one.country_en,
        one.address,
        one.own_tr if turkish else one.own_en,
        one.rank,
    )


def _about(session: Session, actor: Actor, order: Order) -> Record | None:
    """Return what the letters are about, a visit or an agreement with all its facts."""
    if order.about_id is None:
        return None
    about = names.titles(session, actor, {order.about_id}).get(order.about_id)
    if about is None:
        raise Invalid(Problem("about", N_("This record is not there any more; choose another one")))
    match about.kind:
        case RecordKind.VISIT:
            return kit.load(session, actor, VISIT, about.id)
        case RecordKind.AGREEMENT:
            return kit.load(session, actor, AGREEMENT, about.id)
    return about


def _values(order: Order, house: Record | None, about: Record | None, t: Translator) -> Mapping[str, str]:
    """Return what is the same in every letter of a language."""
    values = {
        "occasion": t(label(order.kind)),
        "year": str(order.year) if order.year is not None else "",
        "house": t.title(house) if house else "",
        "signatory": t.either(order.signatory_tr, order.signatory_en),
    }
    match about:
        case Visit():
            return values | {
                "visit_day": day_in_words(about.held, t),
                "visit_subject": t.either(about.subject_tr, about.subject_en),
                "guests": guests(about, t),
            }
        case Agreement():
            signed = about.signed
            if order.year is not None and signed.earliest and signed.precision == "day":
                values["years"] = str(order.year - signed.earliest.year)
        case Record(kind=RecordKind.OCCASION | RecordKind.EVENT):
            values["occasion"] = t.title(about)
    return values


def _in_both(order: Order, about: Record | None, to: Recipient) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return what somebody wrote in Turkish and in English of that which a letter may say."""
    found = {
        "subject": [(order.text.subject_tr, order.text.subject_en)],
        "text": [(order.text.text_tr, order.text.text_en)],
        "title": [(to.title_tr, to.title_en)],
        "signatory": [(order.signatory_tr, order.signatory_en)],
    }
    match about:
        case Visit():
            found["visit_subject"] = [(about.subject_tr, about.subject_en)]
            found["guests"] = [(one.title_tr, one.title_en) for one in _visitors(about)]
        case Record(kind=RecordKind.OCCASION | RecordKind.EVENT):
            found["occasion"] = [(about.title_tr, about.title_en)]
    return found


def day_in_words(held: PartialDate, t: Translator) -> str:
    """Return a date as a letter says it: ``25 Ekim 2023``; empty where it is not known."""
    if held.earliest is None:
        return ""
    if held.precision == "day":
        return f"{held.earliest.day} {t.month(held.earliest.year, held.earliest.month)}"
    return t.partial(held)


def guests(visit: Visit, t: Translator) -> str:
    """Return the visitors with their titles of that day, one a line; nothing of their travel papers."""
    lines = [
        ", ".join(part for part in (one.name, t.either(one.title_tr, one.title_en)) if part)
        for one in _visitors(visit)
    ]
    return "\n".join(lines) or visit.group_name


def _visitors(visit: Visit) -> Sequence[Delegate]:
    return [one for one in visit.delegates if one.side is Side.VISITOR and one.name]
