"""Commands: each opens a unit of work, calls a service, prints a sentence."""

from flask import Flask

from app.cli import answer, backup, check, database, demo, importing, reference, serve, user, whole


def register(app: Flask) -> None:
    """Add every command to ``flask``."""
    importing.group.add_command(whole.import_all)
    for command in (
        database.init,
        demo.demo,
        serve.serve,
        backup.backup,
        backup.restore,
        check.check,
        user.group,
        answer.answer,
        importing.group,
        whole.export,
        reference.group,
    ):
        app.cli.add_command(command)
