// Before somebody is given something, the form says what they have had: asked again whenever the gift or the
// receiver changes. Without a script the server says it when the form is sent.

const box = document.querySelector("[data-hints]");
const form = box?.closest("form");

const number = (name) => form.elements.namedItem(name)?.value.match(/#(\d+)\s*$/)?.[1] ?? "";

async function ask() {
  const given = new FormData(form).get("direction") === "given";
  const asked = new URLSearchParams({ receiver: given ? number("receiver") : "", item: number("item"), gift: box.dataset.gift });
  const question = asked.toString();
  if (question === box.dataset.asked) return;
  box.dataset.asked = question;
  try {
    const response = await fetch(`${box.dataset.hints}?${question}`, { headers: { Accept: "text/html" } });
    if (!response.ok || response.redirected || question !== box.dataset.asked) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    box.replaceChildren(...page.body.childNodes);
  } catch {
    // no answer: the server says it again when the form is sent
  }
}

if (form) for (const moment of ["change", "input"]) form.addEventListener(moment, ask);
