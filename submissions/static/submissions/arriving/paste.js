/* What is pasted with tables, headings or lists can be taken over with them: the same way as a Word file. */
(function () {
  "use strict";
  const LONGEST = 2000000;
  const sent = document.getElementById("word-paste");
  const offer = document.getElementById("word-paste-offer");
  const form = document.getElementById("quick-form");
  if (!sent || !offer || !form) return;
  let pastedAlone = null;
  const typed = function () {
    return Array.from(form.querySelectorAll("[name^=text-]"), function (field) { return field.value; }).join("");
  };

  form.addEventListener("paste", function (event) {
    if (!/^text-/.test(event.target.name || "")) return;
    const pasted = event.clipboardData ? event.clipboardData.getData("text/html") : "";
    // What makes it long is not taken over anyway.
    const html = pasted.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/="data:[^"]*"/gi, '=""');
    if (html.length > LONGEST || !/<(table|h[1-6]|li)[\s>]|MsoListParagraph/i.test(html)) return;
    // The words go into the field as always: nothing is lost when nobody presses the button.
    sent.elements.html.value = html;
    event.target.after(offer);
    offer.hidden = false;
    const wasEmpty = typed() === "";
    // The field holds it, and has grown by it, after this.
    setTimeout(function () {
      pastedAlone = wasEmpty ? typed() : null;
      offer.scrollIntoView({ block: "nearest" });
    });
  });

  // What the browser keeps of this form comes back in the next new one, but not when all of it is in the draft.
  window.addEventListener("pageshow", function () { sessionStorage.removeItem("kept-taken"); });
  sent.addEventListener("submit", function () {
    const isAll = typed() === pastedAlone && !form.querySelector("[data-photo]");
    if (isAll && form.kept) sessionStorage.setItem("kept-taken", form.kept.id);
    sent.elements.title.value = form.elements.title.value;
    sent.elements.lead.value = form.elements.lead.value;
  });
})();
