"""``flask user``: accounts from the command line."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.errors import Invalid
from app.extensions import db
from app.i18n import translator
from app.services import users
from app.unit_of_work import unit_of_work
from app.web.clock import office_today
from models import Municipality
from models.vocabulary import Role
from seeds import new_house

group = AppGroup("user", help="Accounts.")


@group.command("add")
@click.argument("email")
@click.option("--name", required=True, help="Name as colleagues see it.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--municipality", required=True, help="Short code, such as izmir; created if it is new.")
@click.option("--municipality-name", help="Full name of a new municipality.")
@click.password_option()
def add(
    email: str, name: str, role: str, municipality: str, municipality_name: str | None, password: str
) -> None:
    """Add an account; the first one also creates its municipality, with the well-known networks."""
    try:
        with unit_of_work(db.session) as session:
            found = session.scalar(select(Municipality.id).where(Municipality.code == municipality))
            if found is None:
                title = municipality_name or municipality
                found = new_house.found(session, municipality, title, today=office_today())
            users.add(session, found, email=email, name=name, role=Role(role), password=password)
    except users.EmailTaken:
        message = f"{email} has an account already."
        raise click.ClickException(message) from None
    except Invalid as refusal:
        t = translator("en")
        message = "; ".join(t(problem.message, **problem.values) for problem in refusal.problems)
        raise click.ClickException(message) from None
    click.echo(f"Account added: {email}")
