"""The map as a sheet of paper."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from app.i18n import translator
from app.mapping.paper.base_map import BaseMap, base_map
from app.mapping.paper.drawing import MOST_LINES, description, draw
from app.mapping.paper.framing import Extent, framed
from app.mapping.paper.labels import Name, Rect, place
from app.mapping.paper.legend import UNCOLOURED, breaks, coloured
from app.mapping.paper.looks import INK
from app.mapping.paper.presence import presence
from app.mapping.paper.projections import Azimuthal, Box, EqualEarth, angle_between, clipped, great_circle
from app.mapping.paper.sheet import Chosen, Sheet
from app.mapping.view import (
    Doubt,
    Layer,
    MapCity,
    MapCountry,
    MapKind,
    MapTie,
    MapView,
    Measure,
    Unplaced,
    Warmth,
)
from app.typesetting.letters import width
from app.typesetting.svg import svg_to_pdf, svg_to_png
from models import PartialDate
from models.partial_date import Certainty

SEA_ONLY = BaseMap((), ())
SVG_TEXT = "{http://www.w3.org/2000/svg}text"
HOSTILE = (
    "</text><script>alert(1)</script>",
    "${alert(1)}",
    '#panic("x")',
    'O\'Neill & "Söhne" <b>',
    "القدس",
    "evil\u202egnirts\x00",
    "北京 🎉",
)
SISTER, PROJECT, CONTACT = (
    MapKind("sister_city", "Kardeş şehir", 2),
    MapKind("project", "Proje ortaklığı", 1),
    MapKind("contact", "Gayriresmî temas", 0),
)


def sheet(**changes):
    return Sheet(**{"title": "Map of ties", "issuer": "İzmir", "as_of": date(2023, 10, 25), **changes})


def city(id_, name, lat, lon, country=None):
    return MapCity(id_, name, lat, lon, country)


IZMIR, BREMEN, LINZ, XIAMEN = (
    city(1, "İzmir", 38.42, 27.14, 0),
    city(2, "Bremen", 53.07, 8.81, 1),
    city(3, "Linz", 48.3, 14.29),
    city(4, "Xiamen", 24.48, 118.09),
)


def tie(b, kind=0, since=None, until=None, a=0):
    begun, over = (PartialDate.of(one) if one else PartialDate() for one in (since, until))
    return MapTie(a, b, kind, "in_force", begun, over, 0.5)


THREE = (tie(1), tie(2), tie(2, 1))


def view(cities=(IZMIR, BREMEN, LINZ), ties=THREE, **changes):
    kinds = (SISTER, PROJECT, CONTACT)
    given = {"home": 0, "kinds": kinds, "notes": {"counted": "Counted: cities with a tie"}, **changes}
    return MapView(Layer.TIES, cities=tuple(cities), ties=tuple(ties), **given)


def room_of(text):
    """Return the box that a text of a drawing takes."""
    x, y, size, weight = (float(text.attrib[name]) for name in ("x", "y", "font-size", "font-weight"))
    across = width(text.text, size, int(weight))
    left = x - across if text.attrib["text-anchor"] == "end" else x
    return Rect(left, y - size * 0.75, left + across, y + size * 0.2)


def words(svg):
    """Return every text of a drawing, in order; a drawing that is no XML fails here."""
    return [one.text for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def drawn(seen, base=SEA_ONLY, language="en", **changes):
    return draw(seen, sheet(**changes), base, translator(language))


def test_the_sheet_says_what_it_is_whose_it_is_when_it_was_and_where_the_shapes_are_from():
    told = words(drawn(view(), filters=(Chosen("Country", ("Germany",)),)))

    for one in ("Map of ties", "İzmir", "Country: Germany", "Wednesday 25 October 2023"):
        assert one in told
    assert "Base map: Natural Earth · Data: 25 Oct 2023 · Elçi" in told


@pytest.mark.parametrize("landscape", [True, False])
def test_public_lists_are_named_below_the_map_as_a_whole_and_cover_nothing(landscape):
    lists = "Public lists: " + "; ".join(f"List {n} of twin towns (licence: CC BY-SA 4.0)" for n in range(8))
    svg = drawn(view(notes={"lists": lists}), landscape=landscape)
    set_ = list(ET.fromstring(svg).iter(SVG_TEXT))

    assert lists in " ".join(words(svg))
    boxes = [room_of(one) for one in set_ if "List " in (one.text or "") or "Base map" in (one.text or "")]
    assert not [(a, b) for number, a in enumerate(boxes) for b in boxes[:number] if a.meets(b)]
    frame = re.search(rb'<clipPath[^>]*><rect x="[^"]*" y="([^"]*)" width="[^"]*" height="([^"]*)"', svg)
    assert frame
    assert min(box.top for box in boxes) > float(frame[1]) + float(frame[2])


def test_the_legend_names_each_kind_that_there_is_with_its_number_and_says_what_was_counted():
    told = words(drawn(view()))

    assert told[told.index("Kardeş şehir") + 1] == "2"
    assert told[told.index("Proje ortaklığı") + 1] == "1"
    assert "Gayriresmî temas" not in told
    assert "Counted: cities with a tie" in " ".join(told)


def test_every_city_has_its_name_once():
    told = words(drawn(view()))

    assert [told.count(name) for name in ("Bremen", "Linz")] == [1, 1]


def test_two_kinds_between_two_cities_are_two_lines():
    one, both = (drawn(view(ties=ties)).decode() for ties in ([tie(2)], [tie(2), tie(2, 1)]))

    assert both.count("stroke-opacity") == one.count("stroke-opacity") + 1
    assert "stroke-dasharray" in both


def test_a_contact_is_a_mark_without_a_line():
    assert b"stroke-opacity" not in drawn(view(ties=[tie(1, 2)])).split(b"translate")[0]


def test_what_is_not_drawn_is_named_below():
    seen = view(unplaced=(Unplaced(9, "Haritasız", Doubt.MISSING), Unplaced(8, "UNDP", Doubt.NO_SEAT)))

    assert "Not drawn: Haritasız and UNDP." in words(drawn(seen))


def test_a_long_list_of_what_is_not_drawn_ends_in_a_number():
    seen = view(unplaced=tuple(Unplaced(n, f"P{n}", Doubt.MISSING) for n in range(30)))

    assert "P11 and 18 others." in " ".join(words(drawn(seen)))


def test_a_list_below_the_map_is_shorter_where_a_sentence_follows_that_had_else_no_room():
    names = [f"Partnership Council of {n} Municipalities" for n in range(30)]
    seen = view(unplaced=tuple(Unplaced(n, name, Doubt.MISSING) for n, name in enumerate(names)))
    for changes in ({}, {"landscape": False}, {"paper": "a3"}):
        told = " ".join(words(drawn(seen, extent=Extent(14, 48, 10), **changes)))

        assert re.search(r"Municipalities and \d+ others\. Outside this section: Bremen\.", told)
        assert "…" not in told


def test_a_name_as_long_as_the_sheet_loses_its_end_and_not_the_sentence_after_it():
    seen = view(unplaced=(Unplaced(9, "Council of Municipalities " * 60, Doubt.MISSING),))

    assert "Outside this section: Bremen." in " ".join(words(drawn(seen, extent=Extent(14, 48, 10))))


KINDS = ("Kardeş şehir", "Dost şehir", "İyi niyet beyanı", "İş birliği protokolü", "Proje ortaklığı")
MANY_FILTERS = (
    Chosen("Durum", ("Yürürlükte", "Askıda")),
    Chosen("Son iki yönlü temas", ("6 aydan yakın", "1 yıldan uzak")),
    Chosen("Gösterilen", KINDS),
)


@pytest.mark.parametrize("landscape", [True, False])
def test_every_filter_is_named_on_as_many_lines_as_it_takes(landscape):
    told = " ".join(words(drawn(view(), language="tr", filters=MANY_FILTERS, landscape=landscape)))

    assert " · ".join(one.told(translator("tr")) for one in MANY_FILTERS) in told


def test_a_filter_by_half_the_world_ends_in_a_number_and_the_next_one_is_named_too():
    filters = (Chosen("Country", tuple(f"Country number {n}" for n in range(120))), Chosen("Year", ("2005",)))
    told = " ".join(words(drawn(view(), filters=filters, landscape=False)))

    assert re.search(r"Country number \d+,? and \d+ others · Year: 2005", told)


def test_a_section_of_the_world_names_what_lies_outside():
    told = words(drawn(view(), extent=Extent(14, 48, 10)))

    assert "Outside this section: Bremen." in told
    assert told.count("Bremen") == 0


def test_nothing_to_show_is_said():
    svg = drawn(view(ties=[], notes={"nothing": "No visit is recorded yet."}))
    (said,) = [one for one in ET.fromstring(svg).iter(SVG_TEXT) if one.text == "No visit is recorded yet."]

    assert float(said.attrib["font-size"]) >= 12
    assert "No visit" not in " ".join(words(drawn(view(notes={"nothing": "No visit is recorded yet."}))))


@pytest.mark.parametrize("changes", [{"unplaced": (Unplaced(9, "UNDP", Doubt.NO_SEAT),)}, {"nowhere": 1}])
def test_what_has_no_place_on_the_map_is_not_nothing(changes):
    assert "Nothing" not in words(drawn(view(ties=[], notes={"nothing": "Nothing"}, **changes)))


@pytest.mark.parametrize("measure", [None, Measure.TIES])
def test_where_there_is_nothing_the_sheet_shows_the_world_and_not_the_bay_of_home(measure):
    svg = drawn(view(ties=[], notes={"nothing": "Nothing yet"}), base_map(), measure=measure)

    assert svg.count(b'fill-rule="evenodd"') > 150
    assert "Nothing yet" in words(svg)


def test_a_view_without_a_home_and_without_cities_is_a_map_of_the_world():
    assert words(drawn(MapView(Layer.TIES)))


def test_names_that_are_code_elsewhere_are_text_in_every_format():
    cities = [IZMIR, *(city(n, name, 40 + n, 5.0 * n) for n, name in enumerate(HOSTILE, start=2))]
    seen = view(
        cities,
        [tie(n) for n in range(1, len(cities))],
        unplaced=tuple(Unplaced(100 + n, name, Doubt.MISSING) for n, name in enumerate(HOSTILE)),
        kinds=(MapKind("sister_city", HOSTILE[0], 7), PROJECT, CONTACT),
        notes={"counted": HOSTILE[2]},
    )
    svg = drawn(seen, title=HOSTILE[0], issuer=HOSTILE[1], filters=(Chosen(HOSTILE[2], (HOSTILE[3],)),))
    told = words(svg)

    for name in HOSTILE[:5]:
        assert name in told
    assert f"{HOSTILE[2]}: {HOSTILE[3]}" in told
    assert {"evilgnirts", "‹U+5317›‹U+4EAC› ‹U+1F389›"} <= set(told)
    assert not re.search(rb"<script|\son\w+=|javascript:|<foreignObject|href", svg)
    pdf = pypdfium2.PdfDocument(svg_to_pdf(svg, title=HOSTILE[2], language="en"))
    assert "</text><script>alert(1)</script>" in pdf[0].get_textpage().get_text_range()
    pdf.close()
    assert svg_to_png(svg, 600).startswith(b"\x89PNG")


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_word_stays_on_the_paper(paper, landscape, language):
    long_name = city(5, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", 53.2, -4.2)
    seen = view((*view().cities, XIAMEN, long_name), [tie(n) for n in range(1, 5)])
    size = sheet(paper=paper, landscape=landscape)
    svg = draw(seen, size, SEA_ONLY, translator(language))

    across, down = size.size
    for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        assert 0 < float(one.attrib["x"]) < across
        assert 0 < float(one.attrib["y"]) < down


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("long", ["title", "filters", "issuer"])
def test_no_words_of_the_head_run_over_others_or_off_the_paper(paper, landscape, long):
    given = {"title": "Harita", "filters": (Chosen("Ülke", ("Almanya",)),), "issuer": "İzmir"}
    for words_ in (f"{'Kardeş şehirlerimiz ve dostlarımız ' * 30}", "W" * 300):
        given |= {long: (Chosen("Ülke", (words_,)),) if long == "filters" else words_}
        size = sheet(paper=paper, landscape=landscape, **given)
        svg = draw(view(), size, SEA_ONLY, translator("tr"))
        found = re.search(rb'<clipPath[^>]*><rect x="[^"]*" y="([^"]*)"', svg)
        assert found
        head = float(found[1])
        set_ = list(ET.fromstring(svg).iter(SVG_TEXT))
        boxes = [box for one in set_ if (box := room_of(one)).top < head]

        assert all(box.left >= 26 * size.type - 1 and box.top > 0 for box in boxes)
        assert all(box.right <= size.size[0] - 26 * size.type + 1 for box in boxes)
        assert not [(a, b) for number, a in enumerate(boxes) for b in boxes[:number] if a.meets(b)]
        told = [one.text for one in set_ if one.text and one.text.endswith("…")]
        assert told
        assert told[0][:5] in words_ or "Ülke" in told[0]


def test_a_title_that_is_a_little_long_is_whole():
    title = "Kardeş şehirlerimiz, dost şehirlerimiz ve birlikte proje yürüttüğümüz belediyeler"
    told = words(drawn(view(), title=title))

    assert title in " ".join(told)
    assert len([one for one in told if one in title and " " in one]) == 2


def test_more_lines_than_can_be_told_apart_are_left_out_and_that_is_said():
    cities = [IZMIR, *(city(n, f"C{n}", 30 + n % 30, n / 12) for n in range(2, MOST_LINES + 4))]
    seen = view(cities, [tie(n) for n in range(1, len(cities))])

    assert f"Lines are left out, for there are {MOST_LINES + 2}." in " ".join(words(drawn(seen)))


def a_world_of_ties():
    """Return more ties than lines are drawn of: five are Bremen's, whose name comes late among so many."""
    crowd = [city(n, f"C{n}", 30 + n % 30, n / 12) for n in range(10, MOST_LINES + 10)]
    far = [city(1000 + n, f"Neighbour {n}", 45 + n, 7.0 + n) for n in range(5)]
    cities = [*crowd, BREMEN, *far, IZMIR]
    bremen, home = len(crowd), len(cities) - 1
    ties = [tie(n, a=n - 1) for n in range(1, len(crowd))]
    ties += [tie(n, a=0) for n in range(1, len(crowd))]
    return view(cities, [*ties, *(tie(bremen + 1 + n, a=bremen) for n in range(5))], home=home)


