// Rows that are ticked: how many, all of the page at once, and a range with Shift. Columns that move without a new page.
import { announce } from "./announce.js";
import { countTicks, takeTicks } from "./ticks.js";

const bar = document.querySelector("[data-selection]");
const boxes = [...document.querySelectorAll("[data-select]")];
const every = document.querySelector("[data-select-all]");

if (bar && boxes.length) {
  const words = bar.querySelector("[data-selected]");

  const count = () => {
    words.textContent = words.dataset.selected.replace("__n__", countTicks(boxes, every));
    announce(words.textContent);
  };

  takeTicks(boxes, every, document, count);
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
