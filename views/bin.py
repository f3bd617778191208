"""The bin: what was deleted, and the way back."""

from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.permissions.policy import Permission
from app.queries.bin import Thrown, binned
from app.records import history
from app.records.nouns import NOUNS
from app.web.access import current_actor, requires
from app.web.locale import current_translator
from app.web.numbers import number_asked

bp = Blueprint("bin", __name__, url_prefix="/bin")
LONGEST = 200


@bp.get("")
@requires(Permission.RECORD_BIN)
def index() -> ResponseReturnValue:
    """List what is in the bin and may be taken out, the last thrown away first."""
    actor, t = current_actor(), current_translator()
    mine = {kind: noun for kind, noun in NOUNS.items() if actor.may(noun.bin)}
    kind = next((kind for kind in mine if kind.value == request.args.get("kind")), None)
    words, page = request.args.get("q", "").strip()[:LONGEST], number_asked("page") or 1
    found = binned(db.session, actor, [kind] if kind else list(mine), words, page)
    asked = {name: value for name, value in (("q", words), ("kind", kind)) if value}

    def who(one: Thrown) -> str:
        return history.who(actor, one.entry, t) if one.entry else ""

    def address(number: int) -> str:
        return url_for("bin.index") + "?" + urlencode(asked | {"page": number})

    return render_template(
        "bin/list.html", found=found, nouns=mine, kind=kind, words=words, who=who, address=address
    )
