"""What all pages of an import do: find it, hold it, and say where it is to who meant an earlier step."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.i18n import N_
from app.importers import runs
from app.web.access import current_actor
from app.web.locale import current_translator
from models import ImportRun

FURTHER = N_("This import is already a step further: somebody else works on it, or the form was sent twice.")


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
