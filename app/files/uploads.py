"""A file that somebody sent, looked at before anything is asked of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from app.errors import Problem
from app.files import rendering
from app.files.kinds import PDF, PICTURES, NotTaken, recognise
from app.files.scanning import scan
from app.i18n import N_
from app.storage import Arriving

LONGEST_NAME = 200
MEGABYTE = 1_000_000

EMPTY = N_("This file is empty")
TOO_LARGE = N_("This file is larger than %(limit)s MB")
FULL = N_("The server has no room left, so nothing was saved; report it to IT and try again later")


@dataclass(frozen=True)
class Upload:
    """A file that somebody sent.

    :param name: as they call it; text, never a path.
    :param pages: of its preview, None where none can be made.
    :param problem: why it is not taken.
    """

    name: str
    content: Arriving
    media_type: str = ""
    pages: int | None = None
    problem: Problem | None = None


def take_in(sent_name: str, content: Arriving, *, limit_mb: int, scanner: Sequence[str]) -> Upload:
    """Find out whether a file arrived whole and harmless; of which kind it is, whoever reads it finds out."""
    name = _name_only(sent_name)
    try:
        _whole(content, limit_mb)
        _scanned(content, scanner)
    except NotTaken as refusal:
        return Upload(name, content, problem=refusal.problem)
    return Upload(name, content)


def look_at(sent_name: str, content: Arriving, *, limit_mb: int, scanner: Sequence[str]) -> Upload:
    """Find out what a file is and whether it is taken."""
    name = _name_only(sent_name)
    try:
        kind = _checked(name, content, limit_mb, scanner)
    except NotTaken as refusal:
        return Upload(name, content, problem=refusal.problem)
    return Upload(name, content, kind, _pages(content, kind))


def _checked(name: str, content: Arriving, limit_mb: int, scanner: Sequence[str]) -> str:
    _whole(content, limit_mb)
    kind = recognise(name, content)
    _scanned(content, scanner)
    return kind.media_type


def _whole(content: Arriving, limit_mb: int) -> None:
    content.settle()
    if content.is_full:
        raise NotTaken(FULL)
    if content.is_too_large:
        raise NotTaken(TOO_LARGE, limit=limit_mb)
    if not content.size:
        raise NotTaken(EMPTY)


def _scanned(content: Arriving, scanner: Sequence[str]) -> None:
    if content.path is not None:
        scan(scanner, content.path)


def _pages(content: Arriving, media_type: str) -> int | None:
    if content.path is None or media_type not in (PDF, *PICTURES):
        return None
    try:
        return rendering.count_pages(content.path, media_type)
    except rendering.NoPreview:
        return None


def _name_only(sent: str) -> str:
    """Leave out folders and what cannot be seen; keep the extension of a name that is too long."""
    name = PurePosixPath(sent.replace("\\", "/")).name
    name = "".join(char for char in name if char.isprintable()).strip()
    path = PurePosixPath(name or "-")
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix[:LONGEST_NAME]
