// Marks of cities. Only what stands in the window has an element; what stands close together is one mark with a
// number, which opens by a zoom, or like a fan where no zoom can part it.
import { fan } from "./geometry.js";

const MARK = 24; // pixels
const ROOM = 0.3; // of the window, around it
const FEW = 60;
export const CROWD = 400;
const RADIUS = { few: 6, some: 16, crowd: 60 }; // pixels; a few marks may touch: each is at the end of its own arc

const radiusFor = (count) => (count <= FEW ? RADIUS.few : count <= CROWD ? RADIUS.some : RADIUS.crowd);

export function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A mark with its name beside it. */
export function markIcon(name, mark, className) {
  const box = element("span", "map-place");
  const label = element("span", "map-name", name);
  label.dir = "auto";
  box.append(mark, label);
  return window.L.divIcon({ html: box, className: `map-marker ${className}`, iconSize: [MARK, MARK] });
}

/** Keep marks on the map.
    @param drawing { icon(city), leafIcon(leaf), alpha(city) } how each looks.
    @param events { city(city), fanned(), changed() }: a mark was pressed, a fan was opened or closed, other marks stand in
    the window. */
export function marksOn(map, drawing, events) {
  const { L, Supercluster } = window;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const standing = new Map(); // key -> marker
  let index = null;
  let loose = []; // cities that no cluster may swallow
  let opened = null; // { at, leaves: [{ key, icon, pressed, at }] }

  function clusterIcon(count) {
    const size = Math.round(16 + 8 * Math.log10(count));
    return L.divIcon({ html: element("span", "", number.format(count)), className: "map-cluster", iconSize: [size, size] });
  }

  function stand(key, at, icon, pressed, alpha = 1) {
    let marker = standing.get(key);
    if (!marker) {
      marker = L.marker(at, { icon: icon(), keyboard: false }).addTo(map);
      marker.on("click", pressed);
      standing.set(key, marker);
    }
    const box = marker.getElement();
    const wanted = alpha < 1 ? String(alpha) : "";
    if (box.style.opacity !== wanted) box.style.opacity = wanted;
    return key;
  }

  function openCluster(id, at) {
    const closest = index.getClusterExpansionZoom(id);
    if (closest <= map.getMaxZoom()) map.setView(at, Math.max(closest, map.getZoom() + 1));
    else openFan(at, index.getLeaves(id, Infinity).map(({ properties: { city } }) => (
      { key: `f${city.index}`, icon: () => drawing.icon(city), pressed: () => events.city(city), city })));
  }

  /** Open a fan of leaves { key, icon(), pressed() } around a place. */
  function openFan(at, leaves) {
    const middle = map.latLngToLayerPoint(at);
    const places = fan(leaves.length).map(([x, y]) => map.layerPointToLatLng(middle.add([x, y])));
    opened = { at, leaves: leaves.map((leaf, i) => ({ ...leaf, at: places[i] })) };
    update();
    events.fanned();
  }

  function closeFan() {
    if (!opened) return false;
    opened = null;
    update();
    events.fanned();
    return true;
  }

  function update() {
    if (!index) return;
    const bounds = map.getBounds().pad(ROOM);
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const zoom = Math.round(map.getZoom());
    const wanted = new Set();
    const fanned = new Set(opened?.leaves.map((leaf) => leaf.city));
    for (const { geometry: { coordinates: [lon, lat] }, properties } of index.getClusters(box, zoom)) {
      const { city, cluster_id: id, point_count: count } = properties;
      if (city) {
        if (!fanned.has(city)) wanted.add(stand(city.index, city.at, () => drawing.icon(city), () => events.city(city), drawing.alpha(city)));
      } else wanted.add(stand(`${zoom}/${id}/${count}`, [lat, lon], () => clusterIcon(count), () => openCluster(id, [lat, lon])));
    }
    for (const city of loose) {
      if (!fanned.has(city) && bounds.contains(city.at)) wanted.add(stand(city.index, city.at, () => drawing.icon(city), () => events.city(city), drawing.alpha(city)));
    }
    for (const { key, at, icon, pressed } of opened?.leaves ?? []) wanted.add(stand(key, at, icon, pressed));
    for (const [key, marker] of standing) {
      if (wanted.has(key)) continue;
      marker.remove();
      standing.delete(key);
    }
    events.changed();
  }

  map.on("zoomstart", () => {
    if (!opened) return;
    opened = null; // the zoom's own end draws the marks anew
    events.fanned();
  });
  map.on("moveend", update);
  map.on("click", closeFan);

  return {
    /** Show these cities; those of the second list each by itself. */
    show(cities, apart = []) {
      const alone = new Set(apart);
      opened = null;
      loose = apart;
      for (const marker of standing.values()) marker.remove(); // their looks may have changed
      standing.clear();
      index = new Supercluster({ radius: radiusFor(cities.length), maxZoom: map.getMaxZoom(), extent: 256, minPoints: 2 });
      index.load(cities.filter((city) => !alone.has(city)).map((city) => (
        { type: "Feature", geometry: { type: "Point", coordinates: [city.at[1], city.at[0]] }, properties: { city } })));
      update();
    },
    update,
    openFan,
    closeFan,
    /** Straight lines from the middle of the open fan to its leaves. */
    legs: () => opened?.leaves.map((leaf) => [opened.at, [leaf.at.lat, leaf.at.lng]]) ?? [],
    markerOf: (city) => standing.get(city.index) ?? standing.get(`f${city.index}`),
  };
}
