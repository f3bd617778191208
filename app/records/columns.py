"""Columns that stand alike in the lists of several nouns."""

from app.i18n import N_
from app.records import cells
from app.records.noun import Column
from models import Record

NAME = Column("title", N_("Name"), cells.title, sort=Record.sort_key)
ABOUT = Column("about", N_("About"), lambda one, t: cells.title(one.about, t))
