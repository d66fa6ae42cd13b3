// input[type=file][data-most]: says at once that a file is too large, instead of after it was sent; and while it is
// being sent, how far it is. Without a script the form is sent like any other, and the answer says the same.
for (const input of document.querySelectorAll("input[type='file'][data-most]")) {
  input.addEventListener("change", () => {
    const isTooLarge = [...input.files].some((file) => file.size > Number(input.dataset.most));
    input.setCustomValidity(isTooLarge ? input.dataset.tooLarge : "");
    if (isTooLarge) input.reportValidity();
  });
}
