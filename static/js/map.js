// [data-map]: a list of places that is always there, and a map of them for whoever asks. What draws it is fetched then:
// MapLibre where the device has WebGL, else an SVG of ours. The page says where each part lies (data-…), because
// the names of static files change with their content.
const WIDE = matchMedia("(min-width: 1100px)");
const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const still = () => STILL.matches;

for (const root of document.querySelectorAll("[data-map]")) begin(root);

function begin(root) {
  const show = root.querySelector("[data-map-show]");
  const data = JSON.parse(root.querySelector("[data-map-data]").textContent);
  const shown = { root, data, drawing: null };
  show.hidden = false;
  show.addEventListener("click", () => open(shown));
  for (const button of root.querySelectorAll("[data-fly]")) {
    button.hidden = false;
    button.addEventListener("click", () => goTo(shown, button.dataset.fly));
  }
  if (WIDE.matches && data.places.length + data.routes.length) open(shown);
}

// Opens the map once; a second call waits for the first.
function open(shown) {
  shown.drawing ??= draw(shown).catch((error) => {
    shown.drawing = null;
    say(shown, "failed");
    console.error(error);
  });
  return shown.drawing;
}

async function draw(shown) {
  const { root, data } = shown;
  root.classList.add("open");
  root.querySelector("[data-map-stage]").hidden = false;
  root.querySelector("[data-map-show]").hidden = true;
  say(shown, "loading");
  const view = root.querySelector("[data-map-view]");
  const [marks, world] = await Promise.all([import(root.dataset.marks), countries(root)]);
  const parts = { ...data, world, marks, still, pick: (places) => pick(shown, places), words: words(root) };
  const map = (await withWebGL(root, view, parts)) ?? (await without(shown, view, parts));
  tools(root, map);
  paper(root, parts);
  return map;
}

async function countries(root) {
  const [{ world }] = await Promise.all([import(root.dataset.world), import(root.dataset.topojson)]);
  return world(root.dataset.countries, globalThis.topojson, document.documentElement.lang);
}

// MapLibre's map, or null where the device cannot.
async function withWebGL(root, view, parts) {
  if (!document.createElement("canvas").getContext("webgl2")) return null;
  const [maplibre, { moving }] = await Promise.all([import(root.dataset.maplibre), import(root.dataset.moving), sheet(root.dataset.sheet)]);
  try {
    const map = moving(view, { ...parts, maplibre, worker: new URL(root.dataset.worker, location.href).href });
    say({ root }, "");
    return map;
  } catch {
    view.replaceChildren();
    return null;
  }
}

async function without(shown, view, parts) {
  const { drawn } = await import(shown.root.dataset.drawn);
  say(shown, "simple");
  return drawn(view, parts);
}

function sheet(href) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((done, failed) => {
    link.addEventListener("load", done);
    link.addEventListener("error", failed);
    document.head.append(link);
  });
}

function tools(root, map) {
  const verbs = { in: () => map.zoom(1.8), out: () => map.zoom(1 / 1.8), fit: map.fit };
  for (const button of root.querySelectorAll("[data-map-tool]")) button.addEventListener("click", verbs[button.dataset.mapTool]);
  root.querySelector("[data-map-close]").addEventListener("click", () => close(root));
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") close(root); });
}

// On paper the world is drawn anew: a canvas of WebGL prints empty.
function paper(root, parts) {
  const sheetOfPaper = root.querySelector("[data-map-paper]");
  const ready = import(root.dataset.drawn);
  ready.then(({ drawn }) => {
    addEventListener("beforeprint", () => drawn(sheetOfPaper, { ...parts, pick: () => {}, size: [700, 420] }));
    addEventListener("afterprint", () => sheetOfPaper.replaceChildren());
  });
}

async function goTo(shown, id) {
  const map = await open(shown);
  const place = shown.data.places.find((one) => one.id === id);
  const legs = shown.data.routes.filter((one) => one.ids?.includes(id)).flatMap((one) => one.legs);
  if (!map || !(place || legs.length)) return;
  shown.root.querySelector("[data-map-stage]").scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
  map.fly(place ? [place] : legs);
  pick(shown, place ? [place] : [{ ids: [id], ...legs[0] }]);
}

// What stands at a mark is shown on the map as its lines of the list, and the lines are marked.
async function pick(shown, places) {
  const { root } = shown;
  const ids = new Set(places.flatMap((place) => place.ids ?? [place.id])); // a stop or a line stands for several lines
  const lines = [...ids].map((id) => root.querySelector(`[data-place="${CSS.escape(id)}"]`)).filter(Boolean);
  unmark(root);
  for (const line of lines) line.classList.add("picked");
  lines[0]?.scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
  root.querySelector("[data-map-found]").replaceChildren(...lines.map(brief));
  root.querySelector("[data-map-card]").hidden = !lines.length;
  const apart = new Set(places.map((place) => `${place.lat} ${place.lon}`)).size > 1;
  if (apart) (await shown.drawing)?.fly(places);
}

function brief(line) {
  const item = document.createElement("li");
  for (const part of line.querySelectorAll("[data-brief]")) item.append(part.cloneNode(true));
  return item;
}

function close(root) {
  unmark(root);
  root.querySelector("[data-map-card]").hidden = true;
}

function unmark(root) {
  for (const line of root.querySelectorAll(".picked")) line.classList.remove("picked");
}

function words(root) {
  const given = JSON.parse(root.dataset.words);
  const help = (device) => `CooperativeGesturesHandler.${device}HelpText`;
  return { "Map.Title": given.title, [help("Windows")]: given.wheel, [help("Mac")]: given.wheel_mac, [help("Mobile")]: given.fingers };
}

// What the map has to say of itself: that it is coming, that it is the simple one, that it failed.
function say({ root }, what) {
  const given = JSON.parse(root.dataset.words);
  root.querySelector("[data-map-word]").textContent = what ? given[what] : "";
}
