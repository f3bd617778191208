// Keys. event.key and not the position: Turkish Q and F differ. Nothing with Ctrl+Alt: AltGr types with it.
import { closeMenu } from "./menus.js";
import { openDialog } from "./dialogs.js";

const PLACE_SECONDS = 1.5;
const single = document.documentElement.dataset.shortcuts === "on";
let goingUntil = 0;
let row = null;

const here = (selector) => (row?.classList.contains("is-current") ? row.querySelector(selector) : null);
const first = (selector) => here(selector) ?? document.querySelector(`main ${selector}`) ?? document.querySelector(selector);
const press = (selector) => {
  const element = first(selector);
  element?.click();
  return Boolean(element);
};

function search() {
  const box = document.getElementById("search");
  if (!box?.offsetParent) return press(".topbar-search-link");
  box.focus();
  box.select();
  return true;
}

function save() {
  const near = document.activeElement?.closest?.("form")?.querySelector("[data-save]");
  const button = near ?? document.querySelector("main [data-save]");
  button?.form.requestSubmit(button);
  return Boolean(button);
}

function walk(step) {
  const rows = [...document.querySelectorAll("main table[data-rows] tbody tr")];
  if (!rows.length) return false;
  row?.classList.remove("is-current");
  const at = rows.indexOf(row);
  row = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  row.classList.add("is-current");
  row.querySelector("a[href]")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  return true;
}

const KEYS = {
  "/": search,
  "?": () => { openDialog("shortcuts"); return true; },
  g: () => { goingUntil = Date.now() + PLACE_SECONDS * 1000; return true; },
  j: () => walk(1),
  k: () => walk(-1),
  x: () => {
    const box = row?.classList.contains("is-current") ? row.querySelector("[data-select], [data-pick]") : null;
    box?.click();
    return Boolean(box);
  },
  z: () => {
    const undo = document.querySelector("[data-undo]");
    undo?.requestSubmit();
    return Boolean(undo);
  },
  p: () => press('[data-key="p"]') || (window.print(), true),
};

function isTyping(target) {
  return target.isContentEditable || target.matches("select, textarea, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const key = event.key.length === 1 ? event.key.toLocaleLowerCase("en") : event.key;
  let done = false;

  if (event.ctrlKey || event.metaKey) {
    if (key === "k") done = search();
    else if (key === "Enter" || key === "s") done = save();
  } else if (key === "Escape") {
    if (document.querySelector("dialog[open]")) return; // the dialog closes itself
    if (closeMenu()) done = true;
    else if (isTyping(event.target)) event.target.blur();
    else if (document.querySelector("[data-select]:checked")) done = press("[data-deselect]");
    else if (row?.classList.contains("is-current")) { row.classList.remove("is-current"); done = true; }
    else done = press("[data-back]");
  } else if (single && !isTyping(event.target) && !document.querySelector("dialog[open]")) {
    if (Date.now() < goingUntil && /^[1-9]$/.test(key)) done = press(`.sidebar [data-place="${key}"]`);
    else if (KEYS[key]) done = KEYS[key]();
    else if (/^[a-z]$/.test(key)) done = press(`[data-key="${key}"]`);
  }
  if (key !== "g") goingUntil = 0;
  if (done) event.preventDefault();
});
