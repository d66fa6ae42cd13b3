// The chart is one stop of the tab key; inside it, arrows walk to the nearest subject in their direction.
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const STEP = 1.3;

export function wire(chart) {
  const canvas = chart.part("canvas");
  const does = {
    Enter: () => (chart.current ? chart.panel.focus() : walk(chart, inOrder(chart).at(0))),
    " ": () => chart.current && chart.toggle(chart.current),
    Escape: () => chart.select(null),
    Home: () => walk(chart, inOrder(chart).at(0)), End: () => walk(chart, inOrder(chart).at(-1)),
    PageDown: () => walk(chart, beside(chart, 1)), PageUp: () => walk(chart, beside(chart, -1)),
    "+": () => zoom(chart, STEP), "=": () => zoom(chart, STEP), "-": () => zoom(chart, 1 / STEP), 0: () => fit(chart),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== canvas) return;
    const way = WAYS[event.key];
    if (!way && !does[event.key]) return;
    event.preventDefault();
    way ? walk(chart, chart.current ? towards(chart, way) : inOrder(chart).at(0)) : does[event.key]();
  });
  // The wheel scrolls the page until the chart is being worked with.
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== canvas) event.stopPropagation();
  }, { capture: true });
  canvas.addEventListener("pointerdown", () => canvas.focus({ preventScroll: true }));
}

export function zoom(chart, by) {
  const { cy } = chart;
  const middle = { x: cy.width() / 2, y: cy.height() / 2 };
  cy.zoom({ level: cy.zoom() * by, renderedPosition: middle });
}

export function fit(chart) {
  chart.parts.layout.fit(chart.cy, chart.cy.nodes(":visible"));
}

function walk(chart, id) {
  if (!id) return;
  chart.select(id);
  const node = chart.cy.getElementById(id);
  const { x, y } = node.renderedPosition();
  if (x < 30 || y < 30 || x > chart.cy.width() - 30 || y > chart.cy.height() - 30) chart.cy.center(node);
}

// All subjects from the top left to the bottom right: this way every one of them is reached.
function inOrder(chart) {
  const nodes = chart.cy.nodes(":visible").sort((one, other) => one.position("y") - other.position("y") || one.position("x") - other.position("x"));
  return nodes.map((node) => node.id());
}

function beside(chart, step) {
  const all = inOrder(chart);
  const at = all.indexOf(chart.current);
  return at < 0 ? all[0] : all[(at + step + all.length) % all.length];
}

// The nearest subject within 60 degrees of the arrow; what lies off its line counts as further away.
function towards(chart, [dx, dy]) {
  const here = chart.cy.getElementById(chart.current).position();
  let best = null;
  for (const node of chart.cy.nodes(":visible")) {
    const [x, y] = [node.position("x") - here.x, node.position("y") - here.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (along <= 0 || aside > along * Math.sqrt(3) || node.id() === chart.current) continue;
    const far = along + 2 * aside;
    if (!best || far < best.far) best = { far, id: node.id() };
  }
  return best?.id ?? null;
}
