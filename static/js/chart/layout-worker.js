// Arranges a graph away from the page, which stays quick: fCoSE needs seconds for 500 subjects.
// In: {turn, scripts, aspect, nodes: [{id, width, height, x, y, fixed}], edges: [{id, source, target}], afresh}.
// Out: {turn, draft, at: {id: [x, y]}}, of a large graph first a draft.
/* global importScripts, cytoscape, cytoscapeFcose */
const GAP = 60; // between parts that no link joins
let ready = false;

self.addEventListener("message", ({ data }) => {
  if (!ready) {
    importScripts(...data.scripts);
    cytoscape.use(cytoscapeFcose);
    ready = true;
  }
  if (data.afresh && data.nodes.length > 100) self.postMessage({ turn: data.turn, draft: true, at: arranged(data, "draft") });
  self.postMessage({ turn: data.turn, draft: false, at: arranged(data, "default") });
});

function arranged({ nodes, edges, afresh, aspect }, quality) {
  const elements = [
    ...nodes.map(({ id, width, height, x, y }) => ({ data: { id, width, height }, position: { x, y } })),
    ...edges.map((edge) => ({ data: edge })),
  ];
  const style = [{ selector: "node", style: { width: "data(width)", height: "data(height)" } }];
  const cy = cytoscape({ headless: true, styleEnabled: true, elements, style });
  cy.layout({ ...options(nodes, afresh), quality }).run();
  if (afresh) pack(cy, aspect);
  const at = Object.fromEntries(cy.nodes().map((node) => [node.id(), [node.position("x"), node.position("y")]]));
  cy.destroy();
  return at;
}

function options(nodes, afresh) {
  const fixed = nodes.filter((node) => node.fixed).map(({ id, x, y }) => ({ nodeId: id, position: { x, y } }));
  return {
    name: "fcose", animate: false, fit: false, randomize: afresh, nodeSeparation: 110, idealEdgeLength: 105, nodeRepulsion: 9000,
    packComponents: false, tile: true, fixedNodeConstraint: fixed.length ? fixed : undefined,
  };
}

// What hangs together stays as it is arranged; such parts stand in rows, the tallest first, in the shape of the canvas.
function pack(cy, aspect) {
  const parts = cy.elements().components().map((part) => ({ part, box: part.boundingBox({ includeLabels: false }) }));
  if (parts.length < 2) return;
  parts.sort((one, other) => other.box.h - one.box.h);
  const area = parts.reduce((sum, { box }) => sum + (box.w + GAP) * (box.h + GAP), 0);
  const wide = Math.max(Math.sqrt(area * aspect), ...parts.map(({ box }) => box.w));
  let [x, y, row] = [0, 0, 0];
  for (const { part, box } of parts) {
    if (x && x + box.w > wide) [x, y, row] = [0, y + row + GAP, 0];
    part.nodes().shift({ x: x - box.x1, y: y - box.y1 });
    [x, row] = [x + box.w + GAP, Math.max(row, box.h)];
  }
}
