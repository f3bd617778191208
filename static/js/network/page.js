/* The network page. Every act is a link or a form of the page: here they swap the parts of the page instead of loading it,
   and the picture follows. Words of the record are only ever set as text. */

import { Drawing } from "./drawing.js";
import { suggestIn } from "../suggest.js";

const page = document.querySelector("[data-network]");
const canvas = page.querySelector("[data-canvas]");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const PLAY_STEP = 900;
const SLIDER_WAIT = 150;
let drawing = null;
let asked = 0;

const part = (name, within = page) => within.querySelector(`[data-part="${name}"]`);
const here = () => part("data").dataset;

// --- Going from view to view ----------------------------------------------------------------------------------------------

/** Show another view: its parts take the place of those here, the address follows, what had the focus keeps it. */
async function go(address, { push = true, focus } = {}) {
  asked += 1;
  const mine = asked;
  page.setAttribute("aria-busy", "true");
  let answer;
  try {
    answer = await fetch(address, { headers: { Accept: "text/html" } });
  } catch {
    location.assign(address);
    return;
  }
  if (mine !== asked) return; // a newer wish has come
  const text = await answer.text();
  if (mine !== asked) return;
  const next = new DOMParser().parseFromString(text, "text/html");
  if (!part("data", next)) {
    location.assign(address); // no page of the network: signed out, or not there
    return;
  }
  const focused = focus ?? document.activeElement?.id;
  const evidence = page.querySelector(".net-evidence")?.open;
  for (const old of page.querySelectorAll("[data-part]")) {
    const fresh = part(old.dataset.part, next);
    if (fresh) old.replaceWith(document.adoptNode(fresh));
  }
  if (push) history.pushState(null, "", answer.url);
  if (evidence && page.querySelector(".net-evidence")) page.querySelector(".net-evidence").open = true;
  keepYear();
  suggestIn(page);
  page.removeAttribute("aria-busy");
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: focused === "net-canvas" });
  await draw();
}

/** This view with parameters changed; an empty one is taken away. */
function changed(parameters) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.delete(name);
    if (value !== "") url.searchParams.set(name, value);
  }
  return url;
}

const isHere = (url) => url.origin === location.origin && url.pathname === location.pathname;

page.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (!isHere(new URL(link.href))) return;
  event.preventDefault();
  const focus = link.hasAttribute("data-close") ? `node-${here().chosen}` : link.id?.startsWith("grow-") || link.hasAttribute("data-grows") ? "chosen" : undefined;
  go(link.href, { focus });
});

page.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get" || event.defaultPrevented) return;
  event.preventDefault();
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value) url.searchParams.append(name, value);
  go(url, { focus: "shown-title" });
});

page.addEventListener("change", (event) => {
  const legend = event.target.closest("[data-legend]");
  if (!legend) return;
  const kinds = [...legend.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value);
  go(changed({ kind: kinds.join(",") || "-" }));
});

addEventListener("popstate", () => go(location.href, { push: false }));

// --- Years ----------------------------------------------------------------------------------------------------------------

const yearForm = page.querySelector("[data-year]");
const slider = yearForm?.querySelector("input[type=range]");
let waiting = 0;
let playing = 0;

const yearOf = () => (slider.value === slider.max ? "" : slider.value); // the last year leaves nothing out

function showYear() {
  yearForm.querySelector("output").textContent = slider.value;
}

/** After another view came in, the slider stands where its address says. */
function keepYear() {
  if (!slider || document.activeElement === slider || playing) return;
  slider.value = new URL(location.href).searchParams.get("year") ?? slider.max;
  showYear();
}

function stop() {
  clearInterval(playing);
  playing = 0;
  yearForm.querySelector("[data-play]").setAttribute("aria-pressed", "false");
}

slider?.addEventListener("input", () => {
  showYear();
  clearTimeout(waiting);
  waiting = setTimeout(() => go(changed({ year: yearOf() })), SLIDER_WAIT);
});

yearForm?.querySelector("[data-play]").addEventListener("click", (event) => {
  if (playing) {
    stop();
    return;
  }
  event.currentTarget.setAttribute("aria-pressed", "true");
  if (slider.value === slider.max) slider.value = slider.min;
  const step = () => {
    showYear();
    go(changed({ year: yearOf() }));
    if (slider.value === slider.max) stop();
    else slider.stepUp();
  };
  playing = setInterval(step, PLAY_STEP);
  step();
});

// --- The picture ----------------------------------------------------------------------------------------------------------

async function draw() {
  if (!drawing) return;
  const { url, chosen, layout, summary } = here();
  canvas.setAttribute("aria-label", summary);
  const mine = asked;
  const answer = await fetch(url);
  if (!answer.ok || mine !== asked) return;
  const graph = await answer.json();
  if (mine !== asked) return;
  await drawing.show(graph, { chosen: Number(chosen) || null, layout });
  canvas.dataset.drawn = url;
}

function fail() {
  const told = page.querySelector("[data-failure]");
  told.textContent = page.dataset.failed;
  told.hidden = false;
  page.querySelector(".net-tools").hidden = true;
  canvas.hidden = true;
}

const choose = (node) => go(changed({ chosen: node === null ? "" : String(node) }), { focus: "net-canvas" });

function grow(node) {
  const opened = (new URL(location.href).searchParams.get("open") ?? "").split(",").filter(Boolean);
  if (!opened.includes(String(node))) opened.push(String(node));
  go(changed({ open: opened.join(","), chosen: String(node) }), { focus: "net-canvas" });
}

canvas.addEventListener("keydown", (event) => {
  if (!drawing || event.ctrlKey || event.metaKey || event.altKey) return;
  const chosen = Number(here().chosen) || null;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step) choose(drawing.next(chosen, step));
  else if (event.key === "Enter" && chosen) grow(chosen);
  else if (event.key === "Escape" && chosen) choose(null);
  else if (event.key === "+" || event.key === "-") drawing.zoom(event.key === "+" ? "in" : "out");
  else return;
  event.preventDefault();
  event.stopPropagation();
});

page.querySelector(".net-tools").addEventListener("click", (event) => {
  const how = event.target.closest("[data-zoom]")?.dataset.zoom;
  if (how && drawing) drawing.zoom(how);
});

try {
  drawing = new Drawing(canvas, { world: page.dataset.world, still: still.matches, choose, grow });
} catch {
  fail(); // no WebGL: the table is there
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawing?.recolour());
draw();
