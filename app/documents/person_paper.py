"""The information note on a person in words. Who left an office is never named as who holds it.

Source: docs/rules.md, R-12 to R-15.
"""

from datetime import tzinfo

from app.documents.dossier_paper import DossierSpeaker, Phrases
from app.documents.facts import PersonNote
from app.documents.lands_paper import LandSpeaker
from app.documents.paper import Paper, Section
from app.documents.saying import made_by, sources
from app.documents.who_paper import facts, offices, person_rows
from app.domain.note_sections import heading_of
from app.i18n import N_, Translator
from models.vocabulary import NoteKind

_PHRASES = Phrases(
    no_tie=N_("No tie with those for whom this person speaks is recorded."),
    networks_unknown=N_("Of which networks they are members is not recorded."),
    nobody="",
    running=N_("A project with those for whom this person speaks is under way."),
    seated=N_("Through networks and other bodies"),
)


def say(note: PersonNote, t: Translator, zone: tzinfo) -> Paper:
    """Put the facts of a note into the words of a language.

    :param zone: of the office, for the day of a change.
    """
    person, speaker = note.person, DossierSpeaker(note, _PHRASES, t)
    lands = LandSpeaker(note.lands, speaker)
    held = next((one for one in person.offices if not one.over), None)
    told = (
        [t.either(held.title_tr, held.title_en), t.title(held.organisation)]
        if held and held.organisation
        else []
    )
    return Paper(
        kind=t(N_("Information note")),
        title=t(N_("Information note: %(name)s"), name=t.title(person.name)),
        subtitle=", ".join(part for part in told if part),
        language=t.language,
        issuer=t.title(note.issuer),
        as_of=note.as_of,
        sections=(
            Section("summary", t(heading_of("summary")), (facts([*lands.in_short(), *speaker.coming()]),)),
            Section("who", t(heading_of("who", NoteKind.PERSON)), (facts(person_rows(person, t)),)),
            Section("offices", t(heading_of("offices")), tuple(offices(person, t))),
            *lands.section(),
            *(section for section in speaker.sections() if section.anchor != "people"),
        ),
        sources=sources(note.cited, note.issuer, t, zone),
        foot=made_by(note, t),
    )
