// What lies under the map besides land and lakes: the office's own tiles, and whose shapes they are.

/** @param told { source, tiles } as the page says them; a source is words, and never markup. */
export function groundOn(map, told) {
  const { L } = window;
  const credit = document.createElement("span");
  credit.textContent = told.source;
  map.attributionControl.addAttribution(credit.innerHTML);
  if (told.tiles) L.tileLayer(told.tiles, { pane: "base", noWrap: true }).addTo(map);
}

/** The first view that the office has set, as { at, zoom }; null without one. */
export function centreOf(told) {
  const [lat, lon, zoom] = told.centre.split(",").map(Number);
  return told.centre ? { at: [lat, lon], zoom } : null;
}
