"""Letters to many: the text, a look at each letter, and all of them into the register at once."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import trail
from app.domain.letter_texts import IN_SHORT, PLACEHOLDERS, Text, problems, starting
from app.domain.occasions import usual_year
from app.errors import Invalid
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import letter_templates, names
from app.queries.forms import made_by
from app.records import kit, references
from app.records.form import bind
from app.records.letters import ABOUT, LETTER
from app.records.merge_form import MergeForm
from app.records.reference_field import Chosen
from app.records.visits import VISIT
from app.services import letter_merge as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models import LetterTemplate, Record
from models.vocabulary import LetterKind, RecordKind, Side
from views.records import LONGEST_NUMBER

bp = Blueprint("letter_merge", __name__, url_prefix="/letters/merge")

_STEPS = ("do", "take", "known", "csrf_token", "add-row")
"""What a form says besides the order."""
WITHOUT_YEAR = (LetterKind.THANKS, LetterKind.INVITATION, LetterKind.VISA_SUPPORT)

FEW = 3
"""Letters that are all shown open; of more only the first is."""
RECIPIENTS = (RecordKind.PERSON, RecordKind.ORGANISATION)
MOST_NAMED = 50
"""Recipients that an address can name; a group takes more."""
HEADINGS: Mapping[LetterKind, str] = {
    LetterKind.NEW_YEAR: N_("Write New Year's greetings"),
    LetterKind.NATIONAL_DAY: N_("Write congratulations on a national day"),
    LetterKind.RAMADAN_FEAST: N_("Write greetings on the Ramadan feast"),
    LetterKind.SACRIFICE_FEAST: N_("Write greetings on the Feast of Sacrifice"),
    LetterKind.TIE_ANNIVERSARY: N_("Write on the anniversary of a tie"),
    LetterKind.CONGRATULATION: N_("Write a congratulation"),
    LetterKind.CONDOLENCE: N_("Write a condolence"),
    LetterKind.GREETING: N_("Write another greeting"),
    LetterKind.THANKS: N_("Write a thank-you letter"),
    LetterKind.INVITATION: N_("Write an invitation letter"),
    LetterKind.VISA_SUPPORT: N_("Write a visa support letter"),
}
"""What the page is called for each kind of letter."""


@bp.get("")
@requires(Permission.RECORD_WRITE)
def write() -> ResponseReturnValue:
    """Show the text and who gets it, as far as the address says."""
    kind = _kind()
    return _text_page(_form(None, **_preset(kind)), kind)


@bp.post("")
@requires(Permission.RECORD_WRITE)
def go_on() -> ResponseReturnValue:
    """Look at each letter, go back to the text, or write the letters into the register."""
    form, step = _form(request.form), request.form.get("do", "")
    kind = form.letter_kind.data
    if not isinstance(kind, LetterKind):
        return redirect(url_for(".write"))
    if request.form.get("add-row") == "recipients" or step == "text":
        if step != "text":
            form.recipients.append_entry()
        return _text_page(form, kind)
    if form.form_key.data and (made := made_by(db.session, current_actor(), form.form_key.data)):
        return redirect(url_for("letters.show", record_id=made))
    order = _order(form)
    try:
        if order is not None:
            lines = service.prepare(db.session, current_actor(), order, today=office_today())
            taken = _taken(lines)
            if step != "write" or taken is None:
                return _preview(form, lines, kind, warned=step == "write")
            return redirect(url_for("letter_batches.show", operation=_written(form, order, taken)))
    except Invalid as refusal:
        for problem in refusal.problems:
            form.fail(problem.field, problem.message, **problem.values)
    return _text_page(form, kind), HTTPStatus.UNPROCESSABLE_ENTITY


def _written(form: Any, order: service.Order, taken: Collection[int]) -> str:
    """Write the letters, say so, and return the operation under which they can be taken back."""
    t = current_translator()
    with unit_of_work(db.session) as session:
        made = service.write_all(session, current_actor(), order, taken, today=office_today())
        operation = trail.operation_of(session)
        first = kit.load(session, current_actor(), LETTER, made[0])
        first.form_key = form.form_key.data or None
    text = t.plural("%(n)s letter is in the register.", "%(n)s letters are in the register.", len(made))
    undo = url_for("letter_batches.take_back", operation=operation)
    flash({"text": text, "undo": undo}, "done")  # type: ignore[arg-type]
    return operation


def _taken(lines: Sequence[service.Line]) -> set[int] | None:
    """Return who was chosen; None while somebody gets a second letter of which the page said nothing."""
    chosen = {int(one) for one in request.form.getlist("take") if _is_id(one)}
    known = {int(one) for one in request.form.getlist("known") if _is_id(one)}
    again = {one.recipient.id for one in lines if one.before}
    return chosen if chosen & again <= known else None


def _kind() -> LetterKind | None:
    asked = request.args.get("kind", "")
    return LetterKind(asked) if asked in {one.value for one in LetterKind} else None


def _form(posted: Any, **preset: Any) -> Any:
    return bind(MergeForm, current_translator(), office_today(), posted=posted, **preset)


def _preset(kind: LetterKind | None) -> dict[str, Any]:
    """Begin with the occasion, group and text that the address names."""
    if kind is None:
        return {}
    actor = current_actor()
    asked = {name: _asked(name) for name in ("about", "group")}
    to = [int(one) for one in dict.fromkeys(request.args.getlist("to")) if _is_id(one)][:MOST_NAMED]
    found = names.titles(db.session, actor, {id_ for id_ in (*asked.values(), *to) if id_})
    about, group = (found.get(asked[name] or 0) for name in ("about", "group"))
    recipients = [found[one] for one in to if one in found and found[one].kind in RECIPIENTS]
    year = request.args.get("year", type=int)
    values: dict[str, Any] = {
        "form_key": secrets.token_urlsafe(24),
        "letter_kind": kind,
        "occasion_year": year or (None if kind in WITHOUT_YEAR else usual_year(kind, office_today())),
        "recipients": [],
        **_text(kind)._asdict(),
    }
    if about is not None and about.kind in ABOUT:
        values["about"] = _chosen(about)
        values["recipients"] = _of_the_record(about)
    if group is not None and group.kind is RecordKind.RECIPIENT_GROUP:
        values["group"] = _chosen(group)
    if recipients:
        values["recipients"] = [{"recipient": _chosen(one)} for one in recipients]
    return values


def _of_the_record(about: Record) -> list[dict[str, Chosen]]:
    """Return to whom letters about a record go first: of a visit the head of the delegation."""
    if about.kind is not RecordKind.VISIT or _kind() is LetterKind.VISA_SUPPORT:
        return []
    visit = kit.load(db.session, current_actor(), VISIT, about.id)
    visitors = [one for one in visit.delegates if one.side is Side.VISITOR]
    for one in visitors:
        if one.person is not None:
            return [{"recipient": _chosen(one.person)}]
    bodies = [one.organisation for one in visit.counterparts if one.organisation is not None]
    return [{"recipient": _chosen(body)} for body in bodies[:1]]


def _text(kind: LetterKind) -> Text:
    """Return the text of the house, the one that was chosen or changed last; else the one it begins with."""
    texts = letter_templates.of_kind(db.session, current_actor(), kind)
    asked = _asked("text")
    chosen = next((one for one in texts if one.id == asked), texts[0] if texts else None)
    if chosen is None or asked == 0:
        return starting()[kind]
    return Text(chosen.subject_tr, chosen.subject_en, chosen.text_tr, chosen.text_en)


def _order(form: Any) -> service.Order | None:
    """Read what is to be written; None where something beside a field has to be corrected first."""
    t, actor = current_translator(), current_actor()
    valid = form.validate()
    if not (references.resolve(db.session, actor, form, t) and valid):
        return None
    told = form.values()
    text = Text(*(told[name] for name in Text._fields))
    wrong = [problem for name in Text._fields for problem in problems(name, getattr(text, name))]
    for problem in wrong:
        form.fail(problem.field, problem.message, **problem.values)
    if not (text.text_tr or text.text_en):
        form.fail("text_tr", N_("Enter the text of the letter"))
    recipients = tuple(row["recipient_id"] for row in told["recipients"] if row["recipient_id"])
    if not recipients and told["group_id"] is None:
        form.fail("group", N_("Choose a group, or name a recipient"))
    if form.has_errors():
        return None
    return service.Order(
        told["letter_kind"],
        text,
        told["occasion_year"],
        told["about_id"],
        told["group_id"],
        recipients,
        told["unknown"],
        told["signatory_tr"],
        told["signatory_en"],
        told["file_code"],
    )


def _text_page(form: Any, kind: LetterKind | None) -> str:
    texts: Sequence[LetterTemplate] = (
        letter_templates.of_kind(db.session, current_actor(), kind) if kind else ()
    )
    return render_template(
        "letters/merge.html",
        form=form,
        kind=kind,
        kinds=list(LetterKind),
        texts=texts,
        placeholders=PLACEHOLDERS,
        heading=HEADINGS[kind] if kind else N_("Letter to several recipients"),
        asked={name: request.args.getlist(name) for name in ("about", "group", "to", "year")},
    )


def _preview(form: Any, lines: Sequence[service.Line], kind: LetterKind, *, warned: bool) -> str:
    carried = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name.partition("-")[0] not in _STEPS
    ]
    return render_template(
        "letters/merge_preview.html",
        form=form,
        lines=lines,
        kind=kind,
        warned=warned,
        carried=carried,
        in_short=IN_SHORT,
        few=FEW,
        ready=[one for one in lines if one.written and not one.before],
    )


def _asked(name: str) -> int | None:
    value = request.args.get(name, "")
    return int(value) if _is_id(value) else None


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER


def _chosen(record: Record) -> Chosen:
    return Chosen(record.id, current_translator().title(record))
