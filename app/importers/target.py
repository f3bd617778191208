"""What a column of a table may be taken for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """Something that an import can fill from a column.

    :param key: names it in what is stored: ``held``, ``persons``.
    :param label: English msgid, shown where columns are chosen and in the preview.
    :param headings: how people head such a column, in Turkish and English, besides the label.
    :param looks_like: what the texts of such a column look like: ``text``, ``date``, ``number``, or ``place``
        for coordinates; helps where the heading says nothing.
    """

    key: str
    label: str
    headings: tuple[str, ...]
    looks_like: str = "text"
