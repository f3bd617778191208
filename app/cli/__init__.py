"""Commands: each opens a unit of work, calls a service, prints a sentence."""

from flask import Flask

from app.cli import (
    answers,
    backup,
    briefing,
    check,
    database,
    demo,
    importing,
    note,
    portfolio,
    reference,
    schema,
    serve,
    user,
    whole,
    work,
)


def register(app: Flask) -> None:
    """Add every command to ``flask``."""
    importing.group.add_command(whole.import_all)
    for command in (
        database.init,
        demo.demo,
        serve.serve,
        work.work,
        backup.backup,
        backup.restore,
        check.check,
        user.group,
        answers.group,
        importing.group,
        whole.export,
        note.note,
        briefing.group,
        reference.group,
        portfolio.group,
        schema.group,
    ):
        app.cli.add_command(command)
