"""Pictures of the pages of a PDF and of images, made in a process of its own.

A file from outside may make a reader of its format hang, crash or take all memory. Here that ends a process
that serves nobody else, and the page says that there is no preview. The process is this file itself, run as a
script; it imports nothing of ours.
"""

import io
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

LONGEST_SIDE = 1200
"""Pixels."""
MOST_PIXELS = 60_000_000
"""Pixels of an image; a file of some kilobytes can ask for thousands of millions."""
MEMORY, SECONDS = 1 << 30, 20
_COUNT, _DRAW = "count", "draw"
_PDF = "application/pdf"


class NoPreview(Exception):
    """No picture can be made: the file is broken, locked, too large, or of a kind that has none."""


def count_pages(path: Path, media_type: str) -> int:
    """Return how many pages can be shown; an image has one.

    :raises NoPreview: none can.
    """
    return int(_run(_COUNT, path, media_type, 1))


def draw(path: Path, media_type: str, page: int) -> bytes:
    """Return a PNG of a page; the first one is 1.

    :raises NoPreview: there is no such page, or no picture of it can be made.
    """
    return _run(_DRAW, path, media_type, page)


def _run(what: str, path: Path, media_type: str, page: int) -> bytes:
    script = [sys.executable, "-I", __file__, what, str(path), media_type, str(page)]
    try:
        done = subprocess.run(
            script,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS * 2,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as problem:
        raise NoPreview(str(problem)) from problem
    if done.returncode != 0 or not done.stdout:
        raise NoPreview(f"{what} ended with {done.returncode}")
    return done.stdout


def _main(what: str, path: str, media_type: str, page: int) -> bytes:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if media_type == _PDF:
        return _count_pdf(path) if what == _COUNT else _draw_pdf(path, page)
    drawn = _draw_image(path)
    return b"1" if what == _COUNT else drawn


def _count_pdf(path: str) -> bytes:
    import pypdfium2  # in this process alone, not in the server's

    document = pypdfium2.PdfDocument(path)
    document[0].get_size()
    return str(len(document)).encode()


def _draw_pdf(path: str, page: int) -> bytes:
    import pypdfium2

    sheet = pypdfium2.PdfDocument(path)[page - 1]
    longest = max(*sheet.get_size(), 1)
    return _png(sheet.render(scale=LONGEST_SIDE / longest).to_pil())


def _draw_image(path: str) -> bytes:
    import warnings

    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(path, formats=("JPEG", "PNG", "WEBP")) as image:
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG need not be read in full
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _png(ImageOps.exif_transpose(image))


def _png(image: Any) -> bytes:
    made = io.BytesIO()
    image.convert("RGB").save(made, "PNG")
    return made.getvalue()


if __name__ == "__main__":
    asked, file, kind, number = sys.argv[1:]
    sys.stdout.buffer.write(_main(asked, file, kind, int(number)))
