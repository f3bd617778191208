// The server checks and answers in its own words; a form is sent once; the summary of errors takes the focus.

for (const form of document.querySelectorAll('form[method="post" i]')) form.noValidate = true;

// The summary stands before every field, so it comes first where there is one.
const first = document.querySelector("[data-takes-focus]");
first?.focus();
first?.select?.();

// A link of the summary leads into the field, also where a script has put another control in its place.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  const control = field.matches("fieldset") ? field.querySelector("input:not([type=hidden]), select, textarea") : field;
  const target = control?.tomselect?.control_input ?? control ?? field;
  (field.closest(".field") ?? target).scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (event.submitter?.hasAttribute("data-file")) return; // the answer is a file: the page stays as it is
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), 10_000); // an answer that is a file leaves the page where it is
});

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
});

// <button type="button" data-shows="id of the password field" data-hide="Hide">Show</button>
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-shows]");
  const field = button && document.getElementById(button.dataset.shows);
  if (!field) return;
  button.dataset.show ??= button.textContent;
  const shown = field.type === "password";
  field.type = shown ? "text" : "password";
  button.textContent = shown ? button.dataset.hide : button.dataset.show;
  button.setAttribute("aria-pressed", String(shown));
});
