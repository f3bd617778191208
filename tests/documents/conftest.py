"""What tests of papers write: the same house, bodies, ties and lists as those of the questions."""

from tests.answers.conftest import body, house, listed, member, stated, tie

__all__ = ["body", "house", "listed", "member", "stated", "tie"]
