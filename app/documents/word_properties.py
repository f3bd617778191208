"""What a Word file says of itself: title, author, subject."""

from app.typesetting.letters import cleaned

LONGEST = 255
"""Letters of a property; Word takes no more, and a longer one cannot be written."""


def property_text(text: str) -> str:
    """Return a text as a property holds it: one line, of letters that can be printed, cut off at its end."""
    return " ".join(cleaned(text).split())[:LONGEST]
