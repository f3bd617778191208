"""What lies under the map: the shapes, tiles and first view that the office has set."""

from dataclasses import dataclass

from flask import Blueprint, send_file, url_for
from flask.typing import ResponseReturnValue

from app.errors import NotFound
from app.mapping.paper.base_map import BaseMap, base_map
from app.mapping.paper.legend import UNCOLOURED
from app.permissions.policy import Permission
from app.web.access import requires
from app.web.clock import settings

bp = Blueprint("map_ground", __name__, url_prefix="/map")


@dataclass(frozen=True)
class Ground:
    """What the page tells the map of its ground.

    :param world: the file of the shapes as they are seen from afar, or at any zoom where there is no other.
    :param near: the file of the shapes as they are seen from near by, or nothing.
    :param centre: latitude, longitude and zoom, or nothing.
    :param uncoloured: codes of the areas that get no colour.
    """

    world: str
    near: str
    source: str
    tiles: str
    centre: str
    uncoloured: str


def ground() -> Ground:
    """Return what the settings say."""
    found = settings()
    centre = ",".join(map(str, found.map_centre)) if found.map_centre else ""
    world, near = (url_for("static", filename=f"map/{name}.json") for name in ("world-far", "world"))
    if found.map_file:
        world, near = url_for("map_ground.world"), ""
    return Ground(world, near, found.map_source, found.map_tiles, centre, " ".join(sorted(UNCOLOURED)))


def shapes() -> BaseMap:
    """Return the shapes for paper: the office's own, or those that come with Elçi."""
    own = settings().map_file
    return base_map(own) if own else base_map()


@bp.get("/world.json")
@requires(Permission.RECORD_VIEW)
def world() -> ResponseReturnValue:
    """Send the office's own shapes.

    :raises NotFound: it has none.
    """
    own = settings().map_file
    if own is None:
        message = "shapes of the office"
        raise NotFound(message)
    return send_file(own, mimetype="application/json", conditional=True, max_age=0)
