"""Lists of memberships: which network, whose membership, what it is."""

import pytest

from app.records import kit
from app.records.memberships import MEMBERSHIP
from models import Membership, PartialDate
from models.vocabulary import ImportKind, MembershipClass, MembershipRelation, OrganisationKind
from tests.make import Make

HEAD = "Üye Olunan Kuruluş | Statü | Üyelik Tarihi"


@pytest.fixture
def memberships(bring, house):
    """Take a list of memberships in."""
    return lambda headings, *rows, **how: bring(ImportKind.MEMBERSHIP, headings, *rows, **how)


@pytest.fixture
def iclei(make: Make):
    """Write a network with a short name."""
    return make.organisation(
        "Sürdürülebilir Kentler Birliği", acronym="ICLEI", organisation_kind=OrganisationKind.CITY_NETWORK
    )


@pytest.fixture
def on_file(make, house, iclei):
    """Write the membership of our house in it."""

    def write(relation=MembershipRelation.MEMBER, **facts):
        ids = {"network_id": iclei.id, "member_id": house.id}
        return make.record(MEMBERSHIP, relation=relation, **ids, **facts)

    return write


def test_a_list_of_networks_becomes_memberships_of_our_house(memberships, session, make, house, iclei):
    done = memberships(
        "No|Ağ|Kısaltma|Üyelik Durumu|Üyelik Türü|Üyelik Yılı|Görevimiz|Çalışma Grupları|Birim",
        "1 | Sürdürülebilir Kentler Birliği | ICLEI | üye | tam üye | 1996 | Yönetim kurulu | Su, enerji |",
        "2 | Eurocities | | üye | ortak üye | Mart 2003 | | | Dış İlişkiler Dairesi",
    ).write()

    assert done.verdicts == ["new", "new"]
    first, second = done.records()
    assert (first.network_id, first.member_id) == (iclei.id, house.id)
    assert (first.relation, first.membership_class) == (MembershipRelation.MEMBER, MembershipClass.FULL)
    assert (first.since, first.role_tr) == (PartialDate.of(1996), "Yönetim kurulu")
    assert first.working_groups_tr == "Su, enerji"
    loaded = kit.load(session, make.actor(), MEMBERSHIP, second.id)
    assert loaded.network.title_tr == "Eurocities"
    assert loaded.unit is not None
    assert loaded.unit.title_tr == "Dış İlişkiler Dairesi"
    assert loaded.since == PartialDate.of(2003, 3)
    assert [source.title for source in loaded.sources] == ["liste.csv"]


def test_the_second_time_the_same_file_changes_nothing(memberships, session):
    rows = ("ICLEI | üye | 1996", "Eurocities | üye | 2003")
    memberships(HEAD, *rows).write()

    assert memberships(HEAD, *rows).write().verdicts == ["same", "same"]
    assert session.query(Membership).count() == 2


def test_a_network_is_met_by_its_name_or_its_short_name(memberships, on_file, iclei):
    record = on_file(since=PartialDate.of(1996))

    for name in ("ICLEI", "iclei", "Sürdürülebilir Kentler Birliği", "SÜRDÜRÜLEBİLİR KENTLER BİRLİĞİ"):
        done = memberships(HEAD, f"{name} | üye | 1996")
        assert (done.verdicts, done.rows[0].record_id) == (["same"], record.id), name
    both = memberships("Ağ | Kısaltma | Statü", "Local Governments for Sustainability | ICLEI | üye")
    assert both.verdicts == ["same"]


def test_a_date_that_is_missing_is_filled_without_asking_for_the_relation(
    memberships, on_file, session, make
):
    record = on_file()

    done = memberships("Ağ | Üyelik Tarihi", "ICLEI | 1996").write()

    assert done.verdicts == ["changed"]
    assert kit.load(session, make.actor(), MEMBERSHIP, record.id).since == PartialDate.of(1996)


def test_an_applicant_that_became_a_member_is_no_second_membership(memberships, on_file, session):
    on_file(MembershipRelation.APPLICANT)

    done = memberships(HEAD, "ICLEI | üye | 1996")

    assert done.verdicts == ["conflict"]
    assert "relation" in done.fields()
    assert session.query(Membership).count() == 1


def test_a_member_that_holds_an_office_is_met_by_the_relation_that_the_row_says(memberships, on_file):
    office = on_file(MembershipRelation.OFFICE_HOLDER)
    member = on_file()

    said = memberships(HEAD, "ICLEI | üye |", "ICLEI | başkan |")
    unsaid = memberships("Ağ | Üyelik Tarihi", "ICLEI | 1996")

    assert [row.record_id for row in said.rows] == [member.id, office.id]
    assert unsaid.verdicts == ["conflict"]


def test_without_a_relation_there_is_no_new_membership(memberships):
    done = memberships("Ağ | Üyelik Tarihi", "Eurocities | 1996")

    assert done.verdicts == ["error"]
    assert "relation" in done.fields()


def test_members_of_a_network_may_be_other_cities(memberships, session, make):
    done = memberships(
        "Network | Member City | Member Country | Status",
        "ICLEI | Linz | Austria | member",
        "ICLEI | Bonn | Germany | member",
    ).write()

    assert done.verdicts == ["new", "new"]
    assert [one.title_tr for one in done.records()] == ["ICLEI – Linz Belediyesi", "ICLEI – Bonn Belediyesi"]
    assert len({one.network_id for one in done.records()}) == 1


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("ICLEI | akraba | 1996", "relation"),
        ("ICLEI | üye | 1996.5.", "since"),
        ("| üye | 1996", "network"),
        ("İzmir Büyükşehir Belediyesi | üye | 1996", "member"),
        ("ICLEI | üye | 2030", "since"),
    ],
)
def test_what_cannot_be_read_is_an_error_of_its_row_and_column(memberships, row, field):
    done = memberships(HEAD, row, "Eurocities | üye | 2003")

    assert done.verdicts == ["error", "new"]
    assert field in done.fields()


def test_a_class_in_the_column_of_the_relation_makes_a_member_of_this_class(bring):
    done = bring(ImportKind.MEMBERSHIP, "Kuruluş Adı | Üyelik Durumu", "Deneme Kentler Ağı | Gözlemci")

    outcome = done.rows[0].outcome
    assert (outcome["relation"][1], outcome["membership_class"][1]) == ("member", "observer")
