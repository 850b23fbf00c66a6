/* The print button; without this file the browser's own menu prints. */
"use strict";
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
