"""Files to be saved: never shown in the page."""

import os
from typing import IO

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
    response.headers.set("Content-Disposition", "attachment", filename=plain)
    return response
