"""Memberships: what our house, or somebody else, is to a network or organisation."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app.i18n import N_, translator
from app.importers import wording
from app.importers.directory import Directory
from app.importers.keys import match_key
from app.importers.kinds.cells import contest_which, heads, party, said_of
from app.importers.kinds.kind import Kind
from app.importers.said import Said
from app.importers.target import Target
from app.labels import label
from app.permissions.actor import Actor
from app.queries.memberships import MembershipOnFile, on_file
from app.records.memberships import MEMBERSHIP
from models.vocabulary import ImportKind, MembershipClass, MembershipRelation

NO_NETWORK = N_("Name the network or organisation")
NO_HOUSE = N_("No member is named, and our own house is not on record")

TARGETS = (
    Target(
        "network",
        N_("Network or organisation"),
        heads(
            "Ağ, Ağ adı, Ağın adı, Birlik, Birlik adı, Kuruluş, Kuruluş adı, Kurum, Üye olunan kuruluş, "
            "Üye olunan kurum, Üye olunan ağ, Üye olunan birlik, Üye olunan ağlar, Üye olduğumuz kuruluş, "
            "Üyelik, Üyelikler, Uluslararası kuruluş, Network, Organisation, Organization, Name of "
            "network, Union"
        ),
    ),
    Target(
        "acronym", N_("Short name"), heads("Kısa ad, Kısa adı, Kısaltma, Kısaltması, Acronym, Abbreviation")
    ),
    Target(
        "country", N_("Country of the network"), heads("Ülke, Ülkesi, Merkez ülke, Country, Seat country")
    ),
    Target(
        "member",
        N_("Member, if it is not our own house"),
        heads("Üye, Üye kurum, Üye belediye, Üye şehir, Üye kent, Şehir, Kent, Member, Member city, City"),
    ),
    Target(
        "member_country",
        N_("Country of the member"),
        heads("Üyenin ülkesi, Üye ülke, Üye ülkesi, Member country, Country of the member"),
    ),
    Target(
        "relation",
        N_("Relation"),
        heads(
            "İlişki, İlişki türü, Üyelik durumu, Durum, Durumu, Statü, Relation, Relationship, Status, "
            "Membership status"
        ),
    ),
    Target(
        "membership_class",
        N_("Class"),
        heads(
            "Üyelik türü, Üyelik tipi, Üyelik sınıfı, Üyelik statüsü, Üyeliğin türü, Tür, Class, "
            "Membership type, Membership class, Type"
        ),
    ),
    Target(
        "since",
        N_("Since"),
        heads(
            "Üyelik tarihi, Üyelik yılı, Üye olunan tarih, Üye olunan yıl, Üyelik başlangıcı, Giriş "
            "tarihi, Katılım tarihi, Katılım yılı, Başlangıç, Başlangıç tarihi, Tarih, Yıl, Yılı, Date, "
            "Year, Member since, Joined, Start, From"
        ),
        looks_like="date",
    ),
    Target(
        "until",
        N_("Until"),
        heads(
            "Bitiş, Bitiş tarihi, Üyelik bitiş tarihi, Ayrılış tarihi, Ayrılma tarihi, Sona erme tarihi, "
            "End, End date, Left, To"
        ),
        looks_like="date",
    ),
    Target(
        "role",
        N_("Role"),
        heads("Rol, Rolü, Görev, Görevi, Görevimiz, Üstlenilen görev, Temsil, Function, Our role, Office"),
    ),
    Target(
        "working_groups",
        N_("Working groups"),
        heads(
            "Çalışma grubu, Çalışma grupları, Komisyon, Komisyonlar, Komite, Komiteler, Working group, "
            "Committees"
        ),
    ),
    Target(
        "evidence",
        N_("In the source"),
        heads("Kaynakta, Evidence, Stated or implied"),
    ),
    Target(
        "unit",
        N_("Responsible unit"),
        heads("Sorumlu birim, Birim, İlgili birim, Takip eden birim, Müdürlük, Daire, Unit, Department"),
    ),
    Target(
        "notes",
        N_("Notes"),
        heads("Not, Notlar, Açıklama, Açıklamalar, Düşünceler, Note, Remarks, Comments, Description"),
    ),
)
_FIELDS = {
    "relation": "relation",
    "membership_class": "membership_class",
    "since": "since",
    "until": "until",
    "role": "role_tr",
    "working_groups": "working_groups_tr",
    "evidence": "evidence",
    "notes": "notes_tr",
}


def _compose(said: Said, directory: Directory) -> None:
    _network(said, directory)
    _member(said, directory)
    called = wording.member(said_of(said, "relation"), MembershipClass)
    if called is not None and "membership_class" not in said.data:  # one column for both: "Gözlemci üye"
        said.put("membership_class", "membership_class", MembershipClass(called))
    if "membership_class" in said.data and "relation" not in said.data and not said_of(said, "relation"):
        said.put("relation", "relation", MembershipRelation.MEMBER)  # only a member is of a class
    if unit := said_of(said, "unit"):
        unit_id = directory.organisation(said, "unit", unit)
        if unit_id is not None:
            said.put("unit", "unit_id", unit_id, directory.title(unit_id))
    if "network_id" in said.data and "member_id" in said.data:
        _meet(said, directory)


def _network(said: Said, directory: Directory) -> None:
    name, acronym = said_of(said, "network"), said_of(said, "acronym")
    if not name and not acronym:
        said.refuse("network", NO_NETWORK)
        return
    country_id = directory.country(said, "country") if said_of(said, "country") else None
    if not directory.known.organisations_named(name) and directory.known.organisations_named(acronym):
        name = acronym
    further = {"acronym": acronym} if acronym and name != acronym else None
    network_id = directory.organisation(said, "network", name or acronym, country_id=country_id, data=further)
    if network_id is not None:
        said.put("network", "network_id", network_id, directory.title(network_id))


def _member(said: Said, directory: Directory) -> None:
    if name := said_of(said, "member"):
        of_country = said_of(said, "member_country")
        country_id = directory.country(said, "member_country") if of_country else None
        member_id = party(said, directory, "member", name, country_id)
    else:
        member_id = directory.known.house
        if member_id is None:
            said.refuse("member", NO_HOUSE)
    if member_id is not None:
        said.put("member", "member_id", member_id, directory.title(member_id))


def _identify(said: Said) -> str:
    ids = (said.data["network_id"], said.data["member_id"])
    names = (said.understood["network"], said.understood["member"])
    both = (str(id_) if id_ > 0 else match_key(name) for id_, name in zip(ids, names, strict=True))
    return "|".join((*both, said.data.get("relation") or ""))


def _meet(said: Said, directory: Directory) -> None:
    """See which membership on file it is. What a row does not say of that one stays as it is."""
    pair = (said.data["network_id"], said.data["member_id"])
    known = _of_the_relation(directory.known.once(_by_pair).get(pair, ()), said.data.get("relation"))
    said.found = [one.id for one in known]
    if len(known) == 1 and "relation" not in said.data:
        said.put("relation", "relation", known[0].relation)
    elif len(known) > 1:
        contest_which(said, [(one.id, translator("tr")(label(one.relation))) for one in known])


def _by_pair(session: Session, actor: Actor) -> Mapping[tuple[int, int], Sequence[MembershipOnFile]]:
    found: dict[tuple[int, int], list[MembershipOnFile]] = {}
    for one in on_file(session, actor):
        found.setdefault((one.network_id, one.member_id), []).append(one)
    return found


def _of_the_relation(
    known: Sequence[MembershipOnFile], relation: MembershipRelation | None
) -> Sequence[MembershipOnFile]:
    """Return those of the same relation, else the others: an applicant may have become a member."""
    return [one for one in known if one.relation is relation] or known


KIND = Kind(
    import_kind=ImportKind.MEMBERSHIP,
    noun=MEMBERSHIP,
    targets=TARGETS,
    fields=_FIELDS,
    compose=_compose,
    identify=_identify,
    required=(("network", "acronym"),),
)
