"""Ties between any two cities or organisations: who, what, since when, by which paper.

A tie is symmetric: A with B is B with A. Where a row names one party only, the other one is our own house.
A new tie needs its relation from a column, or from what is said of all rows. Where its state is not said,
signing is what puts a tie into force, and one that was not signed is a draft; both are doubted, so that
nothing is in force unseen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from app.domain.turkish import search_key
from app.i18n import N_
from app.importers import wording
from app.importers.directory import Directory
from app.importers.keys import match_key
from app.importers.kinds.cells import (
    NONE_OF_THE_WORDS,
    add_to_notes,
    contest_which,
    heads,
    party,
    said_of,
    several,
    word_in,
)
from app.importers.kinds.kind import Kind
from app.importers.reading import written
from app.importers.said import Said
from app.importers.target import Target
from app.permissions.actor import Actor
from app.queries.agreements import TieOnFile, on_file
from app.records.agreements import AGREEMENT
from models import PartialDate
from models.vocabulary import AgreementState, ImportKind, Instrument, PartyRole, Relation, Theme

OF_CITIES = (Relation.SISTER_CITY, Relation.FRIENDSHIP_CITY, Relation.PROTOCOL_CITY, Relation.GOODWILL)
"""Relations that two cities have once; of the others there may be several with the same partner."""
SIGNED_SO_IN_FORCE = N_("Not said; it was signed")
DRAFT_SO_FAR = N_("Not said; a draft until somebody says")
NAMED_BY_CITIES = (Relation.SISTER_CITY, Relation.FRIENDSHIP_CITY, Relation.GOODWILL)
"""Relations in whose lists a name that nobody knows is a city's."""
NO_PARTY = N_("Name at least one party")
NO_HOUSE = N_("Only one party is named, and our own house is not on record: name both")
ALL_TOGETHER = N_("Several parties in one cell: one tie among all of them")
TWICE = N_("Both parties are %(name)s")

