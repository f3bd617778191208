/* The map of ties. The shell (map and panes) comes from the server as a script of its own; here it is filled and brought
   to life. Each part has its file in map/; this one tells the parts what is shown. Words of the record are only ever set
   as text. */

import { asked, keepInLinks, sameShown, tell } from "./map/address.js";
import { arcsOn } from "./map/arcs.js";
import { addPatterns, classified, landOn, NEAR, swatch } from "./map/countries.js";
import { fetched, understood } from "./map/data.js";
import { findIn } from "./map/find.js";
import { arcOnWorld, onWorld, straightOnWorld } from "./map/geometry.js";
import { centreOf, groundOn } from "./map/ground.js";
import { placeLabels } from "./map/labels.js";
import { CROWD, element, markIcon, marksOn } from "./map/marks.js";
import { selectionPanel, tableOf } from "./map/panel.js";
import { Shown, WITHOUT_ARC } from "./map/shown.js";
import { yearControl } from "./map/year.js";

const CLEAR_ARCS = 200; // beyond it arcs pale, the more of them the paler
const MOST_ARCS = 3000; // beyond it they are a carpet: only the selected city keeps its own
const FAINTEST = 0.14;
const MANY_CHOSEN = 12; // arcs of the selected city from which on none is drawn wider
const MOST_NEIGHBOURS = 150; // that stand by themselves; more would be a crowd again
const NAMES_OUTSIDE = 5;
const NEXT_ZOOM = 120; // ms after a zoom in which the wheel turns on; the names are placed when it rests
const PAPER_WIDTH = 670; // A4 between its margins, in CSS pixels
const GONE = 404;
const WORLD = [[-56, -170], [74, 178]];

const page = document.querySelector("[data-map]");
const { L, map_ties: map } = window;
const find = (name) => page.querySelector(`[data-${name}]`);
const lang = document.documentElement.lang;
const number = new Intl.NumberFormat(lang);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const legend = find("legend");
const asCountries = page.dataset.as === "countries";

let atlas = null;
let counts = null; // the atlas of the year and the kinds that are shown, as the server counts them for each country
let shown = null;
let land = null; // once the base map is there
const shapes = new Map(); // of arcs, by their two cities
const looks = new Map(); // key of a kind -> { mark, colour, dash }

// --- How it looks ------------------------------------------------------------------------------------------------------

/** Colour and dashes stand in the style sheet, shape in the legend: each is decided in one place. */
function lookOf(kind) {
  if (!looks.has(kind.key)) {
    const mark = legend?.querySelector(`[data-kind="${CSS.escape(kind.key)}"] ~ svg`) ?? find("mark-template").content.querySelector("svg");
    const sample = page.appendChild(mark.cloneNode(true));
    const style = getComputedStyle(sample);
    const dash = style.getPropertyValue("--map-dash").trim();
    looks.set(kind.key, { mark, colour: style.color, dash: dash ? dash.split(/\s+/).map(Number) : [] });
    sample.remove();
  }
  return looks.get(kind.key);
}

function shapeOf(tie) {
  const key = `${tie.a.index}-${tie.b.index}`;
  if (!shapes.has(key)) shapes.set(key, arcOnWorld(tie.a.at, tie.b.at));
  return shapes.get(key);
}

/** One line for each two cities, as wide as what happened between them. */
function linesShown() {
  const pairs = shown.pairs();
  const pale = Math.max(FAINTEST, 0.85 * Math.min(1, Math.sqrt(CLEAR_ARCS / pairs.size)));
  const around = shown.isNarrowed ? shown.neighboursOf(shown.selected).length : 0;
  const wider = around && around < MANY_CHOSEN ? 1.5 : 0;
  const lines = [];
  for (const [key, tie] of pairs) {
    const chosen = shown.selected !== null && (tie.a === shown.selected || tie.b === shown.selected);
    if (!chosen && (WITHOUT_ARC.has(tie.kind.key) || pairs.size > MOST_ARCS)) continue;
    const { colour, dash } = lookOf(tie.kind);
    const width = (pairs.size > CLEAR_ARCS && !chosen ? 1 : 1.5) + 1.25 * tie.weight + (chosen ? wider : 0);
    const alpha = shown.standing(tie) * (chosen ? 1 : around > 1 ? pale * 0.4 : pale);
    lines.push({ key, shape: shapeOf(tie), colour, dash, width, alpha });
  }
  return lines.sort((a, b) => a.alpha - b.alpha);
}

