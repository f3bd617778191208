"""The virus scanner of the house, if there is one: a command that is told the path of a file."""

import logging
import subprocess
from collections.abc import Sequence
from pathlib import Path

from app.files.kinds import NotTaken
from app.i18n import N_

log = logging.getLogger(__name__)
PATIENCE = 60
"""Seconds until the scanner must have answered."""

INFECTED = N_("The virus scanner refused this file")
SILENT = N_("The virus scanner gave no answer, so the file was not taken; try again, or report it to IT")


def scan(command: Sequence[str], path: Path, *, patience: float = PATIENCE) -> None:
    """Ask the scanner about a file; nothing is asked where there is no command.

    :param command: program and arguments, never read by a shell; the path is added at the end.
    :raises NotTaken: the scanner minds (it ends with another code than 0), or does not answer.
    """
    if not command:
        return
    try:
        done = subprocess.run(
            [*command, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as problem:
        log.error("the virus scanner gave no answer: %s", type(problem).__name__)  # noqa: TRY400
        raise NotTaken(SILENT) from problem
    if done.returncode != 0:
        log.warning("the virus scanner refused a file with code %s", done.returncode)
        raise NotTaken(INFECTED)
