"""Information notes: what is typed about them, and their list."""

from sqlalchemy.orm import selectinload

from app.domain.note_sections import heading_of
from app.i18n import N_, Translator
from app.labels import label
from app.records import cells, columns
from app.records.choices import over
from app.records.fields import EnumField, LongTextField, Required, TextField
from app.records.form import RowForm
from app.records.noun import Badge, Cell, Column, Noun, Part
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Note, NoteText, Record
from models.vocabulary import Language, NoteKind, NoteState, RecordKind

KIND_OF = {
    RecordKind.CITY: NoteKind.CITY,
    RecordKind.COUNTRY: NoteKind.COUNTRY,
    RecordKind.ORGANISATION: NoteKind.ORGANISATION,
    RecordKind.PERSON: NoteKind.PERSON,
    RecordKind.VISIT: NoteKind.VISIT,
}
"""What a note can be on, and of which kind it then is."""

STATE_TONES = {
    NoteState.DRAFT: ("quiet", "circle"),
    NoteState.CHECKED: ("wait", "clock"),
    NoteState.APPROVED: ("move", "circle-check"),
    NoteState.ISSUED: ("good", "circle-check"),
}


class NoteForm(RecordForm):
    """On whom, in which language, under which title; the text is written on a page of its own."""

    title_tr = TextField(N_("Title"), [Required(N_("Give the note a title"))])
    title_en = TextField(N_("Heading in English"))
    about = ReferenceField(
        N_("About"), [Required(N_("Choose whom or what the note is on"))], of=tuple(KIND_OF)
    )
    language = EnumField(
        N_("Language of the note"),
        of=Language,
        members=(Language.TURKISH, Language.ENGLISH),
        blank=None,
        default=Language.TURKISH,
    )


class NoteTextForm(RowForm):
    """What somebody wrote into a section."""

    section = TextField(N_("Section"))
    body = LongTextField(N_("Written text"))


def _state(note: Note, t: Translator) -> Cell:
    text = t(label(note.state))
    return Cell(text, badge=Badge(text, *STATE_TONES[note.state]))


def _heading(note: Note, section: str) -> str:
    return heading_of(section, note.note_kind)


NOTE: Noun[Note] = Noun(
    model=Note,
    kind=RecordKind.NOTE,
    plural="notes",
    one=N_("Information note"),
    many=N_("Information notes"),
    new=N_("New information note"),
    icon="file-text",
    detail=lambda note, t: cells.apart((t(label(note.note_kind)), note.number)),
    form=NoteForm,
    columns=(
        Column("title", N_("Title"), cells.title, sort=Record.sort_key),
        columns.ABOUT,
        Column("kind", N_("Kind"), lambda note, t: cells.word(note.note_kind, t)),
        Column("state", N_("State"), _state),
        Column("number", N_("Number"), lambda note, t: cells.written(note.number)),
        Column(
            "day",
            N_("Issued on"),
            lambda note, t: Cell(t.date(note.issued_on) if note.issued_on else None, value=note.issued_on),
            sort=Record.sort_day,
        ),
    ),
    filters=(
        over("state", N_("State"), Note.state, NoteState, none=None),
        over("kind", N_("Kind"), Note.note_kind, NoteKind, none=None),
    ),
    loads=(selectinload(Note.about),),
    parts=(Part(name="texts", model=NoteText, form=NoteTextForm),),
    day=lambda note: note.issued_on,
    words=lambda note: (note.number, *(text.body for text in note.texts)),
    called={"left_out": _heading, "texts.section": _heading},
    imported=frozenset({"note_kind", "state", "number", "issued_on", "left_out"}),
)