TARGETS = (
    Target(
        "party_1",
        N_("City or party"),
        heads(
            "Kardeş şehir, Kardeş kent, Kardeş şehirler, Kardeş belediye, Kardeş şehir adı, Şehir, Kent, "
            "Şehir adı, Belediye, Muhatap, Muhatap kurum, Muhatap şehir, Taraf, Taraf 1, 1. taraf, "
            "Birinci taraf, Karşı taraf, Ortak, Paydaş, Kurum, Kuruluş, Şehir 1, Kent 1, Dost şehir, "
            "Protokol yapılan şehir, İş birliği yapılan kurum, 1. şehir, Şehir A, Kent A, Taraf A, City, "
            "City 1, City A, First city, Sister city, Twin town, Twin city, Partner, Partner city, Party, "
            "Party 1, Party A, Counterpart, Town, Town A, Municipality"
        ),
    ),
    Target(
        "country_1",
        N_("Country of the party"),
        heads(
            "Ülke, Ülkesi, Ülke adı, Ülke 1, 1. ülke, Ülke A, Muhatap ülke, Country, Country 1, Country A, "
            "State, Nation"
        ),
    ),
    Target(
        "party_2",
        N_("Other party, if it is not our own house"),
        heads(
            "Diğer taraf, Taraf 2, 2. taraf, İkinci taraf, Şehir 2, Kent 2, Bizim taraf, Belediyemiz, "
            "Bizim belediye, 2. şehir, Şehir B, Kent B, Taraf B, City 2, City B, Second city, Party 2, "
            "Party B, Town B, Other party, Other city, Our side, Twinned with"
        ),
    ),
    Target(
        "country_2",
        N_("Country of the other party"),
        heads("Ülke 2, 2. ülke, Ülke B, Diğer ülke, Country 2, Country B, Other country"),
    ),
    Target(
        "relation",
        N_("Relation"),
        heads(
            "İlişki, İlişki türü, İlişkinin türü, Tür, Türü, İş birliği türü, İşbirliği türü, Bağ türü, "
            "Statü, Type, Kind, Tie, Type of tie, Relationship, Partnership type"
        ),
    ),
    Target(
        "instrument",
        N_("Instrument"),
        heads(
            "Belge, Belge türü, Anlaşma türü, Anlaşmanın türü, Protokol türü, Anlaşma, Anlaşma belgesi, "
            "İmzalanan belge, Protokolün niteliği, Anlaşmanın niteliği, Document, Type of document, "
            "Agreement type"
        ),
    ),
    Target(
        "signed",
        N_("Signed on"),
        heads(
            "İmza tarihi, Anlaşma tarihi, İmzalanma tarihi, İmzalandığı tarih, Protokol tarihi, Tarih, "
            "Tarihi, Kardeşlik tarihi, Kardeş şehir anlaşma tarihi, Kuruluş tarihi, Yıl, Yılı, İmza yılı, "
            "İmza, İmza tarihi ve yeri, Signed, Date, Date signed, Signing date, Agreement date, Year, Since"
        ),
        looks_like="date",
    ),
    Target(
        "starts",
        N_("In force from"),
        heads(
            "Yürürlük tarihi, Başlangıç, Başlangıç tarihi, Başlama tarihi, Yürürlüğe giriş tarihi, Start, "
            "Start date, Starts, From, Valid from"
        ),
        looks_like="date",
    ),
    Target(
        "ends",
        N_("Ends on"),
        heads(
            "Bitiş, Bitiş tarihi, Sona erme tarihi, Geçerlilik tarihi, Geçerlilik süresi sonu, End, End "
            "date, Ends, Until, Valid until, Expires, Expiry"
        ),
        looks_like="date",
    ),
    Target(
        "state",
        N_("State"),
        heads(
            "Durum, Durumu, Son durum, Yürürlük durumu, Yürürlükte mi, Aktif mi, Status, "
            "Current status, In force"
        ),
    ),
    Target(
        "place",
        N_("Place of signing"),
        heads("İmza yeri, İmzalandığı yer, Yer, Yeri, Place, Signed at, Signed in"),
    ),
    Target(
        "mode",
        N_("How it was signed"),
        heads("İmza şekli, İmzalanma şekli, Tören şekli, Mode of signing"),
    ),
    Target(
        "themes",
        N_("Fields of cooperation"),
        heads(
            "İş birliği alanları, İşbirliği alanları, İş birliği alanı, İşbirliği alanı, Alan, Alanlar, "
            "Konu, Konusu, Konular, Kapsam, Kapsamı, Fields, Field, Areas, Area of cooperation, Areas of "
            "cooperation, Themes, Scope"
        ),
    ),
    Target(
        "title",
        N_("Title"),
        heads("Anlaşma adı, Anlaşmanın adı, Protokol adı, Protokolün adı, Proje adı, Başlık, Adı, Name"),
    ),
    Target(
        "decision",
        N_("Council decision"),
        heads(
            "Meclis kararı, Meclis karar no, Meclis kararı no, Meclis karar tarihi, Meclis karar tarihi "
            "ve no, Meclis kararı tarih ve sayısı, Meclis karar tarih ve sayısı, Karar no, Karar tarihi, "
            "Karar sayısı, Karar tarihi ve sayısı, Decision, Council decision no, Decision no"
        ),
    ),
    Target(
        "renews",
        N_("Renews itself"),
        heads("Kendiliğinden yenilenir, Otomatik yenileme, Renewal, Renews"),
    ),
    Target(
        "reason",
        N_("Reason for the end"),
        heads("Sona erme nedeni, Fesih nedeni, Bitiş nedeni, End reason"),
    ),
    Target(
        "unit",
        N_("Responsible unit"),
        heads("Sorumlu birim, Birim, İlgili birim, Müdürlük, Unit"),
    ),
    Target(
        "source",
        N_("Source"),
        heads("Kaynak, Kaynağı, Dayanak, Source, Reference, Referans"),
    ),
    Target(
        "notes",
        N_("Notes"),
        heads("Not, Notlar, Açıklama, Açıklamalar, Düşünceler, Note, Remarks, Comments, Description"),
    ),
)
_FIELDS = {
    "signed": "signed",
    "starts": "starts",
    "ends": "ends",
    "state": "state",
    "place": "place_tr",
    "mode": "mode",
    "title": "title_tr",
    "renews": "renews",
    "reason": "ended_because_tr",
    "notes": "notes_tr",
}
_RELATIONS: Mapping[str, Relation] = {
    "kardes": Relation.SISTER_CITY,
    "sister": Relation.SISTER_CITY,
    "twin": Relation.SISTER_CITY,
    "iyi niyet": Relation.GOODWILL,
    "goodwill": Relation.GOODWILL,
    "dost": Relation.FRIENDSHIP_CITY,
    "friend": Relation.FRIENDSHIP_CITY,
    "proje": Relation.PROJECT,
    "project": Relation.PROJECT,
    "protokol": Relation.PROTOCOL_CITY,
    "program": Relation.PROGRAMME,
}
_INSTRUMENTS: Mapping[str, Instrument] = {
    "iyi niyet": Instrument.GOODWILL_DECLARATION,
    "goodwill": Instrument.GOODWILL_DECLARATION,
    "niyet": Instrument.LETTER_OF_INTENT,
    "letter of intent": Instrument.LETTER_OF_INTENT,
    "mutabakat": Instrument.MOU,
    "memorandum": Instrument.MOU,
    "mou": Instrument.MOU,
    "ortak bildir": Instrument.JOINT_DECLARATION,
    "ortak deklarasyon": Instrument.JOINT_DECLARATION,
    "joint declaration": Instrument.JOINT_DECLARATION,
    "protokol": Instrument.PROTOCOL,
    "protocol": Instrument.PROTOCOL,
    "anlasma": Instrument.AGREEMENT,
    "sozlesme": Instrument.AGREEMENT,
    "agreement": Instrument.AGREEMENT,
    "contract": Instrument.AGREEMENT,
}
_CITY = re.compile(r"\b(sehir|sehr|kent|cit)")
_FIELDS_OF_COOPERATION = re.compile(r"\s*(?:[,;/\n•]|\bve\b|\band\b|&)\s*")


