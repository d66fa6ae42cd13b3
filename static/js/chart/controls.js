// What is pressed and ticked around the chart: zoom, filters, colouring, the way between two subjects, files, print.

export function wire(chart) {
  chart.dates = (edge) => edge.when ?? [...new Set([edge.from_date, edge.until_date].filter(Boolean))].join(" – ");
  chart.choosePath = (end, id) => choose(chart, end, id);
  buttons(chart);
  filters(chart);
  colouring(chart);
  pathForm(chart);
  night(chart);
  paper(chart);
}

function buttons(chart) {
  const { keys, files } = chart.parts;
  const does = {
    in: () => keys.zoom(chart, 1.3), out: () => keys.zoom(chart, 1 / 1.3), fit: () => keys.fit(chart),
    arrange: () => chart.arrange(), all: () => chart.showAll(), png: () => files.png(chart), svg: () => files.svg(chart),
  };
  chart.root.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    await does[button.dataset.do]();
    button.closest("details")?.removeAttribute("open");
  });
}

// The legend is the filter: what a drawing means, how many there are, and whether they are shown.
function filters(chart) {
  const { graph, chosen, root } = chart;
  const counted = { nodeKinds: tally(graph.nodes.values()), linkKinds: tally(graph.edges.values()) };
  for (const tick of root.querySelectorAll("input[type='checkbox'][data-off]")) {
    const found = counted[tick.dataset.off].get(tick.value);
    tick.closest("label").hidden = !found;
    tick.closest("label").querySelector("[data-number]").textContent = found ?? "";
    tick.checked = true;
    tick.addEventListener("change", () => {
      chosen[tick.dataset.off][tick.checked ? "delete" : "add"](tick.value);
      changed(chart);
    });
  }
  for (const name of ["from", "until", "undated"]) {
    const input = root.querySelector(`[data-time="${name}"]`);
    input.addEventListener("change", () => {
      chosen[name] = input.type === "checkbox" ? input.checked : input.value;
      changed(chart);
    });
  }
}

function tally(ones) {
  const counts = new Map();
  for (const { kind } of ones) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function changed(chart) {
  if (chart.path) walk(chart);
  chart.refresh();
  if (chart.current && chart.cy.getElementById(chart.current).hasClass("gone")) chart.select(null);
  else if (chart.current) chart.panel.show(chart.current);
  chart.say(chart.part("status").textContent);
}

function colouring(chart) {
  for (const choice of chart.root.querySelectorAll("[data-colour]")) {
    choice.checked = choice.value === chart.chosen.colour;
    choice.addEventListener("change", () => {
      chart.chosen.colour = choice.value;
      chart.part("agencies").hidden = choice.value !== "agency";
      chart.root.dataset.colour = choice.value;
      chart.parts.draw.restyle(chart);
    });
  }
  agencyLegend(chart);
}

function agencyLegend(chart) {
  const swatches = [...chart.root.querySelectorAll("[data-hue]")];
  const lines = chart.graph.agencies().map((name, index) => {
    const line = document.createElement("li");
    const swatch = swatches[index % swatches.length].cloneNode();
    swatch.removeAttribute("data-hue");
    swatch.dataset.dash = chart.parts.draw.DASHES[index % 3];
    line.append(swatch, `(${index + 1}) ${name}`);
    return line;
  });
  chart.part("agencies").replaceChildren(...lines);
}

function pathForm(chart) {
  const form = chart.part("path");
  const subjects = [...chart.graph.nodes.values()].sort((one, other) => one.label.localeCompare(other.label, document.documentElement.lang));
  for (const name of ["from", "to"]) {
    for (const { id, label } of subjects) form.elements[name].append(new Option(label, id));
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    walk(chart);
  });
  form.addEventListener("reset", () => {
    chart.path = null;
    way(chart).list.replaceChildren();
    way(chart).said.textContent = "";
    chart.refresh();
  });
}

function choose(chart, end, id) {
  const form = chart.part("path");
  form.elements[end].value = id;
  form.closest("details")?.setAttribute("open", "");
  const { from, to } = form.elements;
  if (from.value && to.value) walk(chart);
  else chart.say(chart.words.chosen[end]);
}

const way = (chart) => ({ said: chart.part("path-said"), list: chart.part("path-words") });

async function walk(chart) {
  const { from, to } = chart.part("path").elements;
  const { said, list } = way(chart);
  if (!from.value || !to.value || from.value === to.value) {
    chart.path = null;
    list.replaceChildren();
    said.textContent = chart.words.twoSubjects;
    return chart.refresh();
  }
  const arranged = chart.findPath(from.value, to.value);
  const { path, graph, words } = chart;
  const phrase = (form, names) => chart.fill(words[form], names);
  const lines = path ? chart.parts.path.inWords(graph, path, phrase) : [];
  said.textContent = path ? chart.count(words.way, path.edges.length) : words.noWay;
  list.replaceChildren(...lines.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  await arranged;
  if (path) chart.parts.layout.fit(chart.cy, chart.cy.elements(".way"), 60);
}

// When the reader or the device turns to night, the drawing follows.
function night(chart) {
  const again = () => requestAnimationFrame(() => chart.parts.draw.restyle(chart));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  new MutationObserver(again).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
}

// On paper the drawing is lines, not pixels, and by day.
function paper(chart) {
  const sheet = chart.part("paper");
  addEventListener("beforeprint", () => {
    const drawing = new DOMParser().parseFromString(chart.parts.files.drawing(chart, { frame: false }), "image/svg+xml");
    sheet.replaceChildren(document.importNode(drawing.documentElement, true));
  });
  addEventListener("afterprint", () => sheet.replaceChildren());
}
