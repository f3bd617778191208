"""Compare the Turkish catalogue with the words in the code. English needs none: the msgids are English.

``python -m translations.check`` names every missing, empty, fuzzy, misfilled or stale entry and fails;
``--update`` adds the missing entries with an empty translation and removes the stale ones.
"""

import argparse
import ast
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CATALOGUE = HERE / "tr" / "LC_MESSAGES" / "messages.po"
KEYWORDS: dict[str, Any] = {"N_": None, "_": None, "t": None, "ngettext": (1, 2), "plural": (1, 2)}
HEADER = r"""# Elçi in Turkish. `make translate` keeps it sorted and complete; a person fills in the words.
msgid ""
msgstr ""
"Language: tr\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""

Found = tuple[int, str, tuple[str | None, ...], list[str]]


class Filling(dict[str, object]):
    """Takes any placeholder of ``%(name)s`` and remembers its name."""

    def __missing__(self, name: str) -> int:
        self[name] = 0
        return 0


def from_template(file: IO[bytes], keywords: Any, *_: Any, **__: Any) -> Iterator[Found]:
    """Find the words of one Jinja template, for Babel.

    Babel's own extractor sees ``_("…")`` and misses a method: ``t.plural("…", "…", n)``.
    """
    tree = Environment(autoescape=True, extensions=["jinja2.ext.do"]).parse(file.read().decode())
    for call in tree.find_all(nodes.Call):
        name = getattr(call.node, "name", "") or getattr(call.node, "attr", "")
        if name in keywords:
            values = (arg.value if isinstance(arg, nodes.Const) else None for arg in call.args)
            yield call.lineno, name, tuple(value if isinstance(value, str) else None for value in values), []


def from_code(file: IO[bytes], keywords: Any, *_: Any, **__: Any) -> Iterator[Found]:
    """Find the words of one Python module, for Babel.

    Babel's own extractor misses a call within a call: ``t(words.get(key, N_("…")))``.
    """
    for call in ast.walk(ast.parse(file.read())):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
            if name in keywords:
                values = (arg.value if isinstance(arg, ast.Constant) else None for arg in call.args)
                yield (
                    call.lineno,
                    name,
                    tuple(value if isinstance(value, str) else None for value in values),
                    [],
                )


def words_in_code() -> Catalog:
    """Collect every msgid of the code and the templates."""
    with (HERE / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = Catalog()
    for path, line, msgid, _comments, context in extract_from_dir(ROOT, methods, options, KEYWORDS):
        if all(_forms(msgid)):
            found.add(msgid, locations=[(path, line)], context=context)
    return found


def read_catalogue() -> Catalog:
    """Read the Turkish catalogue; an absent one is empty."""
    if not CATALOGUE.exists():
        return read_po(io.StringIO(HEADER), locale="tr")
    with CATALOGUE.open(encoding="utf-8") as file:
        return read_po(file, locale="tr", abort_invalid=True)


def problems(turkish: Catalog, code: Catalog) -> Iterator[str]:
    """Name what is wrong, one line each."""
    for message in _messages(code):
        if turkish.get(message.id) is None:
            path, line = message.locations[0]
            yield f"missing: {_shown(message)} ({path}:{line})"
    for message in _messages(turkish):
        used = code.get(message.id)
        if used is None:
            yield f"stale: {_shown(message)}"
        elif isinstance(used.id, tuple) != isinstance(message.id, tuple):
            yield f"missing: {_shown(used)} has a plural in the code, or had one"
        elif message.fuzzy:
            yield f"fuzzy: {_shown(message)}"
        elif not all(_forms(message.string or "")):
            yield f"empty: {_shown(message)}"
        else:
            yield from _misfilled(message)
    for obsolete in turkish.obsolete.values():
        yield f"stale: {_shown(obsolete)}"


def update(turkish: Catalog, code: Catalog) -> None:
    """Write the catalogue anew: the words of the code, with the translations that exist."""
    fresh = Catalog(locale="tr")
    for message in _messages(code):
        known = turkish.get(message.id)
        same_form = known is not None and isinstance(known.id, tuple) == isinstance(message.id, tuple)
        string = known.string if known is not None and same_form else ""
        flags = known.flags & {"fuzzy"} if known is not None else ()
        fresh.add(message.id, string, flags=flags)
    buffer = io.BytesIO()
    write_po(buffer, fresh, width=0, no_location=True, omit_header=True, sort_output=True)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text((HEADER + buffer.getvalue().decode()).rstrip() + "\n", encoding="utf-8")


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _forms(text: str | Sequence[str]) -> tuple[str, ...]:
    """Return a msgid or a translation as its forms: one, or one per plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def _shown(message: Message) -> str:
    return repr(_forms(message.id)[0])


def _misfilled(message: Message) -> Iterator[str]:
    expected = set().union(*(_placeholders(msgid) or () for msgid in _forms(message.id)))
    for string in _forms(message.string or ""):
        given = _placeholders(string)
        if given is None:
            yield f"misfilled: {_shown(message)}: a stray % in {string!r}"
        elif given != expected:
            names = ", ".join(sorted(given ^ expected))
            yield f"misfilled: {_shown(message)}: {names} stands on one side only"


def _placeholders(text: str) -> set[str] | None:
    """Return the names of the placeholders in ``text``; None where it cannot be filled."""
    if "%(" not in text:
        return set()
    filling = Filling()
    try:
        text % filling
    except (ValueError, TypeError):
        return None
    return set(filling)


def main() -> int:
    """Check or update; the exit code is 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--update", action="store_true", help="add missing entries, remove stale ones")
    code, arguments = words_in_code(), parser.parse_args()
    if arguments.update:
        update(read_catalogue(), code)
    found = list(problems(read_catalogue(), code))
    for problem in found:
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(f"{len(_messages(code))} messages, {len(found)} problems in the Turkish catalogue\n")
    return 0 if arguments.update or not found else 1


if __name__ == "__main__":
    sys.exit(main())
