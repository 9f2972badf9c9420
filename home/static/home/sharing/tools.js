// What a reader does with a piece: share it, copy its address, print it, hear it, set the size of its letters.
// Each button appears where the device can do it; without this script none is there.
(() => {
  const tools = document.querySelector("[data-tools]");
  if (!tools) return;
  const root = document.documentElement;
  const status = tools.querySelector("[role=status]");
  const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const button = (name) => tools.querySelector(`[data-tool=${name}]`);
  const offer = (name, act) => {
    button(name).hidden = false;
    button(name).onclick = act;
  };
  const say = (text) => {
    status.textContent = text;
  };

  // Leaving the sheet without sharing is no error.
  if (navigator.share) {
    offer("share", () => navigator.share({ title: tools.dataset.title, url: address }).catch(() => {}));
  }
  if (navigator.clipboard) {
    offer("copy", () => navigator.clipboard.writeText(address).then(() => say(tools.dataset.copied)));
  }
  offer("print", () => print());

  const SIZES = [1, 1.15, 1.3, 1.5];
  const KEPT = "co-chu";
  let place = 0;
  // A browser that keeps nothing refuses to be asked.
  try {
    place = Math.max(0, SIZES.indexOf(Number(localStorage.getItem(KEPT))));
  } catch {}
  const show = () => {
    root.style.setProperty("--text", SIZES[place]);
    button("smaller").setAttribute("aria-disabled", place === 0);
    button("larger").setAttribute("aria-disabled", place === SIZES.length - 1);
  };
  const resize = (step) => () => {
    place = Math.min(Math.max(place + step, 0), SIZES.length - 1);
    show();
    say(`${tools.dataset.size} ${Math.round(SIZES[place] * 100)} %`);
    try {
      localStorage.setItem(KEPT, SIZES[place]);
    } catch {}
  };
  offer("smaller", resize(-1));
  offer("larger", resize(1));
  show();

  const speech = window.speechSynthesis;
  const voice = () => speech.getVoices().find(({ lang }) => /^vi\b/i.test(lang.replace("_", "-")));
  const PARTS = "h1, .article__lead, .article__body :is(p, li, h2, h3, figcaption, td, th)";
  let turn = 0;
  const told = (reading) => {
    button("listen").setAttribute("aria-pressed", reading);
    button("listen").firstElementChild.textContent = reading ? tools.dataset.stop : tools.dataset.listen;
  };
  const stop = () => {
    turn += 1;
    speech.cancel();
    told(false);
  };
  // Sentence by sentence: browsers break off what takes long.
  const sentences = () =>
    [...tools.closest(".article").querySelectorAll(PARTS)]
      .filter((part) => !part.querySelector("p, li"))
      .flatMap((part) => part.textContent.match(/[^.!?…]+[.!?…]*/g) ?? [])
      .map((sentence) => sentence.trim())
      .filter(Boolean);
  const read = () => {
    if (button("listen").getAttribute("aria-pressed") === "true") return stop();
    stop();
    told(true);
    const mine = turn;
    const all = sentences();
    all.forEach((sentence, number) => {
      const spoken = new SpeechSynthesisUtterance(sentence);
      spoken.lang = "vi-VN";
      spoken.voice = voice();
      if (number === all.length - 1) spoken.onend = () => mine === turn && told(false);
      speech.speak(spoken);
    });
  };
  const offerReading = () => voice() && offer("listen", read);
  if (speech) {
    offerReading();
    // Many devices name their voices later.
    speech.addEventListener?.("voiceschanged", offerReading);
    addEventListener("pagehide", () => speech.cancel());
  }
  tools.hidden = false;
})();
