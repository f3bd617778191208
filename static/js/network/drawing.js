/* The picture of the network. sigma holds camera, pointer and places; what is seen is drawn on a canvas above it, because shape
   and dash carry meaning here and WebGL circles have neither. At most 150 nodes come from the server, so that is quick. */

import { Graph, Sigma, forceAtlas2 } from "../../vendor/sigma-3.0.3/sigma.min.js";

const RADIUS = 7;
const FONT = '"Inter Variable", "Segoe UI", system-ui, sans-serif';
const SETTLING = 60;
const INKS = ["ink", "soft", "strong", "page", "focus", "accent", "wash", "sister", "friendship", "goodwill", "protocol", "programme", "project", "contact", "network", "land", "border", "sea"];

/** Latitude as Mercator has it, in degrees of longitude. */
const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + Math.max(-84, Math.min(84, lat)) * Math.PI / 360)) * 180 / Math.PI;

export class Drawing {
  /** @throws where there is no WebGL */
  constructor(box, { world, still, choose, grow }) {
    this.box = box;
    this.worldUrl = world;
    this.still = still;
    this.chosen = null;
    this.way = new Set();
    this.layout = "";
    this.world = null;
    this.graph = new Graph({ type: "undirected" });
    this.sigma = new Sigma(this.graph, box, {
      allowInvalidContainer: true,
      renderLabels: false,
      enableEdgeEvents: false,
      minCameraRatio: 0.08,
      maxCameraRatio: 4,
      stagePadding: 56,
      defaultNodeColor: "#888",
    });
    this.sigma.createCanvasContext("drawing", { style: { pointerEvents: "none" } });
    this.layer = this.sigma.getCanvases().drawing;
    this.pen = this.layer.getContext("2d");
    this.sigma.resize(true);
    this.recolour(false);
    this.sigma.on("afterRender", () => this.paint());
    this.sigma.on("clickNode", ({ node }) => choose(Number(node)));
    this.sigma.on("clickStage", () => this.chosen !== null && choose(null));
    this.sigma.on("doubleClickNode", (event) => {
      event.preventSigmaDefault();
      grow(Number(event.node));
    });
    this.sigma.on("enterNode", () => box.classList.add("is-over"));
    this.sigma.on("leaveNode", () => box.classList.remove("is-over"));
  }

  /** Take the colours from the style sheet, where light and dark are decided. */
  recolour(again = true) {
    const probe = document.createElement("i");
    probe.hidden = true;
    this.box.parentElement.append(probe);
    this.inks = Object.fromEntries(INKS.map((ink) => {
      probe.className = `net-ink is-${ink}`;
      return [ink, getComputedStyle(probe).color];
    }));
    probe.remove();
    if (again) this.sigma.refresh();
  }

  async show({ nodes, edges, centre, way }, { chosen, layout }) {
    if (layout === "map" && !this.world) this.world = await this.readWorld();
    const stays = layout === this.layout && centre === this.centre;
    const before = new Map(stays ? this.graph.mapNodes((id, at) => [id, [at.x, at.y]]) : []);
    Object.assign(this, { chosen, layout, centre, way: new Set(way) });
    this.steps = new Set(way.slice(1).flatMap((node, i) => [`${way[i]} ${node}`, `${node} ${way[i]}`]));
    this.graph.clear();
    const apart = nodes.filter((node) => layout === "map" && node.lat === null).length;
    for (const node of nodes) {
      if (layout === "map" && node.lat === null) continue;
      const [x, y] = layout === "map" ? [node.lon, mercator(node.lat)] : before.get(String(node.id)) ?? [node.x * 1.5, -node.y];
      this.graph.addNode(node.id, { ...node, x, y, size: RADIUS + 4, color: this.inks.page, look: new Path2D(node.shape) });
    }
    for (const edge of edges) {
      if (this.graph.hasNode(edge.a) && this.graph.hasNode(edge.b)) this.graph.addEdge(edge.a, edge.b, { ...edge, hidden: true, weight: 0.2 + edge.strength });
    }
    if (layout !== "map" && before.size && nodes.some((node) => !before.has(String(node.id)))) this.settle(before);
    this.box.dataset.unplaced = String(apart);
    this.box.classList.toggle("is-map", layout === "map");
    this.sigma.refresh();
    if (!stays) this.zoom("all");
  }

