"""What the columns of a table are taken for, guessed from their headings and from what stands below."""

from collections.abc import Mapping, Sequence

from app.domain.turkish import search_key
from app.importers.target import Target


def guess(
    headings: Sequence[str],
    samples: Sequence[Sequence[str]],
    targets: Sequence[Target],
    remembered: Mapping[str, str],
) -> list[str | None]:
    """Return for each heading the key of a target, or None where none is sure enough; no key twice.

    :param samples: cells of some rows, each with one text per heading.
    :param remembered: what headings meant before: ``search_key(heading)`` → key; empty: left out.
    """
    known = {
        search_key(words): target.key for target in targets for words in (target.label, *target.headings)
    }
    found: list[str | None] = []
    for heading in headings:
        key = remembered.get(search_key(heading), known.get(search_key(heading))) or None
        found.append(key if key not in found else None)
    return found
