"""Countries by the alphabet of a chosen language, as flags and delegations stand."""

from babel import Locale

from app.domain.turkish import fold, sort_key
from app.i18n import HOUSES, translator

LANGUAGES = ("tr", "en", "fr")
"""Languages whose alphabet may be chosen."""


def country_name(code: str, language: str) -> str:
    """Return the name of a country, as pages name it; what no French name is known for, in English.

    :param code: ISO 3166-1 alpha-2, or the office's own.
    :param language: one of :data:`LANGUAGES`.
    """
    if language in HOUSES:
        return translator(language).country(code)
    return str(Locale.parse(language).territories.get(code) or translator("en").country(code))


def alphabet_key(name: str, language: str) -> str:
    """Return a key that sorts names by the alphabet of a language.

    In Turkish ``Ç Ğ I İ Ö Ş Ü`` are letters of their own; in English and French marks do not count. The name
    itself decides between equals.
    """
    return sort_key(name) if language == "tr" else f"{fold(name)} {name}"


def flag_order(host: str | None, codes: frozenset[str], language: str) -> tuple[str, ...]:
    """Return the codes of countries as their flags stand: the host first, then by the alphabet.

    :param host: None where it is not known who is the host.
    """
    others = sorted(codes - {host}, key=lambda code: alphabet_key(country_name(code, language), language))
    return (host, *others) if host is not None else tuple(others)
