// The embedded demo's sign-in page: a press on a person fills the form.
const form = document.querySelector("[data-sign-in]");

for (const button of document.querySelectorAll("[data-username]")) {
  button.addEventListener("click", () => {
    form.elements.login.value = button.dataset.username;
    form.elements.password.value = button.dataset.password;
    for (const other of document.querySelectorAll("[data-username]")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    form.querySelector("button:not([type='button'])").focus();
  });
}

for (const button of document.querySelectorAll("[data-fill]")) {
  button.addEventListener("click", () => {
    const input = document.querySelector(button.dataset.fill);
    input.value = button.dataset.value;
    input.form.querySelector("button:not([type='button'])").focus();
  });
}
