"""Measure the map in Chromium: ``python -m tests.bench.map [TIES…] [world]``.

An office with as many ties, each with a city of its own, is served and looked at; beside it, in the same
browser, a page of folium with a named marker and a line for each tie. Both come from a server of this
machine, to a browser that has their files from the first look, and are drawn when the frame after the last
of their work begins; the time a server needs is part of both. Ours is a page of the site with land, lakes,
legend and table besides; folium's has nothing under its ties, and is drawn once more with the land that it
needs where there are no tiles. What it loads lies on this disk, brought there once by npm (``BENCH_DIR``);
without npm it is empty, which makes that page quicker than it is. ``world`` is the map of all public ties,
where their list lies beside the checkout. A machine is never quiet: look at the ratios.
"""

import gzip
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, TypeVar

import folium
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy import select

from app import create_app
from app.config import Mode
from app.extensions import db
from app.permissions.actor import Actor
from app.records.agreements import AGREEMENT
from app.records.cities import CITY
from app.records.drafts import draft_of
from app.records.many import insert_all
from app.records.noun import Noun
from app.records.organisations import ORGANISATION
from app.services.demo_accounts import PASSWORD
from app.unit_of_work import unit_of_work
from models import Municipality, Organisation, PartialDate, Record
from models.vocabulary import AgreementState, Relation, Role
from tests.bench import store
from tests.chromium.house import HOME, find_browser, launch, served

R = TypeVar("R", bound=Record)
SIZES = (50, 2_000, 12_000)
ROUNDS = 5
LONGEST = 600_000
"""Milliseconds that the page of folium may take."""
PATIENT = 20_000
"""Milliseconds from which on it is looked at once."""
STEP = 1_000
"""Ties of a unit of work."""
TODAY = date(2026, 1, 1)
AT_HOME = (38.42, 27.14)
KINDS = (Relation.SISTER_CITY, Relation.FRIENDSHIP_CITY, Relation.GOODWILL, Relation.PROTOCOL_CITY)
LEAFLET = HOME / "static" / "vendor" / "leaflet-1.9.4"
LAND = HOME / "static" / "map" / "world.json"
LIBRARIES = (
    "jquery@3.7.1",
    "bootstrap@5.2.2",
    "leaflet.awesome-markers@2.0.5",
    "@fortawesome/fontawesome-free@6.2.0",
)
LIST = HOME.parent / "shared" / "data" / "twin_towns.csv"
"""Public ties as they are published; no part of Elçi."""
NOTE_DRAWN = (
    """addEventListener("load", () => requestAnimationFrame(() => { window.drawn = performance.now(); }))"""
)
SETTLED = """() => new Promise((done) => {
    const look = () => (window.drawn ? done(window.drawn) : requestAnimationFrame(look));
    look();
})"""
"""When folium's was: all of its work is done before the page is loaded."""
DRAWN = """() => new Promise((done) => {
    const page = document.querySelector("[data-map]");
    const look = () => page.dataset.drawn && done(page.dataset.drawn);
    new MutationObserver(look).observe(page, { attributes: true });
    look();
})"""
"""When our map was drawn. What a locator puts into the page would run while it draws."""
NEARER = """async () => {
    const map = Object.entries(window).find(([name, one]) => name.startsWith("map_") && one?.getZoom)[1];
    const begun = performance.now();
    map.setZoom(Math.floor(map.getZoom()) + 1, { animate: false });
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - begun;
}"""


@dataclass(frozen=True)
class Looked:
    """One map: milliseconds until it was drawn and of a zoom, bytes of its page (packed) and of its heap."""

    drawn: float
    zoom: float
    page: int
    heap: int
    nodes: int


def places(ties: int) -> list[tuple[float, float]]:
    """Return as many places, always the same, where people live more often than not."""
    dice = random.Random(7)
    middles = [
        (50, 10),
        (48, 2),
        (40, -80),
        (35, 110),
        (-15, -50),
        (38, 30),
        (52, 0),
        (20, 78),
        (5, 20),
        (36, 138),
    ]
    found = []
    for _ in range(ties):
        lat, lon = dice.choice(middles)
        found.append((round(lat + dice.gauss(0, 6), 4), round(lon + dice.gauss(0, 9), 4)))
    return found


