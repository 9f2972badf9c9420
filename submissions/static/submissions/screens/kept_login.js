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

  const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

  const post = async (address, fields) => {
    const page = await read(await fetch(address, { cache: "no-store" }));
    const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
    return fetch(address, { method: "POST", body: new URLSearchParams({ ...fields, csrfmiddlewaretoken: token }) });
  };

  // Send the log-in's own form, or that of the `step` behind it. What became of it: `isIn` when all is well, else a
  // sentence, `problem`; and where the server was reached `step`, the address of what is asked for beside the password,
  // "" for nothing, and whether that is a code (`asksCode`).
  const logIn = async (fields, step) => {
    try {
      // Meanwhile somebody may have logged in in another tab.
      if ((await window.kept.session()) === "here") return { isIn: true };
      const answer = await post(step || words.urls.login, step ? fields : { ...fields, next: words.urls.session });
      const state = await window.kept.session();
      if (state === "here") return { isIn: true };
      if (state === "stranger") return { problem: say("stranger"), step: "" };
      if (state === "away") return { problem: say("unreachable") };
      const told = await read(answer);
      const error = told.querySelector(".messages .error, .messages .warning, #doors-error p");
      const problem = (error || told.querySelector("main p") || told.body).textContent.trim().slice(0, 300);
      if (!answer.ok || new URL(answer.url).pathname === words.urls.login) return { problem, step: "" };
      const asksCode = !!told.querySelector("#doors-code");
      return { problem: asksCode && !error ? "" : problem, step: answer.url, asksCode };
    } catch {
      return { problem: say("unreachable") };
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
    const ofPassword = element("div", {},
      element("label", { htmlFor: username.id }, say("username")), username,
      element("label", { htmlFor: password.id }, say("password")), password);
    const code = field("code", "text", "one-time-code");
    Object.assign(code, { required: false, inputMode: "numeric" });
    const ofCode = element("div", { hidden: true },
      element("p", { id: "kept-code-why" }, say("codeWhy")), element("label", { htmlFor: code.id }, say("code")), code);
    code.setAttribute("aria-describedby", "kept-code-why");
    const link = element("a", { target: "_blank" }, say("step"));
    const elsewhere = element("p", { hidden: true }, link);
    const problem = element("p", { className: "kept-problem" });
    problem.setAttribute("role", "alert");
    const button = element("button", { type: "submit", className: "button" }, say("login"));
    const later = element("button", { type: "button", className: "button button-secondary" }, say("later"));
    const form = element("form", { className: "kept-login" },
      element("h2", { id: "kept-login-title" }, say("loginTitle")), element("p", {}, say("loginWhy")), problem,
      ofPassword, ofCode, elsewhere,
      element("div", { className: "kept-buttons" }, button, later));
    const dialog = element("dialog", { className: "kept-dialog" }, form);
    dialog.setAttribute("aria-labelledby", "kept-login-title");
    let step = "";
    // What is asked for now: user name and password, or what comes behind them.
    const show = (told) => {
      step = told.step;
      ofPassword.hidden = !!step;
      username.required = password.required = !step;
      ofCode.hidden = !told.asksCode;
      elsewhere.hidden = !step;
      link.href = step;
      code.value = "";
      if (told.asksCode) code.focus();
    };
    const end = (isIn) => { dialog.remove(); asked = null; resolve(isIn); };
    later.addEventListener("click", () => end(false));
    dialog.addEventListener("cancel", () => end(false));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      button.disabled = true;
      const fields = step ? { code: code.value } : { username: username.value, password: password.value };
      const told = await logIn(fields, step);
      button.disabled = false;
      if (told.isIn) return end(true);
      problem.textContent = told.problem;
      if ("step" in told) show(told);
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
