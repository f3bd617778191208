"""Memberships: form and list."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy.orm import selectinload

from app.errors import Problem
from app.i18n import N_
from app.labels import label
from app.records import cells
from app.records.choices import over
from app.records.fields import EnumField, LongTextField, PartialDateField, Required, TextField
from app.records.form import RowForm, RowsField
from app.records.keepers import BY_OWNER, OWNER_COLUMN
from app.records.noun import Cell, Column, Names, Noun, Part
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Membership, Record, Seat
from models.vocabulary import Evidence, MembershipClass, MembershipRelation, RecordKind


class SeatForm(RowForm):
    """A seat in a body of the network; nobody may hold it yet."""

    person = ReferenceField(N_("Full name"), of=["person"], creates="person")
    title_tr = TextField(N_("Seat"))
    body = TextField(N_("Body or working group"))
    since = PartialDateField(N_("Since"))
    until = PartialDateField(N_("Until"))
    title_en = TextField(N_("Seat in English"))


class MembershipForm(RecordForm):
    """Who is what in which network."""

    network = ReferenceField(
        N_("Network or organisation"),
        [Required(N_("Choose the network"))],
        of=["organisation"],
        creates="organisation",
    )
    member = ReferenceField(
        N_("Member"), [Required(N_("Choose the member"))], of=["organisation"], creates="organisation"
    )
    relation = EnumField(
        N_("Relation"),
        [Required(N_("Choose what the member is to the network"))],
        of=MembershipRelation,
        blank=N_("Choose"),
    )
    membership_class = EnumField(N_("Class"), of=MembershipClass)
    since = PartialDateField(N_("Since"))
    until = PartialDateField(N_("Until"))
    evidence = EnumField(N_("In the source"), of=Evidence)
    role_tr = TextField(N_("Role"))
    seats = RowsField(SeatForm, N_("Seats and working groups"))
    unit = ReferenceField(N_("Responsible unit"), of=["organisation"], creates="organisation")
    working_groups_tr = TextField(N_("Working groups"))
    working_groups_en = TextField(N_("Working groups in English"))
    role_en = TextField(N_("Role in English"))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


def says_the_relation(membership: Membership, today: date) -> Iterator[Problem]:
    """What the member is to the network is said by somebody and not guessed."""
    if membership.relation is None:
        yield Problem("relation", N_("Choose what the member is to the network"))


def not_in_itself(membership: Membership, today: date) -> Iterator[Problem]:
    """No organisation is a member of itself."""
    if membership.network_id is not None and membership.network_id == membership.member_id:
        yield Problem("member", N_("An organisation cannot be a member of itself"))


def ends_after_it_begins(membership: Membership, today: date) -> Iterator[Problem]:
    """A membership does not certainly end before it begins."""
    if (
        membership.until.is_known
        and membership.since.is_known
        and membership.until.certainly_before(membership.since)
    ):
        yield Problem("until", N_("The end cannot be before the beginning"))


def not_begun_in_the_future(membership: Membership, today: date) -> Iterator[Problem]:
    """A member is one already; what is planned is an application."""
    if (
        membership.relation is MembershipRelation.MEMBER
        and membership.since.earliest is not None
        and membership.since.earliest > today
    ):
        yield Problem("since", N_("This day is still to come; until then it is an application"))


def title(membership: Membership, names: Names) -> tuple[str, str]:
    """The network and its member."""
    both = [names[id_] for id_ in (membership.network_id, membership.member_id) if id_ in names]
    return " – ".join(one.title_tr for one in both), " – ".join(one.title_en or one.title_tr for one in both)


def words(membership: Membership) -> Iterable[str]:
    """Everything else it may be looked for by."""
    for seat in membership.seats:
        yield from (seat.body, seat.title_tr, seat.title_en)


MEMBERSHIP = Noun(
    model=Membership,
    kind=RecordKind.MEMBERSHIP,
    plural="memberships",
    one=N_("Membership"),
    many=N_("Memberships"),
    new=N_("New membership"),
    icon="network",
    detail=lambda one, t: t(label(one.relation)),
    form=MembershipForm,
    bulk=("membership_class", "evidence", "unit"),
    columns=(
        Column(
            "title",
            N_("Network or organisation"),
            lambda one, t: Cell(t.title(one.network), detail=t.either(one.role_tr, one.role_en) or None),
            sort=Record.sort_key,
            detail=N_("Role"),
        ),
        Column("member", N_("Member"), lambda one, t: cells.title(one.member, t)),
        Column(
            "relation", N_("Relation"), lambda one, t: cells.word(one.relation, t), sort=Membership.relation
        ),
        Column("day", N_("Since"), lambda one, t: cells.day(one.since, t), sort=Record.sort_day),
        Column("evidence", N_("In the source"), lambda one, t: cells.word(one.evidence, t)),
        Column("until", N_("Until"), lambda one, t: cells.day(one.until, t), usual=False),
        Column("class", N_("Class"), lambda one, t: cells.word(one.membership_class, t), usual=False),
        Column("unit", N_("Responsible unit"), lambda one, t: cells.title(one.unit, t), usual=False),
        Column(
            "groups",
            N_("Working groups"),
            lambda one, t: cells.written(t.either(one.working_groups_tr, one.working_groups_en)),
            usual=False,
        ),
        OWNER_COLUMN,
    ),
    filters=(
        over("relation", N_("Relation"), Membership.relation, MembershipRelation, none=None),
        over("class", N_("Class"), Membership.membership_class, MembershipClass),
        over("evidence", N_("In the source"), Membership.evidence, Evidence),
        BY_OWNER,
    ),
    loads=(
        selectinload(Membership.network),
        selectinload(Membership.member),
        selectinload(Membership.unit),
        selectinload(Membership.seats).selectinload(Seat.person),
    ),
    parts=(Part("seats", Seat, SeatForm),),
    rules=(says_the_relation, not_in_itself, ends_after_it_begins, not_begun_in_the_future),
    day=lambda membership: membership.since.earliest,
    words=words,
    title=title,
    has_keeper=True,
)
