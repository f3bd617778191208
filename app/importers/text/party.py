"""Who one piece of text names, and what it says of them."""

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(slots=True)
class Party:
    """What one piece says; joined with its neighbours later.

    :param before: what parted its piece from the one before it.
    :param unit: whether the organisation is a department whose whole is named elsewhere.
    :param land: the country as printed, where nothing but a country is named.
    :param spans: field → the words it was read from.
    :param doubts: fields that are unsure, with the reason.
    """

    before: str = ""
    after: str = ""
    name: str = ""
    titles: list[str] = field(default_factory=list)
    organisation: str = ""
    city: str = ""
    country: str = ""
    group: bool = False
    plural: bool = False
    name_ending: str = ""
    title_ending: str = ""
    mission: bool = False
    unit: bool = False
    land: str = ""
    post: str = ""
    start: int = 0
    end: int = 0
    spans: dict[str, Span] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)

    @property
    def is_name(self) -> bool:
        """Whether it is a name and nothing else."""
        return bool(self.name) and not self.titles and not self.organisation

    @property
    def is_office(self) -> bool:
        """Whether it is a title without a name."""
        return bool(self.titles) and not self.name

    @property
    def is_place(self) -> bool:
        """Whether it is a city or a country and nothing else."""
        return bool(self.city or self.country) and not (
            self.name or self.titles or self.organisation or self.group
        )
