// First hits as one types, in the pattern of a combobox; Enter on none of them opens the page with all.
import { announce } from "./announce.js";

const LETTERS = 2;
const PAUSE = 120;

const suggest = (form) => {
  const input = form.querySelector('input[type="search"]');
  const panel = document.createElement("div");
  panel.className = "hits-panel";
  panel.hidden = true;
  form.append(panel);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");

  let timer;
  let waiting;
  let active = -1;
  const opensEmpty = "atHand" in form.dataset; // shows what is at hand, which the page of the search does itself
  const isTooShort = (query) => query.length < LETTERS && !(opensEmpty && query === "");
  const options = () => [...panel.querySelectorAll('[role="option"]')];

  const close = () => {
    clearTimeout(timer);
    waiting?.abort();
    panel.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (index) => {
    const all = options();
    active = (index + all.length + 1) % (all.length + 1); // one place past the end is the box itself
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (all[active]) {
      input.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
      active = all.length;
    }
  };

  const look = async () => {
    const query = input.value.trim();
    if (isTooShort(query)) return close();
    waiting?.abort();
    const asked = waiting = new AbortController();
    try {
      const response = await fetch(`${form.dataset.search}?q=${encodeURIComponent(query)}`, { signal: asked.signal });
      if (!response.ok || response.redirected) return close();
      const html = await response.text();
      const overtaken = asked !== waiting || input.value.trim() !== query; // somebody went on typing
      if (overtaken || document.activeElement !== input) return undefined;
      panel.innerHTML = html; // a fragment of our own templates, escaped there
      const list = panel.querySelector('[role="listbox"]');
      if (!list) return close();
      list.id = `${input.id}-hits`;
      options().forEach((option, index) => { option.id = `${input.id}-hit-${index}`; });
      input.setAttribute("aria-controls", list.id);
      panel.hidden = false;
      input.setAttribute("aria-expanded", "true");
      active = options().length;
      if (list.dataset.announce) announce(list.dataset.announce);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
    return undefined;
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (isTooShort(input.value.trim())) close();
    else timer = setTimeout(look, PAUSE);
  });
  input.addEventListener("focus", () => { if (!input.value) look(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (!panel.hidden) close();
      else if (input.value) input.value = "";
      else input.blur();
      return;
    }
    if (panel.hidden) {
      if (event.key === "ArrowDown") look();
      return;
    }
    const all = options();
    if (event.key === "ArrowDown") choose(active >= all.length ? 0 : active + 1);
    else if (event.key === "ArrowUp") choose(active >= all.length ? all.length - 1 : active - 1);
    else if (event.key === "Enter" && all[active]) location.assign(all[active].dataset.href);
    else if (event.key === "Tab") return close();
    else return undefined;
    event.preventDefault();
    return undefined;
  });
  panel.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
  panel.addEventListener("click", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) location.assign(option.dataset.href);
  });
  input.addEventListener("blur", close);
};

document.querySelectorAll("form[data-search]").forEach(suggest);
