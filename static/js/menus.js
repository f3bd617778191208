// Dropped panels close when one presses elsewhere, leaves them, or presses Esc; one is open at a time.

const MENUS = "details.menu, .bottombar details";

function openMenus() {
  return [...document.querySelectorAll(MENUS)].filter((menu) => menu.open);
}

/** Close the innermost open menu and give the focus back. Returns whether there was one. */
export function closeMenu() {
  const open = openMenus();
  const menu = open.find((each) => each.contains(document.activeElement)) ?? open.at(-1);
  if (!menu) return false;
  menu.open = false;
  menu.querySelector("summary").focus();
  return true;
}

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.(MENUS);
  if (menu?.open && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});

document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.(MENUS) || !event.target.open) return;
  for (const menu of openMenus()) if (menu !== event.target && !menu.contains(event.target)) menu.open = false;
  if (matchMedia("(hover: hover)").matches) event.target.querySelector("[data-narrows]")?.focus();
}, true);

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const items = [...menu.querySelectorAll(".menu-item")].filter((item) => item.offsetParent !== null);
  if (!items.length) return;
  const at = items.indexOf(document.activeElement);
  const next = event.key === "ArrowDown" ? at + 1 : at < 0 ? items.length - 1 : at - 1;
  event.preventDefault();
  items[(next + items.length) % items.length].focus();
});
