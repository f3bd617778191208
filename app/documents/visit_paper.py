"""The information note for a visit in words: who comes, when and where, what ties us to them.

Source: docs/rules.md, R-12 to R-15.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo

from app.documents.dossier_paper import DossierSpeaker, Phrases
from app.documents.facts import VisitNote
from app.documents.lands_paper import LandSpeaker
from app.documents.paper import Block, Heading, Items, Paper, Paragraph, Section, Words
from app.documents.saying import (
    bilingual,
    check,
    entitled,
    joined,
    made_by,
    named,
    participant,
    plain,
    sources,
)
from app.documents.who_paper import bodies, facts, guest
from app.domain.note_sections import heading_of
from app.i18n import N_, Translator
from app.labels import label
from models.vocabulary import NoteKind

_PHRASES = Phrases(
    no_tie=N_("No tie with those who take part is recorded."),
    networks_unknown=N_("Of which networks they are members is not recorded."),
    nobody=N_("Who holds office there is not recorded."),
    running=N_("A project with them is under way."),
    seated=N_("Through networks and other bodies"),
)
_NOBODY_ELSE = N_("Who else holds office there is not recorded.")


def say(note: VisitNote, t: Translator, zone: tzinfo) -> Paper:
    """Put the facts of a note into the words of a language.

    :param zone: of the office, for the day of a change.
    """
    visit, guests = note.visit, {one.name.id for one in note.guests}
    # Who comes is named with all offices where the guests are.
    others = replace(note, people=tuple(one for one in note.people if one.person.id not in guests))
    phrases = _PHRASES if others.people == note.people else replace(_PHRASES, nobody=_NOBODY_ELSE)
    speaker = DossierSpeaker(others, phrases, t, visit_id=visit.id)
    lands = LandSpeaker(note.lands, speaker)
    return Paper(
        kind=t(N_("Information note")),
        title=t(N_("Information note for a visit: %(name)s"), name=entitled(visit.title, t)),
        subtitle=t.partial_long(visit.held) + (f", {t.time(visit.starts_at)}" if visit.starts_at else ""),
        language=t.language,
        issuer=t.title(note.issuer),
        as_of=note.as_of,
        sections=(
            Section("summary", t(heading_of("summary", NoteKind.VISIT)), (facts(_visit(note, t)),)),
            Section("who", t(heading_of("who", NoteKind.VISIT)), tuple(_who(note, t))),
            Section("contact", t(heading_of("contact")), (facts([*lands.in_short(), *speaker.coming()]),)),
            *lands.section(),
            *speaker.sections(),
        ),
        sources=sources(note.cited, note.issuer, t, zone),
        foot=made_by(note, t),
    )


def _visit(note: VisitNote, t: Translator) -> Iterator[tuple[str, Words]]:
    visit, unknown = note.visit, check(t(N_("not recorded")))
    time = f", {t.time(visit.starts_at)}" if visit.starts_at else ""
    yield t(N_("Date")), plain(t.partial_long(visit.held) + time, visit.marks)
    ways = [t(label(one)) for one in (visit.direction, visit.visit_kind, visit.mode, visit.state) if one]
    yield t(N_("How")), plain(" · ".join(ways)) if ways else unknown
    yield t(N_("Subject")), bilingual(visit.subject_tr, visit.subject_en, t) or unknown
    yield t(N_("Host")), named(visit.host, t) if visit.host else unknown
    yield t(N_("Place")), bilingual(note.place_tr, note.place_en, t) or unknown
    if visit.headcount:
        about = ("About %(n)s visitor", "About %(n)s visitors")
        exact = ("%(n)s visitor", "%(n)s visitors")
        count = t.plural(*(about if visit.headcount_about else exact), visit.headcount)
        yield t(N_("Number of visitors")), plain(count)


def _who(note: VisitNote, t: Translator) -> Iterator[Block]:
    visit = note.visit
    known = {one.name.id: one for one in note.guests}
    named_ = [guest(one, known.get(one.person_id or 0), t) for one in visit.visitors]
    if visit.group:
        named_.append(bilingual(visit.group, "", t))
    if named_:
        yield Items(tuple(named_), is_numbered=len(named_) > 1)
    else:
        yield Paragraph(plain(t(N_("No person recorded."))))
    if note.bodies:
        yield Heading(t(N_("Whom they come from")))
        yield Items(bodies(note.bodies, t))
    if note.ours:
        yield Heading(t(N_("Our side")))
        yield Items(tuple(joined((participant(one, t),)) for one in note.ours))
