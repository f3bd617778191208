// A date is typed as one says it; on leaving the field the server says what it understood.

document.addEventListener("focusout", async (event) => {
  const field = event.target.closest?.("[data-understands]");
  if (!field || field.value === field.dataset.asked) return;
  const line = document.getElementById(`${field.id}-understood`);
  if (!line) return;
  field.dataset.asked = field.value;
  if (!field.value.trim()) {
    line.textContent = "";
    return;
  }
  const asked = field.value;
  try {
    const response = await fetch(`${field.dataset.understands}?text=${encodeURIComponent(asked)}`, { headers: { Accept: "application/json" } });
    if (!response.ok || response.redirected) return;
    const answer = await response.json();
    if (field.value !== asked) return;
    line.textContent = answer.text ?? answer.problem ?? "";
    line.classList.toggle("is-problem", Boolean(answer.problem));
  } catch {
    // no answer: the server says it again when the form is sent
  }
});
