// The clock of the acting agency's country, with its distance from UTC; it ticks with the minute.
const clock = document.querySelector("[data-clock]");

function show() {
  const { zone, lang } = clock.dataset;
  const now = new Date();
  const [time, name] = clock.children;
  time.textContent = now.toLocaleTimeString(lang, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(now);
  name.textContent = parts.find((part) => part.type === "timeZoneName").value.replace("GMT", "UTC");
  clock.hidden = false;
  setTimeout(show, 60000 - (now % 60000) + 50);
}

if (clock) show();
