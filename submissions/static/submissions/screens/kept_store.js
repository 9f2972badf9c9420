// What is typed and chosen, in the browser's own database: per person, until the server has it.
window.kept = (() => {
  const NAME = "newsroom-kept";
  const STORES = ["forms", "photos"];
  const MONTH = 30 * 24 * 3600 * 1000;
  const words = JSON.parse(document.getElementById("kept-words").textContent);
  const person = document.querySelector("meta[name=kept-person]")?.content || "";

  // Without a database (a private window of an old browser) it lives as long as the page.
  const memory = Object.fromEntries(STORES.map((store) => [store, new Map()]));
  let opened;
  const database = () => (opened ||= new Promise((resolve) => {
    const request = window.indexedDB ? indexedDB.open(NAME, 1) : {};
    request.onupgradeneeded = () => STORES.forEach((store) => request.result.createObjectStore(store, { keyPath: "id" }));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
    if (!window.indexedDB) resolve(null);
  }));

  const ask = async (store, mode, work) => {
    const db = await database();
    if (!db) return undefined;
    return new Promise((resolve, reject) => {
      const transaction = db.transaction(store, mode, { durability: "strict" });
      const request = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  };

  const put = (store, row) => {
    memory[store].set(row.id, row);
    return ask(store, "readwrite", (rows) => rows.put(row)).catch(() => undefined);
  };
  const remove = (store, id) => {
    memory[store].delete(id);
    return ask(store, "readwrite", (rows) => rows.delete(id));
  };
  // All of this person's.
  const all = async (store) => {
    const rows = (await ask(store, "readonly", (rows) => rows.getAll())) || [...memory[store].values()];
    return rows.filter((row) => row.person === person);
  };

  // Of somebody else, or of nobody any more, nothing stays; a window of before the log-in is a person's, too.
  const clear = async () => {
    const isGone = document.cookie.split("; ").includes("kept-gone=1");
    for (const store of STORES) {
      const rows = (await ask(store, "readonly", (rows) => rows.getAll())) || [];
      for (const row of rows) {
        const isOld = Date.now() - row.at > MONTH;
        if (isGone || isOld || (person && row.person !== person)) await remove(store, row.id);
      }
    }
    if (isGone) document.cookie = "kept-gone=; path=/admin/; max-age=0";
  };

  const holdNow = (name) => new Promise((resolve) => {
    if (!navigator.locks) return resolve(true);
    navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(Boolean(lock));
      return lock ? new Promise(() => {}) : undefined;
    });
  });
  // Whether this window is the only one that has `name` open; it is, until it closes. A page that was just left may
  // still have it for a moment.
  const hold = async (name) => {
    for (let tries = 0; tries < 3; tries += 1) {
      if (await holdNow(name)) return true;
      await new Promise((resolve) => { setTimeout(resolve, 200); });
    }
    return false;
  };

  const pause = (ms) => new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    window.addEventListener("online", () => { clearTimeout(timer); resolve(); }, { once: true });
  });
  const clock = (at) => {
    const moment = new Date(at);
    return [moment.getHours(), moment.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
  };
  const say = (name, at) => words[name].replace("{time}", at ? clock(at) : "");

  return { words, person, put, remove, all, hold, pause, say, ready: clear() };
})();
