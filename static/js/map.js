/* The map of ties. The shell (map, pane, layers) comes from the server as a script of its own; here it is filled:
   base map, one mark per city, arcs from home, labels where there is room, the legend as a filter, and a selection
   that the table beside it can make, too. Words of the record are only ever set as text. */

import { fold } from "./fold.js";

const ARCS_AT_ONCE = 200; // beyond it arcs are a curtain: only the selected city keeps its own
const LABELS_AT_ONCE = 150;
const ARC_POINTS = 40;
const ARCS_BESIDE_NAMES = 60; // with more of them no name finds a free side
const FEW_CITIES = 60;
const FEW_RADIUS = 6; // a few marks may touch: each is at the end of its own arc
const NAMES_OUTSIDE = 5;
const CROWDED_RADIUS = 48;
const PAPER_WIDTH = 670; // A4 between its margins, in CSS pixels

const page = document.querySelector("[data-map]");
const { L, map_ties: map, layer_arcs: arcs, layer_places: places } = window;
const find = (name) => page.querySelector(`[data-${name}]`);
const lang = document.documentElement.lang;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** One mark per kind of tie, taken from the legend: shape and colour are decided in one place. */
const marks = new Map();
/** id of a city -> { id, name, ties, at, marker, row … } */
const cities = new Map();
const hidden = new Set();
let home = null;
let selected = null;

// --- Geometry -----------------------------------------------------------------------------------------------------

