// Say something to a screen reader, without moving the focus.

const region = document.querySelector("[data-announcer]");

export function announce(words) {
  if (!region) return;
  region.textContent = "";
  // A reader speaks what changes: the same words twice need a change between.
  setTimeout(() => { region.textContent = words; }, 50);
}
