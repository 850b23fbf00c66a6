// The counter's keyboard: the cursor begins at the first question without an answer, and a full box leads to the next.
// Without this script every question is there all the same; it takes some presses of Tab more.
"use strict";
(() => {
  const form = document.querySelector("form[data-counter]");
  if (!form) return;

  const shown = (field) => field.offsetParent !== null && !field.disabled && field.type !== "hidden";
  const empty = (field) => {
    if (field.type === "radio") return !form.querySelector(`[name="${field.name}"]:checked`);
    if (["checkbox", "submit", "button"].includes(field.type) || field.closest(".file-ready:has(.file-kept)")) return false;
    return field.value === "";
  };
  const first = () => [...form.elements].find((field) => field.name && shown(field) && needed(field) && empty(field));
  const needed = (field) => field.required || field.type === "radio" || /_(day|line|area)$/.test(field.name);
  if (!document.querySelector("[data-focus]")) (first() || form.querySelector("button.btn"))?.focus();

  // Day and month have two digits; the year is left by hand, for it can be mistyped.
  const following = { day: "month", month: "year" };
  form.addEventListener("input", (event) => {
    const [, stem, part] = event.target.name.match(/^(.+)_(day|month)$/) || [];
    if (part && /^\d\d$/.test(event.target.value)) form.elements[`${stem}_${following[part]}`]?.focus();
  });
})();
