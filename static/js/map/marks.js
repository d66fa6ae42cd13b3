// What both maps put on the world: marks of places (one with a number where several are close), and routes as curves.
const NEAR = 30; // pixels
const STEPS = 24;

// `at(place)` gives pixels. Each group is drawn where its first place is, so that nothing moves while the map does.
export function groups(places, at) {
  const made = [];
  for (const place of places) {
    const [x, y] = at(place);
    const near = made.find((group) => Math.hypot(group.x - x, group.y - y) < NEAR);
    if (near) near.places.push(place);
    else made.push({ x, y, lat: place.lat, lon: place.lon, places: [place] });
  }
  return made;
}

export function mark(group, pick) {
  const button = document.createElement("button");
  const [first] = group.places;
  const many = group.places.length > 1;
  const counted = group.places.reduce((sum, place) => sum + (place.count ?? 0), 0); // of a place that says how many it stands for
  button.type = "button";
  button.className = `map-mark${many || counted ? " many" : ""}`;
  button.dataset.mark = first.id;
  button.dataset.kind = new Set(group.places.map((place) => place.kind)).size === 1 ? first.kind : "mixed";
  const labels = group.places.slice(0, 3).map((place) => place.label);
  button.setAttribute("aria-label", many || counted ? `${counted || group.places.length}: ${labels.join(" · ")}${group.places.length > 3 ? " …" : ""}` : first.label);
  const face = document.createElement("span");
  face.textContent = counted || (many ? group.places.length : "");
  button.append(face);
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    pick(group.places);
  });
  return button;
}

// Marks are made anew as the map moves; the keyboard stays on the one it was on.
export function keepFocus(view, redraw) {
  const held = view.contains(document.activeElement) ? document.activeElement.dataset.mark : null;
  redraw();
  if (held) view.querySelector(`[data-mark="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
}

// The legs of all routes as curves, `[lon, lat]` each: bent to the right of the way, the further the later the route,
// so that there and back, and two routes over one border, stay apart. A route may bring its own bend, colour and width.
export function curves(routes) {
  return routes.flatMap((route, n) =>
    route.legs.slice(1).map((to, i) => ({ route, colour: route.colour ?? n % 6, width: route.width ?? 2.5, points: curve(route.legs[i], to, route.bend ?? 0.1 + 0.05 * n) })),
  );
}

function curve(from, to, bend) {
  const [dx, dy] = [to.lon - from.lon, to.lat - from.lat];
  const [mx, my] = [(from.lon + to.lon) / 2 + dy * bend, (from.lat + to.lat) / 2 - dx * bend];
  const points = [];
  for (let i = 0; i <= STEPS; i += 1) {
    const t = i / STEPS;
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    points.push([a * from.lon + b * mx + c * to.lon, a * from.lat + b * my + c * to.lat]);
  }
  return points;
}

// West, south, east and north of everything on the map, with room around a single place.
export function extent(places, routes) {
  const all = [...places, ...routes.flatMap((route) => route.legs)];
  if (!all.length) return [90, -12, 132, 30];
  const [lons, lats] = [all.map((one) => one.lon), all.map((one) => one.lat)];
  const room = 1.2;
  return [Math.min(...lons) - room, Math.max(Math.min(...lats) - room, -84), Math.max(...lons) + room, Math.min(Math.max(...lats) + room, 84)];
}
