"""Letters, as a list from the electronic document system has them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.domain.letters import KNOWN_BY_NOTHING, number_key, same_entry
from app.i18n import N_
from app.importers.directory import Directory
from app.importers.keys import match_key
from app.importers.kinds.cells import add_to_notes, contest_which, heads, said_of
from app.importers.kinds.kind import Kind
from app.importers.reading import written
from app.importers.said import Said
from app.importers.target import Target
from app.permissions.actor import Actor
from app.queries import names
from app.queries.letters import LetterOnFile, on_file
from app.records.letters import ABOUT, LETTER
from models import PartialDate
from models.vocabulary import ImportKind, LetterDirection, RecordKind

SEVERAL_ARE_CALLED_SO = N_("Several records bear the name %(name)s; say which one is meant")
NOT_ON_RECORD = N_("It is not on record; the text stays in the notes")

TARGETS = (
    Target(
        "direction",
        N_("In or out"),
        heads(
            "Gelen/Giden, Gelen / giden, Gelen giden, Yön, Yönü, Evrak türü, Tür, Türü, Direction, "
            "In/Out, Type"
        ),
    ),
    Target(
        "registration_no",
        N_("Document number"),
        heads(
            "Evrak no, Evrak numarası, Evrak sayısı, Evrak kayıt no, Sayı, Sayısı, EBYS no, EBYS "
            "sayısı, EBYS numarası, Belge no, Belge numarası, Belge sayısı, Kayıt no, Yazı no, Yazı "
            "sayısı, No, Number, Registration no, Registration number, Ref, Reference, Reference no"
        ),
    ),
    Target(
        "dated",
        N_("Date"),
        heads(
            "Tarih, Tarihi, Evrak tarihi, Belge tarihi, Yazı tarihi, Kayıt tarihi, Gönderim tarihi, "
            "Geliş tarihi, Gidiş tarihi, Dated, Date of letter, Letter date, Sent on, Received on"
        ),
        looks_like="date",
    ),
    Target(
        "correspondent",
        N_("Correspondent"),
        heads(
            "Muhatap, Muhatap kurum, Gönderen, Gönderen kurum, Geldiği yer, Geldiği kurum, Nereden, "
            "Nereden geldi, Nereden geldiği, Gönderilen, Gönderilen yer, Gönderilen kurum, Gittiği yer, "
            "Nereye, Nereye gitti, Alıcı, Kurum, Kime, Kimden, From, To, Sender, Recipient, Addressee, "
            "Organisation"
        ),
    ),
    Target(
        "country",
        N_("Country"),
        heads("Ülke, Ülkesi, Muhatap ülke, Country of the correspondent"),
    ),
    Target(
        "subject",
        N_("Subject"),
        heads(
            "Konu, Konusu, Evrak konusu, Yazı konusu, Yazının konusu, Belge konusu, Özet, Title, Topic, Re"
        ),
    ),
    Target(
        "reply_due",
        N_("Reply due"),
        heads(
            "Son tarih, Son gün, Son yanıt tarihi, Son cevap tarihi, Cevap tarihi, Yanıt tarihi, Cevap "
            "verilmesi gereken tarih, Cevap süresi, "
            "Yanıt süresi, Termin, Miat, Günlü, Süre sonu, Due, Due date, Reply by, Deadline"
        ),
        looks_like="date",
    ),
    Target(
        "answers",
        N_("Reply to"),
        heads(
            "İlgi, İlgi yazı, İlgi sayısı, İlgi yazı no, Yanıtladığı yazı, Cevap verilen evrak, In "
            "reply to, Answers, Reply to number"
        ),
    ),
    Target(
        "about",
        N_("Related record"),
        heads("İlgili kayıt, İlgili ziyaret, İlgili anlaşma, İlgili üyelik, İlgili dosya, Related to"),
    ),
    Target(
        "occasion",
        N_("Occasion"),
        heads("Vesile, Vesilesi, Gerekçe, Amaç, Purpose"),
    ),
    Target(
        "distribution",
        N_("Distribution"),
        heads(
            "Dağıtım, Dağıtım yerleri, Dağıtım listesi, Alıcı grubu, Gereği, Bilgi, Recipient group, "
            "Copies to, Cc"
        ),
    ),
    Target(
        "language",
        N_("Language"),
        heads("Dil, Dili, Yazı dili, Yazışma dili"),
    ),
    Target(
        "pages",
        N_("Pages"),
        heads("Sayfa, Sayfa sayısı, Sayfa adedi, Page, Number of pages"),
        looks_like="number",
    ),
    Target(
        "file_code",
        N_("File code"),
        heads("Dosya kodu, Dosya planı kodu, Standart dosya planı, SDP kodu, SDP, Dosya no, File plan code"),
    ),
    Target(
        "notes",
        N_("Notes"),
        heads("Not, Notlar, Açıklama, Açıklamalar, Düşünceler, Note, Remarks, Comments, Description"),
    ),
)
_FIELDS = {
    "direction": "direction",
    "registration_no": "registration_no",
    "dated": "dated",
    "subject": "subject_tr",
    "reply_due": "reply_due",
    "occasion": "occasion_tr",
    "distribution": "distribution_tr",
    "language": "language",
    "pages": "pages",
    "file_code": "file_code",
    "notes": "notes_tr",
}


class _Row(NamedTuple):
    """What a row says of an entry of the register."""

    direction: LetterDirection | None
    number_key: str
    dated: PartialDate
    correspondent_id: int | None


def _compose(said: Said, directory: Directory) -> None:
    _correspondent(said, directory)
    if not any(said_of(said, target) for target in ("registration_no", "subject", "correspondent")):
        said.refuse("subject", KNOWN_BY_NOTHING)
    further = []
    if answered := said_of(said, "answers"):
        found = directory.known.once(_by_number).get(number_key(answered), ())
        if len(found) == 1:
            said.put("answers", "answers_id", found[0].id, answered)
        elif found:
            candidates = [(one.id, _briefly(one)) for one in found]
            said.contest("answers", SEVERAL_ARE_CALLED_SO, candidates, name=answered)
        else:
            said.note("answers", NOT_ON_RECORD)
            further.append((N_("Reply to: %(text)s"), answered))
    further += about(said, directory, ABOUT)
    add_to_notes(said, further)
    _meet(said, directory)


def about(said: Said, directory: Directory, kinds: Sequence[RecordKind]) -> list[tuple[str, str]]:
    """Find the record that a row is about by its title.

    :return: what is kept with the notes instead, as :func:`app.importers.kinds.cells.add_to_notes` takes it.
    """
    text = said_of(said, "about")
    if not text:
        return []
    found = names.same_name(directory.session, directory.actor, kinds, text)
    if len(found) == 1:
        said.put("about", "about_id", found[0].id, found[0].title_tr)
        return []
    if found:
        said.contest("about", SEVERAL_ARE_CALLED_SO, [(one.id, one.title_tr) for one in found], name=text)
        return []
    said.doubt("about", NOT_ON_RECORD)
    return [(N_("About: %(text)s"), text)]


def _correspondent(said: Said, directory: Directory) -> None:
    """A person if one is on record under this name and no organisation is; else an organisation."""
    name = said_of(said, "correspondent")
    if not name:
        return
    country_id = directory.country(said, "country") if said_of(said, "country") else None
    if directory.known.people_named(name) and not directory.known.organisations_named(name):
        id_ = directory.person(said, "correspondent", name, ())
    else:
        id_ = directory.organisation(said, "correspondent", name, country_id=country_id)
    if id_ is not None:
        said.put("correspondent", "correspondent_id", id_, name)


def _identify(said: Said) -> str:
    dated: PartialDate = said.data.get("dated") or PartialDate.unknown()
    if number := number_key(said.data.get("registration_no", "")):
        year = f"{dated.earliest:%Y}" if dated.earliest else ""
        return "|".join((said.data.get("direction") or "", number, year, _sender(said)))
    subject, other = match_key(said.data.get("subject_tr", "")), match_key(said_of(said, "correspondent"))
    return "|".join((said.data.get("direction") or "", written(dated), subject, other))


def _sender(said: Said) -> str:
    """Return whose number it may be: what came in may bear that of its correspondent, what went out ours."""
    if said.data.get("direction") is LetterDirection.OUTGOING:
        return ""
    id_ = said.data.get("correspondent_id") or 0
    return str(id_) if id_ > 0 else match_key(said_of(said, "correspondent"))


def _meet(said: Said, directory: Directory) -> None:
    """See which letter on file it is. What a row does not say of that one stays as it is."""
    row = _entry(said)
    if number := row.number_key:
        known = [one for one in directory.known.once(_by_number).get(number, ()) if same_entry(one, row)]
    else:
        subject = match_key(said.data.get("subject_tr", ""))
        known = [one for one in directory.known.once(_by_subject).get(subject, ()) if _of_one_day(one, said)]
    said.found = [one.id for one in known]
    if len(known) == 1 and "direction" not in said.data:
        said.put("direction", "direction", known[0].direction)
    elif len(known) > 1:
        contest_which(said, [(one.id, _briefly(one)) for one in known])


def _briefly(one: LetterOnFile) -> str:
    return " · ".join(filter(None, (one.registration_no, written(one.dated), one.subject_tr)))


def _by_number(session: Session, actor: Actor) -> Mapping[str, Sequence[LetterOnFile]]:
    found: dict[str, list[LetterOnFile]] = {}
    for one in on_file(session, actor):
        found.setdefault(one.number_key, []).append(one)
    return found


def _by_subject(session: Session, actor: Actor) -> Mapping[str, Sequence[LetterOnFile]]:
    found: dict[str, list[LetterOnFile]] = {}
    for one in on_file(session, actor):
        found.setdefault(match_key(one.subject_tr), []).append(one)
    return found


def _of_one_day(one: LetterOnFile, said: Said) -> bool:
    same_day = said.data.get("dated") == one.dated and said.data.get("direction") in (None, one.direction)
    return same_day and said.data.get("correspondent_id") in (None, one.correspondent_id)


def _entry(said: Said) -> _Row:
    return _Row(
        said.data.get("direction"),
        number_key(said.data.get("registration_no", "")),
        said.data.get("dated") or PartialDate.unknown(),
        said.data.get("correspondent_id"),
    )


KIND = Kind(
    import_kind=ImportKind.LETTER,
    noun=LETTER,
    targets=TARGETS,
    fields=_FIELDS,
    compose=_compose,
    identify=_identify,
    required=(("registration_no", "subject", "correspondent"),),
)
