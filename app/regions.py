"""Words for the regions of the world, and the languages of countries.

The keys and names are those of ``seeds/reference/regions.csv``: UN M49 subregions.
"""

from babel.languages import get_official_languages

from app.i18n import N_

REGIONS = {
    "africa_north": N_("Northern Africa"),
    "africa_east": N_("Eastern Africa"),
    "africa_middle": N_("Middle Africa"),
    "africa_south": N_("Southern Africa"),
    "africa_west": N_("Western Africa"),
    "america_caribbean": N_("Caribbean"),
    "america_central": N_("Central America"),
    "america_south": N_("South America"),
    "america_north": N_("Northern America"),
    "asia_central": N_("Central Asia"),
    "asia_east": N_("Eastern Asia"),
    "asia_southeast": N_("Southeast Asia"),
    "asia_south": N_("Southern Asia"),
    "asia_west": N_("Western Asia"),
    "europe_east": N_("Eastern Europe"),
    "europe_north": N_("Northern Europe"),
    "europe_south": N_("Southern Europe"),
    "europe_west": N_("Western Europe"),
    "oceania_australia": N_("Australasia"),
    "oceania_melanesia": N_("Melanesia"),
    "oceania_micronesia": N_("Micronesian Region"),
    "oceania_polynesia": N_("Polynesia"),
}
"""``country.region`` → msgid, in the order of a list."""

WORLD_LANGUAGES = ("ar", "de", "en", "es", "fr", "pt", "ru", "zh")
"""The languages of the United Nations, and those that are official in five states or more (CLDR)."""


def official_languages(country: str) -> tuple[str, ...]:
    """Return the official languages of a country, by law or in fact; none where CLDR does not know.

    :param country: ISO code.
    """
    return tuple(get_official_languages(country, de_facto=True))
