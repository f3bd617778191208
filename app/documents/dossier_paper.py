"""What ties us to somebody, in words. What is not known is said, never left out.

Source: docs/rules.md, R-13, R-14, R-15.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.answers.sleeping import Sleep
from app.answers.stated import COUNTED
from app.documents.facts import (
    WAYS,
    ChainStep,
    Contact,
    Dossier,
    Gap,
    Holder,
    InNetwork,
    Meeting,
    Name,
    Promise,
    Tie,
)
from app.documents.in_lists import said as in_public_lists
from app.documents.paper import Block, Facts, Heading, Items, Paragraph, Run, Section, Table, Words
from app.documents.saying import (
    bilingual,
    check,
    cite,
    in_office,
    joined,
    named,
    names,
    participant,
    plain,
    soft,
    unsure,
)
from app.documents.together_paper import besides
from app.domain.chain import StepState
from app.domain.note_sections import heading_of
from app.domain.visits import OVER
from app.i18n import N_, Translator
from app.labels import label
from models import Certainty
from models.vocabulary import (
    AgreementState,
    Direction,
    Instrument,
    MembershipRelation,
    PromiseSide,
    RecordKind,
    Relation,
)

VISITORS = 6
"""People of a delegation whom a note names; of more it says how many there are."""

_OPEN_STEPS = (
    (StepState.MISSING, N_("missing")),
    (StepState.AHEAD, N_("still to do")),
    (StepState.NOT_RECORDED, N_("not recorded")),
    (StepState.UNCLEAR, N_("not clear whether needed")),
)
_WE_ARE = {
    MembershipRelation.MEMBER: N_("We are its member"),
    MembershipRelation.OFFICE_HOLDER: N_("We hold an office in it"),
    MembershipRelation.APPLICANT: N_("We have applied to it"),
    MembershipRelation.PARTICIPANT: N_("We take part in it"),
    MembershipRelation.PARTNER: N_("We are its partner"),
    MembershipRelation.LENDER: N_("It lends to us"),
    MembershipRelation.CONTACT: N_("We are in contact with it"),
}
"""What we are to an organisation that we are in, as the membership says it."""
_SIDES = (
    (PromiseSide.OURS, N_("What we promised")),
    (PromiseSide.THEIRS, N_("What they promised")),
)


@dataclass(frozen=True)
class Phrases:
    """Sentences that name the kind of whom the paper is about, as msgids.

    :param is_body: whether the paper is on one organisation, which its title names.
    """

    no_tie: str
    networks_unknown: str
    nobody: str
    running: str
    seated: str
    is_body: bool = False


class DossierSpeaker:
    """Says the parts of a dossier, each as the blocks of a section.

    :param t: speaks the language of the paper.
    :param visit_id: of the visit that the paper is on, which is not named again; None for any other paper.
    """

    def __init__(
        self, note: Dossier, phrases: Phrases, t: Translator, *, visit_id: int | None = None
    ) -> None:
        self.note, self.phrases, self.t, self.visit_id = note, phrases, t, visit_id

    def in_short(
        self, ties: Sequence[Words] = (), contacts: Sequence[Words] = ()
    ) -> Iterator[tuple[str, Words]]:
        """Say ties and last contact in a line each.

        :param ties, contacts: those with others, for whom they stand; they are said behind their own.
        """
        note, t = self.note, self.t
        in_short = (self.tie_in_short(tie) for tie in note.ties if tie.speaks)
        own = joined((*in_short, *self._within()), "; ")
        none = plain(t(N_("None directly") if ties else N_("No tie is recorded.")))
        yield t(N_("Our tie")), joined((own or none, *ties), "; ")
        warmth = self.warmth(note.contact, note.ties, self.phrases.running)
        yield t(N_("Meetings")), joined((warmth, *contacts), " ")
        if note.led:
            yield t(N_("Visits of mayors")), joined((self._led(way) for way in WAYS), "; ")

    def _led(self, way: Direction) -> Words:
        """Say the last visit of a mayor in one direction."""
        met, t = self.note.led.get(way), self.t
        if met is None:
            return plain(f"{t(label(way))}: {t(N_('none recorded'))}")
        day = plain(f"{t(label(way))}: {t.partial(met.held)}")
        return (*joined((day, self._called(met.title, RecordKind.VISIT))), *cite(met.marks))

    def coming(self) -> Iterator[tuple[str, Words]]:
        """Say the next visit in a line."""
        yield from ((self.t(N_("Next")), self._next(met)) for met in self.note.coming[:1])

    def sections(self) -> tuple[Section, ...]:
        """Say ties, networks, visits, letters, projects and events, promises and people."""
        t = self.t
        return (
            Section("ties", t(heading_of("ties")), tuple(self._ties())),
            Section("networks", t(heading_of("networks")), tuple(self._networks())),
            Section("meetings", t(heading_of("meetings")), tuple(self._meetings())),
            *besides(self.note.letters, self.note.together, t),
            Section("promises", t(heading_of("promises")), tuple(self._promises())),
            Section("people", t(heading_of("people")), tuple(self._people())),
        )

    def tie_in_short(self, tie: Tie) -> Words:
        """Say a tie in a few words: what it is, when it was signed, whether it stands."""
        t = self.t
        signed = t(N_("signed: %(date)s"), date=tie.signed) if tie.signed.is_known else self._unsigned(tie)
        state = t(N_("Expired")) if tie.expired else t(label(tie.state))
        return plain(" · ".join(filter(None, (t(label(tie.relation)), signed, state))), tie.marks)

    def _next(self, met: Meeting) -> Words:
        t = self.t
        day = t.partial(met.held) + (f" {t.time(met.starts_at)}" if met.starts_at else "")
        if met.held.precision == "day" and met.held.earliest:
            day += f" ({t.ago(met.held.earliest, self.note.as_of)})"
        state = plain(f" · {t(label(met.state))}") if met.state else ()
        return (*joined((plain(day), self._called(met.title, RecordKind.VISIT))), *state, *cite(met.marks))

    def _called(self, met: Name, kind: RecordKind) -> Words:
        """Name what was a contact."""
        return plain(self.t(N_("this visit"))) if met.id == self.visit_id else named(met, self.t, kind)

    def warmth(self, contact: Contact, ties: Sequence[Tie], running: str) -> Words:
        """Say how long ago the last contact was; sleep is called so where the register can know (R-14).

        :param ties: among which the signing is that was the last contact.
        :param running: says that a project is under way, as a msgid.
        """
        t = self.t
        told: list[Words] = []
        if contact.state is Sleep.ASLEEP and contact.last.is_known:
            months = t.plural(
                "%(n)s month without contact", "%(n)s months without contact", contact.months or 0
            )
            told.append((*check(months), *plain(".")))
        if contact.state is Sleep.SILENT or not contact.last.is_known:
            if contact.begins:
                words = t(N_("No contact recorded since the register begins (%(day)s)."), day=contact.begins)
            else:
                words = t(N_("No contact recorded: the register holds no visit with a date yet."))
            told.append(plain(words))
        if contact.last.is_known:
            told.append((*self._last(contact, ties), *plain(".")))
        if contact.running:
            told.append(plain(t(running)))
        return joined(told, " ")

    def _last(self, contact: Contact, ties: Sequence[Tie]) -> Words:
        t = self.t
        day = t(N_("Last contact: %(date)s"), date=contact.last)
        if contact.last.precision == "day" and contact.last.latest:
            day += f" ({t.ago(contact.last.latest, self.note.as_of)})"
        parts = [plain(day)]
        signing = t(N_("the signing"))
        parts += [plain(signing, tie.marks) for tie in ties if tie.id == contact.tie_id]
        if what := contact.what:
            parts.append((*self._called(what.record, what.kind), *cite(what.marks)))
        return joined(parts)

    # --- Ties ---------------------------------------------------------------------------------------------

    def _ties(self) -> Iterator[Block]:
        note, t = self.note, self.t
        speaking = [tie for tie in note.ties if tie.speaks]
        if note.within:
            yield Paragraph((*joined(self._within(), "; "), *plain(".")))
        elif not speaking:
            yield Paragraph(plain(t(self.phrases.no_tie)))
        for tie in speaking:
            yield from self._tie(tie)
        if beside := [tie for tie in note.ties if not tie.speaks]:
            yield Heading(t(self.phrases.seated))
            for tie in beside:
                yield from self._tie(tie)
        if note.tie_gaps:
            words = plain(t(N_("The register is not complete, so a tie cannot be ruled out.")) + " ")
            gaps = joined((self._gap(one) for one in note.tie_gaps), "; ")
            yield Paragraph((*words, *gaps, *plain(".")), is_remark=True)
        if note.others:
            yield Heading(t(N_("Ties of others on record")))
            yield Items(tuple(self._others()))
        if note.listed:
            yield from in_public_lists(note.listed, t)

    def _within(self) -> Iterator[Words]:
        """Say what we are to those the paper is on: their member, their partner, their borrower."""
        t = self.t
        for network in self.note.within:
            for one in network.ours:
                whose = named(one.member, t) if one.member.id != self.note.issuer.id else ()
                told = plain(t(_WE_ARE[one.relation]))
                details = joined((whose, *self._details(one)))
                whom = () if self.phrases.is_body else named(network.network, t, RecordKind.ORGANISATION)
                words = (*told, *plain(" ("), *details, *plain(")")) if details else told
                yield (*joined((whom, words), ": "), *cite(network.marks))

    def _tie(self, tie: Tie) -> Iterator[Block]:
        t = self.t
        state = check(t(N_("Expired"))) if tie.expired else plain(t(label(tie.state)))
        signed = plain(self._unsigned(tie))
        if tie.signed.is_known:
            signed = plain(t(N_("signed: %(date)s"), date=tie.signed))
            if tie.signed.certainty is Certainty.DOUBTFUL:
                signed = (*signed, *plain(" "), *check(t(N_("check the date"))))
        relation = (
            Run(t(label(tie.relation)), strong=True, marks=tie.marks, record=(RecordKind.AGREEMENT, tie.id)),
        )
        with_whom = names(tie.counterparts, t, RecordKind.ORGANISATION)
        yield Paragraph(joined((relation, with_whom, signed, state), " · "))
        if rows := tuple(self._tie_facts(tie)):
            yield Facts(rows)

    def _tie_facts(self, tie: Tie) -> Iterator[tuple[str, Words]]:
        t = self.t
        if tie.unsure:
            yield t(N_("To be checked")), unsure(tie.unsure, t)
        if tie.instrument and tie.instrument is not Instrument.NOTHING:
            mode = t(label(tie.mode)) if tie.mode else ""
            place = bilingual(tie.place_tr, tie.place_en, t)
            yield t(N_("Paper")), joined((plain(t(label(tie.instrument))), plain(mode), place), " · ")
        if tie.themes:
            yield t(N_("Fields")), plain(", ".join(t(label(theme)) for theme in tie.themes))
        if tie.signatories:
            is_draft = tie.state is AgreementState.DRAFT
            heading = t(N_("Signatories")) if is_draft else t(N_("Signed by"))
            yield heading, joined((participant(one, t) for one in tie.signatories), "; ")
        if tie.ends.is_known:
            yield t(N_("Ends on")), plain(t.partial(tie.ends))
        if any(step.state is not StepState.NOT_NEEDED for step in tie.steps):
            yield t(N_("Chain of approval")), joined(self._chain(tie.steps), "; ")

    def _chain(self, steps: Sequence[ChainStep]) -> Iterator[Words]:
        """Say the steps of a tie, those alike together: done with day and number, then what is open."""
        t = self.t
        for step in steps:
            if step.state is StepState.DONE:
                day = f" {t.partial(step.decided)}" if step.decided.is_known else ""
                number = f" / {step.number}" if step.number else ""
                yield plain(t(label(step.kind)) + day + number)
        for state, words in _OPEN_STEPS:
            these = [t(label(step.kind)) for step in steps if step.state is state]
            if these:
                said = check(t(words)) if state is StepState.MISSING else plain(t(words))
                yield (*plain(", ".join(these) + ": "), *said)

    def _unsigned(self, tie: Tie) -> str:
        """Say that a tie is not signed, or when is not known; an informal contact never is."""
        t = self.t
        if tie.relation is Relation.CONTACT:
            return ""
        if tie.state is AgreementState.DRAFT:
            return t(N_("not signed yet"))
        return t(N_("day of signing not recorded"))

    def _others(self) -> Iterator[Words]:
        t = self.t
        for one in self.note.others:
            parties = names(one.parties, t, RecordKind.ORGANISATION)
            day = plain(t.partial(one.signed)) if one.signed.is_known else ()
            yield (*plain(t(label(one.relation)) + ": "), *joined((parties, day)), *cite(one.marks))

    def _gap(self, one: Gap) -> Words:
        t = self.t
        words = t(
            N_("%(what)s: %(stated)s stated (%(date)s), %(recorded)s recorded"),
            what=t(label(one.metric)),
            stated=t.number(one.stated),
            date=one.as_of,
            recorded=t.number(one.recorded),
        )
        counted = COUNTED.get(one.metric)
        return plain(f"{words} ({t(counted)})" if counted else words, one.marks)

    # --- Networks -----------------------------------------------------------------------------------------

    def _networks(self) -> Iterator[Block]:
        note, t = self.note, self.t
        if note.shared:
            rows = tuple(
                (
                    (*named(one.network, t, RecordKind.ORGANISATION), *cite(one.marks)),
                    self._in_network(one.ours),
                    self._in_network(one.theirs),
                )
                for one in note.shared
            )
            heads = (t(N_("Network")), t(N_("We")), t(N_("They")))
            yield Table(t(N_("Networks that both sides are in")), heads, rows)
        elif note.their_memberships:
            yield Paragraph(plain(t(N_("No network is recorded that both sides are in."))))
        else:
            yield Paragraph(plain(t(self.phrases.networks_unknown)))
        for gap in note.network_gaps:
            words = plain(t(N_("Our own memberships are not recorded in full.")) + " ")
            yield Paragraph((*words, *self._gap(gap), *plain(".")), is_remark=True)
        if note.seated:
            seated = joined(
                (
                    (
                        *named(one.network, t, RecordKind.ORGANISATION),
                        *plain(" ("),
                        *self._in_network(one.ours),
                        *plain(")", one.marks),
                    )
                    for one in note.seated
                ),
                "; ",
            )
            yield Paragraph((*plain(t(N_("With their seat here:")) + " "), *seated))

    def _in_network(self, some: Sequence[InNetwork]) -> Words:
        t = self.t
        relations = ((plain(t(label(one.relation))), *self._details(one)) for one in some)
        return joined((joined(one) for one in relations), "; ")

    def _details(self, one: InNetwork) -> Iterator[Words]:
        """Say the class of a membership, and that a source only implies it."""
        t = self.t
        if one.membership_class:
            yield plain(t(label(one.membership_class)))
        if one.implied:
            yield check(t(N_("implied by the source, not stated")))

    # --- Visits -------------------------------------------------------------------------------------------

    def _meetings(self) -> Iterator[Block]:
        note, t = self.note, self.t
        if note.coming:
            yield Heading(t(N_("Coming")))
            yield self._table(note.coming, t(N_("Coming visits")))
        if not note.meetings:
            words = N_("No earlier visit recorded.") if note.coming else N_("No visit recorded.")
            yield Paragraph(plain(t(words)))
            return
        if note.coming:
            yield Heading(t(N_("So far")))
        yield Paragraph(plain(self._how_many()))
        yield self._table(note.meetings, t(N_("Visits so far")))

    def _how_many(self) -> str:
        note, t = self.note, self.t
        ways = [
            f"{t(label(way)) if way else t(N_('Direction unknown'))} {t.number(count)}"
            for way, count in note.directions.items()
        ]
        told = t.plural("%(n)s visit on record", "%(n)s visits on record", note.met)
        told += ": " + ", ".join(ways) + "."
        if note.met > len(note.meetings):
            listed = len(note.meetings)
            told += " " + t.plural("The latest one is listed.", "The latest %(n)s are listed.", listed)
        return told

    def _table(self, meetings: Sequence[Meeting], caption: str) -> Table:
        t = self.t
        rows = tuple((self._when(met), self._who(met), self._about(met)) for met in meetings)
        return Table(caption, (t(N_("Date")), t(N_("Guest")), t(N_("Subject"))), rows)

    def _when(self, met: Meeting) -> Words:
        t = self.t
        day = t.partial(met.held) + (f" {t.time(met.starts_at)}" if met.starts_at else "")
        way = t(label(met.direction)) if met.direction else t(N_("Direction unknown"))
        how = way + (f" · {t(label(met.mode))}" if met.mode else "")
        told: Words = ()
        if met.state and met.state not in OVER:
            state = t(label(met.state))
            told = soft(state)
            if met.unconfirmed:
                told = check(t(N_("%(state)s: not confirmed as held"), state=state))
        return joined((plain(day), soft(how), told), " · ")

    def _who(self, met: Meeting) -> Words:
        t = self.t
        if met.id == self.visit_id:
            return self._called(met.title, RecordKind.VISIT)
        guests = [participant(one, t) for one in met.visitors[:VISITORS]]
        if len(met.visitors) > VISITORS:
            more = t.plural("and %(n)s more", "and %(n)s more", len(met.visitors) - VISITORS)
            guests.append(plain(more))
        if met.group:
            guests.append(bilingual(met.group, "", t))
        if not guests:
            guests = [named(met.title, t, RecordKind.VISIT)]
        if met.headcount:
            about = ("About %(n)s visitor", "About %(n)s visitors")
            exact = ("%(n)s visitor", "%(n)s visitors")
            guests.append(soft(t.plural(*(about if met.headcount_about else exact), met.headcount)))
        return joined(guests, "; ")

    def _about(self, met: Meeting) -> Words:
        t = self.t
        kind = t(label(met.visit_kind)) if met.visit_kind else t(N_("not recorded"))
        told = met.subject_tr or met.subject_en
        subject = bilingual(met.subject_tr, met.subject_en, t, met.marks) if told else plain(kind, met.marks)
        doubt = bilingual(met.doubt_tr, met.doubt_en, t)
        doubts = (replace(doubt[0], check=True), *doubt[1:]) if doubt else unsure(met.unsure, t)
        host: Words = ()
        if met.host:
            host = (Run(t(N_("Host")) + ": ", soft=True), Run(t.title(met.host), soft=True, language="own"))
        return joined((subject, doubts, host), " · ")

    # --- Promises and people --------------------------------------------------------------------------------

    def _promises(self) -> Iterator[Block]:
        note, t = self.note, self.t
        for side, heading in _SIDES:
            if given := [one for one in note.promises if one.side is side]:
                yield Heading(t(heading))
                yield Items(tuple(self._promise(one) for one in given))
        if not note.promises:
            yield Paragraph(plain(t(N_("No open promise is recorded."))))

    def _promise(self, one: Promise) -> Words:
        t = self.t
        title, *tag = bilingual(one.title_tr, one.title_en, t, one.marks)
        what = (replace(title, record=(RecordKind.TASK, one.id)), *tag)
        told = joined((what, named(one.whom, t) if one.whom else ()))
        due: Words = ()
        if one.late:
            due = (*plain(": "), *check(t(N_("due %(date)s, overdue"), date=one.due)))
        elif one.due.is_known:
            due = plain(": " + t(N_("due %(date)s"), date=one.due))
        return (*told, *due, *soft(f" ({one.owner})" if one.owner else ""))

    def _people(self) -> Iterator[Block]:
        note, t = self.note, self.t
        if note.people:
            yield Items(tuple(self._holder(one) for one in note.people))
        else:
            yield Paragraph(plain(t(self.phrases.nobody)))

    def _holder(self, one: Holder) -> Words:
        t = self.t
        who = (
            Run(t.title(one.person), strong=True, record=(RecordKind.PERSON, one.person.id), language="own"),
        )
        body = named(one.organisation, t, RecordKind.ORGANISATION)
        told = joined((who, bilingual(one.title_tr, one.title_en, t), body))
        return (*told, *cite(one.marks), *plain(" "), *in_office(one.last, t))
