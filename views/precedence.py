"""The order of precedence of a visit or an event: on the screen, changed by hand, as a sheet."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import precedence_paper
from app.documents.dossier import issuer_of
from app.documents.precedence import Ordered, gather
from app.errors import Invalid, NotFound, Stale
from app.extensions import db
from app.i18n import HOUSES, N_, Translator, translator
from app.permissions.policy import Permission
from app.queries import precedence as queries
from app.queries import seating as seating_queries
from app.queries.city_notes import own_house
from app.records.fields import DayField, EnumField, HiddenNumber, TextField
from app.records.form import Form, bind
from app.records.nouns import NOUNS
from app.records.pick_field import PickField
from app.records.precedence import ABOUT, ALPHABETS, PRECEDENCE_ORDER
from app.services import precedence as service
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.limits import costly
from app.web.locale import current_translator
from app.web.papers import ENDING, paper_file
from app.web.taken_out import taken_out
from models import PrecedenceOrder
from models.vocabulary import EqualsBy, Language
from views.records import RecordPages
from views.verbs import Verbs

bp = Blueprint("precedence", __name__)

_KINDS = {NOUNS[kind].plural: kind for kind in ABOUT}
_ORDER = f"/<any({', '.join(_KINDS)}):place>/<int:record_id>/order"
_CHANGED = N_("Somebody changed this order while you were looking at it. Look at it again, then save.")


_OF_DELEGATIONS = "delegation"
"""Code of the list that is offered first: others are for ceremonies of the state and for the two corps."""


class BasisForm(Form):
    """By which list, by whose alphabet."""

    seen_version = HiddenNumber()
    ranking = PickField(N_("List of ranks"), blank=N_("None"))
    equals_by = EnumField(N_("Among equals"), of=EqualsBy, blank=N_("As the list says"))
    language = EnumField(
        N_("Alphabet of countries"), of=Language, members=ALPHABETS, blank=None, default=Language.TURKISH
    )


class PlaceForm(Form):
    """What is said of one participant."""

    seen_version = HiddenNumber()
    rank = PickField(
        N_("Rank in the list"),
        blank=N_("By the title"),
        description=N_("Which row of the list this participant has."),
    )
    senior_on = DayField(
        N_("Credentials or exequatur on"),
        description=N_("Where it is another day than on the person's post; it gives seniority."),
    )
    before = PickField(
        N_("Place directly before"),
        blank=N_("Nobody: as the rules say"),
        description=N_("Stands above the rules, and is shown with its reason."),
    )
    reason = TextField(N_("Reason"))


class OrderPages(RecordPages[PrecedenceOrder]):
    """The record of an order leads to the page on which it is worked out."""

    verbs = Verbs(edit=service.revise)

    def extras(self, record: PrecedenceOrder) -> Mapping[str, Any]:
        """Where the order itself stands."""
        return {"nouns": NOUNS}


ORDER_PAGES = OrderPages(PRECEDENCE_ORDER)


@bp.get(_ORDER)
@requires(Permission.RECORD_VIEW)
def show(place: str, record_id: int) -> ResponseReturnValue:
    """Show the order, with the rule for every place."""
    return _page(place, record_id)


@bp.post(_ORDER)
@requires(Permission.RECORD_WRITE)
def choose(place: str, record_id: int) -> ResponseReturnValue:
    """Choose by which list and alphabet it goes; the first time, this begins the order."""
    t, facts = current_translator(), _facts(place, record_id)
    form = _basis_form(facts, posted=request.form)
    if not form.validate():
        return _page(place, record_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    data = {
        "ranking_id": form.ranking.data,
        "equals_by": form.equals_by.data,
        "language": form.language.data,
    }
    if facts.order is None:
        data |= _titles(facts)
    seen = form.seen_version.data or 0
    try:
        with unit_of_work(db.session) as session:
            service.choose(session, current_actor(), record_id, seen, data, today=office_today())
    except Stale:
        form.fail("", _CHANGED)
        form.seen_version.data = _version(_facts(place, record_id))
        return _page(place, record_id, form), HTTPStatus.CONFLICT
    flash(t(N_("The order is worked out anew.")), "done")
    return redirect(_url(place, record_id))


@bp.route(f"{_ORDER}/<int:guest>", methods=["GET", "POST"])
@requires(Permission.RECORD_WRITE)
def guest(place: str, record_id: int, guest: int) -> ResponseReturnValue:
    """Say which rank somebody has, or place them by hand."""
    facts = _facts(place, record_id)
    if facts.order is None or guest not in facts.people:
        message = f"participant {guest} in the order of record {record_id}"
        raise NotFound(message)
    if request.method != "POST":
        return _guest_page(place, facts, guest, _place_form(facts, guest))
    form = _place_form(facts, guest, posted=request.form)
    if form.validate():
        try:
            with unit_of_work(db.session) as session:
                told = (form.rank.data, form.senior_on.data, form.before.data, form.reason.data)
                said, seen = service.Said(guest, *told), form.seen_version.data or 0
                service.place(session, current_actor(), facts.order.id, seen, said, today=office_today())
        except Invalid as refusal:
            for problem in refusal.problems:
                form.fail(problem.field, problem.message, **problem.values)
        except Stale:
            facts = _facts(place, record_id)
            form.fail("", _CHANGED)
            form.seen_version.data = _version(facts)
            return _guest_page(place, facts, guest, form), HTTPStatus.CONFLICT
        else:
            flash(current_translator()(N_("The order is worked out anew.")), "done")
            return redirect(_after(place, record_id, guest))
    return _guest_page(place, facts, guest, form), HTTPStatus.UNPROCESSABLE_ENTITY


@bp.post(f"{_ORDER}/<int:guest>/by-rule")
@requires(Permission.RECORD_WRITE)
def by_rule(place: str, record_id: int, guest: int) -> ResponseReturnValue:
    """Let somebody who was placed by hand stand where the rules have them."""
    t, facts = current_translator(), _facts(place, record_id)
    if facts.order is None:
        raise NotFound(f"order of record {record_id}")
    seen = request.form.get("seen_version", default=0, type=int)
    try:
        with unit_of_work(db.session) as session:
            service.take_back(session, current_actor(), facts.order.id, seen, guest, today=office_today())
    except Stale:
        flash(t(_CHANGED), "bad")
    else:
        flash(t(N_("The placing by hand is taken back.")), "done")
    return redirect(_url(place, record_id))


@bp.get(f"{_ORDER}.{ENDING}")
@requires(Permission.RECORD_VIEW)
@costly
@taken_out("{noun}.order_taken")
def file(place: str, record_id: int, ending: str) -> ResponseReturnValue:
    """Hand out the sheet, in the language asked for, else in the reader's."""
    asked, session, actor = request.args.get("lang", ""), db.session, current_actor()
    t = translator(asked) if asked in HOUSES else current_translator()
    issuer = issuer_of(session, actor, own_house(session, actor))
    paper = precedence_paper.write(_facts(place, record_id), issuer, t, as_of=office_today())
    return paper_file(paper, ending, t)


