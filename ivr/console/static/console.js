// The menu on a narrow screen, and a word when what moves has stopped moving.
"use strict";
document.documentElement.classList.add("js");

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-opens]");
  if (!button) return;
  const part = document.getElementById(button.dataset.opens);
  const open = part.classList.toggle("show");
  button.setAttribute("aria-expanded", String(open));
});

document.addEventListener("keydown", (event) => {
  const button = document.querySelector('[data-opens][aria-expanded="true"]');
  if (event.key === "Escape" && button) {
    button.click();
    button.focus();
  }
});

const tell = (stale) => () => {
  const notice = document.getElementById("stale");
  if (notice) notice.hidden = !stale;
};
document.addEventListener("htmx:sendError", tell(true));
document.addEventListener("htmx:timeout", tell(true));
document.addEventListener("htmx:responseError", tell(true));
document.addEventListener("htmx:afterOnLoad", tell(false));

// A wide table stays where it was pushed to when its part of the page is renewed.
const pushed = new Map();
document.addEventListener("htmx:beforeSwap", () => {
  pushed.clear();
  for (const table of document.querySelectorAll(".table-responsive[id]")) {
    pushed.set(table.id, table.scrollLeft);
  }
});
document.addEventListener("htmx:afterSwap", () => {
  for (const [id, left] of pushed) {
    const table = document.getElementById(id);
    if (table) table.scrollLeft = left;
  }
});
