"""Portfolios that municipalities exchange: those of peers, and ours as a file for them."""

from http import HTTPStatus
from io import BytesIO
from typing import cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import portfolio as ours
from app.domain import portfolio_file
from app.errors import Conflict, Invalid, NotFound, Problem
from app.extensions import db
from app.files.uploads import FULL
from app.i18n import N_
from app.importers import portfolio as theirs
from app.importers.portfolio import TOLD
from app.permissions.policy import Permission
from app.queries import portfolios
from app.queries.portfolios import Held
from app.queries.search import LARGEST_ID
from app.storage import FileDamaged, FileMissing, StorageFull
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.downloads import attachment
from app.web.locale import current_translator
from app.web.uploads import FormRequest, portfolio_store, takes_portfolios

bp = Blueprint("peer_portfolios", __name__, url_prefix="/peer-portfolios")

NO_FILE = N_("Choose a file.")
GONE = N_("The file is not here any more; choose it again.")
DAYS_KEPT = 1
"""How long a file waits for somebody to confirm it."""


@bp.get("")
@requires(Permission.RECORD_VIEW)
def index() -> ResponseReturnValue:
    """List the portfolios of peers, and begin to read another."""
    return _index()


@bp.get("/<int:portfolio_id>")
@requires(Permission.RECORD_VIEW)
def show(portfolio_id: int) -> ResponseReturnValue:
    """Show what a portfolio holds."""
    return render_template("peer_portfolios/show.html", one=_one(portfolio_id))


@bp.post("/look")
@takes_portfolios
@requires(Permission.RECORD_WRITE)
def look() -> ResponseReturnValue:
    """Show what a file is, before anything is written."""
    try:
        sha256 = _arrived()
    except Invalid as refusal:
        return _index(refusal.problems[0]), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        seen = theirs.look(db.session, current_actor(), _waiting(sha256))
    except Invalid as refusal:
        portfolio_store().remove(sha256)
        return _index(refusal.problems[0]), HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template("peer_portfolios/look.html", seen=seen, waiting=sha256)


@bp.post("/take")
@requires(Permission.RECORD_WRITE)
def take() -> ResponseReturnValue:
    """Keep the portfolio of a peer that was looked at."""
    t, sha256 = current_translator(), request.form.get("waiting", "")
    try:
        data = _waiting(sha256)
        with unit_of_work(db.session) as session:
            verdict, peer = theirs.take(session, current_actor(), data, today=office_today())
            name = t.title(peer)
    except Invalid as refusal:
        return _index(refusal.problems[0]), HTTPStatus.UNPROCESSABLE_ENTITY
    except Conflict:
        flash(t(N_("Somebody else reads the same portfolio at this moment; look again.")), "bad")
    else:
        portfolio_store().remove(sha256)
        flash(t(TOLD[verdict], name=name), "done")
    return redirect(url_for(".index"))


@bp.get("/<int:portfolio_id>/remove")
@requires(Permission.RECORD_WRITE)
def ask_to_remove(portfolio_id: int) -> ResponseReturnValue:
    """Ask whether the portfolio of a peer is to be removed."""
    return render_template("peer_portfolios/remove.html", one=_one(portfolio_id))


@bp.post("/<int:portfolio_id>/remove")
@requires(Permission.RECORD_WRITE)
def remove(portfolio_id: int) -> ResponseReturnValue:
    """Remove the portfolio of a peer."""
    t = current_translator()
    with unit_of_work(db.session) as session:
        name = t.title(theirs.remove(session, current_actor(), portfolio_id))
    flash(t(N_("The portfolio was removed: %(name)s"), name=name), "done")
    return redirect(url_for(".index"))


@bp.get("/ours")
@requires(Permission.PORTFOLIO_PUBLISH)
def ask_to_export() -> ResponseReturnValue:
    """Say what our own portfolio holds, and its fingerprint, before it leaves the house."""
    gathered = problem = mark = None
    try:
        gathered = ours.gather(db.session, current_actor(), today=office_today())
        file = portfolio_file.read(portfolio_file.write(gathered.portfolio))
        mark = portfolio_file.fingerprint(file.sha256)
    except Invalid as refusal:
        problem = _said(refusal.problems[0])
    return render_template("peer_portfolios/ours.html", gathered=gathered, fingerprint=mark, problem=problem)


@bp.post("/ours")
@requires(Permission.PORTFOLIO_PUBLISH)
def export() -> ResponseReturnValue:
    """Hand our portfolio out as a file."""
    today = office_today()
    try:
        with unit_of_work(db.session) as session:
            file = ours.hand_out(session, current_actor(), today=today)
    except Invalid as refusal:
        page = render_template(
            "peer_portfolios/ours.html", gathered=None, fingerprint=None, problem=_said(refusal.problems[0])
        )
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    name = f"{file.portfolio.municipality.name_tr} {today.isoformat()}.json"
    content = portfolio_file.write(file.portfolio)
    return attachment(BytesIO(content), name, "application/json")


def _index(problem: Problem | None = None) -> str:
    return render_template(
        "peer_portfolios/index.html",
        held=portfolios.held(db.session, current_actor()),
        problem=_said(problem) if problem else None,
        most_mb=portfolio_file.MOST_MB,
    )


def _one(portfolio_id: int) -> Held:
    """Return a portfolio that a peer gave us.

    :raises NotFound: there is none of this number, or it is another municipality's.
    """
    known = portfolios.one(db.session, current_actor(), portfolio_id) if portfolio_id <= LARGEST_ID else None
    found = known and portfolios.held(db.session, current_actor(), (known.organisation_id,))
    if not found:
        raise NotFound(f"portfolio {portfolio_id}")
    return found[0]


def _arrived() -> str:
    """Let the file that was sent wait, and return its checksum.

    :raises Invalid: none was chosen, or it is not taken.
    """
    upload = cast("FormRequest", request).arrived("file")
    if upload is None:
        raise Invalid(Problem("file", NO_FILE))
    if upload.problem is not None:
        raise Invalid(upload.problem)
    portfolio_store().remove_older(DAYS_KEPT)
    try:
        return upload.content.keep()
    except StorageFull:
        raise Invalid(Problem("file", FULL)) from None


def _waiting(sha256: str) -> bytes:
    """Return a file that waits.

    :raises Invalid: it waits no longer.
    """
    try:
        return portfolio_store().intact(sha256).read_bytes()
    except (FileMissing, FileDamaged, FileNotFoundError, ValueError):
        raise Invalid(Problem("file", GONE)) from None


def _said(problem: Problem) -> str:
    return current_translator()(problem.message, **problem.values)
