"""Pages that edit what a house or all houses share and no record is: texts, the letterhead, an amount.

Two editors never overwrite each other there either: the later one gets the page of :mod:`views.records` that
lets them choose field by field.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.errors import Invalid, Stale
from app.extensions import db
from app.i18n import N_
from app.queries.locks import lock_data
from app.records import conflict, seen
from app.records.form import bind
from app.unit_of_work import unit_of_work
from app.web.clock import office_today
from app.web.locale import current_translator


@dataclass(frozen=True)
class SharedForm:
    """One such page.

    :param data: whose data it changes: a municipality, or 0 for what all of them share.
    :param stored: reads what is stored now, field → value.
    :param save: writes what a valid form says; inside a unit of work. It may raise ``Invalid``.
    :param page: renders the form.
    :param crumbs: address and words of the pages above.
    :param leads_to: where one goes when it is saved.
    """

    form: type[seen.SealedForm]
    data: int
    stored: Callable[[], Mapping[str, Any]]
    save: Callable[[Session, Any], object]
    page: Callable[[Any], str]
    crumbs: Sequence[tuple[str, str]]
    leads_to: str

    def answer(self) -> ResponseReturnValue:
        """Show the form, or save what was sent."""
        if request.method != "POST":
            return self.page(self.fresh())
        form = bind(self.form, current_translator(), office_today(), posted=request.form)
        chosen = conflict.chosen(form, request.form)
        if chosen:
            self._take_chosen(form, chosen)
        if form.validate():
            try:
                self._save(form)
            except Stale:
                db.session.rollback()
                return self._conflict(form, chosen), HTTPStatus.CONFLICT
            except Invalid as refusal:
                for problem in refusal.problems:
                    form.fail(problem.field, problem.message, **problem.values)
            else:
                flash(current_translator()(N_("Saved.")), "done")
                return redirect(self.leads_to)
        return self.page(form), HTTPStatus.UNPROCESSABLE_ENTITY

    def fresh(self) -> Any:
        """Return the form as it is stored, with what tells later that nobody saved it since."""
        form = self._as_stored()
        form.seen.data = seen.seal(form)
        return form

    def _as_stored(self) -> Any:
        return bind(self.form, current_translator(), office_today(), **self.stored())

    def _save(self, form: Any) -> None:
        with unit_of_work(db.session) as session:
            lock_data(session, self.data)
            session.expire_all()  # what was read before the lock may be of yesterday
            seen.ensure_unchanged(form, self._as_stored())
            self.save(session, form)

    def _take_chosen(self, form: Any, chosen: Mapping[str, str]) -> None:
        theirs = self._as_stored()
        if form.seen.data == seen.seal(theirs):
            _take(form, theirs, [name for name in chosen if chosen[name] == conflict.THEIRS])

    def _conflict(self, form: Any, chosen: Mapping[str, str]) -> str:
        """Keep what was typed, and let the later of two editors choose field by field."""
        theirs = self._as_stored()
        compared = conflict.compare_sealed(form, theirs, chosen=chosen)
        _take(form, theirs, [one.name for one in compared.theirs])
        form.seen.data = seen.seal(theirs)
        return render_template(
            "records/conflict.html",
            form=form,
            compared=compared,
            crumbs=self.crumbs,
            action=request.path,
            back=self.leads_to,
            note=None,
        )


def _take(form: Any, theirs: Any, names: Sequence[str]) -> None:
    conflict.take(form, SimpleNamespace(**theirs.data), names)