@pytest.mark.parametrize("landscape", [True, False])
def test_the_selected_city_is_ringed_and_named_among_thousands_and_so_are_its_neighbours_and_home(landscape):
    seen = a_world_of_ties()
    svg = drawn(seen, selected=BREMEN.id, landscape=landscape)
    told = words(svg)

    assert svg.count(b'class="ring"') == 2
    assert {"Bremen", "İzmir", *(f"Neighbour {n}" for n in range(5))} <= set(told)
    count = sum(one.a != one.b for one in seen.ties)
    assert f"Lines are drawn only from the city with the ring, Bremen; there are {count}." in " ".join(told)
    assert svg.count(b"stroke-opacity") == drawn(seen, landscape=landscape).count(b"stroke-opacity") + 5
    assert b'class="ring"' not in drawn(seen, landscape=landscape)


def test_a_ring_among_few_cities_is_explained():
    assert "The city with the ring: Bremen." in " ".join(words(drawn(view(), selected=BREMEN.id)))
    assert "ring" not in " ".join(words(drawn(view(), selected=12345)))


def test_a_world_with_a_heap_around_home_has_a_closer_map_of_it():
    near_home = [city(10 + n, f"N{n}", 40 + n, 20 + n) for n in range(8)]
    cities = [IZMIR, *near_home, XIAMEN, city(99, "Santiago", -33.4, -70.7)]
    svg = drawn(view(cities, [tie(n) for n in range(1, len(cities))])).decode()

    assert svg.count("<clipPath") == 2
    assert words(svg.encode()).count("N3") == 1
    assert "Santiago" in words(svg.encode())


