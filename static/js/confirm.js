// button[data-confirm="what will happen, and to whom"]: asks before the form goes. Without JS the server's page asks.
const dialog = document.getElementById("confirm");

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!dialog || !button?.dataset.confirm || button.dataset.sure) return;
  event.preventDefault();
  const yes = dialog.querySelector("[value='yes']");
  dialog.querySelector("h2").textContent = button.textContent.trim();
  dialog.querySelector("p").textContent = button.dataset.confirm;
  yes.textContent = button.textContent.trim();
  yes.classList.toggle("danger", button.classList.contains("danger"));
  dialog.showModal();
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return;
    button.dataset.sure = "yes";
    button.form.requestSubmit(button);
    delete button.dataset.sure;
  }, { once: true });
});

// Twice pressed is once sent: the server has its own guard, this spares the wait.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method === "dialog") return;
  const button = event.submitter;
  if (button) setTimeout(() => { button.disabled = true; });
});
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form button:disabled:not([data-off])")) button.disabled = false;
});
