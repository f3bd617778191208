"""Rows and form data for any noun, through the kit, as an officer would write them."""

import itertools
import os
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain import portfolio_file
from app.domain.portfolio import Portfolio
from app.importers.portfolio import take
from app.importers.reference.importing import import_list
from app.importers.reference.tally import Report
from app.permissions.actor import Actor
from app.records import kit
from app.records.noun import Noun
from app.records.nouns import NOUNS
from app.services import calendar_feeds, documents, passwords, public_maps, users
from app.storage import Store
from app.unit_of_work import unit_of_work
from models import (
    Advice,
    Booking,
    CalendarFeed,
    Checklist,
    City,
    Country,
    Delegate,
    Document,
    Event,
    EventParticipant,
    Gift,
    GiftItem,
    Guest,
    GuestList,
    ImportRow,
    ImportRun,
    Letter,
    Municipality,
    Organisation,
    OutsidePlace,
    PartialDate,
    PeerPortfolio,
    Person,
    PoolMember,
    PrecedenceList,
    PrecedenceOrder,
    PreparationStep,
    ProgrammeItem,
    Project,
    PublicMap,
    Record,
    ReferenceSet,
    Task,
    User,
    Visit,
)
from models.vocabulary import (
    AdviceKind,
    AgreementState,
    BookingService,
    Confidence,
    DecisionKind,
    Direction,
    GiftDirection,
    ImportKind,
    ImportState,
    ImportWay,
    Language,
    LetterDirection,
    LetterKind,
    MembershipRelation,
    Metric,
    NoteKind,
    NoteState,
    PromiseSide,
    RecordKind,
    ReferenceKind,
    Relation,
    Role,
    SeatShape,
    StockChange,
    Verdict,
)
from tests.portfolios import portfolio

TODAY = date(2023, 10, 25)
PASSWORD = "correct horse battery"

_MINIMAL: dict[RecordKind, dict[str, str]] = {
    RecordKind.VISIT: {"held": "25.10.2023", "group_name": "Delegation of teachers"},
    RecordKind.CITY: {"title_tr": "Deneme Şehri"},
    RecordKind.COUNTRY: {
        "title_tr": "Deneme Ülkesi",
        "title_en": "Trial Land",
        "code": "QX",
        "country_kind": "territory",
    },
    RecordKind.ORGANISATION: {"title_tr": "Deneme Kurumu"},
    RecordKind.PERSON: {"title_tr": "Deneme Kişisi"},
    RecordKind.DOCUMENT: {"title_tr": "Deneme Belgesi", "registration_no": "E-2023/17"},
    RecordKind.TASK: {"title_tr": "Deneme İşi", "promised_by": "theirs"},
    RecordKind.LETTER: {"subject_tr": "Deneme Yazısı", "direction": "in"},
    RecordKind.PROJECT: {"title_tr": "Deneme Projesi"},
    RecordKind.EVENT: {"title_tr": "Deneme Çalıştayı"},
    RecordKind.CHECKLIST: {"title_tr": "Deneme Listesi", "steps-0-what_tr": "Bayrak"},
    RecordKind.RECIPIENT_GROUP: {"title_tr": "Deneme Grubu"},
    RecordKind.LETTER_TEMPLATE: {"title_tr": "Deneme Metni", "letter_kind": "new_year"},
    RecordKind.OCCASION: {"title_tr": "Deneme Vesilesi", "occasion_kind": "congratulation"},
    RecordKind.GIFT: {"what_tr": "Deneme Plaketi", "direction": "given", "quantity": "1"},
    RecordKind.GIFT_ITEM: {"title_tr": "Deneme Tabağı"},
    RecordKind.PRECEDENCE_LIST: {"title_tr": "Deneme Listesi"},
    RecordKind.GUEST_LIST: {"title_tr": "Deneme Resepsiyonu"},
    RecordKind.POOL_MEMBER: {"bureau": "Deneme Bürosu"},
    RecordKind.MISSION_FILE: {"duty_tr": "Deneme Görevi"},
    RecordKind.BOOKING: {"service": "escort", "place": "Deneme Kapısı"},
}
_FREE_CODES = (("Q", "MNOPQRSTUVWYZ"), ("X", "ABCDEFGHIJLMOPQRSTUVWXYZ"))  # ISO 3166-1 gives these to nobody


