"""Where a saved view leads, whatever it is a view of: a list, a question, the network."""

from flask import url_for

from app.records.nouns import NOUNS
from models import SavedView
from models.vocabulary import RecordKind

ANSWER = "answer:"


def address_of(view: SavedView) -> str:
    """Return the address of what a view shows."""
    if view.kind.startswith(ANSWER):
        page = url_for("answers.show", key=view.kind.removeprefix(ANSWER))
    elif view.kind == "network":
        page = url_for("network.show")
    else:
        page = url_for(f"{NOUNS[RecordKind(view.kind)].plural}.index")
    return f"{page}?{view.query}" if view.query else page


def saving_url_of(view: SavedView) -> str:
    """Return where the form goes that saves such a view."""
    if view.kind.startswith(ANSWER):
        return url_for("answers_out.save_view", key=view.kind.removeprefix(ANSWER))
    if view.kind == "network":
        return url_for("network.save_view")
    return url_for("lists.save_view", plural=NOUNS[RecordKind(view.kind)].plural)
