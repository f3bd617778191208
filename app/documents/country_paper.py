"""The information note on a country in words. What is not known is said, never left out.

Source: docs/rules.md, R-12 to R-15.
"""

from collections.abc import Iterator
from datetime import tzinfo

from app.documents.dossier_paper import DossierSpeaker, Phrases
from app.documents.facts import CountryNote
from app.documents.paper import Block, Heading, Items, Paper, Paragraph, Section, Words
from app.documents.saying import made_by, names, plain, sources
from app.documents.who_paper import bodies, facts
from app.domain.note_sections import heading_of
from app.i18n import N_, Translator
from models.vocabulary import NoteKind, RecordKind

_PHRASES = Phrases(
    no_tie=N_("No tie with this country is recorded."),
    networks_unknown=N_("Of which networks its cities are members is not recorded."),
    nobody=N_("Who holds office there is not recorded."),
    running=N_("A project with the country is under way."),
    seated=N_("Through networks and other bodies"),
)


def say(note: CountryNote, t: Translator, zone: tzinfo) -> Paper:
    """Put the facts of a note into the words of a language.

    :param zone: of the office, for the day of a change.
    """
    country, speaker = note.country, DossierSpeaker(note, _PHRASES, t)
    return Paper(
        kind=t(N_("Information note")),
        title=t(N_("Information note: %(name)s"), name=t.title(country.name)),
        language=t.language,
        issuer=t.title(note.issuer),
        as_of=note.as_of,
        sections=(
            Section("summary", t(heading_of("summary")), (facts([*speaker.in_short(), *speaker.coming()]),)),
            Section("who", t(heading_of("who", NoteKind.COUNTRY)), tuple(_who(note, t))),
            *speaker.sections(),
        ),
        sources=sources(note.cited, note.issuer, t, zone),
        foot=made_by(note, t),
    )


def _who(note: CountryNote, t: Translator) -> Iterator[Block]:
    country = note.country
    both = f"{country.name.title_tr} (TR), {country.name.title_en or country.name.title_tr} (EN)"
    rows: list[tuple[str, Words]] = [(t(N_("Name")), plain(both)), (t(N_("Code")), plain(country.code))]
    if country.cities:
        rows.append((t(N_("Cities on record")), names(country.cities, t, RecordKind.CITY)))
    yield facts(rows)
    yield Heading(t(N_("Missions")))
    if country.missions:
        yield Items(bodies(country.missions, t))
    else:
        yield Paragraph(plain(t(N_("No mission of the country is recorded."))))
