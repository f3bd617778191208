"""Distances on the globe."""

from math import asin, cos, radians, sin, sqrt

RADIUS_KM = 6371.0088
"""Mean radius of the earth."""

Place = tuple[float, float]
"""Latitude and longitude, in degrees."""


def distance_km(one: Place, other: Place) -> float:
    """Return the length of the straight line over the globe; no road, no flight is so short.

    >>> round(distance_km((38.41273, 27.13838), (41.99646, 21.43141)))
    624
    """
    (lat1, lon1), (lat2, lon2) = [(radians(lat), radians(lon)) for lat, lon in (one, other)]
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS_KM * asin(sqrt(min(1.0, chord)))