def test_a_city_that_the_closer_map_shows_is_named_there_and_not_in_the_world():
    near_home = [city(10 + n, f"N{n}", 40 + n, 20 + n) for n in range(8)]
    on_the_way = city(50, "Bukhara", 39.77, 64.42)
    cities = [IZMIR, *near_home, on_the_way, XIAMEN, city(99, "Santiago", -33.4, -70.7)]
    told = words(drawn(view(cities, [tie(n) for n in range(1, len(cities))])))

    assert [told.count(one.name) for one in cities[1:]] == [1] * (len(cities) - 1)


def test_every_coloured_country_is_on_the_sheet_also_where_no_city_of_it_is():
    countries = (MapCountry(1, "DE", "Almanya", 12), MapCountry(2, "PE", "Peru", 1))
    told = words(drawn(view(countries=countries), base_map(), measure=Measure.TIES))

    assert "Peru 1" in told


def coloured_world(count):
    """Return the view of so many countries with a figure each, the first of the base map."""
    codes = sorted({area.code for area in base_map().areas if area.code} - UNCOLOURED)[:count]
    return view(
        countries=tuple(MapCountry(n, code, f"Land {code}", n) for n, code in enumerate(codes, start=1))
    )


@pytest.mark.parametrize("changes", [{}, {"landscape": False}, {"paper": "a3"}])
@pytest.mark.parametrize("count", [25, 170])
def test_every_coloured_country_is_listed_with_its_figure_the_highest_first(count, changes):
    seen = coloured_world(count)
    told = " ".join(words(drawn(seen, base_map(), measure=Measure.TIES, **changes)))

    ranked = sorted(seen.countries, key=lambda one: -one.ties)
    assert " · ".join(f"{one.ties}: {one.name}" for one in ranked) in told


