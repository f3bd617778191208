"""For whatever watches over the server: whether it can do its work."""

from http import HTTPStatus

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.web.access import public
from app.web.readiness import failing

bp = Blueprint("health", __name__)


@bp.get("/health")
@public
def show() -> ResponseReturnValue:
    """Answer 200 when everything works, else 503 with the parts that do not: database, schema, disk."""
    parts = failing()
    if parts:
        return {"status": "failing", "failing": parts}, HTTPStatus.SERVICE_UNAVAILABLE
    return {"status": "ok"}
