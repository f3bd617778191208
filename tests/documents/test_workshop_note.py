"""The briefing for a workshop: every figure is one of the record, of a file or of a list; gaps are said."""

from dataclasses import replace
from datetime import UTC, date, time

import pytest
from pypdfium2 import PdfDocument
from sqlalchemy import event as events
from sqlalchemy.orm import Session

from app.documents import docx, pdf
from app.documents.before_printing import Check, remarks
from app.documents.paper import Facts, Items, Paragraph, Picture, Table
from app.documents.workshop_facts import Origin, ProposalKind
from app.documents.workshop_note import gather
from app.documents.workshop_paper import say
from app.domain.portfolio_file import write
from app.errors import NotFound
from app.i18n import translator
from app.importers.portfolio import take
from app.queries import figures
from app.queries.kept import forget
from app.unit_of_work import unit_of_work
from models import PartialDate
from models.vocabulary import (
    AgreementState,
    EventKind,
    EventRole,
    Metric,
    OrganisationKind,
    Relation,
    SessionKind,
    TaskState,
    Theme,
)
from tests.make import TODAY
from tests.portfolios import HOSTILE, house_of, portfolio

NETWORK = OrganisationKind.CITY_NETWORK
ENGLISH, TURKISH = translator("en"), translator("tr")


@pytest.fixture
def workshop(make):
    """Write a workshop with some bodies at the table."""

    def announce(*bodies, **facts):
        rows = [{"organisation_id": one.id} for one in bodies]
        return make.event(event_kind=EventKind.WORKSHOP, **{"participants": rows, **facts})

    return announce


@pytest.fixture
def read(make, session):
    """Gather the facts of a briefing."""

    def gathered(event, municipality="izmir"):
        forget()
        return gather(session, make.actor("viewer", municipality), event.id, today=TODAY)

    return gathered


def words(paper):
    """Every word of a paper, in its order."""

    def runs(said):
        return "".join(one.text for one in said)

    told = [paper.title, paper.subtitle]
    for section in paper.sections:
        told.append(section.title)
        for block in section.blocks:
            match block:
                case Paragraph():
                    told.append(runs(block.words))
                case Facts():
                    told += [f"{name}: {runs(said)}" for name, said in block.rows]
                case Items():
                    told += [runs(one) for one in block.items]
                case Table():
                    told += [" | ".join(runs(cell) for cell in row) for row in block.rows]
                case Picture():
                    told += [block.caption, block.alt]
    return "\n".join([*told, *paper.sources])


def told(note, t=ENGLISH):
    return words(say(note, t, UTC))


def names(found):
    return [one.title_tr for one in found]


def test_our_portfolio_counts_what_the_figures_of_the_record_count(
    make, session, read, workshop, house, body, tie, member
):
    skopje, bremen = body("Üsküp Belediyesi", "Üsküp"), body("Bremen Belediyesi", "Bremen")
    tie(skopje, themes=[{"theme": Theme.CULTURE}, {"theme": Theme.WATER}])
    tie(bremen, themes=[{"theme": Theme.CULTURE}])
    tie(bremen, relation=Relation.GOODWILL)
    tie(body("Atina Belediyesi", "Atina"), state=AgreementState.ENDED)
    tie(body("Bir Banka", "Atina", kind=OrganisationKind.DEVELOPMENT_BANK), relation=Relation.PROJECT)
    member(body("Eurocities", kind=NETWORK))

    note = read(workshop(body("Antalya Belediyesi", "Antalya")))

    ours = note.portfolios[0]
    counted = figures.recorded(session, make.actor("viewer"), today=TODAY)
    assert ours.origin is Origin.REGISTER
    assert ours.kinds[Relation.SISTER_CITY] == (2, counted[Metric.SISTER_CITIES]) == (2, 2)
    assert ours.kinds[Relation.GOODWILL] == (1, counted[Metric.GOODWILL_CITIES]) == (1, 1)
    assert ours.kinds[Relation.PROJECT] == (1, 0)
    assert len(ours.networks) == counted[Metric.MEMBERSHIPS] == 1
    assert sorted(names(one.name for one in ours.partners.values())) == ["Bremen", "Üsküp"]
    assert {name.title_tr: count for name, count in ours.countries.values()} == {
        "Almanya": 1,
        "Kuzey Makedonya": 1,
    }
    assert ours.themes == {Theme.CULTURE: 2, Theme.WATER: 1}
    assert Theme.CULTURE not in note.compared.unused
    assert len(note.compared.unused) == len(Theme) - 2
    said = told(note)
    assert "Sister city | 2 | 2" in said
    assert "2 partner cities" in said
    assert "Germany 1" in said


