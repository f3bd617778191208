"""The table of rights: each role, and what it may do."""

from enum import StrEnum

from models.vocabulary import Role


class Permission(StrEnum):
    """One thing somebody may do."""

    RECORD_VIEW = "record:view"
    RECORD_WRITE = "record:write"
    RECORD_BIN = "record:bin"
    REFERENCE_WRITE = "reference:write"
    AGREEMENT_SIGN = "agreement:sign"
    DECISION_WRITE = "decision:write"
    TASK_OVERSEE = "task:oversee"
    TRAIL_VIEW = "trail:view"
    USER_MANAGE = "user:manage"


_READ = frozenset({Permission.RECORD_VIEW})
_WRITE = _READ | {
    Permission.RECORD_WRITE,
    Permission.RECORD_BIN,
    Permission.AGREEMENT_SIGN,
    Permission.DECISION_WRITE,
    Permission.TRAIL_VIEW,
}

RIGHTS: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _READ,
    Role.OFFICER: _WRITE,
    Role.MANAGER: _WRITE | {Permission.TASK_OVERSEE},
    Role.DIRECTOR: _WRITE | {Permission.TASK_OVERSEE},
    Role.PROTOCOL: _WRITE,
    Role.COUNCIL_CLERK: _READ | {Permission.TRAIL_VIEW, Permission.DECISION_WRITE},
    Role.AUDITOR: _READ | {Permission.TRAIL_VIEW},
    Role.ADMIN: _WRITE | {Permission.REFERENCE_WRITE, Permission.USER_MANAGE},
}
