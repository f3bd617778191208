"""Tables in: workbooks and delimited text become rows of text, and columns are guessed. Pure."""

from app.importers.tables.guessing import guess
from app.importers.tables.reading import read_table
from app.importers.tables.table import CellProblem, Row, Table

__all__ = ["CellProblem", "Row", "Table", "guess", "read_table"]