/** Points of the great circle, as [lat, lon]; longitudes run on beyond 180 so that no arc jumps across the map. */
function greatCircle(from, to) {
  const radians = ([lat, lon]) => [lat * Math.PI / 180, lon * Math.PI / 180];
  const vector = ([lat, lon]) => [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
  const [a, b] = [vector(radians(from)), vector(radians(to))];
  const angle = Math.acos(Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  if (Math.sin(angle) < 1e-6) return []; // the same place, or its antipode: every way is the shortest
  const points = [];
  for (let i = 0; i <= ARC_POINTS; i += 1) {
    const [p, q] = [Math.sin((1 - i / ARC_POINTS) * angle), Math.sin(i / ARC_POINTS * angle)];
    const [x, y, z] = a.map((value, axis) => (p * value + q * b[axis]) / Math.sin(angle));
    let lon = Math.atan2(y, x) * 180 / Math.PI;
    if (i) lon += 360 * Math.round((points[i - 1][1] - lon) / 360);
    points.push([Math.atan2(z, Math.hypot(x, y)) * 180 / Math.PI, lon]);
  }
  return points;
}

/** The arc, and beside it its copy one turn away where it leaves the map: it comes in again on the other side. */
function turns(points) {
  const side = points.some(([, lon]) => lon > 180) ? -360 : points.some(([, lon]) => lon < -180) ? 360 : 0;
  return side ? [points, points.map(([lat, lon]) => [lat, lon + side])] : [points];
}

// --- Drawing ------------------------------------------------------------------------------------------------------

const markOf = (relation) => (marks.get(relation) ?? marks.get("")).cloneNode(true);
const familyOf = (mark) => [...mark.classList].find((name) => name.startsWith("is-"));
const shownTie = (city) => city.ties.find((tie) => !hidden.has(tie.relation));
const hasArc = (city) => (shownTie(city)?.relation ?? "contact") !== "contact";
const isShown = (city) => Boolean(shownTie(city)) || !city.ties.length;

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function placeIcon(name, mark, className) {
  const box = element("span", "map-place");
  const label = element("span", "map-name", name);
  label.dir = "auto";
  box.append(mark, label);
  return L.divIcon({ html: box, className, iconSize: [24, 24] });
}

function clusterIcon(cluster) {
  const number = new Intl.NumberFormat(lang).format(cluster.getChildCount());
  return L.divIcon({ html: element("span", "", number), className: "map-cluster", iconSize: [24, 24] });
}

function drawWorld(world) {
  L.geoJSON(world, { pane: "base", interactive: false, style: { className: "map-land" } }).addTo(map);
}

const isHome = (city) => home !== null && L.latLng(city.at).equals(home.at);

/** Home is always there. A tie within our own city is selected by it and has no mark or arc of its own. */
function drawHome() {
  const dot = element("span", "map-home-dot");
  const marker = L.marker(home.at, { icon: placeIcon(home.name, dot, "map-marker map-home"), keyboard: false, zIndexOffset: 500 });
  marker.addTo(map);
  const city = [...cities.values()].find(isHome);
  if (!city) return;
  city.marker = marker;
  marker.on("click", () => select(city === selected ? null : city));
}

function drawCities() {
  places.clearLayers();
  const shown = [...cities.values()].filter((city) => isShown(city) && !isHome(city));
  for (const city of shown) {
    const className = `map-marker${hasArc(city) ? " has-arc" : ""}`;
    const icon = placeIcon(city.name, markOf(shownTie(city)?.relation), className);
    city.marker.setIcon(icon);
  }
  places.addLayers(shown.map((city) => city.marker));
}

function drawArcs() {
  arcs.clearLayers();
  if (!home) return;
  const shown = [...cities.values()].filter((city) => shownTie(city));
  for (const city of shown) {
    const chosen = city === selected;
    if (!chosen && (!hasArc(city) || shown.length > ARCS_AT_ONCE)) continue;
    const className = `map-arc ${familyOf(markOf(shownTie(city).relation))}${chosen ? " is-selected" : ""}`;
    for (const points of turns(greatCircle(home.at, city.at))) {
      L.polyline(points, { className, interactive: false, smoothFactor: 0.5 }).addTo(arcs);
    }
  }
}

const SIDES = {
  right: (x, y, width, height) => [x + 8, y - height / 2],
  left: (x, y, width, height) => [x - 8 - width, y - height / 2],
  above: (x, y, width, height) => [x - width / 2, y - 8 - height],
  below: (x, y, width) => [x - width / 2, y + 8],
  "below-right": (x, y) => [x + 4, y + 8],
  "above-right": (x, y, width, height) => [x + 4, y - 8 - height],
  "below-left": (x, y, width) => [x - 4 - width, y + 8],
  "above-left": (x, y, width, height) => [x - 4 - width, y - 8 - height],
};

/** Points on the window that arcs run through, near enough to each other that no name fits between two of them. */
function arcPoints(frame) {
  const drawn = arcs.getLayers();
  if (drawn.length > ARCS_BESIDE_NAMES) return [];
  const points = [];
  for (const arc of drawn) {
    let before = null;
    for (const latlng of arc.getLatLngs()) {
      const { x, y } = map.latLngToContainerPoint(latlng);
      const steps = before ? Math.min(40, Math.ceil(Math.hypot(x - before.x, y - before.y) / 6)) : 1;
      for (let i = 1; i <= steps; i += 1) {
        const [left, top] = before ? [before.x + (x - before.x) * i / steps, before.y + (y - before.y) * i / steps] : [x, y];
        if (left > 0 && top > 0 && left < frame.width && top < frame.height) points.push([frame.left + left, frame.top + top]);
      }
      before = { x, y };
    }
  }
  return points;
}

/** Names go to a side where they cover neither a mark nor another name, and as little of an arc as can be; or nowhere.
    First come the selected city and home, then what has an arc, then the rest. */
function placeLabels() {
  const frame = map.getContainer().getBoundingClientRect();
  const seen = [];
  for (const marker of map.getContainer().querySelectorAll(".map-marker, .map-cluster")) {
    const { x, y, width, height } = marker.getBoundingClientRect();
    const [middle, centre] = [x + width / 2, y + height / 2];
    if (middle < frame.left || middle > frame.right || centre < frame.top || centre > frame.bottom) continue;
    const label = marker.querySelector(".map-name");
    const order = ["is-selected", "map-home", "has-arc", "map-marker"].findIndex((name) => marker.classList.contains(name));
    seen.push({ label, order, x: middle, y: centre, width: label?.offsetWidth, height: label?.offsetHeight });
  }
  const taken = seen.map(({ x, y }) => [x - 7, y - 7, x + 7, y + 7]);
  const crossed = arcPoints(frame);
  const labelled = seen.filter(({ label }) => label).sort((a, b) => a.order - b.order);
  labelled.forEach(({ label, order, x, y, width, height }, index) => {
    const boxes = Object.entries(SIDES).map(([side, corner]) => {
      const [left, top] = corner(x, y, width, height);
      return { side, box: [left, top, left + width, top + height] };
    });
    const free = index < LABELS_AT_ONCE
      ? boxes.filter(({ box: [left, top, right, bottom] }) =>
        left > frame.left && right < frame.right && taken.every((other) => right < other[0] || left > other[2] || bottom < other[1] || top > other[3]))
      : [];
    const crossings = ({ box: [left, top, right, bottom] }) =>
      crossed.filter(([a, b]) => a > left && a < right && b > top && b < bottom).length;
    const best = free.map((one) => ({ ...one, count: crossings(one) })).sort((a, b) => a.count - b.count)[0];
    if (best) taken.push(best.box);
    label.dataset.side = best?.side || (order ? "none" : "right");
  });
}

// --- What the page says of it ---------------------------------------------------------------------------------------

function tellTable() {
  const wanted = fold(find("find").querySelector("input").value.trim());
  for (const row of page.querySelectorAll("[data-city]")) {
    const relations = row.dataset.relations.split(" ").filter(Boolean);
    const shown = !relations.length || relations.some((relation) => !hidden.has(relation));
    row.hidden = !shown || !fold(row.querySelector("th").textContent).includes(wanted);
  }
  for (const table of page.querySelectorAll("[aria-labelledby]:has([data-city])")) {
    const count = table.querySelectorAll("[data-city]:not([hidden])").length;
    const heading = document.getElementById(table.getAttribute("aria-labelledby"));
    heading.querySelector("[data-count]").textContent = new Intl.NumberFormat(lang).format(count);
    table.hidden = !count;
  }
  if (page.querySelector("[data-city]")) find("nothing").hidden = Boolean(page.querySelector("[data-city]:not([hidden])"));
}

function tellOutside() {
  const bounds = map.getBounds();
  const names = [...cities.values()].filter((city) => isShown(city) && !bounds.contains(city.at)).map((city) => city.name);
  const more = names.length > NAMES_OUTSIDE ? ` +${names.length - NAMES_OUTSIDE}` : "";
  find("outside").hidden = !names.length;
  find("names").textContent = names.slice(0, NAMES_OUTSIDE).join(", ") + more;
}

function tellSelection() {
  const panel = find("selection");
  panel.hidden = !selected;
  for (const row of page.querySelectorAll("[data-city]")) {
    const current = selected !== null && row.dataset.city === String(selected.id);
    row.classList.toggle("is-current", current);
    row.querySelector("th button")?.setAttribute("aria-pressed", current);
  }
  if (!selected) return;
  find("missions").hidden = !selected.missions;
  for (const field of panel.querySelectorAll("[data-field]")) field.textContent = selected[field.dataset.field];
  for (const link of panel.querySelectorAll("[data-link]")) {
    link.hidden = !selected[link.dataset.link];
    link.href = selected[link.dataset.link];
  }
  find("ties").replaceChildren(...selected.ties.map((tie) => {
    const line = find("tie-template").content.cloneNode(true);
    const part = (name) => line.querySelector(`[data-field=${name}]`);
    part("label").textContent = tie.label;
    part("label").before(markOf(tie.relation));
    part("title").textContent = tie.title;
    part("title").href = tie.url;
    part("detail").textContent = [tie.since, tie.state].filter(Boolean).join(" · ");
    return line;
  }));
}

/** Zoom and middle of the map that an address names, or null. */
function viewOf(address) {
  const [zoom, ...at] = (address.searchParams.get("view") ?? "").split(",").map(Number);
  return at.length === 2 && [zoom, ...at].every(Number.isFinite) ? { zoom, at } : null;
}

/** Whether the map shows a view, give or take the pixel that rounding costs: an opened link stays as it was sent. */
function isInView(view) {
  return view?.zoom === map.getZoom() && map.latLngToContainerPoint(view.at).distanceTo(map.getSize().divideBy(2)) < 2;
}

/** The address is the state: what is hidden, what is selected, what is in view. */
function tellAddress() {
  const address = new URL(location.href);
  const { lat, lng } = map.getCenter();
  address.searchParams.delete("relation");
  const boxes = [...page.querySelectorAll("[name=relation]")];
  const shown = boxes.filter((box) => box.checked).map((box) => box.value);
  if (hidden.size) for (const relation of shown.length ? shown : [""]) address.searchParams.append("relation", relation);
  if (selected) address.searchParams.set("city", selected.id);
  else address.searchParams.delete("city");
  if (!isInView(viewOf(address))) address.searchParams.set("view", [map.getZoom(), lat.toFixed(2), lng.toFixed(2)].join(","));
  history.replaceState(history.state, "", address);
  tellLinks(address);
}

/** The links of the filters and of the languages lead to what is in view now. */
function tellLinks(address) {
  const ours = ["relation", "city", "view"];
  for (const link of page.querySelectorAll(".filter-options a, .chip-clear")) {
    const target = new URL(link.href);
    for (const name of ours) {
      target.searchParams.delete(name);
      for (const value of address.searchParams.getAll(name)) target.searchParams.append(name, value);
    }
    link.href = target;
  }
  for (const link of document.querySelectorAll(".languages a")) {
    const target = new URL(link.href);
    target.searchParams.set("next", address.pathname + address.search);
    link.href = target;
  }
}

function settle() {
  for (const city of cities.values()) city.marker.getElement()?.classList.toggle("is-selected", city === selected);
  placeLabels();
  tellOutside();
  tellAddress();
}

// --- What can be done -------------------------------------------------------------------------------------------------

function select(city) {
  selected = city;
  drawArcs();
  tellSelection();
  if (city && isShown(city)) {
    const reach = () => {
      if (!map.getBounds().pad(-0.1).contains(city.at)) map.panTo(city.at, { animate: !still.matches });
      settle();
    };
    if (isHome(city)) reach();
    else places.zoomToShowLayer(city.marker, reach);
  }
  settle();
}

function filter() {
  drawCities();
  drawArcs();
  tellTable();
  settle();
}

function show(shown, animate) {
  const points = shown.map((city) => city.at);
  if (home) points.push(home.at);
  if (points.length) map.fitBounds(L.latLngBounds(points).pad(0.08), { maxZoom: 6, animate });
}

const showAll = () => show([...cities.values()].filter(isShown), !still.matches);

/** The first view is of what has an arc. It leaves out the farthest tenth, on a phone the farthest quarter: one tie
    across the ocean would make all others a single spot. */
function showMost() {
  const share = map.getSize().x < 600 ? 4 : 10;
  const nearest = [...cities.values()].filter(isShown);
  if (home) nearest.sort((a, b) => map.distance(home.at, a.at) - map.distance(home.at, b.at));
  const most = nearest.slice(0, nearest.length - Math.floor(nearest.length / share));
  const drawn = most.filter((city) => hasArc(city));
  show(drawn.length ? drawn : most, false);
}

/** A name in the table leads to the city's page; with a map beside it, it is the button that selects the city. */
function turnIntoButton(row) {
  const city = cities.get(Number(row.dataset.city));
  if (!city) return;
  const link = row.querySelector("th a");
  const button = element("button", "link-button", link.textContent);
  button.type = "button";
  button.dir = "auto";
  button.addEventListener("click", () => select(city === selected ? null : city));
  link.replaceWith(button);
}

function listen() {
  page.addEventListener("click", ({ target }) => {
    const zoom = target.closest("[data-zoom]")?.dataset.zoom;
    if (zoom === "all") showAll();
    else if (zoom) map.setZoom(Math.round(map.getZoom()) + Number(zoom), { animate: !still.matches });
    if (selected && target.closest("[data-close]")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !selected) return;
    event.preventDefault();
    close();
  });
  find("legend")?.addEventListener("change", ({ target }) => {
    if (target.checked) hidden.delete(target.value);
    else hidden.add(target.value);
    filter();
  });
  find("find").addEventListener("input", tellTable);
  find("find").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !event.target.value) return;
    event.preventDefault(); // browsers differ in whether clearing the field is input
    event.target.value = "";
    tellTable();
  });
  find("find").addEventListener("submit", (event) => {
    event.preventDefault();
    page.querySelector("[data-city]:not([hidden]) th button")?.click();
  });
  map.on("moveend", settle);
  window.addEventListener("beforeprint", fitPaper);
  places.on("clusterclick spiderfied unspiderfied", () => requestAnimationFrame(placeLabels));
}

