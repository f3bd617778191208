"""Verbs of notes: begin, revise, write, check, approve, return, issue.

Source: docs/rules.md, R-8: one approval.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Conflict, Invalid, NotFound, Problem, Stale
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import names
from app.queries import notes as queries
from app.records import kit
from app.records.notes import KIND_OF, NOTE
from models import Note, NoteVersion
from models.vocabulary import NoteKind, NoteState

LONGEST_TEXT = 20_000
PaperJson = Mapping[str, Any]
"""A paper as :mod:`app.documents.paper_json` tells it."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Number and day of a note that is to be issued.

    :param approved_on: the day of the paper that was approved.
    """

    number: str
    day: date
    approved_on: date


class WrongState(Conflict):
    """The note is not in a state from which this can be done; an issued one never changes."""


def begin(session: Session, actor: Actor, data: Mapping[str, Any], *, today: date) -> Note:
    """Write a new note, a draft; its kind follows from what it is on.

    :param data: as for :func:`app.records.kit.create`.
    :raises PermissionDenied, Invalid, NotFound: as there.
    """
    ensure(actor, NOTE.create)
    facts = {"note_kind": _kind(session, actor, data["about_id"]), "state": NoteState.DRAFT}
    return kit.create(session, actor, NOTE, {**data, **facts}, today=today)


def revise(
    session: Session, actor: Actor, note_id: int, seen_version: int, data: Mapping[str, Any], *, today: date
) -> Note:
    """Change what a draft is on and called.

    :raises WrongState: it is not a draft.
    :raises PermissionDenied, Invalid, NotFound, Stale: as the kit.
    """
    ensure(actor, NOTE.write)
    _in_state(kit.load(session, actor, NOTE, note_id), NoteState.DRAFT)
    facts = {"note_kind": _kind(session, actor, data["about_id"])} if "about_id" in data else {}
    return kit.edit(session, actor, NOTE, note_id, seen_version, {**data, **facts}, today=today)


def write(
    session: Session,
    actor: Actor,
    note_id: int,
    seen_version: int,
    *,
    left_out: Collection[str],
    texts: Mapping[str, str],
    today: date,
) -> Note:
    """Write into sections of a draft, and leave sections out.

    :param left_out: among the sections of ``texts``.
    :param texts: section → light Markdown, empty for none; other sections stay as they are.
    :raises WrongState: it is not a draft.
    :raises Invalid: a text is too long; the problem names the section.
    :raises PermissionDenied, NotFound, Stale: as the kit.
    """
    ensure(actor, NOTE.write)
    note = kit.load(session, actor, NOTE, note_id)
    _in_state(note, NoteState.DRAFT)
    long = N_("Enter at most %(limit)s characters; there are %(length)s now")
    too_long = [
        Problem(name, long, {"limit": LONGEST_TEXT, "length": len(body)})
        for name, body in texts.items()
        if len(body) > LONGEST_TEXT
    ]
    if too_long:
        raise Invalid(*too_long)
    known = {one.section: one for one in note.texts}
    bodies = {one.section: one.body for one in note.texts} | dict(texts)
    rows = [
        {"id": known[name].id if name in known else None, "section": name, "body": body}
        for name, body in bodies.items()
        if body
    ]
    kept = [name for name in note.left_out if name not in texts]
    data = {"left_out": sorted({*kept, *left_out}), "texts": rows}
    return kit.edit(session, actor, NOTE, note_id, seen_version, data, today=today)


def check(
    session: Session, actor: Actor, note_id: int, seen_version: int, paper: PaperJson, *, today: date
) -> Note:
    """Say that a draft was checked.

    :param paper: the note as it was checked.
    :raises WrongState: it is not a draft.
    :raises PermissionDenied, NotFound, Stale: as the kit.
    """
    ensure(actor, NOTE.write)
    note, before = _at_hand(session, actor, note_id, seen_version, NoteState.DRAFT)
    note.state = NoteState.CHECKED
    kit.save(session, actor, NOTE, note, before, "checked", today=today)
    _keep(session, actor, note, paper)
    return note


def approve(
    session: Session, actor: Actor, note_id: int, seen_version: int, paper: PaperJson, *, today: date
) -> Note:
    """Approve a checked note.

    :param paper: the note as it is approved.
    :raises WrongState: it is not checked.
    :raises PermissionDenied, NotFound, Stale: as the kit.
    """
    ensure(actor, Permission.NOTE_APPROVE)
    note, before = _at_hand(session, actor, note_id, seen_version, NoteState.CHECKED)
    note.state = NoteState.APPROVED
    kit.save(session, actor, NOTE, note, before, "approved", today=today)
    _keep(session, actor, note, paper)
    return note


def send_back(session: Session, actor: Actor, note_id: int, seen_version: int, *, today: date) -> Note:
    """Make a draft again of a note that was checked or approved; its versions stay.

    :raises WrongState: it is a draft, or issued.
    :raises PermissionDenied, NotFound, Stale: as the kit.
    """
    ensure(actor, NOTE.write)
    states = (NoteState.CHECKED, NoteState.APPROVED)
    note, before = _at_hand(session, actor, note_id, seen_version, *states)
    note.state = NoteState.DRAFT
    return kit.save(session, actor, NOTE, note, before, "sent_back", today=today)


def issue(
    session: Session,
    actor: Actor,
    note_id: int,
    seen_version: int,
    paper: PaperJson,
    under: Issue,
    *,
    today: date,
) -> Note:
    """Issue an approved note under a number; from then on it never changes.

    :param paper: the approved one, with number and day.
    :raises WrongState: it is not approved.
    :raises Invalid: the number is taken, the day lies before the approval or is still to come.
    :raises PermissionDenied, NotFound, Stale: as the kit.
    """
    ensure(actor, NOTE.write)
    note, before = _at_hand(session, actor, note_id, seen_version, NoteState.APPROVED)
    problems = []
    if queries.has_number(session, actor, under.number):
        problems.append(Problem("number", N_("Another note bears this number")))
    if under.day > today:
        problems.append(Problem("issued_on", N_("This day is still to come")))
    elif under.day < under.approved_on:
        words = N_("It was approved on %(day)s: enter that day or a later one")
        problems.append(Problem("issued_on", words, {"day": under.approved_on}))
    if problems:
        raise Invalid(*problems)
    note.state, note.number, note.issued_on = NoteState.ISSUED, under.number, under.day
    kit.save(session, actor, NOTE, note, before, "issued", today=today)
    _keep(session, actor, note, paper)
    return note


def throw_away(session: Session, actor: Actor, note_id: int, *, today: date) -> Note:
    """Move a note to the bin, unless it is issued.

    :raises Invalid: it is issued: such notes are counted, and stay.
    :raises PermissionDenied, NotFound: as the kit.
    """
    ensure(actor, NOTE.bin)
    if kit.load(session, actor, NOTE, note_id).state is NoteState.ISSUED:
        raise Invalid(Problem("", N_("An issued note never changes and stays where it is.")))
    return kit.throw_away(session, actor, NOTE, note_id, today=today)


def _kind(session: Session, actor: Actor, about_id: int) -> NoteKind:
    found = names.titles(session, actor, {about_id}).get(about_id)
    if found is None or found.kind not in KIND_OF:
        raise NotFound(f"record {about_id}")
    return KIND_OF[found.kind]


def _at_hand(
    session: Session, actor: Actor, note_id: int, seen_version: int, *states: NoteState
) -> tuple[Note, kit.Snapshot]:
    note = kit.load(session, actor, NOTE, note_id)
    _in_state(note, *states)
    if note.version != seen_version:
        raise Stale(f"note {note_id}")
    return note, kit.snapshot(NOTE, note)


def _in_state(note: Note, *states: NoteState) -> None:
    if note.state not in states:
        raise WrongState(f"note {note.id} is {note.state}")


def _keep(session: Session, actor: Actor, note: Note, paper: PaperJson) -> None:
    """Keep the paper of this moment as the next version."""
    last = queries.versions(session, actor, note.id)
    session.add(
        NoteVersion(
            note_id=note.id,
            number=last[0].number + 1 if last else 1,
            state=note.state,
            user_id=actor.user_id,
            actor_name=actor.name,
            paper=dict(paper),
        )
    )
    session.flush()
