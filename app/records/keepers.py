"""Who in the office keeps a relation: the form, and what lists of kept nouns have."""

from app.i18n import N_
from app.queries import keepers
from app.records.choices import by_colleague
from app.records.noun import Cell, Column
from app.records.seen import SealedForm
from app.records.user_field import UserField

OWNER, DEPUTY = N_("Relationship owner"), N_("Deputy")
BY_OWNER = by_colleague("keeper", OWNER, keepers.kept_by)
OWNER_COLUMN = Column("keeper", OWNER, lambda name, t: Cell(name), usual=False, reads=keepers.owners)


class KeeperForm(SealedForm):
    """Two colleagues, each of whom may be nobody yet."""

    owner_id = UserField(OWNER)
    deputy_id = UserField(DEPUTY)
