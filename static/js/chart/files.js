// The chart as a file: SVG written from where things stand, PNG drawn by the canvas; each with title, marking and reader.
const MARGIN = 48;
const HEAD = 96;
const FOOT = 40;
const ROW = 24; // a line of the legend
const FONT = "Noto, Noto Myanmar, Noto Sans, Noto Sans Thai, Noto Sans Khmer, Noto Sans Lao, Noto Sans Myanmar, Leelawadee UI, sans-serif";
const LARGEST = 8000; // pixels of a PNG's side: what browsers draw at most without refusing

export function svg(chart) {
  save(chart, new Blob([drawing(chart)], { type: "image/svg+xml" }), "svg");
}

export async function png(chart) {
  const { draw } = chart.parts;
  const paper = draw.look(chart.root, chart.graph, { paper: true });
  const picture = await loaded(pixels(chart, paper));
  const canvas = document.createElement("canvas");
  const scale = 2;
  const width = Math.max(picture.width / scale + 2 * MARGIN, 720);
  const entries = placed(legend(chart, paper), width);
  const foot = FOOT + (entries.rows + 1) * ROW;
  canvas.width = width * scale;
  canvas.height = picture.height + (HEAD + foot) * scale;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, (canvas.width - picture.width) / 2, HEAD * scale);
  pen.scale(scale, scale);
  write(pen, chart.root.dataset, width, canvas.height / scale);
  for (const entry of entries.list) inscribe(pen, entry, canvas.height / scale - foot);
  return new Promise((done) => canvas.toBlob((blob) => { save(chart, blob, "png"); done(); }, "image/png"));
}

// The drawing as by day, whatever the reader's screen is; the screen's own look comes back at once.
function pixels(chart, paper) {
  const { cy, parts, chosen } = chart;
  cy.style(parts.draw.style(paper, () => chosen.colour));
  const uri = cy.png({ full: true, scale: 2, bg: "#ffffff", maxWidth: LARGEST, maxHeight: LARGEST });
  parts.draw.restyle(chart);
  return uri;
}

function loaded(uri) {
  return new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = () => failed(new Error("The picture could not be made."));
    image.src = uri;
  });
}

function write(pen, { title, tlp, tlpColour, marking, reader }, width, height) {
  const text = (words, x, y, { size = 14, weight = 400, colour = "#14222a" } = {}) => {
    pen.font = `${weight} ${size}px Noto, "Noto Myanmar", sans-serif`;
    pen.fillStyle = colour;
    pen.fillText(words, x, y, width - x - 16);
    return pen.measureText(words).width;
  };
  pen.fillStyle = "#000000";
  pen.fillRect(0, 0, width, 36);
  const used = text(tlp, 16, 23, { weight: 600, colour: tlpColour });
  text(marking, 32 + used, 23, { colour: "#ffffff" });
  text(title, 16, 70, { size: 20, weight: 600 });
  text(reader, 16, height - 16, { size: 12, colour: "#3d4f59" });
}

function inscribe(pen, { points, colour, text, x, y }, top) {
  pen.fillStyle = colour;
  pen.beginPath();
  if (points) for (let i = 0; i < points.length; i += 2) pen.lineTo(x + 8 + 8 * points[i], top + y + 8 * points[i + 1]);
  else pen.arc(x + 8, top + y, 8, 0, 2 * Math.PI);
  pen.fill();
  pen.font = '400 12px Noto, "Noto Myanmar", sans-serif';
  pen.fillStyle = "#14222a";
  pen.fillText(text, x + 22, top + y + 4);
}

// What shapes (or numbers and colours) mean, for whoever has only the file: of what is shown.
function legend(chart, look) {
  const shown = chart.cy.nodes(":visible").map((node) => node.data("kind"));
  if (chart.chosen.colour !== "agency") {
    return [...look.kinds].filter(([kind]) => shown.includes(kind)).map(([kind, { colour }]) => ({ points: chart.parts.draw.SHAPES[kind], colour, text: labelOf(chart, kind) }));
  }
  return [...look.agencies].map(([name, { colour, number }]) => ({ colour, text: `(${number}) ${name}` }));
}

const labelOf = (chart, kind) => chart.root.querySelector(`[data-off][value="${kind}"]`)?.closest("label").querySelector("[data-word]").textContent ?? kind;

// Entries in rows from the left, each as wide as its words are about.
function placed(entries, width) {
  let [x, row] = [16, 0];
  const list = entries.map((entry) => {
    const wide = 40 + 8 * [...entry.text].length;
    if (x + wide > width && x > 16) [x, row] = [16, row + 1];
    const at = { ...entry, x, y: ROW * (row + 0.5) };
    x += wide;
    return at;
  });
  return { list, rows: row };
}

