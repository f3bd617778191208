"""What must be ready for a visit, as reports of municipalities tell it; each house corrects its own lists."""

from collections.abc import Mapping
from csv import DictReader
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.permissions.actor import Actor
from app.queries.scope import owned
from app.records import kit
from app.records.preparation import CHECKLIST
from models import Checklist
from models.vocabulary import Direction, SourceCertainty, StepProof

FILE = Path(__file__).resolve().parent / "reference" / "preparation_senior_guest.csv"
CODE = "senior_guest"


def load(session: Session, actor: Actor, *, today: date) -> int:
    """Write the list for a senior foreign guest unless the municipality ever had it; return how many.

    A list that is there, corrected or in the bin stays as it is.
    """
    query = select(Checklist.id).where(owned(actor), Checklist.code == CODE)
    if session.scalars(query).first() is not None:
        return 0
    with FILE.open(encoding="utf-8", newline="") as file:
        steps = [_step(row) for row in DictReader(file)]
    data = {
        "code": CODE,
        "title_tr": "Başkanın üst düzey yabancı konuğu",
        "title_en": "Senior foreign guest of the mayor",
        "direction": Direction.INCOMING,
        "steps": steps,
        "notes_tr": "Bilgi notu, hediye ve bayrağın günü ve saatinde hazır olması kaynakta yazılıdır. Öteki "
        "günler öneridir; kaynak gün söylemez, teşekkür yazısını da saymaz. Kurumunuza göre düzeltin.",
        "notes_en": "That note, gift and flag are ready on the day and at the hour is printed in the source. "
        "The other days are proposals: the source tells none, nor does it name the letter of thanks. Correct "
        "them to suit your house.",
        "sources": [
            {
                "title": "İzmir Büyükşehir Belediyesi 2023 Yılı Faaliyet Raporu",
                "place": "9398–9399",
                "certainty": SourceCertainty.PRINTED,
            }
        ],
    }
    kit.create(session, actor, CHECKLIST, data, today=today)
    return 1


def _step(row: Mapping[str, str]) -> dict[str, object]:
    texts = {name: row[name] for name in ("what_tr", "what_en", "unit_tr", "unit_en")}
    proof = StepProof(row["proof"]) if row["proof"] else None
    return {"days": int(row["days"]), **texts, "proof": proof}