def test_a_participant_is_read_from_its_file_else_from_public_lists_and_the_paper_says_which(
    make, session, read, workshop, house, body, tie, listed
):
    listed(("Antalya", "Bremen"), ("Bursa", "Bremen"), ("Bursa", "Kazan"), members=[("Eurocities", "Bursa")])
    antalya, bursa = body("Antalya Büyükşehir Belediyesi", "Antalya"), body("Bursa Belediyesi", "Bursa")
    with unit_of_work(session):
        take(session, make.actor("admin"), write(portfolio()), today=TODAY)

    note = read(workshop(antalya, bursa, body("Adana Belediyesi", "Adana")))

    _ours, file, lists, nothing = note.portfolios
    assert [one.origin for one in (file, lists, nothing)] == [Origin.FILE, Origin.LISTS, Origin.NOWHERE]
    assert names(one.name for one in file.partners.values()) == ["Üsküp"]  # and not Bremen, as the list says
    assert file.as_of == date(2023, 10, 20)
    assert file.themes == {Theme.CULTURE: 1}
    assert sorted(names(one.name for one in lists.partners.values())) == ["Bremen", "Kazan"]
    assert names(lists.networks) == ["Eurocities"]
    said = told(note)
    assert "Antalya Büyükşehir Belediyesi | portfolio file, 20 Oct 2023 | 1 | 1 | 1" in said
    assert "Bursa Belediyesi | public lists (open source) | 2 | 2 | 1" in said
    assert "Adana Belediyesi | nothing known | – | – | –" in said
    assert "its relations are unknown, which is not none" in said
    assert "Portfolio file of Antalya Büyükşehir Belediyesi, data of 20 Oct 2023" in said


def test_what_is_common_and_who_could_introduce_whom_follow_from_the_portfolios(
    make, session, read, workshop, house, body, tie, member, listed
):
    listed(("Antalya", "Bremen"), ("Antalya", "Kazan"), members=[("Eurocities", "Antalya")])
    tie(body("Bremen Belediyesi", "Bremen"))
    tie(body("Üsküp Belediyesi", "Üsküp"))
    member(body("Eurocities", kind=NETWORK))
    antalya = body("Antalya Belediyesi", "Antalya")

    note = read(workshop(antalya))

    compared = note.compared
    assert [(one.name.title_tr, one.holders) for one in compared.common_partners] == [
        ("Bremen", (house.id, antalya.id))
    ]
    assert [(one.name.title_tr, one.holders) for one in compared.common_networks] == [
        ("Eurocities", (house.id, antalya.id))
    ]
    doors = {(one.by, one.to): (names(p.name for p in one.partners), one.countries) for one in compared.doors}
    assert doors[antalya.id, house.id][0] == ["Kazan"]
    assert doors[house.id, antalya.id][0] == ["Üsküp"]
    assert [(name.title_tr, count) for name, count in doors[antalya.id, house.id][1]] == [("Rusya", 1)]
    assert {body: names(found) for body, found in compared.alone.items()} == {
        house.id: ["Kuzey Makedonya"],
        antalya.id: ["Rusya"],
    }
    kinds = [one.kind for one in note.proposals]
    assert kinds == [ProposalKind.TOGETHER, ProposalKind.ASK, ProposalKind.OFFER]
    assert all(
        one.rests_on in (*compared.common_partners, *compared.common_networks, *compared.doors)
        for one in note.proposals
    )
    assert "Russia (Kazan)" in told(note)


