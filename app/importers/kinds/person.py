"""People and the post they hold."""

from typing import Any

from app.i18n import N_
from app.importers import lists
from app.importers.bodies import told_by_name
from app.importers.directory import POSSIBLY_THE_SAME, Directory
from app.importers.keys import match_key
from app.importers.kinds.cells import add_to_notes, further_addresses
from app.importers.kinds.headings import headings
from app.importers.kinds.kind import Kind
from app.importers.said import Said
from app.importers.target import Target
from app.records.people import PERSON
from models.vocabulary import ImportKind

_HEADINGS = headings("person")
TARGETS = (
    Target("name", N_("Full name"), _HEADINGS["name"]),
    Target("first_name", N_("First name"), _HEADINGS["first_name"]),
    Target("last_name", N_("Last name"), _HEADINGS["last_name"]),
    Target("honorific", N_("Honorific"), _HEADINGS["honorific"]),
    Target("title", N_("Post"), _HEADINGS["title"]),
    Target("title_en", N_("Post in English"), _HEADINGS["title_en"]),
    Target("organisation", N_("Organisation"), _HEADINGS["organisation"]),
    Target("country", N_("Country"), _HEADINGS["country"]),
    Target("since", N_("Since"), _HEADINGS["since"], "date"),
    Target("until", N_("Until"), _HEADINGS["until"], "date"),
    Target("email", N_("E-mail"), _HEADINGS["email"]),
    Target("phone", N_("Telephone"), _HEADINGS["phone"]),
    Target("languages", N_("Languages"), _HEADINGS["languages"]),
    Target("address_tr", N_("Form of address in Turkish"), _HEADINGS["address_tr"]),
    Target("address_en", N_("Form of address in English"), _HEADINGS["address_en"]),
    Target("printed_name", N_("Spelling in the source"), _HEADINGS["printed_name"]),
    Target("notes", N_("Notes"), _HEADINGS["notes"]),
)
_OF_THE_POST = {"title": "title_tr", "title_en": "title_en", "since": "since", "until": "until"}


def compose(said: Said, directory: Directory) -> None:
    """Put the name together, read the post, and see who it is."""
    parts = [said.told("first_name"), said.told("last_name")]
    if "title_tr" not in said.data and any(parts):
        said.put("name", "title_tr", " ".join(filter(None, parts)))
    if "title_tr" not in said.data:
        said.refuse("name", N_("Enter the name"))
        return
    _part_from_titles(said)
    name = str(said.data["title_tr"])
    organisation_id = _organisation(said, directory)
    post: dict[str, Any] = {
        column: said.values[target] for target, column in _OF_THE_POST.items() if target in said.values
    }
    if organisation_id is not None:
        post["organisation_id"] = organisation_id
        said.show("organisation", directory.title(organisation_id))
    if post:
        said.data["posts"], said.targets["posts"] = [post], "title" if "title_tr" in post else "organisation"
        said.targets |= {f"posts.{column}": target for target, column in _OF_THE_POST.items()}
    add_to_notes(said, further_addresses(said))
    if said.which_record:
        return
    bodies = [organisation_id] if organisation_id is not None else []
    said.found, namesakes = directory.people_fitting(name, bodies)
    if len(said.found) > 1:
        directory.contest_person(said, "name", name, said.found)
    elif not said.found and namesakes:
        said.doubt("name", POSSIBLY_THE_SAME)


def _part_from_titles(said: Said) -> None:
    """Take what stands before a name as honorific, what stands behind it in brackets as post."""
    honorific, name = lists.with_honorific(str(said.data["title_tr"]))
    name, post = lists.with_title(name)
    said.put("name", "title_tr", name)
    if honorific and "honorific" not in said.data:
        said.put("honorific", "honorific", honorific)
    if post and "title" not in said.values:
        said.values["title"] = post
        said.show("title", post)


def _organisation(said: Said, directory: Directory) -> int | None:
    country_id = directory.country(said, "country")
    if country_id is not None:
        said.show("country", directory.title(country_id))
    told = told_by_name(directory, said.told("organisation"), country_id)
    return directory.organisation(said, "organisation", country_id=country_id, data=told)


def identify(said: Said) -> str:
    """A person is a name in an organisation."""
    bodies = [post.get("organisation_id") for post in said.data.get("posts", ())]
    return f"{match_key(said.data['title_tr'])}|{bodies}"


KIND = Kind(
    import_kind=ImportKind.PERSON,
    noun=PERSON,
    targets=TARGETS,
    fields={
        "name": "title_tr",
        "honorific": "honorific",
        "email": "email",
        "phone": "phone",
        "languages": "languages",
        "address_tr": "address_tr",
        "address_en": "address_en",
        "printed_name": "printed_name",
        "notes": "notes_tr",
    },
    read_like={target: f"posts.{column}" for target, column in _OF_THE_POST.items()},
    compose=compose,
    identify=identify,
    known_by=frozenset({"title_tr"}),
    apart={"posts": ("organisation_id", "title_tr")},
    required=(("name", "first_name", "last_name"),),
)
