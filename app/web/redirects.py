"""Where a redirect may lead: to a path of this site and nowhere else."""

from urllib.parse import urlsplit


def local_path(target: str | None, otherwise: str = "/") -> str:
    r"""Return ``target`` if it is a path of this site.

    Browsers read ``//host``, ``/\host`` and control characters as ways out.
    """
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return otherwise
    if any(ord(char) < 32 for char in target) or "\\" in target or urlsplit(target).netloc:
        return otherwise
    return target
