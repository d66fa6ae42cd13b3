// Keeps what is typed on the server, sealed for its writer: [data-autosave="a name"] inside a form, see ui/form.html.
// Works on bad lines: it tries again, says whether the text is kept, and gets a new form token when the old one is stale.
const SKIPPED = ["csrfmiddlewaretoken", "once", "draft", "version"];
const PAUSE = 1200, LONGEST_WAIT = 8000, FIRST_RETRY = 3000, LAST_RETRY = 60000;

const fields = (form) => [...form.elements].filter((e) =>
  e.name && !SKIPPED.includes(e.name) && !e.matches("button, fieldset, [type=hidden], [type=password], [type=file], [type=submit]"));
const ticked = (field) => field.matches("[type=checkbox], [type=radio]");

function typed(form) {
  const pairs = [];
  for (const field of fields(form)) {
    if (ticked(field)) { if (field.checked) pairs.push([field.name, field.value]); }
    else if (field.multiple) for (const option of field.selectedOptions) pairs.push([field.name, option.value]);
    else pairs.push([field.name, field.value]);
  }
  return pairs;
}

function fill(form, pairs) {
  const values = Map.groupBy ? Map.groupBy(pairs, ([name]) => name) : pairs.reduce((m, p) => m.set(p[0], [...(m.get(p[0]) ?? []), p]), new Map());
  for (const field of fields(form)) {
    const own = (values.get(field.name) ?? []).map((pair) => pair[1]);
    if (ticked(field)) field.checked = own.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = own.includes(option.value);
    else if (own.length) field.value = own[0];
    if (ticked(field) && field.checked) field.closest("details")?.setAttribute("open", "");
  }
}

class Autosave {
  constructor(place) {
    this.place = place;
    this.words = place.dataset;
    this.form = place.closest("form");
    this.says = place.querySelector("[role=status]");
    this.empty = this.last = JSON.stringify(typed(this.form));
    this.retry = FIRST_RETRY;
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("change", () => this.changed());
    this.form.addEventListener("submit", (event) => setTimeout(() => { if (!event.defaultPrevented) this.stop(); }));
    window.addEventListener("online", () => this.dirty && this.save());
    window.addEventListener("pagehide", () => this.dirty && this.save({ keepalive: true }));
    window.addEventListener("pageshow", (event) => { if (event.persisted) this.sent = false; });
    this.offer();
  }

  get token() { return this.form.elements.csrfmiddlewaretoken; }

  async ask(address, options = {}) {
    const answer = await fetch(address, { redirect: "manual", credentials: "same-origin", ...options });
    if (answer.type === "opaqueredirect") throw Object.assign(new Error(), { word: this.words.signedOut });
    return answer;
  }

  async state() {
    const answer = await this.ask(`${this.words.url}?${new URLSearchParams({ form: this.words.autosave })}`);
    if (!answer.ok) throw new Error();
    const found = await answer.json();
    if (found.agency === this.words.agency) this.token.value = found.token;
    return found;
  }

  async offer() {
    let found;
    try { found = await this.state(); } catch { return; }
    const asked = this.form.dataset.restored !== undefined || this.form.querySelector(".errors") || this.dirty;
    if (!found.typed || found.agency !== this.words.agency || JSON.stringify(found.typed) === this.last || asked) return;
    const note = this.place.querySelector("template").content.firstElementChild.cloneNode(true);
    note.querySelector("[data-when]").textContent = this.time(found.kept_at, true);
    note.querySelector("[data-go-on]").addEventListener("click", () => {
      fill(this.form, found.typed);
      note.remove();
      fields(this.form)[0]?.focus();
      this.changed();
    });
    note.querySelector("[data-discard]").addEventListener("click", () => { note.remove(); this.discard(); });
    this.form.prepend(note);
  }

  async discard() {
    try { await this.post(this.words.discardUrl, { form: this.words.autosave }); } catch { /* it lapses by itself */ }
    this.last = this.empty;
    this.changed();
    fields(this.form)[0]?.focus();
  }

  changed() {
    if (this.sent) return;
    this.dirty = true;
    this.since ??= Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(PAUSE, this.since + LONGEST_WAIT - Date.now())));
  }

  post(address, values, options = {}) {
    const send = () => this.ask(address, {
      method: "POST", headers: { "X-CSRFToken": this.token.value }, body: new URLSearchParams(values), ...options,
    });
    return send().then(async (answer) => {
      if (answer.status !== 403) return answer;
      await this.state(); // the token was of an earlier sign-in
      return send();
    });
  }

  async save(options = {}) {
    clearTimeout(this.timer);
    const now = JSON.stringify(typed(this.form));
    if (this.sent || this.under) return;
    if (now === this.last) { this.dirty = false; this.since = undefined; return; }
    this.under = true;
    this.since = undefined;
    try {
      const once = this.form.elements.once?.value ?? "";
      const values = { form: this.words.autosave, agency: this.words.agency, once, typed: now };
      this.told(await this.post(this.words.url, values, options), now);
    } catch (error) {
      this.say(error.word ?? this.words.unkept, true);
      this.again();
    } finally {
      this.under = false;
    }
    if (!this.sent && this.last === now && JSON.stringify(typed(this.form)) !== now) this.changed();
  }

  async told(answer, now) {
    if (answer.ok) {
      this.last = now;
      this.dirty = false;
      this.retry = FIRST_RETRY;
      this.say(this.words.kept.replace("{time}", this.time((await answer.json()).kept_at)), false);
    } else if (answer.status === 422) this.say(this.words.tooLong, true);
    else if (answer.status === 409) this.say(this.words.elsewhere, true);
    else { this.say(this.words.unkept, true); this.again(); }
  }

  again() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), this.retry);
    this.retry = Math.min(this.retry * 2, LAST_RETRY);
  }

  stop() {
    this.sent = true;
    clearTimeout(this.timer);
  }

  time(moment, day = false) {
    const style = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(day ? { day: "numeric", month: "short" } : {}) };
    const zone = document.querySelector("[data-clock]")?.dataset.zone;
    const { lang } = document.documentElement;
    return new Date(moment).toLocaleString(lang === "en" ? "en-GB" : lang, { ...style, ...(zone ? { timeZone: zone } : {}) });
  }

  say(words, bad) {
    if (this.says.textContent !== words) this.says.textContent = words;
    this.says.classList.toggle("not-kept", bad);
  }
}

for (const place of document.querySelectorAll("form [data-autosave]")) new Autosave(place);
