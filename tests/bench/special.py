"""What is no single request: eight writers at once, long files, whether search finds what it should."""

import re
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import City, Delegate, Mention, Organisation, Record, Visit
from models.vocabulary import RecordKind
from tests.bench.asking import Colleague, Line, visit_form
from tests.bench.serving import Server
from tests.bench.words import TURKISH

WRITERS, CREATES = 8, 2_000
_TURKISH = str.maketrans("İIıŞşĞğÜüÖöÇçÂâÎîÛû", "iiissgguuooccaaiiuu")


@dataclass
class Writing:
    """What eight writers met; times in milliseconds."""

    written: int
    failed: int
    lost: int
    median: float
    p95: float


def write_together(server: Server, people: list[Colleague], person: int, body: int, creates: int) -> Writing:
    """Let eight colleagues log visits at once, as fast as they can; then look for each of them."""
    taken: list[float] = []
    there: list[str] = []
    failed: list[str] = []

    def write(who: Colleague) -> None:
        line = Line(server.port)
        for _ in range(creates // WRITERS):
            answer = line.ask("/visits/new", who, visit_form(person, body))
            taken.append(answer.seconds * 1000)
            (there if answer.status == 302 else failed).append(answer.location or str(answer.status))

    threads = [threading.Thread(target=write, args=(who,)) for who in people[:WRITERS]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    line = Line(server.port)
    lost = sum(line.ask(location, people[0]).status != 200 for location in there)
    quantiles = statistics.quantiles(taken, n=20)
    return Writing(len(set(there)), len(failed), lost, statistics.median(taken), quantiles[-1])


@dataclass
class Download:
    """A file of many rows."""

    seconds: float
    cpu: float
    megabytes: float
    grown: float
    rows: int


def download(server: Server, who: Colleague, path: str) -> Download:
    """Ask for a file while the server's memory is watched."""
    before, most, over = server.resident(), [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.01):
            most[0] = max(most[0], server.resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    spent, begun = server.cpu(), time.perf_counter()
    answer = Line(server.port, compressed=False).ask(path, who, {})
    taken, spent = time.perf_counter() - begun, server.cpu() - spent
    over.set()
    watcher.join()
    assert answer.status == 200, f"{path}: {answer.status}"
    rows = answer.body.count(b"\n") - 1 if path.partition("?")[0].endswith(".csv") else 0
    return Download(taken, spent, len(answer.body) / 1e6, max(0, most[0] - before) / 1e6, rows)


def turkish(session: Session, server: Server, who: Colleague) -> list[tuple[str, int, int]]:
    """Compare how many visits the site finds with what Python finds in the same texts.

    :returns: query, truth, found.

    The truth: a word of the visit begins with the query, capitals, dots and marks not counted; or the visit
    names a place called so, itself or through a body.
    """
    texts = _texts(session)
    names, visits = _mentions(session), set(texts)
    found = []
    line = Line(server.port)
    for query in TURKISH:
        wanted = re.compile(r"(?<![^\W_])" + re.escape(_folded(query)))
        truth = {id_ for id_, text in texts.items() if wanted.search(text)}
        places = _places(session, wanted)
        bodies = {id_ for place in places for id_ in names.organisations[place]}
        truth |= {id_ for place in places | bodies for id_ in names.records[place]} & visits
        page = line.ask(f"/visits?q={quote(query)}", who).text
        shown = re.search(r'class="count-line"[^>]*>\s*<p><strong>([\d.,]+)', page)
        found.append((query, len(truth), int(re.sub(r"\D", "", shown[1])) if shown else 0))
    return found


def _folded(text: str | None) -> str:
    return (text or "").translate(_TURKISH).lower()


def _texts(session: Session) -> dict[int, str]:
    texts = {}
    columns = (
        *(
            Visit.subject_tr,
            Visit.subject_en,
            Visit.group_name,
            Visit.place_tr,
            Visit.place_en,
            Visit.minutes_tr,
            Visit.minutes_en,
            Visit.notes_tr,
            Visit.notes_en,
        ),
        *(Record.title_tr, Record.title_en),
    )
    for id_, *told in session.execute(
        select(Visit.id, *columns).where(Record.id == Visit.id, Record.binned_at.is_(None))
    ):
        texts[id_] = _folded(" ".join(filter(None, told)))
    people = select(
        *(Delegate.visit_id, Delegate.name, Delegate.title_tr, Delegate.title_en, Delegate.organisation_name)
    )
    for id_, *told in session.execute(people):
        texts[id_] += " " + _folded(" ".join(filter(None, told)))
    return texts


@dataclass
class _Mentions:
    records: dict[int, set[int]]
    organisations: dict[int, set[int]]


def _mentions(session: Session) -> _Mentions:
    bodies = set(session.scalars(select(Organisation.id)))
    found = _Mentions(defaultdict(set), defaultdict(set))
    for record, mentioned in session.execute(select(Mention.record_id, Mention.mentioned_id)):
        found.records[mentioned].add(record)
        if record in bodies:
            found.organisations[mentioned].add(record)
    return found


def _places(session: Session, wanted: re.Pattern[str]) -> set[int]:
    kinds = (RecordKind.CITY, RecordKind.COUNTRY)
    rows: Iterable[tuple[int, str]] = session.execute(
        select(Record.id, Record.folded).where(Record.kind.in_(kinds))
    ).all()
    places = {id_ for id_, text in rows if wanted.search(text)}
    inside = select(City.id).where(or_(City.country_id.in_(places)))
    return places | set(session.scalars(inside))
