/* What is pasted with tables, headings or lists can be taken over with them: saved with the form, in its place. */
(function () {
  "use strict";
  const LONGEST = 2000000;
  const offer = document.getElementById("paste-offer");
  const form = document.getElementById("quick-form");
  if (!offer || !form) return;
  const take = offer.querySelector("button");
  let pasted = null;
  // As the server counts them: a letter beyond the first 65,536 is one.
  const lettersIn = function (text) { return Array.from(text).length; };

  form.addEventListener("paste", function (event) {
    const field = event.target;
    if (!/^text-/.test(field.name || "")) return;
    const clipboard = event.clipboardData ? event.clipboardData.getData("text/html") : "";
    // What makes it long is not taken over anyway.
    const html = clipboard.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/="data:[^"]*"/gi, '=""');
    if (html.length > LONGEST || !/<(table|h[1-6]|li|a\s[^>]*href)[\s>=]|MsoListParagraph/i.test(html)) return;
    // The words go into the field as always: nothing is lost when nobody presses the button.
    pasted = { html: html, field: field, key: crypto.randomUUID(), before: field.value.slice(0, field.selectionStart),
      after: field.value.slice(field.selectionEnd) };
    field.after(offer);
    offer.hidden = false;
    // The field has grown by it after this.
    setTimeout(function () { offer.scrollIntoView({ block: "nearest" }); });
  });

  // Where its words stand in the field now; behind all of it where they were changed beyond finding.
  const place = function () {
    const text = pasted.field.value;
    const isThere = text.length >= pasted.before.length + pasted.after.length &&
      text.startsWith(pasted.before) && text.endsWith(pasted.after);
    const from = isThere ? pasted.before.length : text.length;
    return [from, isThere ? text.length - pasted.after.length : from].map(function (end) {
      return lettersIn(text.slice(0, end));
    });
  };

  // Made when they are sent: an autosave knows nothing of them.
  take.addEventListener("click", function () {
    for (const field of form.querySelectorAll("[data-pasted]")) field.remove();
    const [from, to] = place();
    const said = {
      "pasted": pasted.html, "pasted-field": pasted.field.name, "pasted-from": from, "pasted-to": to,
      "pasted-key": pasted.key
    };
    for (const [name, value] of Object.entries(said)) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      field.dataset.pasted = "";
      form.append(field);
    }
  });
})();