def test_countries_with_the_same_figure_are_listed_together():
    countries = tuple(MapCountry(n, code, code, 7 if n else 9) for n, code in enumerate(("DE", "FR", "IT")))

    told = words(drawn(view(countries=countries), base_map(), measure=Measure.TIES))
    assert "9: DE · 7: FR, IT" in told


def test_a_country_too_small_for_its_name_is_named_beside_it_and_what_has_no_room_there_is_counted():
    europe = ("BE", "NL", "LU", "DE", "CH", "AT", "CZ", "SI", "FR", "RU", "CN", "AU", "CL", "US")
    few = view(countries=tuple(MapCountry(n, code, f"Land {code}", 20 - n) for n, code in enumerate(europe)))
    told = words(drawn(few, base_map(), measure=Measure.TIES))

    assert {f"{one.name} {one.ties}" for one in few.countries} <= set(told)
    assert "no room" not in " ".join(told)
    crowd = words(drawn(coloured_world(170), base_map(), measure=Measure.TIES, landscape=False))
    named = sum(bool(re.fullmatch(r"Land .. \d+", one)) for one in crowd)
    assert f"{170 - named} countries have no room for their names on the map." in " ".join(crowd)


def test_what_is_written_over_a_coloured_country_has_full_ink():
    svg = drawn(coloured_world(30), base_map(), measure=Measure.TIES)
    written = [
        one for one in ET.fromstring(svg).iter(SVG_TEXT) if re.fullmatch(r"Land .. \d+", one.text or "")
    ]

    assert written
    assert {one.attrib["fill"] for one in written} == {INK}


