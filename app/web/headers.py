"""Security headers of every response. One policy, no nonce, nothing inline anywhere."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Flask, Response, request

from app.config import Settings

POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "base-uri 'none'; "
    "form-action 'self'; "
    "frame-ancestors 'self'"
)
PUBLIC_MAP_POLICY = (
    "default-src 'none'; "
    "style-src 'self'; "
    "img-src 'self'; "
    "font-src 'self'; "
    "base-uri 'none'; "
    "form-action 'none'; "
    "frame-ancestors {sites}"
)
"""Of a public map and of nothing else: no script at all, framed by the sites that the office names."""
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def policy(tiles: str) -> str:
    """Return the policy of every page; pictures of a tile server are let in where the office has one.

    :param tiles: address of the tiles as :mod:`app.config` has checked it, or nothing.
    """
    host = urlsplit(tiles)
    return (
        POLICY.replace("img-src 'self' data:", f"img-src 'self' data: {host.scheme}://{host.netloc}")
        if tiles
        else POLICY
    )


def public_map_policy(sites: Sequence[str]) -> str:
    """Return the policy of a map that pages of these origins may frame, and of no other.

    :param sites: origins as :mod:`app.services.public_maps` has checked them.
    """
    return PUBLIC_MAP_POLICY.format(sites=" ".join(sites) or "'none'")


def init_app(app: Flask) -> None:
    """Send the headers with every response; pages are never kept by a cache, static files are."""
    settings: Settings = app.extensions["elci.settings"]
    headers = _HEADERS | {"Content-Security-Policy": policy(settings.map_tiles)}

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response