/** Straight lines from the middle of a fan to its leaves. */
function legs() {
  const colour = getComputedStyle(page).color;
  return marks.legs().map(([from, to], index) => (
    { key: `leg-${index}`, shape: straightOnWorld(from, to), colour, dash: [], width: 1, alpha: 0.5 }));
}

// --- Drawing ------------------------------------------------------------------------------------------------------------

function cityIcon(city) {
  const kind = shown.tieOf(city)?.kind;
  if (!kind && city === shown.selected) return markIcon(city.name, find("pin").content.cloneNode(true), "is-selected is-found");
  const { mark } = lookOf(kind ?? { key: "" });
  const isNear = shown.isNarrowed && city !== shown.selected && city.ties.some((tie) => tie.a === shown.selected || tie.b === shown.selected);
  const classes = [shown.hasArc(city) && "has-arc", city === shown.selected && "is-selected", isNear && "is-neighbour"];
  const icon = markIcon(city.name, mark.cloneNode(true), classes.filter(Boolean).join(" "));
  if (city.stack.length > 1) icon.options.html.append(element("span", "map-stack", number.format(city.stack.length)));
  return icon;
}

const arcs = arcsOn(map);
const marks = marksOn(map, { icon: cityIcon, alpha: (city) => shown.alphaOf(city) || 1 }, { city: toggle, fanned: () => drawArcs(), changed: settle });

function drawHome() {
  if (!atlas.home) return;
  const icon = markIcon(atlas.home.name, element("span", "map-home-dot"), "map-home");
  const marker = L.marker(atlas.home.at, { icon, keyboard: false, zIndexOffset: 500 }).addTo(map);
  marker.on("click", () => toggle(atlas.home));
}

/** Of a crowd, every city as a dot: a number says how many, the dots where. */
function dotsShown() {
  const cities = shown.cities();
  if (cities.length <= CROWD) return null;
  const places = new Float32Array(2 * cities.length);
  cities.forEach((city, index) => places.set(onWorld(city.at), 2 * index));
  return { colour: lookOf(atlas.kinds[0]).colour, places };
}

/** Where there is one kind only, a crowd has its colour. */
function tintCrowds() {
  if (atlas.kinds.length === 1) page.style.setProperty("--map-crowd", lookOf(atlas.kinds[0]).colour);
}

function drawArcs(animate = false) {
  if (asCountries) arcs.show([]);
  else arcs.show([...linesShown(), ...legs()], dotsShown(), animate && !still.matches);
}

function drawMarks() {
  const chosen = shown.isNarrowed && shown.selected.at ? [shown.selected] : [];
  if (asCountries) {
    marks.show([], chosen);
    return;
  }
  const near = shown.isNarrowed ? shown.neighboursOf(shown.selected).filter((city) => !shown.isHome(city)) : [];
  marks.show(shown.cities(), [...chosen, ...(near.length > MOST_NEIGHBOURS ? [] : near)]);
}

/** A country leads where its row in the table does. */
const list = (country) => page.querySelector(`tr[data-country="${country.id}"] a`)?.click();

function drawCountries() {
  if (!asCountries || !land) return;
  const { measure } = page.dataset;
  const { countries } = counts;
  const { of, classes } = classified(countries, measure, atlas.notes);
  const told = (country) => (measure === "warmth" ? country.name : `${country.name} ${number.format(country.figures[measure])}`);
  const figure = ({ figures }) => (measure === "warmth" ? atlas.notes[`warmth-${figures.warmth}`] : number.format(figures[measure]));
  const said = (country) => `${country.name} · ${atlas.notes.measured}: ${figure(country)}`;
  land.colour(countries, of, { told, said });
  find("classes")?.replaceChildren(...[...classes, { number: 0, label: atlas.notes.blank }].map((one) => {
    const line = element("li", "map-class");
    line.append(swatch(one.number), element("span", "", one.label));
    return line;
  }));
}

function draw(animate = false) {
  drawMarks();
  drawArcs(animate);
  drawCountries();
}

