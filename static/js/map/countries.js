// The base map, and countries coloured by a number: each class has a pattern as well as a colour.
import { element } from "./marks.js";

const SVG = "http://www.w3.org/2000/svg";
const CLASSES = 5;
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

function middleOf(layer) {
  const rings = layer.getLatLngs().map((polygon) => polygon[0]);
  const size = (ring) => Math.abs(ring.reduce((sum, point, i) => {
    const next = ring[(i + 1) % ring.length];
    return sum + point.lng * next.lat - next.lng * point.lat;
  }, 0));
  const largest = rings.reduce((best, ring) => (size(ring) > size(best) ? ring : best));
  return window.L.polygon(largest).getBounds().getCenter();
}

/** Draw the land.
    @returns colour(countries, of, told, picked), which lays classes over it in place of those before. */
export function landOn(map, world) {
  const { L } = window;
  const shapes = new Map();
  L.geoJSON(world, {
    pane: "base",
    renderer: L.svg({ pane: "base", padding: 0.3 }),
    style: { className: "map-land" },
    onEachFeature: ({ properties }, layer) => { if (properties.code) shapes.set(properties.code, layer); },
  }).addTo(map);
  const coloured = L.layerGroup().addTo(map);
  let former = [];

  /** @param told(country) is the word at its middle; picked(country) is called when somebody presses it. */
  return function colour(countries, of, told, picked) {
    coloured.clearLayers();
    for (const layer of former) {
      layer.getElement().classList.remove("is-classed");
      layer.off("click");
    }
    former = [];
    for (const country of countries) {
      const layer = shapes.get(country.code);
      const number = of(country);
      if (!layer || !number || DISPUTED.has(country.code)) continue;
      const path = layer.getElement();
      path.classList.add("is-classed");
      path.setAttribute("fill", `url(#map-class-${number})`);
      path.dataset.class = number;
      layer.on("click", () => picked(country));
      former.push(layer);
      const name = element("span", "map-name", told(country));
      name.dir = "auto";
      const icon = L.divIcon({ html: name, className: "map-marker map-country", iconSize: [0, 0] });
      L.marker(middleOf(layer), { icon, interactive: false, keyboard: false }).addTo(coloured);
    }
  };
}
