// A layer that is drawn anew for each view, on a canvas of its own. What it draws lies on the world of zoom 0 (geometry.js).

/** Put a canvas on the map, in a pane of the shell; its class is map- and a name, that of the pane where it has none.
    @param paint(context, { factor, left, top, width, height, ratio }) draws: a place of the world of zoom 0 stands at
    (x * factor - left, y * factor - top), in pixels of the page, of which each is `ratio` pixels of the screen.
    @returns {{repaint, element}} */
export function canvasOn(map, pane, padding, paint, name = pane) {
  const { L } = window;
  const Layer = L.Renderer.extend({
    options: { pane, padding },
    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.className = `map-${name}`;
    },
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      const canvas = this._container;
      L.DomUtil.setPosition(canvas, this._bounds.min);
      canvas.width = Math.round(size.x * ratio);
      canvas.height = Math.round(size.y * ratio);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      this.repaint();
    },
    repaint() {
      const ratio = window.devicePixelRatio || 1;
      const context = this._container.getContext("2d");
      const { x: left, y: top } = map.getPixelOrigin().add(this._bounds.min);
      const { x: width, y: height } = this._bounds.getSize();
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      paint(context, { factor: 2 ** this._zoom, left, top, width, height, ratio });
    },
  });
  const layer = new Layer().addTo(map);
  return { repaint: () => layer.repaint() };
}