/** The map is drawn for the window; on paper it is the same picture, made smaller. */
function fitPaper() {
  const { x, y } = map.getSize();
  for (const [name, value] of [["width", `${x}px`], ["height", `${y}px`], ["zoom", Math.min(1, PAPER_WIDTH / x)]]) {
    page.style.setProperty(`--map-${name}`, value);
  }
}

function close() {
  const row = page.querySelector(`[data-city="${selected.id}"] th button`);
  select(null);
  row?.focus();
}

// --- Beginning --------------------------------------------------------------------------------------------------------

function take(data) {
  home = data.home && { name: data.home.name, at: [data.home.lat, data.home.lon] };
  for (const { id, geometry, properties } of data.features) {
    const [lon, lat] = geometry.coordinates;
    const city = { id, at: [lat, lon], ...properties };
    city.marker = L.marker(city.at, { keyboard: false });
    city.marker.on("click", () => select(city === selected ? null : city));
    cities.set(id, city);
  }
}

function recall() {
  const address = new URL(location.href);
  const view = viewOf(address);
  for (const box of page.querySelectorAll("[name=relation]:not(:checked)")) hidden.add(box.value);
  if (view) map.setView(view.at, view.zoom, { animate: false });
  else showMost();
  return cities.get(Number(address.searchParams.get("city"))) ?? null;
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

async function begin() {
  const canvas = map.getContainer();
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-labelledby", "map-summary");
  map.setMaxBounds([[-75, -200], [86, 200]]);
  places.options.iconCreateFunction = clusterIcon;
  L.MarkerCluster.prototype.options.keyboard = false; // an image has nothing in it to stop at
  for (const label of page.querySelectorAll("[data-legend] label")) {
    marks.set(label.querySelector("input").value, label.querySelector("svg"));
  }
  marks.set("", find("mark-template").content.querySelector("svg"));
  fetched(page.dataset.world).then(drawWorld, () => { find("failed").hidden = false; });

  take(await fetched(page.dataset.url));
  if (cities.size > ARCS_AT_ONCE) places.options.maxClusterRadius = CROWDED_RADIUS;
  else if (cities.size <= FEW_CITIES) places.options.maxClusterRadius = FEW_RADIUS;
  page.querySelectorAll("[data-city]").forEach(turnIntoButton);
  const recalled = recall();
  if (home) drawHome();
  listen();
  filter();
  if (recalled) select(recalled);
}

begin().catch(() => { find("failed").hidden = false; });
