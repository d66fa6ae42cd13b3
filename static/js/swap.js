// After htmx has renewed a part of the page, the keyboard stands at it; if the answer was an error, show that page whole.
document.addEventListener("htmx:afterSwap", (event) => {
  const part = document.getElementById(event.detail.target.id);
  part?.focus({ preventScroll: true });
  part?.scrollIntoView({ block: "nearest" });
});

for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => location.assign(event.detail.pathInfo.requestPath));
}
