"""The light rows of agreements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.queries.lines import IDS, Body, Known, when
from models import Agreement, AgreementParty, PartialDate, Record
from models.vocabulary import AgreementState, Instrument, PartyRole, Relation

_agreement, _record, _party = Agreement.__table__.c, Record.__table__.c, AgreementParty.__table__.c


_AGREEMENTS = (
    select(
        _agreement.id,
        _record.title_tr,
        _record.title_en,
        _agreement.relation,
        _agreement.instrument,
        _agreement.state,
        _agreement.place_tr,
        _agreement.place_en,
        *(
            _agreement[f"{name}_{end}"]
            for name in ("signed", "starts", "ends")
            for end in ("earliest", "latest", "certainty")
        ),
    )
    .join(Record.__table__, _record.id == _agreement.id)
    .where(_agreement.id.in_(IDS))
)
_PARTIES = (
    select(_party.agreement_id, _party.role, _party.organisation_id)
    .where(_party.agreement_id.in_(IDS))
    .order_by(_party.agreement_id, _party.position)
)


class Party(NamedTuple):
    """A party, in the order of the paper."""

    role: PartyRole
    organisation: Body


class AgreementLine(NamedTuple):
    """An agreement as lists and files show it, by the names of :class:`models.Agreement`."""

    id: int
    title_tr: str
    title_en: str
    relation: Relation
    instrument: Instrument | None
    state: AgreementState
    place_tr: str
    place_en: str
    signed: PartialDate
    starts: PartialDate
    ends: PartialDate
    parties: Sequence[Party]


def agreement_lines(session: Session, ids: Sequence[int], known: Known) -> Mapping[int, AgreementLine]:
    """Return agreements by id. Cost: four statements."""
    asked = {"ids": list(ids)}
    agreements = session.execute(_AGREEMENTS, asked).all()
    rows = session.execute(_PARTIES, asked).all()
    organisations = known.bodies({row.organisation_id for row in rows})
    parties: defaultdict[int, list[Party]] = defaultdict(list)
    for agreement_id, role, body_id in rows:
        parties[agreement_id].append(Party(role, organisations[body_id]))
    return {
        row.id: AgreementLine(*row[:8], *(when(*row[at : at + 3]) for at in (8, 11, 14)), parties[row.id])  # type: ignore[call-arg]  # a row tells no types
        for row in agreements
    }
