"""Stated figures."""

from app.records.stated_figures import STATED_FIGURE
from views.records import RecordPages

FIGURE_PAGES = RecordPages(STATED_FIGURE)
