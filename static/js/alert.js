// The board of an alert: asked for every ten seconds, answered with 204 while nothing changed. Whoever has the focus in it
// is not disturbed: the next round renews it.
const EVERY = 10000;
const place = document.querySelector("[data-alert-board]");

async function ask() {
  if (place.contains(document.activeElement)) return;
  const board = place.querySelector("[data-digest]");
  const answer = await fetch(`${place.dataset.url}?digest=${board.dataset.digest}`, { headers: { Accept: "text/html" }, redirect: "error" });
  if (answer.status === 404) location.reload();
  if (answer.status !== 200) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...page.body.childNodes);
}

async function again() {
  if (document.visibilityState === "visible") await ask().catch(() => {}); // a bad line: the next round asks again
  setTimeout(again, EVERY);
}

if (place) setTimeout(again, EVERY);
