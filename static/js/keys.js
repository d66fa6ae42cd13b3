// Keys: `/` the search, `n` the new thing, `?` the list of keys, `g` and a letter a place of the rail.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const dialog = document.getElementById("keys");
let going = 0;

function press(key) {
  if (Date.now() - going < 1500) {
    going = 0;
    return document.querySelector(`.rail [data-key="${CSS.escape(key)}"]`);
  }
  if (key === "g") going = Date.now();
  if (key === "/") return document.querySelector("[data-key='/']");
  if (key === "n") return document.querySelector("[data-key='n']:not(.rail *)");
  return null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?" && dialog) return dialog.showModal();
  const target = press(event.key);
  if (!target) return;
  event.preventDefault();
  if (target.matches("a")) target.click();
  else target.focus();
});

for (const button of document.querySelectorAll("[data-open]")) {
  button.hidden = false;
  button.addEventListener("click", () => document.getElementById(button.dataset.open).showModal());
}
