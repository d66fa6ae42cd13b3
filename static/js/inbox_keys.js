// The inbox by keyboard: j and k go down and up, x chooses, e marks what is chosen as done.
const form = document.querySelector("[data-inbox]");

if (form) {
  const rows = [...form.querySelectorAll("li")];
  const boxes = rows.map((row) => row.querySelector("input[type=checkbox]"));
  const all = form.querySelector("[data-all]");
  all.hidden = false;
  all.querySelector("input").addEventListener("change", (event) => {
    for (const box of boxes) box.checked = event.target.checked;
  });

  const at = () => rows.findIndex((row) => row.contains(document.activeElement));
  const go = (step) => {
    const next = rows[Math.min(Math.max(at() + step, 0), rows.length - 1)];
    next.querySelector("a").focus();
  };
  const acts = {
    j: () => go(1),
    k: () => go(-1),
    e: () => form.querySelector("[value=done]")?.click(),
    x: () => { const box = boxes[at()]; if (box) box.checked = !box.checked; },
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in acts)) return;
    event.preventDefault();
    acts[event.key]();
  });
}
