"""Verbs of letters: the register, in which a number is given once, and how the house addresses a rank."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app import trail
from app.domain.forms_of_address import PLACEHOLDERS, Form, usual
from app.domain.letter_texts import problems
from app.domain.letters import STILL_TO_COME, dated_by_now
from app.errors import Invalid, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import recipients
from app.records import kit, letter_numbers
from app.records.letters import LETTER
from app.records.many import save_all
from models import AddressForm, Letter, PartialDate
from models.vocabulary import AddressRank


def enter(session: Session, actor: Actor, data: Mapping[str, Any], *, today: date) -> Letter:
    """Enter a letter in the register.

    :param data: as for :func:`app.records.kit.create`.
    :raises Invalid: also where another letter has its number (docs/rules.md, R-19).
    :raises PermissionDenied, NotFound: as there.
    """
    ensure(actor, LETTER.create)
    letter = kit.create(session, actor, LETTER, data, today=today)
    letter_numbers.ensure_alone(session, actor, letter)
    return letter


def revise(
    session: Session,
    actor: Actor,
    letter_id: int,
    seen_version: int,
    data: Mapping[str, Any],
    *,
    today: date,
) -> Letter:
    """Change a letter. What an import brought with the number of another one may keep it.

    :raises Invalid: also where it takes the number of another one (docs/rules.md, R-19).
    :raises PermissionDenied, NotFound, Stale: as :func:`app.records.kit.edit`.
    """
    ensure(actor, LETTER.write)
    letter = kit.load(session, actor, LETTER, letter_id)
    with letter_numbers.given_once(session, actor, letter):
        return kit.edit(session, actor, LETTER, letter_id, seen_version, data, today=today)


def shared_numbers(session: Session, actor: Actor, ids: Sequence[int]) -> Sequence[Problem]:
    """Return, of each of some letters whose number another one has, which one that is (docs/rules.md, R-19).

    So it may be with what came out of the bin: its number was given again meanwhile, or an import brought
    both.

    :raises PermissionDenied: the actor may not read.
    """
    found = kit.load_all(session, actor, LETTER, ids)
    return [problem for _, problem in letter_numbers.shared(session, actor, found)]


def give_numbers(
    session: Session, actor: Actor, numbers: Mapping[int, str], dated: PartialDate, *, today: date
) -> int:
    """Give letters the numbers of the electronic document system, and those without a date their date.

    :param numbers: letter → number as it was typed; a letter that is not there is left out.
    :returns: how many got one.
    :raises PermissionDenied: the actor may not.
    :raises Invalid: a number is typed twice, is another letter's (R-19), or the letter has one already; or a
        day is still to come, in the field ``dated`` the one that is given, else that of a letter.
    """
    ensure(actor, LETTER.write)
    if PartialDate.on(today).certainly_before(dated):
        raise Invalid(Problem("dated", STILL_TO_COME))
    found = kit.load_all(session, actor, LETTER, list(numbers))
    said = N_("It has the number %(number)s already")
    wrong = [
        Problem(str(one.id), said, {"number": one.registration_no})
        for one in found
        if one.registration_no not in ("", numbers[one.id])
    ]
    if wrong:
        raise Invalid(*wrong)
    before = {letter: kit.snapshot(LETTER, letter) for letter in found}
    for letter in found:
        data: dict[str, object] = {"registration_no": numbers[letter.id]}
        if dated.is_known and not letter.dated.is_known:
            data["dated"] = dated
        kit.fill(LETTER, letter, data)
    if wrong := [
        replace(one, field=str(letter.id)) for letter in found for one in dated_by_now(letter, today)
    ]:
        raise Invalid(*wrong)
    save_all(session, actor, LETTER, before, "edited", today=today)
    taken = letter_numbers.taken(session, actor, found)
    if wrong := [replace(one, field=str(letter.id)) for letter, one in taken]:
        raise Invalid(*wrong)
    return len(found)


def set_forms_of_address(session: Session, actor: Actor, told: Mapping[AddressRank, Form]) -> None:
    """Say how the house addresses each rank; what is as usual, or left empty, is not kept.

    :raises PermissionDenied: the actor may not.
    :raises Invalid: a form names a placeholder that it cannot.
    """
    ensure(actor, Permission.PAPER_MANAGE)
    wrong = [
        problem
        for rank, form in told.items()
        for language, words in zip(("tr", "en"), form, strict=True)
        for problem in problems(f"{rank}_{language}", words, PLACEHOLDERS)
    ]
    if wrong:
        raise Invalid(*wrong)
    there = recipients.house_forms(session, actor)
    changed = {}
    for rank, form in told.items():
        ours = usual()[rank]
        kept = Form(form.tr if form.tr != ours.tr else "", form.en if form.en != ours.en else "")
        known = there.get(rank)
        if kept == (Form(known.words_tr, known.words_en) if known else Form("", "")):
            continue
        changed[rank.value] = list(kept)
        if known is None:
            known = AddressForm(municipality_id=actor.municipality_id, rank=rank)
            session.add(known)
        known.words_tr, known.words_en = kept
    if changed:
        session.flush()
        trail.note(session, actor, "letter.forms_of_address_changed", changed)
