// A box above a long list of links hides those that do not contain what is typed.
import { fold } from "./fold.js";

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
