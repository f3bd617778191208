// The toast says what was done and goes after twenty seconds; what it offers to undo can be undone elsewhere, too.
import { announce } from "./announce.js";

const SECONDS = 20;

function start(toast) {
  announce(toast.querySelector("[data-toast-text]").textContent);
  let timer;
  const wait = () => { timer = setTimeout(() => toast.remove(), SECONDS * 1000); };
  const stay = () => clearTimeout(timer);
  wait();
  for (const [event, act] of [["mouseenter", stay], ["focusin", stay], ["mouseleave", wait], ["focusout", wait]]) {
    toast.addEventListener(event, act);
  }
  toast.querySelector("[data-toast-close]").addEventListener("click", () => toast.remove());
}

export function show(toast) {
  document.querySelector("[data-toast]")?.remove();
  document.querySelector(".toasts").append(toast);
  start(toast);
}

const toast = document.querySelector("[data-toast]");
if (toast) start(toast);
