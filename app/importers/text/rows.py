"""The cells of a table's row, put together."""

from collections.abc import Iterable

from app.importers.text.joining import body_of_office, join
from app.importers.text.party import Party


def as_column(column: str, text: str, read: list[Party]) -> None:
    """Believe the heading of a column more than the words in it."""
    first = read[0]
    shown = text.strip()
    whole = (first.start, read[-1].end)
    if (
        column == "name"
        and not any(map(str.isdigit, shown))
        and not any(party.name or party.organisation or party.titles or party.group for party in read)
    ):
        first.name, first.spans["persons"] = shown, whole
    elif column == "city" and shown:
        found = first.country if not first.organisation else ""
        read[:] = [
            Party(
                before="\t",
                city=shown,
                country=found,
                start=first.start,
                end=first.end,
                spans={"city": whole, "country": whole} if found else {"city": whole},
            )
        ]
    elif column == "organisation" and not any(party.organisation or party.titles for party in read):
        read[:] = [
            Party(
                before="\t",
                organisation=shown,
                city=first.city,
                country=first.country,
                start=first.start,
                end=first.end,
                spans={**first.spans, "organisation": whole},
            )
        ]
    elif (
        column == "title"
        and not any(party.titles and (party.organisation or party.name) for party in read)
        and (not any(party.titles for party in read) or any(party.country for party in read))
    ):
        read[:] = [
            Party(before="\t", titles=[shown], start=first.start, end=first.end, spans={"titles": whole})
        ]


def _paired(parties: Iterable[Party]) -> list[Party]:
    """Give each name of one cell its title in another, where both cells hold as many."""
    cells: list[list[Party]] = []
    for party in parties:
        if party.before == "\t" or not cells:
            cells.append([])
        cells[-1].append(party)
    names = next((cell for cell in cells if len(cell) > 1 and all(one.is_name for one in cell)), None)
    posts = next((cell for cell in cells if len(cell) > 1 and all(one.is_office for one in cell)), None)
    if names and not posts:
        post = next((cell[0] for cell in cells if len(cell) == 1 and cell[0].is_office), None)
        if post is not None:
            for name in names:
                name.titles, name.post = list(post.titles), post.post
                name.spans = {**post.spans, **name.spans}
                name.doubts.pop("titles", None)
    if not names or not posts or len(names) != len(posts):
        return [party for cell in cells for party in cell]
    for name, post in zip(names, posts, strict=True):
        post.name, post.name_ending = name.name, name.name_ending
        post.spans |= {"persons": name.spans["persons"]}
        post.doubts |= name.doubts
    return [party for cell in cells for party in cell if cell is not names]


def one_row(parties: Iterable[Party]) -> list[Party]:
    """Put the cells of a row together: names with titles, then body, city and country for all."""
    parties = list(parties)
    lands = [party.country for party in parties if party.before == "\t" and party.is_place and not party.city]
    joined = join(_paired(parties))
    if len(set(lands)) == 1:
        _are_of(joined, lands[0])
    first = joined[0] if joined else None
    for party in joined[1:]:
        if (
            party.is_name
            and party.before == "\t"
            and first is not None
            and first.titles
            and first.name
            and not first.organisation
        ):
            # Behind a name and a title, what looks like a name is where they work.
            party.organisation, party.name = party.name, ""
            party.doubts = {"organisation": "common_words", "city": "unknown_place"}
    if any(party.organisation and not party.unit for party in joined):
        for party in joined:
            _take_unit_as_title(party)
    people = [party for party in joined if party.name]
    rest = [party for party in joined if not party.name]
    if not people:
        return _one_party(rest)
    titles = [title for party in rest for title in party.titles]
    for place, person in enumerate(people):
        if not person.titles and titles:
            person.titles = [titles[place] if len(titles) == len(people) else titles[0]]
            person.doubts.pop("titles", None)
        for party in rest:
            if party.organisation and not person.organisation:
                person.organisation = party.organisation
                person.mission = party.mission
            person.spans = {**party.spans, **person.spans}
        # A mission's country counts, not that of its seat.
        for party in sorted(rest, key=lambda one: not one.mission):
            person.city = person.city or party.city
            if not person.country and party.country:
                person.country = party.country
        if not person.organisation:
            _name_body(person, joined)
    return people


def _name_body(person: Party, joined: Iterable[Party]) -> None:
    """Name the body that an office stands for by the country and city of other cells."""
    land = next((party.land for party in joined if party.land and party.country == person.country), "")
    person.organisation = body_of_office(person.titles, land, person.city)
    if person.organisation:
        person.mission = True


def _are_of(parties: Iterable[Party], country: str) -> None:
    """Believe a cell that holds nothing but a country more than the country of a city's namesake."""
    for party in parties:
        if party.country and party.country != country:
            party.country = country
        if party.country == country and party.doubts.get("country") == "namesakes":
            del party.doubts["country"]


def _take_unit_as_title(party: Party) -> None:
    """Put a department into the title, where the body is named in another cell."""
    if party.unit and party.titles and party.post:
        party.titles[-1] = f"{party.organisation} {party.post}"
        party.organisation, party.unit = "", False
        party.spans["titles"] = (
            min(party.spans["organisation"][0], party.spans["titles"][0]),
            max(party.spans["organisation"][1], party.spans["titles"][1]),
        )
        del party.spans["organisation"]


def _one_party(rest: list[Party]) -> list[Party]:
    if len(rest) < 2:
        return rest
    first, *others = rest
    for party in others:
        first.titles = first.titles or party.titles
        first.organisation = first.organisation or party.organisation
        first.city = first.city or party.city
        first.country = first.country or party.country
        first.group = first.group or party.group
        first.spans = {**party.spans, **first.spans}
    return [first]
