"""How much of a text was read right: per entry date, names, titles, organisation, city, country, online."""

from difflib import SequenceMatcher

from app.domain.turkish import search_key, search_words

FIELDS = ("date", "persons", "titles", "organisation", "city", "country", "online")


def alike(one, two):
    one, two = search_key(one or ""), search_key(two or "")
    return 1.0 if one == two else SequenceMatcher(None, one, two).ratio() if one and two else 0.0


def shared_words(one, two):
    one, two = set(search_words(one or "")), set(search_words(two or ""))
    return 1.0 if not one and not two else len(one & two) / len(one | two)


def likeness(truth, read):
    people = [alike(one["name"], two["name"]) for one in truth["persons"] for two in read["persons"]]
    same_body = shared_words(truth["organisation"], read["organisation"]) if truth["organisation"] else 0
    return (truth["date"] == read["date"]) + 1.5 * max(people, default=0) + 0.7 * same_body


def paired(truth, read):
    ranked = sorted(
        ((likeness(t, r), i, j) for i, t in enumerate(truth) for j, r in enumerate(read)), reverse=True
    )
    pairs, taken = {}, set()
    for score, i, j in ranked:
        if score >= 1 and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def right(truth, read):
    """Say of each field whether it is right."""
    people = [
        next((two for two in read["persons"] if alike(one["name"], two["name"]) >= 0.92), None)
        for one in truth["persons"]
    ]
    titled = [(one, two) for one, two in zip(truth["persons"], people, strict=True) if two and one["titles"]]
    return {
        "date": (truth["date"], truth["date_end"]) == (read["date"], read["date_end"]),
        "persons": all(people) and len(people) == len(read["persons"]),
        "titles": all(
            max(alike(title, two["title"]) for title in one["titles"]) >= 0.85 for one, two in titled
        ),
        "organisation": shared_words(truth["organisation"], read["organisation"]) >= 0.5,
        "city": alike(truth["city"], read["city"]) >= 0.9
        or not (read["city"] or not truth.get("city_optional")),
        "country": read["country"] == truth["country"]
        or (truth.get("country_optional", False) and not read["country"]),
        "online": (truth["mode"] == "online") == (read["mode"] == "online"),
    }


def score(truth, read):
    """Return the mean of the F1 of entries and of the share of each field that is right."""
    pairs = paired(truth, read)
    found = dict.fromkeys(FIELDS, 0)
    for i, j in pairs.items():
        for name, is_right in right(truth[i], read[j]).items():
            found[name] += is_right
    f1 = 2 * len(pairs) / (len(truth) + len(read))
    return (f1 + sum(count / len(truth) for count in found.values())) / (1 + len(FIELDS))
