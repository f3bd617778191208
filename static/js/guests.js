// A board of guests: typing narrows the rows and marks the first of them, the arrows move the mark, and a key says what
// is to be said of the one that is marked. Names hold no figures, so a figure is never part of one. Without a script
// every row has its buttons, and the page comes back.
import { fold } from "./fold.js";
import { show } from "./toast.js";

const board = document.querySelector("form[data-board]");
const find = board?.querySelector("[data-board-find]");
const rows = () => [...board.querySelectorAll("tr[data-guest]")];
const shown = () => rows().filter((row) => !row.hidden);
const marked = () => board.querySelector("tr.is-marked:not([hidden])");

function mark(row) {
  for (const other of rows()) other.classList.toggle("is-marked", other === row);
  const found = shown();
  const told = row ? `${row.dataset.named} (${found.indexOf(row) + 1}/${found.length})` : "";
  board.querySelector("[data-board-marked]").textContent = told;
  row?.scrollIntoView({ block: "nearest" });
}

function narrow() {
  const words = fold(find.value).split(/\s+/).filter(Boolean);
  for (const row of rows()) {
    const text = fold(row.dataset.finds);
    row.hidden = !words.every((word) => text.includes(word));
  }
  const first = shown()[0];
  board.querySelector("[data-board-nobody]").hidden = Boolean(first);
  mark(words.length ? first : null);
}

function move(step) {
  const found = shown();
  const at = found.indexOf(marked());
  if (at >= 0) mark(found[Math.min(Math.max(at + step, 0), found.length - 1)]);
}

async function send(sent, byPage) {
  sent.set("part", "1");
  try {
    const response = await fetch(board.action, { method: "POST", body: sent, headers: { Accept: "text/html" } });
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    const part = new DOMParser().parseFromString(await response.text(), "text/html");
    const row = part.querySelector("tr[data-guest]");
    const before = document.getElementById(row.id);
    row.hidden = before.hidden;
    row.classList.toggle("is-marked", before.classList.contains("is-marked"));
    before.replaceWith(row);
    document.querySelector("[data-board-figures]").replaceChildren(...part.querySelector("[data-figures]").childNodes);
    for (const other of rows()) other.classList.toggle("is-changed", other === row);
    if (!row.hidden) row.scrollIntoView({ block: "nearest" });
    const toast = part.querySelector("[data-toast]");
    toast.querySelector("[data-undo]")?.addEventListener("submit", takeBack);
    show(toast);
    return row;
  } catch {
    byPage(); // what the server does not take that way it says on a page of its own
    return null;
  }
}

function say(told) {
  const sent = new FormData(board);
  sent.set("set", told);
  return send(sent, () => {
    const button = document.createElement("button");
    Object.assign(button, { type: "submit", name: "set", value: told, hidden: true });
    board.append(button);
    board.removeEventListener("submit", pressed);
    board.requestSubmit(button);
  });
}

async function takeBack(event) {
  event.preventDefault();
  const form = event.target;
  const row = await send(new FormData(form), () => form.submit());
  if (row) (find ?? row.querySelector("button")).focus();
}

async function pressed(event) {
  event.preventDefault();
  if (event.submitter?.name !== "set") return;
  const row = await say(event.submitter.value);
  row?.querySelector("button")?.focus();
}

board?.addEventListener("submit", pressed);
find?.addEventListener("input", narrow);
find?.addEventListener("keydown", async (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const atGate = Boolean(find.dataset.boardFind);
  const figure = atGate ? (event.key === "Enter" ? "1" : null) : /^\d$/.test(event.key) ? event.key : null;
  if (step || figure !== null || event.key === "Enter") event.preventDefault();
  if (step) move(step);
  if (figure === null) return;
  const row = marked();
  if (!row) return;
  find.select(); // the next name takes the place of this one, and may be typed while the answer travels
  await say(`${row.dataset.guest}:${figure}`);
});
