// The map without WebGL, and on paper: the same world as SVG, in equal degrees, true to scale in the middle of the view.
const SVG = "http://www.w3.org/2000/svg";
const CLOSEST = 900; // pixels a degree

export function drawn(view, { world, marks, places, routes, pick, size }) {
  const svg = element("svg", { class: "map-drawn", role: "presentation" });
  const land = element("g", { class: "land" });
  land.append(element("path", { d: outlines(world.land), class: "ground" }), element("path", { d: lines(world.borders.coordinates), class: "border" }));
  const over = element("g");
  const names = layer("map-names");
  names.setAttribute("aria-hidden", "true");
  const pins = layer("map-pins");
  svg.append(land, over);
  view.replaceChildren(svg, names, pins);
  const curves = marks.curves(routes);
  const state = { lon: 0, lat: 0, scale: 1, width: 0, height: 0 };

  const stretch = () => Math.cos((state.lat * Math.PI) / 180);
  const at = ({ lon, lat }) => [
    state.width / 2 + (lon - state.lon) * state.scale * stretch(),
    state.height / 2 - (lat - state.lat) * state.scale,
  ];

  function measure() {
    state.width = size?.[0] ?? view.clientWidth;
    state.height = size?.[1] ?? view.clientHeight;
    svg.setAttribute("viewBox", `0 0 ${state.width} ${state.height}`);
  }

  function draw() {
    state.scale = Math.min(Math.max(state.scale, state.width / 420), CLOSEST);
    state.lat = Math.min(Math.max(state.lat, -70), 78);
    const [x, y] = at({ lon: 0, lat: 0 });
    land.setAttribute("transform", `translate(${x} ${y}) scale(${state.scale * stretch()} ${-state.scale})`);
    over.replaceChildren(...curves.flatMap((one) => route(one, at, pick)));
    names.replaceChildren(...world.names.filter(fits).map(label));
    const groups = marks.groups(places, at).filter((group) => inside(group.x, group.y));
    marks.keepFocus(view, () => pins.replaceChildren(...groups.map(pin)));
  }

  const inside = (x, y) => x > -20 && y > -20 && x < state.width + 20 && y < state.height + 20;
  function fits(country) {
    const [x, y] = at(country);
    return inside(x, y) && country.width * state.scale * stretch() > 7 * country.name.length + 12;
  }

  function label(country) {
    const span = document.createElement("span");
    span.textContent = country.name;
    return placed(span, ...at(country));
  }

  const pin = (group) => placed(marks.mark(group, pick), group.x, group.y);

  function fit() {
    measure();
    const [west, south, east, north] = marks.extent(places, routes);
    Object.assign(state, { lon: (west + east) / 2, lat: (south + north) / 2 });
    state.scale = Math.min(state.width / ((east - west) * stretch()), state.height / (north - south), 60) * 0.92;
    draw();
  }

  function fly(found) {
    const [west, south, east, north] = marks.extent(found, []);
    Object.assign(state, { lon: (west + east) / 2, lat: (south + north) / 2 });
    state.scale = Math.max(state.scale, Math.min(state.width / (east - west), state.height / (north - south), 120));
    draw();
  }

  function zoom(factor) {
    state.scale *= factor;
    draw();
  }

  function move(dx, dy) {
    state.lon -= dx / (state.scale * stretch());
    state.lat += dy / state.scale;
    draw();
  }

  if (!size) {
    moves(view, { move, zoom });
    new ResizeObserver(() => { measure(); draw(); }).observe(view);
  }
  fit();
  return { fit, fly, zoom };
}

// Dragging with a pointer; arrows, plus and minus on the keyboard. A finger still scrolls the page up and down.
function moves(view, { move, zoom }) {
  view.tabIndex = 0;
  let from = null;
  view.addEventListener("pointerdown", (event) => { from = event.target.closest("button") ? null : [event.clientX, event.clientY]; });
  view.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    move(event.clientX - from[0], event.pointerType === "touch" ? 0 : event.clientY - from[1]);
    from = [event.clientX, event.clientY];
  });
  const keys = {
    ArrowLeft: () => move(80, 0), ArrowRight: () => move(-80, 0), ArrowUp: () => move(0, 80), ArrowDown: () => move(0, -80),
    "+": () => zoom(1.6), "=": () => zoom(1.6), "-": () => zoom(1 / 1.6),
  };
  view.addEventListener("keydown", (event) => {
    if (event.target !== view || !keys[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key]();
  });
}

function route({ route: line, colour, width, points }, at, pick) {
  const way = points.map(([lon, lat]) => at({ lon, lat }));
  const path = way.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  const [middle, next] = [way[way.length >> 1], way[(way.length >> 1) + 1]];
  const angle = (Math.atan2(next[1] - middle[1], next[0] - middle[0]) * 180) / Math.PI;
  const arrow = element("path", { d: "M-6 -6L7 0L-6 6Z", class: `route-head c${colour}`, transform: `translate(${middle}) rotate(${angle})` });
  const edge = element("path", { d: path, class: "route-edge", "stroke-width": width + 3 });
  const shown = element("path", { d: path, class: `route c${colour}`, "stroke-width": width });
  if (line.ids) for (const one of [edge, shown]) one.addEventListener("click", () => pick([{ ...line, ...line.legs[0] }]));
  return [edge, shown, arrow];
}

function placed(child, x, y) {
  child.style.transform = `translate(-50%, -50%) translate(${x}px, ${y}px)`;
  return child;
}

function layer(name) {
  const div = document.createElement("div");
  div.className = name;
  return div;
}

function element(name, attributes = {}) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

const lines = (many) => many.map((line) => line.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(2)} ${y.toFixed(2)}`).join("")).join("");

function outlines(land) {
  return land.features
    .flatMap(({ geometry: { type, coordinates } }) => (type === "Polygon" ? [coordinates] : coordinates))
    .map((rings) => `${lines(rings)}Z`)
    .join("");
}
