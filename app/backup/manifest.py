"""What a backup says of itself, in its member ``manifest.json``."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Self

FORMAT = "elci-backup"
FORMAT_VERSION = 1
MEMBER = "manifest.json"
_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


class Refused(Exception):
    """A backup cannot be made or used. The message is one sentence for the operator."""


@dataclass(frozen=True)
class KeptTable:
    """A table: its rows are lines of JSON objects in ``tables/<name>.jsonl``.

    :param sha256: of the member, unpacked.
    """

    name: str
    rows: int
    sha256: str

    @property
    def member(self) -> str:
        """Name of the member."""
        return f"tables/{self.name}.jsonl"


@dataclass(frozen=True)
class KeptDocument:
    """A file of the document store, named by its content.

    :param size: bytes.
    """

    sha256: str
    size: int

    @property
    def member(self) -> str:
        """Name of the member."""
        return f"documents/{self.sha256[:2]}/{self.sha256}"


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """Everything that stands in a backup.

    :param revision: of the schema that the rows have.
    :param made_at: ISO 8601, UTC.
    :param missing: checksums of documents that the database names and that were not whole on the disk.
    """

    application: str
    revision: str
    made_at: str
    engine: str
    tables: tuple[KeptTable, ...]
    documents: tuple[KeptDocument, ...] = ()
    missing: tuple[str, ...] = ()
    format: str = FORMAT
    format_version: int = field(default=FORMAT_VERSION)

    @property
    def members(self) -> dict[str, KeptTable | KeptDocument]:
        """Every member but the manifest itself, by its name."""
        found: dict[str, KeptTable | KeptDocument] = {table.member: table for table in self.tables}
        return found | {document.member: document for document in self.documents}

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables)

    def write(self) -> str:
        """Return the text of the member."""
        return json.dumps(asdict(self), indent=1)

    @classmethod
    def read(cls, text: bytes) -> Self:
        """Read the text of the member.

        :raises Refused: it is of another program, newer, or no manifest at all.
        """
        try:
            told: Mapping[str, Any] = json.loads(text)
            if told["format"] != FORMAT:
                raise Refused("This file is not a backup of Elçi.")
            if told["format_version"] > FORMAT_VERSION:
                raise Refused(
                    f"This backup has format {told['format_version']}, and this Elçi reads up to "
                    f"{FORMAT_VERSION}: use the newer Elçi that made it."
                )
            tables = tuple(KeptTable(**table) for table in told["tables"])
            documents = tuple(KeptDocument(**document) for document in told["documents"])
            rest = {name: told[name] for name in ("application", "revision", "made_at", "engine")}
            return cls(tables=tables, documents=documents, missing=tuple(told["missing"]), **rest)
        except (ValueError, KeyError, TypeError) as problem:
            raise Refused("The manifest of this backup cannot be read: the file is damaged.") from problem


@cache
def application_version() -> str:
    """Return the version of this code."""
    return str(tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"])
