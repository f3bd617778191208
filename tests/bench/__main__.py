"""Fill a database with visits and time the pages an officer opens all day.

``python -m tests.bench [visits] [directory]``: the directory keeps the database for looking at the pages.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

VISITS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
HOME = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="elci-bench-"))
ROUNDS = 15
os.environ["ELCI_DATA_DIR"] = str(HOME)

from sqlalchemy import select  # noqa: E402 - the data directory comes first

from app import create_app  # noqa: E402
from app.cli.database import init  # noqa: E402
from app.cli.demo import demo  # noqa: E402
from app.extensions import db  # noqa: E402
from app.permissions.actor import Actor  # noqa: E402
from app.records import kit  # noqa: E402
from app.records.visits import VISIT  # noqa: E402
from app.unit_of_work import unit_of_work  # noqa: E402
from app.web.sessions import SignedIn  # noqa: E402
from models import Municipality, Organisation, PartialDate, Person, Record, User, Visit  # noqa: E402
from models.vocabulary import Direction, Role, VisitKind, VisitMode, VisitState  # noqa: E402

LONG = (
    "Çekoslovakyalılaştıramadıklarımızdan mısınız Muvaffakiyetsizleştiricileştiriveremeyebileceklerimizden",
    "Gastroenterolojik ve Elektroensefalografik Araştırmalar İş Birliği Görüşmesi",
)


def fill(visits: int) -> None:
    """Write visits of twenty years, some with the longest Turkish words, through the kit."""
    dice = random.Random(2023)
    municipality = db.session.scalars(select(Municipality).where(Municipality.code == "izmir")).one()
    actor = Actor(None, municipality.id, "Bench", Role.ADMIN)
    people = db.session.execute(select(Person.id, Record.title_tr).where(Person.id == Record.id)).all()
    bodies = db.session.scalars(select(Organisation.id)).all()
    there = len(db.session.scalars(select(Visit.id)).all())
    for start in range(there, visits, 500):
        with unit_of_work(db.session) as session:
            for number in range(start, min(start + 500, visits)):
                day = date(2004, 1, 1) + timedelta(days=dice.randrange(7200))
                guests = dice.sample(people, dice.choice((1, 1, 2, 3)))
                data = {
                    "held": PartialDate.on(day),
                    "state": VisitState.HELD,
                    "direction": dice.choice(list(Direction)),
                    "mode": dice.choice(list(VisitMode)),
                    "visit_kind": dice.choice(list(VisitKind)),
                    "subject_tr": LONG[number % 2] if number % 50 == 0 else f"Görüşme {number}",
                    "delegates": [
                        {"person_id": id_, "name": name, "title_tr": "Büyükelçi"} for id_, name in guests
                    ],
                    "counterparts": [{"organisation_id": dice.choice(bodies)}],
                }
                kit.create(session, actor, VISIT, data, today=date(2023, 10, 25))
            session.expunge_all()


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the slowest of some rounds, in milliseconds; the first one warms up."""
    act()
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken), max(taken)


def main() -> None:
    """Fill, open, print."""
    app = create_app()
    runner = app.test_cli_runner()
    for command in (init, demo):
        print(runner.invoke(command, catch_exceptions=False).output.strip())
    begun = time.perf_counter()
    with app.app_context():
        fill(VISITS)
        user = db.session.scalars(select(User).where(User.email == "officer@izmir.demo")).one()
        cookie = SignedIn(user).get_id()
        visit = db.session.scalars(select(Visit.id).limit(1)).one()
    print(f"{VISITS} visits ({time.perf_counter() - begun:.0f} s), {HOME}")
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = cookie, True
    pages = (
        "/",
        "/visits",
        "/visits?page=100",
        "/visits?year=2015&direction=incoming",
        "/visits?q=buyuk+gor",
        f"/visits/{visit}",
        "/visits/new",
        "/search?q=uskup",
        "/search/first?q=bu",
        "/suggest?kinds=person,organisation&q=bu",
        "/cities",
        "/organisations",
        "/agreements",
        "/map/data.json",
        "/answers/friends",
        "/answers/sleeping",
    )
    print(f"{'page':<45}{'median ms':>10}{'slowest':>10}")
    for page in pages:
        median, slowest = timed(lambda page=page: client.get(page))
        print(f"{page:<45}{median:>10.1f}{slowest:>10.1f}  {client.get(page).status_code}")


if __name__ == "__main__":
    main()
