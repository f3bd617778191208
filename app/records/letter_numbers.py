"""A number of the electronic document system is given once (docs/rules.md, R-19)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.domain.letters import same_entry
from app.errors import Problem, Taken
from app.i18n import N_, Name
from app.permissions.actor import Actor
from app.queries import letters as queries
from app.queries.letters import LetterOnFile
from app.queries.locks import lock_data
from models import Letter

TAKEN = N_("Another letter has the number %(number)s: %(title)s, %(day)s")
TAKEN_UNDATED = N_("Another letter has the number %(number)s: %(title)s, of which no date is known")


@contextmanager
def given_once(session: Session, actor: Actor, letter: Letter) -> Iterator[None]:
    """Let a letter be changed and written. What an import brought with the number of another one may keep it.

    :raises Taken: it took the number of another one.
    """
    before = _entry(letter)
    yield
    if _entry(letter) != before:
        ensure_alone(session, actor, letter)


def ensure_alone(session: Session, actor: Actor, letter: Letter) -> None:
    """Refuse a letter, written by now, whose number another one has.

    :raises Taken: so it is.
    """
    for _, problem in taken(session, actor, [letter]):
        raise Taken(problem)


def taken(session: Session, actor: Actor, letters: Sequence[Letter]) -> Iterator[tuple[Letter, Problem]]:
    """Yield the letters, written by now, whose number another one has, and what to say of it.

    The register is locked before looking, and after writing: of two officers who give one number at once the
    second one waits, and then sees what the first one did; and who waits for it has nothing that others want.
    """
    if any(one.number_key for one in letters):
        lock_data(session, actor.municipality_id)
        yield from shared(session, actor, letters)


def shared(session: Session, actor: Actor, letters: Sequence[Letter]) -> Iterator[tuple[Letter, Problem]]:
    """Yield the letters whose number another one has, and what to say of it; nobody is kept waiting."""
    asked = [one for one in letters if one.number_key]
    others = queries.numbered(session, actor, {one.number_key for one in asked})
    for letter in asked:
        for other in others.get(letter.number_key, ()):
            if other.id != letter.id and same_entry(letter, other):
                yield letter, _problem(other)
                break


def _entry(letter: Letter) -> tuple[object, ...]:
    return letter.number_key, letter.direction, letter.dated, letter.correspondent_id


def _problem(other: LetterOnFile) -> Problem:
    told = {"number": other.registration_no, "title": Name(other.title_tr, other.title_en)}
    if not other.dated.is_known:
        return Problem("registration_no", TAKEN_UNDATED, told)
    return Problem("registration_no", TAKEN, {**told, "day": other.dated})
