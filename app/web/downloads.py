"""Files to be saved: never shown in the page."""

import os
import unicodedata
from typing import IO
from urllib.parse import quote

from flask import Response
from werkzeug.wsgi import FileWrapper

_PIECE = 64 * 1024


def attachment(content: str | IO[bytes], name: str, media_type: str) -> Response:
    """Send a file under a name.

    :param content: a text, or an open file that is sent from its beginning and closed. It has a length, so a
        browser knows whether all of it has arrived.
    :param name: in any letters; what no file name has (a new line from a title) becomes a space.
    """
    plain = "".join(letter if letter.isprintable() else " " for letter in name)
    if isinstance(content, str):
        response = Response(content, content_type=media_type)
    else:
        size = content.seek(0, os.SEEK_END)
        content.seek(0)
        response = Response(FileWrapper(content, _PIECE), content_type=media_type, direct_passthrough=True)
        response.content_length = size
        response.call_on_close(content.close)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    names = {"filename": ascii_only}
    if plain != ascii_only:  # a header holds no letter beyond Latin-1, and servers refuse to send one
        names["filename*"] = f"UTF-8''{quote(plain, safe='')}"
    response.headers.set("Content-Disposition", "attachment", **names)
    return response
