// The graph as data: who is next to whom under what is chosen. Nothing here knows of the page or of the drawing.

export function graph({ nodes, edges }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const known = edges.filter((edge) => byId.has(edge.source) && byId.has(edge.target));
  return new Graph(byId, new Map(known.map((edge) => [edge.id, edge])));
}

class Graph {
  constructor(nodes, edges) {
    Object.assign(this, { nodes, edges });
    this.at = new Map([...nodes.keys()].map((id) => [id, []]));
    for (const edge of edges.values()) {
      this.at.get(edge.source).push(edge);
      if (edge.target !== edge.source) this.at.get(edge.target).push(edge);
    }
  }

  kinds() {
    return new Set([...this.nodes.values()].map((node) => node.kind));
  }

  linkKinds() {
    return new Map([...this.edges.values()].map((edge) => [edge.kind, edge.label || edge.kind]));
  }

  agencies() {
    const all = [...this.nodes.values(), ...this.edges.values()].map((one) => one.agency);
    return [...new Set(all)].filter(Boolean).sort();
  }

  // The edges at a subject that pass what is chosen, each with the subject at its other end.
  around(id, chosen) {
    return this.at.get(id).filter((edge) => passes(edge, chosen)).map((edge) => ({ edge, other: edge.source === id ? edge.target : edge.source }))
      .filter(({ other }) => !chosen.nodeKinds.has(this.nodes.get(other).kind));
  }

  neighbours(id, chosen) {
    return [...new Set(this.around(id, chosen).map(({ other }) => other))];
  }

  hiddenAround(id, shown, chosen) {
    return this.neighbours(id, chosen).filter((other) => !shown.has(other)).length;
  }

  // Shown neighbours that hang on this subject alone: what collapsing it takes away.
  leaves(id, shown, chosen) {
    const alone = (other) => this.neighbours(other, chosen).every((third) => third === id || third === other || !shown.has(third));
    return this.neighbours(id, chosen).filter((other) => shown.has(other) && other !== id && alone(other));
  }

  visible(shown, chosen) {
    const nodes = new Set([...shown].filter((id) => !chosen.nodeKinds.has(this.nodes.get(id).kind)));
    const edges = [...this.edges.values()].filter((edge) => nodes.has(edge.source) && nodes.has(edge.target) && passes(edge, chosen));
    return { nodes, edges: new Set(edges.map((edge) => edge.id)) };
  }

  busiest() {
    return [...this.at].reduce((best, here) => (here[1].length > best[1].length ? here : best))[0];
  }
}

// `chosen.nodeKinds` and `chosen.linkKinds` are what is switched off.
export function passes(edge, chosen) {
  if (chosen.linkKinds.has(edge.kind)) return false;
  if (!chosen.from && !chosen.until) return true;
  if (!edge.from_date && !edge.until_date) return chosen.undated;
  const [first, last] = [edge.from_date || edge.until_date, edge.until_date || edge.from_date];
  return (!chosen.until || earliest(first) <= chosen.until) && (!chosen.from || latest(last) >= chosen.from);
}

// Partial dates: "2017" begins with its first day and ends with its last, "2017-03" likewise. All as ISO text.
export const earliest = (date) => date + "0000-01-01".slice(date.length);
export const latest = (date) => date + "0000-12-31".slice(date.length);
