// Long forms: what is typed stays in the browser until the server has it, and is sent when the line is there.
(() => {
  const { words, person, put, remove, all, hold, pause, say, ready, element, session, login, csrf } = window.kept;
  const SKIPPED = ["hidden", "password", "file", "submit", "button", "reset", "image"];
  const STORED_AFTER = 300;
  const SAVED_AFTER = 15_000;
  const ASIDE = "#page-edit-form, [data-not-kept], .modal form";

  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !SKIPPED.includes(field.type));
  const read = (form) => fieldsOf(form).map((field) => {
    const isTicked = field.type === "checkbox" || field.type === "radio";
    return [field.name, isTicked ? field.value : "", isTicked ? field.checked : field.value];
  });
  const find = (form, name, option, place) => {
    const same = fieldsOf(form).filter((field) => field.name === name);
    return option ? same.find((field) => field.value === option) : same[place];
  };
  const seats = (form, values) => {
    const seen = {};
    return values.map(([name, option, value]) => {
      const place = option ? 0 : (seen[name] = (seen[name] ?? -1) + 1);
      return [find(form, name, option, place), option ? "checked" : "value", value];
    }).filter(([field]) => field);
  };
  const differs = (form, values) => seats(form, values).some(([field, seat, value]) => field[seat] !== value);
  const write = (form, values) => {
    for (const [field, seat, value] of seats(form, values)) {
      if (field[seat] === value) continue;
      field[seat] = value;
      field.closest("details")?.setAttribute("open", "");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  const versionOf = (form) => form.elements.loaded_revision_id?.value || "";
  // A field of the form may be called "action".
  const addressOf = (form) => new URL(form.getAttribute("action") || location.href, location.href).href;
  const keyOf = (form) => form.dataset.kept || 
    [new URL(addressOf(form)).pathname, form.elements.position?.value].join("#");
  const photosOf = (form) => [...form.querySelectorAll("[data-photo]")].map((row) => ({
    pk: row.querySelector("[name=photo]").value, picture: row.querySelector("img")?.src || "",
  }));
  const said = (values, photos = []) => JSON.stringify([values, photos.map(({ pk }) => pk)]);

  class KeptForm {
    constructor(form) {
      this.form = form;
      this.key = keyOf(form);
      this.id = `${person}|${this.key}`;
      this.asServed = read(form);
      this.photosServed = photosOf(form);
      this.isAlone = true;
      // What was put back into the form, and goes with it.
      this.sources = new Set();
      form.kept = this;
    }

    // The version that it was typed into; of a form without versions, what stood in it.
    get base() {
      return this.form.dataset.kept ? versionOf(this.form) : JSON.stringify(this.asServed);
    }

    async begin() {
      await ready;
      this.isAlone = (await this.adoptUnsaved()) || (await hold(this.id));
      if (!this.isAlone) {
        this.id += `|${crypto.randomUUID()}`;
        this.tell("elsewhere", null, []);
      }
      // Their rows first, which have fields to be filled in; an upload gives them other names, and waits for that.
      const goOn = this.isAlone ? await this.form.photosBack?.() : null;
      await this.bringBack();
      this.isBack = true;
      goOn?.();
      const changed = () => {
        this.isTyped = true;
        clearTimeout(this.storing);
        this.storing = setTimeout(() => this.keep(), STORED_AFTER);
      };
      this.form.addEventListener("input", changed);
      this.form.addEventListener("change", changed);
      this.form.addEventListener("submit", (event) => this.submitted(event));
      document.addEventListener("visibilitychange", () => document.hidden && this.isTyped && this.keep());
      // A quick hand was faster than this script.
      if (!this.sources.size && differs(this.form, this.asServed)) changed();
    }

    // A new form of a piece that was never saved takes over what was typed into the one before it, and its key.
    // Returns whether it did, and so is the only window with it.
    async adoptUnsaved() {
      const field = this.form.elements.piece_key;
      if (!field || versionOf(this.form)) return false;
      const rows = (await all("forms")).filter((row) => row.path === location.pathname && !row.base);
      for (const row of rows.sort((one, other) => other.at - one.at)) {
        if (!(await hold(`${person}|${row.key}`))) continue;
        this.key = field.value = this.form.dataset.kept = row.key;
        this.id = `${person}|${row.key}`;
        return true;
      }
      return false;
    }

    async bringBack() {
      const rows = (await all("forms")).filter((row) => row.key === this.key && (this.isAlone || row.id === this.id));
      rows.sort((one, other) => other.at - one.at);
      const now = said(this.asServed, this.photosServed);
      const [newest, ...others] = rows.filter((row) => said(row.values, row.photos) !== now);
      if (!newest) return;
      const isSame = newest.base === this.base;
      const isTyped = differs(this.form, this.asServed) && differs(this.form, newest.values);
      if (isSame && !isTyped) {
        this.fill(newest);
        this.tell("restored", newest.at, [["drop", () => this.drop(newest)]]);
      } else {
        this.offer(isSame ? "other" : "newer", newest);
        // What is typed from here on stands beside it.
        this.id += `|${crypto.randomUUID()}`;
      }
      others.forEach((row) => this.offer("other", row));
    }

    offer(name, row) {
      this.tell(name, row.at, [["take", () => this.fill(row)], ["back", () => write(this.form, this.asServed)],
        ["drop", () => this.drop(row)]]);
    }

    fill(row) {
      this.sources.add(row.id);
      this.form.dispatchEvent(new CustomEvent("kept:photos", { detail: row.photos || [] }));
      write(this.form, row.values);
    }

    async drop(row) {
      clearTimeout(this.storing);
      this.isThrough = true;
      await remove("forms", row.id);
      await this.form.dropPhotos?.();
      location.reload();
    }

    forget() {
      return Promise.all([this.id, ...this.sources].map((id) => remove("forms", id)));
    }

    tell(name, at, actions) {
      const buttons = actions.map(([word, act]) => {
        const button = element("button", { type: "button", className: "button button-small button-secondary" }, say(word));
        button.addEventListener("click", act);
        return button;
      });
      const line = element("div", { className: "kept-line" }, element("p", {}, say(name, at)),
        element("div", { className: "kept-buttons" }, ...buttons));
      line.setAttribute("role", "status");
      this.form.prepend(line);
    }

    async keep() {
      // The server has it, and the page is on its way out; or what was kept before is not back in the form yet.
      if (this.isThrough || !this.isBack) return;
      await put("forms", {
        id: this.id, key: this.key, person, path: location.pathname, base: this.base,
        values: read(this.form), photos: photosOf(this.form), at: Date.now(),
      });
      if (!this.isSending) this.state("here", Date.now());
      clearTimeout(this.saving);
      if (this.form.dataset.autosave && this.isAlone) this.saving = setTimeout(() => this.save(), SAVED_AFTER);
    }

    state(name, at) {
      let place = this.form.querySelector("[data-state]");
      if (!place) {
        place = element("p", { className: "kept-state" });
        place.dataset.state = "";
        place.setAttribute("role", "status");
        this.form.append(place);
      }
      place.textContent = say(name, at);
    }

    async post(submitter) {
      const body = new FormData(this.form);
      if (submitter?.name) body.append(submitter.name, submitter.value);
      const headers = { "X-Kept": "1", "X-CSRFToken": csrf() };
      const address = submitter?.getAttribute?.("formaction") || addressOf(this.form);
      return fetch(address, { method: "POST", body, headers });
    }

    // A draft on the server, in the background: the form goes on as it is, with the marks of the new version.
    save() {
      if (!this.isSending) this.saved = Promise.resolve(this.saved).then(() => this.saveOnce());
      return this.saved;
    }

    async saveOnce() {
      const before = JSON.stringify(read(this.form));
      try {
        this.state("saving");
        const answer = await this.post({ name: "do", value: this.form.dataset.autosave });
        const told = answer.ok && answer.headers.get("Content-Type").includes("json") ? await answer.json() : {};
        if (!told.kept || !(await this.takeOver(told.to))) {
          this.state("here", Date.now());
          return;
        }
        if (JSON.stringify(read(this.form)) === before) await this.forget();
        else await this.keep();
        this.state("saved", Date.now());
      } catch {
        this.state("offline");
      }
    }

    async takeOver(address) {
      const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
      const form = page.getElementById(this.form.id);
      if (!form) return false;
      this.form.setAttribute("action", form.getAttribute("action"));
      history.replaceState(null, "", address);
      for (const field of form.querySelectorAll("input[type=hidden]:not([name=photo])")) {
        const own = this.form.querySelector(`input[type=hidden][name="${field.name}"]`);
        if (own) own.value = field.value;
        else this.form.prepend(document.importNode(field));
      }
      const list = form.querySelector("[data-checklist]");
      if (list) this.form.querySelector("[data-checklist]")?.replaceWith(document.importNode(list, true));
      this.asServed = read(form);
      this.photosServed = photosOf(form);
      return true;
    }

    async submitted(event) {
      if (this.isThrough) return;
      event.preventDefault();
      if (this.isSending) return;
      this.isSending = true;
      clearTimeout(this.saving);
      clearTimeout(this.storing);
      // One version after the other: the second goes on from the marks of the first.
      await this.saved;
      await this.keep();
      try {
        await this.send(event.submitter);
      } finally {
        this.isSending = false;
        this.form.querySelector(".kept-cancel")?.remove();
      }
    }

    async send(submitter) {
      if (this.form.uploads) {
        this.state("photos");
        if (!(await this.form.uploads())) return this.state("failed");
        await this.keep();
      }
      for (let tries = 0; ; tries += 1) {
        this.state("sending");
        const answer = await this.post(submitter).catch(() => null);
        if (answer && answer.status < 500 && (await this.answered(answer, submitter))) return;
        if (!answer || answer.status >= 500) {
          this.state(answer ? "busy" : "waiting");
          if (await this.isLeft(tries)) return this.state("here", Date.now());
        }
        if (this.isStopped) return (this.isStopped = false);
      }
    }

    // Wait for the line; the person may go on writing instead.
    async isLeft(tries) {
      if (!this.form.querySelector(".kept-cancel")) {
        const stop = element("button", { type: "button", className: "button button-secondary kept-cancel" }, say("cancel"));
        stop.addEventListener("click", () => { this.isLeftByHand = true; window.dispatchEvent(new Event("online")); });
        this.form.querySelector("[data-state]").after(stop);
      }
      await pause(Math.min(2 ** tries, 30) * 1000);
      const isLeft = this.isLeftByHand;
      this.isLeftByHand = false;
      return isLeft;
    }

    // Whether `answer` ends the sending; what it asks for before it is sent again is done here.
    async answered(answer, submitter) {
      const isJson = answer.headers.get("Content-Type")?.includes("json");
      if (answer.ok && isJson) {
        const told = await answer.json();
        this.isThrough = told.kept;
        if (told.kept) await this.forget();
        const to = new URL(told.to, location.href);
        // The same address with another place in it would load nothing.
        const isSame = to.pathname + to.search === location.pathname + location.search;
        history.replaceState(null, "", isSame ? to : location.href);
        if (isSame) location.reload();
        else location.assign(to);
        return true;
      }
      if (isJson && (answer.status === 401 || answer.status === 403)) {
        const next = await window.kept.mend();
        this.isStopped = next === "stop";
        if (this.isStopped) this.state("here", Date.now());
        return false;
      }
      // The form once more with what is wrong in it: as a page, which the browser shows.
      this.isThrough = true;
      this.form.requestSubmit(submitter || undefined);
      return true;
    }
  }

  if (!person) return;
  // When all scripts are there: that of the photos brings its own back first.
  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("form[method=post]")) {
      if (form.matches(ASIDE) || form.closest(ASIDE)) continue;
      if (form.dataset.kept || form.querySelector("textarea:not([hidden])")) new KeptForm(form).begin();
    }
  });
})();
