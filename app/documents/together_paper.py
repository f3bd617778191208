"""Letters, projects and events together in words. What is not known is said, never left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.documents.facts import JointEvent, JointProject, LetterFacts, Letters, Together
from app.documents.paper import Block, Heading, Items, Paragraph, Section, Table, Words
from app.documents.saying import bilingual, check, cite, joined, named, plain, soft
from app.domain.note_sections import heading_of
from app.i18n import N_, Translator
from app.labels import label
from models.vocabulary import LetterDirection, RecordKind

_AWAITED = (
    (LetterDirection.INCOMING, N_("Replies that we owe")),
    (LetterDirection.OUTGOING, N_("Replies that we await")),
)


def besides(letters: Letters, together: Together, t: Translator) -> tuple[Section, ...]:
    """Say letters, and projects and events, in a section each; in one where there is nothing of both."""
    if not (letters.counts or together.projects or together.events):
        nothing = Paragraph(plain(t(N_("No letter, and no project or event together, is recorded."))))
        return (Section("letters", t(N_("Letters, projects and events")), (nothing,)),)
    return (
        Section("letters", t(heading_of("letters")), tuple(_letters(letters, t))),
        Section("together", t(heading_of("together")), tuple(_together(together, t))),
    )


def _letters(found: Letters, t: Translator) -> Iterator[Block]:
    """Say how many letters there are, the latest of them, and the replies awaited."""
    count = sum(found.counts.values())
    if not count:
        yield Paragraph(plain(t(N_("No letter is recorded."))))
        return
    ways = ", ".join(f"{t(label(way))} {t.number(n)}" for way, n in found.counts.items())
    told = t.plural("%(n)s letter on record", "%(n)s letters on record", count) + f": {ways}."
    if count > len(found.latest):
        told += " " + t.plural("The latest one is listed.", "The latest %(n)s are listed.", len(found.latest))
    yield Paragraph(plain(told))
    heads = (t(N_("Date")), t(N_("Document number")), t(N_("Correspondent")), t(N_("Subject")))
    yield Table(t(N_("Letters")), heads, tuple(_row(one, t) for one in found.latest))
    for way, heading in _AWAITED:
        if n := found.awaited_counts.get(way):
            yield Heading(f"{t(heading)}: {t.number(n)}")
            yield Items(tuple(_awaited(one, t) for one in found.awaited if one.direction is way))


def _together(found: Together, t: Translator) -> Iterator[Block]:
    """Say the latest projects and events together."""
    if found.projects:
        yield Heading(_counted(t(N_("Projects")), found.projects, found.project_count, t))
        yield Items(tuple(_project(one, t) for one in found.projects))
    if found.events:
        yield Heading(_counted(t(N_("Events")), found.events, found.event_count, t))
        yield Items(tuple(_event(one, t) for one in found.events))
    if not found.projects and not found.events:
        yield Paragraph(plain(t(N_("No project and no event together is recorded."))))


def _counted(heading: str, shown: Sequence[object], count: int, t: Translator) -> str:
    if count <= len(shown):
        return heading
    latest = t.plural(
        "the latest one of %(all)s", "the latest %(n)s of %(all)s", len(shown), all=t.number(count)
    )
    return f"{heading} ({latest})"


def _row(one: LetterFacts, t: Translator) -> tuple[Words, ...]:
    way = soft(t(label(one.direction)))
    return (
        joined((plain(t.partial(one.dated)), way), " · "),
        plain(one.number) or check(t(N_("not recorded"))),
        named(one.whom, t) if one.whom else check(t(N_("not recorded"))),
        (*_subject(one, t), *cite(one.marks)),
    )


def _awaited(one: LetterFacts, t: Translator) -> Words:
    whom = named(one.whom, t) if one.whom else ()
    told = joined((plain(t.partial(one.dated)), plain(one.number), whom, _subject(one, t)))
    due = t(N_("due %(date)s"), date=one.due)
    if one.is_late:
        return (*told, *cite(one.marks), *plain(": "), *check(t(N_("due %(date)s, overdue"), date=one.due)))
    return (*told, *cite(one.marks), *plain(f": {due}"))


def _subject(one: LetterFacts, t: Translator) -> Words:
    told = bilingual(one.subject_tr, one.subject_en, t) or plain(t(N_("not recorded")))
    return (replace(told[0], record=(RecordKind.LETTER, one.id)), *told[1:])


def _project(one: JointProject, t: Translator) -> Words:
    title = named(one.title, t, RecordKind.PROJECT)
    short = plain(f" ({one.acronym})") if one.acronym and one.acronym != t.title(one.title) else ()
    role = f"{t(N_('Our role'))}: {t(label(one.our_role))}" if one.our_role else ""
    state = plain(t(label(one.state))) if one.state else check(t(N_("state not recorded")))
    days = [t.partial(day) for day in (one.starts, one.ends) if day.is_known]
    told = (plain(one.programme), plain(" – ".join(days)), state, plain(role))
    return (*joined(((*title, *short), *told), " · "), *cite(one.marks))


def _event(one: JointEvent, t: Translator) -> Words:
    labels = [t(label(each)) for each in (one.kind, one.our_part, one.state) if each]
    day = plain(t.partial(one.held)) if one.held.is_known else check(t(N_("day not recorded")))
    where = named(one.city, t) if one.city else ()
    title = named(one.title, t, RecordKind.EVENT)
    return (*joined((title, day, where, *map(plain, labels)), " · "), *cite(one.marks))
