"""The information note on an organisation in words. What is not known is said, never left out.

Source: docs/rules.md, R-12 to R-15.
"""

from datetime import tzinfo

from app.documents.dossier_paper import DossierSpeaker, Phrases
from app.documents.facts import OrganisationNote
from app.documents.lands_paper import LandSpeaker
from app.documents.paper import Paper, Paragraph, Section
from app.documents.saying import made_by, plain, sources
from app.documents.who_paper import body_rows, facts
from app.domain.note_sections import heading_of
from app.i18n import N_, Translator
from models.vocabulary import NoteKind

_PHRASES = Phrases(
    no_tie=N_("No tie with this organisation is recorded."),
    networks_unknown=N_("Of which networks the organisation is a member is not recorded."),
    nobody=N_("Who holds office there is not recorded."),
    running=N_("A project with the organisation is under way."),
    seated=N_("Through networks and other bodies"),
    is_body=True,
)


def say(note: OrganisationNote, t: Translator, zone: tzinfo) -> Paper:
    """Put the facts of a note into the words of a language.

    :param zone: of the office, for the day of a change.
    """
    body, speaker = note.body, DossierSpeaker(note, _PHRASES, t)
    lands = LandSpeaker(note.lands, speaker)
    summary = [facts([*(() if body.ours else lands.in_short()), *speaker.coming()])]
    ours = [Paragraph(plain(t(N_("This is a part of our own house."))))] if body.ours else []
    return Paper(
        kind=t(N_("Information note")),
        title=t(N_("Information note: %(name)s"), name=t.title(body.name)),
        subtitle=t.title(body.represents) if body.represents else "",
        language=t.language,
        issuer=t.title(note.issuer),
        as_of=note.as_of,
        sections=(
            Section("summary", t(heading_of("summary")), (*(one for one in summary if one.rows), *ours)),
            Section("who", t(heading_of("who", NoteKind.ORGANISATION)), (facts(body_rows(body, t)),)),
            *lands.section(),
            *speaker.sections(),
        ),
        sources=sources(note.cited, note.issuer, t, zone),
        foot=made_by(note, t),
    )
