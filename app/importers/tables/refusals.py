"""Why a whole file is refused."""

from app.errors import Invalid, Problem
from app.i18n import N_


def refuse(message: str, **values: object) -> Invalid:
    """Return what is raised where a file cannot be read.

    :param message: msgid of a sentence about the file.
    """
    return Invalid(Problem("file", message, values))


def locked() -> Invalid:
    """Return the refusal of a workbook that only opens with a password."""
    return refuse(N_("The workbook is locked with a password. Save it without one and try again."))


def damaged() -> Invalid:
    """Return the refusal of a workbook that is cut off or spoilt."""
    return refuse(N_("The workbook is damaged and cannot be read. Open it, save it anew and try again."))


def too_large_unpacked() -> Invalid:
    """Return the refusal of a workbook that would fill the memory."""
    return refuse(N_("The workbook is larger than 200 MB when unpacked."))


def empty() -> Invalid:
    """Return the refusal of a file without a letter."""
    return refuse(N_("The file is empty."))


def nothing_in_it() -> Invalid:
    """Return the refusal of a workbook without a single cell."""
    return refuse(N_("No sheet of the workbook has anything in it."))


def of_wrong_type(name: str) -> Invalid:
    """Return the refusal of a file that is no table.

    :param name: what it is, in capitals: ``PDF``.
    """
    return refuse(
        N_(
            "The content of the file is of the type %(type)s, whatever its name says."
            " Save the table as XLSX or CSV."
        ),
        type=name,
    )
