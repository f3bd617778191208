"""What all pages of an import do: find it, hold it, move it on, and say where it is."""

from contextlib import suppress

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.errors import Conflict, Stale
from app.extensions import db
from app.i18n import N_
from app.importers import runs
from app.unit_of_work import unit_of_work
from app.web.access import current_actor
from app.web.clock import office_today
from app.web.locale import current_translator
from models import ImportRun
from models.vocabulary import ImportState

FURTHER = N_("This import is already a step further: somebody else works on it, or the form was sent twice.")


WORK = {
    ImportState.READING: runs.read_on,
    ImportState.APPLYING: runs.apply_on,
    ImportState.UNDOING: runs.undo_on,
}
"""The steps that take a while, and what does the next piece of each."""


def run_of(run_id: int) -> ImportRun:
    """Return an import of the actor's municipality.

    :raises NotFound: there is none.
    """
    return runs.load(db.session, current_actor(), run_id)


def hold(run_id: int) -> ImportRun:
    """Return an import that nobody else moves until the transaction ends.

    Two people, or two windows of one, would otherwise write the same rows twice.

    :raises NotFound: there is none.
    """
    run = run_of(run_id)
    db.session.refresh(run, with_for_update=True)
    return run


def moved_on(run_id: int) -> ResponseReturnValue:
    """Show where the import is now."""
    flash(current_translator()(FURTHER), "wait")
    return redirect(url_for("imports.show", run_id=run_id))


def worked(run_id: int) -> ImportRun:
    """Do a piece of the long work of the step in which the import is, if it has any."""
    run = run_of(run_id)
    if run.state in WORK:
        with unit_of_work(db.session, run.operation_id) as session:
            hold(run_id)
            work = WORK.get(run.state)  # perhaps somebody else has just done the last piece
            if work is not None:
                work(session, current_actor(), run, today=office_today())
    return run


def go_on_at_once(run_id: int) -> ResponseReturnValue:
    """Do the first piece of the long work at once: a small import needs no second one."""
    with suppress(Conflict, Stale):
        worked(run_id)
    return redirect(url_for("imports.show", run_id=run_id))
