/* Urdu from any keyboard. Names typed in Roman letters are offered in Urdu (input[data-names]); a phonetic keyboard
   shows its letters, types with the mouse, and while it is open turns Roman keys into them. Everything also works without. */
"use strict";
(() => {
  const panel = document.querySelector("[data-keys]");
  if (!panel) return;
  const MOST = 5;
  const ROMAN = /[A-Za-z]/;

  /* Letters as most phonetic keyboards have them: small ones in the first text, those with Shift in the second. */
  const ROWS = [
    ["qwertyuiop", "قوعرتےئیہپ", " ؤٰڑٹَءِۃُ"],
    ["asdfghjkl;", "اسدفگحجکل؛", "آصڈ غھضخ :"],
    ["zxcvbnm,./", "زشچطبنم،۔/", "ذژثظ ں   ؟"],
  ];
  const letters = new Map();
  for (const [keys, plain, shifted] of ROWS) {
    const up = [...shifted];
    [...plain].forEach((letter, at) => letters.set(keys[at], [letter, up[at] === " " ? "" : up[at]]));
  }
  const letterOf = (key) => {
    const [plain, shifted] = letters.get(key.toLowerCase()) || letters.get({ "?": "/", ":": ";" }[key]) || [];
    return key === key.toLowerCase() && !"?:".includes(key) ? plain : shifted;
  };

  const takesUrdu = (place) =>
    place instanceof HTMLElement && place.matches("main textarea, main input[type=text]")
    && place.dir !== "ltr" && place.lang !== "en" && !place.readOnly;

  let place = null;
  function put(text) {
    if (!place) return;
    place.focus();
    /* execCommand keeps the browser's own "undo", which setRangeText loses. */
    if (document.execCommand("insertText", false, text)) return;
    place.setRangeText(text, place.selectionStart, place.selectionEnd, "end");
    place.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* --- the keyboard --- */
  const board = panel.querySelector("[data-board]");
  const button = panel.querySelector("[data-open]");
  let shift = false;

  function key(name) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "key";
    made.dataset.key = name;
    made.innerHTML = '<span class="key-ur" lang="ur"></span><span class="key-en" lang="en" dir="ltr"></span>';
    made.lastElementChild.textContent = name;
    return made;
  }

  function build() {
    for (const [keys] of ROWS) {
      const row = document.createElement("div");
      row.className = "key-row";
      row.dir = "ltr";
      row.append(...[...keys].map(key));
      board.insertBefore(row, board.lastElementChild);
    }
    show();
  }

  function show() {
    for (const one of board.querySelectorAll("[data-key]")) {
      const letter = letters.get(one.dataset.key)[shift ? 1 : 0];
      one.firstElementChild.textContent = /\p{M}/u.test(letter) ? `◌${letter}` : letter;
      one.disabled = !letter;
    }
    panel.querySelector("[data-shift]").setAttribute("aria-pressed", String(shift));
  }

  const remembered = () => {
    try { return localStorage.getItem("urdu-keys") === "on"; } catch { return false; }
  };

  function open(yes) {
    if (yes && !board.querySelector("[data-key]")) build();
    board.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
    try { localStorage.setItem("urdu-keys", yes ? "on" : "off"); } catch { /* a private window forgets it */ }
  }

  /* A telephone has an Urdu keyboard of its own. */
  if (matchMedia("(pointer: fine)").matches) {
    document.addEventListener("focusin", (event) => {
      if (panel.contains(event.target)) return;
      place = takesUrdu(event.target) ? event.target : null;
      panel.hidden = !place;
      if (place && remembered() && board.hidden) open(true);
    });
    panel.addEventListener("mousedown", (event) => event.preventDefault());
    panel.addEventListener("click", (event) => {
      const pressed = event.target.closest("button");
      if (!pressed) return;
      if (pressed === button) open(board.hidden);
      else if (pressed.dataset.put !== undefined) put(pressed.dataset.put);
      else if (pressed.dataset.shift !== undefined) shift = !shift;
      else {
        put(letters.get(pressed.dataset.key)[shift ? 1 : 0]);
        shift = false;
      }
      if (board.querySelector("[data-key]")) show();
    });
    document.addEventListener("keydown", (event) => {
      if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === "KeyU" && place) {
        event.preventDefault();
        open(board.hidden);
      } else if (!board.hidden && event.target === place && !event.ctrlKey && !event.altKey && !event.metaKey) {
        const letter = event.key.length === 1 ? letterOf(event.key) : "";
        if (!letter) return;
        event.preventDefault();
        put(letter);
      }
    });
    const first = document.activeElement;
    if (takesUrdu(first)) first.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
  }

  /* --- names --- */
  let listed = null;
  const load = () => (listed ??= fetch(panel.dataset.keys).then((answer) => answer.text()).then(read).catch(() => {
    listed = null; /* the line was down: asked again with the next letter */
    return [];
  }));

  /* Rows of the project's table of names: kind, share, Urdu, Roman spellings; the commonest names come first. */
  const read = (text) => text.trim().split(/\r?\n/).slice(1).map((row) => {
    const [, share, urdu, roman] = row.split(",");
    return { share: Number(share), urdu: urdu.split("|")[0], roman: roman.split("|").map((one) => one.replaceAll(" ", "")) };
  }).sort((one, other) => other.share - one.share);

  function meant(names, typed) {
    const word = typed.toLowerCase().replace(/[^a-z]/g, "");
    if (!word) return [];
    const exact = names.filter((name) => name.roman.includes(word));
    const begun = word.length < 2 ? [] : names.filter((name) => name.roman.some((one) => one.startsWith(word)));
    return [...new Set([...exact, ...begun].map((name) => name.urdu))];
  }

  /* عبدال is written together with the word that follows. */
  const joined = (words) => words.join(" ").replace(/(^| )عبدال /g, "$1عبدال");

  function offers(names, typed) {
    const words = typed.trim().split(/\s+/);
    const last = words.pop();
    const before = words.map((word) => (ROMAN.test(word) ? meant(names, word)[0] || word : word));
    return meant(names, last).slice(0, MOST).map((word) => joined([...before, word]));
  }

  for (const input of document.querySelectorAll("input[data-names]")) suggest(input);

  function suggest(input) {
    const list = document.createElement("ul");
    list.className = "offers";
    list.id = `${input.id}_offers`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", panel.dataset.offers);
    list.lang = "ur";
    list.dir = "rtl";
    input.parentElement.classList.add("has-offers");
    input.parentElement.append(list);
    const about = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, said] of Object.entries(about)) input.setAttribute(name, said);
    input.autocomplete = "off";
    let at = -1;

    const mark = (to) => {
      at = to;
      [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
      if (at < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", list.children[at].id);
    };
    const fill = (found) => {
      list.replaceChildren(...found.map((name, number) => {
        const option = document.createElement("li");
        option.setAttribute("role", "option");
        option.id = `${list.id}_${number}`;
        option.className = "offer";
        option.textContent = name;
        return option;
      }));
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(Boolean(found.length)));
      mark(-1);
    };
    const take = (option) => {
      input.value = option.textContent;
      fill([]);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };

    input.addEventListener("input", async () => {
      const typed = input.value;
      if (!ROMAN.test(typed) || typed.endsWith(" ")) return fill([]);
      const names = await load();
      if (input.value === typed && document.activeElement === input) fill(offers(names, typed));
    });
    input.addEventListener("keydown", (event) => {
      const many = list.children.length;
      if (list.hidden || event.ctrlKey || event.altKey) return;
      const moves = { ArrowDown: (at + 1) % many, ArrowUp: (at + many + (at < 0 ? 0 : -1)) % many };
      if (event.key in moves) mark(moves[event.key]);
      else if (event.key === "Escape") fill([]);
      else if (event.key === "Enter" && at >= 0) take(list.children[at]);
      else return;
      event.preventDefault();
    });
    input.addEventListener("blur", () => fill([]));
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest(".offer");
      if (option) take(option);
    });
  }
})();
