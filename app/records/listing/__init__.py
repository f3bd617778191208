"""A list of any noun: what an address asks for, the rows it finds, and the page in words.

``asked`` understands the address, ``rows`` reads ids first and then the rows, ``page`` says it in words. An
export is made of :func:`every_id` and :func:`cells_of`.
"""

from app.records.listing.asked import Asked, understood
from app.records.listing.page import (
    Addresses,
    Choice,
    Choices,
    Heading,
    Listing,
    Row,
    ShownFilter,
    choices,
    listing,
)
from app.records.listing.rows import PAGE_SIZE, cells_of, count, every_id, narrowed

__all__ = [
    "PAGE_SIZE",
    "Addresses",
    "Asked",
    "Choice",
    "Choices",
    "Heading",
    "Listing",
    "Row",
    "ShownFilter",
    "cells_of",
    "choices",
    "count",
    "every_id",
    "listing",
    "narrowed",
    "understood",
]