def test_a_network_of_several_others_is_proposed_and_a_country_of_several_others_is_missing(
    read, workshop, house, body, tie, listed
):
    tie(body("Üsküp Belediyesi", "Üsküp"))
    listed(
        ("Antalya", "Bremen"),
        ("Bursa", "Bremen"),
        members=[("Eurocities", "Antalya"), ("Eurocities", "Bursa")],
    )
    antalya, bursa = body("Antalya Belediyesi", "Antalya"), body("Bursa Belediyesi", "Bursa")

    note = read(workshop(antalya, bursa))

    assert [(one.name.title_tr, one.holders) for one in note.compared.missing] == [
        ("Almanya", (antalya.id, bursa.id))
    ]
    (network,) = [one for one in note.proposals if one.kind is ProposalKind.NETWORK]
    assert (network.rests_on.name.title_tr, network.rests_on.holders) == (
        "Eurocities",
        (antalya.id, bursa.id),
    )


def test_a_file_counts_only_what_stands_today(make, session, read, workshop, house):
    whole = portfolio()
    over = replace(whole.ties[0], state=AgreementState.ENDED)
    ran_out = replace(whole.ties[0], ends=PartialDate.of(2020))
    with unit_of_work(session):
        _verdict, antalya = take(
            session,
            make.actor("admin"),
            write(replace(whole, ties=(*whole.ties, over, ran_out))),
            today=TODAY,
        )
        antalya_id = antalya.id

    note = read(workshop(participants=[{"organisation_id": antalya_id}]))

    assert note.portfolios[1].kinds == {Relation.SISTER_CITY: (1, 1)}


def test_a_participant_unknown_to_us_and_one_without_a_body_are_said_and_nothing_is_made_up(
    read, workshop, house
):
    rows = [
        {"name": "Ayşe Yılmaz", "title_tr": "Daire Başkanı", "organisation_name": "Bilinmeyen Belediyesi"},
        {"name": "Osman Ayık", "title_tr": "Başkan Danışmanı"},
    ]

    note = read(workshop(participants=rows))

    assert note.strangers == ("Bilinmeyen Belediyesi",)
    assert len(note.portfolios) == 1
    assert note.proposals == ()
    said = told(note)
    assert "Not on our record, so nothing is known of their relations: Bilinmeyen Belediyesi." in said
    assert "For 1 participant no organisation is recorded." in said
    assert "Nothing can be compared" in said
    assert Check.UNKNOWN_PORTFOLIOS in [one.check for one in remarks(note, "tr")]


@pytest.mark.parametrize("t", [ENGLISH, TURKISH])
def test_an_event_of_which_only_the_name_is_known_has_a_briefing_that_says_so(make, read, t):
    paper = say(read(make.event("Adı Var")), t, UTC)

    assert pdf.render(paper, t).startswith(b"%PDF")
    assert docx.render(paper, t).startswith(b"PK")
    if t is ENGLISH:
        assert "No participant recorded." in words(paper)
        assert "No organisation on record is marked as our own house." in words(paper)
        assert "No item of the programme recorded." in words(paper)


def test_hostile_names_are_text_in_every_format(make, session, browser, read, workshop, house, body, tie):
    tie(body("Üsküp Belediyesi", "Üsküp"))
    with unit_of_work(session):
        take(
            session,
            make.actor("admin"),
            write(portfolio(house=house_of(name=HOSTILE), partner=HOSTILE)),
            today=TODAY,
        )
    event = workshop(
        body(HOSTILE, "Bursa"),
        body(HOSTILE, "Antalya"),
        title=HOSTILE,
        sessions=[{"title_tr": HOSTILE, "speaker": HOSTILE, "ours_tr": HOSTILE}],
        outcome_tr=HOSTILE,
    )

    paper = say(read(event), TURKISH, UTC)

    assert HOSTILE in paper.title
    assert pdf.render(paper, TURKISH).startswith(b"%PDF")
    assert docx.render(paper, TURKISH).startswith(b"PK")
    for section in paper.sections:
        for block in section.blocks:
            assert not (isinstance(block, Picture) and b"<script" in block.svg)
    page = browser.open(f"/events/{event.id}/note?lang=en")
    assert HOSTILE in page.words
    assert not any("alert(1)" in script.text for script in page.select("script"))


