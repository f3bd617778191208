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
    DOCUMENT_RESTRICTED = "document:restricted"
    TASK_OVERSEE = "task:oversee"
    TRAIL_VIEW = "trail:view"
    VIEW_SHARE = "view:share"
    VIEW_KEEP = "view:keep"
    MAP_PUBLISH = "map:publish"
    PORTFOLIO_PUBLISH = "portfolio:publish"
    NOTE_APPROVE = "note:approve"
    PAPER_MANAGE = "paper:manage"
    USER_MANAGE = "user:manage"


_READ = frozenset({Permission.RECORD_VIEW})
_WRITE = _READ | {
    Permission.RECORD_WRITE,
    Permission.RECORD_BIN,
    Permission.AGREEMENT_SIGN,
    Permission.DECISION_WRITE,
    Permission.TRAIL_VIEW,
    Permission.VIEW_SHARE,
}
_LEAD = _WRITE | {
    Permission.VIEW_KEEP,
    Permission.MAP_PUBLISH,
    Permission.PORTFOLIO_PUBLISH,
    Permission.NOTE_APPROVE,
}

_RESTRICTED = frozenset({Permission.DOCUMENT_RESTRICTED})
"""To see documents marked above official use, and to mark one so."""

RIGHTS: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _READ,
    Role.OFFICER: _WRITE,
    Role.MANAGER: _LEAD | _RESTRICTED | {Permission.TASK_OVERSEE},
    Role.DIRECTOR: _LEAD | _RESTRICTED | {Permission.TASK_OVERSEE},
    Role.PROTOCOL: _WRITE | _RESTRICTED,
    Role.COUNCIL_CLERK: _READ | {Permission.TRAIL_VIEW, Permission.DECISION_WRITE},
    Role.AUDITOR: _READ | _RESTRICTED | {Permission.TRAIL_VIEW},
    Role.ADMIN: _LEAD
    | _RESTRICTED
    | {Permission.REFERENCE_WRITE, Permission.USER_MANAGE, Permission.PAPER_MANAGE},
}
