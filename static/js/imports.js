// Imports: a file that is dropped, rows that are picked, and long work that goes on while the page is open.
import { announce } from "./announce.js";
import { countTicks, takeTicks } from "./ticks.js";
import { follow } from "./work.js";

const JSON_WANTED = { Accept: "application/json" };

// --- A file that is dropped -------------------------------------------------------------------------------------

for (const zone of document.querySelectorAll("[data-drop]")) {
  const field = zone.querySelector("input[type=file]");
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("is-over");
  };
  zone.addEventListener("dragenter", over);
  zone.addEventListener("dragover", over);
  zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    zone.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// A column that is left out is told less loudly.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-target]")) event.target.closest("tr").classList.toggle("is-left-out", !event.target.value);
});

// --- Rows that are picked: kept at once, so that another page of rows, or tomorrow, finds them so ----------------------

const picks = document.querySelector("[data-picks]");

if (picks?.querySelector("[data-pick-all]")) {
  const boxes = [...picks.querySelectorAll("[data-pick]")];
  const every = picks.querySelector("[data-pick-all]");
  const button = picks.querySelector("[data-apply]");
  let sending = Promise.resolve();

  const show = () => {
    countTicks(boxes, every);
    every.hidden = !boxes.length;
  };
  const send = async () => {
    try {
      const answer = await fetch(picks.action, { method: "POST", headers: JSON_WANTED, body: new FormData(picks) });
      const told = await answer.json();
      if (button) button.textContent = told.words;
      announce(told.words);
    } catch {
      // What is ticked goes along with the next button of the form; nothing is lost.
    }
  };
  const keep = () => {
    show();
    sending = sending.then(send);
  };

  takeTicks(boxes, every, picks, keep);
  // Back from a row that was corrected, a browser may tick what was ticked before: the page knows better.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  show();
}

// --- Long work ------------------------------------------------------------------------------------------------------

const work = document.querySelector("[data-work]");

if (work) {
  follow(work, () => fetch(work.action, { method: "POST", headers: JSON_WANTED, body: new FormData(work) }));
}
