// How the chart looks: a shape, an icon and a colour for each kind; colours and icons are read from the legend on the page.
/* global cytoscape */
const BAND = 40; // width and height of a subject
const LONGEST = 60; // letters of a name on the chart; the panel and the table have all of it
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f]/; // Thai, Lao, Burmese, Khmer
export const DASHES = ["solid", "dashed", "dotted"];

// Corners of the shapes in a square from -1 to 1; a kind without one here is a circle.
export const SHAPES = {
  Organization: [-0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9],
  Vehicle: [-1, 0, -0.5, -0.9, 0.5, -0.9, 1, 0, 0.5, 0.9, -0.5, 0.9],
  Vessel: [-1, -0.7, 1, -0.7, 0.6, 0.9, -0.6, 0.9],
  Address: [0, -1, 1, -0.3, 0.85, 0.9, -0.85, 0.9, -1, -0.3],
  Document: [-0.8, -1, 0.4, -1, 0.8, -0.6, 0.8, 1, -0.8, 1],
  Account: [0, -1, 1, 0, 0, 1, -1, 0],
  Phone: [-0.42, -1, 0.42, -1, 1, -0.42, 1, 0.42, 0.42, 1, -0.42, 1, -1, 0.42, -1, -0.42],
  Trip: [-1, -0.8, 0.4, -0.8, 1, 0, 0.4, 0.8, -1, 0.8],
  Card: [-1, -0.75, 1, -0.75, 1, 0.75, -1, 0.75],
};

// Fetches the fonts of every script that the names are written in: a canvas does not wait for them by itself.
export function fontsFor(graph) {
  const text = [...graph.nodes.values(), ...graph.edges.values()].map((one) => one.label).join(" ");
  const families = ["Noto", "Noto Myanmar"].map((family) => document.fonts.load(`12px "${family}"`, text).catch(() => []));
  return Promise.all(families);
}

// Colours, icons and the order of agencies. `paper`: as by day, for print and files.
export function look(root, graph, { paper = false } = {}) {
  const before = root.style.colorScheme;
  if (paper) root.style.colorScheme = "light";
  const colour = (selector) => getComputedStyle(root.querySelector(selector) ?? root).color;
  const kinds = new Map([...graph.kinds()].map((kind) => [kind, { colour: colour(`[data-kind="${kind}"]`), icon: drawing(root, `[data-kind="${kind}"]`) }]));
  const hues = [...root.querySelectorAll("[data-hue]")].map((swatch) => getComputedStyle(swatch).color);
  const agencies = new Map(graph.agencies().map((name, index) => [name, { colour: hues[index % hues.length], dash: DASHES[index % 3], number: index + 1 }]));
  const tones = Object.fromEntries(["page", "ink", "soft", "line", "accent", "danger"].map((tone) => [tone, colour(`[data-tone="${tone}"]`)]));
  root.style.colorScheme = before;
  return { kinds, agencies, tones, lock: drawing(root, "[data-tone='ink']") };
}

function drawing(root, selector) {
  return root.querySelector(`${selector} svg`)?.innerHTML ?? "";
}

export function picture(inner, colour) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" fill="${colour}">${inner}</svg>`;
}

const asUrl = (svg) => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;

// A name in pieces that lines may break between; scripts without spaces are cut where a word ends.
export function breakable(text) {
  const cut = [...text].length > LONGEST ? `${letters(text).slice(0, LONGEST - 1).join("")}…` : text;
  if (!UNSPACED.test(cut) || !Intl.Segmenter) return cut;
  return [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(cut)].map((piece) => piece.segment).join("\u200b");
}

const letters = (text) => (Intl.Segmenter ? [...new Intl.Segmenter().segment(text)].map((one) => one.segment) : [...text]);

export function drawn(container, graph, look, colouredBy) {
  const nodes = [...graph.nodes.values()].map(({ id, kind, agency, restricted, label }) => ({
    data: { id, kind, agency, restricted: Boolean(restricted), name: breakable(label), more: 0 },
  }));
  const edges = [...graph.edges.values()].map(({ id, source, target, label, kind, agency, directed }) => ({
    data: { id, source, target, agency, name: label || kind, directed: Boolean(directed) },
  }));
  const at = spiral();
  nodes.forEach((node) => { node.position = at(); });
  return cytoscape({
    container, elements: { nodes, edges }, style: style(look, colouredBy), minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: false,
    autounselectify: true, layout: { name: "preset" }, hideEdgesOnViewport: edges.length > 600, pixelRatio: "auto",
  });
}

// A first place for each subject, so that none lies under another before the worker has answered.
function spiral() {
  let turn = 0;
  return () => ({ x: 60 * Math.sqrt(++turn) * Math.cos(2.4 * turn), y: 60 * Math.sqrt(turn) * Math.sin(2.4 * turn) });
}

export function restyle(chart) {
  chart.look = look(chart.root, chart.graph);
  chart.cy.style(style(chart.look, () => chart.chosen.colour));
}

