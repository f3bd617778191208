"""Files to be saved: never shown in the page."""

from collections.abc import Iterable

from flask import Response


def attachment(content: str | Iterable[bytes], name: str, media_type: str) -> Response:
    """Send a file under a name.

    :param content: the file, or its pieces as they are made.
    :param name: in any letters; what no file name has (a new line from a title) becomes a space.
    """
    plain = "".join(letter if letter.isprintable() else " " for letter in name)
    response = Response(content, content_type=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=plain)
    return response
