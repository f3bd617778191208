// Arcs on a canvas of their own: thousands cost no element each. What is drawn is a list of lines
// { key, shape, colour, dash, width, alpha }, in which a shape is a line on the world of zoom 0 (geometry.js), and below
// them dots { colour, places }, which show what a cluster holds.

import { canvasOn } from "./canvas.js";

const PADDING = 0.2; // of the window, drawn around it so that a drag shows no edge
const TURN = 450; // ms in which a year becomes the next
const CLOSE = 2 ** 5; // factor of the zoom below which every second point of an arc will do: no bend shows
const DOT = 1.1; // pixels of its radius at zoom 2

/** Make the layer and put it on the map.
    @returns {{show, crossed, count}} show(lines, dots, animate) draws. */
export function arcsOn(map) {
  let lines = [];
  let leaving = [];
  let dots = null;
  let began = null; // when the present change began, null at rest
  let frame = 0;

  const share = () => (began === null ? 1 : Math.min(1, (performance.now() - began) / TURN));

  function draw(context, { factor, left, top, width, height }, line, alpha, grown) {
    const { shape: { line: points, box, copy } } = line;
    if (!points.length || alpha < 0.01) return;
    context.strokeStyle = line.colour;
    context.globalAlpha = alpha;
    context.lineWidth = line.width;
    context.lineCap = line.dash.length ? "round" : "butt";
    context.setLineDash(line.dash);
    const end = Math.max(4, 2 * Math.ceil(grown * points.length / 2)) - 2;
    const step = factor < CLOSE ? 4 : 2;
    for (const aside of copy ? [0, copy] : [0]) {
      if ((box[2] + aside) * factor < left || (box[0] + aside) * factor > left + width) continue;
      if (box[3] * factor < top || box[1] * factor > top + height) continue;
      context.beginPath();
      context.moveTo((points[0] + aside) * factor - left, points[1] * factor - top);
      for (let i = step; i < end; i += step) context.lineTo((points[i] + aside) * factor - left, points[i + 1] * factor - top);
      context.lineTo((points[end] + aside) * factor - left, points[end + 1] * factor - top);
      context.stroke();
    }
  }

  function drawDots(context, { factor, left, top, width, height }) {
    const radius = DOT * Math.max(1, Math.log2(factor) / 2);
    context.globalAlpha = 0.4;
    context.fillStyle = dots.colour;
    context.beginPath();
    for (let i = 0; i < dots.places.length; i += 2) {
      const [x, y] = [dots.places[i] * factor - left, dots.places[i + 1] * factor - top];
      if (x < 0 || y < 0 || x > width || y > height) continue;
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.fill();
  }

  const canvas = canvasOn(map, "arcs", PADDING, (context, frame) => {
    const done = share();
    context.lineJoin = "round";
    if (dots) drawDots(context, frame);
    for (const line of leaving) draw(context, frame, line, line.alpha * (1 - done), 1);
    for (const line of lines) {
      if (line.before === undefined) draw(context, frame, line, line.alpha, began === null ? 1 : done); // it grows from home
      else draw(context, frame, line, line.before + (line.alpha - line.before) * done, 1);
    }
  });

  function turn() {
    canvas.repaint();
    if (share() < 1) frame = requestAnimationFrame(turn);
    else {
      began = null;
      leaving = [];
    }
  }

  return {
    show(wanted, wantedDots = null, animate = false) {
      dots = wantedDots;
      cancelAnimationFrame(frame);
      const before = new Map(lines.map((line) => [line.key, line]));
      lines = wanted.map((line) => ({ ...line, before: before.get(line.key)?.alpha }));
      const kept = new Set(wanted.map((line) => line.key));
      leaving = animate ? [...before.values()].filter((line) => !kept.has(line.key)) : [];
      began = animate ? performance.now() : null;
      if (animate) turn();
      else {
        for (const line of lines) line.before = line.alpha;
        canvas.repaint();
      }
    },
    /** Points on the window that the lines run through, every few pixels. */
    crossed(frame, every = 6) {
      const origin = map.containerPointToLayerPoint([0, 0]).add(map.getPixelOrigin());
      const factor = 2 ** map.getZoom();
      const points = [];
      for (const { shape: { line, copy } } of lines) {
        for (const aside of copy ? [0, copy] : [0]) {
          for (let i = 2; i < line.length; i += 2) {
            const [x, y] = [(line[i] + aside) * factor - origin.x, line[i + 1] * factor - origin.y];
            const [from, up] = [(line[i - 2] + aside) * factor - origin.x, line[i - 1] * factor - origin.y];
            const steps = Math.min(40, Math.max(1, Math.ceil(Math.hypot(x - from, y - up) / every)));
            for (let step = 1; step <= steps; step += 1) {
              const [a, b] = [from + (x - from) * step / steps, up + (y - up) * step / steps];
              if (a > 0 && b > 0 && a < frame.width && b < frame.height) points.push([a, b]);
            }
          }
        }
      }
      return points;
    },
    count: () => lines.length,
  };
}
