"""The country of the municipalities that this software is for."""

OUR_COUNTRY = "TR"
"""ISO 3166-1 alpha-2."""
CAPITAL = "Ankara"
"""Its Turkish name, as the cities on record have it."""
