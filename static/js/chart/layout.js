// Where the subjects stand: asks the worker, moves what is visible, and keeps what already stood in its place.
const LARGEST = 1.4; // zoom that fitting goes to
const ROOM = 64; // around a subject, for its label

export function arranger(cy, address, scripts) {
  return new Arranger(cy, address, scripts);
}

class Arranger {
  constructor(cy, address, scripts) {
    Object.assign(this, { cy, scripts, turn: 0 });
    this.worker = new Worker(address);
  }

  // Returns the milliseconds that the arranging took. `afresh`: everything; else only `fresh`, in the room round `around`.
  async run({ afresh, around, fresh }) {
    const begun = performance.now();
    if (!afresh) ring(this.cy, around, fresh);
    const question = this.question(afresh, new Set(fresh));
    if (question.nodes.length > 1) await this.ask(question);
    fit(this.cy, this.cy.nodes(":visible"));
    return performance.now() - begun;
  }

  question(afresh, fresh) {
    const nodes = this.cy.nodes(":visible").map((node) => ({
      id: node.id(), width: node.width() + ROOM, height: node.height() + ROOM / 2, ...node.position(), fixed: !afresh && !fresh.has(node.id()),
    }));
    const edges = this.cy.edges(":visible").map((edge) => ({ id: edge.id(), source: edge.data("source"), target: edge.data("target") }));
    return { scripts: this.scripts, aspect: this.cy.width() / Math.max(this.cy.height(), 1), nodes, edges, afresh };
  }

  // A later question overtakes an earlier one, whose answer is then left aside.
  ask(question) {
    const turn = ++this.turn;
    return new Promise((done, failed) => {
      const hear = ({ data }) => {
        if (data.turn !== turn) return;
        if (turn === this.turn) this.place(data.at);
        if (data.draft) return;
        this.worker.removeEventListener("message", hear);
        done();
      };
      this.worker.addEventListener("message", hear);
      this.worker.addEventListener("error", () => failed(new Error("The chart could not be arranged.")), { once: true });
      this.worker.postMessage({ ...question, turn });
    });
  }

  place(at) {
    this.cy.batch(() => {
      for (const [id, [x, y]] of Object.entries(at)) this.cy.getElementById(id).position({ x, y });
    });
    fit(this.cy, this.cy.nodes(":visible"));
  }
}

// All of these in the canvas, but never larger than is good to read.
export function fit(cy, elements, padding = 32) {
  cy.fit(elements, padding);
  if (cy.zoom() <= LARGEST) return;
  cy.zoom(LARGEST);
  cy.center(elements);
}

function ring(cy, around, fresh) {
  const middle = around ? cy.getElementById(around).position() : { x: 0, y: 0 };
  const radius = Math.max(120, (fresh.length * 90) / (2 * Math.PI));
  fresh.forEach((id, index) => {
    const angle = (2 * Math.PI * index) / fresh.length;
    cy.getElementById(id).position({ x: middle.x + radius * Math.cos(angle), y: middle.y + radius * Math.sin(angle) });
  });
}
