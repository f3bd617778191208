// A page that waits for work that somebody else does: it looks from time to time how far it is.
import { follow } from "./work.js";

const LOOKS_EVERY = 1_500; // milliseconds

const work = document.querySelector("[data-watch]");

follow(work, async () => {
  await new Promise((resolve) => { setTimeout(resolve, LOOKS_EVERY); });
  return fetch(work.dataset.watch, { headers: { Accept: "application/json" } });
});
