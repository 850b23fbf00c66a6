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

  // Questions about a relative are asked only when one stands there.
  const kin = form.elements.kin;
  const relatives = form.querySelector("[data-kin]");
  const follow = () => { relatives.hidden = kin.value === ""; };
  kin.addEventListener("change", follow);
  follow();

  // What is typed is other than what is known under this number: told as soon as it is saved.
  form.addEventListener("autosaved", (event) => {
    document.querySelector("[data-differs]").hidden = event.detail.get("X-Differs") !== "yes";
  });

  // From anywhere on the screen: control and Enter go on, as the button below does.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    event.preventDefault();
    form.requestSubmit();
  });

  // Day and month have two digits; the year is left by hand, for it can be mistyped.
  const following = { day: "month", month: "year" };
  form.addEventListener("input", (event) => {
    const [, stem, part] = event.target.name.match(/^(.+)_(day|month)$/) || [];
    if (part && /^\d\d$/.test(event.target.value)) form.elements[`${stem}_${following[part]}`]?.focus();
  });

  if (!document.querySelector("[data-focus]")) (first() || form.querySelector("button.btn"))?.focus();
})();
