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
            table.name: [json.loads(line) for line in tables.lines(connection, table)]
            for table in tables.kept(connection)
        }
    house.engine.dispose()
    for user in found.get("user_account", ()):
        del user["session_stamp"]
    return found
