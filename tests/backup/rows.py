"""What the tests compare: every row of an installation, as a backup would write it."""

import json
from typing import Any

from app.backup import tables
from app.backup.write import snapshot
from tests.house import House


def rows(house: House) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table; sessions, which end with a restore, are left out."""
    with snapshot(house.engine) as connection:
        found = {
            table.name: [read(line) for line in tables.lines(connection, table)]
            for table in tables.kept(connection)
        }
    house.engine.dispose()
    for user in found.get("user_account", ()):
        del user["session_stamp"]
    return found


def read(line: bytes) -> dict[str, Any]:
    """Return a row of an archive; a JSON text in it as its value: engines order the names of an object."""
    return {
        name: json.loads(value) if isinstance(value, str) and value[:1] in {"{", "["} else value
        for name, value in json.loads(line).items()
    }
