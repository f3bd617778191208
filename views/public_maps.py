"""Maps that the office shows on pages of others: make one, close one."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import Invalid
from app.extensions import db
from app.i18n import HOUSES, N_, translator
from app.permissions.policy import Permission
from app.queries import public_maps as queries
from app.records.fields import LongTextField, ManyField, Required, TextField
from app.records.form import Form, bind
from app.services import public_maps
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today, settings
from app.web.locale import current_translator
from models.vocabulary import PublicField, Relation

bp = Blueprint("public_maps", __name__, url_prefix="/public-maps")


class PublicMapForm(Form):
    """What a public map shows, and where."""

    title_tr = TextField(N_("Title of the map"), [Required(N_("Enter a title"))])
    title_en = TextField(N_("Title of the map in English"))
    relations = ManyField(
        N_("Kinds of tie that it shows"),
        [Required(N_("Choose at least one kind of tie"))],
        of=Relation,
        column="relation",
    )
    fields_ = ManyField(N_("What it says of a tie besides"), name="fields", of=PublicField, column="field")
    sites = LongTextField(
        N_("Sites that may show it in a frame"),
        description=N_(
            "One address in a line, such as https://www.example.org. Without any the map stands alone."
        ),
    )


@bp.get("")
@requires(Permission.MAP_PUBLISH)
def index() -> ResponseReturnValue:
    """List the maps, with what each shows and where."""
    maps = queries.of_house(db.session, current_actor())
    return render_template(
        "public_maps/index.html",
        maps=maps,
        relations=Relation,
        fields=PublicField,
        translators={code: translator(code) for code in HOUSES},
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.MAP_PUBLISH)
def new() -> ResponseReturnValue:
    """Choose what a map shows, and put it on an address."""
    t = current_translator()
    form = bind(PublicMapForm, t, office_today(), posted=request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        try:
            with unit_of_work(db.session) as session:
                public_maps.publish(
                    session,
                    current_actor(),
                    title_tr=form.title_tr.data,
                    title_en=form.title_en.data,
                    relations=form.relations.data,
                    fields=form.fields_.data,
                    sites=form.sites.data.split(),
                    most=settings().public_maps,
                )
        except Invalid as refusal:
            for problem in refusal.problems:
                form.fail(problem.field, problem.message, **problem.values)
        else:
            flash(t(N_("The map is on its address.")), "done")
            return redirect(url_for(".index"))
    page = render_template("public_maps/form.html", form=form)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_list else HTTPStatus.OK


@bp.post("/<int:map_id>/withdraw")
@requires(Permission.MAP_PUBLISH)
def withdraw(map_id: int) -> ResponseReturnValue:
    """Let the address of a map lead nowhere."""
    with unit_of_work(db.session) as session:
        public_maps.withdraw(session, current_actor(), map_id)
    flash(current_translator()(N_("The address of the map leads nowhere now.")), "done")
    return redirect(url_for(".index"))
