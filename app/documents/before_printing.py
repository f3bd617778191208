"""What somebody should look at before a note is printed: stale, doubtful, missing, empty.

Source: docs/rules.md, R-15.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.documents.facts import CityNote, Dossier
from app.documents.workshop_facts import WorkshopNote
from app.domain.chain import StepState
from models import Certainty, PartialDate


class Check(StrEnum):
    """What somebody should look at before a note is printed."""

    STALE_POSTS = "stale_posts"
    DOUBTFUL = "doubtful"
    UNCONFIRMED = "unconfirmed"
    MISSING_STEPS = "missing_steps"
    OVERDUE_PROMISES = "overdue_promises"
    UNTRANSLATED = "untranslated"
    OUTDATED = "outdated"
    NO_TIE = "no_tie"
    NO_CONTACT = "no_contact"
    NO_PEOPLE = "no_people"
    NO_NETWORKS = "no_networks"
    NO_COUNTRY = "no_country"
    OVERDUE_STEPS = "overdue_steps"
    UNKNOWN_PORTFOLIOS = "unknown_portfolios"
    NO_PARTICIPANTS = "no_participants"
    NO_PROGRAMME = "no_programme"
    NO_CONTRIBUTION = "no_contribution"


@dataclass(frozen=True)
class Remark:
    """One thing to look at, and where in the note it stands."""

    check: Check
    count: int
    section: str


def remarks(note: Dossier | WorkshopNote, language: str) -> tuple[Remark, ...]:
    """Say what is stale, doubtful, missing or empty: what asks for an act comes first."""
    found = _of_workshop(note, language) if isinstance(note, WorkshopNote) else _of_dossier(note, language)
    return tuple(one for one in found if one.count)


def _of_workshop(note: WorkshopNote, language: str) -> Iterator[Remark]:
    yield Remark(Check.OVERDUE_STEPS, sum(one.late > 0 for one in note.steps), "road-map")
    strange = len(note.strangers) + sum(not one.is_known for one in note.portfolios)
    yield Remark(Check.UNKNOWN_PORTFOLIOS, strange, "portfolios")
    texts = [(one.title_tr, one.title_en) for one in note.items]
    texts += [(one.ours_tr, one.ours_en) for one in note.items]
    texts += [(one.title_tr, one.title_en) for one in note.present]
    texts += [(one.title_tr, one.title_en) for one in note.steps]
    texts += [(note.aim_tr, note.aim_en), (note.outcome_tr, note.outcome_en)]
    yield Remark(Check.UNTRANSLATED, sum(_lacking(texts, language)), "title")
    yield Remark(Check.NO_PARTICIPANTS, not note.present, "participants")
    yield Remark(Check.NO_PROGRAMME, not note.items, "sessions")
    silent = sum(not (one.ours_tr or one.ours_en) for one in note.items)
    yield Remark(Check.NO_CONTRIBUTION, bool(note.items) and silent == len(note.items), "sessions")


def _of_dossier(note: Dossier, language: str) -> tuple[Remark, ...]:
    city = note if isinstance(note, CityNote) else None
    every = (*note.coming, *note.meetings)
    doubtful = [one for one in every if one.unsure or one.doubt_tr or one.doubt_en or _disputed(one.held)]
    doubtful_ties = [one for one in note.ties if one.unsure or _disputed(one.signed)]
    missing = [step for tie in note.ties for step in tie.steps if step.state is StepState.MISSING]
    outdated = sum(one.outdated for one in every) + sum(tie.outdated for tie in note.ties)
    return (
        Remark(Check.STALE_POSTS, sum(one.last.stale for one in note.people), "people"),
        Remark(Check.DOUBTFUL, len(doubtful) + len(doubtful_ties), "ties" if doubtful_ties else "meetings"),
        Remark(Check.UNCONFIRMED, sum(one.unconfirmed for one in note.meetings), "meetings"),
        Remark(Check.MISSING_STEPS, len(missing), "ties"),
        Remark(Check.OVERDUE_PROMISES, sum(one.late > 0 for one in note.promises), "promises"),
        Remark(Check.UNTRANSLATED, sum(_untranslated(note, language)), "title"),
        Remark(Check.OUTDATED, outdated if language == "en" else 0, "title"),
        Remark(Check.NO_COUNTRY, city is not None and city.where.country is None, "where"),
        Remark(
            Check.NO_TIE, not (note.ties or note.within) and not (city is not None and city.is_ours), "ties"
        ),
        Remark(Check.NO_CONTACT, not note.contact.last.is_known, "meetings"),
        Remark(Check.NO_NETWORKS, not note.shared, "networks"),
        Remark(Check.NO_PEOPLE, not note.people, "people"),
    )


def _untranslated(note: Dossier, language: str) -> Iterator[bool]:
    """Say of every text that exists in one language whether it lacks the language of the paper."""
    every = (*note.coming, *note.meetings)
    both = [(one.subject_tr, one.subject_en) for one in every]
    both += [(guest.title_tr, guest.title_en) for met in every for guest in met.visitors]
    both += [(one.title_tr, one.title_en) for one in note.people]
    both += [(one.title_tr, one.title_en) for one in note.promises]
    yield from _lacking(both, language)


def _lacking(both: Iterable[tuple[str, str]], language: str) -> Iterator[bool]:
    for turkish, english in both:
        wanted, other = (turkish, english) if language == "tr" else (english, turkish)
        yield bool(other and not wanted)


def _disputed(day: PartialDate) -> bool:
    return day.certainty is Certainty.DOUBTFUL
