"""Fill an empty database with a record of some size: seeded, in bulk, in no order of dates.

Titles, keys and search words are made as the kit makes them; :func:`proof` compares a sample with the kit.
"""

import csv
import itertools
import random
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, insert, select, text, update
from sqlalchemy.orm import Session

from app.domain.turkish import search_key, sort_key
from app.records import kit
from app.records.naming import named, named_by
from app.records.nouns import NOUNS
from app.services import users
from models import (
    UNKNOWN_DAY,
    Agreement,
    AgreementParty,
    AgreementTheme,
    Certainty,
    City,
    Counterpart,
    DataVersion,
    Delegate,
    Membership,
    Mention,
    Organisation,
    Person,
    Post,
    Record,
    TrailEntry,
    User,
    Visit,
    utc_now,
)
from models.vocabulary import (
    AgreementState,
    Direction,
    MembershipRelation,
    OrganisationKind,
    PartyRole,
    RecordKind,
    Relation,
    Role,
    Side,
    Theme,
    VisitKind,
    VisitMode,
    VisitState,
)
from seeds import load_reference
from tests.bench.sizes import MEMBERSHIPS_OF_A_NETWORK, NETWORKS, USERS, Size
from tests.bench.words import BODIES, FIRST, LAST, PLANTED, SENTENCES, SUBJECTS, TITLES

BATCH = 5_000
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2026, 12, 31)
Row = dict[str, Any]


def fill(session: Session, size: Size) -> None:
    """Write everything. The last visits lie in the future, as they do in an office."""
    _reference(session, size)
    municipality = users.found_municipality(session, "izmir", "İzmir Büyükşehir Belediyesi", "İzmir")
    users.found_municipality(session, "antalya", "Antalya Büyükşehir Belediyesi", "Antalya")
    session.add_all(
        User(
            municipality_id=municipality,
            email=f"officer{number}@izmir.bench",
            name=f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}",
            role=Role.OFFICER,
            password_hash="",
            session_stamp=f"stamp{number}",
        )
        for number in range(USERS)
    )
    session.flush()
    _Filler(session, size, municipality).everything()
    session.commit()


def _reference(session: Session, size: Size) -> None:
    """Load the countries and the first cities of the reference data."""
    with tempfile.TemporaryDirectory() as home:
        kept: set[str] = set()
        limits = {"countries": None, "cities": size.cities, "city_names": None, "minimum_wages": None}
        for name, limit in limits.items():
            with (load_reference.FILES / f"{name}.csv").open(encoding="utf-8", newline="") as source:
                rows = list(itertools.islice(csv.DictReader(source), limit))
            if name == "cities":
                kept = {row["geonames_id"] for row in rows}
            if name == "city_names":
                rows = [row for row in rows if row["geonames_id"] in kept]
            with (Path(home) / f"{name}.csv").open("w", encoding="utf-8", newline="") as target:
                writer = csv.DictWriter(target, rows[0].keys())
                writer.writeheader()
                writer.writerows(rows)
        load_reference.load(session, Path(home))