def test_the_base_map_has_land_lakes_and_the_graticule_that_may_be_left_out():
    with_all, without = (
        draw(view(), sheet(graticule=one), base_map(), translator("tr")) for one in (True, False)
    )

    assert len(base_map().areas) > 230
    assert len(base_map().lakes) > 100
    assert len(with_all) > len(without)


def test_countries_are_coloured_by_class_and_disputed_areas_never():
    countries = (
        MapCountry(1, "DE", "Almanya", 12),
        MapCountry(2, "FR", "Fransa", 1),
        MapCountry(3, "XN", "KKTC", 9),
        MapCountry(4, "IT", "İtalya", 0),
    )
    found = coloured(view(countries=countries), Measure.TIES, translator("tr"))

    assert found.classes == {"DE": 4, "FR": 0}
    assert found.rows[0] == (4, "8–12")
    assert found.names["DE"] == "Almanya 12"
    svg = drawn(view(countries=countries), base_map(), measure=Measure.TIES)
    assert b"url(#class-0)" in svg
    assert {"Almanya 12", "Ties by country"} <= set(words(svg))


def test_where_no_country_has_a_colour_the_sheet_shows_the_world():
    svg = drawn(view(countries=(MapCountry(1, "DE", "Almanya", 0),)), base_map(), measure=Measure.TIES)

    assert svg.count(b'fill-rule="evenodd"') > 150  # outlines; around home alone there are two


