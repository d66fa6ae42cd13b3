// Keeps what is being typed through a lost line or a closed tab: form[data-keep="a name"], in this tab only.
// It is dropped once the form's answer has arrived, and on signing out: a shared desk keeps nothing of a person.
const PREFIX = "draft:";
const fields = (form) => [...form.elements].filter((e) => e.name && (e.matches("textarea") || (e.matches("input") && e.type === "text")));
// Ticks are kept with the text: a note for some agencies must not come back as one for all.
const ticks = (form) => [...form.querySelectorAll("input[type='checkbox'][name]")];

function restore(form, key) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  const lost = fields(form).filter((field) => !field.value && kept.typed?.[field.name]);
  if (lost.length) form.dataset.restored = "";
  for (const field of lost) field.value = kept.typed[field.name];
  for (const tick of lost.length ? ticks(form) : []) {
    if (!kept.ticked.includes(`${tick.name} ${tick.value}`)) continue;
    tick.checked = true;
    tick.closest("details")?.setAttribute("open", "");
  }
}

function keep(form, key) {
  const typed = Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
  const ticked = ticks(form).filter((tick) => tick.checked).map((tick) => `${tick.name} ${tick.value}`);
  if (Object.values(typed).some(Boolean)) sessionStorage.setItem(key, JSON.stringify({ typed, ticked }));
  else sessionStorage.removeItem(key);
}

// The answer to a form arrives by its redirect: a navigation that came from the page the form was on. A page opened
// after a lost line comes from nowhere, or is a reload; then the text stays.
const sent = JSON.parse(sessionStorage.getItem("sent") ?? "null");
sessionStorage.removeItem("sent");
const answered = performance.getEntriesByType("navigation")[0]?.type === "navigate" && document.referrer === sent?.from;
const refused = document.querySelector(".error-page, [aria-invalid='true'], .alert.danger");
if (answered && !refused) sessionStorage.removeItem(sent.key);

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = PREFIX + form.dataset.keep;
  restore(form, key);
  form.addEventListener("input", () => keep(form, key));
  form.addEventListener("submit", () => sessionStorage.setItem("sent", JSON.stringify({ key, from: location.href.split("#")[0] })));
}

for (const form of document.querySelectorAll("form[action*='logout']")) {
  form.addEventListener("submit", () => sessionStorage.clear());
}
