"""Files that come with a form: which views take them, how they reach the disk, how a view gets them."""

from collections.abc import Callable
from typing import IO, Any, TypeVar, cast

from flask import Request, current_app
from flask_login import current_user
from werkzeug.datastructures import CombinedMultiDict, MultiDict

from app.files.uploads import MEGABYTE, Upload, look_at
from app.storage import Arriving, Store
from app.web.clock import settings

V = TypeVar("V", bound=Callable[..., object])
_TAKES = "elci_takes_files"
_TOO_LARGE_BY = 2
"""How many times the largest file may be sent before the request itself is refused. Up to there whoever sent
too much gets their form back with what they typed."""


def takes_files(view: V) -> V:
    """Let a view take files up to the size of ``ELCI_UPLOAD_MB``."""
    setattr(view, _TAKES, True)
    return view


def store() -> Store:
    """Return the store of the running application."""
    return Store(settings().data_dir / "documents")


def make_room(request: Request) -> bool:
    """Let the files of a view that takes some come in, and say whether it is one."""
    view = current_app.view_functions.get(request.endpoint or "")
    if not getattr(view, _TAKES, False):
        return False
    request.max_content_length = _limit() * _TOO_LARGE_BY + current_app.config["MAX_CONTENT_LENGTH"]
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

    def close(self) -> None:
        """Let go of what was not kept, also where the sender broke off in the middle."""
        super().close()
        for arriving in self.__dict__.get("_arriving", ()):
            arriving.close()

    def _looked_at(self, name: str, content: Arriving) -> Upload:
        found = settings()
        return look_at(name, content, limit_mb=found.upload_mb, scanner=found.scan_command)

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
        arriving = store().receive(_limit() if wanted else 0)
        others.append(arriving)
        return cast("IO[bytes]", arriving)


def _limit() -> int:
    return settings().upload_mb * MEGABYTE