// --- What the page says of it -----------------------------------------------------------------------------------------

/** Cities of each kind in another year, until the server tells them, who counts also what cannot be drawn. */
function tellLegend() {
  for (const label of legend?.querySelectorAll("label:has([data-kind])") ?? []) {
    const { kind } = label.querySelector("[data-kind]").dataset;
    const told = label.querySelector("[data-count]");
    const places = shown.placesOf(kind);
    if (places || !("unsure" in told.dataset)) told.textContent = number.format(places);
  }
  const words = find("counted");
  if (!words || asCountries) return;
  words.textContent = shown.year === null ? atlas.notes.counted ?? words.textContent : find("year").dataset.told.replace("__year__", shown.year);
}

function tellOutside() {
  if (asCountries) return;
  const bounds = map.getBounds();
  const names = shown.cities().filter((city) => !bounds.contains(city.at)).map((city) => city.name);
  const more = names.length > NAMES_OUTSIDE ? ` +${number.format(names.length - NAMES_OUTSIDE)}` : "";
  find("outside").hidden = !names.length;
  find("names").textContent = names.slice(0, NAMES_OUTSIDE).join(", ") + more;
}

function tellRows() {
  for (const row of page.querySelectorAll("[data-city]")) {
    const current = row.dataset.city === String(shown.selected?.id);
    row.classList.toggle("is-current", current);
    row.querySelector("th button")?.setAttribute("aria-pressed", current);
  }
}

/** A name in the table leads to the city's page; with a map beside it, it is the button that selects the city. */
function prepareTable() {
  for (const row of page.querySelectorAll("[data-city]")) {
    const city = atlas.byId.get(Number(row.dataset.city));
    const link = row.querySelector("th a");
    if (!city || !link || asCountries) continue;
    const button = element("button", "link-button", link.textContent);
    button.type = "button";
    button.dir = "auto";
    button.addEventListener("click", () => toggle(city));
    link.replaceWith(button);
  }
  tellRows();
}

function placeNames() {
  settling = 0;
  placeLabels(map.getContainer(), arcs);
  tellOutside();
}

let settling = 0;
let zooming = 0;

/** Names are placed once for all that changes before the next frame: to measure them makes the browser lay out the page. */
function settle() {
  if (!shown || zooming) return;
  settling ||= requestAnimationFrame(placeNames);
  tell(map, { legend, year: shown.year, city: shown.selected });
}

// --- What can be done ---------------------------------------------------------------------------------------------------

let showPanel = async () => {};
let refreshTable = async () => {};
let waiting = 0;

const failed = () => { find("failed").hidden = false; };

/** Bring what is not drawn here up to date, when nothing has changed for a moment. */
function refreshSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => refreshTable().catch((error) => { if (error.name !== "AbortError") failed(); }), 250);
}

let recounting = null;

/** Countries are counted by the server, as the table and the paper are: also what cannot be drawn. */
async function recount() {
  if (!asCountries) return;
  recounting?.abort();
  const mine = recounting = new AbortController();
  try {
    const data = await fetched(sameShown(page.dataset.url), mine.signal);
    if (recounting !== mine) return;
    counts = understood(data);
    drawCountries();
  } catch (error) {
    if (error.name !== "AbortError") failed();
  }
}

/** Somebody presses a city. What is told of it may lie elsewhere on the page of a phone: it is brought into view. */
function toggle(city) {
  const wanted = city === shown.selected ? null : city;
  const told = select(wanted);
  if (wanted) told.then(() => find("selection").scrollIntoView({ block: "nearest" }));
}

/** @returns a promise that is kept when the panel tells of it. */
function select(city) {
  shown.selected = city;
  const told = showPanel(city).catch((error) => {
    if (error.status === GONE) select(null);
    else if (error.name !== "AbortError") failed();
  });
  draw();
  tellRows();
  if (city?.at) reach(city);
  settle();
  return told;
}

function reach(city) {
  if (!map.getBounds().pad(-0.1).contains(city.at)) map.panTo(city.at, { animate: !still.matches });
  if (city.stack.length > 1) {
    marks.openFan(city.at, city.stack.map((body) => ({
      key: `b${body.id}`,
      icon: () => markIcon(body.name, element("span", "map-body"), "map-leaf has-arc"),
      pressed: () => location.assign(page.dataset.organisation.replace("/0", `/${body.id}`)),
    })));
  }
}

