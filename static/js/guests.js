// A board of guests: typing narrows the rows, and a key says what is to be said of the first one. Names hold no
// figures, so a figure is never part of one. Without a script every row has its buttons, and the page comes back.
import { announce } from "./announce.js";
import { fold } from "./fold.js";

const board = document.querySelector("form[data-board]");
const find = board?.querySelector("[data-board-find]");
const rows = () => [...board.querySelectorAll("tr[data-guest]")];

function narrow() {
  const words = fold(find.value).split(/\s+/).filter(Boolean);
  let first = null;
  for (const row of rows()) {
    const text = fold(row.dataset.finds);
    row.hidden = !words.every((word) => text.includes(word));
    row.classList.remove("is-first");
    if (!row.hidden) first ??= row;
  }
  if (words.length) first?.classList.add("is-first");
  board.querySelector("[data-board-nobody]").hidden = Boolean(first);
  return words.length ? first : null;
}

async function say(told) {
  const sent = new FormData(board);
  sent.set("set", told);
  sent.set("part", "1");
  try {
    const response = await fetch(board.action, { method: "POST", body: sent, headers: { Accept: "text/html" } });
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    const part = new DOMParser().parseFromString(await response.text(), "text/html");
    const row = part.querySelector("tr[data-guest]");
    document.getElementById(row.id).replaceWith(row);
    document.querySelector("[data-board-figures]").replaceChildren(...part.querySelector("[data-figures]").childNodes);
    for (const other of rows()) other.classList.toggle("is-changed", other === row);
    announce(`${row.querySelector(".is-name").firstElementChild?.textContent ?? row.querySelector(".is-name").textContent}: ${row.querySelector("[data-said]").textContent.trim()}`);
    return row;
  } catch {
    // What the server does not take that way it says on a page of its own.
    const button = document.createElement("button");
    Object.assign(button, { type: "submit", name: "set", value: told, hidden: true });
    board.append(button);
    board.removeEventListener("submit", pressed);
    board.requestSubmit(button);
    return null;
  }
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
  const atGate = Boolean(find.dataset.boardFind);
  const figure = atGate ? (event.key === "Enter" ? "1" : null) : /^\d$/.test(event.key) ? event.key : null;
  if (event.key === "Enter") event.preventDefault();
  if (figure === null) return;
  event.preventDefault();
  const row = narrow();
  if (!row) return;
  find.value = ""; // the next name may be typed while this answer travels
  narrow();
  await say(`${row.dataset.guest}:${figure}`);
});
