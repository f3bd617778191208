"""Verbs of letters: giving them their numbers, and saying how the house addresses a rank."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from app import trail
from app.domain.forms_of_address import PLACEHOLDERS, Form, usual
from app.domain.letter_texts import problems
from app.errors import Invalid, Problem
from app.i18n import N_
from app.permissions.actor import Actor, ensure
from app.permissions.policy import Permission
from app.queries import letters as queries
from app.queries import recipients
from app.records import kit
from app.records.letters import LETTER
from app.records.many import save_all
from models import AddressForm, PartialDate
from models.vocabulary import AddressRank


def give_numbers(
    session: Session, actor: Actor, numbers: Mapping[int, str], dated: PartialDate, *, today: date
) -> int:
    """Give letters the numbers of the electronic document system, and those without a date their date.

    :param numbers: letter → number as it was typed.
    :returns: how many got one.
    :raises PermissionDenied, NotFound: the actor may not; one of them is not there.
    :raises Invalid: a number is typed twice, is another letter's, or the letter has one; nothing is written.
    """
    ensure(actor, LETTER.write)
    found = kit.load_all(session, actor, LETTER, list(numbers))
    given = queries.numbers_given(session, actor, set(numbers.values()))
    wrong, seen = [], set()
    for letter in found:
        number = numbers[letter.id]
        if number in seen or given.get(number, letter.id) != letter.id:
            said = N_("Another letter has the number %(number)s")
            wrong.append(Problem(str(letter.id), said, {"number": number}))
        elif letter.registration_no not in ("", number):
            said = N_("It has the number %(number)s already")
            wrong.append(Problem(str(letter.id), said, {"number": letter.registration_no}))
        seen.add(number)
    if wrong:
        raise Invalid(*wrong)
    before = {letter: kit.snapshot(LETTER, letter) for letter in found}
    for letter in found:
        data: dict[str, object] = {"registration_no": numbers[letter.id]}
        if dated.is_known and not letter.dated.is_known:
            data["dated"] = dated
        kit.fill(LETTER, letter, data)
    save_all(session, actor, LETTER, before, "edited", today=today)
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
