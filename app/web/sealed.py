"""A page as a file that stands alone: style and script are within it, and nothing else may load or run."""

import hashlib
from base64 import b64encode
from pathlib import Path

_STATIC = Path(__file__).resolve().parents[2] / "static"


def sealed(page: str, *, style: str, script: str) -> bytes:
    """Put a style and a script of ours into a page, and a policy that lets in those two by their checksums.

    :param style, script: names of files in ``static/css`` and ``static/js``.
    """
    css, js = (
        (_STATIC / kind / name).read_text(encoding="utf-8") for kind, name in (("css", style), ("js", script))
    )
    policy = (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(js)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    page = page.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{meta}', 1)
    page = page.replace("</head>", f"<style>{css}</style>\n</head>", 1)
    head, _, _foot = page.rpartition("</body>")
    return f"{head}<script>{js}</script>\n</body>\n</html>\n".encode()


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