function save(chart, blob, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${chart.root.dataset.file}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// Returns the SVG of what is shown. `frame`: with title, marking and reader line.
export function drawing(chart, { frame = true } = {}) {
  const { cy, parts, root, graph } = chart;
  const look = parts.draw.look(root, graph, { paper: true });
  const box = cy.elements(":visible").boundingBox({ includeLabels: true });
  const head = frame ? HEAD : 0;
  const width = Math.max(Math.ceil(box.w) + 2 * MARGIN, frame ? 720 : 0);
  const entries = placed(legend(chart, look), width);
  const foot = frame ? FOOT + (entries.rows + 1) * ROW : 0;
  const height = Math.ceil(box.h) + 2 * MARGIN + head + foot;
  const shift = [(width - box.w) / 2 - box.x1, MARGIN + head - box.y1];
  const inner = [
    ...cy.edges(":visible").map((edge) => line(edge, chart, look)), ...cy.nodes(":visible").map((node) => body(node, chart, look)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}">
<title>${safe(root.dataset.title)}</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>${frame ? headAndFoot(root.dataset, width, height) + entries.list.map((entry) => explained(entry, height - foot)).join("") : ""}
<g transform="translate(${shift.map(round).join(" ")})">
${inner.join("\n")}
</g>
</svg>`;
}

function headAndFoot({ title, tlp, tlpColour, marking, reader }, width, height) {
  return `<rect width="${width}" height="36" fill="#000000"/>
<text x="16" y="23" font-size="14" fill="#ffffff"><tspan font-weight="600" fill="${safe(tlpColour)}">${safe(tlp)}</tspan> <tspan dx="12">${safe(marking)}</tspan></text>
<text x="16" y="70" font-size="20" font-weight="600" fill="#14222a">${safe(title)}</text>
<text x="16" y="${height - 16}" font-size="12" fill="#3d4f59">${safe(reader)}</text>`;
}

function explained({ points, colour, text, x, y }, top) {
  const at = `transform="translate(${x + 8} ${top + y})" fill="${colour}"`;
  const shape = points ? `<polygon points="${points.map((part) => round(part * 8)).join(" ")}" ${at}/>` : `<circle r="8" ${at}/>`;
  return `${shape}<text x="${x + 22}" y="${top + y + 4}" font-size="12" fill="#14222a">${safe(text)}</text>`;
}

function line(edge, chart, look) {
  const ends = [edge.sourceEndpoint(), ...(edge.controlPoints() ?? []), edge.targetEndpoint()];
  const [from, ...rest] = ends.map(({ x, y }) => `${round(x)} ${round(y)}`);
  const middle = edge.midpoint();
  const way = edge.hasClass("way");
  const agency = chart.chosen.colour === "agency" ? look.agencies.get(edge.data("agency")) : null;
  const colour = way ? look.tones.danger : agency?.colour ?? look.tones.line;
  const dash = { dashed: ' stroke-dasharray="6 3"', dotted: ' stroke-dasharray="1 3"' }[agency?.dash] ?? "";
  const path = `M${from} ${rest.length > 1 ? `Q${rest[0]} ${rest.at(-1)}` : `L${rest[0]}`}`;
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${way ? 4 : 1.5}"${dash}/>${arrow(edge, ends, colour)}`
    + `<text x="${round(middle.x)}" y="${round(middle.y) - 4}" font-size="11" text-anchor="middle" fill="#3d4f59">${safe(edge.data("name"))}${agency ? ` (${agency.number})` : ""}</text>`;
}

function arrow(edge, ends, colour) {
  if (!edge.data("directed")) return "";
  const [before, tip] = ends.slice(-2);
  const angle = (Math.atan2(tip.y - before.y, tip.x - before.x) * 180) / Math.PI;
  return `<path d="M0 0L-9 -4.5L-9 4.5Z" fill="${colour}" transform="translate(${round(tip.x)} ${round(tip.y)}) rotate(${round(angle)})"/>`;
}

function body(node, chart, look) {
  const { x, y } = node.position();
  const [rx, ry] = [node.width() / 2, node.height() / 2];
  const { icon, colour: ofKind } = look.kinds.get(node.data("kind"));
  const agency = chart.chosen.colour === "agency";
  const colour = agency ? look.agencies.get(node.data("agency"))?.colour ?? look.tones.soft : ofKind;
  const edge = node.hasClass("way") ? ` stroke="${look.tones.danger}" stroke-width="4"` : node.data("restricted") ? ' stroke="#000000" stroke-width="3"' : "";
  const lock = node.data("restricted") ? `<g transform="translate(${round(rx)} ${round(-ry - 6)})" fill="#000000">${look.lock}</g>` : "";
  const points = chart.parts.draw.SHAPES[node.data("kind")];
  const shape = points ? `<polygon points="${points.map((at, index) => round(at * (index % 2 ? ry : rx))).join(" ")}"` : `<ellipse rx="${rx}" ry="${ry}"`;
  return `<g transform="translate(${round(x)} ${round(y)})">${shape} fill="${colour}"${edge}/>`
    + `<g transform="translate(-10 -10) scale(1.25)" fill="#ffffff">${icon}</g>${lock}${label(node, ry, agency && chart.parts.draw.mark(look, node))}</g>`;
}

function label(node, ry, agency) {
  const rows = [...wrapped(node.data("name")), ...(agency ? [agency] : [])];
  const spans = rows.map((row, index) => `<tspan x="0" y="${round(ry + 18 + index * 18)}">${safe(row)}</tspan>`);
  return `<text font-size="12" text-anchor="middle" fill="#14222a">${spans.join("")}</text>`;
}

// Lines of about twenty letters, broken where the drawing breaks them too.
function wrapped(name) {
  const rows = [""];
  for (const piece of name.split(/\u200b|(?<=\s)(?!\u200b)/)) {
    if ((rows.at(-1) + piece).trim().length > 20 && rows.at(-1)) rows.push("");
    rows[rows.length - 1] += piece;
  }
  return rows.map((row) => row.trim());
}

const round = (number) => Math.round(number * 10) / 10;
const safe = (text) => String(text ?? "").replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
