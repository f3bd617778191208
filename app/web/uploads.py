"""Files that come with a form: which views take them, how they reach the disk, how a view gets them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, TypeVar, cast

from flask import Request, current_app
from flask_login import current_user
from werkzeug.datastructures import CombinedMultiDict, MultiDict

from app.domain.portfolio_file import MOST_MB
from app.files.uploads import MEGABYTE, Upload, look_at, take_in
from app.storage import Arriving, Store
from app.web.clock import settings

V = TypeVar("V", bound=Callable[..., object])
_TAKES = "elci_takes_files"
_TOO_LARGE_BY = 2
"""How many times the largest file may be sent before the request itself is refused. Up to there whoever sent
too much gets their form back with what they typed."""


IMPORT_MB = 50
"""Megabytes of the largest file that may be imported: what the readers of tables are built for."""


@dataclass(frozen=True)
class Room:
    """Where the files of a view go, and how large they may be.

    :param folder: of the data directory.
    :param limit_mb: says how many megabytes a file may have.
    """

    folder: str
    limit_mb: Callable[[], int]

    @property
    def store(self) -> Store:
        """The store of the running application."""
        return Store(settings().data_dir / self.folder)


_DOCUMENTS = Room("documents", lambda: settings().upload_mb)
_IMPORTS = Room("imports", lambda: IMPORT_MB)
_PORTFOLIOS = Room("portfolios", lambda: MOST_MB)


def takes_files(view: V) -> V:
    """Let a view take documents up to the size of ``ELCI_UPLOAD_MB``."""
    setattr(view, _TAKES, _DOCUMENTS)
    return view


def takes_imports(view: V) -> V:
    """Let a view take a file to be imported, up to :data:`IMPORT_MB`."""
    setattr(view, _TAKES, _IMPORTS)
    return view


def takes_portfolios(view: V) -> V:
    """Let a view take the portfolio of a peer, as large as one may be."""
    setattr(view, _TAKES, _PORTFOLIOS)
    return view


def store() -> Store:
    """Return the store of documents."""
    return _DOCUMENTS.store


def import_store() -> Store:
    """Return the store of files whose columns are still to be named."""
    return _IMPORTS.store


def portfolio_store() -> Store:
    """Return the store of portfolios that somebody is still looking at."""
    return _PORTFOLIOS.store


def package_store() -> Store:
    """Return the store of files that were made to be handed out once; backups do not carry it."""
    return Store(settings().data_dir / "packages")


def make_room(request: Request) -> bool:
    """Let the files of a view that takes some come in, and say whether it is one."""
    room = _room_of(request)
    if room is None:
        return False
    most = room.limit_mb() * MEGABYTE
    request.max_content_length = most * _TOO_LARGE_BY + current_app.config["MAX_CONTENT_LENGTH"]
    return True


class FormRequest(Request):
    """A request whose files go straight to the disk on which they may stay."""

    def posted(self) -> CombinedMultiDict[str, Any]:
        """Return what was typed and, under their names, the files that were chosen."""
        chosen: MultiDict[str, Any] = MultiDict()
        for name, file in self.files.items(multi=True):
            if file.filename and isinstance(file.stream, Arriving):
                chosen.add(name, self._looked_at(file.filename, file.stream))
        return CombinedMultiDict((chosen, self.form))

    def arrived(self, name: str) -> Upload | None:
        """Return the file that was chosen in a field, whatever its kind; None where none was."""
        file = self.files.get(name)
        if file is None or not file.filename or not isinstance(file.stream, Arriving):
            return None
        return take_in(file.filename, file.stream, limit_mb=self._limit_mb(), scanner=settings().scan_command)

    def close(self) -> None:
        """Let go of what was not kept, also where the sender broke off in the middle."""
        super().close()
        for arriving in self.__dict__.get("_arriving", ()):
            arriving.close()

    def _looked_at(self, name: str, content: Arriving) -> Upload:
        return look_at(name, content, limit_mb=self._limit_mb(), scanner=settings().scan_command)

    def _limit_mb(self) -> int:
        return (_room_of(self) or _DOCUMENTS).limit_mb()

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        # A stranger's file is written nowhere, and the form comes back after signing in; nor is a second one,
        # for no form of ours has two.
        others = self.__dict__.setdefault("_arriving", [])
        wanted = make_room(self) and current_user.is_authenticated and not others
        room = _room_of(self) or _DOCUMENTS
        arriving = room.store.receive(room.limit_mb() * MEGABYTE if wanted else 0)
        others.append(arriving)
        return cast("IO[bytes]", arriving)


def _room_of(request: Request) -> Room | None:
    """Return the room of the view that is asked, None where it takes no files."""
    view = current_app.view_functions.get(request.endpoint or "")
    room: Room | None = getattr(view, _TAKES, None)
    return room
