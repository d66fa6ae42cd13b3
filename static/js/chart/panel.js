// What is known of the selected subject: its facts, its links in words, and what can be done from it.

export function panelOf(chart) {
  return new Panel(chart, chart.part("panel"));
}

class Panel {
  constructor(chart, root) {
    Object.assign(this, { chart, root });
    root.addEventListener("click", (event) => this.press(event.target.closest("button")));
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.leave();
    });
  }

  show(id) {
    const { graph, words } = this.chart;
    const node = graph.nodes.get(id);
    this.slot("name").textContent = node.label;
    this.slot("facts").textContent = this.facts(node).join(" · ");
    this.slot("icon").replaceChildren(icon(this.chart.root, node.kind));
    this.slot("open").href = node.url ?? "";
    this.slot("open").hidden = !node.url;
    this.slot("restricted").hidden = !node.restricted;
    this.slot("links").replaceChildren(...this.lines(id));
    this.slot("none").hidden = this.slot("links").children.length > 0;
    this.button("expand").hidden = !graph.hiddenAround(id, this.chart.shown, this.chart.chosen);
    this.button("collapse").hidden = !graph.leaves(id, this.chart.shown, this.chart.chosen).length;
    this.root.setAttribute("aria-label", this.chart.fill(words.about, { name: node.label }));
    this.root.hidden = false;
    this.chart.root.dataset.panel = "open";
  }

  close() {
    this.root.hidden = true;
    delete this.chart.root.dataset.panel;
  }

  focus() {
    this.slot("name").focus();
  }

  leave() {
    this.chart.part("canvas").focus();
  }

  slot(name) {
    return this.root.querySelector(`[data-slot="${name}"]`);
  }

  button(name) {
    return this.root.querySelector(`button[value="${name}"]`);
  }

  facts(node) {
    const { words } = this.chart;
    return [node.kind_label ?? node.kind, words.roles[node.role] ?? node.role, node.agency && this.chart.fill(words.supplied, { agency: node.agency })].filter(Boolean);
  }

  // What the live region says of a subject.
  sentence(id) {
    const { graph, chosen, words } = this.chart;
    const node = graph.nodes.get(id);
    const around = graph.around(id, chosen).length;
    const hidden = graph.hiddenAround(id, this.chart.shown, chosen);
    const parts = [node.label, ...this.facts(node), node.restricted && words.restricted, this.chart.count(words.links, around), hidden && this.chart.count(words.hidden, hidden)];
    return parts.filter(Boolean).join(", ");
  }

  lines(id) {
    const { graph, chosen, parts } = this.chart;
    return graph.around(id, chosen).map(({ edge, other }) => {
      const line = document.createElement("li");
      const way = { nodes: [id, other], edges: [edge.id] };
      const [said] = parts.path.inWords(graph, way, (form, names) => this.chart.fill(this.chart.words[form], names));
      const target = edge.url ? document.createElement("a") : document.createElement("span");
      if (edge.url) target.href = edge.url;
      target.textContent = said;
      const more = document.createElement("span");
      more.className = "small soft";
      more.textContent = [this.chart.dates(edge), edge.sourced, edge.agency].filter(Boolean).join(" · ");
      line.append(target, more);
      return line;
    });
  }

  press(button) {
    const { chart } = this;
    const id = chart.current;
    const does = {
      expand: () => chart.expand(id), collapse: () => chart.collapse(id), hide: () => { chart.hide(id); this.leave(); },
      start: () => chart.startFrom(id).then(() => chart.select(id)), from: () => chart.choosePath("from", id), to: () => chart.choosePath("to", id),
      close: () => { chart.select(null); this.leave(); },
    };
    if (!button || !does[button.value]) return;
    does[button.value]();
    if (chart.current && ["expand", "collapse"].includes(button.value)) this.show(id);
  }
}

export function icon(root, kind) {
  const found = root.querySelector(`[data-kind="${kind}"] svg`);
  return found ? found.cloneNode(true) : "";
}
