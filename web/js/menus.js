// Open menus close when something else is clicked, when a choice is made, and by Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target) || event.target.closest(".menu-list a, .menu-list button")) menu.open = false;
  }
});

// A list inside a box that scrolls would be cut off at its edge: it is laid over the page, up or down, where there is room.
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.("details[data-menu]") || !menu.open || !menu.closest(".sheet, dialog")) return;
  const list = menu.querySelector(".menu-list");
  const at = menu.querySelector("summary").getBoundingClientRect();
  list.style.position = "fixed";
  list.style.right = `${document.documentElement.clientWidth - at.right}px`;
  const below = at.bottom + 4 + list.offsetHeight < innerHeight;
  list.style.top = below ? `${at.bottom + 4}px` : `${Math.max(4, at.top - 4 - list.offsetHeight)}px`;
}, true);

document.addEventListener("scroll", () => {
  for (const menu of document.querySelectorAll(":is(.sheet, dialog) details[data-menu][open]")) menu.open = false;
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});

// "/" goes to the search field of the page, as in most tools of this kind.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("[data-find]");
  if (field) {
    event.preventDefault();
    field.select();
  }
});
