"""From what was typed in a reference field to a record: match it, offer what is near, or create it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.i18n import N_, Translator
from app.permissions.actor import Actor
from app.queries import names, trail
from app.queries.scope import RESTRICTED_KINDS, sees_restricted
from app.queries.search import LARGEST_ID
from app.records import kit
from app.records.form import Form
from app.records.noun import Noun
from app.records.reference_field import Chosen, New, ReferenceField, Typed
from models.vocabulary import RecordKind

RESTRICTED = N_("Restricted")
"""Stands for the title of a record that does not exist for the reader."""


def resolve(
    session: Session, actor: Actor, form: Form, t: Translator, *, record_id: int | None = None
) -> bool:
    """Match what was typed with records; refuse beside the field what cannot be told.

    A chosen record must be there, of a kind that the field takes, and the actor's. Typed text stands for the
    one record of exactly that name; where several bear it or none, the field offers what is near.

    :param record_id: the record that is changed: what it names already it keeps, also where that is
        restricted and not for the actor.
    :return: whether every reference is clear.
    """
    fields = [field for field in form.walk() if isinstance(field, ReferenceField)]
    ids = {field.data.id for field in fields if isinstance(field.data, Chosen)}
    found = names.titles(session, actor, ids)
    absent = ids - found.keys()
    unseen = {} if record_id is None else names.unseen(session, actor, {record_id: absent}).get(record_id, {})
    found |= {id_: record for id_, record in unseen.items() if record.binned_at is None}
    clear = True
    for field in fields:
        kinds = [RecordKind(kind) for kind in field.of]
        if isinstance(field.data, Chosen):
            record = found.get(field.data.id)
            if record is None or record.kind not in kinds:
                _refuse(field, N_("This record is not there any more; choose another one"))
                field.data, clear = Typed(field.data.label) if field.data.label else None, False
            else:
                title = t(RESTRICTED) if record.id in unseen else t.title(record)
                field.data = Chosen(record.id, title)
        elif isinstance(field.data, Typed) and not field.errors:
            clear = _match(session, actor, field, field.data.text, kinds, t) and clear
    return clear


def hide(session: Session, actor: Actor, form: Form, t: Translator) -> None:
    """Take the titles of what does not exist for the actor out of a form that is bound to a record."""
    if sees_restricted(actor):
        return
    fields = [
        field
        for field in form.walk()
        if isinstance(field, ReferenceField)
        and isinstance(field.data, Chosen)
        and any(RecordKind(kind) in RESTRICTED_KINDS for kind in field.of)
    ]
    seen = trail.named(session, actor, {field.data.id for field in fields if field.data.id <= LARGEST_ID})
    for field in fields:
        if field.data.id not in seen:
            field.data = Chosen(field.data.id, t(RESTRICTED))


def create_new(
    session: Session, actor: Actor, form: Form, nouns: Mapping[RecordKind, Noun[Any]], *, today: date
) -> None:
    """Create what the user asked for in place, once for each name, and let the fields point to it.

    :raises PermissionDenied, Invalid: as :func:`app.records.kit.create`.
    """
    made: dict[tuple[str, str], Chosen] = {}
    for field in form.walk():
        if isinstance(field, ReferenceField) and isinstance(field.data, New) and field.creates:
            key = (field.creates, field.data.name)
            if key not in made:
                noun = nouns[RecordKind(field.creates)]
                record = kit.create(session, actor, noun, {"title_tr": field.data.name}, today=today)
                made[key] = Chosen(record.id, field.data.name)
            field.data = made[key]


def wanted(form: Form) -> Sequence[tuple[ReferenceField, Any]]:
    """Take down what every reference asks for, before :func:`create_new` answers it."""
    return [(field, field.data) for field in form.walk() if isinstance(field, ReferenceField)]


def put_back(asked: Sequence[tuple[ReferenceField, Any]]) -> None:
    """Ask again: what was created in place is gone with all else that was refused."""
    for field, data in asked:
        field.data = data


def _match(
    session: Session, actor: Actor, field: ReferenceField, text: str, kinds: list[RecordKind], t: Translator
) -> bool:
    same = names.same_name(session, actor, kinds, text)
    if len(same) == 1:
        field.data = Chosen(same[0].id, t.title(same[0]))
        return True
    near = same or names.suggest(session, actor, kinds, text)
    field.offers = [Chosen(record.id, t.title(record)) for record in near]
    if same:
        _refuse(field, N_("Several records bear this name; choose one"))
    elif near:
        _refuse(field, N_("There is no record of exactly this name; choose one or create it"))
    elif field.creatable:
        field.data = New(text)
        return True
    else:
        _refuse(field, N_("There is no record of this name; check the spelling"))
    return False


def _refuse(field: ReferenceField, message: str) -> None:
    field.errors = [*field.errors, field.root.t(message)]
