"""Documents: form and list."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy.orm import selectinload

from app.errors import Problem
from app.i18n import N_, Translator
from app.labels import label
from app.queries.scope import RESTRICTED_KINDS
from app.records import cells
from app.records.choices import over
from app.records.fields import EnumField, LinkField, LongTextField, PartialDateField, TextField
from app.records.file_field import FileField
from app.records.form import Form, RowForm, RowsField
from app.records.noun import Badge, Cell, Column, Noun, Part
from app.records.record_form import RecordForm
from app.records.reference_field import ReferenceField
from models import Document, DocumentLink, DocumentVersion, Record
from models.vocabulary import RESTRICTED_MARKS, Confidentiality, DocumentKind, Language, RecordKind, YesNo

LINKED = tuple(kind.value for kind in RecordKind if kind is not RecordKind.DOCUMENT)
"""The kinds of record that have documents: all but documents."""


class LinkForm(RowForm):
    """A record the document belongs to."""

    record = ReferenceField(N_("Record"), of=LINKED)


class FileForm(Form):
    """What is asked first where a file is added."""

    file = FileField(N_("File"))


class DocumentForm(RecordForm):
    """What is known of a document. Its files are never changed here; they are added as versions."""

    title_tr = TextField(
        N_("Title"), description=N_("A new document takes the name of its file if this is left empty.")
    )
    links = RowsField(LinkForm, N_("Belongs to"))
    document_kind = EnumField(N_("Kind of document"), of=DocumentKind)
    dated = PartialDateField(N_("Date"))
    language = EnumField(N_("Language"), of=Language)
    confidentiality = EnumField(N_("Confidentiality level"), of=Confidentiality, blank=N_("No mark"))
    registration_no = TextField(
        N_("Document number"), description=N_("The number in the electronic document system, if it has one.")
    )
    url = LinkField(N_("Web address"), description=N_("Of a page of the web, such as a press item."))
    same_as = ReferenceField(
        N_("The same instrument in another language"),
        of=["document"],
        description=N_("The document that holds the other text."),
    )
    authentic = EnumField(N_("Is this text authentic?"), of=YesNo)
    title_en = TextField(N_("English title"))
    rights_holder = TextField(
        N_("Rights holder"), description=N_("Who must be asked before it is published.")
    )
    notes_tr = LongTextField(N_("Notes"))
    notes_en = LongTextField(N_("Notes in English"))


class NewDocumentForm(FileForm, DocumentForm):
    """The form of a document that is added, with its first file."""


class VersionForm(FileForm, RecordForm):
    """A file that takes the place of the last one, which stays where it is."""


class AttachForm(Form):
    """A document that is on record already."""

    document = ReferenceField(N_("Document"), of=["document"])


def has_a_title(document: Document, today: date) -> Iterator[Problem]:
    """A document is known by its title; one that comes with a file may take the file's name."""
    if not document.title_tr:
        yield Problem("title_tr", N_("Enter a title by which colleagues will find it"))


def is_somewhere(document: Document, today: date) -> Iterator[Problem]:
    """There is a file, a page of the web, or a number under which the paper lies elsewhere."""
    if not (document.versions or document.url or document.registration_no):
        yield Problem("file", N_("Choose a file, or enter a web address or a document number"))


def each_record_once(document: Document, today: date) -> Iterator[Problem]:
    """A document belongs to a record once."""
    named = [link.record_id for link in document.links]
    for place, id_ in enumerate(named):
        if id_ in named[:place]:
            yield Problem(f"links.{place}.record", N_("This is named twice"))


def is_restricted(document: Document) -> bool:
    """Say whether only those see it who have the right to restricted documents."""
    return document.confidentiality in RESTRICTED_MARKS


def latest(document: Document) -> DocumentVersion | None:
    """Return the version that counts."""
    return document.versions[-1] if document.versions else None


def words(document: Document) -> Iterable[str]:
    """Everything else it may be looked for by."""
    yield from (document.registration_no, document.rights_holder)
    for version in document.versions:
        yield version.file_name


def mark(document: Document, t: Translator) -> Cell:
    """The confidentiality mark; a mark is a badge, none is nothing."""
    if document.confidentiality is None:
        return Cell(None)
    text = t(label(document.confidentiality))
    return Cell(text, badge=Badge(text, "wait" if is_restricted(document) else "quiet", "lock"))


def _belongs(record: Record, t: Translator) -> str:
    """Name a record in the list; what may be restricted only by its kind: a list does not know its reader."""
    return t(label(record.kind)) if record.kind in RESTRICTED_KINDS else t.title(record)


def _file(document: Document, t: Translator) -> Cell:
    version = latest(document)
    if version is None:
        return Cell(t(N_("Web page")) if document.url else None)
    return Cell(cells.size(version.size, t), detail=t(N_("Version %(number)s"), number=version.number))


def _detail(document: Document, t: Translator) -> str:
    kind = t(label(document.document_kind)) if document.document_kind else None
    day = t.partial(document.dated) if document.dated.is_known else None
    language = t(label(document.language)) if document.language else None
    return cells.apart((kind, day, language, document.registration_no))


DOCUMENT: Noun[Document] = Noun(
    model=Document,
    kind=RecordKind.DOCUMENT,
    plural="documents",
    one=N_("Document"),
    many=N_("Documents"),
    new=N_("Add a document"),
    icon="file-text",
    detail=_detail,
    form=DocumentForm,
    columns=(
        Column("title", N_("Document"), cells.title, sort=Record.sort_key),
        Column("kind", N_("Kind of document"), lambda one, t: cells.word(one.document_kind, t)),
        Column("day", N_("Date"), lambda one, t: cells.day(one.dated, t), sort=Record.sort_day),
        Column("language", N_("Language"), lambda one, t: cells.word(one.language, t)),
        Column(
            "links",
            N_("Belongs to"),
            lambda one, t: cells.joined(_belongs(link.record, t) for link in one.links),
        ),
        Column("file", N_("File"), _file),
        Column("mark", N_("Confidentiality level"), mark),
    ),
    filters=(
        over("kind", N_("Kind of document"), Document.document_kind, DocumentKind),
        over("language", N_("Language"), Document.language, Language),
        over(
            "mark",
            N_("Confidentiality level"),
            Document.confidentiality,
            Confidentiality,
            none=N_("Unmarked"),
        ),
    ),
    loads=(
        selectinload(Document.links).selectinload(DocumentLink.record),
        selectinload(Document.versions),
        selectinload(Document.same_as),
    ),
    parts=(Part("links", DocumentLink, LinkForm), Part("versions", DocumentVersion, RowForm)),
    rules=(has_a_title, is_somewhere, each_record_once),
    day=lambda document: document.dated.earliest,
    words=words,
    newest_first=True,
)
