// Rows of a delegation: Enter in the last field adds one, Backspace in an empty one removes it, Alt with the arrows
// moves it. Ids stay as they are; names are counted anew, because the server reads the order from them.
import { suggestIn } from "./suggest.js";

const CONTROLS = "input:not([type=hidden]):not(.tomselected), select, textarea";

const rowsOf = (list) => [...list.querySelectorAll(":scope [data-row]")];
const controlsOf = (row) => [...row.querySelectorAll(CONTROLS)].filter((each) => !each.closest(".row-acts") && each.checkVisibility());
const say = (list, what) => {
  const region = list.querySelector("[data-rows-said]");
  region.textContent = "";
  setTimeout(() => { region.textContent = region.dataset[what]; }, 50);
};

function isEmpty(row) {
  // a choice always has a value and says nothing by itself
  return [...row.querySelectorAll("textarea, input:not([type=hidden], [type=checkbox], [type=radio])")].every((each) => !each.value);
}

function count(list) {
  const start = new RegExp(`^${list.dataset.rowsOf}-(\\d+|__index__)-`);
  rowsOf(list).forEach((row, index) => {
    row.setAttribute("aria-label", list.dataset.rowLabel.replace("__number__", index + 1));
    for (const each of row.querySelectorAll("[name]")) each.name = each.name.replace(start, `${list.dataset.rowsOf}-${index}-`);
  });
}

let fresh = 1000; // an id that no row of the server has
function add(list) {
  fresh += 1;
  const copy = list.querySelector("template").content.cloneNode(true);
  for (const element of copy.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes("__index__")) attribute.value = attribute.value.replaceAll("__index__", fresh);
      if (attribute.value.includes("__number__")) attribute.value = attribute.value.replaceAll("__number__", rowsOf(list).length + 1);
    }
  }
  const row = copy.querySelector("[data-row]");
  list.querySelector(".row-lines").append(copy);
  for (const each of row.querySelectorAll("[name]")) each.name = each.name.replace(`-${fresh}-`, "-__index__-");
  count(list);
  suggestIn(row).then(() => controlsOf(row)[0]?.focus());
  say(list, "added");
}

function remove(list, row) {
  const rows = rowsOf(list);
  const at = rows.indexOf(row);
  if (rows.length === 1) add(list);
  const neighbour = rowsOf(list).filter((each) => each !== row)[Math.max(at - 1, 0)];
  row.remove();
  count(list);
  controlsOf(neighbour).at(-1)?.focus();
  say(list, "removed");
}

function move(list, row, step, focused) {
  const rows = rowsOf(list);
  const other = rows[rows.indexOf(row) + step];
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  count(list);
  focused?.focus();
  say(list, "moved");
}

function place(event) {
  const row = event.target.closest?.("[data-row]");
  return [row?.closest("[data-rows-of]"), row];
}

document.addEventListener("click", (event) => {
  const adder = event.target.closest("[data-row-add]");
  if (adder) {
    event.preventDefault();
    add(adder.closest("[data-rows-of]"));
    return;
  }
  const act = event.target.closest("[data-row-act]");
  const [list, row] = act ? place(event) : [];
  if (!row) return;
  const menu = act.closest("details");
  menu.open = false;
  if (act.dataset.rowAct === "remove") remove(list, row);
  else move(list, row, act.dataset.rowAct === "up" ? -1 : 1, menu.querySelector("summary"));
});

// Before Tom Select, which would open its list.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  const [list, row] = place(event);
  if (!row) return;
  event.preventDefault();
  event.stopPropagation();
  move(list, row, event.key === "ArrowUp" ? -1 : 1, event.target);
}, true);

// Before it too: it clears a chosen record with the same key that removes an empty row.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Backspace") return;
  const [list, row] = place(event);
  if (!row || !event.target.matches(CONTROLS) || !isEmpty(row) || rowsOf(list).length === 1) return;
  event.preventDefault();
  event.stopPropagation();
  remove(list, row);
}, true);

// After it: Enter that chose a suggestion is spent.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing) return;
  const [list, row] = place(event);
  if (!row || !event.target.matches(CONTROLS) || (event.target.matches("textarea") && event.shiftKey)) return;
  event.preventDefault();
  const controls = rowsOf(list).flatMap(controlsOf);
  const next = controls[controls.indexOf(event.target) + 1];
  if (next) next.focus();
  else add(list);
});
