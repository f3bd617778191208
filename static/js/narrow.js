// A box above a long list of links hides those that do not contain what is typed.
// Where the links are not in the page, they are fetched when their panel is opened for the first time.
import { fold } from "./fold.js";

document.addEventListener("toggle", async (event) => {
  if (!event.target.open) return;
  const link = event.target.querySelector(":scope > a[data-loads], :scope > .menu-panel > a[data-loads]");
  if (!link) return;
  delete link.dataset.loads;
  try {
    const response = await fetch(link.href);
    if (!response.ok || response.redirected) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const choices = page.querySelector("[data-choices]");
    if (!choices) return;
    link.replaceWith(...choices.children);
    if (matchMedia("(hover: hover)").matches) event.target.querySelector("[data-narrows]")?.focus();
  } catch {
    link.dataset.loads = ""; // the link itself still leads there
  }
}, true);

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-narrows]")) return;
  const wanted = fold(event.target.value.trim());
  for (const item of event.target.parentElement.querySelectorAll(".filter-options > li")) {
    item.hidden = !fold(item.textContent).includes(wanted);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-narrows]")) return;
  event.preventDefault();
  event.target.parentElement.querySelector(".filter-options > li:not([hidden]) a")?.click();
});
