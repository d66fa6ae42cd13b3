// Suggests places while one is typed. Without it the server finds the place by its name when the form is sent.
const root = document.querySelector("[data-places-of]");
const WAIT = 200;

if (root) {
  const [place, country, coordinates] = ["place", "country", "coordinates"].map((name) => root.querySelector(`[name=${name}]`));
  const list = root.querySelector("datalist");
  let waiting = 0;
  let asked = null;

  place.addEventListener("input", () => {
    if (choose(list, { place, country, coordinates })) return;
    clearTimeout(waiting);
    waiting = setTimeout(suggest, WAIT);
  });

  async function suggest() {
    asked?.abort();
    asked = new AbortController();
    if (place.value.trim().length < 2) return list.replaceChildren();
    const query = new URLSearchParams({ q: place.value.trim(), country: country.value });
    try {
      const answer = await fetch(`${root.dataset.placesOf}?${query}`, { signal: asked.signal });
      const { places } = answer.ok ? await answer.json() : { places: [] };
      list.replaceChildren(...places.map(option));
    } catch (error) {
      if (error.name !== "AbortError") list.replaceChildren();
    }
  }
}

// Several places may have one name, so what is chosen says its country and where it lies.
function option({ name, country, where, lat, lon }) {
  const made = document.createElement("option");
  made.value = `${name}, ${where} (${lat}, ${lon})`;
  Object.assign(made.dataset, { name, country, at: `${lat}, ${lon}` });
  return made;
}

function choose(list, { place, country, coordinates }) {
  const chosen = [...list.options].find((one) => one.value === place.value);
  if (!chosen) return false;
  place.value = chosen.dataset.name;
  country.value = chosen.dataset.country;
  coordinates.value = chosen.dataset.at;
  list.replaceChildren();
  return true;
}