def fill(environment: dict[str, str], ties: int) -> None:
    """Give the office of the demo as many ties more."""
    database = f"sqlite:///{environment['ELCI_DATA_DIR']}/elci.sqlite3"
    app = create_app({"database_url": database, "mode": Mode.DEMO})
    dice, where = random.Random(8), places(ties)
    with app.app_context():
        house = db.session.scalars(select(Municipality.id).where(Municipality.code == "izmir")).one()
        own = select(Organisation.id).where(Organisation.ours, Organisation.municipality_id == house)
        ours = db.session.scalars(own.order_by(Organisation.id)).first()
        assert ours is not None
        db.session.rollback()
        actor = Actor(None, house, "Bench", Role.ADMIN)

        def write(noun: Noun[R], told: list[dict[str, Any]]) -> list[int]:
            drafts = [draft_of(noun, actor, one) for one in told]
            with unit_of_work(db.session):
                insert_all(db.session, actor, noun, drafts, today=TODAY)
            return [draft.id for draft in drafts]

        def signed(body: int) -> dict[str, Any]:
            return {
                "title_tr": f"Ölçü {body}",
                "relation": dice.choice(KINDS),
                "state": AgreementState.IN_FORCE,
                "signed": PartialDate.on(date(dice.randint(1970, 2023), 6, 1)),
                "parties": [{"organisation_id": ours}, {"organisation_id": body}],
            }

        for start in range(0, ties, STEP):
            names = [f"Ölçü {number}" for number in range(start, min(start + STEP, ties))]
            spots = zip(names, where[start : start + STEP], strict=True)
            cities = write(
                CITY, [{"title_tr": name, "latitude": lat, "longitude": lon} for name, (lat, lon) in spots]
            )
            seated = zip(names, cities, strict=True)
            bodies = write(ORGANISATION, [{"title_tr": name, "seat_id": seat} for name, seat in seated])
            write(AGREEMENT, [signed(body) for body in bodies])
        db.engine.dispose()


def enter(context: BrowserContext, house: str) -> Page:
    """Sign in."""
    page = context.new_page()
    page.goto(f"{house}/sign-in")
    page.fill("#email", "officer@izmir.demo")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(f"{house}/")
    return page


def look(page: Page, address: str) -> Looked:
    """Open our map and wait until it says that it is drawn."""
    page.goto(address)
    drawn = float(page.evaluate(DRAWN))
    heap, nodes = weighed(page)
    told = page.context.request.get(address, headers={"Accept-Encoding": "identity"}).body()
    return Looked(drawn, page.evaluate(NEARER), len(gzip.compress(told, 6)), heap, nodes)


def libraries() -> dict[str, Path]:
    """Return what folium loads, by the names of the files; without npm only Leaflet, which is ours, too."""
    home = store.HOME / "folium"
    npm = shutil.which("npm")
    if npm and not home.exists():
        home.mkdir(parents=True)
        subprocess.run(
            [npm, "install", "--ignore-scripts", "--silent", "--prefix", home, *LIBRARIES], check=True
        )
    found = {path.name: path for path in (home / "node_modules").glob("**/dist/**/*") if path.is_file()}
    fonts = home / "node_modules" / "@fortawesome" / "fontawesome-free" / "css" / "all.min.css"
    found |= {"jquery-3.7.1.min.js": found["jquery.min.js"], "all.min.css": fonts} if found else {}
    return found | {name: LEAFLET / name for name in ("leaflet.js", "leaflet.css")}


