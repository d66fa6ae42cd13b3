// The shortest way between two subjects, over the links that are not filtered out, in either direction.

// Returns {nodes: [id], edges: [id]} from the first to the last, or null where no way leads.
export function shortest(graph, chosen, from, to) {
  const came = new Map([[from, null]]);
  const queue = [from];
  while (queue.length && !came.has(to)) {
    const here = queue.shift();
    for (const { edge, other } of graph.around(here, chosen)) {
      if (came.has(other)) continue;
      came.set(other, { edge, here });
      queue.push(other);
    }
  }
  return came.has(to) ? walked(came, to) : null;
}

function walked(came, to) {
  const way = { nodes: [to], edges: [] };
  for (let step = came.get(to); step; step = came.get(step.here)) {
    way.nodes.unshift(step.here);
    way.edges.unshift(step.edge.id);
  }
  return way;
}

// One line for each link of the way: who, in which relation and direction, to whom.
export function inWords(graph, path, phrase) {
  return path.edges.map((id, index) => {
    const edge = graph.edges.get(id);
    const [here, next] = [path.nodes[index], path.nodes[index + 1]];
    const names = { from: graph.nodes.get(here).label, to: graph.nodes.get(next).label, kind: edge.label || edge.kind };
    if (!edge.directed) return phrase("between", names);
    return edge.source === here ? phrase("along", names) : phrase("against", { ...names, from: names.to, to: names.from });
  });
}
