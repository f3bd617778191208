from dataclasses import replace

import argon2
import pytest
from sqlalchemy import func, select

from app.errors import Invalid, NotFound, PermissionDenied
from app.services import demo_accounts, passwords, users
from models import Municipality, TrailEntry, User
from models.vocabulary import Role
from tests.make import PASSWORD


@pytest.fixture
def work(monkeypatch):
    """Count how often a password is compared with a hash."""
    done = []
    verify = argon2.PasswordHasher.verify

    def counted(hasher, stored, password):
        done.append(stored)
        return verify(hasher, stored, password)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", counted)
    return done


def test_the_right_password_signs_in_whatever_the_case_of_the_address(make, session):
    user = make.user(email="officer@izmir.test")

    found = users.authenticate(session, "  Officer@Izmir.Test ", PASSWORD)

    assert found is not None
    assert found.id == user.id
    assert found.signed_in_at is not None


@pytest.mark.parametrize(
    ("address", "password"),
    [
        ("officer@izmir.test", "wrong horse battery"),
        ("officer@izmir.test", ""),
        ("nobody@izmir.test", PASSWORD),
        ("closed@izmir.test", PASSWORD),
    ],
)
def test_whoever_cannot_sign_in_costs_the_same_work(make, session, work, address, password):
    make.user(email="officer@izmir.test")
    make.user(email="closed@izmir.test").is_active = False
    session.commit()

    assert users.authenticate(session, address, password) is None

    assert len(work) == 1
    assert argon2.extract_parameters(work[0]) == argon2.extract_parameters(passwords.hashed("any"))


def test_a_hash_made_with_weaker_parameters_is_renewed_at_sign_in(make, session):
    user = make.user()
    user.password_hash = argon2.PasswordHasher(time_cost=1, memory_cost=1024).hash(PASSWORD)
    session.commit()

    assert users.authenticate(session, user.email, PASSWORD)

    assert not passwords.outdated(user.password_hash)
    assert passwords.fits(user.password_hash, PASSWORD)


def test_a_password_is_stored_as_argon2id_only(make, session):
    users.add(
        session, make.municipality().id, email="a@izmir.test", name="A", role=Role.OFFICER, password=PASSWORD
    )

    stored = session.scalars(select(User.password_hash)).one()
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored


def test_an_address_has_one_account(make, session):
    def add(email):
        users.add(
            session, make.municipality().id, email=email, name="A", role=Role.OFFICER, password=PASSWORD
        )

    add("a@izmir.test")
    with pytest.raises(users.EmailTaken):
        add(" A@izmir.TEST")


@pytest.mark.parametrize("password", ["", "1234567", "x" * 201])
def test_a_password_that_is_too_short_or_too_long_is_refused(make, session, password):
    with pytest.raises(Invalid):
        users.add(
            session, make.municipality().id, email="a@b.test", name="A", role=Role.VIEWER, password=password
        )


def test_a_new_password_ends_every_session(make, session):
    user = make.user()
    stamp = user.session_stamp

    users.change_password(session, user, PASSWORD, "another good password")

    assert user.session_stamp != stamp
    assert users.authenticate(session, user.email, PASSWORD) is None
    assert users.authenticate(session, user.email, "another good password")


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [("wrong", "another good password", "current"), (PASSWORD, PASSWORD, "new"), (PASSWORD, "short", "new")],
)
def test_a_password_is_changed_only_with_the_old_one_to_a_good_new_one(make, session, current, new, field):
    user = make.user()
    before = (user.password_hash, user.session_stamp)

    with pytest.raises(Invalid) as refusal:
        users.change_password(session, user, current, new)

    assert [problem.field for problem in refusal.value.problems] == [field]
    assert (user.password_hash, user.session_stamp) == before


def test_an_administrator_closes_and_opens_the_accounts_of_their_house_only(make, session):
    ours, theirs = make.user(), make.user(municipality="antalya")
    admin = make.actor("admin")
    stamp = ours.session_stamp

    users.set_active(session, admin, ours.id, active=False)
    assert (ours.is_active, ours.session_stamp == stamp) == (False, False)
    users.set_active(session, admin, ours.id, active=True)
    assert ours.is_active

    with pytest.raises(NotFound):
        users.set_active(session, admin, theirs.id, active=False)
    assert [user.id for user in users.colleagues(session, admin)] == [ours.id]


def test_nobody_closes_their_own_account(make, session):
    admin = make.user("admin")
    actor = replace(make.actor("admin"), user_id=admin.id)

    with pytest.raises(Invalid):
        users.set_active(session, actor, admin.id, active=False)


def test_an_officer_manages_no_accounts(make, session):
    user = make.user()

    with pytest.raises(PermissionDenied):
        users.colleagues(session, make.actor())
    with pytest.raises(PermissionDenied):
        users.set_active(session, make.actor(), user.id, active=False)


def test_the_demo_accounts_are_made_once_and_taken_away_together(make, session):
    make.municipality("antalya")
    kept = make.user()
    demo_accounts.ensure_all(session)
    demo_accounts.ensure_all(session)
    addresses = set(session.scalars(select(User.email).where(User.is_demo)))
    assert addresses == {account.email for account in demo_accounts.ACCOUNTS}
    assert len(addresses) == 8

    assert demo_accounts.remove_all(session) == 8

    assert session.scalars(select(User.id)).all() == [kept.id]


def test_the_trail_remembers_a_demo_account_that_is_gone_by_its_name(make, session, browse):
    make.municipality("izmir")
    demo_accounts.ensure_all(session)
    session.commit()
    officer = session.scalars(select(User).where(User.email == "officer@izmir.demo")).one()
    browse(officer).submit("/organisations/new", {"title_tr": "Deneme"})

    demo_accounts.remove_all(session)

    session.expire_all()
    entry = session.scalars(select(TrailEntry)).one()
    assert (entry.user_id, entry.actor_name) == (None, "Demo Uzman")


def test_the_roles_of_the_demo_accounts_are_those_of_the_sign_in_page(make, session):
    make.municipality("izmir")
    make.municipality("antalya")
    demo_accounts.ensure_all(session)

    found = session.execute(
        select(Municipality.code, func.count())
        .join(User)
        .group_by(Municipality.code)
        .order_by(Municipality.code)
    )
    assert [tuple(row) for row in found] == [("antalya", 1), ("izmir", 7)]
