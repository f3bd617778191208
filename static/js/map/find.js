// The search box of the map: cities by any of their names. A combobox with a list below it.
import { announce } from "../announce.js";
import { writeMarked } from "../fold.js";
import { fetched } from "./data.js";
import { element } from "./marks.js";

const LETTERS = 2;
const PATIENCE = 150; // ms without a key

/** @param isDrawn(hit) whether it is on the map: such come first.
    @param chosen(hit) is called with { id, name, detail }. */
export function findIn(form, address, isDrawn, chosen) {
  const input = form.querySelector("input");
  const list = form.querySelector("[role=listbox]");
  let hits = [];
  let active = -1;
  let timer = 0;
  let asked = "";

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = list.children[index];
    if (!option) return;
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function take(index) {
    const hit = hits[index];
    if (!hit) return;
    input.value = hit.name;
    close();
    chosen(hit);
  }

  function show(query) {
    list.replaceChildren(...hits.map((hit, index) => {
      const option = element("li", "map-hit");
      option.id = `map-hit-${index}`;
      option.setAttribute("role", "option");
      const name = element("span", "hit-label");
      name.dir = "auto";
      writeMarked(name, hit.name, query);
      const detail = element("span", "detail", hit.detail);
      detail.dir = "auto";
      option.append(name, detail);
      option.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
      option.addEventListener("click", () => take(index));
      return option;
    }));
    if (!hits.length) list.append(element("li", "map-hit is-none", form.dataset.none));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(hits.length ? 0 : -1);
    announce(hits.length ? hits.map((hit) => hit.name).slice(0, 3).join(", ") : form.dataset.none);
  }

  async function ask() {
    const query = input.value.trim();
    asked = query;
    if (query.length < LETTERS) {
      hits = [];
      close();
      return false;
    }
    const answer = await fetched(`${address}?q=${encodeURIComponent(query)}`);
    if (asked !== query) return false;
    hits = answer.hits.sort((a, b) => isDrawn(b) - isDrawn(a));
    show(query);
    return true;
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    hits = []; // Enter must never take what was found for fewer letters
    timer = setTimeout(() => ask().catch(close), PATIENCE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key === "Escape" && (input.value || !list.hidden)) {
      if (!list.hidden) event.preventDefault(); // with no list to close, the key closes the panel, too
      clearTimeout(timer);
      asked = "";
      input.value = "";
      hits = [];
      close();
    } else if ((key === "ArrowDown" || key === "ArrowUp") && hits.length) {
      event.preventDefault();
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark((active + (key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (hits.length || await ask().catch(() => false)) take(Math.max(0, active));
  });
}
