"""Seating plans: the room drawn, people moved from seat to seat, wishes, paper, cards."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from app.documents import precedence, precedence_paper, seating, seating_picture
from app.domain import seating as domain
from app.domain.seating import Wish
from app.errors import NotFound, Stale
from app.extensions import db
from app.i18n import N_, translator
from app.permissions.policy import Permission
from app.queries import guests, names
from app.records import kit
from app.records.fields import EnumField
from app.records.form import Form, bind
from app.records.nouns import NOUNS
from app.records.pick_field import PickField
from app.records.precedence import ABOUT
from app.records.reference_field import Chosen
from app.records.seating import SEATING_PLAN
from app.services import seating as service
from app.typesetting.cards import Shape, set_cards
from app.typesetting.svg import svg_to_pdf
from app.unit_of_work import unit_of_work
from app.web.access import current_actor, requires
from app.web.clock import office_today
from app.web.limits import costly
from app.web.locale import current_translator
from app.web.papers import made_file
from app.web.taken_out import taken_out
from models import SeatingPlan
from models.vocabulary import SeatWishKind
from views.records import RecordPages
from views.verbs import Verbs

_CHANGED = N_("Somebody changed this plan while you were looking at it. Look at it again, then save.")


class MoveForm(Form):
    """Who sits on which seat."""

    guest = PickField(N_("Participant"), blank=N_("Choose"))
    seat = PickField(
        N_("Seat at the table"),
        blank=N_("Without a seat"),
        description=N_("Where somebody sits already, the two change places."),
    )


class WishForm(Form):
    """What somebody asks for."""

    wish = EnumField(N_("Wish"), of=SeatWishKind, blank=N_("Choose"))
    who = PickField(N_("Participant"), blank=N_("Choose"))
    other = PickField(
        N_("Other participant"),
        blank=N_("None"),
        description=N_("Behind whom, or beside whom not."),
    )
    on = PickField(N_("Seat at the table"), blank=N_("None"), description=N_("Of a fixed seat."))


def _paper(verb: str, view: Callable[[int], ResponseReturnValue]) -> Callable[[int], ResponseReturnValue]:
    noted: Callable[[int], ResponseReturnValue] = taken_out(f"{SEATING_PLAN.name}.{verb}")(view)
    return requires(Permission.RECORD_VIEW)(costly(noted))


class SeatingPages(RecordPages[SeatingPlan]):
    """A plan is arranged when it is begun; people are moved on its page."""

    verbs = Verbs(edit=service.revise)

    def blueprint(self) -> Blueprint:
        """Add the verbs of a plan."""
        bp = super().blueprint()
        writes, reads = requires(Permission.RECORD_WRITE), requires(Permission.RECORD_VIEW)
        for rule, endpoint, view, methods in (
            ("arrange", "arrange", writes(self.arrange), ["POST"]),
            ("move", "move", writes(self.move), ["POST"]),
            ("wishes", "wish", writes(self.wish), ["POST"]),
            ("wishes/remove", "unwish", writes(self.unwish), ["POST"]),
            ("plan.svg", "picture", reads(self.picture), ["GET"]),
            ("plan.pdf", "sheet", _paper("seating_taken", self.sheet), ["GET"]),
            ("badges.pdf", "badges", _paper("badges_taken", self.badges), ["GET"]),
            ("place-cards.pdf", "place_cards", _paper("place_cards_taken", self.place_cards), ["GET"]),
        ):
            bp.add_url_rule(f"/<int:record_id>/{rule}", endpoint, view, methods=methods)
        return bp

    def preset(self) -> dict[str, Any]:
        """Begin with the visit or event from which the form was opened."""
        found = self.opened_from(*ABOUT)
        if found is None:
            return {"tables": 1}
        lists = guests.of_record(db.session, current_actor(), found.id)
        rows = [{"guest_list": Chosen(one.id, current_translator().title(one))} for one in lists]
        words = N_("Seating plan: %(title)s")
        title = {f"title_{t.language}": t(words, title=t.title(found)) for t in map(translator, ("tr", "en"))}
        return {
            "about": Chosen(found.id, current_translator().title(found)),
            "tables": 1,
            "lists": rows,
            **title,
        }

    def create(self, form: Any) -> SeatingPlan:
        """Begin a plan with everybody on the seat that the order of precedence gives."""
        session, actor, data = db.session, current_actor(), self.data_of(form)
        about = names.titles(session, actor, {data["about_id"]}).get(data["about_id"])
        if about is None or about.kind not in ABOUT:
            raise NotFound(f"record {data['about_id']}")
        invited = guests.to_be_seated(session, actor, [row["guest_list_id"] for row in data["lists"]])
        order = precedence.gather(session, actor, about.kind, about.id, invited=invited)
        taken: list[dict[str, Any]] = []
        if data["tables"] * data["seats"] <= domain.MOST_SEATS:  # else the kit refuses it
            hall = domain.room(data["shape"], data["tables"], data["seats"])
            plan = domain.arrange(hall, seating.sitters_of(order), alternate=data["alternate"])
            taken = service.rows_of(plan.seats)
        made = kit.create(session, actor, SEATING_PLAN, {**data, "taken": taken}, today=office_today())
        made.form_key = form.form_key.data or None
        return made

    def extras(self, record: SeatingPlan) -> Mapping[str, Any]:
        """Who sits where, what is wrong with it, and the forms."""
        facts, t = self._facts(record), current_translator()
        return {
            "nouns": NOUNS,
            "facts": facts,
            "warnings": seating.warnings(facts, t),
            "told": seating,
            "words": precedence_paper,
            "move_form": self._move_form(facts),
            "wish_form": self._wish_form(facts),
            "place": NOUNS[record.about.kind].plural,
        }

    def arrange(self, record_id: int) -> ResponseReturnValue:
        """Seat everybody anew, or (``only=new``) only those who have no seat."""
        anew = request.form.get("only") != "new"
        facts, t = self._loaded(record_id), current_translator()
        plan = seating.arranged(facts, anew=anew)
        moved = len(domain.moved(facts.plan.seats, plan.seats))
        message = t.plural("%(n)s person was moved.", "%(n)s people were moved.", moved)
        return self._written(record_id, lambda seen: self._seat(record_id, seen, plan.seats), message)

    def move(self, record_id: int) -> ResponseReturnValue:
        """Put somebody on a seat, or on none."""
        facts, t = self._loaded(record_id), current_translator()
        form = self._move_form(facts, request.form)
        if form.validate() and form.guest.data is None:
            form.fail("guest", N_("Choose who is to sit there"))
        if form.has_errors():
            return self.page_of(facts.record, move_form=form), HTTPStatus.UNPROCESSABLE_ENTITY
        guest, seat = form.guest.data, form.seat.data
        seats = {key: one for key, one in facts.plan.seats.items() if key != guest}
        if seat is not None:
            seats = domain.on_seat(facts.plan.seats, guest, seat)
        name = precedence_paper.called(facts.people[guest], t)
        message = t(N_("%(name)s: moved."), name=name)
        return self._written(record_id, lambda seen: self._seat(record_id, seen, seats), message)

    def wish(self, record_id: int) -> ResponseReturnValue:
        """Add a wish; nobody is moved by that alone."""
        facts, t = self._loaded(record_id), current_translator()
        form = self._wish_form(facts, request.form)
        if form.validate():
            _complete(form)
        if form.has_errors():
            return self.page_of(facts.record, wish_form=form), HTTPStatus.UNPROCESSABLE_ENTITY
        fixed = form.wish.data is SeatWishKind.FIXED
        asked = Wish(
            form.wish.data,
            form.who.data,
            None if fixed else form.other.data,
            form.on.data if fixed else None,
        )

        def write(seen: int) -> None:
            service.wish(db.session, current_actor(), record_id, seen, asked, today=office_today())

        message = t(N_("The wish is kept. Nobody was moved; arrange anew, or move them yourself."))
        return self._written(record_id, write, message)

    def unwish(self, record_id: int) -> ResponseReturnValue:
        """Take a wish back."""
        wish_id = request.form.get("wish", default=0, type=int)

        def write(seen: int) -> None:
            service.take_back(db.session, current_actor(), record_id, seen, wish_id, today=office_today())

        return self._written(record_id, write, current_translator()(N_("The wish is taken back.")))

    def picture(self, record_id: int) -> ResponseReturnValue:
        """Show the drawing."""
        answer = Response(
            seating_picture.draw(self._loaded(record_id), current_translator()), mimetype="image/svg+xml"
        )
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    def sheet(self, record_id: int) -> ResponseReturnValue:
        """Hand out the drawing on a sheet of paper, A4 or (``paper=a3``) A3."""
        facts, t = self._loaded(record_id), current_translator()
        title = f"{t(SEATING_PLAN.one)} {t.title(facts.record)}"
        hall = facts.room
        made = svg_to_pdf(
            seating_picture.draw(facts, t),
            title=title,
            language=t.language,
            paper="a3" if request.args.get("paper") == "a3" else "a4",
            landscape=hall.width >= hall.height,
            description=seating.honour_rule(facts.record.shape, t),
        )
        return made_file(made, title, "pdf")

    def badges(self, record_id: int) -> ResponseReturnValue:
        """Hand out the name badges in the order of the seats."""
        return self._cards(record_id, "badge", N_("Name badges"))

    def place_cards(self, record_id: int) -> ResponseReturnValue:
        """Hand out the place cards in the order of the seats."""
        return self._cards(record_id, "place", N_("Place cards"))

    def _cards(self, record_id: int, shape: Shape, words: str) -> ResponseReturnValue:
        facts, t = self._loaded(record_id), current_translator()
        title = f"{t(words)} {t.title(facts.record)}"
        made = set_cards(
            seating.cards(facts, t),
            shape,
            title=title,
            line=t.title(facts.order.about),
            nobody=t(N_("Nobody has a seat yet.")),
            language=t.language,
        )
        return made_file(made, title, "pdf")

    def _loaded(self, record_id: int) -> seating.Seated:
        return self._facts(kit.load(db.session, current_actor(), SEATING_PLAN, record_id))

    def _facts(self, record: SeatingPlan) -> seating.Seated:
        return seating.gather(db.session, current_actor(), record)

    def _seat(self, record_id: int, seen: int, seats: Mapping[int, int]) -> None:
        service.seat(db.session, current_actor(), record_id, seen, seats, today=office_today())

    def _written(self, record_id: int, write: Callable[[int], object], message: str) -> ResponseReturnValue:
        seen = request.form.get("seen_version", default=0, type=int)
        try:
            with unit_of_work(db.session):
                write(seen)
        except Stale:
            flash(current_translator()(_CHANGED), "bad")
        else:
            flash(message, "done")
        return redirect(self.url("show", record_id))

    def _move_form(self, facts: seating.Seated, posted: Any = None) -> Any:
        form = bind(MoveForm, current_translator(), office_today(), posted=posted)
        form.guest.offers = self._guests(facts)
        form.seat.offers = self._seats(facts)
        return form

    def _wish_form(self, facts: seating.Seated, posted: Any = None) -> Any:
        form = bind(WishForm, current_translator(), office_today(), posted=posted, prefix="wish-")
        form.who.offers = form.other.offers = self._guests(facts)
        form.on.offers = self._seats(facts)
        return form

    @staticmethod
    def _guests(facts: seating.Seated) -> list[tuple[int, str]]:
        t = current_translator()
        return [(one.key, precedence_paper.called(facts.people[one.key], t)) for one in facts.sitters]

    @staticmethod
    def _seats(facts: seating.Seated) -> list[tuple[int, str]]:
        t, at = current_translator(), facts.at
        return [
            (
                seat.number,
                t(
                    N_("%(seat)s: %(who)s"),
                    seat=seating.seat_words(seat, facts.record.shape, t),
                    who=precedence_paper.called(facts.people[at[seat.number]], t)
                    if seat.number in at
                    else t(N_("free")),
                ),
            )
            for seat in facts.room.seats
        ]


def _complete(form: Any) -> None:
    """Refuse a wish that does not say all that its kind needs."""
    if form.wish.data is None:
        form.fail("wish", N_("Choose what is asked for"))
    if form.who.data is None:
        form.fail("who", N_("Choose who asks for it"))
    if form.wish.data is SeatWishKind.FIXED and form.on.data is None:
        form.fail("on", N_("Choose the seat"))
    if form.wish.data in {SeatWishKind.BEHIND, SeatWishKind.APART}:
        if form.other.data is None:
            form.fail("other", N_("Choose the other one"))
        elif form.other.data == form.who.data:
            form.fail("other", N_("Choose somebody else: nobody sits beside or behind themselves"))


SEATING_PAGES = SeatingPages(SEATING_PLAN)
