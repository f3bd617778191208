"""The run of a public list: one row that says what was done, and one entry in the trail."""

from uuid import uuid4

from sqlalchemy.orm import Session

from app import trail
from app.importers.reference.tally import Tally
from app.permissions.actor import Actor
from models import ImportRun, ReferenceSet, utc_now
from models.vocabulary import ImportKind, ImportState, ImportWay, ReferenceKind, Verdict

KINDS = {
    ReferenceKind.TIES: ImportKind.REFERENCE_TIE,
    ReferenceKind.MEMBERSHIPS: ImportKind.REFERENCE_MEMBERSHIP,
}


def begin(session: Session, actor: Actor, list_: ReferenceSet, file_name: str, sha256: str) -> ImportRun:
    """Start a run of a list; it belongs to no municipality, since all share the list.

    :param file_name, sha256: empty where the list is removed and nothing is read.
    """
    run = ImportRun(
        municipality_id=None,
        operation_id=str(uuid4()),
        user_id=actor.user_id,
        actor_name=actor.name,
        import_kind=KINDS[list_.kind],
        way=ImportWay.TABLE,
        state=ImportState.APPLYING,
        file_name=file_name,
        sha256=sha256,
        settings={"set": list_.code},
    )
    session.add(run)
    session.flush()
    return run


def end(session: Session, actor: Actor, run: ImportRun, tally: Tally, event: str) -> None:
    """Keep what a run did, and leave its entry in the trail.

    :param event: past participle for the trail.
    """
    counts = {str(name): number for name, number in tally.counts.items() if number}
    run.counts = counts
    run.total = run.done = sum(tally.counts[verdict] for verdict in Verdict)
    run.settings = run.settings | {
        "before": tally.before,
        "ignored": dict(tally.ignored),
        "bad": [
            [row.number, row.problem.field, row.problem.message, dict(row.problem.values)]
            for row in tally.bad
        ],
    }
    run.state, run.finished_at = ImportState.APPLIED, utc_now()
    told = {"list": run.settings["set"], "file": run.file_name, "run": run.id}
    trail.note(session, actor, f"city.{event}", {**told, **counts})
    session.flush()