def test_the_map_stands_on_the_second_page_below_the_programme(make, read, workshop, house, body, tie):
    for number, city in enumerate(["Üsküp", "Bremen", "Atina", "Linz", "Floransa", "Roma"]):
        tie(body(f"{city} Belediyesi {number}", city))
    talks = [
        {"title_tr": f"Deneyim paylaşımı {number}", "session_kind": SessionKind.TALK} for number in range(14)
    ]
    paper = say(read(workshop(body("Antalya Belediyesi", "Antalya"), sessions=talks)), TURKISH, UTC)

    with PdfDocument(pdf.render(paper, TURKISH)) as document:
        pages = len(document)

    assert any(isinstance(block, Picture) for block in paper.sections[-1].blocks)
    assert pages == 2


def test_entered_steps_and_our_contribution_stand_in_the_briefing(make, read, workshop, house, body):
    event = workshop(
        body("Antalya Belediyesi", "Antalya"),
        sessions=[
            {
                "title_tr": "Açılış",
                "session_kind": SessionKind.PRESENTATION,
                "day": date(2023, 10, 30),
                "starts_at": time(9, 30),
                "ours_tr": "İzmir deneyimi",
            }
        ],
    )
    make.task("Ortak proje taslağı", about_id=event.id, due=PartialDate.on(date(2023, 10, 1)))
    make.task("Bitmiş iş", about_id=event.id, state=TaskState.DONE, done_on=TODAY, evidence="Tutanak")
    make.task("Başka iş")

    note = read(event)

    assert names(note.steps) == ["Ortak proje taslağı", "Bitmiş iş"]
    assert note.steps[0].late > 0
    said = told(note)
    assert "Açılış (TR) · Presentation | 30 Oct 2023 09:30 | – | İzmir deneyimi (TR)" in said
    assert "1 Oct 2023, overdue" in said
    assert Check.OVERDUE_STEPS in [one.check for one in remarks(note, "en")]


def test_who_was_represented_is_a_participant_with_that_role(read, workshop):
    note = read(workshop(participants=[{"name": "Muhittin Böcek", "role": EventRole.REPRESENTED}]))

    assert "Muhittin Böcek | – | Represented" in told(note)


def test_the_event_of_another_municipality_has_no_briefing(make, read, workshop):
    with pytest.raises(NotFound):
        read(workshop(), municipality="bursa")


def test_the_briefing_takes_the_same_number_of_statements_however_many_take_part(
    make, session, connection, workshop, house, body, tie, member, listed
):
    listed(("Antalya", "Bremen"), ("Bursa", "Kazan"), members=[("Eurocities", "Bursa")])
    network = body("Eurocities", kind=NETWORK)
    member(network)
    tie(body("Üsküp Belediyesi", "Üsküp"))
    antalya = body("Antalya Büyükşehir Belediyesi", "Antalya")
    with unit_of_work(session):
        take(session, make.actor("admin"), write(portfolio()), today=TODAY)
    actor = make.actor("viewer")

    def cost(event):
        forget()
        count = []

        def note(*_told):
            count.append(1)

        events.listen(connection, "before_cursor_execute", note)
        with Session(connection, join_transaction_mode="create_savepoint") as fresh:
            gather(fresh, actor, event.id, today=TODAY)
        events.remove(connection, "before_cursor_execute", note)
        return len(count)

    few = workshop(antalya, body("Bursa Belediyesi", "Bursa"), sessions=[{"title_tr": "Açılış"}])
    make.task("İş", about_id=few.id)
    before = cost(few)
    more = [
        body(f"Belediye {number}", city)
        for number, city in enumerate(("Ankara", "Adana", "İzmit", "Isparta"))
    ]
    for city in ("Bremen", "Atina", "Selanik", "Kazan"):
        tie(body(f"{city} Belediyesi", city), themes=[{"theme": Theme.CULTURE}])
    many = workshop(antalya, *more, sessions=[{"title_tr": f"Oturum {number}"} for number in range(9)])
    for number in range(5):
        make.task(f"İş {number}", about_id=many.id)

    assert cost(many) == before
