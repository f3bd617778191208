"""Reading visits out of a text.

``read_visits`` is pure: text and names in, proposals out. Nothing that the text says is corrected: a wrong
year stays and is marked. Cost: linear in the text.
"""

from app.importers.text.entry import Entry
from app.importers.text.gazetteer import Gazetteer
from app.importers.text.home import Home
from app.importers.text.layout import Layout
from app.importers.text.order import with_odd_dates
from app.importers.text.parties import PieceReader
from app.importers.text.proposal import LeftOut, ProposedVisit
from app.importers.text.source import Source


def read_visits(text: str, gazetteer: Gazetteer, home: Home, year: int | None = None) -> list[ProposedVisit]:
    """Return the visits that a text tells of, in its order.

    :param year: of the dates without one; if None, the year of the text's other dates.
    """
    passages = read_passages(text, gazetteer, home, year)
    return [passage for passage in passages if isinstance(passage, ProposedVisit)]


def read_passages(
    text: str, gazetteer: Gazetteer, home: Home, year: int | None = None
) -> list[ProposedVisit | LeftOut]:
    """Return all passages of a text in its order: its visits, and what is none, with why.

    Page numbers are no passage.

    :param year: of the dates without one; if None, the year of the text's other dates.
    """
    source = Source(text)
    main = year or source.main_year()
    reader = PieceReader(gazetteer, home.country)
    entries = [Entry(source, item, gazetteer, reader, home) for item in Layout(source).items()]
    passages = [entry.proposal(main) if entry.is_visit() else entry.left_out() for entry in entries]
    visits = iter(with_odd_dates([one for one in passages if isinstance(one, ProposedVisit)]))
    return [next(visits) if isinstance(one, ProposedVisit) else one for one in passages]
