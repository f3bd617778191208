"""Tasks and promises, as lists of things to do have them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.i18n import N_
from app.importers.directory import Directory
from app.importers.keys import match_key
from app.importers.kinds.cells import add_to_notes, heads, said_of
from app.importers.kinds.kind import Kind
from app.importers.kinds.letter import about
from app.importers.reading import written
from app.importers.said import Said
from app.importers.target import Target
from app.permissions.actor import Actor
from app.queries.tasks import TaskOnFile, on_file
from app.records.fields import DayField, EnumField, LongTextField, TextField
from app.records.tasks import SAY_WHAT, SUBJECTS, TASK, TaskForm
from models import PartialDate
from models.vocabulary import ImportKind, PromiseSide, RecordKind, TaskState

NO_COLLEAGUE = N_("No colleague with an open account is called %(name)s; the name stands in the notes")
TARGETS = (
    Target(
        "title",
        N_("What is to be done"),
        heads(
            "İş, Yapılacak iş, Yapılacaklar, Yapılacak, Görev, Görevler, Konu, Konusu, Eylem, Faaliyet, "
            "Söz, Verilen söz, Taahhüt, Talep, Task, To do, Action, Action item, Subject, Promise, "
            "Follow-up"
        ),
    ),
    Target(
        "due",
        N_("Due"),
        heads(
            "Son tarih, Son gün, Bitiş tarihi, Termin, Termin tarihi, Hedef tarih, Süre, Süresi, Tarih, "
            "Vade, Teslim tarihi, Son teslim tarihi, Due date, Deadline, By, Target date"
        ),
        looks_like="date",
    ),
    Target(
        "owner",
        N_("Who sees to it"),
        heads(
            "Sorumlu, Sorumlusu, Sorumlu kişi, Sorumlu personel, Takip eden, Takipçi, İlgili, İlgili "
            "personel, Personel, Owner, Responsible, Assigned to, Assignee, Who"
        ),
    ),
    Target(
        "state",
        N_("State"),
        heads(
            "Durum, Durumu, Son durum, Yapıldı mı, Tamamlandı mı, Tamamlandı, Yapıldı, Bitti mi, Status, "
            "Progress, Done, Done or not, Is done"
        ),
    ),
    Target(
        "done_on",
        N_("Done on"),
        heads(
            "Tamamlanma tarihi, Tamamlandığı tarih, Yapıldığı tarih, Gerçekleşme tarihi, Kapanış "
            "tarihi, Sonuç tarihi, Completed on, Date done, Date completed, Closed on"
        ),
        looks_like="date",
    ),
    Target(
        "evidence",
        N_("Evidence"),
        heads("Kanıt, Sonuç, Sonucu, Yapılan işlem, Yapılanlar, Dayanak belge, Result, Outcome, Proof"),
    ),
    Target(
        "dropped_because",
        N_("Reason"),
        heads("Neden, Nedeni, Vazgeçme nedeni, İptal nedeni, Gerekçe, Reason for dropping"),
    ),
    Target(
        "about",
        N_("About"),
        heads(
            "İlgili kayıt, Hakkında, İlgili ziyaret, İlgili şehir, İlgili kurum, Muhatap, Şehir, Kurum, "
            "Related to"
        ),
    ),
    Target(
        "promised_by",
        N_("Promise"),
        heads("Söz veren taraf, Taraf, Kimin sözü, Taahhüt eden taraf, Promised by, Side"),
    ),
    Target(
        "promiser",
        N_("Who promised"),
        heads("Söz veren, Söz veren kişi, Taahhüt eden, Promiser"),
    ),
    Target(
        "notes",
        N_("Notes"),
        heads("Not, Notlar, Açıklama, Açıklamalar, Düşünceler, Note, Remarks, Comments, Description"),
    ),
)
_FIELDS = {
    "title": "title_tr",
    "due": "due",
    "state": "state",
    "done_on": "done_on",
    "evidence": "evidence",
    "dropped_because": "dropped_because",
    "promised_by": "promised_by",
    "notes": "notes_tr",
}


class WholeTaskForm(TaskForm):
    """A task with how it ended, which colleagues enter by closing it."""

    state = EnumField(N_("State"), of=TaskState)
    done_on = DayField(N_("Done on"))
    evidence = LongTextField(N_("Evidence"))
    dropped_because = TextField(N_("Reason"))


def _compose(said: Said, directory: Directory) -> None:
    if not said_of(said, "title"):
        said.refuse("title", SAY_WHAT)
    if said_of(said, "owner"):
        _owner(said, directory, said_of(said, "owner"))
    if name := said_of(said, "promiser"):
        _promiser(said, directory, name)
    add_to_notes(said, about(said, directory, [RecordKind(kind) for kind in SUBJECTS]))


def _owner(said: Said, directory: Directory, name: str) -> None:
    """Give the task to a colleague; who has left, or is no colleague, stands in the notes."""
    if len(accounts := directory.known.accounts_named(name)) == 1:
        said.put("owner", "owner_id", accounts[0], name)
        return
    said.note("owner", NO_COLLEAGUE, name=name)
    add_to_notes(said, [(N_("Who sees to it: %(text)s"), name)])


def _promiser(said: Said, directory: Directory, name: str) -> None:
    if directory.known.organisations_named(name):
        id_ = directory.organisation(said, "promiser", name)
    else:
        id_ = directory.person(said, "promiser", name, ())
    if id_ is not None:
        said.put("promiser", "promiser_id", id_, name)
        if "promised_by" not in said.data:
            said.put("promised_by", "promised_by", PromiseSide.THEIRS)


def _identify(said: Said) -> str:
    return f"{match_key(said.data.get('title_tr', ''))}|{written(said.data.get('due'))}"


def _find(session: Session, actor: Actor, directory: Directory, rows: Sequence[Said]) -> list[list[int]]:
    by_title = directory.known.once(_by_title)
    found = []
    for said in rows:
        known = by_title.get(match_key(said.data.get("title_tr", "")), ())
        due: PartialDate = said.data.get("due") or PartialDate.unknown()
        same_day = [one for one in known if one.due == due]
        found.append([one.id for one in same_day or known if _may_be(one.due, due)])
    return found


def _by_title(session: Session, actor: Actor) -> Mapping[str, Sequence[TaskOnFile]]:
    found: dict[str, list[TaskOnFile]] = {}
    for one in on_file(session, actor):
        found.setdefault(match_key(one.title_tr), []).append(one)
    return found


def _may_be(one: PartialDate, other: PartialDate) -> bool:
    """A task with another day is another task, such as next year's report; one without a day may be this."""
    return one == other or not one.is_known or not other.is_known


KIND = Kind(
    import_kind=ImportKind.TASK,
    noun=replace(TASK, form=WholeTaskForm),
    targets=TARGETS,
    fields=_FIELDS,
    compose=_compose,
    identify=_identify,
    find=_find,
    known_by=frozenset({"title_tr"}),
    required=(("title",),),
)
