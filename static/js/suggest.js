// A field that names records: suggests from the second letter on, offers to create last, and sends one string:
// "#12" for a record, "+Yan Ting" for a new one, or the words as typed, which the server then resolves.
import { announce } from "./announce.js";
import { writeMarked } from "./fold.js";

const LETTERS = 2;
const NO_DELIMITER = "\u001f"; // names contain commas

function words(tag, className, text, query) {
  const element = document.createElement(tag);
  element.className = className;
  if (query === undefined) element.textContent = text;
  else writeMarked(element, text, query);
  return element;
}

function line(className, option, query) {
  const element = document.createElement("div");
  element.className = option.fresh ? `${className} is-new` : className;
  const body = document.createElement("div");
  const label = words("span", "hit-label", option.label, option.fresh ? undefined : query);
  label.dir = "auto";
  body.append(label);
  if (option.detail) body.append(" ", words("span", "detail", option.detail, query));
  element.append(body);
  if (option.fresh && className === "option") {
    const key = words("kbd", "", "Enter");
    key.setAttribute("aria-hidden", "true");
    element.append(key);
  }
  return element;
}

/** Put a value into the field of that name, if it is empty. */
function fill(field, value) {
  if (!field || field.type === "hidden" || !value) return;
  if (field.tomselect) {
    if (field.tomselect.items.length || field.tomselect.inputValue()) return;
    const option = typeof value === "string" ? { value, label: value } : value;
    field.tomselect.addOption(option);
    field.tomselect.addItem(option.value, true);
  } else if (!field.value) {
    field.value = typeof value === "string" ? value : value.label;
  }
}

function fillAround(input, fills) {
  const form = input.form;
  const prefix = input.closest("[data-row]") ? input.name.replace(/[^-]+$/, "") : "";
  for (const [name, value] of Object.entries(fills)) fill(form?.elements.namedItem(prefix + name), value);
}

function enhance(TomSelect, input) {
  const data = input.dataset;
  const typed = input.value;
  const asTyped = (text) => ({ value: text, label: text.replace(/^\+/, ""), fresh: text.startsWith("+") });
  const chosen = data.value ? { value: data.value, label: data.label, detail: data.detail } : typed && asTyped(typed);
  let waiting = null;

  const select = new TomSelect(input, {
    maxItems: 1,
    delimiter: NO_DELIMITER,
    valueField: "value",
    labelField: "label",
    searchField: ["label"],
    options: chosen ? [chosen] : [],
    items: chosen ? [chosen.value] : [],
    create: false,
    openOnFocus: false,
    hideSelected: true,
    copyClassesToDropdown: false,
    maxOptions: 50,
    loadThrottle: 150,
    refreshThrottle: 0, // or Enter, pressed at once, takes a hit of fewer letters
    score: () => () => 1, // the server has chosen and ordered
    shouldLoad: (query) => query.trim().length >= LETTERS,
    async load(query, show) {
      waiting?.abort();
      const asked = waiting = new AbortController();
      try {
        const url = `${data.suggest}?kinds=${encodeURIComponent(data.kinds)}&q=${encodeURIComponent(query)}`;
        const response = await fetch(url, { signal: asked.signal, headers: { Accept: "application/json" } });
        if (!response.ok || response.redirected) throw new Error(String(response.status));
        const answer = await response.json();
        if (asked !== waiting) return show();
        const create = "creatable" in data ? answer.create.map((option) => ({ ...option, fresh: true })) : [];
        waiting = null;
        show([...answer.hits, ...create]);
        announce(answer.announce);
      } catch {
        if (asked === waiting) waiting = null;
        show();
      }
    },
    onType() {
      // what was found for fewer letters is gone at once: Enter must never take it
      waiting?.abort();
      waiting = select.inputValue().trim().length >= LETTERS ? new AbortController() : null;
      select.clearOptions();
      if (!waiting) select.close(false);
    },
    onItemAdd(value) {
      const option = select.options[value];
      if (option?.fills) fillAround(input, option.fills);
    },
    render: {
      option: (option) => line("option", option, select?.inputValue() ?? ""),
      item: (option) => line("item", option.fresh ? asTyped(option.value) : option),
      no_results: () => words("div", "no-results", data.none),
      loading: () => words("div", "suggest-note", data.loading),
      no_more_results: () => null,
      not_loading: () => null,
    },
  });

  input.hidden = true; // it only carries the value; the box beside it has the label
  const control = select.control_input;
  for (const name of ["aria-label", "aria-describedby", "aria-invalid"]) {
    if (input.hasAttribute(name)) control.setAttribute(name, input.getAttribute(name));
  }
  control.dir = "auto";
  control.removeAttribute("placeholder");

  control.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && waiting && control.value.trim()) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  // words typed and not chosen are kept as they are, before Tom Select empties its box
  control.addEventListener("blur", () => {
    const text = control.value.trim();
    if (!text) return;
    waiting?.abort();
    waiting = null;
    select.clear(true);
    select.addOption(asTyped(text));
    select.addItem(text);
  }, true);

  const clear = words("button", "suggest-clear", "×");
  clear.type = "button";
  clear.setAttribute("aria-label", data.clear);
  clear.tabIndex = -1; // Backspace does the same from the keyboard
  clear.addEventListener("click", () => {
    select.clear();
    select.focus();
  });
  select.wrapper.append(clear);
}

/** Enhance the fields inside an element; Tom Select is fetched with the first of them. */
export async function suggestIn(element) {
  const fields = [...element.querySelectorAll("input[data-suggest]")].filter((input) => !input.tomselect);
  if (!fields.length) return;
  await import("../vendor/tom-select-2.6.2/tom-select.base.min.js");
  for (const input of fields) if (!input.tomselect && input.isConnected) enhance(globalThis.TomSelect, input);
}
