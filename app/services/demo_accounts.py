"""The accounts of the demo: they exist in demo mode and nowhere else."""

from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.services import users
from models import Municipality, TrailEntry, User
from models.vocabulary import Role

PASSWORD = "elci-demo"  # noqa: S105 - published on the sign-in page of the demo


@dataclass(frozen=True)
class DemoAccount:
    """One account; its name says a role and no person."""

    email: str
    name: str
    role: Role
    municipality: str
    municipality_title: str


ACCOUNTS = (
    DemoAccount("officer@izmir.demo", "Demo Uzman", Role.OFFICER, "izmir", "İzmir"),
    DemoAccount("manager@izmir.demo", "Demo Şube Müdürü", Role.MANAGER, "izmir", "İzmir"),
    DemoAccount("director@izmir.demo", "Demo Daire Başkanı", Role.DIRECTOR, "izmir", "İzmir"),
    DemoAccount("protocol@izmir.demo", "Demo Protokol", Role.PROTOCOL, "izmir", "İzmir"),
    DemoAccount("auditor@izmir.demo", "Demo Denetçi", Role.AUDITOR, "izmir", "İzmir"),
    DemoAccount("viewer@izmir.demo", "Demo İzleyici", Role.VIEWER, "izmir", "İzmir"),
    DemoAccount("admin@izmir.demo", "Demo Yönetici", Role.ADMIN, "izmir", "İzmir"),
    DemoAccount("officer@antalya.demo", "Demo Uzman", Role.OFFICER, "antalya", "Antalya"),
)


def ensure_all(session: Session) -> None:
    """Create the demo accounts that are missing; the caller has made sure that this is a demo."""
    there = set(session.scalars(select(User.email)))
    for account in ACCOUNTS:
        municipality_id = session.scalar(
            select(Municipality.id).where(Municipality.code == account.municipality)
        )
        if account.email not in there and municipality_id is not None:
            users.add(
                session,
                municipality_id,
                email=account.email,
                name=account.name,
                role=account.role,
                password=PASSWORD,
                is_demo=True,
            )


def remove_all(session: Session) -> int:
    """Delete every demo account; entries of the trail keep the name of who acted. Returns how many went."""
    ids = session.scalars(select(User.id).where(User.is_demo)).all()
    session.execute(update(TrailEntry).where(TrailEntry.user_id.in_(ids)).values(user_id=None))
    session.execute(delete(User).where(User.id.in_(ids)))
    return len(ids)