  /** Who comes in later stands first beside whom it knows, and then finds room; the others stay where they are. */
  settle(before) {
    this.graph.forEachNode((node, at) => {
      if (before.has(node)) {
        this.graph.setNodeAttribute(node, "fixed", true);
        return;
      }
      const known = this.graph.neighbors(node).filter((other) => before.has(other));
      if (!known.length) return;
      const middle = (axis) => known.reduce((sum, other) => sum + before.get(other)[axis], 0) / known.length;
      const turn = (Number(node) * 2.4) % (2 * Math.PI); // the golden angle, so that two who know the same stand apart
      this.graph.mergeNodeAttributes(node, { x: middle(0) + 0.18 * Math.cos(turn), y: middle(1) + 0.18 * Math.sin(turn) });
      at.fixed = false;
    });
    forceAtlas2.assign(this.graph, { iterations: SETTLING, settings: { ...forceAtlas2.inferSettings(this.graph), scalingRatio: 0.02, gravity: 0.01, slowDown: 20 } });
  }

  /** The node one comes to from another: its neighbours by angle; from nowhere, the one in the middle. */
  next(from, step) {
    if (from === null || !this.graph.hasNode(from)) return this.centre;
    const at = this.graph.getNodeAttributes(from);
    const around = this.graph.neighbors(from).map((node) => {
      const { x, y } = this.graph.getNodeAttributes(node);
      return [Math.atan2(y - at.y, x - at.x), Number(node)];
    }).sort((a, b) => b[0] - a[0] || a[1] - b[1]).map(([, node]) => node);
    if (!around.length) return from;
    if (from === this.centre) {
      this.last = step > 0 ? around[0] : around.at(-1);
      return this.last;
    }
    // from a neighbour of the middle, on to the next one around the middle
    const ring = this.graph.hasNode(this.centre) ? this.graph.neighbors(this.centre).map(Number) : around;
    if (!ring.includes(from)) return around[step > 0 ? 0 : around.length - 1];
    const middle = this.graph.getNodeAttributes(this.centre);
    const angle = (node) => Math.atan2(this.graph.getNodeAttribute(node, "y") - middle.y, this.graph.getNodeAttribute(node, "x") - middle.x);
    ring.sort((a, b) => angle(b) - angle(a) || a - b);
    return ring[(ring.indexOf(from) + step + ring.length) % ring.length];
  }

  zoom(how) {
    const camera = this.sigma.getCamera();
    const calm = { duration: this.still ? 0 : 220 };
    const room = this.box.clientWidth > 700 ? { x: 0.42, ratio: 1.15 } : { x: 0.5, ratio: 1 }; // beside the legend
    if (how === "all") camera.animate({ y: 0.5, angle: 0, ...room }, calm);
    else camera[how === "in" ? "animatedZoom" : "animatedUnzoom"](calm);
  }

  // --- Painting -----------------------------------------------------------------------------------------------------------

  paint() {
    const { pen, layer, inks } = this;
    const { width, height } = this.sigma.getDimensions();
    const scale = layer.width / width;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    if (this.layout === "map" && this.world) this.paintWorld();
    const at = new Map(this.graph.mapNodes((id, node) => [id, this.sigma.graphToViewport(node)]));
    const near = this.chosen !== null && this.graph.hasNode(this.chosen) ? new Set([String(this.chosen), ...this.graph.neighbors(this.chosen)]) : null;
    this.graph.forEachEdge((_, edge, a, b) => {
      const step = this.steps.has(`${a} ${b}`);
      const lit = step || (near !== null && (a === String(this.chosen) || b === String(this.chosen)));
      pen.globalAlpha = near && !lit ? 0.25 : 0.9;
      pen.strokeStyle = inks[edge.ink];
      pen.lineWidth = (edge.public ? 1 : 1.25 + edge.strength) + (lit ? 1.5 : 0);
      pen.setLineDash(edge.dash ? edge.dash.split(" ").map(Number) : []);
      pen.lineCap = edge.dash.startsWith("0.1") ? "round" : "butt";
      pen.beginPath();
      pen.moveTo(at.get(a).x, at.get(a).y);
      pen.lineTo(at.get(b).x, at.get(b).y);
      pen.stroke();
    });
    pen.setLineDash([]);
    const taken = [];
    const ranked = this.graph.nodes().sort((a, b) => this.weight(b, near) - this.weight(a, near) || Number(a) - Number(b));
    for (const id of ranked.toReversed()) {
      const { x, y } = at.get(id);
      const node = this.graph.getNodeAttributes(id);
      const faint = near && !near.has(id) && !this.way.has(node.id);
      this.paintMark(node, x, y, faint);
      taken.push([x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS]);
    }
    pen.globalAlpha = 1;
    for (const id of ranked) this.paintName(id, at.get(id), taken, near);
  }

