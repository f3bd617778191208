"""Why something is not drawn, in words."""

from app.i18n import N_
from app.mapping.view import Doubt

REASONS = {
    Doubt.MISSION: N_("a mission stands for its country, not for its seat"),
    Doubt.NO_SEAT: N_("no seat recorded"),
    Doubt.MISSING: N_("no coordinates recorded"),
    Doubt.ORIGIN: N_("coordinates 0, 0 are certainly wrong"),
    Doubt.SWAPPED: N_("latitude and longitude have changed places, it seems: it lies outside its country"),
    Doubt.FAR: N_("coordinates lie far outside its country"),
    Doubt.OFF_THE_GLOBE: N_("coordinates are not on the globe"),
}
