"""Letters as files: one with all of them, or an archive with a file for each."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy.orm import Session

from app.documents import letter_file, letter_paper
from app.documents.letter_file import Sheet, sheet
from app.documents.note_files import file_name
from app.i18n import Translator, translator
from app.permissions.actor import Actor
from app.queries import house_papers
from app.storage import FileDamaged, FileMissing, Store
from models import Letter
from models.vocabulary import Language


def one_file(
    session: Session, actor: Actor, letters: Sequence[Letter], title: str, documents: Store
) -> bytes:
    """Return letters in one Word file, each on a page of its own.

    A file of the office that is not there any more keeps nobody from a letter.

    :param letters: loaded with whom they are for.
    :param documents: where the office's own file is kept.
    """
    return _write(_sheets(session, actor, letters), title, _paper(session, actor, documents))


def archive(
    session: Session, actor: Actor, letters: Sequence[Letter], t: Translator, documents: Store
) -> bytes:
    """Return letters in Word files of their own, named after their recipients, in one archive.

    :param t: says the names of the recipients.
    """
    paper, made = _paper(session, actor, documents), BytesIO()
    sheets = _sheets(session, actor, letters)
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for number, (letter, one) in enumerate(zip(letters, sheets, strict=True), start=1):
            name = t.title(letter.correspondent) if letter.correspondent else ""
            file.writestr(file_name(f"{number:03} {name}", "docx", ()), _write([one], one[0].subject, paper))
    return made.getvalue()


def _write(sheets: Sequence[tuple[Sheet, Translator]], title: str, paper: bytes | None) -> bytes:
    if paper is None:
        return letter_file.render(sheets, title)
    return letter_paper.render(paper, sheets, title)


def _sheets(session: Session, actor: Actor, letters: Sequence[Letter]) -> list[tuple[Sheet, Translator]]:
    head, made = house_papers.letterhead(session, actor), []
    for one in letters:
        t = translator("en" if one.language is Language.ENGLISH else "tr")
        made.append((sheet(one, head, t), t))
    return made


def _paper(session: Session, actor: Actor, documents: Store) -> bytes | None:
    found = house_papers.letter_paper(session, actor)
    if found is None:
        return None
    try:
        return documents.intact(found.sha256).read_bytes()
    except (FileMissing, FileDamaged):
        return None
