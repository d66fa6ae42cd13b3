// The link chart: fetches the data, keeps what is chosen, and lets the parts of chart/ draw, arrange, filter and export.
// The parts do not import one another: static files carry hashed names, so the page says where each of them lies.
const TOO_MANY = 150; // subjects; beyond it the chart begins with one of them and its neighbours

for (const root of document.querySelectorAll("[data-link-chart]")) start(root);

async function start(root) {
  const words = JSON.parse(root.dataset.words);
  const status = root.querySelector("[data-status]");
  status.textContent = words.loading;
  try {
    const [parts, data] = await Promise.all([load(JSON.parse(root.dataset.modules)), fetched(root.dataset.url)]);
    if (!data.nodes.length) return root.remove(); // the page itself says that there is nothing yet
    await new Chart(root, words, parts, data).open();
  } catch (error) {
    status.textContent = words.failed;
    throw error;
  }
}

async function load(addresses) {
  const { worker, ...modules } = addresses;
  const loaded = await Promise.all(Object.entries(modules).map(async ([name, address]) => [name, await import(address)]));
  return { worker, ...Object.fromEntries(loaded) };
}

async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(`The chart's data answered ${answer.status}.`);
  return answer.json();
}

class Chart {
  constructor(root, words, parts, data) {
    Object.assign(this, { root, words, parts });
    this.graph = parts.filter.graph(data);
    this.chosen = { from: "", until: "", undated: true, nodeKinds: new Set(), linkKinds: new Set(), colour: "kind" };
    this.shown = new Set();
    this.path = null;
    this.current = null;
    this.more = data.more;
  }

  async open() {
    const { draw, controls, layout, panel, keys } = this.parts;
    await draw.fontsFor(this.graph);
    this.root.querySelectorAll("[hidden][data-ready]").forEach((element) => { element.hidden = false; }); // before it is drawn: what is hidden has no size
    this.look = draw.look(this.root, this.graph);
    this.cy = draw.drawn(this.part("canvas"), this.graph, this.look, () => this.chosen.colour);
    this.layout = layout.arranger(this.cy, this.parts.worker, JSON.parse(this.root.dataset.vendor));
    this.panel = panel.panelOf(this);
    controls.wire(this);
    keys.wire(this);
    this.part("more").hidden = !this.more;
    new ResizeObserver(() => this.cy.resize()).observe(this.part("canvas"));
    this.cy.on("tap", "node", (event) => this.select(event.target.id()));
    this.cy.on("dbltap", "node", (event) => this.toggle(event.target.id()));
    this.cy.on("tap", (event) => event.target === this.cy && this.select(null));
    this.graph.nodes.size > TOO_MANY ? await this.startFrom(this.graph.busiest()) : await this.showAll();
    this.root.dataset.state = "ready";
  }

  part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  say(text) {
    this.part("live").textContent = text;
  }

  showAll() {
    return this.show(this.graph.nodes.keys(), { afresh: true });
  }

  startFrom(id) {
    this.shown.clear();
    this.cy.elements().removeClass("start");
    this.cy.getElementById(id).addClass("start");
    return this.show([id, ...this.graph.neighbours(id, this.chosen)], { afresh: true });
  }

  async show(ids, { afresh = false, around = null } = {}) {
    const fresh = [...ids].filter((id) => !this.shown.has(id));
    fresh.forEach((id) => this.shown.add(id));
    this.refresh();
    if (!fresh.length && !afresh) return;
    await this.arrange({ afresh, around, fresh });
  }

  async arrange({ afresh = true, around = null, fresh = [] } = {}) {
    this.part("status").textContent = this.words.arranging;
    this.root.dataset.state = "arranging";
    const took = await this.layout.run({ afresh, around, fresh });
    this.root.dataset.state = "ready";
    this.root.dataset.took = Math.round(took);
    this.refresh();
  }

  async expand(id) {
    const before = this.shown.size;
    await this.show(this.graph.neighbours(id, this.chosen), { around: id });
    this.say(this.count(this.words.expanded, this.shown.size - before));
    this.select(id, { quiet: true });
  }

  collapse(id) {
    const gone = this.graph.leaves(id, this.shown, this.chosen);
    gone.forEach((leaf) => this.shown.delete(leaf));
    this.refresh();
    this.say(this.count(this.words.collapsed, gone.length));
    this.select(id, { quiet: true });
  }

  toggle(id) {
    return this.graph.hiddenAround(id, this.shown, this.chosen) ? this.expand(id) : this.collapse(id);
  }

  hide(id) {
    this.shown.delete(id);
    this.select(null);
    this.refresh();
  }

  select(id, { quiet = false, open = true } = {}) {
    this.current = id;
    this.marked?.removeClass("current beside");
    if (!id) return this.panel.close();
    const node = this.cy.getElementById(id).addClass("current");
    this.marked = node.union(node.connectedEdges().addClass("beside"));
    if (open) this.panel.show(id);
    if (!quiet) this.say(this.panel.sentence(id));
  }

  findPath(from, to) {
    this.path = this.parts.path.shortest(this.graph, this.chosen, from, to);
    for (const id of this.path?.nodes ?? []) this.shown.add(id);
    const added = this.path?.nodes.filter((id) => this.cy.getElementById(id).hasClass("gone")) ?? [];
    this.refresh();
    return added.length ? this.arrange({ afresh: false, around: from, fresh: added }) : null;
  }

  refresh() {
    const { nodes, edges } = this.graph.visible(this.shown, this.chosen);
    this.parts.draw.apply(this, nodes, edges);
    const all = { nodes: nodes.size, of: this.graph.nodes.size, links: edges.size };
    this.part("status").textContent = this.fill(this.words.shown, all);
  }

  count(forms, n) {
    return this.fill(n === 1 ? forms.one : forms.other, { n });
  }

  fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }
}