function close() {
  const row = page.querySelector(`[data-city="${shown.selected.id}"] th button`);
  const wasInside = find("selection").contains(document.activeElement);
  select(null);
  if (row) row.focus();
  else if (wasInside) map.getContainer().focus({ preventScroll: true });
}

/** Where the legend lies on the map, the room beside it or above it, whichever shows more. */
function roomFor(bounds) {
  const [box, canvas] = [legend, map.getContainer()].map((one) => one?.getBoundingClientRect());
  if (!box || box.top >= canvas.bottom) return {};
  const [wide, high] = [box.right - canvas.left, canvas.bottom - box.top];
  const isBeside = map.getBoundsZoom(bounds, false, [wide, 0]) > map.getBoundsZoom(bounds, false, [0, high]);
  return isBeside ? { paddingTopLeft: [wide, 0] } : { paddingBottomRight: [0, high] };
}

function show(cities, animate) {
  const points = cities.map((city) => city.at);
  if (atlas.home && atlas.view !== "world") points.push(atlas.home.at);
  if (!points.length) return;
  const bounds = L.latLngBounds(points).pad(0.08);
  map.fitBounds(bounds, { maxZoom: 6, animate, ...roomFor(bounds) });
}

/** The first view is of what has an arc. It leaves out the farthest tenth, on a phone the farthest quarter: one tie
    across the ocean would make all others a single spot. */
function showMost() {
  const set = centreOf(page.dataset);
  if (set) {
    map.setView(set.at, set.zoom, { animate: false });
    return;
  }
  if (asCountries || atlas.view === "world") {
    map.fitBounds(WORLD, { animate: false });
    return;
  }
  const share = map.getSize().x < 600 ? 4 : 10;
  const nearest = shown.cities();
  if (atlas.home) {
    const away = new Map(nearest.map((city) => [city, map.distance(atlas.home.at, city.at)]));
    nearest.sort((a, b) => away.get(a) - away.get(b));
  }
  const most = nearest.slice(0, nearest.length - Math.floor(nearest.length / share));
  const drawn = most.filter((city) => shown.hasArc(city));
  show(drawn.length ? drawn : most, false);
}

/** Whether cities are shown and none of them is in view: what was in view in another window, or before another filter. */
function isAsideOfAll() {
  const cities = asCountries ? [] : shown.cities();
  const bounds = map.getBounds();
  return cities.length > 0 && !cities.some((city) => bounds.contains(city.at));
}

/** The shapes as they are seen from near by are fetched when somebody comes near. */
async function refine() {
  if (map.getZoom() < NEAR) return;
  map.off("zoomend", refine);
  try {
    land.refine(await fetched(page.dataset.near));
  } catch {
    map.on("zoomend", refine); // the map is whole without them
  }
}

function listen() {
  keepInLinks();
  page.addEventListener("click", ({ target }) => {
    const zoom = target.closest("[data-zoom]")?.dataset.zoom;
    if (zoom === "all") show(shown.cities(), !still.matches);
    else if (zoom) map.setZoom(Math.round(map.getZoom()) + Number(zoom), { animate: !still.matches });
    if (shown.selected && target.closest("[data-close]")) close();
  });
  page.addEventListener("click", sortHere);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (shown.selected) close();
    else if (!marks.closeFan()) return;
    event.preventDefault();
  });
  const row = ({ target }) => Number(target.closest("tr[data-country]")?.dataset.country);
  for (const [comes, goes] of [["focusin", "focusout"], ["mouseover", "mouseout"]]) {
    page.addEventListener(comes, (event) => { if (row(event)) land?.point(row(event)); });
    page.addEventListener(goes, (event) => { if (row(event)) land?.point(null); });
  }
  legend?.addEventListener("change", ({ target }) => {
    if (target.checked) shown.hidden.delete(target.dataset.kind);
    else shown.hidden.add(target.dataset.kind);
    draw();
    settle();
    recount();
    refreshSoon();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    looks.clear();
    tintCrowds();
    drawArcs();
    land?.repaint();
  });
  map.on("zoomend", () => {
    clearTimeout(zooming);
    zooming = setTimeout(() => {
      zooming = 0;
      settle();
    }, NEXT_ZOOM);
  });
  window.addEventListener("beforeprint", fitPaper);
}

