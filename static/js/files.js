// A file that is larger than the server takes is named at once, before anybody waits for it to be sent.

for (const field of document.querySelectorAll("input[type=file][data-most]")) {
  const warning = document.createElement("div");
  warning.className = "field-error";
  warning.setAttribute("role", "alert");
  warning.hidden = true;
  field.before(warning);
  field.addEventListener("change", () => {
    const isTooLarge = [...field.files].some((file) => file.size > Number(field.dataset.most) * 1_000_000);
    warning.hidden = !isTooLarge;
    warning.textContent = isTooLarge ? field.dataset.tooLarge : "";
    if (isTooLarge) field.value = "";
  });
}
