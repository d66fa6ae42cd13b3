// Light, dark, or as the device: kept in a cookie, so that the server sends the right page and nothing flashes.
const sheet = document.getElementById("dark");
const media = { dark: "screen", light: "not all", "": "screen and (prefers-color-scheme: dark)" };

function choose(theme) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const age = theme ? 31536000 : 0;
  document.cookie = `theme=${theme}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
  sheet.media = media[theme];
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
  }
}

for (const menu of document.querySelectorAll("[data-themes]")) menu.hidden = false;
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (button) choose(button.dataset.themeChoice);
});