def test_warmth_has_words_in_place_of_numbers():
    countries = (
        MapCountry(1, "DE", "Almanya", 1, None, Warmth.FRESH),
        MapCountry(2, "FR", "Fransa", 1, None, None),
    )
    found = coloured(view(countries=countries), Measure.WARMTH, translator("en"))

    assert list(found.classes) == ["DE"]
    assert len(found.rows) == 1


@pytest.mark.parametrize(("largest", "ends"), [(0, []), (3, [1, 2, 3]), (5, [1, 2, 3, 4, 5])])
def test_few_numbers_are_a_class_each(largest, ends):
    assert breaks(largest) == ends


def test_many_numbers_are_five_classes_that_grow():
    ends = breaks(1000)

    assert len(ends) == 5
    assert ends == sorted(set(ends))
    assert ends[-1] == 1000


def test_a_year_shows_what_was_there_and_partial_dates_fade_in():
    assert presence(tie(1, since=2001), 2000) == 0
    assert presence(tie(1, since=2001), 2001) == 1
    assert presence(tie(1, since=2001, until=2005), 2005) == 0.5
    assert presence(tie(1, since=2001, until=2005), 2006) == 0
    assert presence(tie(1, since=2005, until=2005), 2005) == 1  # as a visit
    assert 0 < presence(tie(1), 1990) < 0.5
    span = MapTie(
        0, 1, 0, "", PartialDate(date(2000, 1, 1), date(2003, 12, 31), Certainty.WITHIN), PartialDate(), 0
    )
    assert [presence(span, year) for year in (1999, 2000, 2003)] == [0, 0.25, 1]


@pytest.mark.parametrize("crowd", [0, 400])
def test_a_mark_is_pale_where_its_tie_may_have_begun_later(crowd):
    cities = [IZMIR, BREMEN, LINZ, *(city(n, f"C{n}", 30 + n % 30, n / 12) for n in range(10, 10 + crowd))]
    ties = [tie(1, since=1996), *(tie(n) for n in range(2, len(cities)))]

    pale = b'stroke-opacity="0.21"' if crowd else b'<g opacity="0.35">'

    assert pale in drawn(view(cities, ties), year=2005)
    assert pale not in drawn(view(cities, ties))
    assert pale not in drawn(view(cities[:3], [*ties[:2], tie(2, 1, since=2000)]), year=2005)


