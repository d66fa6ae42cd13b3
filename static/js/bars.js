// A bar of places or tabs that is wider than the screen begins where the reader is.
for (const bar of document.querySelectorAll(".section-bar, .tabs")) {
  const here = bar.querySelector("[aria-current]");
  if (here) bar.scrollLeft += here.getBoundingClientRect().left - bar.getBoundingClientRect().left - (bar.clientWidth - here.clientWidth) / 2;
}
