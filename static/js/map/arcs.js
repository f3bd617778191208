// Arcs on a canvas of their own: thousands cost no element each. What is drawn is a list of lines
// { key, shape, colour, dash, width, alpha }, in which a shape is a line on the world of zoom 0 (geometry.js), and below
// them dots { colour, places }, which show what a cluster holds.

const PADDING = 0.25; // of the window, drawn around it so that a drag shows no edge
const TURN = 450; // ms in which a year becomes the next
const DOT = 1.1; // pixels of its radius at zoom 2

/** Make the layer and put it on the map.
    @returns {{show, crossed, count}} show(lines, dots, animate) draws. */
export function arcsOn(map) {
  const { L } = window;
  let lines = [];
  let leaving = [];
  let dots = null;
  let began = null; // when the present change began, null at rest
  let frame = 0;

  const share = () => (began === null ? 1 : Math.min(1, (performance.now() - began) / TURN));

  const Canvas = L.Renderer.extend({
    options: { pane: "arcs", padding: PADDING },
    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.className = "map-arcs";
    },
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const { min, max } = this._bounds;
      const size = max.subtract(min);
      const ratio = window.devicePixelRatio || 1;
      const canvas = this._container;
      L.DomUtil.setPosition(canvas, min);
      canvas.width = Math.round(size.x * ratio);
      canvas.height = Math.round(size.y * ratio);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      this.paint();
    },
    /** Pixels of the canvas for pixels of the world of zoom 0: factor, left, top. */
    frame() {
      const corner = map.getPixelOrigin().add(this._bounds.min);
      return [2 ** this._zoom, corner.x, corner.y];
    },
    paint() {
      const ratio = window.devicePixelRatio || 1;
      const context = this._container.getContext("2d");
      const [factor, left, top] = this.frame();
      const { x: width, y: height } = this._bounds.getSize();
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      context.lineJoin = "round";
      const done = share();
      const draw = (line, alpha, grown) => {
        const { shape: { line: points, box, copy } } = line;
        if (!points.length || alpha < 0.01) return;
        context.strokeStyle = line.colour;
        context.globalAlpha = alpha;
        context.lineWidth = line.width;
        context.lineCap = line.dash.length ? "round" : "butt";
        context.setLineDash(line.dash);
        const last = Math.max(4, 2 * Math.ceil(grown * points.length / 2));
        for (const aside of copy ? [0, copy] : [0]) {
          if ((box[2] + aside) * factor < left || (box[0] + aside) * factor > left + width) continue;
          if (box[3] * factor < top || box[1] * factor > top + height) continue;
          context.beginPath();
          context.moveTo((points[0] + aside) * factor - left, points[1] * factor - top);
          for (let i = 2; i < last; i += 2) context.lineTo((points[i] + aside) * factor - left, points[i + 1] * factor - top);
          context.stroke();
        }
      };
      if (dots) this.paintDots(context, factor, left, top);
      for (const line of leaving) draw(line, line.alpha * (1 - done), 1);
      for (const line of lines) {
        if (line.before === undefined) draw(line, line.alpha, began === null ? 1 : done); // it grows from home
        else draw(line, line.before + (line.alpha - line.before) * done, 1);
      }
    },
    paintDots(context, factor, left, top) {
      const { x: width, y: height } = this._bounds.getSize();
      const radius = DOT * Math.max(1, this._zoom / 2);
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
    },
  });
  const canvas = new Canvas().addTo(map);

  function turn() {
    canvas.paint();
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
        canvas.paint();
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
