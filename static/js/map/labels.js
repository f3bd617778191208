// Names beside marks: on a side where they cover neither a mark nor another name, and as little of an arc as can be; or
// nowhere. First come the selected city and home, then what has an arc, then the rest.

const AT_ONCE = 150;
const ARCS_BESIDE = 60; // with more of them no name finds a free side
const ORDER = ["is-selected", "map-home", "map-country", "is-neighbour", "has-arc", "map-ground", "map-marker"];
const HALF = 7; // of a mark, in pixels
const AWAY = 8; // pixels from the middle of a mark to its name

const SIDES = {
  right: (x, y, width, height) => [x + AWAY, y - height / 2],
  left: (x, y, width, height) => [x - AWAY - width, y - height / 2],
  above: (x, y, width, height) => [x - width / 2, y - AWAY - height],
  below: (x, y, width) => [x - width / 2, y + AWAY],
  "below-right": (x, y) => [x + 4, y + AWAY],
  "above-right": (x, y, width, height) => [x + 4, y - AWAY - height],
  "below-left": (x, y, width) => [x - 4 - width, y + AWAY],
  "above-left": (x, y, width, height) => [x - 4 - width, y - AWAY - height],
};
const MIDDLE = { middle: (x, y, width, height) => [x - width / 2, y - height / 2] };

/** Every mark and cluster in the window, with its name where it has one. */
function marksIn(frame, container) {
  const seen = [];
  for (const marker of container.querySelectorAll(".map-marker, .map-cluster, .map-country, .map-ground")) {
    const { x, y, width, height } = marker.getBoundingClientRect();
    const [middle, centre] = [x + width / 2 - frame.left, y + height / 2 - frame.top];
    if (middle < 0 || middle > frame.width || centre < 0 || centre > frame.height) continue;
    const label = marker.querySelector(".map-name");
    const isCountry = marker.matches(".map-country, .map-ground");
    seen.push({
      label,
      order: ORDER.findIndex((name) => marker.classList.contains(name)),
      isQuiet: marker.classList.contains("map-ground"), // only where nothing is
      sides: isCountry ? MIDDLE : SIDES,
      half: isCountry ? 0 : marker.classList.contains("map-cluster") ? width / 2 : HALF,
      x: middle,
      y: centre,
      width: label?.offsetWidth,
      height: label?.offsetHeight,
    });
  }
  return seen;
}

/** Give every name its side, or none.
    @param arcs { count(), crossed(frame) } as arcsOn gives them. */
export function placeLabels(container, arcs) {
  const frame = container.getBoundingClientRect();
  const seen = marksIn(frame, container);
  const crossed = arcs.count() > ARCS_BESIDE ? [] : arcs.crossed(frame);
  const taken = seen.filter(({ half }) => half).map(({ x, y, half }) => [x - half, y - half, x + half, y + half]);
  const labelled = seen.filter(({ label }) => label).sort((a, b) => a.order - b.order);
  labelled.forEach(({ label, order, isQuiet, sides, x, y, width, height }, index) => {
    const free = [];
    const [wide, high] = [width + AWAY, height + AWAY];
    const near = crossed.filter(([a, b]) => a > x - wide && a < x + wide && b > y - high && b < y + high);
    for (const [side, corner] of index < AT_ONCE ? Object.entries(sides) : []) {
      const [left, top] = corner(x, y, width, height);
      const [right, bottom] = [left + width, top + height];
      if (left < 0 || right > frame.width) continue;
      if (!taken.every((other) => right < other[0] || left > other[2] || bottom < other[1] || top > other[3])) continue;
      const count = near.filter(([a, b]) => a > left && a < right && b > top && b < bottom).length;
      if (!isQuiet || !count) free.push({ side, count, box: [left, top, right, bottom] });
    }
    const best = free.sort((a, b) => a.count - b.count)[0];
    if (best) taken.push(best.box);
    label.dataset.side = best?.side ?? (order ? "none" : "right");
  });
}