def test_the_legend_says_what_its_numbers_leave_out():
    told = " ".join(words(drawn(view(), not_counted=("Not counted: 43 visits without a date or a city",))))

    assert "Counted: cities with a tie Not counted: 43 visits without a date or a city" in told


def test_the_description_says_the_counts_in_words():
    told = description(view(), sheet(filters=(Chosen("Country", ("Germany",)),)), translator("en"))

    assert told == "Map of ties. Country: Germany. Kardeş şehir: 2; Proje ortaklığı: 1"


# --- Geometry -----------------------------------------------------------------------------------------------


def test_a_flat_map_of_a_region_goes_there_and_back():
    flat = Azimuthal(20, 45)

    lon, lat = flat.globe(*flat.flat(27.14, 38.42))
    assert [lon, lat] == pytest.approx([27.14, 38.42])


def test_equal_earth_has_the_width_and_height_that_its_authors_give():
    # Šavrič et al.: half the equator is 2.7066, half the height 1.3173 radii of the earth
    flat = EqualEarth(0)

    assert flat.flat(180, 0)[0] == pytest.approx(2.7066, abs=1e-3)
    assert flat.flat(0, 90)[1] == pytest.approx(1.3173, abs=1e-3)


def test_a_great_circle_over_the_date_line_goes_on_and_does_not_jump_across_the_map():
    line = great_circle((170, -36), (-150, 61))

    assert all(abs(a[0] - b[0]) < 30 for a, b in pairwise(line))
    assert angle_between(line[0], line[-1]) == pytest.approx(angle_between((170, -36), (-150, 61)))


def test_there_is_no_line_to_the_same_place_or_to_its_antipode():
    assert great_circle((27, 38), (27, 38)) == []
    assert great_circle((27, 38), (-153, -38)) == []


def test_a_line_over_the_cut_of_the_world_is_drawn_in_two_parts():
    world = framed([], [], Rect(0, 0, 800, 400))

    assert len(list(world.line(great_circle((140, 35), (-122, 37))))) == 2  # the Pacific is cut at 169° W
    assert len(list(world.line(great_circle((27, 38), (118, 24))))) == 1


def test_a_ring_is_cut_at_the_sides_of_a_box():
    ring = [(-10, -10), (10, -10), (10, 10), (-10, 10)]

    cut = clipped(ring, Box(0, 0, 5, 5))
    assert set(cut) == {(0, 0), (5, 0), (5, 5), (0, 5)}


def test_places_close_together_are_a_region_and_far_apart_the_world():
    frame = Rect(0, 0, 800, 500)

    assert not framed([(27, 38), (9, 53)], [], frame).is_world
    assert framed([(27, 38), (-75, 6), (118, 24)], [], frame).is_world


def test_every_place_lies_within_its_frame():
    frame = Rect(20, 50, 800, 500)
    for places in ([(27, 38)], [(27, 38), (9, 53)], [(27, 38), (-150, 61), (175, -37), (-70, -33)]):
        flat = framed(places, [], frame)
        assert all(flat.shows(*flat.at(*one)) for one in places)


def test_names_stand_clear_of_each_other_of_marks_and_of_the_legend():
    frame, taken = Rect(0, 0, 300, 300), Rect(0, 200, 120, 300)
    names = [Name(60 + n % 6 * 9, 120 + n // 6 * 9, 40, 9, 4) for n in range(30)]

    placed = [one.box for one in place(names, frame, [taken], []) if one]

    assert len(placed) >= 20
    assert all(one.within(frame) and not one.meets(taken) for one in placed)
    assert not any(a.meets(b) for number, a in enumerate(placed) for b in placed[:number])


def test_a_name_avoids_a_line_where_it_can():
    frame = Rect(0, 0, 200, 100)
    line = [(x, 50.0) for x in range(100, 200, 4)]

    (found,) = place([Name(100, 50, 40, 9, 4)], frame, [], line)
    assert found
    assert not any(
        found.box.left < x < found.box.right and found.box.top < y < found.box.bottom for x, y in line
    )
