// Native dialogs. `data-opens="ID"` on a button opens one; `data-closes` inside closes it; a click beside it closes it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) open(document.getElementById(opener.dataset.opens), opener.dataset);
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog")?.close();
  if (event.target instanceof HTMLDialogElement && !untouched(event.target)) return;
  if (event.target instanceof HTMLDialogElement) event.target.close();
});

// A dialog that arrives by htmx opens at once.
document.addEventListener("htmx:load", (event) => {
  const arrived = event.target.matches?.("dialog[data-open]") ? event.target : event.target.querySelector?.("dialog[data-open]");
  if (arrived && !arrived.open) open(arrived, {});
});

function open(dialog, { fill }) {
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  // `data-fill='{"step":"pack"}'` on the button sets fields, so that one dialog serves many rows.
  for (const [name, value] of Object.entries(fill ? JSON.parse(fill) : {})) {
    const field = dialog.querySelector(`[name="${CSS.escape(name)}"]`);
    if (field) field.value = value;
    for (const shown of dialog.querySelectorAll(`[data-shows="${CSS.escape(name)}"]`)) shown.textContent = value;
  }
  dialog.showModal();
  dialog.querySelector("[autofocus], input:not([type=hidden]), textarea, select")?.focus();
}

// A click beside a dialog in which something was typed would lose it.
function untouched(dialog) {
  const fields = dialog.querySelectorAll("input:not([type=hidden]), textarea");
  return [...fields].every((field) => field.value === field.defaultValue && field.checked === field.defaultChecked);
}
