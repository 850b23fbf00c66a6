/* Forms that help and never stand in the way. Without this file everything still works. */
"use strict";
(() => {
  const GUARD_MS = 8000;

  /* A second press of the button is ignored while the first is on its way; the first is never disabled. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    const sent = Number(form.dataset.sent || 0);
    if (Date.now() - sent < GUARD_MS) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = String(Date.now());
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
    setTimeout(() => release(form), GUARD_MS);
  });

  function release(form) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }

  /* Back from the next page: the form is usable again. */
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) release(form);
  });

  /* What has to be corrected is read first. */
  document.querySelector("[data-focus]")?.focus();

  /* CNIC: dashes put themselves in while typing at the end; in the middle nobody's cursor is moved. */
  const urduDigits = /[\u0660-\u0669\u06f0-\u06f9]/g;
  const latin = (text) => text.replace(urduDigits, (digit) => String(digit.charCodeAt(0) & 15));

  function dashed(digits) {
    return [digits.slice(0, 5), digits.slice(5, 12), digits.slice(12, 13)].filter(Boolean).join("-");
  }

  document.addEventListener("input", (event) => {
    const input = event.target;
    if (input.dataset?.format === "cnic") formatCnic(input, event.inputType || "");
    if (input.dataset?.limit) count(input);
  });

  function formatCnic(input, kind) {
    const typed = latin(input.value);
    const digits = typed.replace(/[\s-]/g, "");
    const atEnd = input.selectionStart === input.value.length;
    if (!atEnd || kind.startsWith("delete") || /\D/.test(digits) || digits.length > 13) return;
    const shown = dashed(digits);
    if (shown !== input.value) input.value = shown;
  }

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.dataset?.format === "cnic") {
      const digits = latin(input.value).replace(/[\s-]/g, "");
      if (/^\d{13}$/.test(digits)) input.value = dashed(digits);
    }
    if (input.type === "file") picked(input);
  });

  /* Room left, from the last fifth on; nothing is cut off. */
  function count(input) {
    const limit = Number(input.dataset.limit);
    const length = [...input.value].length;
    let note = input.nextElementSibling;
    if (!note || !note.classList.contains("count")) {
      if (length < limit * 0.8) return;
      note = document.createElement("p");
      note.className = "count";
      note.setAttribute("role", "status");
      note.dir = "ltr";
      input.after(note);
    }
    note.textContent = length < limit * 0.8 ? "" : `${length} / ${limit}`;
  }

  /* Files: the name in our own words, and a small picture drawn without leaving the page. */
  for (const box of document.querySelectorAll("[data-file]")) box.classList.add("file-ready");

  async function picked(input) {
    const box = input.closest("[data-file]");
    if (!box) return;
    const file = input.files[0];
    const name = box.querySelector("[data-file-name]");
    name.textContent = "";
    if (file) {
      const island = document.createElement("bdi");
      island.dir = "ltr";
      island.textContent = `${file.name} · ${megabytes(file.size)} MB`;
      name.append(island);
    } else {
      name.textContent = box.dataset.none;
    }
    await preview(box.querySelector("[data-preview]"), file);
  }

  const megabytes = (bytes) => (Math.max(bytes, 52429) / 1048576).toFixed(1);

  async function preview(canvas, file) {
    canvas.hidden = true;
    if (!file || !/^image\/(jpeg|png|webp)$/.test(file.type) || !self.createImageBitmap) return;
    try {
      const picture = await createImageBitmap(file, { resizeHeight: 384, resizeQuality: "medium" });
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext("2d").drawImage(picture, 0, 0);
      picture.close();
      canvas.hidden = false;
    } catch {
      /* Not a picture after all: the server says so in words. */
    }
  }
})();