def _facts(place: str, record_id: int) -> Ordered:
    return gather(db.session, current_actor(), _KINDS[place], record_id)


def _after(place: str, record_id: int, guest: int) -> str:
    """Return where to go on: where it was asked for, to the next participant without a rank."""
    if "again" in request.form:
        left = [
            one.key for one in _facts(place, record_id).unplaced if one.office is None and one.key != guest
        ]
        if left:
            return url_for("precedence.guest", place=place, record_id=record_id, guest=left[0])
    return _url(place, record_id)


def _version(facts: Ordered) -> int:
    return facts.order.version if facts.order else 0


def _url(place: str, record_id: int) -> str:
    return url_for("precedence.show", place=place, record_id=record_id)


def _page(place: str, record_id: int, form: Any = None) -> str:
    facts, t = _facts(place, record_id), current_translator()
    return render_template(
        "precedence/order.html",
        facts=facts,
        place=place,
        noun=NOUNS[_KINDS[place]],
        form=form or _basis_form(facts),
        whys=precedence_paper.whys(facts, t),
        warnings=precedence_paper.warnings(facts, t),
        words=precedence_paper,
        plans=seating_queries.plans_of(db.session, current_actor(), record_id),
        idle={one.number for one in facts.result.without_effect},
    )


def _guest_page(place: str, facts: Ordered, key: int, form: Any) -> str:
    return render_template(
        "precedence/guest.html",
        facts=facts,
        place=place,
        noun=NOUNS[_KINDS[place]],
        one=facts.people[key],
        form=form,
        words=precedence_paper,
    )


def _basis_form(facts: Ordered, posted: Any = None) -> Any:
    t, order = current_translator(), facts.order
    lists = queries.lists(db.session, current_actor())
    usual = next((one.id for one in lists if one.code == _OF_DELEGATIONS), None)
    form = bind(
        BasisForm,
        t,
        office_today(),
        posted=posted,
        seen_version=_version(facts),
        ranking=order.ranking_id if order else usual,
        equals_by=order.equals_by if order else None,
        language=order.language if order else Language.TURKISH,
    )
    form.ranking.offers = [(one.id, t.title(one)) for one in lists]
    return form


def _place_form(facts: Ordered, key: int, posted: Any = None) -> Any:
    t = current_translator()
    assert facts.order is not None  # noqa: S101 - the caller asked
    told = next((one for one in facts.order.places if one.guest == key), None)
    hand = next((one for one in reversed(facts.order.by_hand) if one.moved == key), None)
    form = bind(
        PlaceForm,
        t,
        office_today(),
        posted=posted,
        seen_version=facts.order.version,
        rank=told.rank_id if told and told.rank_id in facts.offices else None,
        senior_on=told.senior_on if told else None,
        before=hand.before if hand and hand.before in facts.people else None,
        reason=hand.reason if hand else "",
    )
    form.rank.offers = [(row, precedence_paper.office_words(one, t)) for row, one in facts.offices.items()]
    form.before.offers = [
        (one.key, precedence_paper.called(facts.people[one.key], t))
        for one in facts.result.guests
        if one.key != key
    ]
    return form


def _titles(facts: Ordered) -> dict[str, str]:
    """Call an order by what it is about."""
    spoken: tuple[tuple[str, Translator], ...] = tuple(
        (tongue, translator(tongue)) for tongue in ("tr", "en")
    )
    words = N_("Order of precedence: %(title)s")
    return {f"title_{tongue}": t(words, title=t.title(facts.about)) for tongue, t in spoken}