// Brings classes and badges to what is visible, on the way, and hidden behind each subject.
export function apply(chart, nodes, edges) {
  const { cy, graph, shown, chosen, path } = chart;
  cy.batch(() => {
    cy.nodes().forEach((node) => {
      node.toggleClass("gone", !nodes.has(node.id()));
      const more = nodes.has(node.id()) ? graph.hiddenAround(node.id(), shown, chosen) : 0;
      if (more !== node.data("more")) node.data("more", more);
    });
    cy.edges().forEach((edge) => { edge.toggleClass("gone", !edges.has(edge.id())); });
    cy.elements().removeClass("way off-way");
    if (path) cy.elements().addClass("off-way");
    for (const id of path ? [...path.nodes, ...path.edges] : []) cy.getElementById(id).removeClass("off-way").addClass("way");
  });
}

export function style(look, colouredBy) {
  const { tones } = look;
  const fill = (element) => {
    const found = colouredBy() === "agency" ? look.agencies.get(element.data("agency")) : look.kinds.get(element.data("kind"));
    return found?.colour ?? tones.soft;
  };
  return [
    ...ofNodes(look, fill, colouredBy), ...ofEdges(look, fill, colouredBy),
    { selector: ".off-way", style: { opacity: 0.35 } },
    { selector: "node.way", style: { "border-width": 4, "border-color": tones.danger, "font-weight": 600 } },
    { selector: "edge.way", style: { width: 5, "line-color": tones.danger, "target-arrow-color": tones.danger, "font-weight": 600, "min-zoomed-font-size": 0 } },
    { selector: "node.current", style: { "outline-width": 4, "outline-offset": 3, "outline-color": tones.accent, "font-weight": 600, "z-index": 10 } },
    { selector: ".gone", style: { display: "none" } },
  ];
}

// `(2)`: the supplier's number in the legend, for those to whom colours say nothing.
export const mark = (look, element) => `(${look.agencies.get(element.data("agency"))?.number ?? "–"})`;

function ofNodes(look, fill, colouredBy) {
  const { kinds, tones, lock } = look;
  const icon = (node) => asUrl(picture(kinds.get(node.data("kind")).icon, tones.page));
  const label = (node) => [node.data("name"), colouredBy() === "agency" && mark(look, node), node.data("more") && `+${node.data("more")}`].filter(Boolean).join("\n");
  const text = {
    label, color: tones.ink, "font-family": '"Noto", "Noto Myanmar", system-ui, sans-serif', "font-size": 14, "line-height": 1.5, "text-valign": "bottom",
    "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": "150px", "text-background-color": tones.page, "text-background-opacity": 0.85,
    "text-background-padding": 1, "min-zoomed-font-size": 5,
  };
  const body = {
    shape: "ellipse", width: BAND, height: BAND, "background-color": fill, "background-image": icon, "background-width": "20px", "background-height": "20px",
    "border-width": 1, "border-color": tones.page,
  };
  const locked = {
    "background-image": (node) => [icon(node), asUrl(picture(lock, tones.ink))], "background-width": ["20px", "14px"], "background-height": ["20px", "14px"],
    "background-position-x": ["50%", "120%"], "background-position-y": ["50%", "-20%"], "background-clip": ["node", "none"],
    "bounds-expansion": 8, "background-image-containment": ["inside", "over"], "border-width": 3, "border-style": "double", "border-color": tones.ink,
  };
  const shapes = Object.entries(SHAPES).map(([kind, points]) => ({ selector: `node[kind = "${kind}"]`, style: { shape: "polygon", "shape-polygon-points": points } }));
  return [{ selector: "node", style: { ...text, ...body } }, ...shapes, { selector: "node[?restricted]", style: locked }, { selector: "node.start", style: { width: 52, height: 52 } }];
}

function ofEdges(look, fill, colouredBy) {
  const { agencies, tones } = look;
  const byAgency = () => colouredBy() === "agency";
  const line = (edge) => (byAgency() ? fill(edge) : tones.line);
  const plain = {
    width: 1.5, "line-color": line, "target-arrow-color": line, "line-style": (edge) => (byAgency() ? agencies.get(edge.data("agency"))?.dash ?? "solid" : "solid"),
    "curve-style": "bezier", label: (edge) => (byAgency() ? `${edge.data("name")} ${mark(look, edge)}` : edge.data("name")), color: tones.soft, "font-family": '"Noto", "Noto Myanmar", system-ui, sans-serif', "font-size": 12,
    "text-rotation": "autorotate", "text-background-color": tones.page, "text-background-opacity": 0.9, "text-background-padding": 1, "min-zoomed-font-size": 8,
  };
  return [
    { selector: "edge", style: plain },
    { selector: "edge[?directed]", style: { "target-arrow-shape": "triangle", "arrow-scale": 1.1 } },
    { selector: "edge.beside", style: { width: 3, "line-color": tones.accent, "target-arrow-color": tones.accent, color: tones.ink } },
  ];
}
