"""Accounts of the municipality, for its administrator."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import Invalid
from app.extensions import db
from app.i18n import N_
from app.permissions.policy import Permission
from app.records.form import bind
from app.services import users
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.locale import current_translator
from views.account_forms import UserForm

bp = Blueprint("users", __name__, url_prefix="/users")


@bp.get("")
@requires(Permission.USER_MANAGE)
def index() -> ResponseReturnValue:
    """List the accounts."""
    return render_template("users/list.html", users=users.colleagues(db.session, current_actor()))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.USER_MANAGE)
def new() -> ResponseReturnValue:
    """Add an account."""
    t, actor = current_translator(), current_actor()
    form = bind(UserForm, t, office_today(), posted=request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        try:
            with unit_of_work(db.session) as session:
                users.add(
                    session,
                    actor.municipality_id,
                    email=form.email.data,
                    name=form.name.data,
                    role=form.role.data,
                    password=form.new.data,
                )
        except users.EmailTaken:
            form.fail("email", N_("This address has an account already"))
        except Invalid as refusal:
            for problem in refusal.problems:
                form.fail(problem.field, problem.message, **problem.values)
        else:
            flash(t(N_("Account added: %(name)s"), name=form.name.data), "done")
            return redirect(url_for("users.index"))
    page = render_template("users/form.html", form=form)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK


@bp.post("/<int:user_id>/close")
@requires(Permission.USER_MANAGE)
def close(user_id: int) -> ResponseReturnValue:
    """Close an account."""
    return _set_active(user_id, active=False)


@bp.post("/<int:user_id>/open")
@requires(Permission.USER_MANAGE)
def reopen(user_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    return _set_active(user_id, active=True)


def _set_active(user_id: int, *, active: bool) -> ResponseReturnValue:
    t = current_translator()
    try:
        with unit_of_work(db.session) as session:
            user = users.set_active(session, current_actor(), user_id, active=active)
            name = user.name
    except Invalid as refusal:
        for problem in refusal.problems:
            flash(t(problem.message, **problem.values), "bad")
    else:
        message = N_("Account opened: %(name)s") if active else N_("Account closed: %(name)s")
        flash(t(message, name=name), "done")
    return redirect(url_for("users.index"))
