"""What can be imported; :mod:`app.importers.kinds.kind` says how a kind is declared."""

from collections.abc import Mapping

from app.importers.kinds import city, organisation, person, visit
from app.importers.kinds.kind import Kind
from models.vocabulary import ImportKind

KINDS: Mapping[ImportKind, Kind] = {
    kind.import_kind: kind for kind in (city.KIND, organisation.KIND, person.KIND, visit.KIND)
}
"""What a table may hold, in the order in which it is offered."""
