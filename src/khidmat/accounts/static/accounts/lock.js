/* The idle lock as the officer sees it: after the minutes of rest the page is covered by the lock page's own form,
   and what was being typed stays where it is. The server locks by itself as well; this only hides the screen in
   time and opens it again without losing anything.
   <script src="lock.js" defer data-minutes="15" data-lock="/locked/now/" data-alive="/locked/alive/"></script> */
"use strict";
(() => {
  const { minutes, lock, alive } = document.currentScript.dataset;
  const REST_MS = Number(minutes) * 60000;
  const PING_MS = 240000;
  const USED = "khidmat.used";
  let pinged = Date.now();
  let cover = null;

  /* All tabs of a browser rest together and wake together. */
  const used = () => Number(localStorage.getItem(USED)) || 0;
  const use = () => localStorage.setItem(USED, String(Date.now()));
  use();

  for (const sign of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(sign, () => { if (!cover) use(); }, { passive: true });
  }
  addEventListener("storage", (event) => { if (event.key === USED && cover) open(); });

  setInterval(() => {
    const now = Date.now();
    if (cover) return;
    if (now - used() >= REST_MS) close();
    else if (now - pinged >= PING_MS && used() > pinged) {
      pinged = now;
      post(alive, new FormData());
    }
  }, 1000);

  function post(address, fields) {
    fields.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value || "");
    return fetch(address, {
      method: "POST", body: fields, credentials: "same-origin", headers: { "X-Lock": "1" },
    });
  }

  async function close() {
    cover = document.createElement("dialog");
    Object.assign(cover.style, {
      inlineSize: "100vw", blockSize: "100vh", maxInlineSize: "none", maxBlockSize: "none", border: "0",
    });
    cover.addEventListener("cancel", (event) => event.preventDefault());
    cover.addEventListener("close", () => { if (cover) cover.showModal(); });
    document.body.append(cover);
    cover.showModal();
    const fields = new FormData();
    fields.set("next", location.pathname + location.search);
    try {
      await show(await post(lock, fields));
    } catch {
      setTimeout(() => { cover?.remove(); cover = null; }, 5000);
    }
  }

  function open() {
    const done = cover;
    cover = null;
    done?.remove();
  }

  /* The lock page's main part, its form sent from here. A page without that form: the session is over. */
  async function show(answer) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("form[data-unlock]");
    if (!form) return location.assign(answer.url);
    cover.replaceChildren(document.adoptNode(page.querySelector("main")));
    cover.querySelector("[data-focus], [name=proof]").focus();
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation();
      const result = await post(answer.url, new FormData(form));
      if (result.status !== 204) return show(result);
      use();
      return open();
    });
  }
})();
