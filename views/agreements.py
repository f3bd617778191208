"""Agreements: signing, suspending, ending them, and their chain."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.agreements import expired
from app.domain.chain import STEP_WORDS, chain
from app.errors import Conflict, Invalid, Stale
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import agreements as queries
from app.records import conflict, kit
from app.records.agreements import AGREEMENT, counterparts
from app.records.fields import HiddenNumber, PartialDateField, TextField
from app.records.form import Form, bind
from app.records.history import Told
from app.records.reference_field import Chosen
from app.services import agreements as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from models import Agreement
from models.vocabulary import RecordKind
from views.records import RecordPages
from views.verbs import Verbs

SISTERS = N_("A sister-city relation with one of the parties stands already; amend it or end it first")
CHANGED = N_("The record changed while you were looking at it. Nothing was done; look at it again")
STATE = N_("The agreement is not in a state from which this can be done")


class SignForm(Form):
    """When it was signed."""

    seen_version = HiddenNumber()
    signed = PartialDateField(N_("Signed on"))


class EndForm(Form):
    """When it ended, and why."""

    seen_version = HiddenNumber()
    ends = PartialDateField(N_("Ends on"))
    reason = TextField(N_("Reason for the end"))


class AgreementPages(RecordPages[Agreement]):
    """An agreement is signed, suspended, resumed and ended; cities stand for their municipalities."""

    verbs = Verbs(create=service.enter, edit=service.revise, restore=service.restore)

    def blueprint(self) -> Blueprint:
        """Add the verbs of an agreement."""
        bp = super().blueprint()
        may = requires(Permission.AGREEMENT_SIGN)
        bp.add_url_rule("/<int:record_id>/sign", "sign", may(self.sign), methods=["GET", "POST"])
        bp.add_url_rule("/<int:record_id>/end", "end", may(self.end), methods=["GET", "POST"])
        bp.add_url_rule("/<int:record_id>/suspend", "suspend", may(self.suspend), methods=["POST"])
        bp.add_url_rule("/<int:record_id>/resume", "resume", may(self.resume), methods=["POST"])
        return bp

    def sign(self, record_id: int) -> ResponseReturnValue:
        """Put a draft into force."""
        form = self._verb_form(SignForm)
        if request.method == "POST" and form.validate():
            try:
                with unit_of_work(db.session) as session:
                    seen = form.seen_version.data or 0
                    service.sign(
                        session, current_actor(), record_id, form.signed.data, seen, today=office_today()
                    )
            except service.AlreadySisters:
                form.fail("signed", SISTERS)
            except service.WrongState:
                form.fail("signed", STATE)
            except Invalid as refusal:
                _show(refusal, form)
            except Stale:
                return self._stale_page("agreements/sign.html", form, record_id)
            else:
                flash(current_translator()(N_("The agreement is in force.")), "done")
                return redirect(self.url("show", record_id))
        return self._verb_page("agreements/sign.html", form, record_id)

    def end(self, record_id: int) -> ResponseReturnValue:
        """End an agreement; the page says what will follow."""
        form = self._verb_form(EndForm)
        if request.method == "POST" and form.validate():
            try:
                with unit_of_work(db.session) as session:
                    service.end(
                        session,
                        current_actor(),
                        record_id,
                        form.ends.data,
                        form.reason.data,
                        form.seen_version.data or 0,
                        today=office_today(),
                    )
            except service.WrongState:
                form.fail("ends", STATE)
            except Invalid as refusal:
                _show(refusal, form)
            except Stale:
                return self._stale_page("agreements/end.html", form, record_id)
            else:
                flash(current_translator()(N_("The agreement has ended.")), "done")
                return redirect(self.url("show", record_id))
        return self._verb_page("agreements/end.html", form, record_id)

    def suspend(self, record_id: int) -> ResponseReturnValue:
        """Let an agreement rest."""
        return self._change(service.suspend, record_id, N_("The agreement is suspended."))

    def resume(self, record_id: int) -> ResponseReturnValue:
        """Put a suspended agreement into force again."""
        return self._change(service.resume, record_id, N_("The agreement is in force."))

    def extras(self, record: Agreement) -> Mapping[str, Any]:
        """The chain, later agreements, who signed, which verbs are open."""
        session, actor = db.session, current_actor()
        others = counterparts(record)
        lands = [body.seat.country.code if body.seat and body.seat.country else None for body in others]
        domestic = None if not lands or None in lands else set(lands) == {"TR"}
        decisions = queries.decisions_on(session, actor, record.id)
        kinds = [body.organisation_kind for body in others]
        steps = chain(record, kinds, decisions, domestic=domestic, from_source=bool(record.sources))
        return {
            "steps": steps,
            "step_words": STEP_WORDS,
            "decisions": decisions,
            "counterparts": others,
            "also_open": queries.open_with(session, actor, [one.id for one in others], other_than=record.id),
            "later": queries.successors(session, actor, record.id),
            "expired": expired(record, office_today()),
            "is_peers": not any(party.organisation.ours for party in record.parties),
        }

    def preset(self) -> dict[str, Any]:
        """Begin with our own municipality as a party, and with the record the form was opened from."""
        t, actor = current_translator(), current_actor()
        house = queries.own_house(db.session, actor)
        parties = [{"organisation": Chosen(house.id, t.title(house))}] if house else []
        found = self.opened_from(RecordKind.ORGANISATION, RecordKind.CITY)
        if found is not None:
            parties.append({"organisation": Chosen(found.id, t.title(found))})
        return {"parties": parties}

    def conflict_words(self, clash: Conflict) -> tuple[str, str]:
        """Say at which field a conflict belongs, and in which words."""
        if isinstance(clash, service.AlreadySisters):
            return "relation", SISTERS
        return super().conflict_words(clash)

    def _change(self, verb: Any, record_id: int, message: str) -> ResponseReturnValue:
        t = current_translator()
        seen = request.form.get("seen_version", "")
        try:
            with unit_of_work(db.session) as session:
                verb(
                    session,
                    current_actor(),
                    record_id,
                    int(seen) if seen.isdecimal() else 0,
                    today=office_today(),
                )
        except service.WrongState:
            flash(t(STATE), "bad")
        except Stale:
            flash(t(CHANGED), "wait")
        else:
            flash(t(message), "done")
        return redirect(self.url("show", record_id))

    def _verb_form(self, form: type[Form]) -> Any:
        posted = request.form if request.method == "POST" else None
        return bind(form, current_translator(), office_today(), posted=posted)

    def _verb_page(self, template: str, form: Any, record_id: int) -> ResponseReturnValue:
        db.session.rollback()
        record = kit.load(db.session, current_actor(), AGREEMENT, record_id)
        if request.method != "POST":
            form.seen_version.data = record.version
        return self._page_of(template, form, record), (
            HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK
        )

    def _stale_page(self, template: str, form: Any, record_id: int) -> ResponseReturnValue:
        """Keep what was typed, and show what somebody saved meanwhile."""
        db.session.rollback()
        actor, t = current_actor(), current_translator()
        record = kit.load(db.session, actor, AGREEMENT, record_id)
        told = conflict.meanwhile(db.session, actor, AGREEMENT, record, form.seen_version.data or 0, t)
        form.seen_version.data = record.version
        return self._page_of(template, form, record, told), HTTPStatus.CONFLICT

    def _page_of(self, template: str, form: Any, record: Agreement, meanwhile: Sequence[Told] = ()) -> str:
        return render_template(
            template, noun=self.noun, form=form, record=record, pages=self, meanwhile=meanwhile
        )


def _show(refusal: Invalid, form: Any) -> None:
    for problem in refusal.problems:
        form.fail(problem.field, problem.message, **problem.values)


AGREEMENT_PAGES = AgreementPages(AGREEMENT)
