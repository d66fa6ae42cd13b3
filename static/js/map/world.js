// The countries of the world from Natural Earth's TopoJSON: their land, the borders between them, and where a name fits.
const LINES = 18; // looked along for the widest part of a country

// ISO 3166-1: the atlas knows countries by number, the browser's names of them by two letters.
const CODES =
  "004AF008AL010AQ012DZ016AS020AD024AO028AG031AZ032AR036AU040AT044BS048BH050BD051AM052BB056BE060BM064BT068BO070BA" +
  "072BW074BV076BR084BZ086IO090SB092VG096BN100BG104MM108BI112BY116KH120CM124CA132CV136KY140CF144LK148TD152CL156CN" +
  "158TW162CX166CC170CO174KM175YT178CG180CD184CK188CR191HR192CU196CY203CZ204BJ208DK212DM214DO218EC222SV226GQ231ET" +
  "232ER233EE234FO238FK239GS242FJ246FI248AX250FR254GF258PF260TF262DJ266GA268GE270GM275PS276DE288GH292GI296KI300GR" +
  "304GL308GD312GP316GU320GT324GN328GY332HT334HM336VA340HN344HK348HU352IS356IN360ID364IR368IQ372IE376IL380IT384CI" +
  "388JM392JP398KZ400JO404KE408KP410KR414KW417KG418LA422LB426LS428LV430LR434LY438LI440LT442LU446MO450MG454MW458MY" +
  "462MV466ML470MT474MQ478MR480MU484MX492MC496MN498MD499ME500MS504MA508MZ512OM516NA520NR524NP528NL531CW533AW534SX" +
  "535BQ540NC548VU554NZ558NI562NE566NG570NU574NF578NO580MP581UM583FM584MH585PW586PK591PA598PG600PY604PE608PH612PN" +
  "616PL620PT624GW626TL630PR634QA638RE642RO643RU646RW652BL654SH659KN660AI662LC663MF666PM670VC674SM678ST682SA686SN" +
  "688RS690SC694SL702SG703SK704VN705SI706SO710ZA716ZW724ES728SS729SD732EH740SR744SJ748SZ752SE756CH760SY762TJ764TH" +
  "768TG772TK776TO780TT784AE788TN792TR795TM796TC798TV800UG804UA807MK818EG826GB831GG832JE833IM834TZ840US850VI854BF" +
  "858UY860UZ862VE876WF882WS887YE894ZM";
const OWN = { LA: "Lao PDR", VN: "Viet Nam" }; // as agencies/countries.py has them
const letters = new Map(CODES.match(/.{5}/g).map((code) => [code.slice(0, 3), code.slice(3)]));

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
  const code = letters.get(id);
  if (lang.startsWith("en") && code in OWN) return OWN[code];
  return (code && new Intl.DisplayNames([lang], { type: "region", style: "short", fallback: "none" }).of(code)) ?? properties.name;
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