@lru_cache(maxsize=200_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(search_key(text).split())


def folded(texts: Iterable[str]) -> str:
    """The search words of some texts, as the kit makes them of all texts together."""
    return " ".join(dict.fromkeys(word for text in texts for word in _words(text)))


class _Filler:
    def __init__(self, session: Session, size: Size, municipality: int) -> None:
        self.session, self.size, self.municipality = session, size, municipality
        self.dice = random.Random(f"elci {size}")
        self.next_id = (session.scalar(select(func.max(Record.id))) or 0) + 1
        self.now = utc_now()
        self.cities = session.execute(
            select(City.id, Record.title_tr, Record.title_en).where(Record.id == City.id).order_by(City.id)
        ).all()
        self.dice.shuffle(self.cities)
        self.mentions: list[Row] = []
        self.posts: list[Row] = []

    def everything(self) -> None:
        bodies = list(self.bodies())
        self.write(Organisation.__table__, bodies)
        self.body_names = {row["id"]: row["title_tr"] for row, _ in bodies}
        self.body_ids = [row["id"] for row, _ in bodies if not row["ours"]]
        self.house = next(row["id"] for row, _ in bodies if row["ours"])
        self.people = [(row["id"], row["title_tr"]) for row in self.write(Person.__table__, self.persons())]
        self.parts(Post.__table__, self.posts)
        self.write(Membership.__table__, self.memberships())
        self.write(Agreement.__table__, self.agreements())
        self.visits()
        self.session.execute(update(DataVersion).values(counter=1))
        if self.session.get_bind().dialect.name == "postgresql":
            self.session.execute(text("SELECT setval('record_id_seq', (SELECT max(id) FROM record))"))

    def bodies(self) -> Iterator[tuple[Row, Iterable[str]]]:
        for ours, kind, name in ((True, OrganisationKind.MUNICIPALITY, "İzmir Büyükşehir Belediyesi"),):
            yield self.body(name, kind, self.cities[0].id, ours=ours), ()
        for number in range(self.size.organisations):
            city = self.cities[number % len(self.cities)]
            kind = OrganisationKind.MUNICIPALITY if number < len(self.cities) else OrganisationKind.UNIVERSITY
            pattern = BODIES[0] if number < len(self.cities) else self.dice.choice(BODIES[1:])
            yield self.body(pattern.format(city=city.title_tr), kind, city.id), ()
        for number in range(NETWORKS):
            name = f"{self.dice.choice(LAST)} Kentler Ağı {number}"
            yield self.body(name, OrganisationKind.CITY_NETWORK, None), ()

    def body(self, name: str, kind: OrganisationKind, seat: int | None, *, ours: bool = False) -> Row:
        row = self.record(RecordKind.ORGANISATION, name, "")
        if seat:
            self.names(row, seat)
        return row | {"organisation_kind": kind, "seat_id": seat, "ours": ours, "peer": False}

    def persons(self) -> Iterator[tuple[Row, Iterable[str]]]:
        for _ in range(self.size.people):
            name = f"{self.dice.choice(FIRST)} {self.dice.choice(FIRST)} {self.dice.choice(LAST)}"
            title, body = self.dice.choice(TITLES), self.dice.choice(self.body_ids)
            row = self.record(RecordKind.PERSON, name, "")
            self.names(row, body)
            self.posts.append(
                {
                    "person_id": row["id"],
                    "position": 0,
                    "organisation_id": body,
                    "title_tr": title[0],
                    "title_en": title[1],
                }
            )
            yield row, title

    def memberships(self) -> Iterator[tuple[Row, Iterable[str]]]:
        networks = self.body_ids[-NETWORKS:]
        for network in networks:
            for member in self.dice.sample(self.body_ids[:-NETWORKS], MEMBERSHIPS_OF_A_NETWORK):
                title = f"{self.body_names[network]} – {self.body_names[member]}"
                row = self.record(RecordKind.MEMBERSHIP, title, title)
                self.names(row, network, member)
                yield (
                    row | {"network_id": network, "member_id": member, "relation": MembershipRelation.MEMBER},
                    (),
                )

    def agreements(self) -> Iterator[tuple[Row, Iterable[str]]]:
        parties, themes = [], []
        for _ in range(self.size.agreements):
            other, day = self.skewed(self.body_ids), self.day()
            title = f"{self.body_names[self.house]} – {self.body_names[other]}"
            row = self.record(RecordKind.AGREEMENT, title, title, day)
            self.names(row, self.house, other)
            for position, body in enumerate((self.house, other)):
                parties.append(
                    {
                        "agreement_id": row["id"],
                        "position": position,
                        "organisation_id": body,
                        "role": PartyRole.PARTY,
                    }
                )
            themes.append({"agreement_id": row["id"], "position": 0, "theme": self.dice.choice(list(Theme))})
            # Most papers of an old office have ended; two in a hundred stand.
            state = AgreementState.IN_FORCE if self.dice.random() < 0.02 else AgreementState.ENDED
            yield (
                row
                | {
                    "relation": self.dice.choice(list(Relation)[1:]),
                    "state": state,
                    "signed_earliest": day,
                    "signed_latest": day,
                    "signed_certainty": Certainty.EXACT,
                },
                (),
            )
        self.later = [(AgreementParty.__table__, parties), (AgreementTheme.__table__, themes)]

    def visits(self) -> None:
        for table, rows in self.later:
            self.parts(table, rows)
        delegates: list[Row] = []
        counterparts: list[Row] = []
        trail: list[Row] = []
        share = self.size.delegates / self.size.visits

        def rows() -> Iterator[tuple[Row, Iterable[str]]]:
            for number in range(self.size.visits):
                row, words = self.visit(
                    int(self.dice.expovariate(1 / (share + 0.5))), delegates, counterparts
                )
                if number % 20 == 0:
                    trail.append(self.entry(row["id"]))
                yield row, words

        for batch in _batches(rows()):
            self.write(Visit.__table__, batch)
            for table, parts in (
                (Delegate.__table__, delegates),
                (Counterpart.__table__, counterparts),
                (TrailEntry.__table__, trail),
            ):
                self.parts(table, parts)
                parts.clear()

    def visit(self, guests: int, delegates: list[Row], counterparts: list[Row]) -> tuple[Row, Iterable[str]]:
        dice, day = self.dice, self.day()
        subject = dice.choice(SUBJECTS)
        minutes = dice.sample(SENTENCES, dice.choice((5, 6, 7)))
        minutes += [sentence for sentence, often in PLANTED if dice.random() < often]
        people = [self.delegate(position) for position in range(guests)]
        group = "" if people else f"{dice.choice(LAST)} heyeti"
        body = self.skewed(self.body_ids) if dice.random() < 0.75 else None
        city = None if body else self.skewed(self.cities)
        visitors = [one["name"] for one in people if one["side"] is Side.VISITOR]
        place = self.body_names[body] if body else city.title_tr
        title = ", ".join(visitors) or group or place
        title_en = "" if visitors or group else place if body else city.title_en or place
        row = self.record(RecordKind.VISIT, title, title_en, day)
        if body:
            counterparts.append({"visit_id": row["id"], "position": 0, "organisation_id": body})
        named = {one[key] for one in people for key in ("person_id", "organisation_id")}
        self.names(row, *named, body, city.id if city else None)
        delegates += [one | {"visit_id": row["id"]} for one in people]
        row |= {
            "held_earliest": day,
            "held_latest": day,
            "held_certainty": Certainty.EXACT,
            "direction": Direction.INCOMING if dice.random() < 0.6 else Direction.OUTGOING,
            "mode": dice.choice(list(VisitMode)),
            "visit_kind": dice.choice(list(VisitKind)),
            "state": VisitState.HELD,
            "subject_tr": subject[0],
            "subject_en": subject[1],
            "city_id": city.id if city else None,
            "host_id": self.house if dice.random() < 0.95 else None,
            "group_name": group,
            "headcount_about": False,
            "minutes_tr": " ".join(minutes),
        }
        row["incomplete"] = row["host_id"] is None  # all else is said of every visit
        if row["host_id"]:
            self.names(row, self.house)
        told = [subject[0], subject[1], group, *minutes]
        for one in people:
            told += (one["name"], one["title_tr"], one["title_en"], one["organisation_name"])
        return row, told

    def delegate(self, position: int) -> Row:
        dice = self.dice
        known = dice.random() < 0.3
        person_id, name = dice.choice(self.people) if known else (None, "")
        title = dice.choice(TITLES)
        body = self.skewed(self.body_ids) if dice.random() < 0.4 else None
        return {
            "position": position,
            "side": Side.VISITOR if dice.random() < 0.75 else Side.OURS,
            "person_id": person_id,
            "name": name or f"{dice.choice(FIRST)} {dice.choice(LAST)}",
            "printed_name": "",
            "title_tr": title[0],
            "title_en": title[1],
            "organisation_id": body,
            "organisation_name": self.body_names[body] if body else "",
        }

    def entry(self, record_id: int) -> Row:
        return {
            "municipality_id": self.municipality,
            "operation_id": f"bench-{record_id}",
            "at": self.now,
            "user_id": None,
            "actor_name": "Bench",
            "event": "visit.created",
            "record_id": record_id,
            "changes": {"state": [None, "held"]},
        }

    # --- Writing ---

    def record(self, kind: RecordKind, title_tr: str, title_en: str, day: date = UNKNOWN_DAY) -> Row:
        id_ = self.next_id
        self.next_id += 1
        return {
            "id": id_,
            "kind": kind,
            "municipality_id": self.municipality,
            "title_tr": title_tr,
            "title_en": title_en,
            "sort_key": sort_key(title_tr),
            "sort_day": day,
            "version": 1,
            "created_at": self.now,
            "updated_at": self.now,
        }

    def names(self, row: Mapping[str, Any], *ids: int | None) -> None:
        self.mentions += [{"record_id": row["id"], "mentioned_id": id_} for id_ in set(ids) - {None}]

    def write(self, table: Table, rows: Iterable[tuple[Row, Iterable[str]]]) -> list[Row]:
        """Write records and what they mention; return them."""
        written = []
        of_record, of_own = set(Record.__table__.c.keys()), set(table.c.keys())
        for batch in _batches(iter(rows)):
            for row, words in batch:
                row["folded"] = folded(filter(None, (row["title_tr"], row["title_en"], *words)))
            records = [{key: row[key] for key in row.keys() & of_record} for row, _ in batch]
            self.session.execute(insert(Record.__table__), records)
            self.parts(table, [{key: row[key] for key in row.keys() & of_own} for row, _ in batch])
            there = {row["id"] for row, _ in batch}
            mentions = [one for one in self.mentions if one["record_id"] in there]
            unique = {(one["record_id"], one["mentioned_id"]): one for one in mentions}
            if unique:
                self.session.execute(insert(Mention.__table__), list(unique.values()))
            self.mentions = [one for one in self.mentions if one["record_id"] not in there]
            written += [row for row, _ in batch] if table is not Visit.__table__ else []
        return written

    def parts(self, table: Table, rows: Iterable[Row]) -> None:
        for batch in _batches(iter(rows)):
            self.session.execute(insert(table), [self.defaults(table) | row for row in batch])

    @staticmethod
    @lru_cache
    def defaults(table: Table) -> Row:
        return {
            column.name: column.default.arg
            for column in table.c
            if column.default is not None and column.default.is_scalar
        }

    def day(self) -> date:
        return FIRST_DAY + timedelta(days=self.dice.randrange((LAST_DAY - FIRST_DAY).days))

    def skewed(self, among: Sequence[Any]) -> Any:
        """Some are met far more often than others."""
        return among[int(self.dice.random() ** 2 * len(among))]


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def proof(session: Session, actor: Any, sample: int = 60) -> int:
    """Compare titles, keys, search words and mentions of a sample with those that the kit makes.

    :raises AssertionError: one differs.
    """
    dice = random.Random(1)
    compared = 0
    for kind in (
        RecordKind.VISIT,
        RecordKind.AGREEMENT,
        RecordKind.MEMBERSHIP,
        RecordKind.PERSON,
        RecordKind.ORGANISATION,
    ):
        noun = NOUNS[kind]
        ids = session.scalars(select(Record.id).where(Record.kind == kind)).all()
        for id_ in dice.sample(ids, min(sample, len(ids))):
            record = kit.load(session, actor, noun, id_)
            wanted = named_by(noun, record)
            titles = named(session, actor, wanted, must_live=True)
            assert (record.title_tr, record.title_en) == noun.title(record, titles), record.title_tr
            key, day, words, incomplete = kit.derived(noun, record)
            assert (record.sort_key, record.sort_day, record.incomplete) == (key, day, incomplete), id_
            assert set(record.folded.split()) == set(words.split()), (record.folded, words)
            told = session.scalars(select(Mention.mentioned_id).where(Mention.record_id == id_)).all()
            assert set(told) == wanted, (kind, told, wanted)
            compared += 1
    return compared
