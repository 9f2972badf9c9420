// A session that has ended: the person logs in over the form, and goes on.
(() => {
  const { words, person, say } = window.kept;
  const element = (name, properties = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };
  window.kept.element = element;

  let csrf = "";
  window.kept.csrf = () => csrf || document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";

  // "here": this person is logged in; "ended": nobody; "stranger": somebody else; "away": no line, or no server.
  window.kept.session = async () => {
    try {
      const headers = { "X-Requested-With": "XMLHttpRequest" };
      const answer = await fetch(words.urls.session, { headers, redirect: "manual", cache: "no-store" });
      if (answer.status >= 500) return "away";
      if (!answer.ok) return "ended";
      const told = await answer.json();
      if (String(told.person) !== person) return "stranger";
      csrf = told.csrf;
      document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => { field.value = csrf; });
      return "here";
    } catch {
      return "away";
    }
  };

  // Log in by Wagtail's own form; the sentence that it answers with, or "" when all is well.
  const logIn = async (username, password) => {
    try {
      const page = await (await fetch(words.urls.login, { cache: "no-store" })).text();
      const token = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]");
      const body = new URLSearchParams({ username, password, csrfmiddlewaretoken: token?.value || "" });
      body.set("next", words.urls.session);
      const answer = token && (await fetch(words.urls.login, { method: "POST", body }));
      const state = await window.kept.session();
      if (state === "here") return "";
      if (state === "stranger") return say("stranger");
      if (state === "away" || !answer) return say("unreachable");
      const told = new DOMParser().parseFromString(await answer.text(), "text/html");
      const error = told.querySelector(".messages .error, main p") || told.body;
      return error.textContent.trim().slice(0, 300);
    } catch {
      return say("unreachable");
    }
  };

  let asked = null;
  // Resolves to true when the person is logged in again, to false when that is left for later.
  window.kept.login = () => (asked ||= new Promise((resolve) => {
    const field = (name, type, autocomplete) => element("input", {
      name, type, autocomplete, required: true, id: `kept-${name}`, autocapitalize: "none", spellcheck: false,
    });
    const username = field("username", "text", "username");
    const password = field("password", "password", "current-password");
    const problem = element("p", { className: "kept-problem" });
    problem.setAttribute("role", "alert");
    const button = element("button", { type: "submit", className: "button" }, say("login"));
    const later = element("button", { type: "button", className: "button button-secondary" }, say("later"));
    const form = element("form", { className: "kept-login" },
      element("h2", { id: "kept-login-title" }, say("loginTitle")), element("p", {}, say("loginWhy")), problem,
      element("label", { htmlFor: username.id }, say("username")), username,
      element("label", { htmlFor: password.id }, say("password")), password,
      element("div", { className: "kept-buttons" }, button, later));
    const dialog = element("dialog", { className: "kept-dialog" }, form);
    dialog.setAttribute("aria-labelledby", "kept-login-title");
    const end = (isIn) => { dialog.remove(); asked = null; resolve(isIn); };
    later.addEventListener("click", () => end(false));
    dialog.addEventListener("cancel", () => end(false));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      button.disabled = true;
      problem.textContent = await logIn(username.value, password.value);
      button.disabled = false;
      if (!problem.textContent) end(true);
    });
    document.body.append(dialog);
    dialog.showModal();
    username.focus();
  }));

  // What the answer to a request asks for before it can be repeated: "" for nothing, "wait", "stop".
  window.kept.mend = async () => {
    const state = await window.kept.session();
    if (state === "ended") return (await window.kept.login()) ? "again" : "stop";
    return { here: "again", away: "wait", stranger: "stop" }[state];
  };
})();
