"""The information note on a city in words. What is not known is said, never left out.

Source: docs/rules.md, R-13, R-14, R-15.
"""

from collections.abc import Iterator
from datetime import tzinfo

from app.documents.dossier_paper import DossierSpeaker, Phrases
from app.documents.facts import CityNote
from app.documents.paper import Block, Facts, Paper, Paragraph, Run, Section, Words
from app.documents.saying import check, cite, joined, made_by, named, plain, position, sources
from app.domain.note_sections import heading_of
from app.i18n import N_, Translator
from models.vocabulary import RecordKind

_PHRASES = Phrases(
    no_tie=N_("No tie with this city is recorded."),
    networks_unknown=N_("Of which networks the city is a member is not recorded."),
    nobody=N_("Who holds office in the city is not recorded."),
    running=N_("A project with the city is under way."),
    seated=N_("With organisations that only have their seat here"),
)


def say(note: CityNote, t: Translator, zone: tzinfo) -> Paper:
    """Put the facts of a note into the words of a language.

    :param zone: of the office, for the day of a change.
    """
    where = note.where
    land = f", {t.title(where.country)}" if where.country else ""
    speaker = DossierSpeaker(note, _PHRASES, t)
    return Paper(
        kind=t(N_("Information note")),
        title=t(N_("Information note: %(name)s"), name=t.title(where)) + land,
        subtitle=" · ".join(one.name for one in where.local),
        language=t.language,
        issuer=t.title(note.issuer),
        as_of=note.as_of,
        sections=(
            Section("summary", t(heading_of("summary")), tuple(_summary(note, speaker, t))),
            Section("where", t(heading_of("where")), (Facts(tuple(_where(note, t))),)),
            *speaker.sections(),
        ),
        sources=sources(note.cited, note.issuer, t, zone),
        foot=made_by(note, t),
    )


def _summary(note: CityNote, speaker: DossierSpeaker, t: Translator) -> Iterator[Block]:
    rows = [*(() if note.is_ours else speaker.in_short()), *speaker.coming()]
    if rows:
        yield Facts(tuple(rows))
    if note.is_ours:
        yield Paragraph(plain(t(N_("This is our own city."))))


def _where(note: CityNote, t: Translator) -> Iterator[tuple[str, Words]]:
    where = note.where
    known = [f"{where.title_tr} (TR)", f"{where.title_en or where.title_tr} (EN)"]
    local = [
        (Run(one.name, language=one.language), Run(f" ({t.language_name(one.language)})"))
        for one in where.local
    ]
    yield t(N_("Name")), (*joined((plain(", ".join(known)), *local)), *cite(where.marks))
    land = named(where.country, t, RecordKind.COUNTRY) if where.country else check(t(N_("not recorded")))
    yield t(N_("Country")), joined((land, plain(where.region)), " · ")
    if where.population:
        yield t(N_("Population")), plain(t.number(where.population))
    place = position(where.position, t) if where.position else t(N_("not recorded"))
    far = ""
    if where.kilometres is not None and note.our_city is not None:
        km, city = t.number(round(where.kilometres)), t.title(note.our_city)
        far = t(N_("%(km)s km from %(city)s as the crow flies"), km=km, city=city)
    yield t(N_("Position")), plain(" · ".join(part for part in (place, far) if part))