@cache
def _hash() -> str:
    return passwords.hashed(PASSWORD)


def picture(format_: str = "PNG", pages: int = 1) -> bytes:
    """Return a small picture, or a PDF of as many of them."""
    sheets = [Image.new("RGB", (60, 84), (250, 250, 250 - number)) for number in range(pages)]
    made = BytesIO()
    sheets[0].save(made, format_, **({"save_all": True, "append_images": sheets[1:]} if pages > 1 else {}))
    return made.getvalue()


class Make:
    """Makes what a test needs and nothing more."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._numbers = itertools.count(1)
        self._codes = (f"{first}{x}" for first, rest in _FREE_CODES for x in rest)

    def municipality(self, code: str = "izmir") -> Municipality:
        """Return a municipality, the same one for the same code."""
        found = self.session.scalar(select(Municipality).where(Municipality.code == code))
        if found is None:
            id_ = users.found_municipality(self.session, code, f"{code.title()} Belediyesi")
            self.session.commit()
            found = self.session.get_one(Municipality, id_)
        return found

    def user(self, role: str = "officer", municipality: str = "izmir", email: str | None = None) -> User:
        """Return a new user."""
        user = User(
            municipality_id=self.municipality(municipality).id,
            email=email or f"{role}{next(self._numbers)}@{municipality}.test",
            name=f"{role} of {municipality}",
            role=Role(role),
            password_hash=_hash(),
            session_stamp="stamp",
        )
        self.session.add(user)
        self.session.commit()
        query = select(User).where(User.id == user.id).options(joinedload(User.municipality))
        return self.session.scalars(query).one()

    def actor(self, role: str = "officer", municipality: str = "izmir") -> Actor:
        """Return somebody who acts, without an account."""
        return Actor(None, self.municipality(municipality).id, f"{role} of {municipality}", Role(role))

    def record(self, noun: Noun[Any], municipality: str = "izmir", **data: Any) -> Any:
        """Write a record of any noun as an administrator."""
        made = kit.create(self.session, self.actor("admin", municipality), noun, data, today=TODAY)
        self.session.commit()
        return made

    def visit(self, municipality: str = "izmir", **data: Any) -> Visit:
        """Write a visit; by default of a group, today."""
        data = {"held": PartialDate.on(TODAY), **data}
        if not data.keys() & {"group_name", "delegates", "counterparts", "city_id", "country_id"}:
            data["group_name"] = "Delegation of teachers"
        return self.record(NOUNS[RecordKind.VISIT], municipality, **data)

    def organisation(
        self, title: str = "Deneme Kurumu", municipality: str = "izmir", **data: Any
    ) -> Organisation:
        """Write an organisation."""
        return self.record(NOUNS[RecordKind.ORGANISATION], municipality, title_tr=title, **data)

    def person(self, name: str = "Deneme Kişisi", municipality: str = "izmir", **data: Any) -> Person:
        """Write a person."""
        return self.record(NOUNS[RecordKind.PERSON], municipality, title_tr=name, **data)

    def import_run(self, *rows: dict[str, Any], municipality: str = "izmir", **facts: Any) -> ImportRun:
        """Put an import of visits there as it stands after reading, each row with the facts that differ."""
        targets = ["held", "persons", "organisation"]
        told: dict[str, Any] = {
            "import_kind": ImportKind.VISIT,
            "way": ImportWay.TEXT,
            "state": ImportState.PREVIEW,
            "file_name": "Faaliyet raporu",
            "headings": targets,
            "targets": targets,
            "total": len(rows),
            "done": len(rows),
        }
        run = ImportRun(
            municipality_id=self.municipality(municipality).id,
            operation_id=uuid4().hex,
            actor_name="Somebody",
            sha256="0" * 64,
            **(told | facts),
        )
        self.session.add(run)
        self.session.flush()
        for number, row in enumerate(rows, start=1):
            usual = {"cells": ["12.01.2023", "Ada Yılmaz", "Deneme Kurumu"], "verdict": Verdict.NEW}
            self.session.add(ImportRow(run_id=run.id, number=number, **(usual | row)))
        self.session.commit()
        return run

    def document(
        self,
        content: bytes | None = None,
        municipality: str = "izmir",
        file_name: str = "belge.pdf",
        **data: Any,
    ) -> Document:
        """Write a document with a file, by default a PDF of one page, kept where the application looks."""
        content = content or picture("PDF")
        arriving = Store(Path(os.environ["ELCI_DATA_DIR"]) / "documents").receive(len(content))
        arriving.write(content)
        sha256 = arriving.keep()
        file = documents.StoredFile(file_name, "application/pdf", len(content), sha256, data.pop("pages", 1))
        made = documents.enter(self.session, self.actor("admin", municipality), data, file, today=TODAY)
        self.session.commit()
        return made

    def task(self, title: str = "Deneme İşi", municipality: str = "izmir", **data: Any) -> Task:
        """Write a task; by default a plain one that nobody sees to."""
        return self.record(NOUNS[RecordKind.TASK], municipality, title_tr=title, **data)

    def letter(self, subject: str = "Deneme Yazısı", municipality: str = "izmir", **data: Any) -> Letter:
        """Write a letter; by default one that came in."""
        data = {"direction": LetterDirection.INCOMING, **data}
        return self.record(NOUNS[RecordKind.LETTER], municipality, subject_tr=subject, **data)

    def project(self, title: str = "Deneme Projesi", municipality: str = "izmir", **data: Any) -> Project:
        """Write a project; by default one of which nothing is known but the name."""
        return self.record(NOUNS[RecordKind.PROJECT], municipality, title_tr=title, **data)

    def event(self, title: str = "Deneme Çalıştayı", municipality: str = "izmir", **data: Any) -> Event:
        """Write an event; by default one of which nothing is known but the name."""
        return self.record(NOUNS[RecordKind.EVENT], municipality, title_tr=title, **data)

    def ranking(self, *ranks: tuple[int, str], municipality: str = "izmir", **data: Any) -> PrecedenceList:
        """Write a list of ranks, each a number and an office; by default in force on every day."""
        rows = [{"rank": rank, "office_tr": office} for rank, office in ranks]
        data = {"valid_from": date(2000, 1, 1), "confidence": Confidence.READ, "ranks": rows, **data}
        noun = NOUNS[RecordKind.PRECEDENCE_LIST]
        return self.record(noun, municipality, title_tr="Deneme Listesi", **data)

    def guests(self, about: Record) -> list[int]:
        """Return which rows the participants of a visit or event are, in the order of the record."""
        row, column = (
            (Delegate, Delegate.visit_id)
            if about.kind is RecordKind.VISIT
            else (EventParticipant, EventParticipant.event_id)
        )
        return list(self.session.scalars(select(row.id).where(column == about.id).order_by(row.position)))

    def order(
        self, about: Record, ranking: PrecedenceList | None = None, municipality: str = "izmir", **data: Any
    ) -> PrecedenceOrder:
        """Begin the order of precedence of a visit or event, by a list or by none."""
        chosen = {"ranking_id": ranking.id if ranking else None, "language": Language.TURKISH, **data}
        noun = NOUNS[RecordKind.PRECEDENCE_ORDER]
        return self.record(noun, municipality, title_tr="Deneme Sırası", about_id=about.id, **chosen)

    def interpreter(self, name: str = "Ada Yılmaz", municipality: str = "izmir", **data: Any) -> PoolMember:
        """Put a new person into the pool; by default nothing is known but the name."""
        data = {"person_id": self.person(name, municipality).id, **data}
        return self.record(NOUNS[RecordKind.POOL_MEMBER], municipality, **data)

    def booking(self, municipality: str = "izmir", **data: Any) -> Booking:
        """Write a booking; by default of an escort for a visit, and nobody is found."""
        data = {"service": BookingService.ESCORT, **data}
        if "about_id" not in data:
            data["about_id"] = self.visit(municipality).id
        return self.record(NOUNS[RecordKind.BOOKING], municipality, **data)

    def advice(self, title: str, municipality: str = "izmir", **data: Any) -> Advice:
        """Write advice; by default a sensitivity."""
        data = {"advice_kind": AdviceKind.SENSITIVITY, **data}
        return self.record(NOUNS[RecordKind.ADVICE], municipality, title_tr=title, **data)

    def programme_item(self, visit: Visit, title_tr: str = "Deneme Kabulü", **data: Any) -> ProgrammeItem:
        """Write an item of the programme of a visit; by default one of which no hour is known."""
        municipality = self.session.get_one(Municipality, visit.municipality_id).code
        data = {"title_tr": title_tr, "visit_id": visit.id, **data}
        return self.record(NOUNS[RecordKind.PROGRAMME_ITEM], municipality, **data)

    def gift(self, what: str = "Deneme Plaketi", municipality: str = "izmir", **data: Any) -> Gift:
        """Write a gift; by default one piece, given by us."""
        data = {"direction": GiftDirection.GIVEN, "quantity": 1, "what_tr": what, **data}
        return self.record(NOUNS[RecordKind.GIFT], municipality, **data)

    def gift_item(
        self, title: str = "Deneme Tabağı", municipality: str = "izmir", *, pieces: int = 0, **data: Any
    ) -> GiftItem:
        """Write a city gift, with so many pieces taken into stock."""
        taken = [{"change": StockChange.TAKEN_IN, "quantity": pieces}] if pieces else []
        data = {"changes": taken, **data}
        return self.record(NOUNS[RecordKind.GIFT_ITEM], municipality, title_tr=title, **data)

    def step(self, visit: Visit, title_tr: str = "Bayrak", **data: Any) -> PreparationStep:
        """Write something that must be ready for a visit; by default missing, with no day."""
        municipality = self.session.get_one(Municipality, visit.municipality_id).code
        data = {"title_tr": title_tr, "visit_id": visit.id, **data}
        return self.record(NOUNS[RecordKind.PREPARATION_STEP], municipality, **data)

    def checklist(self, *steps: tuple[str, int | None], **data: Any) -> Checklist:
        """Write a list of what must be ready, with the days of each."""
        rows = [{"what_tr": what, "days": days} for what, days in steps]
        data = {"title_tr": "Deneme Listesi", "steps": rows, **data}
        return self.record(NOUNS[RecordKind.CHECKLIST], **data)

    def calendar(self, visit: Visit) -> tuple[str, int]:
        """Open a calendar of a visit; return the token of its address and its number."""
        user = self.user("officer")
        actor = Actor(user.id, user.municipality_id, user.name, user.role)
        with unit_of_work(self.session) as session:
            token = calendar_feeds.open_for(session, actor, visit.id, None, "en")
        return token, self.session.scalars(select(CalendarFeed.id).order_by(CalendarFeed.id.desc())).all()[0]

    def guest_list(
        self, title: str = "Deneme Resepsiyonu", municipality: str = "izmir", **data: Any
    ) -> GuestList:
        """Write a guest list; by default one of which nothing is known but the name."""
        return self.record(NOUNS[RecordKind.GUEST_LIST], municipality, title_tr=title, **data)

    def guest(self, guests: GuestList, name: str = "Deneme Konuğu", **data: Any) -> Guest:
        """Write a guest of a list, as nobody looked anything up about them."""
        municipality = self.session.get_one(Municipality, guests.municipality_id).code
        data = {"guest_list_id": guests.id, "name": name, **data}
        return self.record(NOUNS[RecordKind.GUEST], municipality, **data)

    def read_list(self, text: str, code: str | None = None) -> Report:
        """Read a public list as the administrator would; of members if it names networks."""
        kind = ReferenceKind.MEMBERSHIPS if text.startswith("network") else ReferenceKind.TIES
        file = Path(os.environ["ELCI_DATA_DIR"]) / f"list-{uuid4()}.csv"
        file.write_text(text, encoding="utf-8")
        try:
            with unit_of_work(self.session) as session:
                return import_list(session, self.actor("admin"), kind, file, code=code)
        finally:
            file.unlink()

    def public_list(self) -> ReferenceSet:
        """Read a list of twin towns of İzmir; of one of them nobody knows which city it is."""
        self.read_list(
            "a_id,a_name,a_country,a_lat,a_lon,b_id,b_name,b_country,b_lat,b_lon\n"
            "Q35997,İzmir,TR,38.41,27.13,Q384,Skopje,MK,42.00,21.43\n"
            "Q35997,İzmir,TR,38.41,27.13,Q2742,Münster,DE,48.10,11.50\n"
        )
        return self.session.scalars(select(ReferenceSet)).one()

    def public_map(self, municipality: str = "izmir", **chosen: Any) -> PublicMap:
        """Put a map of sister cities on a public address."""
        given: dict[str, Any] = {
            "title_tr": "Dostlarımız",
            "title_en": "Our friends",
            "fields": (),
            "sites": (),
            "most": 20,
        }
        given |= {"relations": [Relation.SISTER_CITY], **chosen}
        with unit_of_work(self.session) as session:
            return public_maps.publish(session, self.actor("admin", municipality), **given)

    def peer_portfolio(self, municipality: str = "izmir", given: Portfolio | None = None) -> PeerPortfolio:
        """Read the portfolio of a peer: that of Antalya, or another."""
        actor = self.actor("officer", municipality)
        with unit_of_work(self.session) as session:
            _, peer = take(session, actor, portfolio_file.write(given or portfolio()), today=TODAY)
        found = select(PeerPortfolio).where(PeerPortfolio.organisation_id == peer.id)
        return self.session.scalars(found).one()

    def outside_place(self, name: str = "Münster") -> OutsidePlace:
        """Return a place of a public list by its name."""
        return self.session.scalars(select(OutsidePlace).where(OutsidePlace.name == name)).one()

    def minimal(self, noun: Noun[Any], municipality: str = "izmir") -> Any:
        """Write the least record of a noun."""
        return self.record(noun, municipality, **self.least(noun, municipality))

    def least(self, noun: Noun[Any], municipality: str = "izmir") -> dict[str, Any]:  # noqa: C901, PLR0912, PLR0915 - a case a kind
        """Return the data of the least record of a noun."""
        data: dict[str, Any] = dict(_MINIMAL.get(noun.kind, {}))
        match noun.kind:
            case RecordKind.VISIT:
                data["held"] = PartialDate.on(TODAY)
            case RecordKind.TASK:
                data["promised_by"] = PromiseSide.THEIRS
            case RecordKind.LETTER:
                data["direction"] = LetterDirection.INCOMING
            case RecordKind.LETTER_TEMPLATE:
                data["letter_kind"] = LetterKind.NEW_YEAR
            case RecordKind.OCCASION:
                data["occasion_kind"] = LetterKind.CONGRATULATION
            case RecordKind.GUEST:
                data = {
                    "name": "Deneme Konuğu",
                    "guest_list_id": self.guest_list(municipality=municipality).id,
                }
            case RecordKind.GIFT:
                data |= {"direction": GiftDirection.GIVEN, "quantity": 1}
            case RecordKind.ADVICE:
                about = self._two(municipality)[0]
                data = {"title_tr": "Deneme Öğüdü", "advice_kind": AdviceKind.SENSITIVITY, "about_id": about}
            case RecordKind.NOTE:
                data = {
                    "title_tr": "Deneme Notu",
                    "about_id": self.city("Üsküp").id,
                    "language": Language.TURKISH,
                    "note_kind": NoteKind.CITY,
                    "state": NoteState.DRAFT,
                }
            case RecordKind.PROGRAMME_ITEM:
                data = {"title_tr": "Deneme Kabulü", "visit_id": self.visit(municipality).id}
            case RecordKind.SEATING_PLAN:
                data = {"title_tr": "Deneme Masası", "about_id": self.event(municipality=municipality).id}
                data |= {"shape": SeatShape.ROUND, "tables": 1, "seats": 8}
            case RecordKind.PRECEDENCE_ORDER:
                data = {
                    "title_tr": "Deneme Sırası",
                    "about_id": self.event(municipality=municipality).id,
                    "language": Language.TURKISH,
                }
            case RecordKind.POOL_MEMBER:
                data["person_id"] = self.person(f"Tercüman {next(self._numbers)}", municipality).id
            case RecordKind.MISSION_FILE:
                data["visit_id"] = self.visit(municipality, direction=Direction.OUTGOING).id
            case RecordKind.BOOKING:
                data |= {"service": BookingService.ESCORT, "about_id": self.visit(municipality).id}
            case RecordKind.CHECKLIST:
                data = {"title_tr": "Deneme Listesi", "steps": [{"what_tr": "Bayrak"}]}
            case RecordKind.PREPARATION_STEP:
                data = {"title_tr": "Deneme Hazırlığı", "visit_id": self.visit(municipality).id}
            case RecordKind.COUNTRY:
                data |= {"code": next(self._codes), "region": ""}
            case RecordKind.AGREEMENT:
                parties = [{"organisation_id": id_} for id_ in self._two(municipality)]
                data = {"relation": Relation.GOODWILL, "state": AgreementState.DRAFT, "parties": parties}
            case RecordKind.MEMBERSHIP:
                network, member = self._two(municipality)
                data = {"network_id": network, "member_id": member, "relation": MembershipRelation.MEMBER}
            case RecordKind.DECISION:
                data = {"decision_kind": DecisionKind.COUNCIL_DECISION, "decided": PartialDate.on(TODAY)}
            case RecordKind.STATED_FIGURE:
                about = self._two(municipality)[0]
                data = {"title_tr": "Deneme Sayısı", "about_id": about, "metric": Metric.OTHER, "value": 3}
        return data

    def posted(self, noun: Noun[Any], municipality: str = "izmir") -> dict[str, str]:  # noqa: C901, PLR0911 - a case a kind
        """Return what the form of the least record posts."""
        match noun.kind:
            case RecordKind.AGREEMENT:
                one, other = self._two(municipality)
                parties = {"parties-0-organisation": f"#{one}", "parties-1-organisation": f"#{other}"}
                return {"title_tr": "Deneme Anlaşması", "relation": "goodwill", "state": "draft", **parties}
            case RecordKind.MEMBERSHIP:
                network, member = self._two(municipality)
                return {
                    "network": f"#{network}",
                    "member": f"#{member}",
                    "relation": "member",
                    "role_tr": "Üye",
                }
            case RecordKind.GUEST:
                of = self.guest_list(municipality=municipality).id
                return {"guest_list": f"#{of}", "name": "Deneme Konuğu"}
            case RecordKind.DECISION:
                return {"number": "2023/1", "decision_kind": "council_decision", "decided": "25.10.2023"}
            case RecordKind.ADVICE:
                about = f"#{self._two(municipality)[0]}"
                return {"title_tr": "Deneme Öğüdü", "about": about, "advice_kind": "sensitivity"}
            case RecordKind.NOTE:
                about = f"#{self.city('Üsküp').id}"
                return {"title_tr": "Deneme Notu", "about": about, "language": "tr"}
            case RecordKind.PREPARATION_STEP:
                return {"title_tr": "Deneme Hazırlığı", "visit": f"#{self.visit(municipality).id}"}
            case RecordKind.PROGRAMME_ITEM:
                return {"title_tr": "Deneme Kabulü", "visit": f"#{self.visit(municipality).id}"}
            case RecordKind.SEATING_PLAN:
                about = f"#{self.event(municipality=municipality).id}"
                room = {"shape": "round", "tables": "1", "seats": "8"}
                return {"title_tr": "Deneme Masası", "about": about, **room}
            case RecordKind.PRECEDENCE_ORDER:
                about = f"#{self.event(municipality=municipality).id}"
                return {"title_tr": "Deneme Sırası", "about": about, "language": "tr"}
            case RecordKind.STATED_FIGURE:
                about = f"#{self._two(municipality)[0]}"
                return {"title_tr": "Deneme Sayısı", "about": about, "metric": "other", "value": "3"}
            case RecordKind.POOL_MEMBER | RecordKind.BOOKING | RecordKind.MISSION_FILE:
                named = {"person": "person_id", "about": "about_id", "visit": "visit_id"}
                facts = self.least(noun, municipality)
                return _MINIMAL[noun.kind] | {
                    field: f"#{facts[column]}" for field, column in named.items() if column in facts
                }
        return dict(_MINIMAL[noun.kind])

    def _two(self, municipality: str) -> tuple[int, int]:
        """Return two organisations that nothing else names."""
        number = next(self._numbers)
        first = self.organisation(f"Deneme Ağı {number}", municipality)
        return first.id, self.organisation(f"Deneme Üyesi {number}", municipality).id

    def city(self, title: str) -> City:
        """Return a city of the reference data by its Turkish name; the largest of that name."""
        query = select(City).where(Record.title_tr == title).order_by(City.population.desc().nulls_last())
        return self.session.scalars(query).first()  # type: ignore[return-value]

    def country(self, code: str) -> Country:
        """Return a country of the reference data."""
        return self.session.scalars(select(Country).where(Country.code == code)).one()