/** A head of the table sorts it where it stands: the map beside it, and who works by keyboard, stay where they are. */
function sortHere(event) {
  const head = event.target.closest("[data-table] [data-column]");
  if (!head || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.replaceState(history.state, "", head.href);
  refreshTable().catch((error) => { if (error.name !== "AbortError") failed(); });
}

/** The map is drawn for the window; on paper it is the same picture, made smaller. */
function fitPaper() {
  const { x, y } = map.getSize();
  for (const [name, value] of [["width", `${x}px`], ["height", `${y}px`], ["zoom", Math.min(1, PAPER_WIDTH / x)]]) {
    page.style.setProperty(`--map-${name}`, value);
  }
}

function changeYear(wanted, isPlaying) {
  shown.year = wanted;
  draw(true);
  tellLegend();
  settle();
  recount();
  if (asCountries || !isPlaying) refreshSoon();
}

/** Select a city that was found or is in the address. What is no part of the map has a pin while it is selected; where
    to, the panel tells. */
async function choose(id) {
  const drawn = atlas.byId.get(id);
  const city = drawn ?? { index: `found-${id}`, id, name: "", at: null, ties: [], stack: [] };
  await select(city);
  const place = find("selection").querySelector("[data-at]");
  if (drawn || shown.selected !== city || !place) return;
  city.name = place.textContent;
  city.at = place.dataset.at.split(",").map(Number);
  drawMarks();
  reach(city);
  settle();
}

// --- Beginning ----------------------------------------------------------------------------------------------------------

async function begin() {
  const canvas = map.getContainer();
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-labelledby", "map-summary");
  map.setMaxBounds([[-75, -200], [86, 200]]);
  map.setMinZoom(Math.max(1, Math.ceil(4 * Math.log2(map.getSize().x / 256)) / 4));
  addPatterns(page);
  groundOn(map, page.dataset);
  const ground = [page.dataset.world, ...(page.dataset.tiles ? [] : [page.dataset.lakes])];
  const base = Promise.all(ground.map((address) => fetched(address))).then(([world, lakes]) => {
    land = landOn(map, world, lakes, page.dataset.uncoloured.split(" "), find("land"), list);
  }).catch(failed);

  atlas = counts = understood(await fetched(page.dataset.url));
  shown = new Shown(atlas);
  const wanted = asked();
  const isLast = wanted.year === atlas.years?.[1] && !find("year").dataset.all; // that is what is so today
  const isWithin = atlas.years !== null && wanted.year !== null && wanted.year <= atlas.years[1] && !isLast;
  if (isWithin) shown.year = wanted.year;
  for (const box of legend?.querySelectorAll("[data-kind]:not(:checked)") ?? []) shown.hidden.add(box.dataset.kind);
  if (wanted.view) map.setView(wanted.view.at, wanted.view.zoom, { animate: false });
  if (!wanted.view || (!wanted.city && isAsideOfAll())) showMost(); // a city that is chosen is brought into view anyway
  tintCrowds();
  drawHome();
  showPanel = selectionPanel(find("selection"), page.dataset.panel);
  refreshTable = tableOf(page, prepareTable);
  if (find("find")) findIn(find("find"), page.dataset.places, (hit) => atlas.byId.has(hit.id), (hit) => choose(hit.id));
  yearControl(find("year"), atlas, shown.year, changeYear);
  listen();
  if (wanted.city) choose(wanted.city);
  else {
    draw();
    settle();
  }
  if (wanted.year && !isWithin) { // table and counts are of a year that is none of the slider's
    recount();
    refreshSoon();
  }
  await base;
  if (land && page.dataset.near) {
    map.on("zoomend", refine);
    refine();
  }
  if (asCountries) drawCountries();
  else if (atlas.cities.length <= CLEAR_ARCS) land?.name(atlas.countries.filter((country) => country.cities.length));
  settle();
  requestAnimationFrame(() => { page.dataset.drawn = performance.now(); });
}

begin().catch(failed);
