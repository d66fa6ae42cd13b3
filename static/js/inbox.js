// The count beside the inbox: asked for when the page is there and every half minute, answered with 204 while it holds.
const EVERY = 30000;
const badge = document.querySelector("[data-inbox-count]");
let digest = "";

async function ask() {
  const answer = await fetch(`${badge.dataset.url}?digest=${digest}`, { headers: { Accept: "text/plain" }, redirect: "error" });
  if (answer.status !== 200) return;
  digest = answer.headers.get("X-Digest") ?? "";
  const text = await answer.text();
  badge.textContent = text;
  badge.hidden = text === "";
}

async function again() {
  if (document.visibilityState === "visible") await ask().catch(() => {}); // a bad line: the next round asks again
  setTimeout(again, EVERY);
}

if (badge) again();
