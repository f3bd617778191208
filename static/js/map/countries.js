// The base map, and countries coloured by a number: each class has a pattern as well as a colour.
import { canvasOn } from "./canvas.js";
import { onWorld } from "./geometry.js";
import { element } from "./marks.js";

const SVG = "http://www.w3.org/2000/svg";
const CLASSES = 5;
const TILE = 8; // pixels of a pattern
const BORDER = 0.75; // pixels
const OUTLINE = 2; // pixels, of the country that somebody points at
export const NEAR = 4; // zoom from which on the shapes of afar would show their corners
const LETTER = 4.5; // pixels of width that a country has for each letter of its name
const WARMTHS = ["silent", "asleep", "awake", "fresh"];

/** Lines of each class on a tile of 8 pixels, from a few to a grid. */
const HATCHES = [
  "M4 4h.01",
  "M0 8 8 0M-1 1 1-1M7 9 9 7",
  "M0 4 4 0M0 8 8 0M4 8 8 4",
  "M0 8 8 0M-1 1 1-1M7 9 9 7M0 0l8 8M-1 7l2 2M7-1l2 2",
  "M0 2h8M0 6h8M2 0v8M6 0v8",
];

function make(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** The patterns, once in the page; their colours stand in map.css. */
export function addPatterns(page) {
  const sheet = make("svg", { class: "map-patterns", width: 0, height: 0, "aria-hidden": "true", focusable: "false" });
  HATCHES.forEach((lines, index) => {
    const pattern = make("pattern", { id: `map-class-${index + 1}`, class: `map-class-${index + 1}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" });
    pattern.append(make("rect", { width: 8, height: 8 }), make("path", { d: lines }));
    sheet.append(pattern);
  });
  sheet.append(make("path", { class: "map-land", "data-land": "" })); // says how the land is to be drawn
  page.append(sheet);
}

/** A square of the legend, of a class or without one. */
export function swatch(number) {
  const box = make("svg", { class: "map-swatch", viewBox: "0 0 24 16", "aria-hidden": "true", focusable: "false" });
  box.append(make("rect", { width: 24, height: 16, ...(number ? { fill: `url(#map-class-${number})` } : { class: "map-blank" }) }));
  return box;
}

/** Upper ends of the classes that whole numbers up to a largest one fall into, each about as many times the one before. */
export function breaks(largest) {
  if (largest <= CLASSES) return Array.from({ length: largest }, (_, i) => i + 1);
  const ends = Array.from({ length: CLASSES }, (_, i) => Math.max(i + 1, Math.round(largest ** ((i + 1) / CLASSES))));
  ends[CLASSES - 1] = largest;
  return ends;
}

/** Put the countries of a view into classes by what is measured.
    @returns {{of, classes}} of(country) is 1 to 5, or 0 for none; classes: [{ number, label }] for the legend. */
export function classified(countries, measure, notes) {
  if (measure === "warmth") {
    const of = (country) => WARMTHS.indexOf(country.figures.warmth) + 1;
    return { of, classes: WARMTHS.map((key, index) => ({ number: index + 1, label: notes[`warmth-${key}`] ?? key })).reverse() };
  }
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const value = (country) => country.figures[measure] ?? 0;
  const ends = breaks(Math.max(0, ...countries.map(value)));
  const classes = ends.map((end, index) => {
    const start = (ends[index - 1] ?? 0) + 1;
    return { number: index + 1, label: start === end ? number.format(end) : `${number.format(start)}–${number.format(end)}` };
  });
  return { of: (country) => (value(country) ? ends.findIndex((end) => value(country) <= end) + 1 : 0), classes: classes.reverse() };
}

const polygonsOf = ({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);

/** What a country of the base map covers on the world of zoom 0: left, top, right, bottom. */
function boxOf(feature) {
  let [south, west, north, east] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [ring] of polygonsOf(feature)) {
    for (const [lon, lat] of ring) {
      if (lon < west) west = lon;
      if (lon > east) east = lon;
      if (lat < south) south = lat;
      if (lat > north) north = lat;
    }
  }
  return [...onWorld([north, west]), ...onWorld([south, east])];
}

/** A country of the base map: its box, and its outline, which is worked out when it is first asked for. */
function shapeOf(feature) {
  let outline = null;
  return { box: boxOf(feature), outline: () => (outline ??= outlineOf(feature)) };
}

/** An outline on the world of zoom 0: its path, and of its largest ring the middle and the width. */
function outlineOf(feature) {
  const path = new Path2D();
  let best = { size: 0 };
  for (const [ring, ...holes] of polygonsOf(feature)) {
    let [size, x, y, west, east] = [0, 0, 0, Infinity, -Infinity];
    let [fromX, fromY] = onWorld([ring[0][1], ring[0][0]]);
    path.moveTo(fromX, fromY);
    for (let i = 1; i < ring.length; i += 1) {
      const [toX, toY] = onWorld([ring[i][1], ring[i][0]]);
      path.lineTo(toX, toY);
      const part = fromX * toY - toX * fromY;
      size += part;
      x += (fromX + toX) * part;
      y += (fromY + toY) * part;
      west = Math.min(west, toX);
      east = Math.max(east, toX);
      [fromX, fromY] = [toX, toY];
    }
    if (Math.abs(size) > best.size) best = { size: Math.abs(size), middle: [x / size / 3, y / size / 3], span: east - west };
    for (const hole of holes) hole.forEach(([lon, lat], i) => (i ? path.lineTo(...onWorld([lat, lon])) : path.moveTo(...onWorld([lat, lon]))));
  }
  return { path, ...best };
}

/** The pattern of a class for a canvas, in the colours that the style sheet gives it. */
function patternOf(context, number, { factor, ratio, left, top }) {
  const drawn = document.getElementById(`map-class-${number}`);
  const [ground, lines] = [getComputedStyle(drawn.querySelector("rect")), getComputedStyle(drawn.querySelector("path"))];
  const tile = document.createElement("canvas");
  tile.width = tile.height = TILE * Math.ceil(ratio);
  const pen = tile.getContext("2d");
  pen.scale(Math.ceil(ratio), Math.ceil(ratio));
  pen.fillStyle = ground.fill;
  pen.fillRect(0, 0, TILE, TILE);
  pen.strokeStyle = lines.stroke;
  pen.globalAlpha = Number(lines.strokeOpacity);
  pen.lineWidth = parseFloat(lines.strokeWidth);
  pen.lineCap = "round";
  pen.stroke(new Path2D(HATCHES[number - 1]));
  const pattern = context.createPattern(tile, "repeat");
  const size = 1 / factor / Math.ceil(ratio);
  pattern.setTransform(new DOMMatrix([size, 0, 0, size, left / factor, top / factor]));
  return pattern;
}

/** What a file of shapes holds: all of them, and those that may have a class by their code. */
function shapesOf(world, uncoloured) {
  const grounds = world.features.map(shapeOf);
  const byCode = new Map();
  world.features.forEach(({ properties: { code } }, index) => {
    if (code && !uncoloured.includes(code)) byCode.set(code, grounds[index]);
  });
  return { grounds, byCode };
}

/** Draw the land.
    @param world GeoJSON of the shapes as they are seen from afar.
    @param lakes GeoJSON of them; nothing where the office has tiles of its own, on which only classes are drawn.
    @param uncoloured codes of disputed areas: no colour of ours says whose they are.
    @param sample an element whose computed fill and stroke are those of the land.
    @returns {{colour, name, point, refine, repaint}} colour(countries, of, words) lays classes over it in place of those
    before; name(countries) only writes their names; point(id) shows one of them and says what it is; refine(world) gives
    the shapes as they are seen from near by.
    @param picked(country) is called when somebody presses one that has a class. */
export function landOn(map, world, lakes, uncoloured, sample, picked) {
  const { L } = window;
  const far = shapesOf(world, uncoloured);
  let near = null; // once they are there
  const seen = () => (near && map.getZoom() >= NEAR ? near : far);
  const pathOf = ({ country }) => seen().byCode.get(country.code).outline().path;
  const waters = (lakes?.features ?? []).map(shapeOf);
  const names = L.layerGroup().addTo(map);
  let shown = []; // { country, number, words, said, middle, span }, the largest class first
  let pointed = null; // one of them

  const canvas = canvasOn(map, "base", 0.2, (context, frame) => {
    const { factor, left, top, width, height, ratio } = frame;
    const isSeen = ({ box }) => (
      box[2] * factor > left && box[0] * factor < left + width && box[3] * factor > top && box[1] * factor < top + height);
    /** One path of all that the window shows: drawn one by one, neighbours would leave a seam. */
    const together = (all) => {
      const path = new Path2D();
      for (const shape of all) if (isSeen(shape)) path.addPath(shape.outline().path);
      return path;
    };
    const plain = lakes ? together(seen().grounds) : null;
    const { fill, stroke } = getComputedStyle(sample);
    context.setTransform(ratio * factor, 0, 0, ratio * factor, -left * ratio, -top * ratio);
    context.lineWidth = BORDER / factor;
    context.lineJoin = "bevel"; // as fine a line looks the same with any, and this is the quickest
    context.fillStyle = fill;
    context.strokeStyle = stroke;
    if (lakes) context.fill(plain, "evenodd");
    const patterns = new Map();
    const classed = shown.filter(({ number }) => number);
    for (const one of classed) {
      if (!patterns.has(one.number)) patterns.set(one.number, patternOf(context, one.number, frame));
      context.fillStyle = patterns.get(one.number);
      context.fill(pathOf(one), "evenodd");
    }
    if (!lakes) return;
    context.stroke(plain);
    context.strokeStyle = getComputedStyle(document.getElementById(`map-class-${CLASSES - 1}`).querySelector("rect")).fill;
    for (const one of classed) context.stroke(pathOf(one)); // the palest class is not the sea
    context.fillStyle = getComputedStyle(map.getContainer()).backgroundColor;
    context.fill(together(waters), "evenodd");
  });

  const probe = document.createElement("canvas").getContext("2d");
  const outline = canvasOn(map, "base", 0.2, (context, { factor, left, top, ratio }) => {
    if (!pointed) return;
    context.setTransform(ratio * factor, 0, 0, ratio * factor, -left * ratio, -top * ratio);
    context.lineWidth = OUTLINE / factor;
    context.lineJoin = "round";
    context.strokeStyle = getComputedStyle(map.getContainer()).color;
    context.stroke(pathOf(pointed));
  }, "pointed");
  const words = element("span", "");
  words.dir = "auto";
  const tip = L.tooltip({ direction: "top", className: "map-said" }).setContent(words);

  /** Say what a country is at a place, or be silent again. */
  function say(one, place) {
    if (one) tip.setLatLng(place);
    if (one === pointed) return;
    pointed = one;
    words.textContent = one?.said ?? "";
    if (one) tip.addTo(map);
    else tip.remove();
    outline.repaint();
    map.getContainer().classList.toggle("is-over", Boolean(one));
  }

  const at = ({ latlng }) => shown.find((one) => one.number && probe.isPointInPath(pathOf(one), ...onWorld([latlng.lat, latlng.lng]), "evenodd"));

  map.on("click", (event) => {
    const found = at(event);
    if (found) picked(found.country);
  });
  map.on("mousemove", (event) => say(at(event) ?? null, event.latlng));
  map.on("mouseout", () => say(null));

  /** Names stand where their country is wide enough for them. */
  function write() {
    names.clearLayers();
    const factor = 2 ** map.getZoom();
    for (const { middle, span, words, number } of shown) {
      if (span * factor < words.length * LETTER) continue;
      const label = element("span", "map-name", words);
      label.dir = "auto";
      const className = number ? `map-country is-class-${number}` : "map-ground";
      const icon = L.divIcon({ html: label, className, iconSize: [0, 0] });
      L.marker(map.unproject(middle, 0), { icon, interactive: false, keyboard: false }).addTo(names);
    }
  }
  map.on("zoomend", write);

  /** Where the name of a country stands, and how wide it may be. */
  function placeOf({ code }) {
    const { middle, span } = far.byCode.get(code).outline();
    return { middle, span };
  }

  /** @param words { told(country), said(country) }: what stands at its middle, and what is said of it when asked. */
  function colour(countries, of, { told, said }) {
    say(null);
    shown = countries.filter((country) => far.byCode.has(country.code) && of(country)).map((country) => (
      { country, number: of(country), words: told(country), said: said(country), ...placeOf(country) }));
    shown.sort((a, b) => b.number - a.number || b.span - a.span);
    canvas.repaint();
    write();
  }

  function name(countries) {
    shown = countries.filter((country) => far.byCode.has(country.code)).map((country) => (
      { country, number: 0, words: country.name, ...placeOf(country) }));
    write();
  }

  function point(id) {
    const one = shown.find(({ country, number }) => number && country.id === id) ?? null;
    say(one, one && map.unproject(one.middle, 0));
  }

  function refine(finer) {
    near = shapesOf(finer, uncoloured);
    canvas.repaint();
  }

  return { colour, name, point, refine, repaint: canvas.repaint };
}