def _compose(said: Said, directory: Directory) -> None:
    paper = _words(said)
    _parties(said, directory)
    if paper is not None and "parties" in said.data:
        _called_by_its_paper(said, directory, paper)
    if unit := said_of(said, "unit"):
        unit_id = directory.organisation(said, "unit", unit)
        if unit_id is not None:
            said.put("unit", "unit_id", unit_id, directory.title(unit_id))
    add_to_notes(said, _further(said))
    if "parties" in said.data:
        _meet(said, directory)


def _words(said: Said) -> Instrument | None:
    """Read relation and instrument; return the paper after which the list calls the relation, if it does."""
    if text := said_of(said, "instrument"):
        instrument = word_in(text, Instrument, _INSTRUMENTS)
        called = word_in(text, Relation, _RELATIONS) if not said_of(said, "relation") else None
        if instrument is not None:
            said.put("instrument", "instrument", instrument)
        elif called is None:
            said.refuse("instrument", NONE_OF_THE_WORDS, typed=text)
        if called is not None and (called is not Relation.PROTOCOL_CITY or _CITY.search(search_key(text))):
            # One column often says both: "Type of agreement: twin town", "Dostluk anlaşması".
            said.put("relation", "relation", called)
            return None
    text = said_of(said, "relation")
    relation = word_in(text, Relation, _RELATIONS) if text else None
    if relation is not None and (relation is not Relation.PROTOCOL_CITY or _CITY.search(search_key(text))):
        said.put("relation", "relation", relation)
        return None
    paper = word_in(text, Instrument, _INSTRUMENTS) if text else None
    if text and paper is None:
        said.refuse("relation", NONE_OF_THE_WORDS, typed=text)
    return paper


