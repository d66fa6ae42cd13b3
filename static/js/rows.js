// Lines of a form: [data-rows="prefix"] with [data-row]s of a formset. Its button, which otherwise sends the form for
// more lines, adds an empty one at once.
function emptied(row, from, to) {
  const copy = row.cloneNode(true);
  for (const element of copy.querySelectorAll("[name], [id], [for]")) {
    for (const attribute of ["name", "id", "for", "aria-describedby"]) {
      const value = element.getAttribute(attribute);
      if (value) element.setAttribute(attribute, value.replaceAll(`-${from}-`, `-${to}-`));
    }
    element.removeAttribute("aria-invalid");
    if (element.matches("input")) element.value = "";
    if (element.matches("select")) element.selectedIndex = 0;
  }
  copy.querySelectorAll(".errors").forEach((list) => list.remove());
  return copy;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-more]");
  const lines = button?.closest("[data-rows]");
  if (!lines) return;
  const total = lines.querySelector(`[name="${lines.dataset.rows}-TOTAL_FORMS"]`);
  const most = Number(lines.querySelector(`[name="${lines.dataset.rows}-MAX_NUM_FORMS"]`).value);
  const rows = lines.querySelectorAll("[data-row]");
  if (!rows.length || Number(total.value) >= most) return;
  event.preventDefault();
  const copy = emptied(rows[rows.length - 1], rows.length - 1, rows.length);
  rows[rows.length - 1].after(copy);
  total.value = rows.length + 1;
  copy.querySelector("input")?.focus();
});
