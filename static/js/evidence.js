// input[type=file][data-most]: says at once that a file is too large, instead of after it was sent; and while a file is
// on its way, that it is, so that nobody sends it twice. Without a script the form is sent like any other.
for (const input of document.querySelectorAll("input[type='file'][data-most]")) {
  input.addEventListener("change", () => {
    const isTooLarge = [...input.files].some((file) => file.size > Number(input.dataset.most));
    input.setCustomValidity(isTooLarge ? input.dataset.tooLarge : "");
    if (isTooLarge) input.reportValidity();
  });

  const note = document.createElement("p");
  note.setAttribute("role", "status");
  note.className = "small soft";
  input.form.querySelector(".actions").after(note);
  input.form.addEventListener("submit", () => {
    if (!input.files.length) return;
    note.textContent = input.dataset.sending;
    for (const button of input.form.querySelectorAll("button[type='submit']")) button.disabled = true;
  });
  addEventListener("pageshow", () => { // come back to by the browser's own button
    note.textContent = "";
    for (const button of input.form.querySelectorAll("button[type='submit']")) button.disabled = false;
  });
}
