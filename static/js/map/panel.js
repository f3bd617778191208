// What stands beside the map: the selection, as the server tells it, and the table of what is shown.

/** Fetch a page or a part of one.
    @throws {Error} with its status: it is not there, or somebody else's page came instead. */
async function page(address, signal) {
  const answer = await fetch(address, { signal, headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw Object.assign(new Error(`${answer.status} ${address}`), { status: answer.status });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** The panel of the selected city. @returns show(city or null), which resolves when it stands there. */
export function selectionPanel(box, address) {
  let asked = null;
  return async function show(city) {
    asked?.abort();
    asked = null;
    if (!city) {
      box.hidden = true;
      box.replaceChildren();
      return;
    }
    const mine = asked = new AbortController();
    box.setAttribute("aria-busy", "true");
    try {
      const told = await page(address.replace("/0", `/${city.id}`), mine.signal);
      if (asked !== mine) return;
      box.replaceChildren(...told.body.childNodes);
      box.hidden = false;
    } finally {
      if (asked === mine) box.removeAttribute("aria-busy");
    }
  };
}

/** Write the table anew as the address of the page says. @returns refresh() */
export function tableOf(root, prepare) {
  let asked = null;
  prepare();
  return async function refresh() {
    asked?.abort();
    const mine = asked = new AbortController();
    const told = await page(location.href, mine.signal);
    if (asked !== mine) return;
    let lost = null; // where the focus was in what is replaced
    for (const part of root.querySelectorAll("[data-table]")) {
      const fresh = told.querySelector(`[data-table="${part.dataset.table}"]`);
      if (!fresh) continue;
      const within = part.contains(document.activeElement) ? document.activeElement : null;
      const row = within?.closest("[data-city]")?.dataset.city;
      const head = within?.dataset.column;
      const table = within?.closest("table")?.getAttribute("aria-labelledby");
      if (row) lost = `[data-city="${row}"] th :is(a, button)`;
      else if (head) lost = `[aria-labelledby="${table}"] [data-column="${head}"]`;
      part.replaceChildren(...fresh.childNodes);
    }
    prepare();
    if (lost) root.querySelector(lost)?.focus();
  };
}
