// The map with WebGL: MapLibre over the countries alone. No tiles, no glyphs, nothing from another server.
const COLOURS = ["sea", "ground", "border", "coast", "edge"];

export function moving(view, { maplibre, worker, world, marks, places, routes, pick, words, still }) {
  maplibre.setWorkerUrl(worker);
  const map = new maplibre.Map({
    container: view,
    style: style(view, world, marks.curves(routes)),
    bounds: marks.extent(places, routes),
    fitBoundsOptions: { padding: 24, maxZoom: 7 },
    maxZoom: 14,
    minZoom: 0.5,
    attributionControl: false,
    cooperativeGestures: true, // the wheel and one finger scroll the page
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    locale: words,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.setMissingStyleImageResolver((id) => { if (id === "arrow") map.addImage(id, arrow(), { sdf: true, pixelRatio: 2 }); });

  let pins = [];
  const at = ({ lon, lat }) => {
    const { x, y } = map.project([lon, lat]);
    return [x, y];
  };

  function pin() {
    marks.keepFocus(view, () => {
      for (const one of pins) one.remove();
      const names = world.names.filter(fits).map((country) => put(label(country.name), country));
      pins = [...names, ...marks.groups(places, at).map((group) => put(marks.mark(group, pick), group))];
    });
  }

  const put = (element, { lon, lat }) => new maplibre.Marker({ element }).setLngLat([lon, lat]).addTo(map);

  function fits(country) {
    const bounds = map.getBounds();
    const [left] = at({ lon: country.lon - country.width / 2, lat: country.lat });
    const [right] = at({ lon: country.lon + country.width / 2, lat: country.lat });
    return bounds.contains([country.lon, country.lat]) && right - left > 7 * country.name.length + 12;
  }

  // a line that stands for lines of the list is picked as a mark is
  map.on("click", "route-edges", ({ features: [found], lngLat }) => {
    const route = routes.find((one) => one.id === found.properties.route);
    if (route?.ids) pick([{ ...route, lat: lngLat.lat, lon: lngLat.lng }]);
  });
  const over = (shape) => () => { if (routes.some((one) => one.ids)) map.getCanvas().style.cursor = shape; };
  map.on("mouseenter", "route-edges", over("pointer"));
  map.on("mouseleave", "route-edges", over(""));

  map.on("moveend", pin);
  map.on("resize", pin);
  pin();
  recoloured(() => map.setStyle(style(view, world, marks.curves(routes))));

  const duration = () => (still() ? 0 : 900);
  return {
    fit: () => map.fitBounds(marks.extent(places, routes), { padding: 24, maxZoom: 7, duration: duration() }),
    fly: (found) => map.fitBounds(marks.extent(found, []), { padding: 24, maxZoom: Math.max(map.getZoom(), 7), duration: duration() }),
    zoom: (factor) => map.easeTo({ zoom: map.getZoom() + Math.log2(factor), duration: still() ? 0 : 250 }),
  };
}

// A name is for the eye: the list and the marks say what matters, so it is kept from screen readers.
function label(name) {
  const span = document.createElement("span");
  span.className = "map-name";
  span.setAttribute("role", "presentation");
  span.setAttribute("aria-hidden", "true");
  const inner = document.createElement("span");
  inner.textContent = name;
  span.append(inner);
  return span;
}

function style(view, world, curves) {
  const colour = Object.fromEntries(COLOURS.map((name) => [name, token(view, `--map-${name}`)]));
  const features = curves.map(({ route, colour: n, width, points }) => ({
    type: "Feature",
    properties: { colour: token(view, `--route-${n}`), width, route: route.id },
    geometry: { type: "LineString", coordinates: points },
  }));
  const source = (data) => ({ type: "geojson", data, tolerance: 0.3 });
  const line = (id, from, paint, layout = {}) => ({ id, type: "line", source: from, paint, layout: { "line-join": "round", "line-cap": "round", ...layout } });
  return {
    version: 8,
    sources: {
      land: source(world.land),
      borders: source({ type: "Feature", properties: {}, geometry: world.borders }),
      routes: source({ type: "FeatureCollection", features }),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour.sea } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour.ground, "fill-outline-color": colour.coast } },
      line("borders", "borders", { "line-color": colour.border, "line-width": 1 }),
      line("route-edges", "routes", { "line-color": colour.edge, "line-width": ["+", ["get", "width"], 3] }),
      line("routes", "routes", { "line-color": ["get", "colour"], "line-width": ["get", "width"] }),
      {
        id: "ways", type: "symbol", source: "routes",
        layout: { "symbol-placement": "line-center", "icon-image": "arrow", "icon-allow-overlap": true, "icon-ignore-placement": true },
        paint: { "icon-color": ["get", "colour"], "icon-halo-color": colour.edge, "icon-halo-width": 1.5 },
      },
    ],
  };
}

const token = (view, name) => getComputedStyle(view).getPropertyValue(name).trim();

function recoloured(change) {
  new MutationObserver(change).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", change);
}

// An arrow head that points east, as coverage alone: the layer gives it its colour.
function arrow() {
  const side = 32;
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const pen = canvas.getContext("2d");
  pen.fill(new Path2D("M4 3L29 16L4 29Z"));
  return pen.getImageData(0, 0, side, side);
}
