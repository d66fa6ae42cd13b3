// The chart is one stop of the tab key; inside it, arrows walk to the nearest subject in their direction.
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const STEP = 1.3;

export function wire(chart) {
  const canvas = chart.part("canvas");
  const does = {
    Enter: () => (chart.current ? chart.panel.focus() : chart.select(first(chart))),
    " ": () => chart.current && chart.toggle(chart.current),
    Escape: () => chart.select(null),
    Home: () => walk(chart, first(chart)),
    "+": () => zoom(chart, STEP), "=": () => zoom(chart, STEP), "-": () => zoom(chart, 1 / STEP), 0: () => fit(chart),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== canvas) return;
    const way = WAYS[event.key];
    if (!way && !does[event.key]) return;
    event.preventDefault();
    way ? walk(chart, chart.current ? towards(chart, way) : first(chart)) : does[event.key]();
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
  chart.cy.fit(chart.cy.nodes(":visible"), 32);
}

function walk(chart, id) {
  if (!id) return;
  chart.select(id);
  const node = chart.cy.getElementById(id);
  const { x, y } = node.renderedPosition();
  if (x < 30 || y < 30 || x > chart.cy.width() - 30 || y > chart.cy.height() - 30) chart.cy.center(node);
}

// The subject nearest the upper left corner.
function first(chart) {
  const nodes = chart.cy.nodes(":visible");
  return nodes.length ? nodes.min((node) => node.position("x") + node.position("y")).ele.id() : null;
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
