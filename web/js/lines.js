// The lines of an order as rows to fill in. `[data-lines]` holds rows `[data-line]`, in a table or in `[data-line-rows]`, and a
// `<template>` of an empty one;
// `[data-line-add]` and `[data-line-remove]` change their number. Sums are shown as one types; the server works them out anew.
import { chosen, fill } from "./suggest.js";

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-line-add]");
  if (add) {
    const editor = add.closest("[data-lines]");
    const row = editor.querySelector("template").content.cloneNode(true);
    const body = editor.querySelector("[data-line-rows], tbody");
    body.append(row);
    renumber(editor);
    body.lastElementChild.querySelector("input, select")?.focus();
  }
  const remove = event.target.closest("[data-line-remove]");
  if (remove) {
    const editor = remove.closest("[data-lines]");
    if (editor.querySelectorAll("[data-line]").length > 1) remove.closest("[data-line]").remove();
    else for (const field of remove.closest("[data-line]").querySelectorAll("input")) field.value = "";
    renumber(editor);
    // Nothing was typed, but what hangs on the lines is another.
    editor.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form");
  for (const editor of form?.querySelectorAll("[data-lines]") ?? []) sum(editor);
});

// Choosing a product from the list fills in what the catalogue knows, where nothing else was typed.
document.addEventListener("change", async (event) => {
  const field = event.target.closest?.("[data-line] input[list]");
  const option = field && (await chosen(field));
  if (!option) return;
  const row = field.closest("[data-line]");
  for (const [name, value] of Object.entries(option.dataset)) {
    const other = row.querySelector(`[data-part="${CSS.escape(name)}"]`);
    fill(other, value);
  }
  sum(row.closest("[data-lines]"));
});

document.addEventListener("htmx:load", (event) => {
  for (const editor of event.target.querySelectorAll?.("[data-lines]") ?? []) sum(editor);
});

function renumber(editor) {
  editor.querySelectorAll("[data-line]").forEach((row, index) => {
    const place = row.querySelector(".index");
    if (place) place.textContent = index + 1;
  });
  sum(editor);
}

// Whole ten-thousandths throughout, as the server counts: floats would drift. The chosen option of the form with
// `data-digits` says how many digits the currency has after its point; two when none does.
function sum(editor) {
  const digits = Number(editor.closest("form")?.querySelector("option:checked[data-digits]")?.dataset.digits ?? 2);
  let total = 0n;
  for (const row of editor.querySelectorAll("[data-line]")) {
    const shows = row.querySelector(".sum");
    if (!shows) continue;
    const part = (name) => tenThousandths(row.querySelector(`[data-part="${name}"]`)?.value);
    const [quantity, price, discount] = [part("quantity"), part("price"), part("discount") ?? 0n];
    const known = quantity !== null && price !== null;
    const minor = known ? rounded(quantity * price * (1000000n - discount), 10n ** BigInt(14 - digits)) : 0n;
    shows.textContent = known ? shown(minor, digits) : "";
    total += minor;
  }
  const place = editor.querySelector("[data-total]");
  if (place) place.textContent = shown(total, digits);
}

function tenThousandths(typed) {
  const plain = (typed ?? "").normalize("NFKC").trim().replaceAll(",", "").replace(/ *%$/, "");
  const parts = /^(\d+)(?:\.(\d{0,4}))?$/.exec(plain);
  return parts ? BigInt(parts[1]) * 10000n + BigInt((parts[2] ?? "").padEnd(4, "0")) : null;
}

function rounded(amount, unit) {
  return (amount + unit / 2n) / unit;
}

function shown(minor, digits) {
  const unit = 10n ** BigInt(digits);
  const whole = (minor / unit).toLocaleString("en");
  return digits ? `${whole}.${String(minor % unit).padStart(digits, "0")}` : whole;
}
