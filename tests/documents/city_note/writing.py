"""What the tests of the note on a city write."""

from app.records.nouns import NOUNS
from models import PartialDate
from models.vocabulary import (
    MembershipRelation,
    RecordKind,
    SourceCertainty,
)

REPORT = "Faaliyet Raporu 2023"


def printed(place="12", certainty=SourceCertainty.PRINTED, **notes):
    """Return sources: a report that prints it."""
    return [{"title": REPORT, "place": place, "certainty": certainty, **notes}]


def member(make, network, who, relation=MembershipRelation.MEMBER, **data):
    """Write who is a member of a network."""
    return make.record(
        NOUNS[RecordKind.MEMBERSHIP], network_id=network.id, member_id=who.id, relation=relation, **data
    )


def stated(make, house, metric, value, **data):
    """Write a figure that the house states of itself."""
    data = {"as_of": PartialDate.of(2023, 12, 31), "sources": printed("5359"), **data}
    return make.record(NOUNS[RecordKind.STATED_FIGURE], about_id=house.id, metric=metric, value=value, **data)
