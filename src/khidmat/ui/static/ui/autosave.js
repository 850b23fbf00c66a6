/* Saves a form within two seconds of typing. <form data-autosave="URL"> with <c-saved /> inside it.
   The server answers 2xx when it has saved; 401 or 403: signed out; 409: changed elsewhere. Both of these stop
   it with a sentence. What it answers is told to the form as "autosaved". Files are not sent here, nor the idempotency key, which belongs to the real submit. */
"use strict";
(() => {
  const PAUSE_MS = 1200;
  const AGAIN_MS = 15000;
  const LEFT_OUT = ["idempotency_key"];

  for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);

  function watch(form) {
    const note = form.querySelector("[data-saved]");
    const state = { timer: 0, dirty: false, sending: false, stopped: false, leaving: false };

    const say = (key, look) => {
      if (!note) return;
      note.hidden = false;
      note.classList.toggle("saved-stopped", look === "stopped");
      note.classList.toggle("saved-waiting", look === "waiting");
      note.querySelector("[data-saved-text]").textContent = note.dataset[key].replace("{time}", clock());
    };

    const plan = (wait) => {
      clearTimeout(state.timer);
      state.timer = setTimeout(save, wait);
    };

    async function save(keepalive = false) {
      clearTimeout(state.timer);
      if (state.stopped || state.leaving || !state.dirty || state.sending) return;
      state.dirty = false;
      state.sending = true;
      let answer = null;
      try {
        answer = await fetch(form.dataset.autosave, {
          method: "POST", body: contents(form), keepalive: keepalive === true,
          credentials: "same-origin", redirect: "manual", headers: { "X-Autosave": "1" },
        });
      } catch {
        answer = null;
      }
      state.sending = false;
      told(answer);
      if (answer?.ok) form.dispatchEvent(new CustomEvent("autosaved", { detail: answer.headers }));
    }

    function told(answer) {
      if (answer?.ok) say("done");
      else if (answer && [401, 403].includes(answer.status)) stop("session");
      else if (answer?.type === "opaqueredirect") stop("session");
      else if (answer?.status === 409) stop("stale");
      else {
        state.dirty = true;
        say(answer ? "trouble" : "offline", "waiting");
        plan(AGAIN_MS);
        return;
      }
      if (state.dirty && !state.stopped) plan(PAUSE_MS);
    }

    function stop(key) {
      state.stopped = true;
      say(key, "stopped");
    }

    const touched = (event) => {
      if (event.target.type === "file" || state.stopped) return;
      state.dirty = true;
      plan(PAUSE_MS);
    };
    form.addEventListener("input", touched);
    form.addEventListener("change", touched);
    form.addEventListener("submit", () => { state.leaving = true; });
    addEventListener("pageshow", () => { state.leaving = false; });
    addEventListener("online", () => save());
    addEventListener("pagehide", () => save(true));
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });
  }

  function contents(form) {
    const data = new FormData(form);
    for (const [name, value] of [...data.entries()]) {
      if (value instanceof File || LEFT_OUT.includes(name)) data.delete(name);
    }
    return data;
  }

  function clock() {
    const now = new Date();
    return `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
  }
})();
