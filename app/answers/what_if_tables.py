"""The tables of question 8: who is lost or won, what else brings them, and the figures before and after."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.analysis.what_if import Change, Link
from app.answers.answer import Cell, Heading, Name, Row, Speaker, Table, Words, cell
from app.answers.our_links import OurLinks
from app.domain.turkish import sort_key
from app.i18n import N_
from app.permissions.actor import Actor
from app.queries import names

SHOWN = 40
"""Contacts of a table; the others are counted."""

NAMED = 3
"""Names of a list in a sentence; the others are counted."""


class Told:
    """What the tables speak of, and what it is called."""

    def __init__(
        self,
        session: Session,
        actor: Actor,
        ours: OurLinks,
        say: Speaker,
        *,
        links: Sequence[Link],
        every: Change | None = None,
        off: frozenset[int] = frozenset(),
    ) -> None:
        """Read the names of what may be shown.

        :param links: what the question is about.
        :param every: what changes; None where nothing does.
        :param off: whom nothing on record links with us any more.

        Cost: one statement.
        """
        self.ours, self.say, self.links = ours, say, links
        self.met = _last_met(ours)
        tied = {contact for link in ours.links if not link.network for contact in link.contacts}
        ids = tied | off | {link.id for link in (*ours.links, *links)}
        ids |= {record for records in ours.rests_on.values() for record in records}
        self.lost = self._first(every.lost) if every else []
        self.won = self._first(every.won) if every else []
        ids |= {*self.lost, *self.won}
        ids |= {ours.told_by[pair] for pair in self._pairs() if pair in ours.told_by}
        ids |= {id_ for id_ in ours.public.countries.values() if id_ is not None} & self._every_land(links)
        titles = names.titles(session, actor, {id_ for id_ in ids if id_ > 0})
        self.named: dict[int, Name | str] = {id_: say.name(record) for id_, record in titles.items()}
        self.named |= {-number: name for number, name in ours.public.network_names.items()}

    def name(self, id_: int) -> Name | str:
        """The record, or the name of a network that is none."""
        return self.named.get(id_, self.say.t(N_("unknown")))

    def called(self, id_: int) -> str:
        """What it is called."""
        name = self.name(id_)
        return name if isinstance(name, str) else name.text

    def some(self, found: Sequence[Name | str]) -> Words:
        """List names, the first few of many."""
        shown: list[Words | Name | str] = list(found[:NAMED])
        if len(found) > NAMED:
            shown.append(self.say.t.plural("%(n)s other", "%(n)s others", len(found) - NAMED))
        return self.say.join(shown)

    def lands(self, contacts: frozenset[int]) -> set[int]:
        """The countries of contacts that are cities."""
        found = {self.ours.public.countries.get(id_) for id_ in contacts}
        return {id_ for id_ in found if id_ is not None}

    def records(self) -> Iterator[Name]:
        """Our own records behind the links in question."""
        for link in self.links:
            for id_ in self.ours.rests_on.get(link.id, ()):
                if isinstance(record := self.named.get(id_), Name):
                    yield record

    def _every_land(self, links: Sequence[Link]) -> set[int]:
        return self.lands(frozenset[int]().union(*(link.contacts for link in links)))

    def _first(self, ids: frozenset[int]) -> list[int]:
        populations = self.ours.public.populations

        def order(id_: int) -> tuple[int, int, int]:
            return -self.met.get(id_, date.min).toordinal(), -(populations.get(id_) or 0), id_

        return sorted(ids, key=order)[:SHOWN]

    def _pairs(self) -> Iterator[tuple[int, int]]:
        yield from ((link.id, id_) for link in self.links for id_ in (*self.lost, *self.won))


def _last_met(ours: OurLinks) -> Mapping[int, date]:
    last: dict[int, date] = {}
    for meeting in ours.net.register.meetings:
        if meeting.day is not None and ours.us in meeting.participants:
            for one in meeting.participants:
                last[one] = max(last.get(one, date.min), meeting.day)
    return last


def figures(told: Told, every: Change) -> tuple[Row, ...]:
    """Before and after, as figures."""
    t = told.say.t
    lines = [
        (t(N_("Contacts: cities and bodies")), len(every.before), len(every.after)),
        (t(N_("Countries of the contacts")), len(told.lands(every.before)), len(told.lands(every.after))),
        (t(N_("Cities and bodies within two ties")), *every.two_ties),
    ]
    return tuple(
        Row((cell(what), cell(t.number(before)), cell(t.number(after)), cell(_signed(after - before, told))))
        for what, before, after in lines
    )


def _signed(difference: int, told: Told) -> str:
    number = told.say.t.number(abs(difference))
    return number if not difference else f"+{number}" if difference > 0 else f"−{number}"


def by_name(found: Iterable[Name | str]) -> list[Name | str]:
    """Put names in Turkish order."""
    return sorted(found, key=lambda name: sort_key(name if isinstance(name, str) else name.text))


def contacts(told: Told, first: Sequence[int], total: int, title: str) -> Table | None:
    """Name contacts, whom we met last and who is largest first; the others are counted."""
    if not total:
        return None
    t = told.say.t
    rows = [_contact(told, id_) for id_ in first if id_ in told.named]
    if rest := total - len(rows):
        others = cell(t.plural("%(n)s other", "%(n)s others", rest), faint=True)
        rows.append(Row((others, cell("–", faint=True), cell("–", faint=True), cell("–", faint=True))))
    return Table(
        title,
        (
            Heading(t(N_("Contact"))),
            Heading(t(N_("Country"))),
            Heading(t(N_("Last meeting"))),
            Heading(t(N_("Known from"))),
        ),
        tuple(rows),
    )


def _contact(told: Told, id_: int) -> Row:
    t, met = told.say.t, told.met.get(id_)
    land = told.ours.public.countries.get(id_)
    return Row(
        (
            cell(told.name(id_)),
            cell(told.name(land)) if land is not None else cell("–", faint=True),
            cell(t.date(met)) if met else cell(t(N_("none recorded")), faint=True),
            _known_from(told, id_),
        )
    )


def _known_from(told: Told, id_: int) -> Cell:
    """The record that says so; of a public list the page of the city, which prints the list."""
    for link in told.links:
        if id_ not in link.contacts:
            continue
        if not link.network:
            return cell(told.name(link.id))
        record = told.ours.told_by.get((link.id, id_))
        if record is not None and record in told.named:
            return cell(told.name(record))
        return cell(told.called(link.id), public=True)
    return cell("–", faint=True)


def met_elsewhere(told: Told, every: Change) -> Table | None:
    """The links that bring the same contacts."""
    if not every.overlap:
        return None
    t = told.say.t
    touched = len(every.lost | every.kept | every.won | every.known)
    links = sorted(every.overlap.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
    return Table(
        t(N_("What else brings the same contacts")),
        (
            Heading(t(N_("Tie or network"))),
            Heading(t(N_("Contacts in common")), numeric=True),
            Heading(t(N_("Share")), numeric=True),
        ),
        tuple(
            Row(
                (
                    cell(told.name(id_), public=_listed(told, id_)),
                    cell(t.number(shared)),
                    cell(t.percent(shared / touched)),
                )
            )
            for id_, shared in links
        ),
    )


def _listed(told: Told, id_: int) -> bool:
    link = told.ours.link(id_)
    return link is not None and told.ours.is_listed(link)


def cut(told: Told, off: frozenset[int]) -> Table | None:
    """People and bodies whom nothing on record links with us any more."""
    found = [told.named[id_] for id_ in sorted(off) if id_ in told.named]
    shown = [name for name in found if isinstance(name, Name)]
    if not shown:
        return None
    t = told.say.t
    return Table(
        t(N_("On record, nothing links us any more with")),
        (Heading(t(N_("Record"))),),
        tuple(Row((cell(name),)) for name in shown[:SHOWN]),
    )


def networks(told: Told, mine: Sequence[Link], alone: Mapping[int, frozenset[int]]) -> tuple[Row, ...]:
    """Each network of ours, and what leaving it would cost."""
    t = told.say.t
    rows = []
    for link in mine:
        lost = alone[link.id] if link.counts else frozenset()
        others = frozenset[int]().union(
            *(other.contacts for other in told.ours.links if other.id != link.id and other.counts)
        )
        lands = by_name(told.name(id_) for id_ in told.lands(lost) - told.lands(others) if id_ in told.named)
        rows.append(
            Row(
                (
                    _network(told, link),
                    cell(t.number(len(link.contacts))),
                    cell(t.number(len(lost))) if link.counts else cell("–", faint=True),
                    Cell(told.some(lands)) if lands else cell("–", faint=True),
                )
            )
        )
    return tuple(rows)


def silent_networks(told: Told, silent: Sequence[Link]) -> tuple[Table, ...]:
    """Networks of ours of which nobody else is known; no table where there is none."""
    if not silent:
        return ()
    t = told.say.t
    rows = tuple(Row((_network(told, link),)) for link in silent)
    return (
        Table(t(N_("Networks of ours of which nobody else is known")), (Heading(t(N_("Network"))),), rows),
    )


def _network(told: Told, link: Link) -> Cell:
    """A network of ours with the record that says so."""
    record = next(iter(told.ours.rests_on.get(link.id, ())), None)
    detail: Words = (told.named[record],) if record in told.named else ()
    return Cell((told.name(link.id),), detail, public=told.ours.is_listed(link))
