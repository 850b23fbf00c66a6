// Questions that depend on another answer, and the list of places that follows what is typed.
// Without this script every question is on the page and the places come after "Save and go on".
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;

  const answer = (name) => {
    const field = form.elements[name];
    if (!field) return "";
    if (field instanceof RadioNodeList || field.type !== "checkbox") return field.value;
    return field.checked ? "on" : "";
  };

  const follow = () => {
    for (const box of form.querySelectorAll("[data-when], [data-unless]")) {
      const [name, value] = (box.dataset.when || box.dataset.unless).split("=");
      box.hidden = (answer(name) === value) !== Boolean(box.dataset.when);
    }
    for (const group of form.querySelectorAll("[data-address]")) {
      const same = answer(`${group.dataset.address}_same`) === "on";
      for (const part of group.querySelectorAll("[data-part]")) part.hidden = same;
    }
  };

  const timers = new WeakMap();
  const places = (group) => {
    clearTimeout(timers.get(group));
    timers.set(group, setTimeout(async () => {
      const name = group.dataset.address;
      const asked = new URLSearchParams();
      for (const part of ["district", "area", "place", "station"]) asked.set(`${name}_${part}`, answer(`${name}_${part}`));
      const response = await fetch(`${group.dataset.places}?${asked}`, { headers: { "X-Requested-With": "fetch" } });
      if (response.ok) group.querySelector("[data-found]").innerHTML = await response.text();
    }, 300));
  };

  form.addEventListener("input", (event) => {
    const group = event.target.closest("[data-address]");
    if (group && /_(district|area)$/.test(event.target.name)) places(group);
    follow();
  });
  form.addEventListener("change", follow);
  follow();
})();
