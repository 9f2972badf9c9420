/* What the quick form does at once where scripts run; without them each button saves and the page comes back. */
(() => {
  const form = document.getElementById("quick-form");
  if (!form) return;
  const list = form.querySelector("[data-photo-list]");

  // The order of the photos is that of their hidden fields.
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("[data-photo]");
    const moves = {
      up: () => row.previousElementSibling?.before(row),
      down: () => row.nextElementSibling?.after(row),
      remove: () => row.remove(),
    };
    moves[button.dataset.move]();
    if (row.isConnected) button.focus();
    else input.focus();
    // Whoever keeps what is typed hears of it.
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // The button with words in the place of the browser's own; how many photos wait for saving stands beside them.
  form.classList.add("is-scripted");
  const input = form.querySelector("[data-photos] input[type=file]");
  input.addEventListener("change", () => {
    // After whoever takes them at once.
    setTimeout(() => { form.querySelector(`label[for=${input.id}]`).dataset.chosen = input.files.length || ""; });
  });

  // What was missing and is there by now, is missing no more; what was taken out again comes back.
  const isThere = (place) => {
    const field = place && document.getElementById(place);
    // A photo that was taken out needs no caption.
    if (!field) return place.startsWith("caption-");
    const inputs = field.matches("input, textarea") ? [field] : field.querySelectorAll("textarea");
    return [...inputs].some((input) => input.value.trim());
  };
  const hasPhotos = () => Boolean(list.querySelector("[data-photo]"));
  const hadPhotos = hasPhotos();
  const lookAgain = () => {
    // What keeps the piece from counting was said of the saved version; with the first photo, or without any, it is not so.
    for (const note of form.querySelectorAll("[data-not-counted]")) note.hidden = hasPhotos() !== hadPhotos;
    for (const item of form.querySelectorAll("[data-needs]")) {
      item.classList.toggle("is-there", isThere(item.dataset.needs));
    }
    for (const text of list.querySelectorAll("textarea[name^=caption-]")) {
      const description = document.getElementById(text.name.replace("caption", "alt"));
      if (description) description.placeholder = text.value;
    }
  };
  form.addEventListener("input", lookAgain);
  new MutationObserver(lookAgain).observe(list, { childList: true });
  lookAgain();

  document.getElementById("quick-summary")?.focus();
  // A field that is folded opens when a link leads to it.
  const unfold = () => {
    const place = location.hash && document.getElementById(location.hash.slice(1));
    const folded = place && (place.matches("details") ? place : place.closest("details"));
    if (folded) folded.open = true;
  };
  window.addEventListener("hashchange", unfold);
  unfold();
})();