def _called_by_its_paper(said: Said, directory: Directory, paper: Instrument) -> None:
    """Tell the relation from paper and partner: a protocol with a city makes a protocol city."""
    others = [
        row["organisation_id"]
        for row in said.data["parties"]
        if row["organisation_id"] != directory.known.house
    ]
    cities = [id_ for id_ in others if directory.known.is_municipality(id_)]
    if not cities:
        said.put("relation", "relation", Relation.PROGRAMME)
    elif paper is Instrument.PROTOCOL and len(cities) == len(others):
        said.put("relation", "relation", Relation.PROTOCOL_CITY)
    else:
        said.refuse("relation", NONE_OF_THE_WORDS, typed=said_of(said, "relation"))
        return
    if "instrument" not in said.data:
        said.put("instrument", "instrument", paper)


def _parties(said: Said, directory: Directory) -> None:
    found: dict[str, list[int | None]] = {}
    for target, of_country in (("party_1", "country_1"), ("party_2", "country_2")):
        country_id = directory.country(said, of_country) if said_of(said, of_country) else None
        of_cities = said.data.get("relation") in NAMED_BY_CITIES
        for text in several(said_of(said, target)):
            id_ = party(said, directory, target, text, country_id, of_cities=of_cities)
            found.setdefault(target, []).append(id_)
        if len(found.get(target, ())) > 1:
            said.doubt(target, ALL_TOGETHER)
    if not found:
        said.refuse("party_1", NO_PARTY)
        return
    known = [id_ for some in found.values() for id_ in some if id_ is not None]
    if len(known) < sum(map(len, found.values())):
        return
    if len(found) == 1 and (directory.known.house not in known or len(known) == 1):
        if directory.known.house is None:
            said.refuse("party_2", NO_HOUSE)
            return
        known.append(directory.known.house)
    _put_parties(said, directory, known)


def _put_parties(said: Said, directory: Directory, ids: Sequence[int]) -> None:
    if len(set(ids)) < len(ids):
        twice = next(id_ for id_ in ids if ids.count(id_) > 1)
        said.refuse("party_2", TWICE, name=directory.title(twice))
        return
    # The order in which a file names them says nothing: two rows that say the same must look the same.
    ordered = sorted(
        ids, key=lambda id_: (id_ != directory.known.house, match_key(_name(directory, id_)), id_)
    )
    first, others = ("party_2", "party_1") if ordered[0] == directory.known.house else ("party_1", "party_2")
    for place, id_ in enumerate(ordered):
        row = {"organisation_id": id_, "role": PartyRole.PARTY}
        said.add(others if place else first, "parties", row, _name(directory, id_))
    said.values["parties"] = sorted(_key(directory, id_) for id_ in ids)


def _name(directory: Directory, id_: int) -> str:
    """Return the name of a party; of a new one with its country, which tells it from its homonyms."""
    name = directory.title(id_)
    if id_ > 0:
        return name
    seat = directory.known.bodies[id_].seat_id
    country = directory.proposals[seat].data.get("country_id") if seat is not None and seat < 0 else None
    return f"{name} ({directory.title(country)})" if country else name


def _key(directory: Directory, id_: int) -> str:
    """Return what tells a party from the others of the file, however often the file is gone through."""
    if id_ > 0:
        return str(id_)
    seat = directory.known.bodies[id_].seat_id
    return f"city {seat}" if seat is not None and seat > 0 else match_key(_name(directory, id_))


def _further(said: Said) -> Iterator[tuple[str, str]]:
    text = said_of(said, "themes")
    words = [word for word in _FIELDS_OF_COOPERATION.split(text) if word]
    themes = [wording.member(word, Theme) for word in words]
    if known := dict.fromkeys(filter(None, themes)):
        said.put("themes", "themes", [{"theme": Theme(one)} for one in known], "; ".join(known))
    if None in themes:
        yield N_("Fields of cooperation: %(text)s"), text
    if decision := said_of(said, "decision"):
        yield N_("Council decision: %(text)s"), decision
    if source := said_of(said, "source"):
        yield N_("Source named in the list: %(text)s"), source


