// The countries of the world from Natural Earth's TopoJSON: their land, the borders between them, and where a name fits.
const LINES = 18; // looked along for the widest part of a country

export async function world(url, topojson, lang) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const topology = await answer.json();
  const { countries } = topology.objects;
  const land = topojson.feature(topology, countries);
  const borders = topojson.mesh(topology, countries, (one, other) => one !== other);
  for (const { geometry } of land.features) for (const rings of pieces(geometry)) rings.forEach(unbroken);
  return { land, borders, names: land.features.map((country) => nameOf(country, lang)).filter(Boolean) };
}

const pieces = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates);

// Where a coast crosses the date line it goes on beyond 180 degrees, instead of all the way back around the world.
function unbroken(ring) {
  let turn = 0;
  for (let i = 1, last = ring[0][0]; i < ring.length; i += 1) {
    const [lon] = ring[i];
    if (Math.abs(lon - last) > 180) turn += lon < last ? 360 : -360;
    last = lon;
    ring[i] = [lon + turn, ring[i][1]];
  }
}

// A name in the reader's language, at the middle of the widest part of the largest piece; `width` in degrees there.
function nameOf(country, lang) {
  if (!country.id || !country.geometry) return null;
  const outer = pieces(country.geometry).map(([ring]) => ring).reduce((most, ring) => (area(ring) > area(most) ? ring : most));
  const place = widest(outer);
  return place && { ...place, name: named(country, lang) };
}

function named({ id, properties }, lang) {
  try {
    const name = new Intl.DisplayNames([lang], { type: "region", style: "short", fallback: "none" }).of(id);
    return name ?? properties.name;
  } catch {
    return properties.name;
  }
}

function area(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i += 1) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return Math.abs(sum);
}

function widest(ring) {
  const north = Math.max(...ring.map((point) => point[1]));
  const south = Math.min(...ring.map((point) => point[1]));
  let best = null;
  for (let n = 1; n < LINES; n += 1) {
    const lat = south + ((north - south) * n) / LINES;
    const cuts = crossings(ring, lat);
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const width = cuts[i + 1] - cuts[i];
      if (!best || width > best.width) best = { lat, lon: (cuts[i] + cuts[i + 1]) / 2, width };
    }
  }
  return best;
}

function crossings(ring, lat) {
  const found = [];
  for (let i = 1; i < ring.length; i += 1) {
    const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
    if (y1 > lat !== y2 > lat) found.push(x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1));
  }
  return found.sort((one, other) => one - other);
}
