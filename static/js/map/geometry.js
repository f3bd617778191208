// Great circles, and where they run on the flat map. Pure: numbers in, numbers out.

const RADIANS = Math.PI / 180;
const STEP = 1.5 * RADIANS; // of an arc between two points: no bend shows
const NORTHERN = 60; // degrees, beyond which the flat map stretches a step to several
const FEWEST = 6;
const WORLD = 256; // pixels of the world at zoom 0
const LIMIT = 89; // degrees: the map ends at 85, an arc over the pole leaves it there

function vector([lat, lon]) {
  const [phi, lambda] = [lat * RADIANS, lon * RADIANS];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

/** Angle between two places seen from the middle of the earth, in degrees. */
export function angleBetween(from, to) {
  const [a, b] = [vector(from), vector(to)];
  return Math.acos(Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]))) / RADIANS;
}

/** Points of the great circle, as [lat, lon]. Longitudes run on beyond 180, so that no arc jumps across the map. None for
    the same place or its antipode: every way is the shortest. */
export function greatCircle(from, to) {
  const angle = angleBetween(from, to) * RADIANS;
  const height = Math.sin(angle);
  if (height < 1e-6) return [];
  const [a, b] = [vector(from), vector(to)];
  const middle = a.map((value, axis) => value + b[axis]);
  const top = Math.abs(Math.atan2(middle[2], Math.hypot(middle[0], middle[1]))) / RADIANS;
  const steps = Math.max(FEWEST, Math.ceil((angle / STEP) * (top > NORTHERN ? 4 : 1)));
  const points = [];
  for (let i = 0; i <= steps; i += 1) {
    const [p, q] = [Math.sin((1 - i / steps) * angle) / height, Math.sin((i / steps) * angle) / height];
    const [x, y, z] = [p * a[0] + q * b[0], p * a[1] + q * b[1], p * a[2] + q * b[2]];
    let lon = Math.atan2(y, x) / RADIANS;
    if (i) lon += 360 * Math.round((points[i - 1][1] - lon) / 360);
    points.push([Math.atan2(z, Math.hypot(x, y)) / RADIANS, lon]);
  }
  return points;
}

/** Where a place lies on the square world of zoom 0, in pixels. */
export function onWorld([lat, lon]) {
  const sine = Math.sin(Math.min(LIMIT, Math.max(-LIMIT, lat)) * RADIANS);
  return [WORLD * (lon / 360 + 0.5), WORLD * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))];
}

/** The arc on the world of zoom 0: x and y in turns, its box, and by how many pixels its copy lies beside it, 0 where it
    does not leave the map. An arc that leaves on one side comes in again on the other. */
export function arcOnWorld(from, to) {
  const points = greatCircle(from, to);
  const line = new Float32Array(points.length * 2);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  points.forEach((point, index) => {
    const [x, y] = onWorld(point);
    line[2 * index] = x;
    line[2 * index + 1] = y;
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  });
  return { line, box: [left, top, right, bottom], copy: right > WORLD ? -WORLD : left < 0 ? WORLD : 0 };
}

/** A straight line between two places on the flat map, as a shape like an arc. */
export function straightOnWorld(from, to) {
  const [[x, y], [right, down]] = [onWorld(from), onWorld(to)];
  const box = [Math.min(x, right), Math.min(y, down), Math.max(x, right), Math.max(y, down)];
  return { line: Float32Array.of(x, y, right, down), box, copy: 0 };
}

/** Where the leaves of a fan stand around their place, in pixels: a circle for a few, a sunflower for many. */
export function fan(count) {
  if (count <= 10) {
    const radius = Math.max(40, count * 6.5);
    return Array.from({ length: count }, (_, i) => {
      const angle = 2 * Math.PI * (i + 0.5) / count - Math.PI / 2;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
  }
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: count }, (_, i) => {
    const radius = 13 * Math.sqrt(i + 3);
    return [radius * Math.cos(i * golden), radius * Math.sin(i * golden)];
  });
}
