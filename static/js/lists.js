// Rows that are ticked: how many, all of the page at once, and a range with Shift. Columns that move without a new page.
import { announce } from "./announce.js";

const bar = document.querySelector("[data-selection]");
const boxes = [...document.querySelectorAll("[data-select]")];
const every = document.querySelector("[data-select-all]");

if (bar && boxes.length) {
  const words = bar.querySelector("[data-selected]");
  let last = null;

  const count = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    words.textContent = words.dataset.selected.replace("__n__", chosen);
    every.checked = chosen === boxes.length;
    every.indeterminate = chosen > 0 && chosen < boxes.length;
    announce(words.textContent);
  };

  every.addEventListener("change", () => {
    for (const box of boxes) box.checked = every.checked;
    count();
  });
  document.addEventListener("click", (event) => {
    const box = event.target.closest?.("[data-select]");
    if (!box) return;
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const each of boxes.slice(from, to + 1)) each.checked = box.checked;
    }
    last = box;
    count();
  });
  bar.addEventListener("reset", () => setTimeout(count));
  addEventListener("pageshow", () => { if (boxes.some((box) => box.checked)) count(); });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-columns] [name=move]");
  const line = button?.closest("[data-column]");
  if (!line) return;
  event.preventDefault();
  const up = button.value.endsWith(" up");
  const other = up ? line.previousElementSibling : line.nextElementSibling;
  if (!other?.matches("[data-column]")) return;
  if (up) other.before(line);
  else other.after(line);
  button.focus();
});

// A field that somebody fills in is one that is to be set.
document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-bulk-field]");
  if (field && event.target.name !== "set") field.querySelector("[name=set]").checked = true;
});
document.addEventListener("change", (event) => {
  const field = event.target.closest("[data-bulk-field]");
  if (field && event.target.name !== "set") field.querySelector("[name=set]").checked = true;
});
