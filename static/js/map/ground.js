// What lies under the map besides the land: lakes, the office's own tiles, and whose shapes they are.
import { fetched } from "./data.js";

/** @param told { source, tiles, lakes } as the page says them; a source is words, and never markup. */
export function groundOn(map, told) {
  const { L } = window;
  const credit = document.createElement("span");
  credit.textContent = told.source;
  map.attributionControl.addAttribution(credit.innerHTML);
  if (told.tiles) {
    map.getContainer().classList.add("has-tiles");
    L.tileLayer(told.tiles, { pane: "base", noWrap: true }).addTo(map);
  }
}

/** Draw lakes over the land, which has to be there already. */
export async function lakesOn(map, told) {
  if (told.tiles) return;
  const { L } = window;
  const shapes = await fetched(told.lakes);
  L.geoJSON(shapes, { pane: "base", renderer: L.svg({ pane: "base", padding: 0.3 }), interactive: false, style: { className: "map-lake" } }).addTo(map);
}

/** The first view that the office has set, as { at, zoom }; null without one. */
export function centreOf(told) {
  const [lat, lon, zoom] = told.centre.split(",").map(Number);
  return told.centre ? { at: [lat, lon], zoom } : null;
}
