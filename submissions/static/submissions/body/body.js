// The body of a piece in the editor: buttons with words below it, beside Wagtail's "+" between the blocks.
(() => {
  const { StreamBlockDefinition } = window.wagtailStreamField.blocks;

  const icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", `icon icon-${name}`);
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `#icon-${name}`);
    svg.append(use);
    return svg;
  };

  class BodyBlockDefinition extends StreamBlockDefinition {
    constructor(name, groups, states, meta, buttons, pasted) {
      super(name, groups, states, meta);
      this.buttons = buttons;
      this.pasted = pasted;
    }

    render(placeholder, prefix, state, error) {
      const body = super.render(placeholder, prefix, state, error);
      const row = document.createElement("div");
      row.className = "tb-add";
      this.buttons.forEach(([type, iconName, words]) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button button-secondary";
        button.append(icon(iconName), words);
        button.addEventListener("click", () => {
          const value = this.initialChildStates[type];
          const block = body.insert({ type, value }, body.children.length, { animate: true, focus: true });
          block.element?.scrollIntoView({ block: "nearest" });
        });
        row.append(button);
      });
      body.element.append(row);
      // The first to hear of it: Draftail keeps the event to itself.
      body.element.addEventListener("paste", (event) => this.tellLost(event), true);
      return body;
    }

    tellLost(event) {
      const html = event.clipboardData?.getData("text/html") || "";
      const editor = event.target.closest?.("[data-draftail-editor-wrapper], .Draftail-Editor__wrapper");
      if (!editor || !/<(table|img)[\s>]/i.test(html)) return;
      editor.parentElement.querySelector(":scope > .tb-note")?.remove();
      const note = document.createElement("p");
      note.className = "tb-note";
      note.setAttribute("role", "status");
      note.append(icon("warning"), this.pasted);
      editor.after(note);
    }
  }

  window.telepath.register("submissions.body.blocks.BodyBlock", BodyBlockDefinition);
})();