@contextmanager
def at_hand(page: Path) -> Iterator[str]:
    """Serve the page of folium and, to be kept by the browser, what it loads; lends its address.

    What is not on this disk is empty, which makes the page quicker than it is.
    """
    folder, kept = page.parent, libraries()

    def beside(found: re.Match[str]) -> str:
        name = found[1]
        if name in kept:
            shutil.copy(kept[name], folder / name)
        else:
            (folder / name).touch()
        return name

    page.write_text(
        re.sub(r"https://[^\"']*/([\w.-]+\.(?:js|css))", beside, page.read_text("utf-8")), "utf-8"
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Kept, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{page.name}"
        server.shutdown()


class _Kept(SimpleHTTPRequestHandler):
    """Files as our own are sent: on connections that stay, and kept by the browser for good."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Let the browser keep all but the page."""
        if not self.path.endswith(".html"):
            self.send_header("Cache-Control", "max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def look_at_folium(page: Page, address: str, size: int, seconds: float) -> Looked:
    """Open the page of folium, which a server would have built in so many seconds."""
    page.goto(address)
    drawn = seconds * 1000 + float(page.evaluate(SETTLED))
    heap, nodes = weighed(page)
    return Looked(drawn, page.evaluate(NEARER), size, heap, nodes)


def build(path: Path, ties: int, *, land: bool) -> float:
    """Write the page of folium that one writes first; returns the seconds it took."""
    begun = time.perf_counter()
    drawn = folium.Map(location=(30, 20), zoom_start=3, tiles=None)
    if land:
        folium.GeoJson(LAND.read_text("utf-8")).add_to(drawn)
    for number, place in enumerate(places(ties)):
        name = f"Ölçü {number}"
        folium.Marker(place, popup=name, tooltip=name).add_to(drawn)
        folium.PolyLine([AT_HOME, place]).add_to(drawn)
    drawn.save(path)
    return time.perf_counter() - begun


def weighed(page: Page) -> tuple[int, int]:
    """Bytes of the heap in use, and elements; what earlier pages left is collected before."""
    tools = page.context.new_cdp_session(page)
    tools.send("HeapProfiler.collectGarbage")
    tools.send("Performance.enable")
    told = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    return int(told["JSHeapUsedSize"]), int(told["Nodes"])


def middle(found: list[Looked]) -> Looked:
    """Return the medians."""
    return Looked(*map(statistics.median, zip(*map(astuple, found), strict=True)))


def bare(page: Page, address: str) -> float:
    """Milliseconds until a page of the site with nothing in it is drawn: no map of it can be quicker."""

    def once() -> float:
        page.goto(f"{address}/about")
        return float(page.evaluate("() => new Promise((done) => requestAnimationFrame(done))"))

    once()
    return statistics.median(once() for _ in range(ROUNDS))


@dataclass(frozen=True)
class Asked:
    """Milliseconds: data, the first of a server's life, to who has none, to who has them; an empty page."""

    first: float
    cold: float
    known: float
    empty: float


def asked(context: BrowserContext, address: str) -> Asked:
    """Ask for the data of the map."""

    def taken(ask: Callable[[], Any]) -> float:
        begun = time.perf_counter()
        ask()
        return (time.perf_counter() - begun) * 1000

    data, empty = f"{address}/map/data.json", f"{address}/about"
    first = taken(lambda: context.request.get(data))
    etag = context.request.get(data).headers["etag"]
    cold = [taken(lambda: context.request.get(data)) for _ in range(ROUNDS)]
    known = [taken(lambda: context.request.get(data, headers={"If-None-Match": etag})) for _ in range(15)]
    plain = [taken(lambda: context.request.get(empty)) for _ in range(15)]
    return Asked(first, *map(statistics.median, (cold, known, plain)))


def tell(name: str, one: Looked) -> None:
    """Print a line."""
    print(
        f"{name:<26}until drawn {one.drawn:>9,.0f} ms   zoom {one.zoom:>8,.0f} ms   "
        f"page {one.page / 1000:>8,.1f} kB gzip   heap {one.heap / 1e6:>6.1f} MB   {one.nodes:>7,} nodes",
        flush=True,
    )


def measure_folium(browser: Browser, ties: int, *, land: bool) -> Looked:
    """Measure a page of folium with as many ties."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "folium.html"
        seconds = build(path, ties, land=land)
        size = len(gzip.compress(path.read_bytes(), 6))
        context = browser.new_context(viewport={"width": 1180, "height": 780}, reduced_motion="reduce")
        context.add_init_script(NOTE_DRAWN)
        with at_hand(path) as address:
            page = context.new_page()
            page.set_default_timeout(LONGEST)
            first = look_at_folium(page, address, size, seconds)
            again = ROUNDS if first.drawn < PATIENT else 0
            found = middle([look_at_folium(page, address, size, seconds) for _ in range(again)] or [first])
        context.close()
    tell(f"{ties:,} ties, folium{' with land' if land else ''}", found)
    return found


def measure(browser: Browser, ties: int) -> None:
    """Measure ours and folium's with as many ties."""
    with served(lambda environment: fill(environment, ties)) as house:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page = enter(context, house)
        data = asked(context, house)
        look(page, f"{house}/map")  # the browser has the files then, as on any day but the first
        ours = middle([look(page, f"{house}/map") for _ in range(ROUNDS)])
        tell(f"{ties:,} ties, Elçi", ours)
        floor = bare(page, house)
        context.close()
    naive = measure_folium(browser, ties, land=False)
    alike = measure_folium(browser, ties, land=True)
    print(
        f"    drawn {naive.drawn / ours.drawn:.1f} times as fast ({alike.drawn / ours.drawn:.1f} with land), "
        f"zoom at {ours.zoom / naive.zoom:.2f} of its time ({ours.zoom / alike.zoom:.2f}); "
        f"data cold {data.cold:.0f} ms, the first time {data.first:.0f} ms, known {data.known:.0f} ms; "
        f"an empty page {data.empty:.0f} ms, drawn {floor:.0f} ms",
        flush=True,
    )


def measure_world(browser: Browser) -> None:
    """Measure the map of all public ties."""
    if not LIST.exists():
        print(f"the world is not measured: {LIST.name} is not beside the checkout")
        return

    def bring_in(environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "import", "reference-ties", str(LIST)]
        subprocess.run(command, cwd=HOME, env=environment, check=True, capture_output=True)

    with served(bring_in) as house:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page = enter(context, house)
        look(page, f"{house}/map?show=world")
        tell(
            "the world of public ties", middle([look(page, f"{house}/map?show=world") for _ in range(ROUNDS)])
        )
        context.close()


def main(wanted: list[str]) -> None:
    """Measure what is named, or all."""
    found = find_browser()
    if found is None:
        sys.exit("the map is measured in Chromium: install it, or name its path in ELCI_TEST_BROWSER")
    with sync_playwright() as playwright:
        browser = launch(playwright, found)
        for ties in [int(one) for one in wanted if one.isdigit()] or ([] if wanted else SIZES):
            measure(browser, ties)
        if "world" in wanted or not wanted:
            measure_world(browser)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
