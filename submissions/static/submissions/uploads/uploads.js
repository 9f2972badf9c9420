// Photos of a form: made smaller, sent in pieces that go on after a break, each with its state in per cent.
(() => {
  const field = document.querySelector("[data-photos]");
  if (!field || !window.kept?.person) return;
  const { person, put, remove, all, pause, element, csrf, mend } = window.kept;
  const words = JSON.parse(document.getElementById("upload-words").textContent);
  const form = field.closest("form");
  const list = field.querySelector("[data-photo-list]");
  const template = field.querySelector("[data-photo-row]");
  const input = field.querySelector("input[type=file]");
  const LONGEST = 2048;
  const STEP = 128 * 1024;
  const AT_ONCE = 2;
  const MOST_KEPT = 80 * 1024 * 1024;
  // Pixels from the edge of the window at which the list goes on below a finger, and by how many.
  const EDGE = 96;
  const STEP_AT_EDGE = 16;
  const items = new Map();

  // --- the picture -------------------------------------------------------------------------------

  // What the browser cannot decode (HEIC in most) goes as it is; the server can.
  const shrunk = async (file) => {
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      if (scale === 1) return file;
      const canvas = element("canvas", {
        width: Math.round(picture.width * scale), height: Math.round(picture.height * scale),
      });
      const drawing = canvas.getContext("2d");
      drawing.fillStyle = "white";
      drawing.fillRect(0, 0, canvas.width, canvas.height);
      drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.88));
      return blob && blob.size < file.size ? blob : file;
    } catch {
      return file;
    }
  };

  // --- the row -----------------------------------------------------------------------------------

  const renumber = (row, from, to) => {
    for (const part of [row, ...row.querySelectorAll("*")]) {
      for (const attribute of part.attributes) {
        if (attribute.value.includes(from)) attribute.value = attribute.value.replaceAll(from, to);
      }
    }
  };

  const newRow = (pk, picture) => {
    const row = document.importNode(template.content, true).querySelector("[data-photo]");
    renumber(row, "__pk__", pk);
    if (picture) row.querySelector("img").src = picture;
    list.append(row);
    giveGrip(row);
    return row;
  };

  const show = (item, { text, problem = "", part = null }) => {
    let state = item.row.querySelector("[data-upload-state]");
    if (!state) {
      state = element("div", { className: "upload-state" }, element("progress", { max: 1 }), element("span"));
      state.dataset.uploadState = "";
      item.row.append(state);
    }
    const [bar, line] = state.children;
    bar.hidden = part === null;
    if (part !== null) bar.value = part;
    bar.setAttribute("aria-label", words.progress);
    line.textContent = problem || text;
    line.classList.toggle("upload-problem", Boolean(problem));
    line.setAttribute("role", problem ? "alert" : "presentation");
    state.querySelector("button")?.remove();
    if (problem) {
      const again = element("button", { type: "button", className: "button button-small button-secondary" }, words.again);
      again.addEventListener("click", () => start(item));
      state.append(again);
    }
  };

  const done = async (item, told) => {
    item.isDone = true;
    renumber(item.row, item.id, String(told.pk));
    const twin = [...list.querySelectorAll("[name=photo]")].filter((other) => other.value === String(told.pk));
    if (twin.length > 1) item.row.remove();
    const picture = item.row.querySelector("img");
    if (picture) picture.src = told.thumbnail;
    item.row.querySelector("[data-upload-state]")?.remove();
    for (const note of told.notes) item.row.append(element("p", { className: "upload-note" }, `${words.known} ${note}`));
    await form.kept?.keep();
    await remove("photos", item.id);
    items.delete(item.id);
  };

  // --- the upload --------------------------------------------------------------------------------

  class Refused extends Error {}

  const ask = async (item, method, address, headers = {}, body = undefined) => {
    const all = { "Tus-Resumable": "1.0.0", "X-CSRFToken": csrf(), "X-Requested-With": "XMLHttpRequest", ...headers };
    const answer = await fetch(address, { method, headers: all, body, redirect: "manual", signal: item.stop.signal });
    if (answer.status >= 500 || answer.status === 429) throw new Error("busy");
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    if (isJson && answer.status >= 400 && answer.status !== 409) {
      const { error } = await answer.clone().json();
      if (error) throw new Refused(error);
    }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      const next = await mend();
      if (next === "stop") throw new Refused(words.loggedOut);
      if (next === "wait") throw new Error("away");
      return ask(item, method, address, headers, body);
    }
    return answer;
  };

  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  const place = async (item) => {
    if (item.address) {
      const answer = await ask(item, "HEAD", item.address);
      if (answer.ok) return Number(answer.headers.get("Upload-Offset"));
    }
    const about = { filename: item.name, unit: field.dataset.unit, form: item.key };
    const metadata = Object.entries(about).map(([key, value]) => `${key} ${base64(value)}`).join(",");
    const headers = { "Upload-Length": String(item.blob.size), "Upload-Metadata": metadata };
    const answer = await ask(item, "POST", words.address, headers);
    if (answer.status !== 201) throw new Refused(words.refused);
    item.address = answer.headers.get("Location");
    await store(item);
    return 0;
  };

  const send = async (item) => {
    let offset = await place(item);
    while (offset < item.blob.size) {
      show(item, { text: `${Math.round((100 * offset) / item.blob.size)} %`, part: offset / item.blob.size });
      const headers = { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
      const answer = await ask(item, "PATCH", item.address, headers, item.blob.slice(offset, offset + STEP));
      if (answer.status === 404) { item.address = ""; return send(item); }
      offset = Number(answer.headers.get("Upload-Offset") ?? NaN);
      if (Number.isNaN(offset)) throw new Refused(words.refused);
    }
    show(item, { text: words.finishing, part: 1 });
    const answer = await ask(item, "POST", `${item.address}xong/`);
    if (!answer.ok) throw new Error("again");
    return answer.json();
  };

  const upload = async (item) => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await done(item, await send(item));
      } catch (error) {
        if (item.stop.signal.aborted) return undefined;
        if (error instanceof Refused) {
          item.problem = error.message;
          item.address = "";
          await store(item);
          return show(item, { problem: error.message });
        }
        show(item, { text: words.waiting });
        await pause(Math.min(2 ** tries, 30) * 1000);
      }
    }
  };

  let running = 0;
  const waiting = [];
  const start = (item) => {
    item.problem = "";
    item.stop = new AbortController();
    item.ended = new Promise((resolve) => { waiting.push([item, resolve]); });
    show(item, { text: words.queued, part: 0 });
    next();
  };
  const next = () => {
    while (running < AT_ONCE && waiting.length) {
      const [item, resolve] = waiting.shift();
      running += 1;
      upload(item).catch(() => {}).then(() => { running -= 1; resolve(); next(); });
    }
  };

  // --- kept in the browser -----------------------------------------------------------------------

  const store = async (item) => {
    if (!items.has(item.id)) return;
    const kept = [...items.values()].reduce((sum, other) => sum + other.blob.size, 0);
    if (kept > MOST_KEPT) return;
    const { id, key, name, blob, address, at } = item;
    await put("photos", { id, key, name, blob, address, at, person });
  };

  const add = async (file) => {
    const item = { id: `new-${crypto.randomUUID()}`, key: form.dataset.kept, name: file.name, address: "", at: Date.now() };
    item.row = newRow(item.id, URL.createObjectURL(file));
    item.row.querySelector("img").addEventListener("error", (event) => { event.target.removeAttribute("src"); });
    item.stop = new AbortController();
    item.ended = (item.prepared = shrunk(file)).then(() => {});
    items.set(item.id, item);
    show(item, { text: words.queued, part: 0 });
    item.blob = file;
    item.blob = await item.prepared;
    await store(item);
    if (items.has(item.id)) start(item);
  };

  input.addEventListener("change", () => {
    const files = [...input.files];
    // What is sent by itself does not go along with the form once more.
    input.value = "";
    files.forEach(add);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });

  new MutationObserver(() => {
    for (const item of items.values()) {
      if (item.row.isConnected || item.isDone) continue;
      items.delete(item.id);
      item.stop.abort();
      remove("photos", item.id);
      if (item.address) fetch(item.address, { method: "DELETE", headers: { "X-CSRFToken": csrf() } }).catch(() => {});
    }
  }).observe(list, { childList: true });

  // The rows of a form that comes back: photos that are on the server, and those that are still on their way.
  form.addEventListener("kept:photos", (event) => {
    const there = new Set([...list.querySelectorAll("[name=photo]")].map((row) => row.value));
    for (const { pk, picture } of event.detail) {
      if (/^\d+$/.test(pk) && !there.has(pk)) newRow(pk, picture);
    }
    const order = event.detail.map(({ pk }) => list.querySelector(`[name=photo][value="${CSS.escape(pk)}"]`));
    order.forEach((known) => known && list.append(known.closest("[data-photo]")));
  });
  form.dropPhotos = () => Promise.all([...items.values()].map((item) => {
    item.stop.abort();
    return remove("photos", item.id);
  }));
  // What it returns lets their uploads go on.
  form.photosBack = async () => {
    const mine = (await all("photos")).filter((row) => row.key === form.dataset.kept && !items.has(row.id));
    mine.sort((one, other) => one.at - other.at);
    for (const item of mine) {
      item.row = newRow(item.id, URL.createObjectURL(item.blob));
      items.set(item.id, item);
    }
    return () => mine.forEach(start);
  };

  // Asked before the form is sent: whether all photos have arrived.
  form.uploads = async () => {
    while ([...items.values()].some((item) => !item.problem)) {
      await Promise.all([...items.values()].filter((item) => !item.problem).map((item) => item.ended));
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    return items.size === 0;
  };

  // --- the order ---------------------------------------------------------------------------------

  // What scrolls is the content beside the menu, not the window.
  const scroller = (place = list) => {
    if (!place.parentElement) return place;
    return /auto|scroll/.test(getComputedStyle(place).overflowY) ? place : scroller(place.parentElement);
  };

  // While one is moved, all are small: that of a phone's height would be beside its place.
  function giveGrip(row) {
    const grip = element("span", { className: "upload-grip", title: words.drag }, "⠿");
    grip.setAttribute("aria-hidden", "true");
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      list.classList.add("is-sorting");
      row.classList.add("is-dragged");
      const middle = (photo) => {
        const { top, height } = photo.getBoundingClientRect();
        return top + height / 2;
      };
      const scroll = (top) => scroller().scrollBy({ top, behavior: "instant" });
      // The small row comes under the finger, as far as the page can be scrolled; the rest is added to each move.
      scroll(middle(row) - event.clientY);
      const beside = middle(row) - event.clientY;
      const move = ({ clientY }) => {
        if (clientY < EDGE) scroll(-STEP_AT_EDGE);
        if (clientY > innerHeight - EDGE) scroll(STEP_AT_EDGE);
        const place = clientY + beside;
        // The others move round it: taken out and put in again, it would lose the finger.
        while (row.nextElementSibling && place > middle(row.nextElementSibling)) row.before(row.nextElementSibling);
        while (row.previousElementSibling && place < middle(row.previousElementSibling)) row.after(row.previousElementSibling);
      };
      const end = () => {
        list.classList.remove("is-sorting");
        row.classList.remove("is-dragged");
        row.scrollIntoView({ block: "nearest" });
        grip.removeEventListener("pointermove", move);
        form.dispatchEvent(new Event("input", { bubbles: true }));
      };
      grip.addEventListener("pointermove", move);
      grip.addEventListener("lostpointercapture", end, { once: true });
    });
    const buttons = row.querySelector("[data-move]")?.parentElement;
    if (buttons) buttons.append(grip);
    else row.prepend(grip);
  }
  list.querySelectorAll("[data-photo]").forEach(giveGrip);
})();
