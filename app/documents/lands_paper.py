"""What we have with the countries that missions represent, in words."""

from collections.abc import Iterator, Sequence

from app.documents.dossier_paper import DossierSpeaker
from app.documents.facts import Land
from app.documents.paper import Block, Facts, Heading, Paragraph, Section, Words
from app.documents.saying import joined, named, plain
from app.domain.note_sections import heading_of
from app.i18n import N_
from app.labels import label
from models.vocabulary import RecordKind, Relation

COUNTRIES = 8
"""Countries that a note tells of; of more it says how many there are."""
TIES = 8
"""Ties with a country that a note names."""


class LandSpeaker:
    """Says what we have with countries that somebody represents.

    :param speaker: says what we have with those themselves.
    """

    def __init__(self, lands: Sequence[Land], speaker: DossierSpeaker) -> None:
        self.lands, self.speaker, self.t = lands, speaker, speaker.t

    def in_short(self) -> Iterator[tuple[str, Words]]:
        """Say ties and last contact in a line each, with those themselves and with the countries."""
        shown = self.lands[:COUNTRIES]
        yield from self.speaker.in_short(tuple(map(self._counted, shown)), tuple(map(self._last, shown)))

    def section(self) -> tuple[Section, ...]:
        """Say our ties and the last contact with each country; nothing where nobody represents one."""
        if not self.lands:
            return ()
        return (Section("lands", self.t(heading_of("lands")), tuple(self._blocks())),)

    def _blocks(self) -> Iterator[Block]:
        t = self.t
        for land in self.lands[:COUNTRIES]:
            yield Heading(t.title(land.country))
            ties = [self._tie(land, place) for place in range(min(len(land.ties), TIES))]
            if (more := len(land.ties) - TIES) > 0:
                ties.append(plain(t.plural("and %(n)s more tie", "and %(n)s more ties", more)))
            met = t.plural("%(n)s visit on record", "%(n)s visits on record", land.met) + "."
            warmth = self.speaker.warmth(
                land.contact, land.ties, N_("A project with the country is under way.")
            )
            yield Facts(
                (
                    (t(N_("Our tie")), joined(ties, "; ") or plain(t(N_("No tie is recorded.")))),
                    (t(N_("Meetings")), joined((warmth, plain(met) if land.met else ()), " ")),
                )
            )
        if (more := len(self.lands) - COUNTRIES) > 0:
            yield Paragraph(plain(t.plural("and %(n)s more country", "and %(n)s more countries", more)))

    def _tie(self, land: Land, place: int) -> Words:
        tie = land.ties[place]
        whom = joined(named(one, self.t, RecordKind.ORGANISATION) for one in tie.counterparts)
        return joined((whom, self.speaker.tie_in_short(tie)), ": ")

    def _counted(self, land: Land) -> Words:
        t = self.t
        standing = [tie.relation for tie in land.ties if tie.stands]
        counted = [f"{t(label(one))} {t.number(standing.count(one))}" for one in Relation if one in standing]
        words = ", ".join(counted) or t(N_("none in force") if land.ties else N_("none recorded"))
        return plain(t(N_("with %(country)s: %(ties)s"), country=t.title(land.country), ties=words))

    def _last(self, land: Land) -> Words:
        t, last = self.t, land.contact.last
        if not last.is_known or last == self.speaker.note.contact.last:
            return ()
        words = t(N_("Last contact with %(country)s: %(date)s"), country=t.title(land.country), date=last)
        return plain(f"{words}.")
