"""The briefing for a workshop in words. What is not known is said, never left out.

Source: docs/rules.md, R-10, R-12, R-15.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo

from app.documents import workshop_pictures as pictures
from app.documents.facts import Name
from app.documents.paper import (
    Block,
    Facts,
    Heading,
    Items,
    Paper,
    Paragraph,
    Run,
    Section,
    Table,
    Words,
)
from app.documents.saying import bilingual, check, entitled, joined, named, plain, soft, sources
from app.documents.workshop_facts import (
    Common,
    Door,
    Item,
    Origin,
    Portfolio,
    Present,
    Proposal,
    ProposalKind,
    Step,
    WorkshopNote,
)
from app.i18n import N_, Translator
from app.labels import label
from app.regions import REGIONS
from models.vocabulary import RecordKind, TaskState

_LISTED = 12
"""Names in a sentence; of more it says how many there are."""
_ROWS = 25
"""Lines of a table of what is common; of more it says how many there are."""
_EXAMPLES = 5
_PAIRS = 12
"""Pairs of others between whom an introduction is named."""


def say(note: WorkshopNote, t: Translator, zone: tzinfo) -> Paper:
    """Put the facts of a briefing into the words of a language.

    :param zone: of the office, for the day of a change.
    """
    return _Speaker(note, t, zone).paper()


class _Speaker:
    """One briefing while it is put into words."""

    def __init__(self, note: WorkshopNote, t: Translator, zone: tzinfo) -> None:
        self.note, self.t, self.zone = note, t, zone
        self.us = note.portfolios[0] if note.has_house else None
        self.guests = note.portfolios[1:] if note.has_house else note.portfolios
        self.sides = {one.body.id: one for one in note.portfolios}
        self._seats = Counter(t.title(one.seat) for one in note.portfolios if one.seat)
        self.said = list(sources(note.cited, note.issuer, t, zone))
        self.marks = dict(self._origins())

    def paper(self) -> Paper:
        note, t = self.note, self.t
        sections = (
            ("event", N_("The event"), self._event()),
            ("participants", N_("Participants"), self._participants()),
            ("ours", N_("Our portfolio"), self._ours()),
            ("portfolios", N_("The portfolios of the others"), self._others()),
            ("common", N_("What is common"), self._common()),
            ("doors", N_("Who could introduce whom"), self._doors()),
            ("gaps", N_("Gaps, and where we complement each other"), self._gaps()),
            ("sessions", N_("Programme and our contribution"), self._programme()),
            ("road-map", N_("Road map"), self._road_map()),
            ("map", N_("Map"), self._map()),
        )
        held = t.partial_long(note.held) if note.held.is_known else t(N_("Date unknown"))
        return Paper(
            kind=t(N_("Workshop briefing")),
            title=t(N_("Briefing: %(name)s"), name=entitled(note.event, t)),
            subtitle=" · ".join(part for part in (held, t.title(note.city) if note.city else "") if part),
            language=t.language,
            issuer=t.title(note.issuer),
            as_of=note.as_of,
            sections=tuple(Section(anchor, t(title), tuple(blocks)) for anchor, title, blocks in sections),
            sources=tuple(self.said),
            foot=t(
                N_("Made by Elçi from the register of %(name)s as of %(day)s."),
                name=t.title(note.issuer),
                day=note.as_of,
            ),
        )

    # --- Sources and names ----------------------------------------------------------------------------------

    def _origins(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Number where each portfolio was read, behind the sources of the event itself."""
        note, t = self.note, self.t
        lists: tuple[int, ...] = ()
        for one in note.portfolios:
            match one.origin:
                case Origin.REGISTER:
                    words = N_("Register of %(name)s: ties that stand and memberships, %(day)s")
                    self.said.append(t(words, name=t.title(one.body), day=note.as_of))
                case Origin.FILE:
                    words = N_("Portfolio file of %(name)s, data of %(day)s")
                    self.said.append(t(words, name=t.title(one.body), day=one.as_of))
                case Origin.LISTS:
                    lists = lists or tuple(self._lists())
                    yield one.body.id, lists
                    continue
                case Origin.NOWHERE:
                    continue
            yield one.body.id, (len(self.said),)

    def _lists(self) -> Iterator[int]:
        for one in self.note.lists:
            day = one.read_at.astimezone(self.zone).date()
            words = N_("Public list “%(title)s” (open source), read on %(day)s")
            self.said.append(self.t(words, title=one.title, day=day))
            yield len(self.said)

    def called(self, body: int) -> str:
        """Call a municipality by its city, where no two at the table sit in one."""
        side = self.sides[body]
        seat = self.t.title(side.seat) if side.seat else ""
        return seat if seat and self._seats[seat] == 1 else self.t.title(side.body)

    def _linked(self, body: int) -> Words:
        return (Run(self.called(body), record=(RecordKind.ORGANISATION, body), language="own"),)

    def _holders(self, holders: Sequence[int]) -> Words:
        return joined(self._linked(one) for one in holders)

    def _place(self, name: Name, kind: RecordKind) -> Words:
        """Name a record, or what only a list or a file names."""
        return named(name, self.t, kind if name.id > 0 else None)

    def _counted(self, found: Mapping[int, tuple[Name, int]], most: int) -> str:
        order = sorted(found.values(), key=lambda pair: (-pair[1], self.t.title(pair[0])))
        told = [f"{self.t.title(name)} {self.t.number(count)}" for name, count in order[:most]]
        return ", ".join(told) + self._more(len(order) - most)

    def _listed(self, names: Sequence[Name], most: int) -> str:
        return ", ".join(self.t.title(one) for one in names[:most]) + self._more(len(names) - most)

    def _more(self, rest: int) -> str:
        return " " + self.t.plural("and %(n)s other", "and %(n)s others", rest) if rest > 0 else ""

    # --- The event ------------------------------------------------------------------------------------------

    def _event(self) -> Iterator[Block]:
        note, t = self.note, self.t
        unknown = check(t(N_("not recorded")))
        held = plain(t.partial_long(note.held)) if note.held.is_known else unknown
        venue = t.either(note.venue_tr, note.venue_en)
        city = named(note.city, t, RecordKind.CITY) if note.city else ()
        how = [t(label(one)) for one in (note.kind, note.part, note.mode, note.state) if one]
        rows = [
            (t(N_("Date")), (*held, Run("", marks=note.marks))),
            (t(N_("Place")), joined((plain(venue), city)) or unknown),
            (t(N_("Host")), named(note.host, t, RecordKind.ORGANISATION) if note.host else unknown),
            (t(N_("Kind")), plain(" · ".join(how)) or unknown),
            (t(N_("Aim")), bilingual(note.aim_tr, note.aim_en, t) or unknown),
        ]
        if outcome := bilingual(note.outcome_tr, note.outcome_en, t):
            rows.append((t(N_("Outcome")), outcome))
        if note.headcount:
            about = ("About %(n)s participant", "About %(n)s participants")
            exact = ("%(n)s participant", "%(n)s participants")
            count = t.plural(*(about if note.headcount_about else exact), note.headcount)
            rows.append((t(N_("Number of participants")), plain(count)))
        yield Facts(tuple(rows))

    def _participants(self) -> Iterator[Block]:
        note, t = self.note, self.t
        if note.present:
            heads = (t(N_("Full name")), t(N_("Organisation")), t(N_("Role")))
            rows = tuple(self._present(one) for one in note.present)
            yield Table(t(N_("Participants, with titles of that day")), heads, rows)
        else:
            yield Paragraph(plain(t(N_("No participant recorded."))))
        if note.strangers:
            words = N_("Not on our record, so nothing is known of their relations: %(names)s.")
            yield Paragraph(check(t(words, names=", ".join(note.strangers))))
        alone = sum(not (one.organisation or one.organisation_name) for one in note.present)
        if alone:
            words = t.plural(
                "For %(n)s participant no organisation is recorded.",
                "For %(n)s participants no organisation is recorded.",
                alone,
            )
            yield Paragraph(check(words))

    def _present(self, one: Present) -> tuple[Words, ...]:
        t = self.t
        link = (RecordKind.PERSON, one.person) if one.person else None
        who = (Run(one.name, strong=True, record=link, language="own"),) if one.name else ()
        body: Words = plain(one.organisation_name)
        if one.organisation:
            link = (RecordKind.ORGANISATION, one.organisation.id)
            body = (Run(one.organisation_name or t.title(one.organisation), record=link, language="own"),)
        role = plain(t(label(one.role))) if one.role else soft("–")
        title = joined((who, bilingual(one.title_tr, one.title_en, t)))
        remark = bilingual(one.remark_tr, one.remark_en, t)
        return joined((title, remark), " · "), body or soft("–"), role

    # --- Portfolios -----------------------------------------------------------------------------------------

    def _ours(self) -> Iterator[Block]:
        t = self.t
        if self.us is None:
            yield Paragraph(check(t(N_("No organisation on record is marked as our own house."))))
            return
        if not self.us.ties:
            yield Paragraph(plain(t(N_("No tie of ours that stands is recorded."))))
        else:
            rows = tuple(
                (plain(t(label(kind)) if kind else ""), plain(t.number(ties)), plain(t.number(cities)))
                for kind, (ties, cities) in sorted(self.us.kinds.items(), key=lambda one: -one[1][0])
            )
            heads = (t(N_("Kind")), t(N_("Agreements")), t(N_("Cities")))
            yield Table(t(N_("Our ties that stand, by kind")), heads, rows, frozenset({1, 2}))
        yield Facts(tuple(self._sums(self.us, len(self.us.countries))))

    def _sums(self, one: Portfolio, most: int) -> Iterator[tuple[str, Words]]:
        """Say what a portfolio holds: cities by country, fields, networks."""
        t = self.t
        marks = self.marks.get(one.body.id, ())
        cities = len(one.partners)
        told = t.plural("%(n)s partner city", "%(n)s partner cities", cities)
        unplaced = sum(partner.country is None for partner in one.partners.values())
        yield t(N_("Partners")), plain(told, marks)
        if one.countries:
            words = self._counted(one.countries, most)
            if unplaced:
                words += ", " + t(N_("country unknown %(n)s"), n=t.number(unplaced))
            label_of = t.plural("%(n)s country", "%(n)s countries", len(one.countries))
            yield label_of, plain(words)
        if one.origin is not Origin.REGISTER and (kinds := [kind for kind in one.kinds if kind]):
            counted = (f"{t(label(kind))} {t.number(one.kinds[kind][1])}" for kind in kinds)
            yield t(N_("Kinds")), plain(", ".join(counted))
        themes = sorted(one.themes.items(), key=lambda pair: -pair[1])
        if themes:
            yield (
                t(N_("Fields")),
                plain(", ".join(f"{t(label(theme))} {t.number(count)}" for theme, count in themes)),
            )
        elif any(tie.themes is not None for tie in one.ties):
            yield t(N_("Fields")), plain(t(N_("not recorded")))
        networks = self._listed(one.networks, most or _LISTED)
        yield (
            t(N_("Networks (as member, office holder or participant)")),
            plain(networks or t(N_("none recorded"))),
        )

    def _others(self) -> Iterator[Block]:
        t = self.t
        if not self.guests:
            yield Paragraph(plain(t(N_("No municipality besides ours is recorded as a participant."))))
            return
        heads = (
            t(N_("Municipality")),
            t(N_("Read from")),
            t(N_("Cities")),
            t(N_("Countries")),
            t(N_("Networks (as member, office holder or participant)")),
        )
        rows = tuple(self._row(one) for one in self.guests)
        caption = t(N_("The portfolios of the others in figures"))
        yield Table(caption, heads, rows, frozenset({2, 3, 4}))
        for one in self.guests:
            if one.is_known:
                yield Heading(t.title(one.body))
                yield Facts(tuple(self._sums(one, _LISTED)))
        if any(not one.is_known for one in self.guests):
            words = N_(
                "Where neither a portfolio file nor a public list tells of a municipality, its relations "
                "are unknown, which is not none."
            )
            yield Paragraph(plain(t(words)), is_remark=True)

    def _row(self, one: Portfolio) -> tuple[Words, ...]:
        t = self.t
        name = (Run(t.title(one.body), record=(RecordKind.ORGANISATION, one.body.id), language="own"),)
        match one.origin:
            case Origin.FILE:
                read = plain(t(N_("portfolio file, %(day)s"), day=one.as_of), self.marks[one.body.id])
            case Origin.LISTS:
                read = plain(t(N_("public lists (open source)")), self.marks[one.body.id])
            case _:
                read = check(t(N_("nothing known")))
        if not one.is_known:
            return (
                name,
                read,
                soft("–"),
                soft("–"),
                plain(t.number(len(one.networks))) if one.networks else soft("–"),
            )
        counts = (len(one.partners), len(one.countries), len(one.networks))
        return name, read, *(plain(t.number(count)) for count in counts)

    # --- Compared -------------------------------------------------------------------------------------------

    @property
    def _is_compared(self) -> bool:
        return self.us is not None and any(one.is_known for one in self.guests)

    def _nothing(self) -> Paragraph:
        words = N_("Nothing can be compared: the portfolio of no other participant is known.")
        return Paragraph(plain(self.t(words)))

    def _common(self) -> Iterator[Block]:
        t, compared = self.t, self.note.compared
        if not self._is_compared:
            yield self._nothing()
            return
        yield Heading(t(N_("Partners")))
        if compared.common_partners:
            yield self._count(
                t.plural(
                    "%(n)s partner is shared by two or more.",
                    "%(n)s partners are shared by two or more.",
                    len(compared.common_partners),
                ),
                len(compared.common_partners),
            )
            heads = (t(N_("City")), t(N_("Country")), t(N_("Partner of")))
            rows = tuple(
                (
                    self._place(one.name, RecordKind.CITY if one.city else RecordKind.ORGANISATION),
                    plain(t.title(one.country)) if one.country else soft(t(N_("unknown"))),
                    self._holders(one.holders),
                )
                for one in compared.common_partners[:_ROWS]
            )
            yield Table(t(N_("Partners of two or more at the table")), heads, rows)
        else:
            yield Paragraph(plain(t(N_("No two at the table share a partner, as far as is known."))))
        yield Heading(t(N_("Networks")))
        if compared.common_networks:
            yield self._count(
                t.plural(
                    "%(n)s network is shared by two or more.",
                    "%(n)s networks are shared by two or more.",
                    len(compared.common_networks),
                ),
                len(compared.common_networks),
            )
            members = (t(N_("Network")), t(N_("Members at the table")))
            within = tuple(
                (self._place(one.name, RecordKind.ORGANISATION), self._holders(one.holders))
                for one in compared.common_networks[:_ROWS]
            )
            yield Table(t(N_("Networks of two or more at the table")), members, within)
        else:
            yield Paragraph(plain(t(N_("No two at the table share a network, as far as is known."))))
        if picture := pictures.network(self.note, self.called, t):
            yield picture

    def _count(self, words: str, count: int) -> Paragraph:
        if count > _ROWS:
            words += " " + self.t(N_("The %(n)s most widely shared are listed."), n=self.t.number(_ROWS))
        return Paragraph(plain(words))

    def _doors(self) -> Iterator[Block]:
        t = self.t
        if self.us is None or not self._is_compared:
            yield self._nothing()
            return
        us, doors = self.us.body.id, [one for one in self.note.compared.doors if one.countries]
        if not doors:
            words = N_("Nobody at the table has partners in a country where another has none.")
            yield Paragraph(plain(t(words)))
            return
        yield Paragraph(
            plain(t(N_("Counted are countries in which the one has partners and the other has none.")))
        )
        yield from self._pairs(N_("Who could introduce us"), [one for one in doors if one.to == us])
        yield from self._pairs(N_("Whom we could introduce"), [one for one in doors if one.by == us])
        others = [one for one in doors if us not in (one.by, one.to)]
        yield from self._pairs(N_("The others among each other"), others[:_PAIRS])
        if len(others) > _PAIRS:
            words = N_("The %(shown)s of %(all)s pairs with most countries are listed.")
            yield Paragraph(plain(t(words, shown=t.number(_PAIRS), all=t.number(len(others)))))

    def _pairs(self, title: str, doors: Sequence[Door]) -> Iterator[Block]:
        """List introductions; the side that is us in all of them is left out."""
        t = self.t
        if not doors:
            return
        ends = [
            (t(N_("Who introduces")), [one.by for one in doors]),
            (t(N_("Who is introduced")), [one.to for one in doors]),
        ]
        ends = [one for one in ends if self.us is None or self.us.body.id not in one[1]]
        heads = (
            *(head for head, _bodies in ends),
            t(N_("Countries")),
            t(N_("Where, with a partner in each")),
        )
        rows = tuple(
            (
                *(self._linked(bodies[place]) for _head, bodies in ends),
                plain(t.number(len(one.countries))),
                plain(self._where(one)),
            )
            for place, one in enumerate(doors)
        )
        yield Heading(t(title))
        yield Table(t(title), heads, rows, frozenset({len(ends)}))

    def _where(self, one: Door) -> str:
        """Name countries with a partner in each."""
        t = self.t
        first = {partner.country.id: partner for partner in reversed(one.partners) if partner.country}
        told = [
            f"{t.title(land)} ({t.title(first[land.id].name)})" for land, _count in one.countries[:_EXAMPLES]
        ]
        return ", ".join(told) + self._more(len(one.countries) - _EXAMPLES)

    def _gaps(self) -> Iterator[Block]:
        t, compared = self.t, self.note.compared
        if compared.unused:
            words = N_("No tie of ours is in these fields: %(fields)s.")
            fields = ", ".join(t(label(one)) for one in compared.unused)
            yield Paragraph(plain(t(words, fields=fields)))
        if not self._is_compared:
            yield self._nothing()
            return
        if compared.missing:
            yield Heading(t(N_("Where others have partners and we have none")))
            heads = (t(N_("Country")), t(N_("Who has partners there")))
            rows = tuple(
                (self._place(one.name, RecordKind.COUNTRY), self._holders(one.holders))
                for one in compared.missing[:_ROWS]
            )
            yield Table(
                t(N_("Countries in which two or more others have partners and we have none")), heads, rows
            )
        alone = [(body, found) for body, found in (compared.alone or {}).items() if found]
        if alone:
            yield Heading(t(N_("Countries in which only one at the table has partners")))
            yield Facts(
                tuple((self.called(body), plain(self._listed(found, _LISTED))) for body, found in alone)
            )
        if compared.without:
            words = N_("Nobody at the table has a partner in: %(regions)s.")
            yield Paragraph(plain(t(words, regions=", ".join(t(REGIONS[one]) for one in compared.without))))

    # --- Programme and road map -----------------------------------------------------------------------------

    def _programme(self) -> Iterator[Block]:
        t = self.t
        if not self.note.items:
            yield Paragraph(plain(t(N_("No item of the programme recorded."))))
            return
        heads = (t(N_("Item")), t(N_("Time")), t(N_("Speaker")), t(N_("Our contribution")))
        yield Table(t(N_("Programme")), heads, tuple(self._item(one) for one in self.note.items))

    def _item(self, one: Item) -> tuple[Words, ...]:
        t = self.t
        title = bilingual(one.title_tr, one.title_en, t)
        kind = t(label(one.kind)) if one.kind else ""
        what = joined((title, soft(kind) if kind and title else plain(kind)), " · ")
        hours = "–".join(t.time(at) for at in (one.starts_at, one.ends_at) if at)
        when = " ".join(part for part in (t.date(one.day) if one.day else "", hours) if part)
        body = named(one.organisation, t, RecordKind.ORGANISATION) if one.organisation else ()
        ours = bilingual(one.ours_tr, one.ours_en, t)
        blank = soft("–")
        return (
            what or blank,
            plain(when) or blank,
            joined((plain(one.speaker), body)) or blank,
            ours or blank,
        )

    def _road_map(self) -> Iterator[Block]:
        note, t = self.note, self.t
        yield Heading(t(N_("Entered steps")))
        if note.steps:
            heads = (t(N_("Step")), t(N_("Who")), t(N_("Due")), t(N_("State")))
            yield Table(t(N_("Entered steps of the road map")), heads, tuple(map(self._step, note.steps)))
        else:
            yield Paragraph(plain(t(N_("No step is entered yet."))))
        if note.proposals:
            yield Heading(t(N_("Proposals")))
            words = N_("Read from the comparison above; nobody has decided on them.")
            yield Paragraph(plain(t(words)), is_remark=True)
            yield Items(tuple(self._proposal(one) for one in note.proposals))

    def _step(self, one: Step) -> tuple[Words, ...]:
        t = self.t
        title, *tag = bilingual(one.title_tr, one.title_en, t, one.marks)
        what = (replace(title, record=(RecordKind.TASK, one.id)), *tag)
        due = plain(t.partial(one.due)) if one.due.is_known else check(t(N_("no day")))
        if one.late and one.state is TaskState.OPEN:
            due = check(t(N_("%(day)s, overdue"), day=one.due))
        owner = plain(one.owner) or check(t(N_("nobody")))
        return what, owner, due, plain(t(label(one.state)))

    def _proposal(self, one: Proposal) -> Words:
        t, line = self.t, one.rests_on
        if isinstance(line, Common):
            assert self.us is not None  # noqa: S101 - nothing is proposed without a house
            others = t.join([self.called(body) for body in line.holders if body != self.us.body.id])
            if one.kind is ProposalKind.TOGETHER:
                words = N_("Talk with %(others)s about something together with %(city)s")
                fact = t.plural(
                    "a partner of ours and of %(n)s other at the table",
                    "a partner of ours and of %(n)s others at the table",
                    len(line.holders) - 1,
                )
                told = t(words, others=others, city=t.title(line.name))
            else:
                words = N_("Ask %(others)s about their experience with %(network)s")
                told = t(words, others=others, network=t.title(line.name))
                fact = t(N_("they are members, we are not, as far as is recorded"))
        elif one.kind is ProposalKind.ASK:
            told = t(N_("Ask %(who)s for introductions"), who=self.called(line.by))
            fact = self._opens(line)
        else:
            told = t(N_("Offer %(who)s introductions"), who=self.called(line.to))
            fact = self._opens(line)
        return (*plain(told, ()), *soft(f" ({fact})"))

    def _opens(self, line: Door) -> str:
        t = self.t
        count = t.plural("%(n)s country", "%(n)s countries", len(line.countries))
        return f"{count}: {self._where(line)}"

    def _map(self) -> Iterator[Block]:
        picture = pictures.where(self.note, self.t) if self.note.has_house else None
        yield picture or Paragraph(plain(self.t(N_("No partner has a known place."))))