  weight(id, near) {
    const number = Number(id);
    return (number === this.chosen) * 8000 + (number === this.centre) * 4000 + this.way.has(number) * 2000 + (near?.has(id) ?? false) * 1000 + this.graph.degree(id);
  }

  paintMark(node, x, y, faint) {
    const { pen, inks } = this;
    const radius = node.kind === "us" || node.id === this.centre ? RADIUS + 2.5 : RADIUS;
    pen.globalAlpha = 1;
    pen.fillStyle = inks.page;
    pen.beginPath();
    pen.arc(x, y, radius + 1.5, 0, 2 * Math.PI);
    pen.fill();
    pen.globalAlpha = faint ? 0.35 : 1;
    if (node.id === this.chosen || this.way.has(node.id)) {
      pen.strokeStyle = inks.focus;
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(x, y, radius + 4, 0, 2 * Math.PI);
      pen.stroke();
    }
    if (node.bloc) {
      this.paintBloc(node.bloc, x, y);
      return;
    }
    pen.save();
    pen.translate(x - radius, y - radius);
    pen.scale(radius / 6, radius / 6);
    if (node.hollow) {
      pen.fillStyle = inks.page;
      pen.fill(node.look);
      pen.strokeStyle = inks[node.ink];
      pen.lineWidth = 2.25;
      pen.stroke(node.look);
    } else {
      pen.fillStyle = inks[node.ink];
      pen.fill(node.look);
    }
    pen.restore();
  }

  paintBloc(letter, x, y) {
    const { pen, inks } = this;
    pen.fillStyle = inks.wash;
    pen.strokeStyle = inks.accent;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.arc(x, y, RADIUS + 1.5, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
    pen.fillStyle = inks.ink;
    pen.font = `600 11px ${FONT}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(letter, x, y + 0.5);
    pen.textAlign = "start";
  }

  /** A name stands where nothing else does, below first; where no side is free it waits until there is room. */
  paintName(id, { x, y }, taken, near) {
    const { pen, inks } = this;
    const node = this.graph.getNodeAttributes(id);
    const must = node.id === this.chosen || node.id === this.centre || this.way.has(node.id);
    if (near && !near.has(id) && !must) return;
    pen.font = `${must ? 600 : 400} 12.5px ${FONT}`;
    const wide = pen.measureText(node.name).width;
    const off = RADIUS + 5;
    const places = [[x - wide / 2, y + off - 2], [x - wide / 2, y - off - 15], [x + off, y - 8], [x - off - wide, y - 8], [x + off - 3, y + 4], [x - off - wide + 3, y + 4], [x + off - 3, y - 20], [x - off - wide + 3, y - 20]];
    const room = this.box.clientWidth;
    const free = places.find(([left, top]) => left > 2 && left + wide < room - 2 && !taken.some(([l, t, w, h]) => left < l + w && l < left + wide && top < t + h && t < top + 16));
    const spot = free ?? (must ? places[0] : null);
    if (!spot) return;
    taken.push([spot[0], spot[1], wide, 16]);
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = this.layout === "map" ? inks.land : inks.page;
    pen.fillStyle = inks.ink;
    pen.textBaseline = "top";
    pen.strokeText(node.name, spot[0], spot[1] + 1);
    pen.fillText(node.name, spot[0], spot[1] + 1);
  }

  async readWorld() {
    const answer = await fetch(this.worldUrl);
    return answer.ok ? (await answer.json()).features.flatMap(({ geometry }) => geometry.coordinates.flat()) : null;
  }

  paintWorld() {
    const { pen, inks } = this;
    pen.fillStyle = inks.land;
    pen.strokeStyle = inks.border;
    pen.lineWidth = 0.75;
    pen.globalAlpha = 1;
    pen.beginPath();
    for (const ring of this.world) {
      ring.forEach(([lon, lat], i) => {
        const { x, y } = this.sigma.graphToViewport({ x: lon, y: mercator(lat) });
        if (i) pen.lineTo(x, y);
        else pen.moveTo(x, y);
      });
      pen.closePath();
    }
    pen.fill();
    pen.stroke();
  }
}
