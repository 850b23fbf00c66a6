/* What is written in a form is kept in this window until it is sent, so that a reload, a step back, a locked screen or a
   line that is down loses nothing. <form data-draft="who writes"> with ui/draft_note.html in it. It stays in the window
   alone: closing it, signing out or another officer at it ends it. Files are not kept. */
"use strict";
(() => {
  const PAUSE_MS = 400;
  const LEFT_OUT = ["csrfmiddlewaretoken", "idempotency_key"];
  const SENT = "draft-sent";
  let store;
  try { store = window.sessionStorage; } catch { return; }

  const drop = (kept = () => false) => {
    for (const key of Object.keys(store)) if (key.startsWith("draft:") && !kept(key)) store.removeItem(key);
  };
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[action$='/sign-out/']")) drop();
  });

  const form = document.querySelector("form[data-draft]");
  const key = form && `draft:${form.dataset.draft}:${location.pathname}`;
  const sent = store.getItem(SENT);
  store.removeItem(SENT);
  /* Sent and answered; but the same form without an answer on its page means that the line was down. */
  if (sent && (sent !== key || document.querySelector(".summary, .notices"))) store.removeItem(sent);
  if (!form) return;
  drop((other) => other.startsWith(`draft:${form.dataset.draft}:`));

  const written = () => JSON.stringify([...new FormData(form).entries()]
    .filter(([name, value]) => typeof value === "string" && !LEFT_OUT.includes(name)));
  const first = written();
  const note = form.querySelector("[data-draft-note]");

  function fill(answers) {
    for (const place of form.elements) {
      if (!place.name || LEFT_OUT.includes(place.name) || place.type === "file") continue;
      const said = answers.filter(([name]) => name === place.name).map(([, value]) => value);
      if (place.type === "checkbox" || place.type === "radio") place.checked = said.includes(place.value);
      else if (said.length && place.type !== "hidden") place.value = said[0];
    }
  }

  const before = store.getItem(key);
  if (before && before !== first && !document.querySelector(".summary")) {
    fill(JSON.parse(before));
    note.hidden = false;
  }
  note.querySelector("button").addEventListener("click", () => {
    fill(JSON.parse(first));
    store.removeItem(key);
    note.hidden = true;
    form.querySelector(".in")?.focus();
  });

  let timer = 0;
  const keep = () => {
    clearTimeout(timer);
    try { store.setItem(key, written()); } catch { /* full: the page goes on without it */ }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE_MS);
  });
  form.addEventListener("submit", () => {
    keep();
    store.setItem(SENT, key);
  });
})();
