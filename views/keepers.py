"""Who in the office keeps the relation: shown beside a record, and entrusted there to somebody else."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from app.errors import Invalid, Stale
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.queries import keepers
from app.queries.locks import lock
from app.records import accounts, kit
from app.records.form import bind
from app.records.keepers import KeeperForm
from app.records.seen import ensure_unchanged, seal
from app.services.keepers import entrust
from app.unit_of_work import unit_of_work
from app.web.access import current_actor
from app.web.clock import office_today
from app.web.locale import current_translator
from models import Record
from views.many import Rule

if TYPE_CHECKING:
    from views.records import RecordPages


class KeeperPages:
    """The owner and the deputy of a noun that has them; of another noun, nothing."""

    def __init__(self, pages: "RecordPages[Any]") -> None:
        """Take the pages of the noun."""
        self.pages, self.noun = pages, pages.noun

    def rules(self) -> Iterator[Rule]:
        """Yield rule, endpoint, view, permission and methods of the page."""
        if self.noun.has_keeper:
            yield "/<int:record_id>/keeper", "entrust", self.entrust, Permission.RECORD_WRITE, ["POST"]

    def entrust(self, record_id: int) -> ResponseReturnValue:
        """Entrust the relation to who was chosen."""
        actor = current_actor()
        kit.load(db.session, actor, self.noun, record_id)
        form = self._form(keepers.of_record(db.session, actor, record_id), request.form)
        if form.validate():
            try:
                with unit_of_work(db.session) as session:
                    lock(session, [record_id])
                    ensure_unchanged(form, self._form(keepers.of_record(session, actor, record_id)))
                    owner_id, deputy_id = form.owner_id.data, form.deputy_id.data
                    entrust(session, actor, self.noun, record_id, owner_id, deputy_id)
            except Invalid as refusal:
                for problem in refusal.problems:
                    form.fail(problem.field, problem.message, **problem.values)
            except Stale:
                return self._changed_meanwhile(record_id, form), HTTPStatus.CONFLICT
            else:
                flash(current_translator()(N_("Saved.")), "done")
                return redirect(self.pages.url("show", record_id))
        record = kit.load(db.session, actor, self.noun, record_id)
        return self.pages.page_of(record, keeper_form=form), HTTPStatus.UNPROCESSABLE_ENTITY

    def _changed_meanwhile(self, record_id: int, form: Any) -> str:
        """Show who keeps it by now, and keep what was chosen."""
        record = kit.load(db.session, current_actor(), self.noun, record_id)
        form.fail(
            "",
            N_("Somebody entrusted it meanwhile: see above. Save again if your choice shall replace that."),
        )
        form.seen.data = seal(self._form(keepers.of_record(db.session, current_actor(), record_id)))
        return self.pages.page_of(record, keeper_form=form)

    def shown(self, record: Record) -> Mapping[str, Any]:
        """Return what the page of a record shows of them. Cost: one statement."""
        if not self.noun.has_keeper:
            return {"keepers": None}
        kept = keepers.of_record(db.session, current_actor(), record.id)
        return {"keepers": kept, "keeper_form": self._form(kept)}

    def _form(self, kept: keepers.Kept, posted: Any = None) -> Any:
        form = bind(
            KeeperForm,
            current_translator(),
            office_today(),
            posted=posted,
            owner_id=kept.owner.id if kept.owner else None,
            deputy_id=kept.deputy.id if kept.deputy else None,
        )
        accounts.put(kept.colleagues, form.owner_id, form.deputy_id)
        if posted is None:
            form.seen.data = seal(form)
        return form
