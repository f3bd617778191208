// The base map, and countries coloured by a number: each class has a pattern as well as a colour.
import { element } from "./marks.js";

const SVG = "http://www.w3.org/2000/svg";
const CLASSES = 5;
const LETTER = 4.5; // pixels of width that a country has for each letter of its name
const DISPUTED = new Set(["XN", "XK", "EH"]); // no colour of ours says whose they are
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
    @returns {{of, classes}} of(country) is 1 to 5 or 0 for no data; classes: [{ number, label }] for the legend. */
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

/** The largest ring of a country: its middle, and how many degrees it is wide. */
function mainland(layer) {
  let best = { size: 0 };
  for (const [ring] of layer.getLatLngs()) {
    let [size, lat, lng, west, east] = [0, 0, 0, Infinity, -Infinity];
    ring.forEach((point, i) => {
      const next = ring[(i + 1) % ring.length];
      const part = point.lng * next.lat - next.lng * point.lat;
      size += part;
      lat += (point.lat + next.lat) * part;
      lng += (point.lng + next.lng) * part;
      [west, east] = [Math.min(west, point.lng), Math.max(east, point.lng)];
    });
    if (Math.abs(size) > best.size) best = { size: Math.abs(size), middle: [lat / size / 3, lng / size / 3], span: east - west };
  }
  return best;
}

/** Draw the land.
    @returns {{colour, name}} colour(countries, of, told, picked) lays classes over it in place of those before;
    name(countries) only writes their names. */
export function landOn(map, world) {
  const { L } = window;
  const shapes = new Map();
  L.geoJSON(world, {
    pane: "base",
    renderer: L.svg({ pane: "base", padding: 0.3 }),
    style: { className: "map-land" },
    onEachFeature: ({ properties }, layer) => { if (properties.code) shapes.set(properties.code, layer); },
  }).addTo(map);
  const names = L.layerGroup().addTo(map);
  let coloured = []; // { country, layer, middle, span, words }, the largest class first

  /** Names stand where their country is wide enough for them. */
  function write() {
    names.clearLayers();
    const degree = map.options.crs.scale(map.getZoom()) / 360; // in pixels
    for (const { middle, span, words, number } of coloured) {
      if (span * degree < words.length * LETTER) continue;
      const label = element("span", "map-name", words);
      label.dir = "auto";
      const icon = L.divIcon({ html: label, className: `map-marker ${number ? `map-country is-class-${number}` : "map-ground"}`, iconSize: [0, 0] });
      L.marker(middle, { icon, interactive: false, keyboard: false }).addTo(names);
    }
  }
  map.on("zoomend", write);

  /** @param told(country) is the word at its middle; picked(country) is called when somebody presses it. */
  function colour(countries, of, told, picked) {
    for (const { layer } of coloured) {
      const path = layer.getElement();
      path.classList.remove("is-classed");
      path.style.fill = "";
      layer.off("click");
    }
    coloured = [];
    for (const country of countries) {
      const layer = shapes.get(country.code);
      const number = of(country);
      if (!layer || !number || DISPUTED.has(country.code)) continue;
      const path = layer.getElement();
      path.classList.add("is-classed");
      path.style.fill = `url(#map-class-${number})`;
      path.dataset.class = number;
      layer.on("click", () => picked(country));
      coloured.push({ layer, number, words: told(country), ...mainland(layer) });
    }
    coloured.sort((a, b) => b.number - a.number || b.span - a.span);
    write();
  }

  function name(countries) {
    const drawn = countries.filter((country) => shapes.has(country.code) && !DISPUTED.has(country.code));
    coloured = drawn.map((country) => ({ number: 0, words: country.name, layer: shapes.get(country.code), ...mainland(shapes.get(country.code)) }));
    write();
  }

  return { colour, name };
}
