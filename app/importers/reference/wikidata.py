"""Wikidata: the query whose downloaded answer is a list of twin towns, and how it writes values."""

import re

QUERY = """\
# Twinned towns (P190) with names, countries and positions, as Elçi reads them.
# Run it at https://query.wikidata.org and download the answer as CSV or TSV file.
SELECT DISTINCT ?a ?aTr ?aEn ?aCountry ?aPosition ?b ?bTr ?bEn ?bCountry ?bPosition WHERE {{
  {{ {one} }} UNION {{ {other} }}
  ?a wdt:P17/wdt:P297 ?aCountry .
  ?b wdt:P17/wdt:P297 ?bCountry .
  OPTIONAL {{ ?a wdt:P625 ?aPosition . }}
  OPTIONAL {{ ?b wdt:P625 ?bPosition . }}
  OPTIONAL {{ ?a rdfs:label ?aTr . FILTER(LANG(?aTr) = "tr") }}
  OPTIONAL {{ ?a rdfs:label ?aEn . FILTER(LANG(?aEn) = "en") }}
  OPTIONAL {{ ?b rdfs:label ?bTr . FILTER(LANG(?bTr) = "tr") }}
  OPTIONAL {{ ?b rdfs:label ?bEn . FILTER(LANG(?bEn) = "en") }}
}}
"""
HEADINGS = ("a", "atr", "aen", "acountry", "aposition", "b", "btr", "ben", "bcountry", "bposition")
"""Of its answer, in small letters."""

_ENTITY = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")
_POINT = re.compile(r"point\s*\(\s*(\S+)\s+(\S+)\s*\)", re.IGNORECASE)
_LITERAL = re.compile(r'"(.*)"(?:@[\w-]+|\^\^<?[^>]*>?)?', re.DOTALL)


def query(country: str | None = None) -> str:
    """Return the query, whole or for the places of one country (ISO 3166 code) and their partners."""
    of_country = f'?a wdt:P17/wdt:P297 "{country}" . ' if country else ""
    return QUERY.format(one=f"{of_country}?a wdt:P190 ?b .", other=f"{of_country}?b wdt:P190 ?a .")


def plain(cell: str) -> str:
    """Return the value of a cell of a TSV answer, which is written as in a query: ``"İzmir"@tr``, ``<…>``."""
    if cell.startswith("<") and cell.endswith(">"):
        return cell[1:-1]
    literal = _LITERAL.fullmatch(cell)
    return literal[1].replace('\\"', '"') if literal else cell


def entity_id(cell: str) -> str | None:
    """Return the id of an entity, written alone or as its address; None if it is none."""
    found = _ENTITY.fullmatch(cell)
    return found[1] if found else None


def point(cell: str) -> tuple[str, str] | None:
    """Return the latitude and longitude of ``Point(longitude latitude)``, as texts; None if it is none."""
    found = _POINT.fullmatch(cell)
    return (found[2], found[1]) if found else None
