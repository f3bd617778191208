"""The office that reads."""

import re
from dataclasses import dataclass

from app.domain.turkish import fold


@dataclass(frozen=True, slots=True)
class Home:
    """The office that reads.

    :param names: of the city and the municipality, in every language; a body with such a name is no visitor.
    """

    country: str
    names: tuple[str, ...]

    def owns(self, organisation: str) -> bool:
        """Say whether a body is ours."""
        folded = fold(organisation)
        return any(
            folded == name
            or (
                folded.startswith(name)
                and re.match(r"\s+(?:buyuksehir|belediye|metropolitan|municipality)", folded[len(name) :])
            )
            or folded in {f"municipality of {name}", f"metropolitan municipality of {name}"}
            for name in map(fold, self.names)
        )
