"""Invitations of a guest list as Word files, and the words with which the house invites."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import invitations as documents
from app.domain.invitations import PLACEHOLDERS, Texts, holes
from app.extensions import db
from app.i18n import N_
from app.labels import label
from app.permissions.policy import Permission
from app.queries.house_papers import letterhead
from app.records import kit
from app.records.fields import LongTextField
from app.records.guest_lists import GUEST_LIST
from app.records.seen import SealedForm
from app.services import invitations as service
from app.services.invitations import LANGUAGES
from app.web.access import current_actor, requires
from app.web.limits import costly
from app.web.locale import current_translator
from app.web.papers import made_file
from app.web.taken_out import taken_out
from models import GuestList
from models.vocabulary import InvitationKind, Language
from views.shared_forms import SharedForm

bp = Blueprint("invitations", __name__)
SHOWN = 3
"""Invitations that are shown before all of them are written."""


class TextsForm(SealedForm):
    """The words of the house."""

    letter_tr = LongTextField(N_("Invitation letter"))
    letter_en = LongTextField(N_("Invitation letter in English"))
    card_tr = LongTextField(N_("Invitation card"))
    card_en = LongTextField(N_("Invitation card in English"))


@bp.get("/guestlists/<int:record_id>/invitations")
@requires(Permission.RECORD_VIEW)
def show(record_id: int) -> ResponseReturnValue:
    """Show how the invitations would read, and who cannot be written to yet."""
    guests, kind, unknown = _asked(record_id)
    found = service.write_all(db.session, current_actor(), guests, kind, unknown)
    invited = {one: sum(each.language is one for each in found) for one in LANGUAGES}
    return render_template(
        "guestlists/invitations.html",
        holes=holes(guests, service.texts(db.session, current_actor())[kind], invited),
        guests=guests,
        kind=kind,
        kinds=tuple(InvitationKind),
        unknown=unknown,
        languages=LANGUAGES,
        written=[one for one in found if one.language is not None],
        left_out=[one.guest for one in found if one.language is None],
        untitled=[one.guest for one in found if not (one.guest.rank_tr or one.guest.rank_en)],
        most=SHOWN,
    )


@bp.get("/guestlists/<int:record_id>/invitations.docx")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("guest_list.invitations_taken")
def file(record_id: int) -> ResponseReturnValue:
    """Hand out the invitations as a Word file, one a page."""
    guests, kind, unknown = _asked(record_id)
    t, actor = current_translator(), current_actor()
    found = service.write_all(db.session, actor, guests, kind, unknown)
    if kind is InvitationKind.CARD:
        made = documents.cards(found, t.title(guests))
    else:
        made = documents.letters(found, guests, letterhead(db.session, actor))
    return made_file(made, f"{t(label(kind))} {t.title(guests)}", "docx")


@bp.route("/invitation-texts", methods=["GET", "POST"])
@requires(Permission.PAPER_MANAGE)
def edit_texts() -> ResponseReturnValue:
    """Show the words with which the house invites, or change them."""
    t, actor = current_translator(), current_actor()
    return SharedForm(
        TextsForm,
        actor.municipality_id,
        stored=_texts,
        save=lambda session, form: service.set_texts(session, actor, _told(form)),
        page=lambda form: render_template("guestlists/texts.html", form=form, placeholders=PLACEHOLDERS),
        crumbs=[(url_for(".edit_texts"), t(N_("Texts of invitations")))],
        leads_to=url_for(".edit_texts"),
    ).answer()


def _texts() -> Mapping[str, str]:
    said = service.texts(db.session, current_actor())
    return {f"{kind}_{name}": text for kind, one in said.items() for name, text in one._asdict().items()}


def _told(form: Any) -> Mapping[InvitationKind, Texts]:
    values = form.told()
    return {kind: Texts(values[f"{kind}_tr"], values[f"{kind}_en"]) for kind in InvitationKind}


def _asked(record_id: int) -> tuple[GuestList, InvitationKind, Language | None]:
    """Return the list, what is to be written, and the language of those of whom nobody knows one."""
    guests = kit.load(db.session, current_actor(), GUEST_LIST, record_id)
    kind, unknown = request.args.get("kind", ""), request.args.get("unknown", "")
    return (
        guests,
        InvitationKind(kind) if kind in set(InvitationKind) else InvitationKind.LETTER,
        Language(unknown) if unknown in set(LANGUAGES) else None,
    )
