// The address is the state: what is hidden, the year, the selected city, what is in view.

const OURS = ["relation", "direction", "kind", "year", "city", "view"];

/** Read what the address asks for. */
export function asked() {
  const query = new URL(location.href).searchParams;
  const [zoom, ...at] = (query.get("view") ?? "").split(",").map(Number);
  const year = Number(query.get("year"));
  return {
    view: at.length === 2 && [zoom, ...at].every(Number.isFinite) ? { zoom, at } : null,
    year: Number.isInteger(year) && year > 0 ? year : null,
    city: Number(query.get("city")) || null,
  };
}

/** Whether the map shows a view, give or take the pixel that rounding costs: an opened link stays as it was sent. */
function isInView(map, view) {
  return view?.zoom === map.getZoom() && map.latLngToContainerPoint(view.at).distanceTo(map.getSize().divideBy(2)) < 2;
}

/** Write the state into the address. */
export function tell(map, { legend, year, city }) {
  const address = new URL(location.href);
  const query = address.searchParams;
  if (legend) {
    const boxes = [...legend.querySelectorAll("[data-kind]")];
    const names = new Set(boxes.map((box) => box.name));
    for (const name of names) query.delete(name);
    const shown = boxes.filter((box) => box.checked);
    if (shown.length < boxes.length) for (const box of shown.length ? shown : [{ name: boxes[0].name, value: "" }]) query.append(box.name, box.value);
  }
  for (const [name, value] of [["year", year], ["city", city?.id]]) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  if (!isInView(map, asked().view)) {
    const { lat, lng } = map.getCenter();
    query.set("view", [map.getZoom(), lat.toFixed(2), lng.toFixed(2)].join(","));
  }
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

/** An address of the server's with the kinds and the year that are shown. */
export function sameShown(address) {
  const to = new URL(address, location.href);
  for (const name of ["relation", "direction", "kind", "year"]) {
    to.searchParams.delete(name);
    for (const value of new URL(location.href).searchParams.getAll(name)) to.searchParams.append(name, value);
  }
  return to;
}

/** Links that lead to another view of this map keep what is shown: each is made true at the moment it is used. */
export function keepInLinks() {
  const here = () => new URL(location.href);
  for (const use of ["click", "auxclick", "contextmenu", "dragstart"]) {
    document.addEventListener(use, ({ target }) => {
      const link = target.closest?.("a[href]");
      if (!link) return;
      const to = new URL(link.href);
      if (link.matches(".map-page :is(.filter-options a, .chip-clear, [data-stays])")) {
        for (const name of OURS) {
          if (name in link.dataset) continue; // what the link itself changes
          to.searchParams.delete(name);
          for (const value of here().searchParams.getAll(name)) to.searchParams.append(name, value);
        }
      } else if (link.matches(".languages a")) to.searchParams.set("next", here().pathname + here().search);
      else return;
      link.href = to;
    }, true);
  }
}
