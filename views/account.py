"""Signing in and out, and one's own account."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user
from sqlalchemy.orm import Session

from app.config import Mode
from app.errors import Invalid
from app.extensions import db, limiter
from app.i18n import N_
from app.permissions.policy import Permission
from app.records.form import bind
from app.services import demo_accounts, users
from app.unit_of_work import unit_of_work
from app.web import sessions
from app.web.access import current_actor, public, requires
from app.web.clock import office_today, settings
from app.web.locale import current_translator
from app.web.redirects import local_path
from app.web.resume import known_target, resume_page
from views.account_forms import PasswordForm, PreferencesForm, SignInForm
from views.shared_forms import SharedForm

bp = Blueprint("account", __name__)
_WRONG = N_("E-mail or password is not right. After several tries you have to wait a minute.")


def _sign_in_limit() -> str:
    return settings().sign_in_limit


def _address() -> str:
    return "sign-in:" + request.form.get("email", "").strip().lower()[:200]


throttled = limiter.limit(_sign_in_limit, methods=["POST"])
throttled_by_address = limiter.limit(_sign_in_limit, key_func=_address, methods=["POST"])


@bp.route("/sign-in", methods=["GET", "POST"])
@throttled
@throttled_by_address
@public
def sign_in() -> ResponseReturnValue:
    """Ask who it is."""
    target = local_path(request.args.get("next"))
    if current_user.is_authenticated and request.method != "POST":
        return redirect(target)
    t = current_translator()
    form = bind(SignInForm, t, office_today(), posted=request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        if _begin(form.email.data, form.password.data):
            return redirect(target)
        form.fail("email", _WRONG)
    demo = demo_accounts.ACCOUNTS if settings().mode is Mode.DEMO else ()
    page = render_template("account/sign_in.html", form=form, target=target, demo=demo)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK


@bp.post("/sign-in/resume")
@throttled
@throttled_by_address
@public
def resume() -> ResponseReturnValue:
    """Sign in again in the middle of a form and give back what was typed."""
    target = local_path(request.form.get("target"))
    if not known_target(target):
        return redirect(url_for("home.today"))
    if not _begin(request.form.get("email", ""), request.form.get("password", "")):
        return resume_page(target, problem=_WRONG), HTTPStatus.UNPROCESSABLE_ENTITY
    return resume_page(target, signed_in=True)


@bp.post("/sign-out")
@requires(Permission.RECORD_VIEW)
def sign_out() -> ResponseReturnValue:
    """End this session."""
    logout_user()
    flash(current_translator()(N_("You are signed out.")), "done")
    return redirect(url_for("account.sign_in"))


@bp.post("/sign-out/everywhere")
@requires(Permission.RECORD_VIEW)
def sign_out_everywhere() -> ResponseReturnValue:
    """End all sessions of the user, this one too."""
    with unit_of_work(db.session) as session:
        users.end_all_sessions(session, sessions.own_account())
    logout_user()
    flash(current_translator()(N_("You are signed out everywhere.")), "done")
    return redirect(url_for("account.sign_in"))


@bp.get("/account")
@requires(Permission.RECORD_VIEW)
def show() -> ResponseReturnValue:
    """Show the account and its settings."""
    return _page(_display().fresh(), _password(None))


@bp.post("/account/preferences")
@requires(Permission.RECORD_VIEW)
def save_preferences() -> ResponseReturnValue:
    """Set colours, density and shortcuts."""
    return _display().answer()


@bp.post("/account/password")
@throttled
@requires(Permission.RECORD_VIEW)
def change_password() -> ResponseReturnValue:
    """Set a new password; every other session ends."""
    form = _password(request.form)
    if form.validate():
        try:
            with unit_of_work(db.session) as session:
                users.change_password(session, sessions.own_account(), form.current.data, form.new.data)
        except Invalid as refusal:
            for problem in refusal.problems:
                form.fail(problem.field, problem.message, **problem.values)
        else:
            sessions.begin(sessions.own_account())
            flash(current_translator()(N_("The password is changed; all other sessions have ended.")), "done")
            return redirect(url_for("account.show"))
    return _page(_display().fresh(), form), HTTPStatus.UNPROCESSABLE_ENTITY


def _begin(email: str, password: str) -> bool:
    with unit_of_work(db.session) as session:
        user = users.authenticate(session, email, password)
    if user is None or not sessions.admits(user):
        return False
    sessions.begin(user)
    return True


def _display() -> SharedForm:
    """Return the page of how pages look for one user, who may have it open on two computers."""
    account = url_for("account.show")
    return SharedForm(
        PreferencesForm,
        current_actor().municipality_id,
        stored=_stored,
        save=_set,
        page=lambda form: _page(form, _password(None)),
        crumbs=[(account, current_translator()(N_("My account")))],
        leads_to=account,
    )


def _stored() -> Mapping[str, Any]:
    account = sessions.own_account()
    return {name: getattr(account, name) for name in PreferencesForm.told_names()}


def _set(_: Session, form: PreferencesForm) -> None:
    account = sessions.own_account()
    for name, value in form.told().items():
        setattr(account, name, value)


def _password(posted: object) -> PasswordForm:
    form: PasswordForm = bind(PasswordForm, current_translator(), office_today(), posted=posted)
    return form


def _page(preferences: PreferencesForm, password: PasswordForm) -> str:
    errors = preferences.error_list or password.error_list
    return render_template(
        "account/show.html", preferences=preferences, password=password, form_errors=errors
    )
