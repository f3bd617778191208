"""Lists of ranks, and orders of precedence: forms and lists."""

from collections.abc import Iterable

from sqlalchemy.orm import selectinload

from app.domain import precedence as rules
from app.i18n import N_, Translator
from app.permissions.policy import Permission
from app.records import cells, columns
from app.records.choices import over
from app.records.fields import (
    DayField,
    EnumField,
    FlagField,
    LongTextField,
    NumberField,
    Required,
    TextField,
)
from app.records.form import RowForm, RowsField
from app.records.noun import Cell, Column, Noun, Part
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import OrderByHand, OrderPlace, PrecedenceList, PrecedenceOrder, PrecedenceRank
from models.vocabulary import Confidence, EqualsBy, Language, RecordKind

ABOUT = (RecordKind.VISIT, RecordKind.EVENT)
"""Whose participants are put in order."""
ALPHABETS = (Language.TURKISH, Language.ENGLISH, Language.FRENCH)


class RankForm(RowForm):
    """An office and its rank."""

    rank = NumberField(N_("Rank in the list"), least=1, most=999)
    office_tr = TextField(N_("Office"))
    office_en = TextField(N_("Office in English"))
    also = TextField(
        N_("Also called"), description=N_("Titles that mean this office, separated by semicolons.")
    )
    is_equivalent = FlagField(N_("Only counts as this rank"))
    basis_tr = TextField(N_("Article or reason"))
    basis_en = TextField(N_("Article or reason in English"))


class ListForm(RecordForm):
    """A name is enough; without a row it ranks nobody."""

    title_tr = TextField(N_("Name"), [Required(N_("Enter the name of the list"))])
    title_en = TextField(N_("Name in English"))
    basis_tr = TextField(N_("Basis"), description=N_("The law, regulation or decision that orders it."))
    basis_en = TextField(N_("Basis in English"))
    confidence = EnumField(N_("Confidence"), of=Confidence)
    valid_from = DayField(N_("Valid from"))
    valid_until = DayField(
        N_("Valid until"), description=N_("The last day. The list is not used for a later one.")
    )
    ranks = RowsField(RankForm, N_("Ranks"))
    equals_by = EnumField(N_("Among equals"), of=EqualsBy)
    equals_basis_tr = TextField(N_("Article on equals"))
    equals_basis_en = TextField(N_("Article on equals in English"))
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


class PlaceForm(RowForm):
    """What was said of somebody in an order."""

    guest = NumberField(N_("Participant"), least=1, most=2**31)
    rank_id = NumberField(N_("Rank in the list"), least=1, most=2**31)
    senior_on = DayField(N_("Credentials or exequatur on"))


class ByHandForm(RowForm):
    """Somebody placed before somebody else."""

    moved = NumberField(N_("Participant"), least=1, most=2**31)
    before = NumberField(N_("Before"), least=1, most=2**31)
    reason = TextField(N_("Reason"))


class OrderForm(RecordForm):
    """Whose order, by which list; places are set on the page of the order."""

    title_tr = TextField(N_("Name"), [Required(N_("Enter a name"))])
    title_en = TextField(N_("Name in English"))
    about = ReferenceField(N_("About"), [Required(N_("Choose the visit or event"))], of=ABOUT)
    ranking = ReferenceField(N_("List of ranks"), of=[RecordKind.PRECEDENCE_LIST])
    equals_by = EnumField(N_("Among equals"), of=EqualsBy, blank=N_("As the list says"))
    language = EnumField(
        N_("Alphabet of countries"),
        of=Language,
        members=ALPHABETS,
        blank=None,
        default=Language.TURKISH,
    )


def words(ranking: PrecedenceList) -> Iterable[str]:
    """Everything else a list may be looked for by."""
    for one in ranking.ranks:
        yield from (one.office_tr, one.office_en, one.also)


def _validity(ranking: PrecedenceList, t: Translator) -> str:
    if ranking.valid_until:
        return t(N_("until %(day)s"), day=ranking.valid_until)
    return t(N_("from %(day)s"), day=ranking.valid_from) if ranking.valid_from else ""


PRECEDENCE_LIST: Noun[PrecedenceList] = Noun(
    model=PrecedenceList,
    kind=RecordKind.PRECEDENCE_LIST,
    plural="precedence-lists",
    one=N_("List of ranks"),
    many=N_("Lists of ranks"),
    new=N_("New list of ranks"),
    icon="certificate",
    detail=lambda one, t: cells.apart(
        (_validity(one, t) or None, t.either(one.basis_tr, one.basis_en) or None)
    ),
    form=ListForm,
    columns=(
        columns.NAME,
        Column("basis", N_("Basis"), lambda one, t: cells.written(t.either(one.basis_tr, one.basis_en))),
        Column("confidence", N_("Confidence"), lambda one, t: cells.word(one.confidence, t)),
        Column(
            "from",
            N_("Valid from"),
            lambda one, t: Cell(t.date(one.valid_from) if one.valid_from else None, value=one.valid_from),
        ),
        Column(
            "until",
            N_("Valid until"),
            lambda one, t: Cell(t.date(one.valid_until) if one.valid_until else None, value=one.valid_until),
        ),
        Column("equals", N_("Among equals"), lambda one, t: cells.word(one.equals_by, t), usual=False),
    ),
    filters=(over("confidence", N_("Confidence"), PrecedenceList.confidence, Confidence),),
    parts=(Part("ranks", PrecedenceRank, RankForm),),
    rules=rules.RULES,
    words=words,
    imported=frozenset({"code"}),
    create=Permission.REFERENCE_WRITE,
    write=Permission.REFERENCE_WRITE,
    bin=Permission.REFERENCE_WRITE,
)

PRECEDENCE_ORDER: Noun[PrecedenceOrder] = Noun(
    model=PrecedenceOrder,
    kind=RecordKind.PRECEDENCE_ORDER,
    plural="precedence-orders",
    one=N_("Order of precedence"),
    many=N_("Orders of precedence"),
    new=N_("New order of precedence"),
    icon="crown",
    detail=lambda one, t: t.title(one.about),
    form=OrderForm,
    columns=(
        columns.NAME,
        columns.ABOUT,
        Column("ranking", N_("List of ranks"), lambda one, t: cells.title(one.ranking, t)),
        Column("language", N_("Alphabet of countries"), lambda one, t: cells.word(one.language, t)),
    ),
    filters=(over("language", N_("Alphabet of countries"), PrecedenceOrder.language, Language, none=None),),
    loads=(
        selectinload(PrecedenceOrder.about),
        selectinload(PrecedenceOrder.ranking).selectinload(PrecedenceList.ranks),
    ),
    parts=(
        Part("places", OrderPlace, PlaceForm),
        Part("by_hand", OrderByHand, ByHandForm, personal=frozenset({"reason"})),
    ),
)