def _identify(said: Said) -> str:
    relation, parties = said.data.get("relation"), said.values["parties"]
    if relation in OF_CITIES:
        return "|".join((relation, *parties))
    paper = (match_key(said.data.get("title_tr", "")), written(said.data.get("signed")))
    return "|".join((relation or "", *parties, *paper))


def _meet(said: Said, directory: Directory) -> None:
    """See which tie on file it is. What a row does not say of that one stays as it is."""
    ties = _which(said, directory)
    said.found = [tie.id for tie in ties]
    if len(ties) == 1:
        for column, value in (("relation", ties[0].relation), ("state", ties[0].state)):
            if column not in said.data:
                said.put(column, column, value)
    elif ties:
        contest_which(said, [(tie.id, f"{tie.title_tr}, {written(tie.signed)}") for tie in ties])
    elif "state" not in said.data:
        signed = said.data.get("signed") or PartialDate.unknown()
        said.put("state", "state", AgreementState.IN_FORCE if signed.is_known else AgreementState.DRAFT)
        said.doubt("state", SIGNED_SO_IN_FORCE if signed.is_known else DRAFT_SO_FAR)


def _which(said: Said, directory: Directory) -> Sequence[TieOnFile]:
    ties, which = directory.known.once(on_file), said.which_record
    if which:
        return [tie for tie in ties if which == f"#{tie.id}"]
    ids, relation = (
        frozenset(row["organisation_id"] for row in said.data["parties"]),
        said.data.get("relation"),
    )
    same = [tie for tie in directory.known.once(_by_parties).get(ids, ()) if _is_of(tie, relation)]
    if not same and relation is Relation.SISTER_CITY and directory.known.house in ids:
        same = [tie for tie in ties if _is_sister_of(tie, ids, directory.known.house)]
    return _by_the_paper(same, said)


def _by_parties(session: Session, actor: Actor) -> Mapping[frozenset[int], Sequence[TieOnFile]]:
    found: dict[frozenset[int], list[TieOnFile]] = {}
    for tie in on_file(session, actor):
        found.setdefault(tie.parties, []).append(tie)
    return found


def _is_of(tie: TieOnFile, relation: Relation | None) -> bool:
    return relation is None or tie.relation is relation


def _is_sister_of(tie: TieOnFile, ids: frozenset[int], house: int | None) -> bool:
    """Say whether it is the one sister tie of our house with one of these (docs/rules.md, R-7)."""
    both = tie.parties & ids
    return tie.relation is Relation.SISTER_CITY and house in both and len(both) > 1


def _by_the_paper(ties: Sequence[TieOnFile], said: Said) -> Sequence[TieOnFile]:
    """Narrow ties of the same parties down by title and date, where there may be several."""
    if said.data.get("relation") in OF_CITIES and len(ties) < 2:
        return ties
    title, signed = match_key(said.data.get("title_tr", "")), said.data.get("signed")
    titled = [tie for tie in ties if title and match_key(tie.title_tr) == title]
    return [tie for tie in titled or ties if _may_be_of_one_day(tie.signed, signed)]


def _may_be_of_one_day(one: PartialDate, other: PartialDate | None) -> bool:
    if other is None or not other.is_known or not one.is_known:
        return True
    return not one.certainly_before(other) and not other.certainly_before(one)


KIND = Kind(
    import_kind=ImportKind.AGREEMENT,
    noun=AGREEMENT,
    targets=TARGETS,
    fields=_FIELDS,
    compose=_compose,
    identify=_identify,
    words={"relation": Relation, "instrument": Instrument, "themes": Theme},
    required=(("party_1", "party_2"),),
    apart={"parties": ("organisation_id",), "themes": ("theme",)},
)
