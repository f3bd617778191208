"""The two public lists as they are published, where they lie beside the checkout; neither is part of Elçi."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[3]
FILES = HOME.parent / "shared" / "data"
TIES, MEMBERS = FILES / "twin_towns.csv", FILES / "network_members.csv"
MOST_MB = 400
PEAK = """
import resource, sys
from wsgi import app
done = app.test_cli_runner().invoke(args=sys.argv[1:])
print(done.output.strip())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""

pytestmark = pytest.mark.skipif(not TIES.exists(), reason="the public lists are not here")


@pytest.fixture
def run(installation):
    """Run a command in a process of its own; returns what it printed and the megabytes it took at most."""
    house = installation("lists")
    assert house.run("init").exit_code == 0
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ELCI_")}
    told = clean | {
        "ELCI_DATABASE_URL": house.url,
        "ELCI_DATA_DIR": str(house.data_dir),
        "ELCI_MODE": "development",
        "ELCI_SECRET_KEY": "for tests only" * 3,
    }

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "-c", PEAK, *map(str, arguments), "--format", "json"],
            cwd=HOME,
            env=told,
            capture_output=True,
            text=True,
            check=True,
        )
        printed, peak = done.stdout.splitlines()
        return json.loads(printed), int(peak)

    return run


def test_the_lists_are_read_in_time_and_a_second_time_nothing_is_new(run):
    for command, file, rows, errors, seconds in (
        ("reference-ties", TIES, 24_404, 0, 30),
        ("reference-memberships", MEMBERS, 16_742, 2, 25),
    ):
        first, peak = run("import", command, file)
        again, _ = run("import", command, file)

        assert first["new"] + first["ignored"] + first["error"] == rows
        assert (first["error"], first["ignored"] < 100, first["unsure"] < 1000) == (errors, True, True)
        assert first["seconds"] < seconds
        assert peak < MOST_MB
        assert (again["new"], again["changed"], again["removed"]) == (0, 0, 0)
        assert (again["same"], again["unsure"]) == (first["new"], first["unsure"])
