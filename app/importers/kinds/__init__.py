"""What can be imported; :mod:`app.importers.kinds.kind` says how a kind is declared."""

from collections.abc import Mapping

from app.importers.kinds import agreement, city, letter, membership, organisation, person, task, visit
from app.importers.kinds.kind import Kind
from models.vocabulary import ImportKind

KINDS: Mapping[ImportKind, Kind] = {
    one.KIND.import_kind: one.KIND
    for one in (city, organisation, person, agreement, membership, visit, letter, task)
}
"""What a table may hold, in the order in which it is offered."""
