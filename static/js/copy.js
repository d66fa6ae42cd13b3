// button[data-copy="selector"]: puts the text of that element on the clipboard, and says so.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).innerText);
    const label = button.querySelector("[data-copied]");
    const before = label.textContent;
    label.textContent = label.dataset.copied;
    setTimeout(() => { label.textContent = before; }, 2000);
  });
}
