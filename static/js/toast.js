// The toast says what was done and goes after twenty seconds; what it offers to undo stays in the bin.
import { announce } from "./announce.js";

const SECONDS = 20;
const toast = document.querySelector("[data-toast]");

if (toast) {
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
